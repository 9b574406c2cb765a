//! The draw against a second implementation in another language: `verify_draw.py`, at most 40 lines.

use jishi::core::beacon::{BeaconSource, Lottery};
use jishi::core::canonical::{hash, sha256};
use jishi::core::draw::{Entrant, NO_BEACON, commit, roster_hash};
use jishi::core::evidence::{DrawInput, Notice, draw, verify};
use jishi::core::money::Fen;
use jishi::core::rules::Rules;
use jishi::core::uscc::Uscc;
use jishi::core::{calendar::cst, project_code::PurchaseCode};
use std::io::Write;
use std::process::{Command, Stdio};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify_draw.py");

/// The k-th draw: roster of 1 to 20, everything in it from a hash of k.
fn input(k: u32) -> DrawInput {
    let random = |what: &str| sha256(format!("{k} {what}").as_bytes());
    let size = u32::from(random("size")[0] % 20) + 1;
    let roster: Vec<Entrant> = (0..size)
        .map(|i| Entrant {
            uscc: Uscc::compose("91433101", &format!("MAD{:05}", (k * 37 + i * 4_999) % 100_000)).unwrap(),
            nonce: random(&format!("nonce {i}"))[..16].try_into().unwrap(),
            name: format!("演示机构 {i}"),
        })
        .collect();
    let rules = serde_json::to_value(Rules::default()).unwrap();
    let time = chrono::DateTime::from_timestamp(1_790_000_000 + i64::from(k) * 60, 0).unwrap().with_timezone(&cst());
    let code = PurchaseCode { division: "433101".into(), date: time.date_naive(), sequence: k + 1, round: k % 3 + 1 };
    let secret = random("secret");
    let lottery = BeaconSource::Lottery { game: Lottery::Pl5, issue: format!("{:05}", 26_000 + k) };
    let beacon = Some(&lottery).filter(|_| k.is_multiple_of(4));
    DrawInput {
        notice: Notice {
            too_few: k % 3,
            notice_code: code.to_string(),
            project_name: format!("第 {k} 个项目"),
            client_name: "吉首市（演示）城市建设服务中心".into(),
            signups: size,
            amount: Fen(1_800_000),
            select_time: time,
            rules_hash: hash(&rules).unwrap(),
            rules,
            roster_hash: roster_hash(&roster),
        },
        fiscal_percent: 0,
        commit: commit(&secret),
        secret,
        beacon: beacon
            .map_or(NO_BEACON.to_owned(), |it| it.value(time.to_utc(), &format!("{:05}", k * 97 % 100_000)).unwrap()),
        beacon_source: beacon.cloned(),
        roster,
        sealed: None,
    }
}

#[test]
fn a_script_of_forty_lines_agrees_on_a_thousand_draws() {
    let script = std::fs::read_to_string(SCRIPT).unwrap();
    assert!(script.lines().count() <= 40, "the script must stay short enough to be read by anybody");

    let drawn: Vec<_> = (0..1_000).map(|k| draw(input(k)).unwrap()).collect();
    let mut files: Vec<String> = drawn.iter().map(|it| it.evidence.to_string()).collect();
    // One more, forged: the script must not agree with just anything.
    let forged = drawn[7].evidence.to_string().replace("\"secret\":\"", "\"secret\":\"00");
    assert!(!verify(&forged).passed);
    files.push(forged);

    let mut child = Command::new("python3").arg(SCRIPT).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(files.join("\n").as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());

    let found = String::from_utf8(output.stdout).unwrap();
    let mut expected: Vec<&str> = drawn.iter().map(|it| it.winner.uscc.as_str()).collect();
    expected.push("the secret is not the one committed");
    assert_eq!(found.lines().collect::<Vec<_>>(), expected);
}
