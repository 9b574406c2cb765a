//! What the methods share on the way: pricing, the order among equals, the end.

use super::arithmetic::count;
use super::{Failure, Ground, Line, NoOutcome, Outcome, Ranked, Refusal, Terms};
use crate::core::draw::{Picker, Step};
use crate::core::money::Fen;
use crate::core::uscc::Uscc;
use std::collections::BTreeSet;

/// An entrant on its way into the ranking.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) uscc: Uscc,
    pub(super) price: Fen,
    /// Hundredths, where the method gives points.
    pub(super) points: Option<u32>,
}

/// The valid quotes by code, each with its price; the others are listed with their reasons.
pub(super) fn priced(ground: &Ground, terms: &Terms, working: &mut Vec<Line>) -> Result<Vec<Placed>, NoOutcome> {
    if !terms.is_sound() {
        return Err(NoOutcome::Refused(Refusal::Unsound));
    }
    let mut entrants: Vec<_> = ground.entrants.iter().collect();
    entrants.sort_by(|a, b| a.uscc.cmp(&b.uscc));
    let mut valid = Vec::new();
    for entrant in entrants {
        let uscc = entrant.uscc.clone();
        match terms.price(entrant.quote) {
            Ok(price) => {
                working.push(Line::Price { uscc: uscc.clone(), price_fen: price });
                valid.push(Placed { uscc, price, points: None });
            }
            Err(why) => working.push(Line::Invalid { uscc, why }),
        }
    }
    enough(valid.len(), ground.needed)?;
    Ok(valid)
}

/// As many as the rules ask for, and at least one.
pub(super) fn enough(valid: usize, needed: u32) -> Result<(), NoOutcome> {
    let (valid, needed) = (count(valid), needed.max(1));
    if valid < needed { Err(NoOutcome::Failed(Failure::TooFew { valid, needed })) } else { Ok(()) }
}

/// Sorts by `key`, least first, and each group of equals by lot.
pub(super) fn ordered<K: Ord>(
    mut entrants: Vec<Placed>,
    key: impl Fn(&Placed) -> K,
    tie: &mut Picker,
    working: &mut Vec<Line>,
) -> Vec<Placed> {
    entrants.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.uscc.cmp(&b.uscc)));
    let mut all = Vec::with_capacity(entrants.len());
    for group in entrants.chunk_by(|a, b| key(a) == key(b)) {
        if group.len() == 1 {
            all.extend_from_slice(group);
            continue;
        }
        let lots = tie.several(group.len(), group.len());
        let drawn: Vec<Placed> = lots.into_iter().filter_map(|at| group.get(at)).cloned().collect();
        working.push(Line::Tie { order: drawn.iter().map(|it| it.uscc.clone()).collect() });
        all.extend(drawn);
    }
    all
}

/// Takes out who is passed over; what is left is the ranking.
pub(super) fn outcome(
    ordered: Vec<Placed>,
    ground: &Ground,
    mut working: Vec<Line>,
    steps: Vec<Step>,
) -> Result<Outcome, NoOutcome> {
    let passed = passed_over(ground, &mut working)?;
    let left = ordered.into_iter().filter(|it| !passed.contains(&it.uscc));
    let ranking: Vec<Ranked> = left
        .enumerate()
        .map(|(at, it)| Ranked { uscc: it.uscc, place: count(at + 1), price_fen: it.price, points: it.points })
        .collect();
    let winner = ranking.first().cloned().ok_or(NoOutcome::Failed(Failure::NobodyLeft))?;
    Ok(Outcome { winner, ranking, working, steps })
}

/// Who is passed over, by code: each of the roster and named once.
pub(super) fn passed_over(ground: &Ground, working: &mut Vec<Line>) -> Result<BTreeSet<Uscc>, NoOutcome> {
    let roster: BTreeSet<&Uscc> = ground.entrants.iter().map(|it| &it.uscc).collect();
    let passed = once(&ground.passed_over)?;
    if let Some(stranger) = passed.iter().find(|it| !roster.contains(it)) {
        return Err(NoOutcome::Refused(Refusal::NotInRoster(stranger.clone())));
    }
    working.extend(passed.iter().map(|uscc| Line::PassedOver { uscc: uscc.clone() }));
    Ok(passed)
}

/// Codes as a set, unless one occurs twice.
pub(super) fn once<'a>(codes: impl IntoIterator<Item = &'a Uscc>) -> Result<BTreeSet<Uscc>, NoOutcome> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code.clone()) {
            return Err(NoOutcome::Refused(Refusal::Twice(code.clone())));
        }
    }
    Ok(seen)
}
