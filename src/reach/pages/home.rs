//! `/`: what is open, what was decided, how much.

use axum::Extension;
use axum::response::Response;
use maud::html;

use super::{Installed, answer, data, parts};
use crate::core::state::RoundState;
use crate::platform::App;
use crate::platform::web::shell::Facts;
use crate::platform::web::{PageQuery, Problem};
use crate::procurement::{awards, notices};
use crate::reach::statistics::{self, Remembered};

/// Rows of each list on the first page.
const ROWS: i64 = 6;

pub async fn page(app: Installed, Extension(remembered): Extension<Remembered>) -> Response {
    answer(facts(&app, &remembered).await)
}

async fn facts(app: &App, remembered: &Remembered) -> Result<Facts, Problem> {
    let numbers = statistics::read(app, remembered, None).await?;
    let mut conn = app.pool().acquire().await?;
    let open = notices::Filter {
        state: Some(RoundState::Published),
        sort: notices::Sort::Closing,
        limit: Some(ROWS),
        ..notices::Filter::default()
    };
    let closing = notices::list(&mut conn, &open).await?;
    let page = PageQuery { cursor: None, limit: Some(ROWS) };
    let latest = awards::list(&mut conn, &awards::AwardFilter::default(), &page).await?;
    let rows = [
        ("入驻机构", numbers.agencies.to_string()),
        ("委托人", numbers.clients.to_string()),
        ("采购公告", numbers.notices.to_string()),
        ("成交金额", numbers.awarded_fen.to_string()),
    ];
    Ok(Facts {
        title: "网上中介服务超市".to_owned(),
        description: "开放的中介服务超市：公开公告、公开竞争、公开结果，每一次选取都能自行验证。".to_owned(),
        canonical: "/".to_owned(),
        main: html! {
            h1 { "集市 · 网上中介服务超市" }
            (parts::search_form(""))
            (parts::facts(&rows))
            @if !closing.items.is_empty() { h2 { "即将截止" } (parts::notices(&closing.items)) }
            @if !latest.items.is_empty() { h2 { "最新中选" } (parts::awards(&latest.items)) }
        },
        data: data("/api/v1/statistics", &numbers),
        ..Facts::default()
    })
}
