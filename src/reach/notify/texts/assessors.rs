//! Assessors, and what they are asked for.

use super::params::Params;
use super::{joined, nothing};
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let Text { zh, en } = params.project();
    let (name, employer) = (params.text("name"), params.text("employer"));
    let until = match params.when("score_by") {
        Some(at) => say!("评分期限 {at}。", "Scores may be handed in until {at}."),
        None => nothing(),
    };
    Some(match kind {
        "assessor.applied" => (
            say!("评审专家申请入库：{name}", "An assessor has applied: {name}"),
            say!(
                "{employer}。请核实后入库，或写明理由不予入库。",
                "{employer}. Take it into the pool, or say why not."
            ),
        ),
        "assessor.approved" => (
            say!("您已入评审专家库", "You are in the pool of assessors"),
            say!("被抽中评审方案时会通知您。", "You will be told when you are drawn to score proposals."),
        ),
        "assessor.suspended" => {
            (say!("您的评审专家资格已暂停", "You may not score proposals for now"), joined([params.reason()]))
        }
        "panel.asked" if params.reads_as(Role::Assessor) => (
            say!("请评审方案：{zh}", "Score the proposals: {en}"),
            joined([
                say!(
                    "请先声明有无利害关系，再逐份评分。期满未提交的，由下一名专家接替。",
                    "First declare whether you have an interest, then score each. Whoever is silent is replaced by the next."
                ),
                until,
            ]),
        ),
        "panel.asked" => (
            say!("方案评审中：{zh}", "Proposals are being scored: {en}"),
            joined([
                say!(
                    "评审专家已抽出并收到通知；全部评分提交后一并公开。",
                    "The assessors are drawn and told; all scores come out together."
                ),
                until,
            ]),
        ),
        _ => return None,
    })
}
