//! 信用择优: long list by credit, weighted lots, short list, the client's pick (domain.md §7.6).
//!
//! * The price is the notice's.
//! * Credit is the display credit of domain.md §8.3, frozen with the roster, in tenths of a point.
//! * **Long list** (大名单): the `long` with the highest credit. Where several have the credit of its last place, `tie`
//!   picks as many of them (sorted by code) as there are places left. Fewer entrants than places: all.
//! * **Lots**: one for each whole point of credit, at least one.
//! * **Short list** (小名单): `short` weighted draws without replacement, purpose [`SHORTLIST`], each over the lots of
//!   those left of the long list, sorted by code. A long list no longer than `short` is the short list; nothing is
//!   drawn.
//! * **Pick**: the client names one of the short list and says why. If that one leaves, the client picks another of
//!   the same short list; the draws stand.

use super::arithmetic::count;
use super::ranking::{Placed, enough, outcome, passed_over};
use super::{Failure, Ground, Line, Need, NoOutcome, Outcome, Refusal, TIE, instant};
use crate::core::draw::{Picker, Step};
use crate::core::money::Fen;
use crate::core::uscc::Uscc;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The purpose word of the short list.
pub const SHORTLIST: &str = "shortlist";

/// The credit of an entrant at the freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// Whose.
    pub uscc: Uscc,
    /// In tenths of a point.
    pub tenths: u32,
}

/// The client's pick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// Who.
    pub uscc: Uscc,
    /// Why, public.
    pub reason: String,
    /// Who picked.
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
    /// One for each entrant.
    pub credits: &'a [Credit],
    /// Length of the long list.
    pub long: u32,
    /// Length of the short list.
    pub short: u32,
    /// The price, which the notice fixes.
    pub price: Fen,
    /// The client's pick, once there is one.
    pub pick: Option<&'a Pick>,
}

/// The two lists, which follow from the seed alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    /// By code.
    pub long: Vec<Uscc>,
    /// In the order drawn; by code where nothing was drawn.
    pub short: Vec<Uscc>,
    /// How they came about.
    pub working: Vec<Line>,
    /// Every value taken from the seed.
    pub steps: Vec<Step>,
}

/// Makes both lists.
pub fn lists(input: &Input) -> Result<Lists, NoOutcome> {
    let credit = credits(input)?;
    enough(credit.len(), input.ground.needed)?;
    let (long_size, short_size) = (size(input.long), size(input.short));
    if long_size == 0 || short_size == 0 {
        return Err(NoOutcome::Refused(Refusal::Unsound));
    }
    let mut working =
        credit.iter().map(|(uscc, &tenths)| Line::Credit { uscc: uscc.clone(), tenths }).collect::<Vec<_>>();
    let mut tie = Picker::new(input.ground.seed, TIE);
    let long = long_list(&credit, long_size, &mut tie, &mut working);
    let mut drawn = Picker::new(input.ground.seed, SHORTLIST);
    let short = short_list(&long, short_size, &mut drawn, &mut working);
    let mut steps = tie.into_steps();
    steps.extend(drawn.into_steps());
    Ok(Lists { long: long.into_iter().map(|it| it.0).collect(), short, working, steps })
}

/// The lists, then the pick.
pub fn select(input: &Input) -> Result<Outcome, NoOutcome> {
    let Lists { short, mut working, steps, .. } = lists(input)?;
    let passed = passed_over(input.ground, &mut Vec::new())?;
    let left: Vec<Uscc> = short.iter().filter(|it| !passed.contains(it)).cloned().collect();
    if left.is_empty() {
        return Err(NoOutcome::Failed(Failure::NobodyLeft));
    }
    let Some(pick) = input.pick else { return Err(NoOutcome::Needs(Need::Pick { short_list: left })) };
    if !left.contains(&pick.uscc) {
        return Err(NoOutcome::Refused(Refusal::NotShortListed(pick.uscc.clone())));
    }
    working.push(Line::Picked { uscc: pick.uscc.clone() });
    let picked = Placed { uscc: pick.uscc.clone(), price: input.price, points: None };
    outcome(vec![picked], input.ground, working, steps)
}

/// The credit of each entrant, by code.
fn credits(input: &Input) -> Result<BTreeMap<Uscc, u32>, NoOutcome> {
    let mut credits = BTreeMap::new();
    for Credit { uscc, tenths } in input.credits {
        if credits.insert(uscc.clone(), *tenths).is_some() {
            return Err(NoOutcome::Refused(Refusal::Twice(uscc.clone())));
        }
    }
    let mut of = BTreeMap::new();
    for entrant in &input.ground.entrants {
        let Some(tenths) = credits.remove(&entrant.uscc) else {
            return Err(NoOutcome::Refused(Refusal::NoCredit(entrant.uscc.clone())));
        };
        of.insert(entrant.uscc.clone(), tenths);
    }
    match credits.into_keys().next() {
        Some(stranger) => Err(NoOutcome::Refused(Refusal::NotInRoster(stranger))),
        None => Ok(of),
    }
}

/// The best `places` by credit, by code.
fn long_list(
    credit: &BTreeMap<Uscc, u32>,
    places: usize,
    tie: &mut Picker,
    working: &mut Vec<Line>,
) -> Vec<(Uscc, u32)> {
    let mut descending: Vec<u32> = credit.values().copied().collect();
    descending.sort_unstable_by(|a, b| b.cmp(a));
    // The credit of the last place; with a place for everybody no credit is on the border.
    let border = if credit.len() > places { descending.get(places - 1).copied() } else { None };
    let mut long: Vec<(Uscc, u32)> = credit
        .iter()
        .filter(|(_, tenths)| border.is_none_or(|border| **tenths > border))
        .map(|(uscc, tenths)| (uscc.clone(), *tenths))
        .collect();
    if let Some(border) = border {
        let equal: Vec<&Uscc> = credit.iter().filter(|(_, tenths)| **tenths == border).map(|it| it.0).collect();
        let left = places - long.len();
        let taken: Vec<Uscc> = if equal.len() > left {
            let lots = tie.several(equal.len(), left);
            lots.into_iter().filter_map(|at| equal.get(at)).map(|&it| it.clone()).collect()
        } else {
            equal.iter().map(|&it| it.clone()).collect()
        };
        if equal.len() > left {
            let among = equal.into_iter().cloned().collect();
            working.push(Line::Border { tenths: border, among, taken: taken.clone() });
        }
        long.extend(taken.into_iter().map(|uscc| (uscc, border)));
        long.sort();
    }
    working.push(Line::LongList { members: long.iter().map(|it| it.0.clone()).collect() });
    long
}

/// `places` weighted draws without replacement.
fn short_list(long: &[(Uscc, u32)], places: usize, drawn: &mut Picker, working: &mut Vec<Line>) -> Vec<Uscc> {
    let mut short = Vec::new();
    if long.len() <= places {
        short.extend(long.iter().map(|it| it.0.clone()));
    } else {
        let mut left: Vec<(Uscc, u32)> =
            long.iter().map(|(uscc, tenths)| (uscc.clone(), (tenths / 10).max(1))).collect();
        working.extend(left.iter().map(|(uscc, lots)| Line::Lots { uscc: uscc.clone(), lots: *lots }));
        while short.len() < places {
            let lots: Vec<u32> = left.iter().map(|it| it.1).collect();
            let Some(at) = drawn.weighted(&lots) else { break };
            short.push(left.remove(at).0);
        }
    }
    working.push(Line::ShortList { members: short.clone(), of: count(long.len()) });
    short
}

fn size(of: u32) -> usize {
    usize::try_from(of).unwrap_or(usize::MAX)
}
