//! Contracts, results and payments; told to the other party.

use super::params::Params;
use super::{joined, nothing};
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let Text { zh, en } = params.project();
    let number = params.number("number").unwrap_or(1);
    Some(match kind {
        "contract.drafted" => (
            say!("合同已起草：{zh}", "Contract drafted: {en}"),
            joined([price(params), say!("请核对条款并确认。", "Check the terms and confirm.")]),
        ),
        "contract.changed" => (
            say!("合同有修改：{zh}", "Contract changed: {en}"),
            say!("修改后双方需要重新确认。", "Both sides confirm again after a change."),
        ),
        "contract.confirmed" if params.yes("both") => (
            say!("合同双方均已确认：{zh}", "Contract confirmed by both: {en}"),
            say!("请委托人在期限内备案。", "The client files it in time."),
        ),
        "contract.confirmed" => {
            let side = side(params);
            let zh = format!("{}已确认合同：{zh}", side.zh);
            let en = format!("The {} has confirmed the contract: {en}", side.en);
            (Text { zh, en }, say!("等待另一方确认。", "The other side is to confirm."))
        }
        "contract.filed" => (
            say!("合同已备案：{zh}", "Contract filed: {en}"),
            joined([price(params), say!("服务开始，完成后请提交成果。", "Work begins; hand in the result when done.")]),
        ),
        "deliverable.submitted" => (
            say!("成果待验收（第 {number} 次提交）：{zh}", "Result to accept (version {number}): {en}"),
            say!("请在期限内验收，或写明原因退回。", "Accept it in time, or send it back with a reason."),
        ),
        "deliverable.accepted" => (
            say!("成果验收通过：{zh}", "Result accepted: {en}"),
            say!("请按合同约定付款，并在系统登记。", "Payment is due as agreed; it is recorded here."),
        ),
        "deliverable.sent_back" => (
            say!("成果被退回：{zh}", "Result sent back: {en}"),
            say!("请查看意见，修改后再次提交。", "See what is asked for and hand it in again."),
        ),
        "payment.recorded" => (
            say!("待确认收款：{zh}", "Payment to confirm: {en}"),
            joined([
                amount(params),
                say!("请核对到账后确认，未到账请提出异议。", "Confirm it once received, or dispute it."),
            ]),
        ),
        "payment.confirmed" => (
            say!("收款已确认：{zh}", "Payment confirmed: {en}"),
            joined([amount(params), say!("已记入台账。", "It stands in the ledger.")]),
        ),
        "payment.disputed" => (
            say!("付款有异议：{zh}", "Payment disputed: {en}"),
            joined([
                amount(params),
                say!("收款方称未收到，请双方核对。", "The agency says it has not come; both sides check."),
            ]),
        ),
        _ => return None,
    })
}

fn side(params: &Params<'_>) -> Text {
    match params.text("side") {
        "agency" => say!("中介机构", "agency"),
        _ => say!("委托人", "client"),
    }
}

fn price(params: &Params<'_>) -> Text {
    match params.fen("price_fen") {
        Some(fen) => say!("合同金额 {fen}。", "Price {fen}."),
        None => nothing(),
    }
}

fn amount(params: &Params<'_>) -> Text {
    match params.fen("amount_fen") {
        Some(fen) => say!("金额 {fen}。", "Amount {fen}."),
        None => nothing(),
    }
}
