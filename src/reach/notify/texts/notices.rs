//! Notices and their rounds, up to the selection.

use super::params::Params;
use super::{joined, nothing, unsettled};
use crate::core::method::Method;
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let Text { zh, en } = params.project();
    let client = params.text("client_name");
    Some(match kind {
        "notice.submitted" => (
            say!("公告待审核：{zh}", "Notice to review: {en}"),
            say!(
                "{client} 提交了采购公告，请在审核期限内发布或退回。",
                "{client} has submitted it; publish it or send it back in time."
            ),
        ),
        "notice.returned" => (
            say!("公告被退回：{zh}", "Notice sent back: {en}"),
            joined([params.reason(), say!("请修改后重新提交。", "Change it and submit it again.")]),
        ),
        "notice.deadline_recomputed" => (
            say!("报名和选取时间更新：{zh}", "New dates: {en}"),
            joined([
                say!(
                    "工作日历已载入，期限重新计算。",
                    "The working-day calendar has been loaded; the dates are counted again."
                ),
                moved_deadline(params),
                select_time(params),
                unsettled(params),
            ]),
        ),
        "notice.published" if params.reads_as(Role::Agency) => (
            say!("您的服务事项有新公告：{zh}", "A new notice in your services: {en}"),
            joined([
                fee(params),
                deadline(params),
                unsettled(params),
                say!("请打开公告查看能否报名。", "Open it to see whether you may sign up."),
            ]),
        ),
        "notice.published" => (
            say!("公告已发布：{zh}", "Notice published: {en}"),
            joined([
                deadline(params),
                unsettled(params),
                say!("截止前任何人都看不到谁报了名。", "Until then nobody can see who has signed up."),
            ]),
        ),
        "notice.withdrawn" => (
            say!("公告已撤回：{zh}", "Notice withdrawn: {en}"),
            joined([params.reason(), say!("本轮报名作废。", "Sign-ups of this round are void.")]),
        ),
        "round.closed" => {
            (say!("报名截止：{zh}", "Sign-up closed: {en}"), joined([params.entrants(), after_closing(params)]))
        }
        "round.failed" => (
            say!("流标：{zh}", "No award: {en}"),
            joined([params.entrants(), why_failed(params), after_failure(params)]),
        ),
        "round.short_list" => (
            say!("小名单已抽出：{zh}", "The short list is drawn: {en}"),
            if params.reads_as(Role::Client) {
                say!("请从小名单中选定一家并写明理由。", "Pick one of the short list and say why.")
            } else {
                say!(
                    "名单见公告页；由委托人从小名单中选定。",
                    "It is on the page of the notice; the client picks one of it."
                )
            },
        ),
        "round.beacon" => {
            let (value, by) = (params.text("beacon"), params.text("entered_by"));
            (
                say!("公开号码已录入：{zh}", "The public number is in: {en}"),
                say!(
                    "号码 {value}，录入者：{by}。请与公布的号码核对；选取随即进行。",
                    "It is {value}, entered by {by}. Compare it with the one that was announced; the selection follows."
                ),
            )
        }
        "round.beacon_missing" => (
            say!("到期未获得公开号码：{zh}", "The public number was not in by its time: {en}"),
            say!(
                "按公告的规则，本轮不用公开号码，选取随即进行。",
                "By the rule of the notice the round goes on without it; the selection follows."
            ),
        ),
        "notice.dropped" => (say!("公告已放弃：{zh}", "Notice given up: {en}"), params.reason()),
        "round.cancelled" => (say!("采购取消：{zh}", "Procurement cancelled: {en}"), params.reason()),
        "round.reannounced" => (
            say!("再次公告：{zh}", "Announced again: {en}"),
            say!(
                "您报名过的项目将进行新一轮选取，发布后请重新报名。",
                "A project you had entered gets a new round; sign up again once it is published."
            ),
        ),
        _ => return None,
    })
}

fn fee(params: &Params<'_>) -> Text {
    match params.fen("amount_fen") {
        Some(fen) => say!("服务金额 {fen}。", "Fee {fen}."),
        None => nothing(),
    }
}

fn deadline(params: &Params<'_>) -> Text {
    match params.when("signup_deadline") {
        Some(at) => say!("报名截止 {at}。", "Sign-up closes at {at}."),
        None => nothing(),
    }
}

fn moved_deadline(params: &Params<'_>) -> Text {
    match (params.when("signup_deadline"), params.when("signup_deadline_before")) {
        (Some(at), Some(before)) if at != before => {
            say!("报名截止由 {before} 改为 {at}。", "Sign-up closes at {at}, not at {before}.")
        }
        _ => deadline(params),
    }
}

fn select_time(params: &Params<'_>) -> Text {
    match params.when("select_time") {
        Some(at) => say!("公开选取时间 {at}。", "The selection is at {at}."),
        None => nothing(),
    }
}

fn after_closing(params: &Params<'_>) -> Text {
    match (params.method(), params.when("select_time")) {
        // The next message says that the round has failed.
        _ if params.number("eligible") < params.number("min_entrants") => nothing(),
        (Some(Method::Draw), Some(at)) => {
            say!(
                "名单已固定并公布哈希，{at} 公开随机抽取。",
                "The roster is frozen and its hash public; the draw is at {at}."
            )
        }
        (Some(Method::Direct), _) if params.reads_as(Role::Client) => {
            say!("请从符合条件的机构中选定一家并写明理由。", "Select one of the eligible agencies and say why.")
        }
        (Some(Method::Direct), _) => {
            say!("名单已固定，等待委托人选定。", "The roster is frozen; the client selects now.")
        }
        (Some(Method::ReverseAuction), Some(at)) => {
            say!("名单已固定，{at} 开始竞价。", "The roster is frozen; bidding begins at {at}.")
        }
        (_, Some(at)) => say!(
            "名单已固定并公布哈希，{at} 公开选取。",
            "The roster is frozen and its hash public; the selection is at {at}."
        ),
        _ => say!("名单已固定。", "The roster is frozen."),
    }
}

/// Why a round ended without a winner: by the rules, with their numbers, or in a person's words.
fn why_failed(params: &Params<'_>) -> Text {
    let by_rule = params.text("reason_code") == "too_few_entrants" || params.text("reason").is_empty();
    match (params.number("min_entrants"), params.text("reason"), params.text("reason_en")) {
        (Some(least), ..) if by_rule => say!(
            "按规则至少需要 {least} 家符合条件的机构，本轮流标。",
            "The rules ask for at least {least} eligible agencies, so this round ends without an award."
        ),
        (_, zh, en) if !en.is_empty() => say!("原因：{zh}。", "Reason: {en}."),
        _ => params.reason(),
    }
}

/// What comes next, for each reader.
pub(super) fn after_failure(params: &Params<'_>) -> Text {
    if params.reads_as(Role::Client) {
        say!(
            "下一步：可以再次公告（上次内容自动带入），或取消采购。",
            "Next: announce it again (the content is carried over), or cancel it."
        )
    } else {
        say!("委托人可以再次公告，届时会通知您。", "The client may announce it again; you will be told.")
    }
}
