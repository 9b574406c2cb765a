use super::*;
use proptest::prelude::*;

const CODES: [&str; 6] = [
    "91433101MADEM00112",
    "91433101MADEM002XR",
    "91433101MADEM0038R",
    "91433101MADEM0046L",
    "91433101MADEM0054F",
    "91433101MADEM0062A",
];

/// The vector of domain.md §7.12.
fn roster() -> Vec<Entrant> {
    let entrant = |(k, code): (usize, &&str)| Entrant {
        uscc: Uscc::parse(code).unwrap(),
        nonce: (k as u128).to_be_bytes(),
        name: format!("第{k}家"),
    };
    CODES.iter().enumerate().map(entrant).collect()
}

fn secret() -> [u8; 32] {
    std::array::from_fn(|i| u8::try_from(i).unwrap())
}

fn vector_seed() -> [u8; 32] {
    seed(&secret(), "433101-20261123-0001", &roster_hash(&roster()), "2026-11-30T09:30:00+08:00", NO_BEACON)
}

#[test]
fn the_vector_of_the_specification() {
    assert_eq!(hex::encode(commit(&secret())), "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
    assert_eq!(hex::encode(roster_hash(&roster())), "d213d070e4c0237f41f835fc1cc38ddddebb96625b05e77326fd42fb9db2e3be");
    assert_eq!(hex::encode(vector_seed()), "a3a5fe707b2118e280335c7d99d575937a8aac5ccc7e6fd13c636b163525a0f5");

    let mut winner = Picker::new(vector_seed(), WINNER);
    let index = winner.one(6).unwrap();
    assert_eq!(sorted(roster())[index].uscc.as_str(), "91433101MADEM0054F");
    let step = Step { purpose: "winner".into(), ctr: 0, v: 12_596_650_521_732_639_256, n: 6, index: Some(4) };
    assert_eq!(winner.into_steps(), [step]);

    let mut percent = Picker::new(vector_seed(), "percent");
    assert_eq!(percent.one(4).map(|it| [95, 96, 97, 98][it]), Some(95));
    let step = Step { purpose: "percent".into(), ctr: 0, v: 4_321_986_714_107_394_404, n: 4, index: Some(0) };
    assert_eq!(percent.into_steps(), [step]);
}

#[test]
fn the_roster_has_one_line_each_and_no_end_newline() {
    let lines = roster_lines(&roster());
    assert!(lines.starts_with(
        "91433101MADEM00112:00000000000000000000000000000000\n91433101MADEM002XR:00000000000000000000000000000001\n"
    ));
    assert_eq!((lines.lines().count(), lines.ends_with('5')), (6, true));
    assert_eq!(roster_lines(&[]), "");
}

#[test]
fn the_selection_time_is_written_at_plus_eight() {
    let utc: DateTime<chrono::Utc> = "2026-11-30T01:30:00Z".parse().unwrap();
    assert_eq!(select_time_text(utc), "2026-11-30T09:30:00+08:00");
}

/// 60,000 draws over 6 entrants from one fixed start: χ² with 5 degrees of freedom stays below 20.5 (p = 0.001).
#[test]
fn sixty_thousand_draws_over_six_are_even() {
    let mut counts = [0_i32; 6];
    for k in 0..60_000_u32 {
        let seed = sha256(&k.to_be_bytes());
        counts[Picker::new(seed, WINNER).one(6).unwrap()] += 1;
    }
    let chi2: f64 = counts.iter().map(|&it| f64::from(it - 10_000).powi(2) / 10_000.0).sum();
    assert!(chi2 < 20.5, "{counts:?}: {chi2}");
}

#[test]
fn lots_weigh_as_they_say() {
    let mut counts = [0_u32; 4];
    for k in 0..10_000_u32 {
        let seed = sha256(&k.to_be_bytes());
        counts[Picker::new(seed, "shortlist").weighted(&[1, 0, 3, 6]).unwrap()] += 1;
    }
    assert_eq!(counts[1], 0);
    assert!(
        (800..1200).contains(&counts[0]) && (2800..3200).contains(&counts[2]) && (5800..6200).contains(&counts[3]),
        "{counts:?}"
    );
}

/// With n just above 2^63 nearly half of all values must be rejected, each shown with its counter.
#[test]
fn values_that_would_favour_low_indexes_are_rejected_and_shown() {
    let n = (1 << 63) + 1;
    let mut picker = Picker::new(vector_seed(), WINNER);
    let picks: Vec<u64> = (0..20).map(|_| picker.below(n).unwrap()).collect();
    let steps = picker.into_steps();
    assert!(steps.iter().enumerate().all(|(k, step)| step.ctr == k as u64 && step.index.is_none() == (step.v >= n)));
    assert!(steps.len() > 25, "{}", steps.len());
    assert_eq!(steps.iter().filter_map(|step| step.index).collect::<Vec<_>>(), picks);
}

#[test]
fn nothing_to_choose_from_gives_nothing() {
    let mut picker = Picker::new(vector_seed(), WINNER);
    assert_eq!((picker.one(0), picker.weighted(&[]), picker.weighted(&[0, 0])), (None, None, None));
    assert_eq!(picker.several(0, 3), [0_usize; 0]);
    assert_eq!(picker.into_steps(), []);
}

proptest! {
    #[test]
    fn the_order_of_entrants_is_irrelevant(seed_bytes in any::<[u8; 32]>(), order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let shuffled: Vec<Entrant> = order.iter().map(|&i| roster()[i].clone()).collect();
        prop_assert_eq!(roster_hash(&shuffled), roster_hash(&roster()));
        let index = Picker::new(seed_bytes, WINNER).one(6).unwrap();
        prop_assert_eq!(&sorted(shuffled)[index], &sorted(roster())[index]);
    }

    #[test]
    fn picks_lie_inside_and_differ(seed_bytes in any::<[u8; 32]>(), n in 1usize..40, count in 0usize..50) {
        let picked = Picker::new(seed_bytes, "assessors").several(n, count);
        let mut unique = picked.clone();
        unique.sort_unstable();
        unique.dedup();
        prop_assert_eq!(unique.len(), count.min(n));
        prop_assert!(picked.iter().all(|&it| it < n));
    }
}
