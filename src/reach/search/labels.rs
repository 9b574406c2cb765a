//! Names of facet values, in the language of the request.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use sqlx::PgConnection;
use tokio::sync::OnceCell;
use utoipa::ToSchema;

use super::model::Kind;
use crate::core::method::Method;
use crate::core::state::{AgencyState, RoundState};
use crate::core::text::{Lang, Text};
use crate::say;

/// A value to filter by, and how many of the hits have it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetValue {
    /// Send it back as the value of the parameter.
    pub value: String,
    /// Its name, in the language of the request.
    pub label: String,
    /// Hits that have it.
    pub count: u64,
}

/// Names that come from reference data, read once: it changes only with a start.
#[derive(Clone, Debug, Default)]
pub struct Labels(Arc<OnceCell<HashMap<String, Text>>>);

impl Labels {
    /// Names the values of a facet.
    pub async fn name(
        &self,
        pool: &sqlx::PgPool,
        lang: Lang,
        kind: Kind,
        facet: &str,
        values: Vec<(String, u64)>,
    ) -> Result<Vec<FacetValue>, sqlx::Error> {
        let known = self.0.get_or_try_init(|| async { read(&mut *pool.acquire().await?).await }).await?;
        let label = |value: &str| {
            let fixed = fixed(kind, facet, value);
            let text = fixed.or_else(|| known.get(&format!("{facet}:{value}")).cloned());
            text.map_or_else(|| value.to_owned(), |it| it.pick(lang).to_owned())
        };
        Ok(values.into_iter().map(|(value, count)| FacetValue { label: label(&value), value, count }).collect())
    }
}

fn fixed(kind: Kind, facet: &str, value: &str) -> Option<Text> {
    match (facet, value) {
        ("method", _) => Method::from_code(value).map(Method::name),
        ("state", _) if kind == Kind::Agencies => AgencyState::from_code(value).map(AgencyState::name),
        ("state", _) => RoundState::from_code(value).map(RoundState::name),
        ("able", "yes") => Some(say!("可承接", "can take work")),
        ("able", "closed") => Some(say!("暂无开放事项", "no service open")),
        ("able", "no") => Some(say!("不可承接", "cannot take work")),
        ("resident", "true") => Some(say!("已入驻实体店", "resident in the store")),
        ("resident", "false") => Some(say!("未入驻实体店", "not resident")),
        ("fiscal", "true") => Some(say!("使用财政资金", "fiscal money")),
        ("fiscal", "false") => Some(say!("不使用财政资金", "no fiscal money")),
        _ => None,
    }
}

async fn read(conn: &mut PgConnection) -> Result<HashMap<String, Text>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT 'division:' || code AS "key!", name AS "zh!", name AS "en!"
        FROM division
        UNION ALL
        SELECT 'group:' || code, name, name_en
        FROM catalog_group
        UNION ALL
        SELECT 'item:' || code, name, name_en
        FROM catalog_item
        UNION ALL
        SELECT 'qualification:' || code, name, name_en
        FROM qualification_kind"#,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.key, Text { zh: row.zh, en: row.en })).collect())
}
