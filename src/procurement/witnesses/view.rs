//! How a split is shown: to everybody on the notice, to a witness on its own page.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::state::RoundState;
use crate::platform::web::Instant;

/// A witness of a notice whose key is split.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SplitWitness {
    /// From 1.
    pub number: i32,
    /// Name.
    pub name: String,
    /// Whether it has got a link.
    pub invited: bool,
    /// Its X25519 public key, 64 lower hex digits; null before it has one.
    pub public_key: Option<String>,
    /// When it gave its share.
    pub given_at: Option<Instant>,
}

/// How the private key of a round is split among witnesses.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SplitView {
    /// How many of them must come.
    pub threshold: i32,
    /// SHA-256 of what was split; null before publication.
    pub secret_hash: Option<String>,
    /// Until when they may come, from the close on; null before, and while it waits for a calendar year.
    pub until: Option<Instant>,
    /// When enough of them had come.
    pub complete_at: Option<Instant>,
    /// All of them.
    pub witnesses: Vec<SplitWitness>,
}

/// What a witness can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WitnessStage {
    /// Make its key.
    Register,
    /// Wait for the deadline.
    Wait,
    /// Give its share.
    Open,
    /// Wait for the others.
    Given,
    /// Nothing: enough have come.
    Complete,
    /// Nothing: the round has ended without an opening.
    Over,
}

/// What a witness sees on its page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct WitnessPage {
    /// The notice.
    pub notice_id: Uuid,
    /// Its purchase code with its round; null before publication.
    pub code: Option<String>,
    /// Name of the project.
    pub project_name: String,
    /// Where the round stands.
    pub state: RoundState,
    /// The witness's own number, from 1.
    pub number: i32,
    /// Its name.
    pub name: String,
    /// What it can do now.
    pub stage: WitnessStage,
    /// Shares were given that do not come together: at least one is wrong, and each may be given again.
    pub wrong: bool,
    /// Its own public key.
    pub public_key: Option<String>,
    /// Base64 of its share, sealed to that (HPKE, info `jishi-share/1\n{code}`, aad its number); from the close until enough have come.
    pub sealed_share: Option<String>,
    /// When sign-up ends, and shares may be given.
    pub signup_deadline: Option<Instant>,
    /// All witnesses, and what they have done.
    pub split: SplitView,
}
