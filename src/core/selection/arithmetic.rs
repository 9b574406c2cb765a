//! Exact arithmetic: whole numbers, rounded half up, never a float.

use crate::core::money::Fen;

/// `part / whole` rounded half up; neither is negative. A `whole` of 0 gives 0.
pub(super) fn half_up(part: i128, whole: i128) -> i64 {
    if whole <= 0 {
        return 0;
    }
    i64::try_from((2 * part + whole) / (2 * whole)).unwrap_or(i64::MAX)
}

/// The sum of prices.
pub(super) fn sum<'a>(prices: impl IntoIterator<Item = &'a Fen>) -> i128 {
    prices.into_iter().map(|it| i128::from(it.0)).sum()
}

/// A count as the numbers of a file have it.
pub(super) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// A sum as the numbers of a file have it: below 2^53 for any roster of quotes that keep [`Fen::MAX`] and up to ninety
/// of the very largest; saturated beyond 64 bits.
pub(super) fn fen(sum: i128) -> Fen {
    Fen(i64::try_from(sum).unwrap_or(i64::MAX))
}
