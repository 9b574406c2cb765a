use super::*;
use crate::core::selection::credit_merit::{Credit, Input, Lists, Pick, lists, select};
use proptest::prelude::*;

fn credits(tenths: &[u32]) -> Vec<Credit> {
    tenths.iter().enumerate().map(|(k, &tenths)| Credit { uscc: code(k + 1), tenths }).collect()
}

fn entrants(n: usize, k: u32) -> Ground {
    let entrants = (1..=n).map(|k| Entrant { uscc: code(k), quote: None }).collect();
    Ground { entrants, needed: 2, passed_over: vec![], seed: seed(k) }
}

fn run(ground: &Ground, tenths: &[u32], sizes: (u32, u32), pick: Option<&Pick>) -> Result<Outcome, NoOutcome> {
    let (long, short) = sizes;
    select(&Input { ground, credits: &credits(tenths), long, short, price: Fen(1_800_000), pick })
}

fn listed(ground: &Ground, tenths: &[u32], (long, short): (u32, u32)) -> Result<Lists, NoOutcome> {
    lists(&Input { ground, credits: &credits(tenths), long, short, price: Fen(1_800_000), pick: None })
}

fn pick(uscc: Uscc) -> Pick {
    Pick {
        uscc, reason: "同类项目业绩最多".into(), by: "委托单位".into(), at: at("2026-11-30T15:00:00+08:00")
    }
}

pub fn samples() -> Vec<Line> {
    let ground = entrants(6, 1);
    let tenths = [1_000, 955, 900, 900, 900, 870];
    let short = listed(&ground, &tenths, (4, 2)).unwrap().short;
    run(&ground, &tenths, (4, 2), Some(&pick(short[0].clone()))).unwrap().working
}

#[test]
fn the_long_list_drops_the_tail() {
    let found = listed(&entrants(6, 1), &[870, 1_000, 900, 955, 300, 899], (4, 2)).unwrap();
    assert_eq!(found.long, [code(2), code(3), code(4), code(6)]);
    assert_eq!((found.short.len(), found.steps.len() >= 2), (2, true));
    assert!(found.steps.iter().all(|it| it.purpose == "shortlist"));
    assert!(found.short.iter().all(|it| found.long.contains(it)));
}

#[test]
fn equal_credit_at_the_border_is_decided_by_lot_and_fairly() {
    let mut counts = [0_u32; 3];
    for k in 0..6_000 {
        let found = listed(&entrants(5, k), &[900, 950, 900, 980, 900], (3, 5)).unwrap();
        assert!(found.long.contains(&code(2)) && found.long.contains(&code(4)) && found.long.len() == 3);
        counts[[1, 3, 5].iter().position(|&it| found.long.contains(&code(it))).unwrap()] += 1;
    }
    assert!(chi_squared(&counts) < 13.8, "{counts:?}");
    let none = listed(&entrants(3, 1), &[900, 900, 900], (3, 3)).unwrap();
    assert_eq!(none.steps, [], "with a place for everybody nothing is drawn");
    let exact = listed(&entrants(4, 1), &[900, 900, 950, 800], (3, 3)).unwrap();
    assert_eq!((exact.long.len(), exact.steps.len()), (3, 0), "the border divides no equals");
}

#[test]
fn a_long_list_no_longer_than_the_short_one_is_taken_whole() {
    let found = listed(&entrants(3, 1), &[900, 800, 700], (10, 3)).unwrap();
    assert_eq!((found.short, found.steps), (vec![code(1), code(2), code(3)], vec![]));
}

#[test]
fn lots_are_whole_points_and_at_least_one() {
    let found = listed(&entrants(3, 1), &[999, 5, 0], (10, 1)).unwrap();
    let lots: Vec<u32> = found
        .working
        .iter()
        .filter_map(|it| if let Line::Lots { lots, .. } = it { Some(*lots) } else { None })
        .collect();
    assert_eq!(lots, [99, 1, 1]);
    assert_eq!(found.steps[0].n, 101);
}

/// 90, 60 and 30 lots: the first drawn is each in that proportion.
#[test]
fn the_short_list_is_drawn_in_proportion_to_credit() {
    let mut counts = [0_u32; 3];
    for k in 0..9_000 {
        let found = listed(&entrants(3, k), &[900, 600, 300], (10, 2)).unwrap();
        counts[(1..=3).position(|it| code(it) == found.short[0]).unwrap()] += 1;
    }
    let expected = [4_500.0, 3_000.0, 1_500.0];
    let chi: f64 = counts.iter().zip(expected).map(|(&it, e)| (f64::from(it) - e).powi(2) / e).sum();
    assert!(chi < 13.8, "{counts:?}");
}

#[test]
fn the_client_picks_from_the_short_list_only() {
    let ground = entrants(5, 3);
    let tenths = [900, 900, 800, 850, 950];
    let short = listed(&ground, &tenths, (4, 2)).unwrap().short;
    assert_eq!(run(&ground, &tenths, (4, 2), None), Err(NoOutcome::Needs(Need::Pick { short_list: short.clone() })));
    let outcome = run(&ground, &tenths, (4, 2), Some(&pick(short[1].clone()))).unwrap();
    assert_eq!((places(&outcome), outcome.winner.price_fen), (vec![short[1].clone()], Fen(1_800_000)));
    let other = (1..=5).map(code).find(|it| !short.contains(it)).unwrap();
    let refused = run(&ground, &tenths, (4, 2), Some(&pick(other.clone())));
    assert_eq!(refused, Err(NoOutcome::Refused(Refusal::NotShortListed(other))));
}

#[test]
fn if_the_picked_one_leaves_another_of_the_same_list_is_picked() {
    let ground = entrants(5, 3);
    let tenths = [900, 900, 800, 850, 950];
    let before = listed(&ground, &tenths, (4, 2)).unwrap();
    let passed = Ground { passed_over: vec![before.short[0].clone()], ..ground.clone() };
    assert_eq!(listed(&passed, &tenths, (4, 2)).unwrap(), before, "the draws stand");
    let need = Need::Pick { short_list: vec![before.short[1].clone()] };
    assert_eq!(run(&passed, &tenths, (4, 2), None), Err(NoOutcome::Needs(need)));
    assert!(run(&passed, &tenths, (4, 2), Some(&pick(before.short[0].clone()))).is_err());
    assert!(run(&passed, &tenths, (4, 2), Some(&pick(before.short[1].clone()))).is_ok());
    let none = Ground { passed_over: before.short, ..ground };
    assert_eq!(run(&none, &tenths, (4, 2), None), Err(NoOutcome::Failed(Failure::NobodyLeft)));
}

#[test]
fn fewer_than_two_fail_and_every_entrant_has_one_credit() {
    let failed = |valid| Err(NoOutcome::Failed(Failure::TooFew { valid, needed: 2 }));
    assert_eq!(listed(&entrants(0, 1), &[], (4, 2)), failed(0));
    assert_eq!(listed(&entrants(1, 1), &[900], (4, 2)), failed(1));
    assert_eq!(listed(&entrants(2, 1), &[900], (4, 2)), Err(NoOutcome::Refused(Refusal::NoCredit(code(2)))));
    assert_eq!(listed(&entrants(2, 1), &[900; 3], (4, 2)), Err(NoOutcome::Refused(Refusal::NotInRoster(code(3)))));
    assert_eq!(listed(&entrants(2, 1), &[900; 2], (0, 2)), Err(NoOutcome::Refused(Refusal::Unsound)));
}

proptest! {
    #[test]
    fn nobody_outside_has_more_credit_than_one_inside(
        tenths in proptest::collection::vec(600_u32..620, 2..20), sizes in (1_u32..12, 1_u32..6), k in any::<u32>(),
    ) {
        let ground = entrants(tenths.len(), k);
        let found = listed(&ground, &tenths, sizes).unwrap();
        prop_assert_eq!(found.long.len(), tenths.len().min(sizes.0 as usize));
        prop_assert_eq!(found.short.len(), found.long.len().min(sizes.1 as usize));
        let inside = |k: usize| found.long.contains(&code(k + 1));
        let least = tenths.iter().enumerate().filter(|(k, _)| inside(*k)).map(|it| *it.1).min().unwrap();
        prop_assert!(tenths.iter().enumerate().all(|(k, it)| inside(k) || *it <= least));
        let mut turned = ground;
        turned.entrants.reverse();
        prop_assert_eq!(listed(&turned, &tenths, sizes).unwrap(), found);
    }
}
