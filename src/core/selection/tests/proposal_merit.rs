use super::*;
use crate::core::selection::proposal_merit::{
    Assessor, Criterion, Input, Panel, Scores, Sheet, StoodDown, panel, select,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 40 + 20 + 10 points and 30 for the price.
fn sheet(seats: u32, trim: bool) -> Sheet {
    let criterion = |title: &str, most| Criterion { title: title.into(), most };
    Sheet {
        criteria: vec![criterion("方案", 40), criterion("人员", 20), criterion("业绩", 10)],
        price_points: 30,
        seats,
        trim,
    }
}

fn pool(n: usize) -> Vec<Assessor> {
    (1..=n).map(|k| Assessor { id: format!("A{k:02}"), name: format!("评审{k}") }).collect()
}

fn down(id: &str) -> StoodDown {
    StoodDown {
        id: id.into(),
        reason: "与参与单位有利害关系".into(),
        by: "本人".into(),
        at: at("2026-11-30T10:00:00+08:00"),
    }
}

struct Case {
    ground: Ground,
    sheet: Sheet,
    pool: Vec<Assessor>,
    stood_down: Vec<StoodDown>,
    scores: Vec<Scores>,
}

impl Case {
    fn new(yuan: &[i64], seats: u32, k: u32) -> Self {
        let ground = Ground { needed: 2, seed: seed(k), ..ground(yuan) };
        Self { ground, sheet: sheet(seats, true), pool: pool(8), stood_down: vec![], scores: vec![] }
    }

    fn with<T>(&self, run: impl Fn(&Input) -> T) -> T {
        let Self { ground, sheet, pool, stood_down, scores } = self;
        run(&Input { ground, terms: &terms(1, 100_000), sheet, pool, stood_down, scores })
    }

    fn panel(&self) -> Panel {
        self.with(panel).unwrap()
    }

    /// The k-th of those who serve gives the proposal of each entrant the points that `give` says.
    fn scored(mut self, give: impl Fn(usize, &Uscc) -> [u32; 3]) -> Self {
        let Panel { serving, labels, .. } = self.panel();
        let of = |k| labels.iter().map(|uscc| give(k, uscc).to_vec()).collect();
        let at = at("2026-12-01T10:00:00+08:00");
        self.scores =
            serving.into_iter().enumerate().map(|(k, assessor)| Scores { assessor, at, proposals: of(k) }).collect();
        self
    }
}

pub fn samples() -> Vec<Line> {
    let case = Case::new(&[80_000, 80_000, 90_000], 5, 1).scored(|_, _| [3_000, 1_500, 800]);
    case.with(select).unwrap().working
}

#[test]
fn the_sum_of_merit_and_price_points_wins() {
    // Merit 60.00 against 50.00; price 30 × 80,000 / 100,000 = 24.00 against 30.00: 84.00 against 80.00.
    let case = Case::new(&[100_000, 80_000], 3, 5)
        .scored(|_, uscc| if *uscc == code(1) { [3_500, 1_700, 800] } else { [3_000, 1_300, 700] });
    let outcome = case.with(select).unwrap();
    assert_eq!(places(&outcome), [code(1), code(2)]);
    assert_eq!(outcome.ranking.iter().map(|it| it.points).collect::<Vec<_>>(), [Some(8_400), Some(8_000)]);
    assert_eq!(outcome.winner.price_fen, Fen(10_000_000), "the price belongs to the winner");
}

#[test]
fn price_points_and_means_are_rounded_half_up() {
    let case = Case::new(&[90_000, 70_000], 3, 2).scored(|k, _| [if k == 0 { 1_001 } else { 1_000 }, 0, 0]);
    let outcome = case.with(select).unwrap();
    // 70,000 / 90,000 × 30 = 23.333…; 30.01 / 3 = 10.003…
    let own = outcome.ranking.iter().find(|it| it.uscc == code(1)).unwrap();
    assert_eq!(own.points, Some(1_000 + 2_333));
}

#[test]
fn the_highest_and_the_lowest_total_go_from_five_assessors_on() {
    let give = |k: usize, _: &Uscc| [[0, 1_000, 1_100, 1_200, 4_000][k % 5], 0, 0];
    for (seats, trim, merit) in [(5, true, 1_100), (5, false, 1_460), (3, true, 700)] {
        let mut case = Case::new(&[80_000, 80_000], seats, 3);
        case.sheet.trim = trim;
        let outcome = case.scored(give).with(select).unwrap();
        assert_eq!(outcome.winner.points, Some(merit + 3_000), "{seats} {trim}");
    }
}

#[test]
fn equal_sums_go_to_the_lower_price_and_then_by_lot() {
    // 12.00 + 30.00 against 18.00 + 24.00.
    let case = Case::new(&[80_000, 100_000], 3, 4)
        .scored(|_, uscc| if *uscc == code(1) { [1_200, 0, 0] } else { [1_800, 0, 0] });
    let outcome = case.with(select).unwrap();
    assert_eq!(
        (outcome.winner.uscc, outcome.ranking[0].points, outcome.ranking[1].points),
        (code(1), Some(4_200), Some(4_200))
    );
    let mut counts = [0_u32; 2];
    for k in 0..2_000 {
        let outcome = Case::new(&[80_000, 80_000], 3, k).scored(|_, _| [0, 0, 0]).with(select).unwrap();
        counts[usize::from(outcome.winner.uscc == code(2))] += 1;
    }
    assert!(chi_squared(&counts) < 10.9, "{counts:?}");
}

#[test]
fn whoever_stands_down_is_replaced_and_nobody_else_changes() {
    let mut case = Case::new(&[80_000, 90_000], 3, 6);
    let before = case.panel();
    assert_eq!(before.serving.len(), 3);
    case.stood_down = vec![down(&before.serving[1])];
    let after = case.panel();
    assert_eq!((&after.serving[0], &after.serving[1]), (&before.serving[0], &before.serving[2]));
    assert!(!after.serving.contains(&before.serving[1]) && after.serving.len() == 3);
    assert_eq!((after.labels, after.steps), (before.labels, before.steps));
    case.stood_down = (1..=6).map(|k| down(&format!("A{k:02}"))).collect();
    assert_eq!(case.with(panel), Err(NoOutcome::Needs(Need::Assessors { have: 2, needed: 3 })));
    case.stood_down = vec![down("A99")];
    assert_eq!(case.with(panel), Err(NoOutcome::Refused(Refusal::Pool)));
}

#[test]
fn assessors_are_drawn_fairly_and_the_order_of_the_pool_is_irrelevant() {
    let mut counts = [0_u32; 8];
    for k in 0..4_000 {
        for id in Case::new(&[80_000, 90_000], 3, k).panel().serving {
            counts[id[1..].parse::<usize>().unwrap() - 1] += 1;
        }
    }
    assert!(chi_squared(&counts) < 24.4, "{counts:?}");
    let mut case = Case::new(&[80_000, 90_000], 3, 6);
    let before = case.panel();
    case.pool.reverse();
    case.ground.entrants.reverse();
    assert_eq!(case.panel(), before);
}

#[test]
fn labels_are_a_permutation_of_the_valid_entrants() {
    let case = Case::new(&[80_000, 90_000, 100_001, 70_000], 3, 8);
    let labels: BTreeSet<Uscc> = case.panel().labels.into_iter().collect();
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), [code(1), code(2), code(4)]);
    let orders: BTreeSet<Vec<Uscc>> = (0..60).map(|k| Case::new(&[1, 2, 3], 3, k).panel().labels).collect();
    assert_eq!(orders.len(), 6);
}

#[test]
fn scores_are_needed_of_all_and_must_fit_the_sheet() {
    type Break = fn(&mut Case);
    let full = || Case::new(&[80_000, 90_000], 3, 9).scored(|_, _| [4_000, 2_000, 1_000]);
    assert_eq!(full().with(select).unwrap().winner.points, Some(10_000));
    let mut case = full();
    let missing = case.scores.remove(1).assessor;
    assert_eq!(case.with(select), Err(NoOutcome::Needs(Need::Scores { missing: vec![missing] })));
    let breaks: [Break; 5] = [
        |it| it.scores[0].proposals[0][0] = 4_001,
        |it| it.scores[0].proposals[0] = vec![1, 1],
        |it| it.scores[0].proposals.push(vec![0, 0, 0]),
        |it| it.scores[0].assessor = it.scores[1].assessor.clone(),
        |it| it.scores[0].assessor = "A99".into(),
    ];
    for break_it in breaks {
        let mut case = full();
        break_it(&mut case);
        assert!(matches!(case.with(select), Err(NoOutcome::Refused(Refusal::Scores { .. }))));
    }
}

#[test]
fn a_sheet_makes_a_hundred_points() {
    type Break = fn(&mut Sheet);
    assert!(sheet(3, true).is_sound());
    let breaks: [Break; 5] = [
        |it| it.price_points = 31,
        |it| it.criteria[0].most = u32::MAX,
        |it| it.criteria.clear(),
        |it| it.seats = 0,
        |it| it.criteria[0].most = 0,
    ];
    for break_it in breaks {
        let mut case = Case::new(&[80_000, 90_000], 3, 1);
        break_it(&mut case.sheet);
        assert_eq!(case.with(panel), Err(NoOutcome::Refused(Refusal::Unsound)));
    }
}

#[test]
fn fewer_than_two_valid_quotes_fail() {
    let failed = |valid| Err(NoOutcome::Failed(Failure::TooFew { valid, needed: 2 }));
    assert_eq!(Case::new(&[], 3, 1).with(select), failed(0));
    assert_eq!(Case::new(&[80_000, 100_001], 3, 1).with(select), failed(1));
}

proptest! {
    #[test]
    fn the_winner_is_eligible_and_nobody_has_more_points(
        yuan in proptest::collection::vec(1_i64..100_000, 2..8), k in any::<u32>(), points in proptest::collection::vec((0_u32..=4_000, 0_u32..=2_000, 0_u32..=1_000), 40),
    ) {
        let give = |who: usize, uscc: &Uscc| {
            let at = (1..=8).position(|it| code(it) == *uscc).unwrap_or_default();
            let (a, b, c) = points[who * 8 + at];
            [a, b, c]
        };
        let outcome = Case::new(&yuan, 5, k).scored(give).with(select).unwrap();
        prop_assert_eq!(outcome.ranking.len(), yuan.len());
        prop_assert!(outcome.ranking.windows(2).all(|it| it[0].points >= it[1].points));
        prop_assert!(outcome.ranking.iter().all(|it| it.points.unwrap() <= 10_000));
    }
}
