//! One evidence file of each method, stored under `tests/fixtures/evidence`: the pages verify the same files by their
//! own implementation. `UPDATE_FIXTURES=1 cargo test --lib evidence::fixtures` writes them again.

use super::*;
use crate::core::beacon::{BeaconSource, Lottery};
use crate::core::canonical::sha256;
use crate::core::draw::{self as lottery, Entrant, NO_BEACON};
use crate::core::method::Method;
use crate::core::rules::Rules;
use crate::core::seal::{Payload, Proposal, sealed_roster_hash};
use crate::core::selection::credit_merit::{Credit, Pick};
use crate::core::selection::price::Verdict as LowVerdict;
use crate::core::selection::proposal_merit::{self, Assessor, Criterion, Scores, Sheet, StoodDown};
use crate::core::selection::reverse_auction::Bid;
use crate::core::selection::{Need, NoOutcome, PassedOver, Quote, Terms, credit_merit};
use crate::core::uscc::Uscc;
use crate::core::{calendar, canonical};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use std::path::PathBuf;

const CODE: &str = "433101-20261123-0001";
const START: &str = "2026-11-30T09:30:00+08:00";
/// When drand quicknet had its round 7,788,475, and what it signed there.
const SIGNED_AT: &str = "2024-05-20T09:33:09+08:00";
const SIGNATURE: &str =
    "a17b758d8ef1a88a1e7f2db59634d5bc40f779ad44d41fe01cc0862bafb23f1510afdb12ff90985c5ed495434e4a19e5";

fn code(k: usize) -> Uscc {
    Uscc::compose("91433101", &format!("MADEM{k:03}")).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

fn notice(rules: &Rules, roster_hash: [u8; 32]) -> Notice {
    let rules = serde_json::to_value(rules).unwrap();
    Notice {
        notice_code: CODE.into(),
        too_few: 0,
        project_name: "吉首市乾州街道老旧小区排水管网改造工程水土保持方案".into(),
        client_name: "吉首市（演示）城市建设服务中心".into(),
        signups: 9,
        amount: Fen(1_800_000),
        select_time: at(START).with_timezone(&calendar::cst()),
        rules_hash: canonical::hash(&rules).unwrap(),
        rules,
        roster_hash,
    }
}

/// As many entrants as quotes; everything random in them from a hash of their number.
fn input(quotes: &[Option<Quote>], rules: &Rules) -> SealedInput {
    let entrant = |(k, quote): (usize, &Option<Quote>)| {
        let random = |what: &str| sha256(format!("{k} {what}").as_bytes());
        let mut entrant = SealedEntrant {
            uscc: code(k + 1),
            name: format!("演示机构{}", k + 1),
            nonce: random("nonce")[..16].try_into().unwrap(),
            proposal: None,
            quote: *quote,
            salt: random("salt"),
            commitment: [0; 32],
        };
        entrant.commitment = commitment(&entrant);
        entrant
    };
    let roster: Vec<SealedEntrant> = quotes.iter().enumerate().map(entrant).collect();
    let not_opened = vec![NotOpened {
        uscc: code(90).to_string(),
        name: "演示机构90".into(),
        commitment: hex::encode(sha256(b"lost")),
        reason: "cannot_open".into(),
    }];
    let drawn = |it: &SealedEntrant| Entrant { uscc: it.uscc.clone(), nonce: it.nonce, name: String::new() };
    let roster_hash = lottery::roster_hash(&roster.iter().map(drawn).collect::<Vec<_>>());
    let secret = std::array::from_fn(|i| u8::try_from(i).unwrap());
    let mut input = SealedInput {
        notice: notice(rules, roster_hash),
        fiscal_percent: 100,
        commit: lottery::commit(&secret),
        secret,
        beacon: NO_BEACON.into(),
        beacon_source: None,
        roster,
        not_opened,
        sealed_roster_hash: [0; 32],
        passed_over: vec![],
    };
    input.sealed_roster_hash = sealed_hash(&input);
    input
}

fn commitment(it: &SealedEntrant) -> [u8; 32] {
    let SealedEntrant { uscc, nonce, proposal, quote, salt, .. } = it.clone();
    Payload { nonce, notice_code: CODE.into(), proposal, quote, salt, uscc: uscc.to_string() }.commitment()
}

/// The same, each with the file of a proposal.
fn with_proposals(mut input: SealedInput) -> SealedInput {
    for (k, it) in input.roster.iter_mut().enumerate() {
        it.proposal = Some(Proposal::of(sha256(format!("{k} key").as_bytes()), format!("%PDF-{k}").as_bytes()));
        it.commitment = commitment(it);
    }
    input.sealed_roster_hash = sealed_hash(&input);
    input
}

fn sealed_hash(input: &SealedInput) -> [u8; 32] {
    let opened = input.roster.iter().map(|it| (it.uscc.to_string(), hex::encode(it.commitment)));
    let lost = input.not_opened.iter().map(|it| (it.uscc.clone(), it.commitment.clone()));
    let lines: Vec<(String, String)> = opened.chain(lost).collect();
    sealed_roster_hash(lines.iter().map(|(a, b)| (a.as_str(), b.as_str())))
}

fn amounts(yuan: &[i64]) -> Vec<Option<Quote>> {
    yuan.iter().map(|it| Some(Quote::Amount(Fen(it * 100)))).collect()
}

fn passed_over(k: usize) -> PassedOver {
    let at = at("2026-12-02T16:00:00+08:00");
    PassedOver { uscc: code(k), reason: "中选后放弃".into(), by: "演示机构".into(), at }
}

fn terms() -> Terms {
    Terms::Amount { min_fen: Fen(1), max_fen: Fen(10_000_000) }
}

/// Two equal lowest, one of them passed over; a low one that was refused; one out of bounds; one without a quote.
fn price_input() -> (SealedInput, PriceOwn) {
    let mut quotes = amounts(&[80_000, 60_000, 80_000, 95_000, 100_001, 88_000]);
    quotes.push(None);
    let mut input = input(&quotes, &Rules::default());
    input.passed_over = vec![passed_over(6)];
    let at = at("2026-11-30T15:00:00.250+08:00");
    let verdict =
        LowVerdict {
            uscc: code(2), accepted: false, reason: "成本说明不成立".into(), by: "运营方".into(), at
        };
    (input, PriceOwn { terms: terms(), verdicts: vec![verdict] })
}

/// Discount rates, one of them under the least.
fn price_by_rate_input() -> (SealedInput, PriceOwn) {
    let quotes: Vec<_> = [1_250, 1_000, 1_249, 499].into_iter().map(|it| Some(Quote::Rate(it))).collect();
    let terms = Terms::Rate { base_fen: Fen(10_000_001), min_rate: 500, max_rate: 2_000 };
    (input(&quotes, &Rules::default()), PriceOwn { terms, verdicts: vec![] })
}

/// The quotes of domain.md §7.4, with the highest twice.
fn reference_input() -> (SealedInput, ReferencePriceOwn) {
    let quotes = amounts(&[88_000, 92_000, 95_000, 96_500, 97_000, 98_000, 99_500, 99_500]);
    (input(&quotes, &Rules::default()), ReferencePriceOwn { terms: terms() })
}

/// The same with a public number: a round of drand that was published long ago.
fn drand_input() -> (SealedInput, ReferencePriceOwn) {
    let (mut input, own) = reference_input();
    input.notice.select_time = at(SIGNED_AT).with_timezone(&calendar::cst());
    let source = BeaconSource::Drand {};
    input.beacon = source.value(at(SIGNED_AT), SIGNATURE).unwrap();
    input.beacon_source = Some(source);
    (input, own)
}

/// Rates with the numbers of a lottery.
fn lottery_input() -> (SealedInput, PriceOwn) {
    let (mut input, own) = price_by_rate_input();
    let source = BeaconSource::Lottery { game: Lottery::Ssq, issue: "2026139".into() };
    input.beacon = source.value(at(START), "31 08 03 19 24 12 + 07").unwrap();
    input.beacon_source = Some(source);
    (input, own)
}

/// Eight entrants, a long list of five with equals at its border, a short list of two.
fn credit_input() -> (SealedInput, CreditMeritOwn) {
    let rules = Rules { long_list: 5, short_list: 2, ..Rules::default() };
    let input = input(&[None; 8], &rules);
    let tenths = [1_000, 955, 900, 900, 900, 870, 1_005, 899];
    let credits: Vec<Credit> =
        tenths.iter().enumerate().map(|(k, &tenths)| Credit { uscc: code(k + 1), tenths }).collect();
    let facts = input.facts(Method::CreditMerit).unwrap();
    let (ground, price) = (&facts.ground, facts.fixed_price);
    let lists =
        credit_merit::lists(&credit_merit::Input { ground, credits: &credits, long: 5, short: 2, price, pick: None });
    let uscc = lists.unwrap().short[1].clone();
    let at = at("2026-11-30T15:00:00+08:00");
    let pick = Pick { uscc, reason: "同类项目业绩最多".into(), by: "委托单位".into(), at };
    (input, CreditMeritOwn { credits, pick: Some(pick) })
}

/// Three proposals, five assessors of a pool of seven, one of whom stood down; the first two are equal in the end.
fn proposal_input() -> (SealedInput, ProposalMeritOwn) {
    let input = with_proposals(input(&amounts(&[80_000, 80_000, 72_000]), &Rules::default()));
    let criterion = |title: &str, most| Criterion { title: title.into(), most };
    let criteria = vec![criterion("方案", 40), criterion("人员", 20), criterion("业绩", 10)];
    let sheet = Sheet { criteria, price_points: 30, seats: 5, trim: true };
    let pool = (1..=7).map(|k| Assessor { id: format!("A{k:02}"), name: format!("评审{k}") }).collect();
    let mut own = ProposalMeritOwn { terms: terms(), sheet, pool, stood_down: vec![], scores: vec![] };
    let facts = input.facts(Method::ProposalMerit).unwrap();
    let panel = |own: &ProposalMeritOwn| {
        let ProposalMeritOwn { terms, sheet, pool, stood_down, scores } = own;
        let ground = &facts.ground;
        proposal_merit::panel(&proposal_merit::Input { ground, terms, sheet, pool, stood_down, scores }).unwrap()
    };
    let at = at("2026-12-01T10:00:00+08:00");
    let id = panel(&own).serving[1].clone();
    own.stood_down = vec![StoodDown { id, reason: "与参与单位有利害关系".into(), by: "本人".into(), at }];
    let panel = panel(&own);
    let give = |k: usize, uscc: &Uscc| {
        let k = u32::try_from(k).unwrap();
        if *uscc == code(3) { vec![2_050 + 100 * k, 1_000, 505] } else { vec![3_333 + 50 * k, 1_700, 800] }
    };
    let scored =
        |(k, assessor)| Scores { assessor, at, proposals: panel.labels.iter().map(|it| give(k, it)).collect() };
    own.scores = panel.serving.into_iter().enumerate().map(scored).collect();
    (input, own)
}

fn auction_input() -> AuctionInput {
    let roster: Vec<(Uscc, String)> = (1..=4).map(|k| (code(k), format!("演示机构{k}"))).collect();
    let codes: Vec<String> = roster.iter().map(|it| it.0.to_string()).collect();
    let bid = |(k, yuan, milliseconds): (usize, i64, i64)| Bid {
        uscc: code(k),
        amount_fen: Fen(yuan * 100),
        at: at(START) + TimeDelta::milliseconds(milliseconds),
    };
    let bids =
        [(1, 100_000, 0), (2, 98_500, 90_000), (1, 97_500, 90_000), (3, 90_000, 600_123), (2, 84_000, 1_200_122)];
    AuctionInput {
        notice: notice(&Rules::default(), direct_roster_hash(codes.iter().map(String::as_str))),
        fiscal_percent: 100,
        roster,
        ceiling: Fen(10_000_000),
        floor: Fen(5_000_000),
        bids: bids.into_iter().map(bid).collect(),
        passed_over: vec![],
    }
}

/// Name and file.
fn files() -> Vec<(&'static str, Selected)> {
    fn made<O: Sealed>((input, own): (SealedInput, O)) -> Selected {
        sealed(input, own).unwrap_or_else(|why| panic!("{why}"))
    }
    vec![
        ("price", made(price_input())),
        ("price_by_rate", made(price_by_rate_input())),
        ("price_with_lottery", made(lottery_input())),
        ("reference_price", made(reference_input())),
        ("reference_price_with_drand", made(drand_input())),
        ("reverse_auction", auction(auction_input()).unwrap()),
        ("credit_merit", made(credit_input())),
        ("proposal_merit", made(proposal_input())),
    ]
}

fn failed_pointers(verdict: &Verdict) -> Vec<&str> {
    verdict.failures().map(|it| it.pointer.as_str()).collect()
}

/// The file sealed again after a change, as a forger would.
fn resealed(mut file: Value) -> Value {
    let fields = file.as_object_mut().unwrap();
    fields.remove("digest");
    fields.remove("digests");
    let digests: serde_json::Map<String, Value> =
        fields.iter().map(|(key, it)| (key.clone(), json!(hex::encode(canonical::hash(it).unwrap())))).collect();
    fields.insert("digests".into(), Value::Object(digests));
    let digest = hex::encode(canonical::hash(&fields).unwrap());
    fields.insert("digest".into(), json!(digest));
    file
}

#[test]
fn the_stored_files_are_those_made_today() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/evidence");
    for (name, made) in files() {
        let path = folder.join(format!("{name}.json"));
        let text = canonical::bytes(&made.evidence).unwrap();
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let stored = std::fs::read(&path).unwrap_or_default();
        assert!(stored == text, "{name} differs from {}", path.display());
        let verdict = verify(&stored);
        assert!(verdict.passed, "{name}: {:?}", verdict.failures().collect::<Vec<_>>());
        assert_eq!(verdict.winner.as_deref(), Some(made.outcome.winner.uscc.as_str()));
    }
}

#[test]
fn what_the_files_show() {
    let winner = |name: &str| files().into_iter().find(|it| it.0 == name).unwrap().1.outcome;
    let price = winner("price");
    assert_eq!((price.winner.price_fen, price.ranking.len()), (Fen(8_000_000), 3));
    assert_eq!(winner("price_by_rate").winner.price_fen, Fen(8_750_001));
    assert_eq!(winner("reference_price").ranking.len(), 6);
    assert_eq!(winner("reverse_auction").winner.price_fen, Fen(8_400_000));
    assert_eq!(winner("credit_merit").winner.price_fen, Fen(1_800_000));
    let proposal = winner("proposal_merit");
    assert_eq!(proposal.ranking[0].points, proposal.ranking[1].points);
    assert!(proposal.steps.iter().any(|it| it.purpose == "tie"));
}

/// Every thirteenth byte of every file, changed: never accepted.
#[test]
fn one_changed_byte_anywhere_is_noticed() {
    for (name, made) in files() {
        let bytes = canonical::bytes(&made.evidence).unwrap();
        for at in (0..bytes.len()).step_by(13) {
            let mut changed = bytes.clone();
            changed[at] ^= [0x01, 0x02, 0x20][at % 3];
            assert!(!verify(&changed).passed, "{name}, byte {at}: {}", String::from_utf8_lossy(&changed));
        }
    }
}

/// A change of any value, sealed again, is found: only names and words that decide nothing may be exchanged.
#[test]
fn a_forged_field_with_fresh_digests_is_found() {
    let free = ["project_name", "client_name", "digest", "digests"];
    for (name, made) in files() {
        for key in made.evidence.as_object().unwrap().keys().filter(|it| !free.contains(&it.as_str())) {
            for value in [json!("x"), json!(-7), json!(null), json!([]), json!({})] {
                let mut changed = made.evidence.clone();
                if changed[key] == value {
                    continue;
                }
                changed[key] = value.clone();
                let verdict = verify(resealed(changed).to_string());
                assert!(!verdict.passed, "{name}: {key} = {value}");
                assert!(verdict.failures().all(|it| !it.text.zh.is_empty() && !it.text.en.is_empty()));
            }
        }
    }
}

/// Puts `wild` in the place of the k-th number of a value, counted from 0 over all of it.
fn with_wild(value: &mut Value, k: &mut usize, wild: &Value) {
    match value {
        Value::Number(_) => {
            if *k == 0 {
                *value = wild.clone();
            }
            *k = k.wrapping_sub(1);
        }
        Value::Array(items) => items.iter_mut().for_each(|it| with_wild(it, k, wild)),
        Value::Object(fields) => fields.values_mut().for_each(|it| with_wild(it, k, wild)),
        _ => {}
    }
}

/// No number, wherever it stands, breaks the recomputation.
#[test]
fn no_wild_number_panics() {
    fn count(value: &Value) -> usize {
        match value {
            Value::Number(_) => 1,
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(fields) => fields.values().map(count).sum(),
            _ => 0,
        }
    }
    for (_, made) in files() {
        for k in 0..count(&made.evidence) {
            for wild in [json!(i64::MIN), json!(i64::MAX), json!(u64::MAX), json!(u32::MAX), json!(0)] {
                let mut changed = made.evidence.clone();
                let same = changed.clone();
                with_wild(&mut changed, &mut k.clone(), &wild);
                assert!(changed == same || !verify(changed.to_string()).passed);
            }
        }
    }
}

#[test]
fn unknown_fields_are_refused_wherever_they_stand() {
    for (name, made) in files() {
        for pointer in ["", "/roster/0", "/working/0", "/ranking/0"] {
            let mut changed = made.evidence.clone();
            changed.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert("extra".into(), json!(1));
            let verdict = verify(resealed(changed).to_string());
            assert!(
                verdict.failures().any(|it| it.name == "fields"),
                "{name} {pointer}: {:?}",
                verdict.failures().collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn a_file_that_would_not_verify_is_not_given_out() {
    type Break = fn(&mut SealedInput, &mut PriceOwn);
    let breaks: [(&str, Break); 9] = [
        ("/commit", |it, _| it.commit[3] ^= 1),
        ("/roster_hash", |it, _| it.notice.roster_hash[3] ^= 1),
        ("/sealed_roster_hash", |it, _| it.sealed_roster_hash[3] ^= 1),
        ("/sealed_roster_hash", |it, _| it.not_opened.clear()),
        ("/roster/0/commitment", |it, _| it.roster[0].salt[0] ^= 1),
        ("/roster/0/commitment", |it, _| it.roster[0].quote = Some(Quote::Amount(Fen(7_500_000)))),
        ("/notice_code", |it, _| it.notice.notice_code = "433101-20261123-0001-R1".into()),
        ("/verdicts/0/reason", |_, own| own.verdicts[0].reason = " ".into()),
        ("/passed_over/0/by", |it, _| it.passed_over[0].by.clear()),
    ];
    for (pointer, break_it) in breaks {
        let (mut input, mut own) = price_input();
        break_it(&mut input, &mut own);
        match sealed(input, own) {
            Err(NotMade::Evidence(EvidenceError::Refused(verdict))) => {
                assert!(failed_pointers(&verdict).contains(&pointer), "{pointer}: {:?}", failed_pointers(&verdict));
            }
            other => panic!("{pointer}: {other:?}"),
        }
    }
}

type Break = fn(&mut SealedInput);

#[test]
fn the_public_number_is_in_the_seed_and_of_its_source() {
    let (input, own) = drand_input();
    let with = sealed(input.clone(), own.clone()).unwrap();
    let mut without = input.clone();
    (without.beacon, without.beacon_source) = (NO_BEACON.into(), None);
    assert_ne!(without.seed(), input.seed());
    let mut missing = input.clone();
    missing.beacon = NO_BEACON.into();
    assert!(verify(sealed(missing, own.clone()).unwrap().evidence.to_string()).passed, "it was not in by its time");

    let breaks: [Break; 5] = [
        |it| it.beacon_source = None,
        |it| it.beacon = it.beacon.replace("a17b", "a17c"),
        |it| it.notice.select_time += TimeDelta::seconds(1),
        |it| it.beacon_source = Some(BeaconSource::Lottery { game: Lottery::Pl3, issue: "24130".into() }),
        |it| it.beacon = String::new(),
    ];
    for (k, break_it) in breaks.into_iter().enumerate() {
        let mut changed = input.clone();
        break_it(&mut changed);
        match sealed(changed, own.clone()) {
            Err(NotMade::Evidence(EvidenceError::Refused(verdict))) => {
                assert_eq!(failed_pointers(&verdict), ["/beacon"], "{k}");
            }
            other => panic!("{k}: {other:?}"),
        }
    }
    for (pointer, value) in [
        ("/beacon_source/source", json!("coin")),
        ("/beacon_source", json!({ "source": "drand", "round": 1 })),
        ("/beacon_source", json!({ "source": "lottery", "game": "ssq", "issue": "1" })),
    ] {
        let mut changed = with.evidence.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert!(!verify(resealed(changed).to_string()).passed, "{pointer}");
    }
}

#[test]
fn what_a_person_must_decide_first_is_said_and_nothing_is_made() {
    let (input, mut own) = price_input();
    own.verdicts.clear();
    assert!(matches!(sealed(input, own), Err(NotMade::NoOutcome(NoOutcome::Needs(Need::Verdict { .. })))));
    let (input, mut own) = credit_input();
    own.pick = None;
    assert!(matches!(sealed(input, own), Err(NotMade::NoOutcome(NoOutcome::Needs(Need::Pick { .. })))));
    let (input, mut own) = proposal_input();
    own.scores.pop();
    assert!(matches!(sealed(input, own), Err(NotMade::NoOutcome(NoOutcome::Needs(Need::Scores { .. })))));
    let mut none = auction_input();
    none.bids.clear();
    assert!(matches!(auction(none), Err(NotMade::NoOutcome(NoOutcome::Failed(_)))));
    let mut late = auction_input();
    late.bids[4].at += TimeDelta::milliseconds(1);
    assert!(matches!(auction(late), Err(NotMade::Evidence(EvidenceError::Bid(_)))));
}

#[test]
fn a_forged_bid_or_end_is_found_at_its_place() {
    let file = auction(auction_input()).unwrap().evidence;
    for (pointer, value) in [
        ("/bids/2/amount_fen", json!(9_750_001)),
        ("/bids/3/at", json!("2026-11-30T09:41:30+08:00")),
        ("/bids/4/uscc", json!(code(9))),
        ("/end", json!("2026-11-30T10:00:00.123+08:00")),
        ("/step_fen", json!(1)),
    ] {
        let mut changed = file.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let verdict = verify(resealed(changed).to_string());
        let found = failed_pointers(&verdict);
        assert!(found.iter().any(|it| pointer.starts_with(it)), "{pointer}: {found:?}");
    }
}

#[test]
fn the_next_ranked_has_a_file_of_its_own() {
    let (mut input, own) = reference_input();
    let first = sealed(input.clone(), own.clone()).unwrap();
    let k = (1..=8).find(|&k| code(k) == first.outcome.winner.uscc).unwrap();
    input.passed_over = vec![passed_over(k)];
    let next = sealed(input, own).unwrap();
    assert_eq!(next.outcome.winner.uscc, first.outcome.ranking[1].uscc);
    assert_eq!(next.outcome.steps, first.outcome.steps);
    assert!(verify(next.evidence.to_string()).passed);
}
