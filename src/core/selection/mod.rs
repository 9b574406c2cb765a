//! How a winner is found: one pure function per method (domain.md §7), from a frozen roster, opened quotes, named
//! human inputs and a seed to an outcome with its working shown. No clock, no database, no randomness of its own: who
//! has the evidence file can call the same function and gets the same outcome.
//!
//! What all methods share, and what the sources leave undefined:
//!
//! * **Order.** Entrants are taken by their code; the order in which they are handed in means nothing.
//! * **Price.** A quote is an amount, or a discount rate on the base price of the notice (rounded half up to the fen).
//!   Prices are compared, not rates: two rates that give the same fen are equal.
//! * **Validity.** A quote outside of the notice's bounds, of the other kind, or absent is listed with its reason and
//!   counts nowhere: not as an entrant, not in a mean. With fewer valid ones than the rules ask for, the round fails.
//! * **Ties.** Groups of equals are ordered by lot, the best group first, by one [`Picker`] of purpose [`TIE`] whose
//!   counter goes on from group to group; within a group the lots are drawn over its members sorted by code.
//! * **Passing over.** Who declines, does not sign, or is put out by an upheld objection is named in `passed_over`. It
//!   leaves the ranking and changes nothing else: means, percents and lots stay as they fell.

mod arithmetic;
pub mod credit_merit;
pub mod instant;
mod line;
pub mod price;
pub mod proposal_merit;
mod quote;
mod ranking;
pub mod reference_price;
mod refused;
pub mod reverse_auction;
mod words;

pub use line::Line;
pub use quote::{Invalid, Quote, QuoteKind, Terms};
pub use refused::{Failure, Need, NoOutcome, Refusal};

use super::draw::Step;
use super::money::Fen;
use super::uscc::Uscc;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The purpose word of the order among equals.
pub const TIE: &str = "tie";

/// One eligible entrant with what it offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Its code.
    pub uscc: Uscc,
    /// Its opened quote; `None` where the method has none, or where it gave none.
    pub quote: Option<Quote>,
}

/// What every method with a seed starts from.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The frozen roster, opened.
    pub entrants: Vec<Entrant>,
    /// Least number of valid entrants, of the rules.
    pub needed: u32,
    /// Who left the ranking after the selection.
    pub passed_over: Vec<Uscc>,
    /// Of [`crate::core::draw::seed`].
    pub seed: [u8; 32],
}

/// An entrant that may no longer win: it declined, did not sign in time, or was put out by an upheld objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassedOver {
    /// Who.
    pub uscc: Uscc,
    /// Why, public.
    pub reason: String,
    /// Whose decision it was.
    pub by: String,
    /// When.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
}

/// One place of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// Who.
    pub uscc: Uscc,
    /// From 1.
    pub place: u32,
    /// For how much it does the work: its own price.
    pub price_fen: Fen,
    /// Points in hundredths, where the method gives points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
}

/// Who won, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The first of `ranking`.
    pub winner: Ranked,
    /// Best first.
    pub ranking: Vec<Ranked>,
    /// One line for each step of the way.
    pub working: Vec<Line>,
    /// Every value taken from the seed.
    pub steps: Vec<Step>,
}

#[cfg(test)]
mod tests;
