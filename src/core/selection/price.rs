//! 一次报价竞价: sealed quotes, the lowest price wins (domain.md §7.3, §7.10).
//!
//! * Equal prices are ordered by lot.
//! * A price is **abnormally low** when it is under `percent_of_ceiling` percent of the ceiling, or more than
//!   `percent_under_mean` percent under the mean of all valid quotes. The mean is exact and taken once: verdicts and
//!   passing over never change it. A price on a limit is not low.
//! * A low price cannot win before somebody has judged its justification. Accepted, it wins; refused, it is out and
//!   the next is looked at. A low price that would not win needs no verdict, and one may be there all the same.
//! * A quote refused as too low was still a valid quote: it counts towards the least number of entrants.
//! * A verdict on a price that is not low is refused: nobody may put out an ordinary quote.

use super::arithmetic::{count, fen, half_up, sum};
use super::ranking::{Placed, once, ordered, outcome, priced};
use super::{Ground, Line, Need, NoOutcome, Outcome, Refusal, TIE, Terms, instant};
use crate::core::draw::Picker;
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::uscc::Uscc;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// When a price is abnormally low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowRule {
    /// Under so many percent of the ceiling.
    pub percent_of_ceiling: u32,
    /// More than so many percent under the mean.
    pub percent_under_mean: u32,
}

impl From<&Rules> for LowRule {
    fn from(rules: &Rules) -> Self {
        Self {
            percent_of_ceiling: rules.low_price_percent_of_ceiling,
            percent_under_mean: rules.low_price_percent_under_mean,
        }
    }
}

/// What somebody decided about the justification of a low price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Whose price.
    pub uscc: Uscc,
    /// Whether the justification is accepted.
    pub accepted: bool,
    /// Why, public.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
}

/// All that it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Roster and seed.
    pub ground: &'a Ground,
    /// What quotes may be.
    pub terms: &'a Terms,
    /// When a price is low.
    pub low: LowRule,
    /// The verdicts there are.
    pub verdicts: &'a [Verdict],
}

/// Ranks by price.
pub fn select(input: &Input) -> Result<Outcome, NoOutcome> {
    let Input { ground, terms, low, verdicts } = *input;
    let mut working = Vec::new();
    let valid = priced(ground, terms, &mut working)?;
    let low = lows(&valid, terms.ceiling(), low, &mut working);
    let judged = once(verdicts.iter().map(|it| &it.uscc))?;
    if let Some(other) = judged.iter().find(|uscc| low.iter().all(|it| it.uscc != **uscc)) {
        return Err(NoOutcome::Refused(Refusal::NotLow(other.clone())));
    }
    let mut tie = Picker::new(ground.seed, TIE);
    let mut order = ordered(valid, |it| it.price, &mut tie, &mut working);
    let refused = verdicts.iter().filter(|it| !it.accepted).map(|it| it.uscc.clone()).collect::<BTreeSet<_>>();
    working.extend(judged.iter().map(|uscc| Line::Verdict { uscc: uscc.clone(), accepted: !refused.contains(uscc) }));
    order.retain(|it| !refused.contains(&it.uscc));
    let outcome = outcome(order, ground, working, tie.into_steps())?;
    match low.into_iter().find(|it| it.uscc == outcome.winner.uscc && !judged.contains(&it.uscc)) {
        Some(Low { uscc, price, under_ceiling, under_mean }) => {
            Err(NoOutcome::Needs(Need::Verdict { uscc, price, under_ceiling, under_mean }))
        }
        None => Ok(outcome),
    }
}

/// A low price.
struct Low {
    uscc: Uscc,
    price: Fen,
    under_ceiling: bool,
    under_mean: bool,
}

/// The low ones of all valid quotes, compared as fractions: price < ceiling × p / 100, and
/// price < (sum / n) × (100 − p) / 100.
fn lows(valid: &[Placed], ceiling: Fen, rule: LowRule, working: &mut Vec<Line>) -> Vec<Low> {
    let sum = sum(valid.iter().map(|it| &it.price));
    let n = count(valid.len());
    working.push(Line::Mean { sum_fen: fen(sum), count: n, mean_fen: Fen(half_up(sum, i128::from(n))) });
    let under_mean = i128::from(100_u32.saturating_sub(rule.percent_under_mean));
    let mut found = Vec::new();
    for Placed { uscc, price, .. } in valid {
        let hundredfold = i128::from(price.0) * 100;
        let low = Low {
            uscc: uscc.clone(),
            price: *price,
            under_ceiling: hundredfold < i128::from(ceiling.0) * i128::from(rule.percent_of_ceiling),
            under_mean: hundredfold * i128::from(n) < sum * under_mean,
        };
        if low.under_ceiling || low.under_mean {
            let Low { ref uscc, price, under_ceiling, under_mean } = low;
            working.push(Line::Low { uscc: uscc.clone(), price_fen: price, under_ceiling, under_mean });
            found.push(low);
        }
    }
    found
}
