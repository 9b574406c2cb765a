//! What the ledger shows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::ledger::{Account, LedgerKind, balance};
use crate::core::money::Fen;
use crate::platform::web::Instant;
use crate::procurement::refs::{CodeRef, NameRef};

/// Whose entries a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// All of one contract, its award included.
    Contract(Uuid),
    /// All of one agency.
    Agency(Uuid),
    /// All of one client.
    Client(Uuid),
}

impl Holder {
    /// The contract's or organisation's id.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Contract(id) | Self::Agency(id) | Self::Client(id) => id,
        }
    }
}

/// How far the money has come: `awarded = committed + payable + paid`, each the sum of its postings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LedgerTotals)]
pub struct Totals {
    /// All awards in force.
    pub awarded_fen: Fen,
    /// Of these, without a filed contract.
    pub committed_fen: Fen,
    /// Contracted, not paid.
    pub payable_fen: Fen,
    /// Payments confirmed by the agencies.
    pub paid_fen: Fen,
}

impl Totals {
    /// Takes the signed sum of an account's postings.
    pub(super) fn set(&mut self, account: Account, sum_of_postings: Fen) {
        let fen = balance(account, sum_of_postings);
        match account {
            Account::Awarded => self.awarded_fen = fen,
            Account::Committed => self.committed_fen = fen,
            Account::Payable => self.payable_fen = fen,
            Account::Paid => self.paid_fen = fen,
        }
    }
}

/// One posting: debit positive, credit negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Posting)]
pub struct PostingView {
    /// Where it is posted.
    pub account: Account,
    /// Signed amount.
    pub amount_fen: Fen,
}

/// A line of the statement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerItem {
    /// Id of the entry.
    pub id: Uuid,
    /// When it was posted.
    pub at: Instant,
    /// What happened.
    pub kind: LedgerKind,
    /// The same for people, in the request's language, with the project's name.
    pub text: String,
    /// The award whose money moves.
    pub award: CodeRef,
    /// The notice it was won in.
    pub notice: CodeRef,
    /// The filed contract, once there is one.
    pub contract_id: Option<Uuid>,
    /// Its code.
    pub contract_code: Option<String>,
    /// The payment, where the event is one.
    pub payment_id: Option<Uuid>,
    /// The other side: the client on an agency's statement, the agency on any other.
    pub counterparty: NameRef,
    /// The amount moved, always positive.
    pub amount_fen: Fen,
    /// What the holder's statement has as contracted and unpaid after this line.
    pub balance_payable_fen: Fen,
    /// Both sides; they sum to zero.
    pub postings: Vec<PostingView>,
}

/// A statement, newest line first, like a bank's, but open to everybody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerPage {
    /// Whose it is: the organisation, or the contract with its name.
    pub holder: NameRef,
    /// Over all lines, not only this page's.
    pub totals: Totals,
    /// The lines.
    pub items: Vec<LedgerItem>,
    /// Pass as `cursor` to get older lines; null on the last page.
    pub next_cursor: Option<String>,
}
