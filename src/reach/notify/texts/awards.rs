//! Awards. Everybody who took part reads how many had entered, who won and why.

use super::notices::after_failure;
use super::params::Params;
use super::{joined, nothing, unsettled};
use crate::core::method::Method;
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let Text { zh, en } = params.project();
    let winner = params.text("agency_name");
    Some(match kind {
        "award.selected" if params.mine() => (
            say!("贵机构中选：{zh}", "You have won: {en}"),
            joined([how(params), publicity(params), unsettled(params)]),
        ),
        "award.selected" => (
            say!("{winner} 中选：{zh}", "{winner} has won: {en}"),
            joined([how(params), publicity(params), unsettled(params)]),
        ),
        "award.deadline_recomputed" => (
            say!("中选期限更新：{zh}", "New deadline of the award: {en}"),
            joined([
                say!(
                    "工作日历已载入，期限重新计算。",
                    "The working-day calendar has been loaded; the deadline is counted again."
                ),
                match (params.when("confirm_by"), params.mine()) {
                    (Some(at), true) => say!("请在 {at} 之前确认或放弃。", "Confirm or decline before {at}."),
                    (Some(at), false) => {
                        say!("{winner} 须在 {at} 之前确认或放弃。", "{winner} is to confirm or decline before {at}.")
                    }
                    (None, _) => publicity(params),
                },
                unsettled(params),
            ]),
        ),
        "award.effective" if params.mine() => (
            say!("请确认中选：{zh}", "Confirm your award: {en}"),
            match params.when("confirm_by") {
                Some(at) => say!(
                    "公示结束，中选生效。请在 {at} 之前确认或放弃；逾期视为放弃，并记入信用。",
                    "Publicity is over. Confirm or decline before {at}; silence counts as declining and is recorded."
                ),
                None => joined([
                    say!("公示结束，中选生效。请确认或放弃。", "Publicity is over. Confirm or decline."),
                    unsettled(params),
                ]),
            },
        ),
        "award.effective" => (
            say!("中选生效：{zh}", "Award in effect: {en}"),
            say!("公示结束，等待 {winner} 确认。", "Publicity is over; {winner} is to confirm."),
        ),
        "award.confirmed" => (
            say!("{winner} 已确认中选：{zh}", "{winner} has confirmed: {en}"),
            say!(
                "合同已按公告和中选结果起草，请双方核对。",
                "The contract is drafted from notice and award; both sides check it."
            ),
        ),
        "award.declined" => {
            (say!("{winner} 放弃中选：{zh}", "{winner} has declined: {en}"), joined([params.reason(), ended(params)]))
        }
        "award.lapsed" => {
            (say!("{winner} 逾期未确认，视为放弃：{zh}", "{winner} did not answer in time: {en}"), ended(params))
        }
        _ => return None,
    })
}

fn ended(params: &Params<'_>) -> Text {
    if params.method().is_some_and(Method::ranks) {
        return say!(
            "由后一名递补，或由委托人另选；结果另行通知。",
            "The next one follows, or the client picks another; you will be told."
        );
    }
    let next = if params.mine() || params.reads_as(Role::Supervisor) { nothing() } else { after_failure(params) };
    joined([say!("本轮流标。", "The round ends without an award."), next])
}

/// Entrants, method, price, and the working of the method.
fn how(params: &Params<'_>) -> Text {
    let price = match (params.method(), params.fen("amount_fen")) {
        (Some(method), Some(fen)) => {
            let (zh, en) = (method.zh(), method.en());
            say!("以{zh}方式选出，中选金额 {fen}。", "Found by {en}, for {fen}.")
        }
        (Some(method), None) => {
            let (zh, en) = (method.zh(), method.en());
            say!("以{zh}方式选出。", "Found by {en}.")
        }
        _ => nothing(),
    };
    let why = match params.method() {
        Some(Method::Draw) => say!(
            "中选者由事先封存的种子和各报名机构的随机数算出，任何人都可以在结果页重算。",
            "The winner follows from the sealed seed and the entrants' numbers; anybody can recompute it on the page."
        ),
        Some(Method::Direct) => match params.text("reason").trim_end_matches(['。', '.']) {
            "" => say!("由委托人选定。", "Selected by the client."),
            reason => say!("由委托人选定，理由：{reason}。", "Selected by the client, who says: {reason}."),
        },
        Some(Method::CreditMerit) => match params.text("reason").trim_end_matches(['。', '.']) {
            "" => nothing(),
            reason => say!(
                "由委托人从小名单中选定，理由：{reason}。",
                "Picked from the short list by the client, who says: {reason}."
            ),
        },
        Some(_) => say!(
            "全部名次和计算过程见结果页，任何人都可以重算。",
            "Every place and the whole working are on the page; anybody can recompute it."
        ),
        _ => nothing(),
    };
    joined([params.entrants(), price, why])
}

fn publicity(params: &Params<'_>) -> Text {
    match params.when("publicity_until") {
        Some(at) => say!("公示至 {at}。", "In publicity until {at}."),
        None => nothing(),
    }
}
