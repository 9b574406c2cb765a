//! What people are asked for, and decide, inside a selection.

use super::params::Params;
use super::{joined, nothing};
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let Text { zh, en } = params.project();
    let agency = params.text("agency_name");
    Some(match kind {
        "low_price.asked" if params.mine() => (
            say!("请说明您的报价：{zh}", "Justify your price: {en}"),
            joined([
                low(params),
                until(params),
                say!(
                    "说明会公开；期满未作说明，报价不被接受。",
                    "What you say is public; a price that is not justified in time is refused."
                ),
            ]),
        ),
        "low_price.asked" => (
            say!("最低报价明显偏低：{zh}", "The lowest price is abnormally low: {en}"),
            joined([
                say!("已请 {agency} 说明。", "{agency} has been asked to justify it."),
                low(params),
                until(params),
            ]),
        ),
        "low_price.justified" => (
            say!("报价已说明：{zh}", "The low price is justified: {en}"),
            if params.reads_as(Role::Client) {
                say!("请认定是否接受，并写明理由。", "Accept or refuse it, and say why.")
            } else {
                say!("等待委托人认定。", "The client judges it now.")
            },
        ),
        "low_price.judged" => {
            let verdict = if params.yes("accepted") {
                say!("偏低报价的说明被接受。", "The justification of the low price is accepted.")
            } else {
                say!("偏低的报价不被接受，继续评比其余报价。", "The low price is refused; the others are compared.")
            };
            (say!("偏低报价已认定：{zh}", "The low price is judged: {en}"), joined([verdict, params.reason()]))
        }
        "auction.begun" => (
            say!("竞价开始：{zh}", "Bidding is open: {en}"),
            joined([
                ceiling(params),
                step(params),
                match params.when("auction_end") {
                    Some(at) => say!("无人出价则 {at} 结束。", "Without a bid it ends at {at}."),
                    None => nothing(),
                },
            ]),
        ),
        _ => return None,
    })
}

fn ceiling(params: &Params<'_>) -> Text {
    match params.fen("ceiling_fen") {
        Some(fen) => say!("最高限价 {fen}。", "The ceiling is {fen}."),
        None => nothing(),
    }
}

fn step(params: &Params<'_>) -> Text {
    match params.fen("step_fen") {
        Some(fen) => say!("每次至少降 {fen}。", "A bid beats the best by {fen} at least."),
        None => nothing(),
    }
}

fn low(params: &Params<'_>) -> Text {
    match params.fen("price_fen") {
        Some(fen) => {
            say!("报价 {fen}，低于规则所定的比例。", "The price is {fen}, below the share that the rules name.")
        }
        None => nothing(),
    }
}

fn until(params: &Params<'_>) -> Text {
    match params.when("justify_by") {
        Some(at) => say!("说明期限 {at}。", "It may be justified until {at}."),
        None => nothing(),
    }
}
