//! What waits for an agency.

use chrono::{NaiveDate, NaiveTime};
use sqlx::PgConnection;
use uuid::Uuid;

use super::beacon;
use super::client::{to_confirm, to_sign_by};
use super::desk::{Desk, Due, Task};
use super::kind::WorkKind;
use super::store::{self, OpenAuction, OpenAward, OpenContract, OpenNotice, OpenPayment};
use crate::core::calendar;
use crate::core::rules::Rules;
use crate::core::state::{ContractState, PaymentState, RoundState};
use crate::core::text::Text;
use crate::platform::web::Problem;
use crate::procurement::signups::eligibility;
use crate::reach::links;
use crate::say;

/// Open notices are on the list from so many working days before their deadline on.
const CLOSING_SOON: u32 = 3;
/// So many of them at most.
const MOST_OPEN: usize = 20;

pub(super) async fn fill(conn: &mut PgConnection, desk: &mut Desk, id: Uuid) -> Result<(), Problem> {
    for award in store::open_awards(conn, id).await? {
        desk.put(to_answer(award));
    }
    for low in store::low_prices(conn, None, Some(id)).await? {
        let price = low.price_fen;
        desk.put(Task {
            kind: WorkKind::JustifyLowPrice,
            title: low.project_name,
            text: say!(
                "您的报价 {price} 明显偏低，请说明；期满未说明的不被接受。",
                "Your price of {price} is abnormally low: justify it. One that is not justified in time is refused."
            ),
            due: low.justify_by.map(Due::firm),
            link: links::notice(low.notice_id),
        });
    }
    for auction in store::auctions(conn, id).await? {
        desk.put(to_bid(auction));
    }
    beacon::fill(conn, desk, None, Some(id)).await?;
    for contract in store::open_contracts(conn, None, Some(id), desk.now()).await? {
        if let Some(task) = of_contract(desk, &contract) {
            desk.put(task);
        }
    }
    for payment in store::payments(conn, PaymentState::Recorded, None, Some(id)).await? {
        let task = to_confirm_payment(desk, &payment);
        desk.put(task);
    }
    own_entry(conn, desk, id).await?;
    let now = desk.now();
    let mut offered = 0;
    for notice in store::open_notices(conn, id, now).await? {
        let left = notice.signup_deadline.and_then(|at| desk.days_left(at));
        // No button that leads to a refusal.
        if offered < MOST_OPEN
            && left.is_some_and(|left| left <= CLOSING_SOON)
            && eligibility(conn, notice.notice_id, id, now).await?.eligible
        {
            offered += 1;
            desk.put(to_sign_up(notice));
        }
    }
    Ok(())
}

fn to_answer(award: OpenAward) -> Task {
    let (client, amount) = (award.client_name, award.amount_fen);
    Task {
        kind: WorkKind::ConfirmAward,
        title: award.project_name,
        text: say!(
            "贵机构以 {amount} 中选（{client}），请确认或放弃；逾期视为放弃。",
            "You have won at {amount} ({client}). Confirm or decline; silence counts as declining."
        ),
        due: award.confirm_by.map(|at| Due { at, provisional: award.deadline_provisional }),
        link: links::award(award.id),
    }
}

fn to_bid(auction: OpenAuction) -> Task {
    let text = match auction.best_fen {
        Some(best) if auction.leads => {
            say!("当前最低价 {best}，是贵机构的。", "The best bid is {best}, and it is yours.")
        }
        Some(best) => say!("当前最低价 {best}，不是贵机构的。", "The best bid is {best}, not yours."),
        None => say!("竞价进行中，还没有出价。", "Bidding is open; there is no bid yet."),
    };
    Task {
        kind: WorkKind::Bid,
        title: auction.project_name,
        text,
        due: auction.auction_end.map(Due::firm),
        link: links::auction(auction.notice_id),
    }
}

/// What a contract waits for on the agency's side.
pub(super) fn of_contract(desk: &Desk, contract: &OpenContract) -> Option<Task> {
    let (kind, text, due) = match (contract.state, contract.round_state) {
        (ContractState::Draft, _) if contract.agency_confirmed_at.is_none() => {
            (WorkKind::ConfirmContract, to_confirm(&contract.client_name), to_sign_by(desk, contract))
        }
        (ContractState::Filed, RoundState::InService) => {
            let text = say!("服务进行中，完成后请提交成果。", "Work is under way; hand in the result when done.");
            (WorkKind::Deliver, text, contract.service_end.and_then(end_of_work).map(Due::firm))
        }
        _ => return None,
    };
    Some(Task { kind, title: contract.name.clone(), text, due, link: links::contract(contract.id) })
}

/// A service that ends on a day is due when offices close on it, as all deadlines are.
fn end_of_work(day: NaiveDate) -> Option<chrono::DateTime<chrono::Utc>> {
    Some(calendar::at(day, NaiveTime::from_hms_opt(17, 30, 0)?).to_utc())
}

fn to_confirm_payment(desk: &Desk, payment: &OpenPayment) -> Task {
    let days = payment.rules.as_ref().map_or(Rules::default().review_days, |rules| rules.0.review_days);
    let (amount, day) = (payment.amount_fen, payment.paid_on);
    Task {
        kind: WorkKind::ConfirmPayment,
        title: payment.contract_name.clone(),
        text: say!(
            "委托人登记 {day} 付款 {amount}，请核对到账。",
            "The client says it paid {amount} on {day}; check and confirm."
        ),
        due: desk.after(payment.recorded_at, days),
        link: links::contract(payment.contract_id),
    }
}

async fn own_entry(conn: &mut PgConnection, desk: &mut Desk, id: Uuid) -> Result<(), sqlx::Error> {
    let Some(entry) = store::entry(conn, id).await? else { return Ok(()) };
    if let Some(reason) = entry.check_failed {
        desk.put(Task {
            kind: WorkKind::CorrectEntry,
            title: entry.name.clone(),
            text: say!("登记核对未通过：{reason}", "The form check has failed: {reason}"),
            due: None,
            link: links::PROFILE.to_owned(),
        });
    }
    if entry.owed_due_at.is_some() || entry.owed_missing_year.is_some() {
        desk.put(Task {
            kind: WorkKind::HandInScans,
            title: entry.name,
            text: say!(
                "入驻时容缺的证书扫描件请在期限内补交；逾期将关闭需要它们的服务事项。",
                "Hand in the scans that were owed at registration; services that need them close otherwise."
            ),
            due: entry.owed_due_at.map(|at| Due { at, provisional: entry.owed_provisional }),
            link: links::PROFILE.to_owned(),
        });
    }
    Ok(())
}

fn to_sign_up(notice: OpenNotice) -> Task {
    let (client, Text { zh, en }) = (notice.client_name, notice.method.name());
    let text = match notice.amount_fen {
        Some(fen) => say!("{client}，{fen}", "{client}, {fen}"),
        None => say!("{client}", "{client}"),
    };
    let text = Text {
        zh: format!("{}，{zh}。报名即将截止。", text.zh),
        en: format!("{}, {en}. Sign-up closes soon.", text.en),
    };
    Task {
        kind: WorkKind::SignUp,
        title: notice.project_name,
        text,
        due: notice.signup_deadline.map(|at| Due { at, provisional: notice.deadline_provisional }),
        link: links::notice(notice.notice_id),
    }
}
