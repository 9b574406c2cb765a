//! How a sign-up is shown, to its own agency only.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::state::RoundState;
use crate::platform::web::Instant;

/// The notice of a sign-up or an award.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeRef {
    /// Its id.
    pub id: Uuid,
    /// Purchase code with its round.
    pub code: String,
    /// Title.
    pub title: String,
}

/// What proves that the platform had the sign-up, and when.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// Id of the journal entry.
    pub entry_id: Uuid,
    /// SHA-256 of the entry, lower hex.
    pub entry_hash: String,
    /// Its place in the journal's one order; null for the moment before it is placed.
    pub leaf_index: Option<i64>,
    /// The instant that decided: of the sign-up, or of the last replacement of its sealed part.
    pub at: Instant,
    /// The receipt in words.
    pub statement: String,
    /// A signed note (C2SP signed-note): the platform's promise that this entry is or will be in its log. The proof that it is, with
    /// what the log hides of it, is at `/api/v1/sign-ups/{id}/receipt`.
    pub promise: String,
}

/// A sign-up as its agency sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SignUpView {
    /// Its id.
    pub id: Uuid,
    /// What for.
    pub notice: NoticeRef,
    /// From 1.
    pub round_number: i32,
    /// The instant that decided.
    pub at: Instant,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// Result of the check at the freeze; null before.
    pub eligible: Option<bool>,
    /// Names of the rules that failed there.
    pub failed_rules: Vec<String>,
    /// The named practitioners.
    pub practitioners: Vec<Uuid>,
    /// Proof.
    pub receipt: Receipt,
    /// What its sealed part commits to, 64 lower hex digits; null where the method does not seal.
    pub commitment: Option<String>,
    /// When its sealed part was last replaced; null: never.
    pub resealed_at: Option<Instant>,
    /// Where the round stands.
    pub state_of_round: RoundState,
    /// When its sign-up ends.
    pub signup_deadline: Option<Instant>,
}
