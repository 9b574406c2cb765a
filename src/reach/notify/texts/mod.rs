//! The words of the inbox: a title and a body by the kind of entry, made of what its public part says. A part that is missing leaves
//! its words out; nothing fails.

mod agencies;
mod assessors;
mod awards;
mod contracts;
mod notices;
mod params;
mod selection;

use serde_json::Value;
use uuid::Uuid;

use self::params::Params;
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

/// Members of an entry's public part that texts are made of.
pub(super) const KEYS: &[&str] = &[
    "agency_id",
    "agency_name",
    "amount_fen",
    "auction_end",
    "beacon",
    "both",
    "calendar_missing",
    "ceiling_fen",
    "client_name",
    "confirm_by",
    "deadline_before",
    "deadline_provisional",
    "eligible",
    "employer",
    "entered_by",
    "entrants",
    "justify_by",
    "accepted",
    "method",
    "min_entrants",
    "name",
    "notice_code",
    "number",
    "owed_due_at",
    "price_fen",
    "project_name",
    "publicity_until",
    "reason",
    "reason_code",
    "reason_en",
    "round_number",
    "select_time",
    "score_by",
    "side",
    "signup_deadline",
    "signup_deadline_before",
    "state",
    "step_fen",
];

/// Who reads: the winner reads other words than those who did not win.
#[derive(Clone, Copy, Debug)]
pub(super) struct Viewer {
    pub organisation_id: Option<Uuid>,
    pub role: Role,
}

/// Title and body of a message.
pub(super) fn render(kind: &str, params: &Value, viewer: Viewer) -> (Text, Text) {
    let params = Params::new(params, viewer);
    let noun = kind.split_once('.').map_or(kind, |(noun, _)| noun);
    match noun {
        "agency" | "client" => agencies::render(kind, &params),
        "notice" | "round" => notices::render(kind, &params),
        "award" => awards::render(kind, &params),
        "low_price" | "auction" => selection::render(kind, &params),
        "assessor" | "panel" => assessors::render(kind, &params),
        "contract" | "deliverable" | "payment" => contracts::render(kind, &params),
        _ => None,
    }
    .unwrap_or_else(|| {
        // Written by a newer version of the table than this one.
        (
            say!("有新的进展：{kind}", "Something has happened: {kind}"),
            say!("请打开页面查看。", "Open the page to see it."),
        )
    })
}

/// Sentences after one another.
fn joined(parts: impl IntoIterator<Item = Text>) -> Text {
    let mut whole = Text { zh: String::new(), en: String::new() };
    for part in parts {
        if part.zh.is_empty() {
            continue;
        }
        whole.zh.push_str(&part.zh);
        if !whole.en.is_empty() {
            whole.en.push(' ');
        }
        whole.en.push_str(&part.en);
    }
    whole
}

/// What keeps a deadline from being final; nothing where it is.
fn unsettled(params: &Params<'_>) -> Text {
    match params.number("calendar_missing") {
        Some(year) => say!(
            "期限待 {year} 年工作日历载入后确定，届时会通知您。",
            "The deadline waits for the working-day calendar of {year}; you will be told."
        ),
        None if params.yes("deadline_provisional") => say!(
            "期限按临时工作日历计算，正式日历载入后重新计算。",
            "The deadline is counted with a provisional calendar and will be counted again with the official one."
        ),
        None => nothing(),
    }
}

fn nothing() -> Text {
    Text { zh: String::new(), en: String::new() }
}
