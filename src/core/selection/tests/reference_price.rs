use super::*;
use crate::core::selection::line::End;
use crate::core::selection::reference_price::{Input, select};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The quotes of domain.md §7.4.
const QUOTES: [i64; 7] = [88_000, 92_000, 95_000, 96_500, 97_000, 98_000, 99_500];

fn run(ground: &Ground, percents: &[u32], trim_from: u32) -> Result<Outcome, NoOutcome> {
    select(&Input { ground, terms: &terms(1, 100_000), percents, trim_from })
}

pub fn samples() -> Vec<Line> {
    let mut lines = run(&ground(&QUOTES), &[95, 96, 97, 98], 6).unwrap().working;
    lines.extend(run(&ground(&[80_000; 6]), &[100], 6).unwrap().working);
    lines
}

#[test]
fn the_vector_of_the_source() {
    for (percent, reference, winner) in
        [(95, 9_091_500, 92_000), (96, 9_187_200, 92_000), (97, 9_282_900, 92_000), (98, 9_378_600, 95_000)]
    {
        let outcome = run(&ground(&QUOTES), &[percent], 6).unwrap();
        let line = Line::Reference { mean_fen: Fen(9_570_000), percent, reference_fen: Fen(reference) };
        assert!(outcome.working.contains(&line), "{:?}", outcome.working);
        assert_eq!(outcome.winner.price_fen, Fen(winner * 100));
        let trimmed = [(End::Highest, 7), (End::Lowest, 1)].map(|(end, k)| Line::Trimmed {
            end,
            uscc: code(k),
            price_fen: Fen(QUOTES[k - 1] * 100),
            among: 1,
        });
        assert!(trimmed.iter().all(|it| outcome.working.contains(it)));
        assert!(!places(&outcome).contains(&code(1)) && !places(&outcome).contains(&code(7)));
        assert_eq!(outcome.ranking.len(), 5);
    }
}

#[test]
fn the_percent_is_drawn_from_the_set_sorted_and_each_once() {
    let drawn: BTreeSet<u32> = (0..100)
        .map(|k| {
            let ground = Ground { seed: seed(k), ..ground(&QUOTES) };
            let outcome = run(&ground, &[98, 95, 96, 97, 95], 6).unwrap();
            let percent = outcome.working.iter().find_map(|it| match it {
                Line::Percent { of, percent } => Some((of.clone(), *percent)),
                _ => None,
            });
            let (of, percent) = percent.unwrap();
            assert_eq!(of, [95, 96, 97, 98]);
            assert_eq!(outcome.steps[0].purpose, "percent");
            percent
        })
        .collect();
    assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [95, 96, 97, 98]);
    assert_eq!(run(&ground(&QUOTES), &[], 6), Err(NoOutcome::Refused(Refusal::Unsound)));
}

#[test]
fn equally_near_the_lower_price_wins() {
    // Mean 90,000, of which 80,000 and 100,000 are equally far.
    let outcome = run(&ground(&[100_000, 80_000, 90_000]), &[100], 0).unwrap();
    assert_eq!(places(&outcome), [code(3), code(2), code(1)]);
    assert_eq!(outcome.steps.len(), 1, "only the percent is drawn");
}

#[test]
fn below_the_limit_nothing_is_removed_and_at_it_one_of_each() {
    assert_eq!(run(&ground(&QUOTES[..5]), &[95], 6).unwrap().ranking.len(), 5);
    assert_eq!(run(&ground(&QUOTES[..6]), &[95], 6).unwrap().ranking.len(), 4);
    assert_eq!(run(&ground(&QUOTES), &[95], 0).unwrap().ranking.len(), 7, "0 never removes any");
    assert_eq!(run(&ground(&QUOTES[..3]), &[95], 3).unwrap().ranking.len(), 1);
}

#[test]
fn of_several_equal_extremes_one_of_each_is_removed_fairly() {
    let mut counts = [0_u32; 3];
    for k in 0..6_000 {
        let ground = Ground { seed: seed(k), ..ground(&[70_000, 80_000, 90_000, 95_000, 95_000, 95_000]) };
        let outcome = run(&ground, &[97], 6).unwrap();
        let out: Vec<Uscc> = (1..=6).map(code).filter(|it| !places(&outcome).contains(it)).collect();
        assert_eq!((out.len(), &out[0]), (2, &code(1)));
        counts[(4..=6).position(|it| code(it) == out[1]).unwrap()] += 1;
    }
    // 2 degrees of freedom, p = 0.001.
    assert!(chi_squared(&counts) < 13.8, "{counts:?}");
}

#[test]
fn where_all_are_equal_two_are_removed_and_the_rest_is_drawn() {
    let mut counts = [0_u32; 6];
    for k in 0..6_000 {
        let outcome = run(&Ground { seed: seed(k), ..ground(&[80_000; 6]) }, &[95], 6).unwrap();
        assert_eq!(outcome.ranking.len(), 4);
        let drawn: Vec<u64> = outcome.steps.iter().skip(1).map(|it| it.n).collect();
        assert_eq!(drawn, [6, 5, 4, 3, 2, 1]);
        counts[(1..=6).position(|it| code(it) == outcome.winner.uscc).unwrap()] += 1;
    }
    assert!(chi_squared(&counts) < 20.5, "{counts:?}");
}

#[test]
fn a_single_quote_wins_where_the_rules_are_content_with_one() {
    let alone = Ground { needed: 1, ..ground(&[80_000]) };
    assert_eq!(run(&alone, &[95], 6).unwrap().winner.price_fen, Fen(8_000_000));
    let fiscal = Failure::TooFew { valid: 2, needed: 3 };
    assert_eq!(run(&ground(&[80_000, 81_000]), &[95], 6), Err(NoOutcome::Failed(fiscal)));
    assert!(matches!(run(&ground(&[]), &[95], 6), Err(NoOutcome::Failed(_))));
}

#[test]
fn mean_and_product_are_rounded_half_up() {
    let mut ground = ground(&[1, 1, 1]);
    for (entrant, fen) in ground.entrants.iter_mut().zip([100, 101, 101]) {
        entrant.quote = Some(Quote::Amount(Fen(fen)));
    }
    // 302 / 3 = 100.67 → 101; × 95 % = 95.95 → 96.
    let outcome = run(&Ground { needed: 1, ..ground }, &[95], 0).unwrap();
    assert!(outcome.working.contains(&Line::Reference { mean_fen: Fen(101), percent: 95, reference_fen: Fen(96) }));
    assert_eq!(outcome.winner.price_fen, Fen(100));
}

proptest! {
    #[test]
    fn the_nearest_to_the_mean_wins(yuan in proptest::collection::vec(1_i64..100_000, 3..15), k in any::<u32>()) {
        let ground = Ground { seed: seed(k), ..ground(&yuan) };
        let outcome = run(&ground, &[100], 0).unwrap();
        let (sum, n) = (yuan.iter().sum::<i64>() * 100, i64::try_from(yuan.len()).unwrap());
        let mean = (2 * sum + n) / (2 * n);
        let nearest = yuan.iter().map(|it| (it * 100 - mean).abs()).min().unwrap();
        prop_assert_eq!((outcome.winner.price_fen.0 - mean).abs(), nearest);
    }

    #[test]
    fn removed_quotes_never_win_and_the_order_of_entrants_is_irrelevant(
        yuan in proptest::collection::vec(79_990_i64..80_000, 6..12), k in any::<u32>(), turn in 0_usize..12,
    ) {
        let ground = Ground { seed: seed(k), ..ground(&yuan) };
        let outcome = run(&ground, &[95, 96, 97, 98], 6).unwrap();
        prop_assert_eq!(outcome.ranking.len(), yuan.len() - 2);
        let mut turned = ground.clone();
        turned.entrants.rotate_left(turn % yuan.len());
        turned.entrants.reverse();
        prop_assert_eq!(run(&turned, &[98, 97, 96, 95], 6).unwrap(), outcome);
    }
}
