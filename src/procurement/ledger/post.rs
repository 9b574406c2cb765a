//! Posting a money event, in the transaction of what it follows from.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store::{self, NewEntry};
use crate::core::ledger::{LedgerKind, postings};
use crate::core::money::Fen;
use crate::platform::Work;

/// The money of an award, or the part of it that moves.
#[derive(Clone, Debug)]
pub struct AwardMoney {
    /// Whose money it is.
    pub award_id: Uuid,
    /// Who owes it.
    pub client_id: Uuid,
    /// Who earns it.
    pub agency_id: Uuid,
    /// Division of the notice.
    pub division_code: String,
    /// How much moves; positive.
    pub amount: Fen,
}

/// An award takes effect: debit `awarded`, credit `committed`. Once per award; the database refuses a second.
pub async fn post_award(work: &mut Work, at: DateTime<Utc>, award: &AwardMoney) -> Result<(), sqlx::Error> {
    post(work, at, LedgerKind::Award, award, None, None).await
}

/// The winner of a posted award is out: the opposite entry, once.
pub async fn reverse_award(work: &mut Work, at: DateTime<Utc>, award: &AwardMoney) -> Result<(), sqlx::Error> {
    post(work, at, LedgerKind::AwardReversal, award, None, None).await
}

/// The contract over the award is filed: debit `committed`, credit `payable`, once.
pub async fn post_contract(
    work: &mut Work,
    at: DateTime<Utc>,
    award: &AwardMoney,
    contract_id: Uuid,
) -> Result<(), sqlx::Error> {
    post(work, at, LedgerKind::Contract, award, Some(contract_id), None).await
}

/// The agency has confirmed a payment of `award.amount`: debit `payable`, credit `paid`, once per payment.
pub async fn post_payment(
    work: &mut Work,
    at: DateTime<Utc>,
    award: &AwardMoney,
    contract_id: Uuid,
    payment_id: Uuid,
) -> Result<(), sqlx::Error> {
    post(work, at, LedgerKind::Payment, award, Some(contract_id), Some(payment_id)).await
}

async fn post(
    work: &mut Work,
    at: DateTime<Utc>,
    kind: LedgerKind,
    award: &AwardMoney,
    contract_id: Option<Uuid>,
    payment_id: Option<Uuid>,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry { id: work.id(at), at, kind, award, contract_id, payment_id };
    store::insert(work.db(), &entry, &postings(kind, award.amount)).await
}
