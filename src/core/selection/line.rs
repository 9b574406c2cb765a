//! The working of a selection as data: one line for each step, in the order of the computation. Its words are in
//! `words.rs`; the pages have their own.

use super::{Invalid, instant};
use crate::core::money::Fen;
use crate::core::uscc::Uscc;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One step of the way to an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// A valid quote and its price.
    Price { uscc: Uscc, price_fen: Fen },
    /// A quote that does not count.
    Invalid { uscc: Uscc, why: Invalid },
    /// The mean of prices; `mean_fen` is rounded half up.
    Mean { sum_fen: Fen, count: u32, mean_fen: Fen },
    /// An abnormally low price, by the one measure or the other.
    Low { uscc: Uscc, price_fen: Fen, under_ceiling: bool, under_mean: bool },
    /// Whether the justification of a low price was accepted.
    Verdict { uscc: Uscc, accepted: bool },
    /// Equals in the order in which their lots were drawn.
    Tie { order: Vec<Uscc> },
    /// An entrant that may no longer win.
    PassedOver { uscc: Uscc },
    /// The quote removed as the highest or as the lowest; one of `among` that are equal.
    Trimmed { end: End, uscc: Uscc, price_fen: Fen, among: u32 },
    /// The percent that was drawn, and out of which.
    Percent { of: Vec<u32>, percent: u32 },
    /// mean × percent, rounded half up.
    Reference { mean_fen: Fen, percent: u32, reference_fen: Fen },
    /// How far a price lies from the reference price.
    Distance { uscc: Uscc, price_fen: Fen, distance_fen: Fen },
    /// The last bid of an auction.
    LastBid {
        uscc: Uscc,
        amount_fen: Fen,
        #[serde(with = "instant")]
        at: DateTime<Utc>,
    },
    /// When an auction ended: the last bid and the quiet period.
    End {
        #[serde(with = "instant")]
        end: DateTime<Utc>,
    },
    /// The credit of an entrant, in tenths of a point.
    Credit { uscc: Uscc, tenths: u32 },
    /// Several have the credit of the last place of the long list; those taken by lot.
    Border { tenths: u32, among: Vec<Uscc>, taken: Vec<Uscc> },
    /// The long list, by code.
    LongList { members: Vec<Uscc> },
    /// How many lots one of the long list has.
    Lots { uscc: Uscc, lots: u32 },
    /// The short list in the order drawn, out of a long list of so many.
    ShortList { members: Vec<Uscc>, of: u32 },
    /// Whom the client picked.
    Picked { uscc: Uscc },
    /// The pool of assessors in the order of its lots, and who of it serves.
    Assessors { order: Vec<String>, serving: Vec<String> },
    /// The proposals: the k-th is known to the assessors as k, from 1.
    Labels { order: Vec<Uscc> },
    /// What each assessor gave a proposal in all, in hundredths, in the order of those who serve.
    Totals { label: u32, totals: Vec<u32> },
    /// The totals of a proposal that do not count.
    TrimmedTotals { label: u32, highest: u32, lowest: u32 },
    /// The mean of the totals of a proposal, in hundredths, rounded half up.
    Merit { label: u32, sum: u32, count: u32, mean: u32 },
    /// lowest / own × weight, in hundredths, rounded half up.
    PricePoints { label: u32, lowest_fen: Fen, price_fen: Fen, weight: u32, points: u32 },
    /// The points of a proposal, in hundredths, and whose it is.
    Sum { label: u32, uscc: Uscc, merit: u32, price_points: u32, points: u32 },
}

/// Which end of the prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
}
