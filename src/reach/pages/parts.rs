//! What several pages show alike.

use maud::{Markup, html};

use crate::core::calendar::cst;
use crate::core::money::Fen;
use crate::core::state::RoundState;
use crate::platform::web::Instant;
use crate::procurement::awards::AwardRow;
use crate::procurement::notices::NoticeRow;

/// `2026-11-23 17:30`.
pub fn when(at: Option<Instant>) -> String {
    at.map(|at| at.0.with_timezone(&cst()).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

/// The end of sign-up, with what keeps it from being final; what later stages wait for stands on the award's page.
pub fn signup_deadline(
    state: RoundState,
    at: Option<Instant>,
    calendar_missing: Option<i32>,
    provisional: bool,
) -> String {
    match (at, calendar_missing) {
        _ if state != RoundState::Published => when(at),
        (None, Some(year)) => format!("待 {year} 年工作日历载入后确定"),
        (Some(at), _) if provisional => format!("{}（按临时日历计算）", when(Some(at))),
        (at, _) => when(at),
    }
}

/// `¥18,000.00`, or what the law lets a notice say instead.
pub fn price(amount: Option<Fen>) -> String {
    amount.map_or_else(|| "暂不做金额评估与预算".to_owned(), |amount| amount.to_string())
}

/// A list of facts.
pub fn facts(rows: &[(&str, String)]) -> Markup {
    html! {
        dl {
            @for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
                dt { (name) }
                dd { (value) }
            }
        }
    }
}

/// What is looked for, and the button.
pub fn search_form(q: &str) -> Markup {
    html! {
        form action="/search" {
            label { "关键词 " input name="q" type="search" value=(q) placeholder="机构、公告、事项、编码"; }
            " " button { "搜索" }
        }
    }
}

/// The pages one can go to from any.
pub fn menu() -> Markup {
    let pages = [
        ("/", "首页"),
        ("/notices", "采购公告"),
        ("/awards", "中选结果"),
        ("/agencies", "中介机构"),
        ("/catalog", "服务目录"),
        ("/ledger", "公开台账"),
        ("/verify", "自行核验"),
        ("/statistics", "统计"),
        ("/search", "搜索"),
    ];
    html! { nav { @for (path, name) in pages { a href=(path) lang="zh-CN" { (name) } " " } } }
}

/// Notices, each with its link and what one looks for first.
pub fn notices(rows: &[NoticeRow]) -> Markup {
    html! {
        ul {
            @for row in rows {
                li {
                    a href={ "/notices/" (row.id) } { (row.project_name) }
                    " " (row.client.name) " · " (row.method.zh()) " · " (price(row.amount_fen)) " · " (row.state.zh())
                    @let (missing, provisional) = (row.calendar_missing, row.deadline_provisional);
                    @let end = signup_deadline(row.state, row.signup_deadline, missing, provisional);
                    @if !end.is_empty() { " · 报名截止 " (end) }
                }
            }
        }
    }
}

/// Awards, each with its link, winner and price.
pub fn awards(rows: &[AwardRow]) -> Markup {
    html! {
        ul {
            @for row in rows {
                li {
                    a href={ "/awards/" (row.id) } { (row.project_name) }
                    " " (row.agency.name) " · " (row.amount_fen) " · " (row.method.zh()) " · " (when(Some(row.selected_at)))
                }
            }
        }
    }
}
