//! What waits for a client.

use sqlx::PgConnection;
use uuid::Uuid;

use super::beacon;
use super::desk::{Desk, Due, Task};
use super::kind::WorkKind;
use super::store::{self, HandedIn, OpenContract, OpenPayment, OwnRound};
use crate::core::method::Method;
use crate::core::rules::Rules;
use crate::core::state::{ContractState, PaymentState, RoundState};
use crate::core::text::Text;
use crate::reach::links;
use crate::say;

pub(super) async fn fill(conn: &mut PgConnection, desk: &mut Desk, id: Uuid) -> Result<(), sqlx::Error> {
    for round in store::own_rounds(conn, id).await? {
        if let Some(task) = of_round(round) {
            desk.put(task);
        }
    }
    for low in store::low_prices(conn, Some(id), None).await? {
        let (agency, price) = (&low.agency_name, low.price_fen);
        desk.put(Task {
            kind: WorkKind::JudgeLowPrice,
            text: say!(
                "{agency} 已说明偏低的报价 {price}，请认定是否接受。",
                "{agency} has justified its low price of {price}; accept or refuse it."
            ),
            title: low.project_name,
            due: None,
            link: links::notice(low.notice_id),
        });
    }
    beacon::fill(conn, desk, Some(id), None).await?;
    for contract in store::open_contracts(conn, Some(id), None, desk.now()).await? {
        if let Some(task) = of_contract(desk, &contract) {
            desk.put(task);
        }
    }
    for handed_in in store::handed_in(conn, Some(id)).await? {
        let task = to_accept(desk, &handed_in);
        desk.put(task);
    }
    for payment in store::payments(conn, PaymentState::Disputed, Some(id), None).await? {
        let task = disputed(desk, &payment);
        desk.put(task);
    }
    Ok(())
}

fn of_round(round: OwnRound) -> Option<Task> {
    let (kind, text, link) = match round.state {
        RoundState::Draft => (
            WorkKind::FinishDraft,
            say!("草稿还没有提交。", "The draft is not submitted yet."),
            links::draft(round.notice_id),
        ),
        RoundState::Returned => {
            let reason = round.return_reason.unwrap_or_default();
            let text = say!("运营机构退回：{reason}", "Sent back by the operator: {reason}");
            (WorkKind::CorrectNotice, text, links::draft(round.notice_id))
        }
        RoundState::Selecting if round.method == Method::CreditMerit => {
            let text = say!("小名单已抽出，请从中选定一家。", "The short list is drawn; pick one of it.");
            (WorkKind::Select, text, links::select(round.notice_id))
        }
        RoundState::Closed if round.awaits_shares => {
            let text = say!(
                "报名已截止，等待见证人到齐启封，请提醒他们打开见证链接。",
                "Sign-up is closed; witnesses must open what was sealed. Remind them of their links."
            );
            (WorkKind::AwaitWitnesses, text, links::notice(round.notice_id))
        }
        RoundState::Closed | RoundState::Selecting => {
            let fit = round.eligible.unwrap_or(0);
            let text = say!(
                "报名已截止，{fit} 家符合条件，请选定一家。",
                "Sign-up is closed; select one of {fit} eligible agencies."
            );
            (WorkKind::Select, text, links::select(round.notice_id))
        }
        RoundState::Failed => {
            let text =
                say!("本轮流标。可以再次公告，或取消采购。", "The round has failed. Announce it again, or cancel it.");
            (WorkKind::Reannounce, text, links::notice(round.notice_id))
        }
        _ => return None,
    };
    let due = round.shares_until.filter(|_| kind == WorkKind::AwaitWitnesses).map(Due::firm);
    Some(Task { kind, title: round.project_name, text, due, link })
}

/// What a contract waits for on the client's side.
pub(super) fn of_contract(desk: &Desk, contract: &OpenContract) -> Option<Task> {
    let rules = contract.rules.as_ref().map(|rules| &rules.0);
    let agency = &contract.agency_name;
    let (kind, text, due) = match contract.state {
        ContractState::Draft if contract.client_confirmed_at.is_none() => {
            (WorkKind::ConfirmContract, to_confirm(agency), to_sign_by(desk, contract))
        }
        ContractState::Confirmed => {
            let since = contract.client_confirmed_at.max(contract.agency_confirmed_at);
            let days = rules.map_or(Rules::default().contract_file_days, |rules| rules.contract_file_days);
            let text = say!("双方均已确认，请在期限内备案。", "Both sides have confirmed; file it in time.");
            (WorkKind::FileContract, text, since.and_then(|since| desk.after(since, days)))
        }
        ContractState::Filed if contract.round_state != RoundState::InService => {
            let open = crate::core::money::Fen(contract.price_fen.0 - contract.recorded_fen.0);
            let text =
                say!("成果已验收，尚有 {open} 未登记付款。", "The result is accepted; {open} is not recorded as paid.");
            (WorkKind::Pay, text, None)
        }
        _ => return None,
    };
    Some(Task { kind, title: contract.name.clone(), text, due, link: links::contract(contract.id) })
}

/// A contract to confirm, for either side.
pub(super) fn to_confirm(other: &str) -> Text {
    say!("与{other}的合同已起草，请核对并确认。", "The contract with {other} is drafted; check and confirm it.")
}

/// Until when the contract of an award is to be signed.
pub(super) fn to_sign_by(desk: &Desk, contract: &OpenContract) -> Option<Due> {
    let days = contract.rules.as_ref().map_or(Rules::default().contract_sign_days, |rules| rules.0.contract_sign_days);
    desk.after(contract.awarded_at?, days)
}

/// A result to accept.
pub(super) fn to_accept(desk: &Desk, handed_in: &HandedIn) -> Task {
    let days = handed_in.rules.as_ref().map_or(Rules::default().review_days, |rules| rules.0.review_days);
    let number = handed_in.number;
    Task {
        kind: WorkKind::AcceptDeliverable,
        title: handed_in.contract_name.clone(),
        text: say!("第 {number} 次提交的成果待验收。", "Version {number} of the result waits for acceptance."),
        due: desk.after(handed_in.submitted_at, days),
        link: links::contract(handed_in.contract_id),
    }
}

/// A disputed payment.
pub(super) fn disputed(desk: &Desk, payment: &OpenPayment) -> Task {
    let days = payment.rules.as_ref().map_or(Rules::default().review_days, |rules| rules.0.review_days);
    let (amount, day) = (payment.amount_fen, payment.paid_on);
    Task {
        kind: WorkKind::SettleDispute,
        title: payment.contract_name.clone(),
        text: say!(
            "中介机构称未收到 {day} 的付款 {amount}，请核对。",
            "The agency says that {amount} of {day} has not come; check it."
        ),
        due: payment.decided_at.and_then(|since| desk.after(since, days)),
        link: links::contract(payment.contract_id),
    }
}
