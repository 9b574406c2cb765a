//! `/verify`: how anybody can recompute a selection, and the latest ones.

use axum::response::Response;
use maud::html;

use super::{Installed, answer, parts};
use crate::platform::App;
use crate::platform::web::shell::Facts;
use crate::platform::web::{PageQuery, Problem};
use crate::procurement::awards::{self, AwardFilter};

pub async fn page(app: Installed) -> Response {
    answer(facts(&app).await)
}

async fn facts(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let latest = awards::list(&mut conn, &AwardFilter::default(), &PageQuery::default()).await?.items;
    Ok(Facts {
        title: "自行核验".to_owned(),
        description: "每一次选取都可以自己重算：证据文件、算法和工具都是公开的。".to_owned(),
        canonical: "/verify".to_owned(),
        main: html! {
            h1 { "自行核验" }
            p { "每次选取都有一份公开的证据文件，由它可以重算出中选机构，不需要相信本站。" }
            ol {
                li { "在下面任选一次选取，下载它的证据文件。" }
                li { "在自己的电脑上运行 " code { "jishi verify 证据文件.json" } "，或在本页（开启 JavaScript）选择该文件。" }
                li { "结果会逐项说明：名单、种子、每一步计算和中选机构是否相符。" }
            }
            @if !latest.is_empty() {
                h2 { "最近的选取结果" }
                (parts::awards(&latest))
                ul {
                    @for row in &latest {
                        li { a href={ "/api/v1/awards/" (row.id) "/evidence" } { (row.code) " 的证据文件" } }
                    }
                }
            }
        },
        ..Facts::default()
    })
}
