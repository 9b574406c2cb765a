//! The parts that the evidence files of the quoting and the merit methods share. A file is one flat JSON object: the
//! fields of [`Head`], those of [`Opened`] where the method seals, and the method's own.

use super::DrawStep;
use crate::core::beacon::BeaconSource;
use crate::core::money::Fen;
use crate::core::seal::Proposal;
use crate::core::selection::{Line, PassedOver, Quote, Ranked};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What every such file says of its round and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// `jishi-evidence/1`.
    pub format: String,
    /// The selection method.
    pub method: String,
    /// Purchase code, with `-Rn` from round 2 on.
    pub notice_code: String,
    /// How many rounds before this one failed for too few entrants.
    pub too_few: u32,
    /// Name of the project.
    pub project_name: String,
    /// Name of the client.
    pub client_name: String,
    /// Share of fiscal money, 0 to 100: with the rules it gives the least number of entrants.
    pub fiscal_percent: u8,
    /// How many signed up; those in `roster` are the eligible ones.
    pub signups: u32,
    /// RFC 3339 at +08:00.
    pub select_time: String,
    /// Hash of the roster, published at the freeze.
    pub roster_hash: String,
    /// Who left the ranking after the selection.
    pub passed_over: Vec<PassedOver>,
    /// The working, step by step.
    pub working: Vec<Line>,
    /// Best first.
    pub ranking: Vec<Ranked>,
    /// Code of the winner, the first of `ranking`.
    pub winner: String,
    /// Its price, in fen.
    pub amount_fen: Fen,
    /// The rules frozen into the round.
    #[schema(value_type = Object)]
    pub rules: Value,
    /// SHA-256 of the canonical JSON of `rules`, published with the notice.
    pub rules_hash: String,
    /// SHA-256 of the canonical JSON of each other field but `digest`.
    pub digests: BTreeMap<String, String>,
    /// SHA-256 of the canonical JSON of the file without this field.
    pub digest: String,
}

/// The names of its fields.
pub(super) const HEAD: &[&str] = &[
    "format",
    "method",
    "notice_code",
    "too_few",
    "project_name",
    "client_name",
    "fiscal_percent",
    "signups",
    "select_time",
    "roster_hash",
    "passed_over",
    "working",
    "ranking",
    "winner",
    "amount_fen",
    "rules",
    "rules_hash",
    "digests",
    "digest",
];

/// What was sealed until the opening, and the seed that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// `JISHI-DRAW-V1`.
    pub algorithm: String,
    /// `-`, or the value of the public source that the notice named.
    pub beacon: String,
    /// The source of the public number that the notice named; absent where it named none. With it, a `beacon` of `-` says that the number was
    /// not in by its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beacon_source: Option<BeaconSource>,
    /// SHA-256 of `secret`, published with the notice; 64 lower hex digits.
    pub commit: String,
    /// 32 bytes, 64 lower hex digits.
    pub secret: String,
    /// Eligible entrants in roster order.
    pub roster: Vec<OpenedEntrant>,
    /// Members of the frozen roster whose sign-up could not be opened, by code.
    pub not_opened: Vec<NotOpened>,
    /// SHA-256 of the sorted lines `{uscc}:{commitment}` of both, published at the freeze.
    pub sealed_roster_hash: String,
    /// The seed of all choices.
    pub seed: String,
    /// Every value taken from the seed.
    pub steps: Vec<DrawStep>,
}

/// The names of its fields.
pub(super) const OPENED: &[&str] = &[
    "algorithm",
    "beacon",
    "beacon_source",
    "commit",
    "secret",
    "roster",
    "not_opened",
    "sealed_roster_hash",
    "seed",
    "steps",
];

/// One eligible entrant with what it had sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenedEntrant {
    /// Its code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// 16 bytes, 32 lower hex digits.
    pub nonce: String,
    /// Key and hash of the file of its proposal; the field is absent where the method asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Its quote; `null` where the method asks for none, or where it gave none.
    pub quote: Option<Quote>,
    /// 32 bytes, 64 lower hex digits.
    pub salt: String,
    /// SHA-256 of the canonical JSON of nonce, `notice_code`, proposal (where there is one), quote, salt and uscc; in its receipt since the sign-up.
    pub commitment: String,
}

/// A member of the frozen roster that is out, because what it had sealed could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotOpened {
    /// Its code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// What it had committed to.
    pub commitment: String,
    /// Why it is out.
    pub reason: String,
}

/// The evidence file of a method that seals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SealedEvidence<B> {
    /// Round and outcome.
    #[serde(flatten)]
    pub head: Head,
    /// What was sealed.
    #[serde(flatten)]
    pub opened: Opened,
    /// What the method adds.
    #[serde(flatten)]
    pub own: B,
}
