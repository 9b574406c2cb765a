//! `/log` and `/log/entries/{index}`: the transparency log for people without JavaScript.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use super::{Installed, answer, data, parts};
use crate::platform::App;
use crate::platform::journal::log::{self, LogLeaf};
use crate::platform::web::shell::Facts;
use crate::platform::web::{PageQuery, Problem};

pub async fn page(app: Installed) -> Response {
    answer(facts(&app).await)
}

pub async fn entry_page(State(app): Installed, Path(index): Path<u64>) -> Response {
    answer(entry_facts(&app, index).await)
}

async fn facts(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    // Nothing has happened yet where there is none.
    let head = log::head(&mut conn).await?;
    let newest = log::newest(&mut conn, &PageQuery::default()).await?;
    let rows = head
        .as_ref()
        .map(|it| [("条数", it.size.to_string()), ("根（SHA-256）", it.root.clone()), ("公钥", it.key.clone())]);
    Ok(Facts {
        title: "公开日志".to_owned(),
        description: "平台上发生的每一件事都按先后记入一本只能增加、经过签名的日志，任何人都可以核对。".to_owned(),
        canonical: "/log".to_owned(),
        main: html! {
            h1 { "公开日志" }
            p { "每一条记录都进入同一棵哈希树，树根由平台签名。留下一份检查点，以后谁改动、删除或插入过任何一条都能看出来。" }
            @match &rows {
                Some(rows) => (parts::facts(rows)),
                None => p { "日志还是空的。" },
            }
            p { a href="/log/checkpoint" { "签名的检查点" } " · " a href="/log/key" { "公钥" } }
            h2 { "最近的记录" }
            ol {
                @for leaf in &newest.items {
                    li { a href={ "/log/entries/" (leaf.index) } { "第 " (leaf.index) " 条" } " " (kind(leaf)) " " code { (leaf.hash) } }
                }
            }
        },
        data: head.and_then(|head| data("/api/v1/log", &head)),
        ..Facts::default()
    })
}

async fn entry_facts(app: &App, index: u64) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let leaf = log::leaf(&mut conn, index).await?;
    let rows =
        [("内容", kind(&leaf).to_owned()), ("SHA-256", leaf.hash.clone()), ("树中的哈希", leaf.leaf_hash.clone())];
    let document = serde_json::to_string_pretty(&leaf.document).unwrap_or_default();
    Ok(Facts {
        title: format!("日志第 {index} 条"),
        description: format!("公开日志的第 {index} 条记录和它的在册证明。"),
        canonical: format!("/log/entries/{index}"),
        main: html! {
            h1 { "日志第 " (index) " 条" }
            (parts::facts(&rows))
            p { a href={ "/api/v1/log/leaves/" (index) "/proof" } { "在册证明" } " · " a href="/log" { "公开日志" } }
            pre { (document) }
        },
        data: data(format!("/api/v1/log/leaves/{index}"), &leaf),
        ..Facts::default()
    })
}

/// What happened; of an entry between parties only that there is one.
fn kind(leaf: &LogLeaf) -> &str {
    leaf.document.get("kind").and_then(|it| it.as_str()).unwrap_or("当事方之间的记录（内容不公开）")
}
