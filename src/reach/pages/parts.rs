//! What several pages show alike.

use maud::{Markup, html};

use crate::core::calendar::cst;
use crate::core::money::Fen;
use crate::platform::web::Instant;
use crate::procurement::awards::AwardRow;
use crate::procurement::notices::NoticeRow;

/// `2026-11-23 17:30`.
pub fn when(at: Option<Instant>) -> String {
    at.map(|at| at.0.with_timezone(&cst()).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
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

/// Notices, each with its link and what one looks for first.
pub fn notices(rows: &[NoticeRow]) -> Markup {
    html! {
        ul {
            @for row in rows {
                li {
                    a href={ "/notices/" (row.id) } { (row.project_name) }
                    " " (row.client.name) " · " (row.method.zh()) " · " (price(row.amount_fen)) " · " (row.state.zh())
                    @if row.signup_deadline.is_some() { " · 报名截止 " (when(row.signup_deadline)) }
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
