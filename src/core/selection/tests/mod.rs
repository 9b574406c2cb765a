use super::*;
use crate::core::canonical::sha256;

mod credit_merit;
mod price;
mod proposal_merit;
mod reference_price;
mod reverse_auction;

/// The k-th enterprise, from 1: the codes of domain.md §12.1 up to 6.
fn code(k: usize) -> Uscc {
    Uscc::compose("91433101", &format!("MADEM{k:03}")).unwrap()
}

fn seed(k: u32) -> [u8; 32] {
    sha256(&k.to_be_bytes())
}

/// The k-th entrant quotes the k-th price, in yuan.
fn ground(yuan: &[i64]) -> Ground {
    let entrant = |(k, yuan): (usize, &i64)| Entrant { uscc: code(k + 1), quote: Some(Quote::Amount(Fen(yuan * 100))) };
    Ground { entrants: yuan.iter().enumerate().map(entrant).collect(), needed: 3, passed_over: vec![], seed: seed(1) }
}

fn terms(min: i64, max: i64) -> Terms {
    Terms::Amount { min_fen: Fen(min * 100), max_fen: Fen(max * 100) }
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

fn places(outcome: &Outcome) -> Vec<Uscc> {
    assert_eq!(outcome.winner, outcome.ranking[0]);
    assert!(outcome.ranking.iter().enumerate().all(|(k, it)| it.place as usize == k + 1));
    outcome.ranking.iter().map(|it| it.uscc.clone()).collect()
}

/// χ² of counts that should be equal.
fn chi_squared(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / f64::from(u32::try_from(counts.len()).unwrap());
    counts.iter().map(|&it| (f64::from(it) - expected).powi(2) / expected).sum()
}

#[test]
fn a_rate_is_rounded_half_up_to_the_fen() {
    let terms = Terms::Rate { base_fen: Fen(1_000_001), min_rate: 500, max_rate: 5_000 };
    // 10,000.01 × 0.95 = 9,500.0095; × 0.5 = 5,000.005.
    assert_eq!(terms.price(Some(Quote::Rate(500))), Ok(Fen(950_001)));
    assert_eq!(terms.price(Some(Quote::Rate(5_000))), Ok(Fen(500_001)));
    assert_eq!(terms.ceiling(), Fen(950_001));
}

#[test]
fn a_quote_on_a_bound_counts_and_one_beyond_does_not() {
    let amounts = terms(100, 200);
    for (quote, expected) in [
        (Some(Quote::Amount(Fen(10_000))), Ok(Fen(10_000))),
        (Some(Quote::Amount(Fen(20_000))), Ok(Fen(20_000))),
        (Some(Quote::Amount(Fen(9_999))), Err(Invalid::UnderFen(Fen(10_000)))),
        (Some(Quote::Amount(Fen(20_001))), Err(Invalid::OverFen(Fen(20_000)))),
        (Some(Quote::Amount(Fen(-1))), Err(Invalid::UnderFen(Fen(10_000)))),
        (Some(Quote::Rate(100)), Err(Invalid::OtherKind)),
        (None, Err(Invalid::Missing)),
    ] {
        assert_eq!(amounts.price(quote), expected, "{quote:?}");
    }
    let rates = Terms::Rate { base_fen: Fen(3), min_rate: 500, max_rate: 9_999 };
    for (quote, expected) in [
        (Quote::Rate(499), Err(Invalid::UnderRate(500))),
        (Quote::Rate(10_000), Err(Invalid::OverRate(9_999))),
        (Quote::Rate(9_999), Err(Invalid::Nothing)),
        (Quote::Amount(Fen(3)), Err(Invalid::OtherKind)),
        (Quote::Rate(500), Ok(Fen(3))),
    ] {
        assert_eq!(rates.price(Some(quote)), expected, "{quote:?}");
    }
    let unsound = [terms(0, 100), terms(101, 100), Terms::Rate { base_fen: Fen(1), min_rate: 2, max_rate: 1 }];
    assert!(unsound.iter().all(|it| !it.is_sound()) && amounts.is_sound() && rates.is_sound());
}

#[test]
fn a_quote_and_an_instant_have_one_spelling() {
    for (quote, text) in
        [(Quote::Amount(Fen(9_200_000)), r#"{"amount_fen":9200000}"#), (Quote::Rate(1_250), r#"{"rate":1250}"#)]
    {
        assert_eq!(serde_json::to_string(&quote).unwrap(), text);
        assert_eq!(serde_json::from_str::<Quote>(text).unwrap(), quote);
    }
    let over = |at: &str| {
        let code = code(1);
        serde_json::from_str::<PassedOver>(&format!(r#"{{"uscc":"{code}","reason":"r","by":"b","at":"{at}"}}"#))
    };
    assert!(over("2026-11-30T09:30:00+08:00").is_ok());
    for wrong in ["2026-11-30T01:30:00Z", "2026-11-30T09:30:00.000+08:00", "2026-11-30 09:30:00+08:00", ""] {
        assert!(over(wrong).is_err(), "{wrong}");
    }
}

/// Every kind of line and of refusal says something in both languages, and a line comes back from its JSON.
#[test]
fn every_line_has_words() {
    let run = |own: &dyn Fn(&mut Vec<Line>)| {
        let mut lines = Vec::new();
        own(&mut lines);
        lines
    };
    let lines = run(&|lines| {
        lines.extend(price::samples());
        lines.extend(reference_price::samples());
        lines.extend(reverse_auction::samples());
        lines.extend(credit_merit::samples());
        lines.extend(proposal_merit::samples());
    });
    for line in lines {
        let text = line.text();
        assert!(!text.zh.is_empty() && !text.en.is_empty() && text.zh != text.en, "{line:?}");
        let json = serde_json::to_value(&line).unwrap();
        assert_eq!(serde_json::from_value::<Line>(json.clone()).unwrap(), line);
        let mut more = json;
        more.as_object_mut().unwrap().insert("extra".into(), 1.into());
        assert!(serde_json::from_value::<Line>(more).is_err(), "an unknown field is refused");
    }
}
