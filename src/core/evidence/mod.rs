//! The evidence file of an award (`jishi-evidence/1`): everything from which anyone can recompute who won, and the
//! `verify` that does so. One JSON object; its texts are exactly as domain.md §7.12 defines them.
//!
//! Two kinds of proof stand in it. What decides (secret, roster, seed, steps, winner) is *recomputed*. All of it,
//! names and explanations included, is covered by `digests` (SHA-256 of the canonical JSON of each field, which says
//! where a file was changed) and by `digest` (the same over the whole file without `digest` itself). The journal
//! holds `digest`, so a whole file cannot be replaced by another one either.

mod auction;
mod beacon_part;
mod credit_merit;
mod make;
mod parts;
mod price;
mod proposal_merit;
mod reference_price;
mod sealed;
mod sealed_part;
mod strict;
mod verdict;
mod verify;
mod verify_direct;
mod verify_draw;
mod verify_sealed;

pub use auction::{AuctionEvidence, AuctionInput, AuctionOwn, auction};
pub use credit_merit::CreditMeritOwn;
pub use make::{DirectInput, DrawInput, DrawOpened, DrawSealed, Drawn, EvidenceError, Notice, direct, draw};
pub use parts::{Head, NotOpened, Opened, OpenedEntrant, SealedEvidence};
pub use price::PriceOwn;
pub use proposal_merit::ProposalMeritOwn;
pub use reference_price::ReferencePriceOwn;
pub use sealed::{NotMade, Sealed, SealedEntrant, SealedInput, Selected, sealed};
pub use verdict::{Check, Verdict};
pub use verify::verify;
pub use verify_sealed::Facts;

use super::beacon::BeaconSource;
use super::money::Fen;
use super::pairs::Concentration;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The value of `format`.
pub const FORMAT: &str = "jishi-evidence/1";
/// The value of `algorithm` in the evidence of a draw.
pub const DRAW_ALGORITHM: &str = "JISHI-DRAW-V1";

/// The evidence file of any method.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Evidence {
    /// Of a draw.
    Draw(Box<DrawEvidence>),
    /// Of a direct selection.
    Direct(Box<DirectEvidence>),
    /// Of sealed price bidding.
    Price(Box<SealedEvidence<PriceOwn>>),
    /// Of a reference price.
    ReferencePrice(Box<SealedEvidence<ReferencePriceOwn>>),
    /// Of a reverse auction.
    ReverseAuction(Box<AuctionEvidence>),
    /// Of credit merit.
    CreditMerit(Box<SealedEvidence<CreditMeritOwn>>),
    /// Of proposal merit.
    ProposalMerit(Box<SealedEvidence<ProposalMeritOwn>>),
}

/// The evidence file of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawEvidence {
    /// [`FORMAT`].
    pub format: String,
    /// `draw`.
    pub method: String,
    /// [`DRAW_ALGORITHM`].
    pub algorithm: String,
    /// Purchase code, with `-Rn` from round 2 on.
    pub notice_code: String,
    /// How many rounds before this one failed for too few entrants: what relief after the second failure counts. Files of before this
    /// field counted every round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub too_few: Option<u32>,
    /// Name of the project.
    pub project_name: String,
    /// Name of the client.
    pub client_name: String,
    /// Share of fiscal money, 0 to 100: with the rules it gives the least number of entrants.
    pub fiscal_percent: u8,
    /// The fixed price, in fen.
    pub amount_fen: Fen,
    /// How many signed up; those in `roster` are the eligible ones.
    pub signups: u32,
    /// RFC 3339 at +08:00.
    pub select_time: String,
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
    pub roster: Vec<DrawEntrant>,
    /// SHA-256 of the lines `{uscc}:{nonce}`, published at the opening (at the freeze, before sign-ups were sealed).
    pub roster_hash: String,
    /// SHA-256 of the lines `{uscc}:{commitment}` of `roster` and `not_opened`, published at the freeze. Files from before sign-ups were
    /// sealed have neither this nor the other fields of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_roster_hash: Option<String>,
    /// Entrants whose sealed sign-up did not count, by code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_opened: Option<Vec<NotOpened>>,
    /// The seed of all choices.
    pub seed: String,
    /// Every value taken from the seed.
    pub steps: Vec<DrawStep>,
    /// Code of the winner.
    pub winner: String,
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

/// One eligible entrant of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawEntrant {
    /// Its code.
    pub uscc: String,
    /// 16 bytes, 32 lower hex digits.
    pub nonce: String,
    /// Its name.
    pub name: String,
    /// SHA-256 of the canonical JSON `{"nonce", "notice_code", "quote": null, "salt", "uscc"}`: what its sign-up committed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// 32 bytes, 64 lower hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

/// One value taken from the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawStep {
    /// The purpose word, `winner`.
    pub purpose: String,
    /// The counter.
    pub ctr: u64,
    /// The value as a decimal text: it has 64 bits, more than a JSON number carries everywhere.
    pub v: String,
    /// Out of how many.
    pub n: u64,
    /// `v mod n`, the place in `roster` from 0; `null` where the value was rejected.
    pub index: Option<u64>,
}

/// The evidence file of a direct selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectEvidence {
    /// [`FORMAT`].
    pub format: String,
    /// `direct`.
    pub method: String,
    /// Purchase code, with `-Rn` from round 2 on.
    pub notice_code: String,
    /// How many rounds before this one failed for too few entrants: what relief after the second failure counts. Files of before this
    /// field counted every round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub too_few: Option<u32>,
    /// Name of the project.
    pub project_name: String,
    /// Name of the client, which picked.
    pub client_name: String,
    /// How many signed up; those in `roster` are the eligible ones.
    pub signups: u32,
    /// When the client picked: RFC 3339 at +08:00.
    pub select_time: String,
    /// Eligible entrants by code.
    pub roster: Vec<DirectEntrant>,
    /// SHA-256 of their codes, sorted, one a line, no end newline; published at the freeze.
    pub roster_hash: String,
    /// Code of the winner.
    pub winner: String,
    /// Why it was picked, in the client's words.
    pub reason: String,
    /// The price, in fen.
    pub amount_fen: Fen,
    /// The cap of direct selection in this round, in fen.
    pub cap_fen: Fen,
    /// What the client had awarded in twelve months, and how much of it to the winner.
    pub concentration: Concentration,
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

/// One eligible entrant of a direct selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectEntrant {
    /// Its code.
    pub uscc: String,
    /// Its name.
    pub name: String,
}

/// SHA-256 of codes, sorted bytewise, joined with `\n`: the roster hash of a direct selection.
pub fn direct_roster_hash<'a>(codes: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let lines = codes.into_iter().map(str::to_owned).collect();
    super::canonical::sha256(super::draw::join_sorted(lines).as_bytes())
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
