//! `/notices/{id}/auction`.

use axum::response::Response;
use maud::html;
use uuid::Uuid;

use super::{Installed, answer, data, parts};
use crate::platform::App;
use crate::platform::web::shell::Facts;
use crate::platform::web::{Path, Problem, Query};
use crate::procurement::selection::{AuctionPhase, AuctionQuery, read_auction};

pub async fn page(app: Installed, Path(id): Path<Uuid>, Query(query): Query<AuctionQuery>) -> Response {
    answer(one(&app, id, query).await)
}

async fn one(app: &App, id: Uuid, query: AuctionQuery) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    // The page itself begins with the first bid, whatever else its address says.
    let query = AuctionQuery { round: query.round, ..AuctionQuery::default() };
    let view = read_auction(&mut conn, id, query, now).await?;
    let it = &view.auction;
    let url = match query.round {
        Some(round) => format!("/api/v1/notices/{id}/auction?round={round}"),
        None => format!("/api/v1/notices/{id}/auction"),
    };
    let best = it.best.as_ref().map(|best| format!("{}（{}）", best.amount_fen, best.agency.name));
    let best = best.unwrap_or_else(|| "还没有出价".to_owned());
    let end = if it.phase == AuctionPhase::Over { "结束时间" } else { "无人再出价则结束于" };
    let rows = [
        ("状态", it.phase.zh().to_owned()),
        ("最低价", best.clone()),
        ("开始时间", parts::when(it.start)),
        (end, parts::when(it.end)),
        ("最高限价", view.ceiling_fen.to_string()),
        ("每次至少降", view.step_fen.to_string()),
        ("无人出价即结束", format!("{} 分钟", view.quiet_minutes)),
    ];
    Ok(Facts {
        title: format!("竞价：{}", view.project_name),
        description: format!("{}，{best}", it.phase.zh()),
        canonical: format!("/notices/{id}/auction"),
        main: html! {
            h1 { (view.project_name) }
            (parts::facts(&rows))
            p {
                a href={ "/notices/" (id) "?round=" (view.round_number) } { "采购公告 " (view.notice_code) }
                @if let Some(award) = it.award_id { " · " a href={ "/awards/" (award) } { "中选结果与核验" } }
            }
            @if !view.bids.is_empty() {
                h2 { "出价" }
                ol {
                    @for bid in &view.bids { li { (bid.agency.name) " · " (bid.amount_fen) " · " (bid.at.to_string()) } }
                }
            }
        },
        data: data(url, &view),
        ..Facts::default()
    })
}
