//! GET /api/v1/search/ranking: how results are ordered, as configured. Ranking never sells; its formula is public.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::SearchError;
use super::settings::{Quality, Settings};
use crate::core::text::Text;
use crate::platform::web::Problem;
use crate::say;

/// A searchable field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldWeight {
    /// Its name.
    field: String,
    /// What it holds.
    holds: Text,
    /// What a word found in it is worth.
    weight: f32,
}

/// A rule of the order.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankingRule {
    /// Its name.
    rule: String,
    /// What it prefers.
    prefers: Text,
}

/// The formula.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ranking {
    /// Version of the settings.
    version: u32,
    /// Rules in order: each decides among those that the rules before found equal.
    rules: Vec<RankingRule>,
    /// Fields, heaviest first. A word counts where it is worth most; the words' worths are added.
    fields: Vec<FieldWeight>,
    /// Part of a field's weight that a way of matching is worth.
    quality: Quality,
    /// Words that mean the same, in groups.
    synonyms: Vec<Vec<String>>,
}

/// How results are ordered.
#[utoipa::path(get, path = "/api/v1/search/ranking", operation_id = "search_ranking", tag = "search",
    responses((status = 200, body = Ranking), Problem))]
pub async fn get() -> Result<Json<Ranking>, Problem> {
    let settings = Settings::built_in().map_err(|error: SearchError| Problem::internal(&error))?;
    Ok(Json(Ranking {
        version: settings.version,
        rules: settings.ranking.iter().map(|rule| RankingRule { rule: rule.clone(), prefers: prefers(rule) }).collect(),
        fields: settings
            .fields
            .iter()
            .map(|it| FieldWeight { field: it.name.clone(), holds: holds(&it.name), weight: it.weight })
            .collect(),
        quality: settings.quality.clone(),
        synonyms: settings.synonym_groups.clone(),
    }))
}

fn prefers(rule: &str) -> Text {
    match rule {
        "identity" => say!("整个名称或编码与所搜内容完全一致", "the whole name or code is what was searched for"),
        "able" => say!("可承接的中介机构、报名中的公告", "agencies that can take work, notices open for sign-up"),
        "fields" => say!("所搜词语出现在更重要的栏目", "the words are found in weightier fields"),
        "credit" => say!("信用分更高", "the better credit"),
        "recent" => say!("更新近", "the more recent"),
        other => Text { zh: other.to_owned(), en: other.to_owned() },
    }
}

fn holds(field: &str) -> Text {
    match field {
        "codes" => say!("统一社会信用代码、公告与中选编码", "USCC, codes of notices and awards"),
        "name" => say!("机构名称、项目名称", "name of the agency or project"),
        "items" => say!("服务事项及其别名", "services and what people call them"),
        "parties" => say!("委托人、中选机构、地区", "client, winner, place"),
        "initials" => say!("拼音首字母", "initials of the pinyin"),
        "pinyin" => say!("拼音", "pinyin"),
        "chars" => say!("名称中的任意一段文字", "any part of a name"),
        "body" => say!("简介、服务内容", "introduction, content of the service"),
        other => Text { zh: other.to_owned(), en: other.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_field_is_explained() {
        let settings = Settings::built_in().unwrap();
        assert!(settings.ranking.iter().all(|it| prefers(it).zh != *it));
        assert!(settings.fields.iter().all(|it| holds(&it.name).zh != it.name));
    }
}
