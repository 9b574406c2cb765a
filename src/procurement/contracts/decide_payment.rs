//! `POST …/payments/{payment_id}/confirm` and `…/dispute`: the agency says whether the money has come.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::file::money;
use super::input::{Errors, NOTE};
use super::model::{Contract, Payment, Row, Sums};
use super::record::record;
use super::{open, read, store};
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::state::PaymentEvent;
use crate::platform::journal::Audience;
use crate::platform::web::{Body, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::procurement::ledger;
use crate::say;

/// The money has not come, or not so.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// Up to 2,000 characters.
    pub reason: String,
}

/// Confirms a payment.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/payments/{payment_id}/confirm", tag = "contracts",
    operation_id = "confirm_payment",
    params(("id" = Uuid, Path), ("payment_id" = Uuid, Path)), responses((status = 200, body = Contract), Problem))]
pub(super) async fn post_confirm(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, payment_id)): Path<(Uuid, Uuid)>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = confirm_payment(&mut work, id, payment_id).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Disputes a payment.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/payments/{payment_id}/dispute", tag = "contracts",
    operation_id = "dispute_payment",
    params(("id" = Uuid, Path), ("payment_id" = Uuid, Path)),
    request_body = Dispute, responses((status = 200, body = Contract), Problem))]
pub(super) async fn post_dispute(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, payment_id)): Path<(Uuid, Uuid)>,
    Body(command, _): Body<Dispute>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = dispute_payment(&mut work, id, payment_id, &command).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Confirms a payment, recorded or disputed before, and posts it.
///
/// # Errors
/// 404 for a payment of another contract, 409 for one that is confirmed, or that would bring the sum above the price.
pub async fn confirm_payment(work: &mut Work, id: Uuid, payment_id: Uuid) -> Result<Contract, Problem> {
    let (mut row, payment, sums) = open_payment(work, id, payment_id).await?;
    let state = payment.state.apply(PaymentEvent::Confirm)?;
    let sum = Fen(sums.paid.0 + payment.amount_fen.0);
    if sum > row.price_fen {
        let price = row.price_fen;
        let text = say!(
            "确认后累计付款 {sum} 将超出合同价 {price}。",
            "With this payment the sum paid, {sum}, would exceed the price, {price}."
        );
        return Err(Problem::conflict("exceeds_price", text));
    }
    let at = work.now().await?;
    store::decide_payment(work.db(), payment_id, state, at, "").await?;
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "payment_id": payment_id, "amount_fen": payment.amount_fen, "paid_fen": sum });
    record(work, at, &row, "payment.confirmed", Audience::Public, public, None).await?;
    ledger::post_payment(work, at, &money(&row, payment.amount_fen), id, payment_id).await?;
    read::after(work, id).await
}

/// Says that a recorded payment has not come. It may still be confirmed later, or recorded anew.
///
/// # Errors
/// As [`confirm_payment`]; 422 without a reason.
pub async fn dispute_payment(
    work: &mut Work,
    id: Uuid,
    payment_id: Uuid,
    command: &Dispute,
) -> Result<Contract, Problem> {
    let (mut row, payment, _) = open_payment(work, id, payment_id).await?;
    let state = payment.state.apply(PaymentEvent::Dispute)?;
    let mut errors = Errors::default();
    let reason = errors.prose("/reason", &command.reason, 1..=NOTE);
    errors.check()?;
    let at = work.now().await?;
    store::decide_payment(work.db(), payment_id, state, at, &reason).await?;
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "payment_id": payment_id, "amount_fen": payment.amount_fen });
    record(work, at, &row, "payment.disputed", Audience::Parties, public, Some(json!({ "reason": reason }))).await?;
    read::after(work, id).await
}

async fn open_payment(work: &mut Work, id: Uuid, payment_id: Uuid) -> Result<(Row, Payment, Sums), Problem> {
    let (row, _) = open::contract(work, id, &[Role::Agency]).await?;
    let payments = store::payments(work.db(), id).await?;
    let sums = Sums::of(&payments);
    let payment = payments.into_iter().find(|it| it.id == payment_id);
    let payment = payment.ok_or_else(|| Problem::not_found(say!("没有这笔付款。", "There is no such payment.")))?;
    Ok((row, payment, sums))
}
