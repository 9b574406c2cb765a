//! `POST /api/v1/contracts/{id}/payments`: the client records a payment it has made.

use axum::extract::State;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Errors, NOTE};
use super::model::{Contract, Sums};
use super::record::record;
use super::{open, read, store};
use crate::core::calendar::cst;
use crate::core::money::{AmountInput, Fen};
use crate::core::role::Role;
use crate::core::state::ContractState;
use crate::platform::journal::Audience;
use crate::platform::web::{Body, Created, FieldError, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// A payment made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentRecord {
    /// More than zero, at most what is open.
    pub amount_fen: AmountInput,
    /// Day of the transfer: not before the award, not in the future.
    pub paid_on: NaiveDate,
    /// Up to 2,000 characters.
    #[serde(default)]
    pub note: String,
}

/// Records a payment; it counts once the agency has confirmed it.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/payments", tag = "contracts", operation_id = "record_payment",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = PaymentRecord, responses((status = 201, body = Contract), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<PaymentRecord>,
) -> Result<Created<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let contract = record_payment(&mut work, id, &command).await?;
    once.commit(work, Created(contract)).await
}

/// Records a payment on a filed contract.
///
/// # Errors
/// 409 before the contract is filed, 422 for what is wrong: `beyond_open` names what is open.
pub async fn record_payment(work: &mut Work, id: Uuid, command: &PaymentRecord) -> Result<Contract, Problem> {
    let (mut row, _) = open::contract(work, id, &[Role::Client]).await?;
    if row.state != ContractState::Filed {
        let (zh, en) = (row.state.zh(), row.state.en());
        let text = say!(
            "合同当前为「{zh}」，备案后才能登记付款。",
            "The contract is “{en}”; payments are recorded once it is filed."
        );
        return Err(Problem::conflict("not_filed", text).with("state", json!(row.state)));
    }
    let at = work.now().await?;
    let open = Sums::of(&store::payments(work.db(), id).await?).open(row.price_fen);
    let mut errors = Errors::default();
    let note = errors.prose("/note", &command.note, 0..=NOTE);
    let amount = amount(command, open).map_err(|error| errors.add(error)).unwrap_or_default();
    let today = at.with_timezone(&cst()).date_naive();
    if command.paid_on > today {
        let text = say!("付款日期不能晚于今天（{today}）。", "The day of payment cannot be after today ({today}).");
        errors.add(FieldError::new("/paid_on", "in_future", text));
    }
    errors.not_before("/paid_on", command.paid_on, row.award_day());
    errors.check().map_err(|problem| problem.with("open_fen", json!(open)))?;
    let payment = work.id(at);
    store::insert_payment(work.db(), payment, id, amount, command.paid_on, &note, at).await?;
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "payment_id": payment, "amount_fen": amount, "paid_on": command.paid_on });
    record(work, at, &row, "payment.recorded", Audience::Parties, public, Some(json!({ "note": note }))).await?;
    read::after(work, id).await
}

fn amount(command: &PaymentRecord, open: Fen) -> Result<Fen, FieldError> {
    let pointer = "/amount_fen";
    let amount = command.amount_fen.fen().map_err(|error| FieldError::new(pointer, "amount", error.text()))?;
    if amount <= Fen(0) {
        let text = say!("付款金额应大于零。", "A payment is more than zero.");
        return Err(FieldError::new(pointer, "not_positive", text));
    }
    if amount > open {
        let text = say!(
            "付款 {amount} 超出尚可登记的金额 {open}。",
            "The payment of {amount} goes beyond what is open: {open}."
        );
        return Err(FieldError::new(pointer, "beyond_open", text));
    }
    Ok(amount)
}
