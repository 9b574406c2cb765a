//! The opening of a round with a thousand quotes, against their decryption alone.

use std::hint::black_box;
use std::time::Instant;

use jishi::core::evidence;
use jishi::core::money::Fen;
use jishi::core::seal::{self, Payload, Place, Quote, SecretKey};
use jishi::core::uscc::Uscc;
use jishi::platform::rng::RngSource;
use jishi::procurement::notices::{close_due, open_due};
use jishi::procurement::selection::select_due;
use serde_json::json;

use crate::measure::{Figure, from_env, median};
use crate::support::TestApp;
use crate::support::award::DRAW_AT;
use crate::support::road::{cast, content_with, notice, sealed_quote};

/// Quotes in the round.
const QUOTES: usize = 1_000;
/// Rounds measured.
const TIMES: usize = 3;
/// Where the evidence of such a round is left.
const EVIDENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/bench/evidence.json");
const CODE: &str = "433101-20261124-0001";

pub async fn run() -> Vec<Figure> {
    let quotes = from_env("JISHI_BENCH_QUOTES", QUOTES);
    let mut ours = Vec::new();
    for _ in 0..TIMES {
        ours.push(opening(quotes).await);
    }
    let file = std::fs::read(EVIDENCE).unwrap();
    let begun = Instant::now();
    assert!(evidence::verify(&file).passed);
    let verifying = begun.elapsed().as_secs_f64();
    let (ours, bare) = (median(&ours), decryption(quotes));
    vec![
        Figure {
            what: format!("8 opening {quotes} quotes in one transaction / decrypting them alone"),
            is: format!("{:.2}", ours / bare),
            aim: "–",
            measured: format!("{:.0} ms, {:.0} ms", ours * 1_000.0, bare * 1_000.0),
        },
        Figure {
            what: "  verifying their evidence, `jishi verify`".to_owned(),
            is: format!("{:.0} ms", verifying * 1_000.0),
            aim: "–",
            measured: format!("{} kB", file.len() / 1_024),
        },
    ]
}

/// Seconds from the close to a committed opening. Its evidence stays for the bench of the browser's verifier.
async fn opening(quotes: usize) -> f64 {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    let id = cast.published(&t, content_with(json!({ "method": "price", "amount_fen": 10_000_000 }))).await;
    let page = notice(&t, &id, None).await;
    let (key, code) = (page["seal_key"].as_str().unwrap(), page["code"].as_str().unwrap());
    for n in 0..quotes {
        let uscc = Uscc::compose("91433101", &format!("MA{n:06}")).unwrap().to_string();
        let agency = t.agency(&uscc, &format!("湘西演示{n}号技术咨询有限公司"), &["F01"]).await;
        let quote = Some(Quote::Amount(Fen(9_000_000)));
        let body = json!({ "sealed": sealed_quote(key, code, &uscc, n, quote), "no_conflict": true });
        t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&agency), body).await.ok();
    }
    t.at("2026-11-27T17:30:00+08:00");
    assert!(close_due(&t.app).await.unwrap());
    let begun = Instant::now();
    assert!(open_due(&t.app).await.unwrap());
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(notice(&t, &id, None).await["eligible"], quotes);
    t.at(DRAW_AT);
    assert!(select_due(&t.app).await.unwrap());
    let award = notice(&t, &id, None).await["award"]["id"].as_str().unwrap().to_owned();
    let file = t.get(&format!("/api/v1/awards/{award}/evidence"), None).await.body;
    std::fs::write(EVIDENCE, file).unwrap();
    took
}

/// Seconds to decrypt as many.
fn decryption(quotes: usize) -> f64 {
    let mut rng = RngSource::System.fork().unwrap();
    let secret = SecretKey::generate(&mut rng);
    let uscc = "91433101MADEM00112";
    let payload = Payload::new([7; 16], CODE, uscc, Some(Quote::Amount(Fen(9_000_000))), &mut rng);
    let sealed = seal::seal(&payload, secret.public(), &mut rng).unwrap();
    let place = Place { notice_code: CODE, uscc, quotes: true, proposes: false };
    let begun = Instant::now();
    for _ in 0..quotes {
        black_box(seal::open(&secret, place, &sealed.ciphertext, &sealed.commitment)).unwrap();
    }
    begun.elapsed().as_secs_f64()
}
