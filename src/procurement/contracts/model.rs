//! A contract as stored and as shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::actions::ContractAction;
use crate::core::calendar::cst;
use crate::core::money::Fen;
use crate::core::state::{ContractState, DeliverableState, PaymentState, RoundState};
use crate::platform::files::FileView;
use crate::platform::web::Instant;
use crate::procurement::refs::{CodeRef, NameRef};

/// The row, with the names around it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: Uuid,
    pub award_id: Uuid,
    pub award_code: String,
    pub award_fen: Fen,
    pub awarded_at: DateTime<Utc>,
    pub round_id: Uuid,
    pub round_state: RoundState,
    pub notice_id: Uuid,
    pub notice_code: String,
    pub project_name: String,
    pub division_code: String,
    pub client_id: Uuid,
    pub client_name: String,
    pub agency_id: Uuid,
    pub agency_name: String,
    pub code: String,
    pub version: i32,
    pub text_version: i32,
    pub state: ContractState,
    pub name: String,
    pub price_fen: Fen,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    pub content: String,
    pub payment_terms: String,
    pub client_confirmed_at: Option<DateTime<Utc>>,
    pub agency_confirmed_at: Option<DateTime<Utc>>,
    pub filed_at: Option<DateTime<Utc>>,
    pub file_id: Option<Uuid>,
}

impl Row {
    /// The day of the award, in China.
    pub(super) fn award_day(&self) -> NaiveDate {
        self.awarded_at.with_timezone(&cst()).date_naive()
    }
}

/// The two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    Agency,
}

impl Side {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Agency => "agency",
        }
    }
}

/// The award behind a contract.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ContractAward {
    /// Its id.
    pub id: Uuid,
    /// `ZX-…`
    pub code: String,
    /// What the price must equal.
    pub amount_fen: Fen,
}

/// The notice behind a contract.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ContractNotice {
    /// Its id.
    pub id: Uuid,
    /// The purchase code.
    pub code: String,
    /// What was procured.
    pub project_name: String,
}

/// A contract as its parties, the operator and the supervisor see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Contract {
    /// Its id.
    pub id: Uuid,
    /// `HT-…`
    pub code: String,
    /// Where its text stands.
    pub state: ContractState,
    /// Where the work stands.
    pub round_state: RoundState,
    /// Its name.
    pub name: String,
    /// Equal to the award.
    pub price_fen: Fen,
    /// The price in RMB capitals.
    pub price_capitals: String,
    /// The award.
    pub award: ContractAward,
    /// The notice.
    pub notice: ContractNotice,
    /// The client.
    pub client: NameRef,
    /// The agency.
    pub agency: NameRef,
    /// First day of the service.
    pub service_start: Option<NaiveDate>,
    /// Last day of the service.
    pub service_end: Option<NaiveDate>,
    /// What is to be done.
    pub content: String,
    /// How it is paid.
    pub payment_terms: String,
    /// When the client confirmed this text.
    pub client_confirmed_at: Option<Instant>,
    /// When the agency confirmed this text.
    pub agency_confirmed_at: Option<Instant>,
    /// When it was filed.
    pub filed_at: Option<Instant>,
    /// The signed scan, if one was filed.
    pub file: Option<FileView>,
    /// Row version, the beginning of the `ETag`.
    pub version: i32,
    /// All that was handed in, newest first.
    pub deliverables: Vec<Deliverable>,
    /// All payments, newest first.
    pub payments: Vec<Payment>,
    /// Sum of the confirmed payments.
    pub paid_fen: Fen,
    /// Sum of the payments that wait for the agency.
    pub pending_fen: Fen,
    /// What may still be recorded: price less paid and pending.
    pub open_fen: Fen,
    /// What the caller may do now.
    pub actions: Vec<ContractAction>,
}

/// One handed-in version of the result.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Deliverable {
    /// Its id.
    pub id: Uuid,
    /// From 1.
    pub number: i32,
    /// What the agency says of it.
    pub note: String,
    /// Its files.
    pub files: Vec<FileView>,
    /// What became of it.
    pub state: DeliverableState,
    /// When it was handed in.
    pub submitted_at: Instant,
    /// When the client decided.
    pub decided_at: Option<Instant>,
    /// What the client said.
    pub decision_note: String,
}

/// One payment; the platform records it and never holds money.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Payment {
    /// Its id.
    pub id: Uuid,
    /// How much.
    pub amount_fen: Fen,
    /// Day of the transfer.
    pub paid_on: NaiveDate,
    /// What the client says of it.
    pub note: String,
    /// What the agency says of it.
    pub state: PaymentState,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// When the agency decided.
    pub decided_at: Option<Instant>,
    /// Why it was disputed.
    pub decision_note: String,
}

/// A line of a list of contracts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContractRow {
    /// Its id.
    pub id: Uuid,
    /// `HT-…`
    pub code: String,
    /// Its name.
    pub name: String,
    /// The client.
    pub client: NameRef,
    /// The agency.
    pub agency: NameRef,
    /// Equal to the award.
    pub price_fen: Fen,
    /// Where its text stands.
    pub state: ContractState,
    /// Where the work stands.
    pub round_state: RoundState,
    /// The notice.
    pub notice: CodeRef,
    /// Sum of the confirmed payments.
    pub paid_fen: Fen,
}

/// What payments of a contract come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub paid: Fen,
    pub pending: Fen,
}

impl Sums {
    pub(super) fn of(payments: &[Payment]) -> Self {
        let sum = |state| Fen(payments.iter().filter(|it| it.state == state).map(|it| it.amount_fen.0).sum());
        Self { paid: sum(PaymentState::Confirmed), pending: sum(PaymentState::Recorded) }
    }

    /// What is left of a price.
    pub(super) fn open(self, price: Fen) -> Fen {
        // A disputed payment confirmed late may leave less than was thought.
        Fen((price.0 - self.paid.0 - self.pending.0).max(0))
    }
}
