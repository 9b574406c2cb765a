//! Quotes and their bounds.

use super::arithmetic::half_up;
use crate::core::money::Fen;
pub use crate::core::seal::Quote;
use serde::{Deserialize, Serialize};

/// A rate of all: 10,000 hundredths of a percent.
const WHOLE: u32 = 10_000;

/// What the notice asks for, with the bounds that a quote must keep; a quote on a bound keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Terms {
    /// Amounts.
    Amount {
        /// The floor; one fen where the notice names none, since nothing is no price.
        min_fen: Fen,
        /// The ceiling.
        max_fen: Fen,
    },
    /// Discount rates.
    Rate {
        /// What the rate is taken off.
        base_fen: Fen,
        /// Least discount, in hundredths of a percent.
        min_rate: u32,
        /// Largest discount; below 10,000.
        max_rate: u32,
    },
}

/// Why a quote does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    /// There is none.
    Missing,
    /// A rate where amounts are asked for, or the other way round.
    OtherKind,
    /// The price would be under one fen.
    Nothing,
    /// Under the floor, which is this.
    UnderFen(Fen),
    /// Over the ceiling, which is this.
    OverFen(Fen),
    /// Under the least discount, which is this.
    UnderRate(u32),
    /// Over the largest discount, which is this.
    OverRate(u32),
}

/// Whether quotes are amounts or discount rates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum QuoteKind {
    /// An amount in fen, at most the notice's.
    #[default]
    Amount,
    /// A discount rate (下浮率) in hundredths of a percent, taken off the notice's amount.
    Rate,
}

impl QuoteKind {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Rate => "rate",
        }
    }
}

impl Terms {
    /// The terms of a notice: `amount` is the ceiling, or what rates are taken off.
    pub fn of(kind: QuoteKind, amount: Fen, floor: Option<Fen>, min_rate: Option<i32>, max_rate: Option<i32>) -> Self {
        let rate = |it: Option<i32>| it.and_then(|rate| u32::try_from(rate).ok()).unwrap_or(0);
        match kind {
            QuoteKind::Amount => Self::Amount { min_fen: floor.unwrap_or(Fen(1)), max_fen: amount },
            QuoteKind::Rate => Self::Rate { base_fen: amount, min_rate: rate(min_rate), max_rate: rate(max_rate) },
        }
    }

    /// Whether the bounds mean something.
    pub fn is_sound(&self) -> bool {
        match *self {
            Self::Amount { min_fen, max_fen } => Fen(1) <= min_fen && min_fen <= max_fen && max_fen <= Fen::MAX,
            Self::Rate { base_fen, min_rate, max_rate } => {
                Fen(1) <= base_fen && base_fen <= Fen::MAX && min_rate <= max_rate && max_rate < WHOLE
            }
        }
    }

    /// The highest price that a valid quote can have.
    pub fn ceiling(&self) -> Fen {
        match *self {
            Self::Amount { max_fen, .. } => max_fen,
            Self::Rate { base_fen, min_rate, .. } => discounted(base_fen, min_rate),
        }
    }

    /// The price of a quote, or why it has none.
    pub fn price(&self, quote: Option<Quote>) -> Result<Fen, Invalid> {
        match (*self, quote) {
            (_, None) => Err(Invalid::Missing),
            (Self::Amount { min_fen, .. }, Some(Quote::Amount(it))) if it < min_fen => Err(Invalid::UnderFen(min_fen)),
            (Self::Amount { max_fen, .. }, Some(Quote::Amount(it))) if it > max_fen => Err(Invalid::OverFen(max_fen)),
            (Self::Rate { min_rate, .. }, Some(Quote::Rate(it))) if it < min_rate => Err(Invalid::UnderRate(min_rate)),
            (Self::Rate { max_rate, .. }, Some(Quote::Rate(it))) if it > max_rate => Err(Invalid::OverRate(max_rate)),
            (Self::Amount { .. }, Some(Quote::Amount(it))) => some(it),
            (Self::Rate { base_fen, .. }, Some(Quote::Rate(it))) => some(discounted(base_fen, it)),
            _ => Err(Invalid::OtherKind),
        }
    }
}

/// Nothing is no price.
fn some(price: Fen) -> Result<Fen, Invalid> {
    if price < Fen(1) { Err(Invalid::Nothing) } else { Ok(price) }
}

/// base × (10,000 − rate) / 10,000, rounded half up to the fen (domain.md §17).
fn discounted(base: Fen, rate: u32) -> Fen {
    Fen(half_up(i128::from(base.0) * i128::from(WHOLE.saturating_sub(rate)), i128::from(WHOLE)))
}
