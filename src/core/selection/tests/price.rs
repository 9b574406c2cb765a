use super::*;
use crate::core::selection::price::{Input, LowRule, Verdict, select};
use proptest::prelude::*;

/// The default column of domain.md §7.10.
const RULE: LowRule = LowRule { percent_of_ceiling: 70, percent_under_mean: 30 };

fn run(ground: &Ground, verdicts: &[Verdict]) -> Result<Outcome, NoOutcome> {
    select(&Input { ground, terms: &terms(1, 100_000), low: RULE, verdicts })
}

fn verdict(k: usize, accepted: bool) -> Verdict {
    let at = at("2026-11-30T10:00:00+08:00");
    Verdict { uscc: code(k), accepted, reason: "成本说明不成立".into(), by: "主管单位".into(), at }
}

pub fn samples() -> Vec<Line> {
    let mut ground = ground(&[10_000, 90_000, 90_000, 95_000, 200_000]);
    ground.passed_over = vec![code(2)];
    let mut lines = run(&ground, &[verdict(1, true)]).unwrap().working;
    lines.extend(run(&ground, &[verdict(1, false)]).unwrap().working);
    lines
}

#[test]
fn the_lowest_price_wins() {
    let outcome = run(&ground(&[92_000, 88_000, 95_000, 88_001]), &[]).unwrap();
    assert_eq!(places(&outcome), [code(2), code(4), code(1), code(3)]);
    assert_eq!(outcome.winner.price_fen, Fen(8_800_000));
    assert_eq!(outcome.steps, [], "nothing is drawn where nothing is equal");
}

#[test]
fn the_highest_rate_wins_and_its_price_is_computed() {
    let rates = [1_000, 1_250, 1_249];
    let mut ground = ground(&[1, 1, 1]);
    for (entrant, rate) in ground.entrants.iter_mut().zip(rates) {
        entrant.quote = Some(Quote::Rate(rate));
    }
    let terms = Terms::Rate { base_fen: Fen(10_000_000), min_rate: 0, max_rate: 2_000 };
    let outcome = select(&Input { ground: &ground, terms: &terms, low: RULE, verdicts: &[] }).unwrap();
    assert_eq!(places(&outcome), [code(2), code(3), code(1)]);
    assert_eq!(outcome.winner.price_fen, Fen(8_750_000));
}

#[test]
fn rates_that_give_the_same_fen_are_equal() {
    let mut ground = ground(&[1, 1, 1]);
    for (entrant, rate) in ground.entrants.iter_mut().zip([1_000, 1_001, 1_002]) {
        entrant.quote = Some(Quote::Rate(rate));
    }
    let terms = Terms::Rate { base_fen: Fen(100), min_rate: 0, max_rate: 2_000 };
    let outcome = select(&Input { ground: &ground, terms: &terms, low: RULE, verdicts: &[] }).unwrap();
    assert_eq!(outcome.steps.len(), 3);
}

#[test]
fn the_price_belongs_to_the_winner() {
    for n in 1..40 {
        let yuan: Vec<i64> = (0..n).map(|k| 80_000 + (k * 7_919) % 1_000).collect();
        let ground = Ground { needed: 1, ..ground(&yuan) };
        let outcome = run(&ground, &[]).unwrap();
        let own = ground.entrants.iter().find(|it| it.uscc == outcome.winner.uscc).unwrap();
        assert_eq!(own.quote, Some(Quote::Amount(outcome.winner.price_fen)));
    }
}

#[test]
fn a_tie_at_the_last_position_is_detected() {
    let mut winners = std::collections::BTreeSet::new();
    for k in 0..40 {
        let ground = Ground { seed: seed(k), ..ground(&[88_000, 95_000, 99_000, 88_000]) };
        let outcome = run(&ground, &[]).unwrap();
        assert_eq!(outcome.steps.len(), 2);
        winners.insert(outcome.winner.uscc);
    }
    assert_eq!(winners.into_iter().collect::<Vec<_>>(), [code(1), code(4)]);
}

#[test]
fn lots_of_several_groups_count_on() {
    let outcome = run(&ground(&[90_000, 80_000, 90_000, 80_000, 95_000, 90_000]), &[]).unwrap();
    let drawn: Vec<(u64, u64)> = outcome.steps.iter().map(|it| (it.ctr, it.n)).collect();
    assert_eq!(drawn, [(0, 2), (1, 1), (2, 3), (3, 2), (4, 1)]);
    assert!(outcome.steps.iter().all(|it| it.purpose == "tie"));
    assert_eq!(outcome.winner.price_fen, Fen(8_000_000));
    assert_eq!(outcome.ranking[5].uscc, code(5));
}

#[test]
fn ties_are_fair() {
    let mut counts = [0_u32; 5];
    for k in 0..10_000 {
        let outcome = run(&Ground { seed: seed(k), ..ground(&[80_000; 5]) }, &[]).unwrap();
        let winner = (1..=5).position(|it| code(it) == outcome.winner.uscc).unwrap();
        counts[winner] += 1;
    }
    // 4 degrees of freedom, p = 0.001.
    assert!(chi_squared(&counts) < 18.5, "{counts:?}");
}

#[test]
fn no_entrants_or_too_few_valid_ones_fail() {
    let failed = |valid, needed| Err(NoOutcome::Failed(Failure::TooFew { valid, needed }));
    assert_eq!(run(&ground(&[]), &[]), failed(0, 3));
    assert_eq!(run(&Ground { needed: 0, ..ground(&[]) }, &[]), failed(0, 1));
    assert_eq!(run(&ground(&[80_000, 81_000]), &[]), failed(2, 3));
    assert_eq!(run(&ground(&[80_000, 81_000, 100_001]), &[]), failed(2, 3), "one out of bounds does not count");
    assert!(run(&ground(&[80_000, 81_000, 100_000]), &[]).is_ok());
}

#[test]
fn a_quote_out_of_bounds_is_listed_with_its_bound_and_ranked_nowhere() {
    let outcome = run(&ground(&[80_000, 81_000, 100_000, 100_001]), &[]).unwrap();
    assert!(outcome.working.contains(&Line::Invalid { uscc: code(4), why: Invalid::OverFen(Fen(10_000_000)) }));
    assert_eq!(places(&outcome), [code(1), code(2), code(3)]);
    assert!(outcome.working.contains(&Line::Mean { sum_fen: Fen(26_100_000), count: 3, mean_fen: Fen(8_700_000) }));
}

#[test]
fn a_low_price_wins_only_after_its_justification_is_accepted() {
    let ground = ground(&[69_999, 85_000, 90_000]);
    let need = Need::Verdict { uscc: code(1), price: Fen(6_999_900), under_ceiling: true, under_mean: false };
    assert_eq!(run(&ground, &[]), Err(NoOutcome::Needs(need)));
    assert_eq!(places(&run(&ground, &[verdict(1, true)]).unwrap()), [code(1), code(2), code(3)]);
    assert_eq!(places(&run(&ground, &[verdict(1, false)]).unwrap()), [code(2), code(3)]);
}

#[test]
fn a_price_on_a_limit_is_not_low() {
    assert_eq!(run(&ground(&[70_000, 85_000, 90_000]), &[]).unwrap().winner.uscc, code(1));
    // Mean 100, 30 % under it is 70: exact, where a rounded mean would say otherwise.
    let low = LowRule { percent_of_ceiling: 0, percent_under_mean: 30 };
    for (prices, is_low) in [([70, 100, 130], false), ([69, 100, 131], true), ([70, 100, 131], true)] {
        let mut ground = ground(&[1, 1, 1]);
        for (entrant, fen) in ground.entrants.iter_mut().zip(prices) {
            entrant.quote = Some(Quote::Amount(Fen(fen)));
        }
        let terms = Terms::Amount { min_fen: Fen(1), max_fen: Fen(1_000) };
        let found = select(&Input { ground: &ground, terms: &terms, low, verdicts: &[] });
        assert_eq!(matches!(found, Err(NoOutcome::Needs(_))), is_low, "{prices:?}");
    }
}

#[test]
fn verdicts_never_change_the_mean() {
    let ground = ground(&[20_000, 62_000, 99_000, 99_000]);
    let low = |outcome: &Outcome| {
        let is_low = |it: &&Line| matches!(it, Line::Low { .. } | Line::Mean { .. });
        outcome.working.iter().filter(is_low).cloned().collect::<Vec<_>>()
    };
    let refused = run(&ground, &[verdict(1, false), verdict(2, true)]).unwrap();
    let accepted = run(&ground, &[verdict(1, true)]).unwrap();
    assert_eq!(low(&refused), low(&accepted));
    assert_eq!(refused.winner.uscc, code(2));
}

#[test]
fn everybody_refused_fails_and_an_ordinary_quote_cannot_be_refused() {
    let ground = ground(&[20_000, 20_000, 20_000]);
    let all: Vec<Verdict> = (1..=3).map(|k| verdict(k, false)).collect();
    assert_eq!(run(&ground, &all), Err(NoOutcome::Failed(Failure::NobodyLeft)));
    let ordinary = super::ground(&[80_000, 81_000, 82_000]);
    assert_eq!(run(&ordinary, &[verdict(1, false)]), Err(NoOutcome::Refused(Refusal::NotLow(code(1)))));
    let twice = [verdict(1, false), verdict(1, true)];
    assert_eq!(run(&ground, &twice), Err(NoOutcome::Refused(Refusal::Twice(code(1)))));
}

#[test]
fn the_next_ranked_follows_without_a_new_draw() {
    let ground = Ground { seed: seed(7), ..ground(&[80_000, 80_000, 80_000, 90_000]) };
    let before = run(&ground, &[]).unwrap();
    let passed = Ground { passed_over: vec![before.winner.uscc.clone()], ..ground.clone() };
    let after = run(&passed, &[]).unwrap();
    assert_eq!(places(&after), places(&before)[1..]);
    assert_eq!(after.steps, before.steps);
    let all = Ground { passed_over: (1..=4).map(code).collect(), ..ground.clone() };
    assert_eq!(run(&all, &[]), Err(NoOutcome::Failed(Failure::NobodyLeft)));
    let stranger = Ground { passed_over: vec![code(9)], ..ground };
    assert_eq!(run(&stranger, &[]), Err(NoOutcome::Refused(Refusal::NotInRoster(code(9)))));
}

proptest! {
    #[test]
    fn the_winner_is_eligible_and_nobody_valid_is_cheaper(yuan in proptest::collection::vec(1_i64..120_000, 0..12), k in any::<u32>()) {
        let ground = Ground { seed: seed(k), ..ground(&yuan) };
        let free = LowRule { percent_of_ceiling: 0, percent_under_mean: 100 };
        if let Ok(outcome) = select(&Input { ground: &ground, terms: &terms(1, 100_000), low: free, verdicts: &[] }) {
            let valid: Vec<i64> = yuan.iter().copied().filter(|it| *it <= 100_000).collect();
            prop_assert_eq!(outcome.winner.price_fen.0, valid.iter().min().unwrap() * 100);
            prop_assert_eq!(outcome.ranking.len(), valid.len());
            prop_assert!(ground.entrants.iter().any(|it| it.uscc == outcome.winner.uscc));
        } else {
            prop_assert!(yuan.iter().filter(|it| **it <= 100_000).count() < 3);
        }
    }

    #[test]
    fn the_order_of_entrants_is_irrelevant(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(), k in any::<u32>()) {
        let ground = Ground { seed: seed(k), ..ground(&[80_000, 80_000, 20_000, 90_000, 90_000, 80_000]) };
        let shuffled = Ground { entrants: order.iter().map(|&at| ground.entrants[at].clone()).collect(), ..ground.clone() };
        let verdicts = [verdict(3, false)];
        prop_assert_eq!(run(&shuffled, &verdicts), run(&ground, &verdicts));
    }
}
