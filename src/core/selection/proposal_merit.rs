//! 方案择优: sealed quote and proposal, a published sheet, assessors who score alone and blind (domain.md §7.7, §7.8).
//!
//! * **Sheet**: the points of its criteria and the weight of the price make 100.
//! * **Assessors**: the whole pool, sorted by id, is put into an order by lot (purpose [`ASSESSORS`]); those who stand
//!   down (a declared conflict, or absence) are left out; the first `seats` serve. So whoever stands down is replaced
//!   by the next in an order that was fixed before, and nobody else changes. With too few left, the pool is short.
//! * **Labels**: the entrants with a valid quote, sorted by code, are put into an order by lot (purpose [`LABEL`]); the
//!   first is proposal 1. Assessors know proposals by these numbers. The order follows from the secret of the round,
//!   which comes out with the evidence, after the scores.
//! * **Scores** are hundredths of a point. Each assessor scores each proposal on each criterion, 0 to its most. Without
//!   one sheet there is no outcome.
//! * The **merit** of a proposal is the mean of its totals (one per assessor), half up to two decimals. With `trim` on and five
//!   assessors or more, one highest and one lowest total of each proposal are removed first.
//! * **Price points**: lowest price / own price × weight, half up to two decimals; the lowest of all valid quotes,
//!   whoever is passed over.
//! * The sum ranks; equal sums: the lower price, then by lot.

use super::arithmetic::{count, half_up};
use super::ranking::{Placed, ordered, outcome, priced};
use super::{Ground, Line, Need, NoOutcome, Outcome, Refusal, TIE, Terms, instant};
use crate::core::draw::{Picker, Step};
use crate::core::money::Fen;
use crate::core::uscc::Uscc;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The purpose word of the order of assessors.
pub const ASSESSORS: &str = "assessors";
/// The purpose word of the blind labels.
pub const LABEL: &str = "label";
/// Points of a whole sheet.
const POINTS: u32 = 100;
/// From how many assessors on `trim` has an effect.
const LEAST_TO_TRIM: usize = 5;

/// The sheet, published with the notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// What is scored.
    pub criteria: Vec<Criterion>,
    /// Points of the lowest price; with those of the criteria, 100.
    pub price_points: u32,
    /// How many assessors score.
    pub seats: u32,
    /// Whether the highest and the lowest total of a proposal are removed where five or more score.
    pub trim: bool,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What it is called.
    pub title: String,
    /// Its most points, whole ones.
    pub most: u32,
}

/// One of the pool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessor {
    /// Stable and unique; the pool is sorted by it, bytewise.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An assessor who does not serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoodDown {
    /// Who.
    pub id: String,
    /// Which conflict, or absence; public.
    pub reason: String,
    /// Who declared or recorded it.
    pub by: String,
    /// When.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
}

/// What one assessor scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// Its id.
    pub assessor: String,
    /// When it handed them in.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
    /// Proposals by label from 1; in each, hundredths of a point by criterion.
    pub proposals: Vec<Vec<u32>>,
}

/// All that it depends on.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Roster and seed.
    pub ground: &'a Ground,
    /// What quotes may be.
    pub terms: &'a Terms,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Who may be drawn.
    pub pool: &'a [Assessor],
    /// Who does not serve.
    pub stood_down: &'a [StoodDown],
    /// What was scored so far.
    pub scores: &'a [Scores],
}

/// Who scores what, which follows from the seed and from who stands down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Ids of the assessors who serve, in the order drawn.
    pub serving: Vec<String>,
    /// Valid entrants; the k-th is proposal k + 1.
    pub labels: Vec<Uscc>,
    /// Their prices, in the same order.
    pub prices: Vec<Fen>,
    /// How they came about.
    pub working: Vec<Line>,
    /// Every value taken from the seed.
    pub steps: Vec<Step>,
}

impl Sheet {
    /// Whether its points make a hundred and it can be filled in.
    pub fn is_sound(&self) -> bool {
        let criteria = self.criteria.iter().fold(0_u32, |sum, it| sum.saturating_add(it.most));
        let scored = !self.criteria.is_empty() && self.criteria.iter().all(|it| it.most > 0);
        scored && self.seats > 0 && criteria.saturating_add(self.price_points) == POINTS
    }
}

/// Draws the assessors and the labels.
pub fn panel(input: &Input) -> Result<Panel, NoOutcome> {
    if !input.sheet.is_sound() {
        return Err(NoOutcome::Refused(Refusal::Unsound));
    }
    let mut working = Vec::new();
    let valid = priced(input.ground, input.terms, &mut working)?;

    let mut draw = Picker::new(input.ground.seed, ASSESSORS);
    let order = assessors(input, &mut draw)?;
    let down: BTreeSet<&str> = input.stood_down.iter().map(|it| it.id.as_str()).collect();
    let mut serving: Vec<String> = order.iter().filter(|it| !down.contains(it.as_str())).cloned().collect();
    let (have, needed) = (count(serving.len()), input.sheet.seats);
    if have < needed {
        return Err(NoOutcome::Needs(Need::Assessors { have, needed }));
    }
    serving.truncate(usize::try_from(needed).unwrap_or(usize::MAX));
    working.push(Line::Assessors { order, serving: serving.clone() });

    let mut label = Picker::new(input.ground.seed, LABEL);
    let lots = label.several(valid.len(), valid.len());
    let labelled: Vec<&Placed> = lots.into_iter().filter_map(|at| valid.get(at)).collect();
    let labels: Vec<Uscc> = labelled.iter().map(|it| it.uscc.clone()).collect();
    working.push(Line::Labels { order: labels.clone() });
    let prices = labelled.iter().map(|it| it.price).collect();
    let mut steps = draw.into_steps();
    steps.extend(label.into_steps());
    Ok(Panel { serving, labels, prices, working, steps })
}

/// Adds up the scores and ranks.
pub fn select(input: &Input) -> Result<Outcome, NoOutcome> {
    let Panel { serving, labels, prices, mut working, mut steps } = panel(input)?;
    let sheets = sheets(input, &serving, labels.len())?;
    let lowest = prices.iter().copied().min().unwrap_or_default();
    let mut placed = Vec::with_capacity(labels.len());
    for (at, (uscc, price)) in labels.into_iter().zip(prices).enumerate() {
        let label = count(at + 1);
        let totals = sheets.iter().filter_map(|it| it.get(at)).map(|it| it.iter().sum()).collect();
        let merit = merit(label, totals, input.sheet.trim, &mut working);
        let weight = input.sheet.price_points;
        let points = half_up(i128::from(lowest.0) * i128::from(weight) * 100, i128::from(price.0));
        let points = u32::try_from(points).unwrap_or(u32::MAX);
        working.push(Line::PricePoints { label, lowest_fen: lowest, price_fen: price, weight, points });
        let sum = merit.saturating_add(points);
        working.push(Line::Sum { label, uscc: uscc.clone(), merit, price_points: points, points: sum });
        placed.push(Placed { uscc, price, points: Some(sum) });
    }
    let mut tie = Picker::new(input.ground.seed, TIE);
    let order = ordered(placed, |it| (Reverse(it.points), it.price), &mut tie, &mut working);
    steps.extend(tie.into_steps());
    outcome(order, input.ground, working, steps)
}

/// The whole pool in the order of its lots.
fn assessors(input: &Input, draw: &mut Picker) -> Result<Vec<String>, NoOutcome> {
    let ids: BTreeSet<&str> = input.pool.iter().map(|it| it.id.as_str()).collect();
    let strangers = input.stood_down.iter().find(|it| !ids.contains(it.id.as_str()));
    if ids.len() < input.pool.len() || strangers.is_some() {
        return Err(NoOutcome::Refused(Refusal::Pool));
    }
    let ids: Vec<&str> = ids.into_iter().collect();
    let lots = draw.several(ids.len(), ids.len());
    Ok(lots.into_iter().filter_map(|at| ids.get(at)).map(|&it| it.to_owned()).collect())
}

/// The sheets of those who serve, in the order in which they were drawn; each complete and within its points.
fn sheets<'a>(input: &Input<'a>, serving: &[String], proposals: usize) -> Result<Vec<&'a [Vec<u32>]>, NoOutcome> {
    let mut of: BTreeMap<&str, &[Vec<u32>]> = BTreeMap::new();
    let most: Vec<u32> = input.sheet.criteria.iter().map(|it| it.most.saturating_mul(100)).collect();
    for it in input.scores {
        let within = |points: &Vec<u32>| points.len() == most.len() && points.iter().zip(&most).all(|(a, b)| a <= b);
        let right = it.proposals.len() == proposals && it.proposals.iter().all(within);
        let serves = serving.contains(&it.assessor);
        if !right || !serves || of.insert(&it.assessor, &it.proposals).is_some() {
            return Err(NoOutcome::Refused(Refusal::Scores { assessor: it.assessor.clone() }));
        }
    }
    let missing: Vec<String> = serving.iter().filter(|it| !of.contains_key(it.as_str())).cloned().collect();
    if missing.is_empty() {
        Ok(serving.iter().filter_map(|it| of.get(it.as_str()).copied()).collect())
    } else {
        Err(NoOutcome::Needs(Need::Scores { missing }))
    }
}

/// The mean of the totals, in hundredths.
fn merit(label: u32, totals: Vec<u32>, trim: bool, working: &mut Vec<Line>) -> u32 {
    working.push(Line::Totals { label, totals: totals.clone() });
    let mut counted = totals;
    if trim && counted.len() >= LEAST_TO_TRIM {
        counted.sort_unstable();
        let highest = counted.pop().unwrap_or_default();
        let lowest = counted.remove(0);
        working.push(Line::TrimmedTotals { label, highest, lowest });
    }
    let sum = counted.iter().fold(0, |sum: u32, &it| sum.saturating_add(it));
    let n = count(counted.len());
    let mean = u32::try_from(half_up(i128::from(sum), i128::from(n))).unwrap_or(u32::MAX);
    working.push(Line::Merit { label, sum, count: n, mean });
    mean
}
