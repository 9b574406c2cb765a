//! `/search`: the same answers without JavaScript.

use axum::Extension;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::{answer, parts};
use crate::platform::web::shell::Facts;
use crate::platform::web::{Problem, Query};
use crate::reach::search::{Kind, Search};

/// What is looked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

pub async fn page(Extension(search): Extension<Search>, Query(asked): Query<Asked>) -> Response {
    answer(facts(&search, &asked.q).await)
}

async fn facts(search: &Search, q: &str) -> Result<Facts, Problem> {
    let agencies = search.suggest(Kind::Agencies, q).await?;
    let notices = search.suggest(Kind::Notices, q).await?;
    let awards = search.suggest(Kind::Awards, q).await?;
    Ok(Facts {
        title: if q.is_empty() { "搜索".to_owned() } else { format!("搜索：{q}") },
        description: "搜索中介机构、采购公告和中选结果，支持拼音和简称。".to_owned(),
        canonical: "/search".to_owned(),
        main: html! {
            h1 { "搜索" }
            (parts::search_form(q))
            (hits("中介机构", "agencies", &agencies))
            (hits("采购公告", "notices", &notices))
            (hits("中选结果", "awards", &awards))
        },
        noindex: true,
        ..Facts::default()
    })
}

fn hits(title: &str, path: &str, hits: &[Value]) -> Markup {
    let text = |hit: &Value, names: [&str; 2]| {
        names.iter().find_map(|name| hit[*name].as_str().map(str::to_owned)).unwrap_or_default()
    };
    html! {
        @if !hits.is_empty() {
            h2 { (title) }
            ul {
                @for hit in hits {
                    li { a href={ "/" (path) "/" (text(hit, ["id", "id"])) } { (text(hit, ["name", "title"])) } " " (text(hit, ["uscc", "code"])) }
                }
            }
        }
    }
}
