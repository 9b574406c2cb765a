use super::*;
use crate::core::draw::{Entrant, NO_BEACON};
use crate::core::rules::Rules;
use crate::core::seal::{Payload, sealed_roster_hash};
use crate::core::uscc::Uscc;
use crate::core::{calendar, canonical, draw as lottery};
use proptest::prelude::*;
use serde_json::json;

const CODES: [&str; 6] = [
    "91433101MADEM0062A",
    "91433101MADEM002XR",
    "91433101MADEM0038R",
    "91433101MADEM0046L",
    "91433101MADEM0054F",
    "91433101MADEM00112",
];

fn uscc(code: &str) -> Uscc {
    Uscc::parse(code).unwrap()
}

fn notice(roster_hash: [u8; 32]) -> Notice {
    let rules = serde_json::to_value(Rules::default()).unwrap();
    Notice {
        notice_code: "433101-20261123-0001".into(),
        too_few: 0,
        project_name: "吉首市乾州街道老旧小区排水管网改造工程水土保持方案".into(),
        client_name: "吉首市（演示）城市建设服务中心".into(),
        signups: 7,
        amount: Fen(1_800_000),
        select_time: "2026-11-30T01:30:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
            .with_timezone(&calendar::cst()),
        rules_hash: canonical::hash(&rules).unwrap(),
        rules,
        roster_hash,
    }
}

/// The vector of domain.md §7.12, its roster given in another order.
fn draw_input() -> DrawInput {
    let order = [5, 1, 2, 3, 4, 0];
    let entrant =
        |(code, k): (&&str, u128)| Entrant {
            uscc: uscc(code), nonce: k.to_be_bytes(), name: format!("演示机构{k}")
        };
    let roster: Vec<Entrant> = CODES.iter().zip(order).map(entrant).collect();
    let secret = std::array::from_fn(|i| u8::try_from(i).unwrap());
    DrawInput {
        notice: notice(lottery::roster_hash(&roster)),
        fiscal_percent: 100,
        commit: lottery::commit(&secret),
        secret,
        beacon: NO_BEACON.into(),
        beacon_source: None,
        roster,
        sealed: None,
    }
}

/// The same with its nonces sealed until the opening, and one whose sealed sign-up did not count.
fn sealed_input() -> DrawInput {
    let mut input = draw_input();
    let notice_code = input.notice.notice_code.clone();
    let opened = |it: &Entrant| {
        let payload = Payload {
            nonce: it.nonce,
            notice_code: notice_code.clone(),
            proposal: None,
            quote: None,
            salt: canonical::sha256(it.uscc.as_str().as_bytes()),
            uscc: it.uscc.to_string(),
        };
        let opened = DrawOpened { commitment: hex::encode(payload.commitment()), salt: hex::encode(payload.salt) };
        (it.uscc.to_string(), opened)
    };
    let opened: BTreeMap<String, DrawOpened> = input.roster.iter().map(opened).collect();
    let not_opened = vec![NotOpened {
        uscc: "91433101MADEM0070Y".into(),
        name: "演示机构 7".into(),
        commitment: "7".repeat(64),
        reason: "cannot_open".into(),
    }];
    let lines = opened.iter().map(|(uscc, it)| (uscc.as_str(), it.commitment.as_str()));
    let lines = lines.chain(not_opened.iter().map(|it| (it.uscc.as_str(), it.commitment.as_str())));
    input.sealed = Some(DrawSealed { roster_hash: sealed_roster_hash(lines), opened, not_opened });
    input
}

fn direct_input() -> DirectInput {
    DirectInput {
        notice: notice(direct_roster_hash(CODES)),
        roster: CODES.iter().map(|code| (uscc(code), format!("演示机构 {code}"))).collect(),
        winner: uscc("91433101MADEM0038R"),
        reason: "近三年同类项目业绩最多".into(),
        cap: Fen(10_000_000),
        concentration: Concentration {
            awards: 4,
            awards_to_agency: 1,
            amount_fen: Fen(9_000_000),
            amount_to_agency_fen: Fen(1_000_000),
        },
    }
}

fn each() -> [Value; 3] {
    [draw(draw_input()).unwrap().evidence, draw(sealed_input()).unwrap().evidence, direct(direct_input()).unwrap()]
}

fn failed_pointers(verdict: &Verdict) -> Vec<&str> {
    verdict.failures().map(|it| it.pointer.as_str()).collect()
}

#[test]
fn the_evidence_of_the_vector_is_that_of_the_specification() {
    let drawn = draw(draw_input()).unwrap();
    assert_eq!(drawn.winner.uscc, uscc("91433101MADEM0054F"));
    let e: DrawEvidence = serde_json::from_value(drawn.evidence.clone()).unwrap();
    assert_eq!(e.commit, "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
    assert_eq!(e.roster_hash, "d213d070e4c0237f41f835fc1cc38ddddebb96625b05e77326fd42fb9db2e3be");
    assert_eq!(e.seed, "a3a5fe707b2118e280335c7d99d575937a8aac5ccc7e6fd13c636b163525a0f5");
    assert_eq!((e.select_time.as_str(), e.winner.as_str()), ("2026-11-30T09:30:00+08:00", "91433101MADEM0054F"));
    assert_eq!(e.roster[0].uscc, "91433101MADEM00112");
    let step = DrawStep { purpose: "winner".into(), ctr: 0, v: "12596650521732639256".into(), n: 6, index: Some(4) };
    assert_eq!(e.steps, [step]);
    let verdict = verify(drawn.evidence.to_string());
    assert!(verdict.passed, "{:?}", verdict.failures().collect::<Vec<_>>());
    assert_eq!((verdict.method.as_deref(), verdict.winner.as_deref()), (Some("draw"), Some("91433101MADEM0054F")));
}

#[test]
fn a_direct_selection_verifies_as_long_as_it_keeps_the_rules() {
    type Break = fn(&mut DirectInput);
    let file = direct(direct_input()).unwrap();
    let verdict = verify(serde_json::to_string_pretty(&file).unwrap());
    assert!(verdict.passed);
    assert_eq!((verdict.method.as_deref(), verdict.winner.as_deref()), (Some("direct"), Some("91433101MADEM0038R")));
    let breaks: [(&str, Break); 8] = [
        ("/winner", |it| it.winner = uscc("11433101MADEM1014T")),
        ("/reason", |it| it.reason = " \n".into()),
        ("/amount_fen", |it| it.notice.amount = Fen(10_000_001)),
        ("/cap_fen", |it| it.cap = Fen(10_000_002)),
        ("/signups", |it| it.notice.signups = 5),
        ("/roster_hash", |it| it.roster = it.roster.split_off(1)),
        ("/rules_hash", |it| it.notice.rules_hash[0] ^= 1),
        ("/concentration", |it| it.concentration.awards_to_agency = 5),
    ];
    for (pointer, break_it) in breaks {
        let mut input = direct_input();
        break_it(&mut input);
        match direct(input) {
            Err(EvidenceError::Refused(verdict)) => assert_eq!(failed_pointers(&verdict), [pointer]),
            other => panic!("{pointer}: {other:?}"),
        }
    }
}

#[test]
fn a_draw_that_would_not_verify_is_not_given_out() {
    type Break = fn(&mut DrawInput);
    let breaks: [(&str, Break); 5] = [
        ("/commit", |it| it.commit[3] ^= 1),
        ("/roster_hash", |it| it.notice.roster_hash[3] ^= 1),
        ("/notice_code", |it| it.notice.notice_code = "433101-20261123-0001-R1".into()),
        ("/amount_fen", |it| it.notice.amount = Fen(0)),
        ("/roster", |it| {
            it.roster.truncate(2);
            it.notice.roster_hash = lottery::roster_hash(&it.roster);
        }),
    ];
    for (pointer, break_it) in breaks {
        let mut input = draw_input();
        break_it(&mut input);
        match draw(input) {
            Err(EvidenceError::Refused(verdict)) => assert_eq!(failed_pointers(&verdict), [pointer]),
            other => panic!("{pointer}: {other:?}"),
        }
    }
    assert!(matches!(draw(DrawInput { roster: vec![], ..draw_input() }), Err(EvidenceError::EmptyRoster)));
}

/// Whoever has the server may try to give an entrant another nonce than it had committed to.
#[test]
fn what_was_opened_is_what_was_committed_to() {
    type Break = fn(&mut DrawInput);
    let nonce: Break = |it| {
        it.roster[0].nonce[0] ^= 1;
        it.notice.roster_hash = lottery::roster_hash(&it.roster);
    };
    let salt: Break = |it| {
        let opened = it.sealed.as_mut().unwrap().opened.values_mut().next().unwrap();
        opened.salt = "0".repeat(64);
    };
    let swapped: Break = |it| {
        let sealed = it.sealed.as_mut().unwrap();
        sealed.not_opened[0].commitment = "8".repeat(64);
    };
    let dropped: Break = |it| it.sealed.as_mut().unwrap().not_opened.clear();
    let unsealed: Break = |it| {
        let sealed = it.sealed.as_mut().unwrap();
        sealed.opened.pop_first();
    };
    for (break_it, pointers) in [
        (nonce, vec!["/roster/5/commitment"]),
        (salt, vec!["/roster/0/commitment"]),
        (swapped, vec!["/sealed_roster_hash"]),
        (dropped, vec!["/sealed_roster_hash"]),
        (unsealed, vec!["/roster/0/salt", "/sealed_roster_hash"]),
    ] {
        let mut input = sealed_input();
        break_it(&mut input);
        match draw(input) {
            Err(EvidenceError::Refused(verdict)) => assert_eq!(failed_pointers(&verdict), pointers),
            other => panic!("{pointers:?}: {other:?}"),
        }
    }
}

#[test]
fn relief_counts_failures_to_find_entrants_not_rounds() {
    let of_two = |too_few| {
        let mut input = draw_input();
        input.roster.truncate(2);
        input.notice.roster_hash = lottery::roster_hash(&input.roster);
        input.notice.notice_code = "433101-20261123-0001-R3".into();
        input.notice.too_few = too_few;
        draw(input)
    };
    assert!(of_two(2).is_ok());
    for (too_few, pointer) in [(1, "/roster"), (3, "/too_few")] {
        match of_two(too_few) {
            Err(EvidenceError::Refused(verdict)) => assert_eq!(failed_pointers(&verdict), [pointer]),
            other => panic!("{too_few}: {other:?}"),
        }
    }
    let file = of_two(2).unwrap().evidence;
    assert_eq!(file["too_few"], 2);
}

/// Every byte of each file, changed: never accepted, always with a reason.
#[test]
fn one_changed_byte_anywhere_is_noticed() {
    for file in each() {
        let bytes = canonical::bytes(&file).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= [0x01, 0x02, 0x20][at % 3];
            let verdict = verify(&changed);
            assert!(!verdict.passed, "byte {at}: {}", String::from_utf8_lossy(&changed));
            assert!(verdict.failures().all(|it| !it.text.zh.is_empty() && !it.text.en.is_empty()));
        }
    }
}

/// A change of any value is found at its field, by name.
#[test]
fn a_changed_field_is_named() {
    for file in each() {
        for key in file.as_object().unwrap().keys() {
            for value in [json!("x"), json!(3), json!(null), json!([]), json!({})] {
                let mut changed = file.clone();
                if changed[key] == value {
                    continue;
                }
                changed[key] = value;
                let verdict = verify(changed.to_string());
                let found = failed_pointers(&verdict);
                assert!(
                    !verdict.passed && found.iter().any(|it| it.starts_with(&format!("/{key}"))),
                    "{key}: {found:?}"
                );
            }
            let mut without = file.clone();
            without.as_object_mut().unwrap().remove(key);
            let verdict = verify(without.to_string());
            assert!(verdict.failures().any(|it| it.text.en.contains(key.as_str())), "{key}");
        }
    }
}

#[test]
fn what_only_explains_is_covered_too() {
    for (pointer, field) in [
        ("/project_name", "/project_name"),
        ("/client_name", "/client_name"),
        ("/roster/2/name", "/roster"),
        ("/rules/direct_cap_fen", "/rules"),
    ] {
        for mut file in each() {
            let slot = file.pointer_mut(pointer).unwrap();
            *slot = if slot.is_string() { json!("别的名字") } else { json!(1) };
            let verdict = verify(file.to_string());
            let found = failed_pointers(&verdict);
            assert!(found.contains(&field) && found.contains(&"/digest"), "{pointer}: {found:?}");
        }
    }
}

#[test]
fn unknown_fields_and_keys_that_occur_twice_are_refused() {
    for file in each() {
        let text = file.to_string();
        for (written, expected) in [
            (text.replacen('{', "{\"method\":\"draw\",", 1), "occurs twice"),
            (text.replacen('{', "{\"extra\":1,", 1), "extra"),
            (text.replacen("\"roster\":[{", "\"roster\":[{\"extra\":1,", 1), "extra"),
            (format!("{text}x"), "trailing"),
            (text.replace("jishi-evidence/1", "jishi-evidence/2"), "jishi-evidence/2"),
            (text.replace("\"method\":\"d", "\"method\":\"D"), "must be one of"),
        ] {
            let verdict = verify(&written);
            let texts: Vec<&str> = verdict.failures().map(|it| it.text.en.as_str()).collect();
            assert!(texts.iter().any(|it| it.contains(expected)), "{expected}: {texts:?}");
        }
    }
}

/// Someone who rewrites the winner and all digests still has to beat the recomputation.
#[test]
fn a_forged_winner_with_fresh_digests_is_found() {
    let mut file = draw(draw_input()).unwrap().evidence;
    file["winner"] = json!("91433101MADEM00112");
    file["digests"]["winner"] = json!(hex::encode(canonical::hash(&file["winner"]).unwrap()));
    file.as_object_mut().unwrap().remove("digest");
    file["digest"] = json!(hex::encode(canonical::hash(&file).unwrap()));
    let verdict = verify(file.to_string());
    assert_eq!(failed_pointers(&verdict), ["/winner"]);
    assert_eq!(verdict.winner.as_deref(), Some("91433101MADEM0054F"));
}

proptest! {
    #[test]
    fn no_input_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "\\PC*") {
        prop_assert!(!verify(&bytes).passed);
        prop_assert!(!verify(&text).passed);
    }

    #[test]
    fn no_wild_value_panics(key in 0usize..24, kind in 0usize..8, number in any::<i64>(), which in 0usize..3) {
        let mut file = each()[which].clone();
        let fields = file.as_object_mut().unwrap();
        if let Some(slot) = fields.values_mut().nth(key) {
            let values = [json!(number), json!(u64::MAX), json!(1e300), json!("é\u{0}"), json!([[]]), json!({"~/": 1}), json!(-1), json!([{"uscc": "", "nonce": "", "name": ""}])];
            *slot = values[kind].clone();
            prop_assert!(!verify(file.to_string()).passed);
        }
    }
}
