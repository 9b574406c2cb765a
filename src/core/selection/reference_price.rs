//! 最优价、均价: the price nearest to a reference price wins (domain.md §7.4, §7.5).
//!
//! * One percent is drawn from the set of the rules (sorted, each once), with purpose [`PERCENT`]; a set of one is
//!   drawn from as well.
//! * From `trim_from` valid quotes on, one highest and one lowest are removed; 0 never removes any. Where several are
//!   highest, one of them (sorted by code) is picked by `tie`; then, among what is left, the same for the lowest. This
//!   is also what happens where all are equal.
//! * mean (half up to the fen) × percent (half up to the fen) is the reference price.
//! * The nearest wins; equally near, the lower price; equal in that too, by lot. The lots of `tie` go on counting
//!   after those of the removals.
//! * Removed quotes cannot win and are not ranked.
//! * A single quote, where the rules are content with one, wins: it is the nearest there is.
//! * The average price (均价) is this method with the percents {100} and `trim_from` 0.

use super::arithmetic::{count, fen, half_up, sum};
use super::line::End;
use super::ranking::{Placed, ordered, outcome, priced};
use super::{Ground, Line, NoOutcome, Outcome, Refusal, TIE, Terms};
use crate::core::draw::Picker;
use crate::core::money::Fen;

/// The purpose word of the percent.
pub const PERCENT: &str = "percent";
/// Of fewer quotes nothing would be left to average.
const LEAST_TO_TRIM: usize = 3;

/// All that it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Roster and seed.
    pub ground: &'a Ground,
    /// What quotes may be.
    pub terms: &'a Terms,
    /// The percents to draw from.
    pub percents: &'a [u32],
    /// From how many valid quotes on the extremes are removed; 0 for never.
    pub trim_from: u32,
}

/// Ranks by distance from the reference price.
pub fn select(input: &Input) -> Result<Outcome, NoOutcome> {
    let Input { ground, terms, percents, trim_from } = *input;
    let mut working = Vec::new();
    let mut left = priced(ground, terms, &mut working)?;
    let mut tie = Picker::new(ground.seed, TIE);
    if trim_from > 0 && left.len() >= LEAST_TO_TRIM && count(left.len()) >= trim_from {
        for end in [End::Highest, End::Lowest] {
            trim(&mut left, end, &mut tie, &mut working);
        }
    }

    let mut drawn = Picker::new(ground.seed, PERCENT);
    let reference = reference(&left, percents, &mut drawn, &mut working)?;
    for Placed { uscc, price, .. } in &left {
        let distance_fen = distance(*price, reference);
        working.push(Line::Distance { uscc: uscc.clone(), price_fen: *price, distance_fen });
    }
    let order = ordered(left, |it| (distance(it.price, reference), it.price), &mut tie, &mut working);
    let mut steps = drawn.into_steps();
    steps.extend(tie.into_steps());
    outcome(order, ground, working, steps)
}

/// Removes one of the highest, or one of the lowest.
fn trim(left: &mut Vec<Placed>, end: End, tie: &mut Picker, working: &mut Vec<Line>) {
    let prices = left.iter().map(|it| it.price);
    let extreme = if end == End::Highest { prices.max() } else { prices.min() };
    let equal: Vec<usize> = (0..left.len()).filter(|&at| left.get(at).map(|it| it.price) == extreme).collect();
    let lot = if equal.len() > 1 { tie.one(equal.len()) } else { Some(0) };
    if let Some(&at) = lot.and_then(|lot| equal.get(lot)) {
        let Placed { uscc, price, .. } = left.remove(at);
        working.push(Line::Trimmed { end, uscc, price_fen: price, among: count(equal.len()) });
    }
}

/// mean × percent.
fn reference(left: &[Placed], percents: &[u32], drawn: &mut Picker, working: &mut Vec<Line>) -> Result<Fen, NoOutcome> {
    let sum = sum(left.iter().map(|it| &it.price));
    let n = count(left.len());
    let mean = half_up(sum, i128::from(n));
    working.push(Line::Mean { sum_fen: fen(sum), count: n, mean_fen: Fen(mean) });

    let mut of = percents.to_vec();
    of.sort_unstable();
    of.dedup();
    let percent = drawn.one(of.len()).and_then(|at| of.get(at)).copied();
    let percent = percent.ok_or(NoOutcome::Refused(Refusal::Unsound))?;
    let reference = Fen(half_up(i128::from(mean) * i128::from(percent), 100));
    working.push(Line::Percent { of, percent });
    working.push(Line::Reference { mean_fen: Fen(mean), percent, reference_fen: reference });
    Ok(reference)
}

fn distance(price: Fen, reference: Fen) -> Fen {
    Fen(price.0.saturating_sub(reference.0).saturating_abs())
}
