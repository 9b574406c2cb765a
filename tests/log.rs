//! The transparency log: what is signed can be checked by tools that the server does not use, and no change of the past is signed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use jishi::core::log::receipt::{self, Promise};
use jishi::core::log::{Checkpoint, Cosigner, Proof, check_consistency, check_inclusion, leaf_hash, open_note};
use jishi::platform::Actor;
use jishi::platform::journal::log::{self, LogError, witness};
use jishi::platform::journal::{Audience, Entry, LogKey, Subject, Witness, sequencer};
use jishi::platform::rng::RngSource;
use jishi::platform::vault::Vault;
use serde_json::{Value, json};
use sha2::Sha256;
use signed_note::{Note, StandardVerifier, VerifierList};
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::road::{AGENCIES, cast, content, sign_up};

async fn happen(t: &TestApp, from: u32, count: u32) {
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    for n in from..from + count {
        let entry = Entry {
            kind: "test.happened",
            subject: Subject { kind: "notice", id: Uuid::from_u128(1) },
            about: vec![],
            audience: Audience::Public,
            public: json!({ "n": n, "名": "集市" }),
            private: (n % 3 == 0).then(|| json!({ "phone": "0743" })),
        };
        work.record(at, entry).await.unwrap();
    }
    work.commit().await.unwrap();
    t.sequence().await;
}

async fn bytes(t: &TestApp, path: &str) -> Vec<u8> {
    let reply = t.get(path, None).await;
    assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.body));
    reply.body
}

/// Checks the signature with the published key; size and root.
async fn checkpoint(t: &TestApp) -> (u64, [u8; 32]) {
    let key = String::from_utf8(bytes(t, "/log/key").await).unwrap();
    let note = Note::from_bytes(&bytes(t, "/log/checkpoint").await).unwrap();
    let verifier = StandardVerifier::new(key.trim()).unwrap();
    note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    let text = String::from_utf8(note.text().to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(key.starts_with(&format!("{}+", lines[0])), "the key is named after the log");
    (lines[1].parse().unwrap(), BASE64_STANDARD.decode(lines[2]).unwrap().try_into().unwrap())
}

/// The leaves of a log of this size, from its bundles.
async fn leaves(t: &TestApp, size: u64) -> Vec<Vec<u8>> {
    let mut leaves = Vec::new();
    for n in 0..size.div_ceil(256) {
        let width = (size - n * 256).min(256);
        let partial = if width < 256 { format!(".p/{width}") } else { String::new() };
        let mut bundle = &bytes(t, &format!("/log/tile/entries/{n:03}{partial}")).await[..];
        while let Some((length, rest)) = bundle.split_first_chunk::<2>() {
            let (leaf, rest) = rest.split_at(usize::from(u16::from_be_bytes(*length)));
            leaves.push(leaf.to_vec());
            bundle = rest;
        }
    }
    leaves
}

#[tokio::test]
async fn another_implementation_computes_the_same_tree_from_the_published_tiles() {
    let t = TestApp::start().await;
    t.get("/log/checkpoint", None).await.refused(404, "not_found");
    for (from, count) in [(0, 1), (1, 2), (3, 254), (257, 300)] {
        happen(&t, from, count).await;
        let (size, root) = checkpoint(&t).await;
        assert_eq!(size, u64::from(from + count));
        let leaves = leaves(&t, size).await;
        let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        leaves.iter().for_each(|leaf| other.push(leaf.clone()));
        assert_eq!(other.root().as_bytes().as_slice(), root, "size {size}");
        // Level 0 holds the hashes of the leaves.
        let width = (size % 256).max(1);
        let tile = bytes(&t, &format!("/log/tile/0/{:03}.p/{width}", size / 256)).await;
        let hashes: Vec<u8> =
            leaves[leaves.len() - (width as usize)..].iter().flat_map(|leaf| leaf_hash(leaf)).collect();
        assert_eq!(tile, hashes);
    }
    // Level 1: the root of the first whole tile.
    let leaves = leaves(&t, 557).await;
    let mut first = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    leaves[..256].iter().for_each(|leaf| first.push(leaf.clone()));
    assert_eq!(&bytes(&t, "/log/tile/1/000.p/2").await[..32], first.root().as_bytes().as_slice());
}

#[tokio::test]
async fn proofs_lead_from_a_leaf_and_an_older_tree_to_the_signed_root() {
    let t = TestApp::start().await;
    happen(&t, 0, 70).await;
    let (old_size, old_root) = checkpoint(&t).await;
    happen(&t, 70, 30).await;
    let (size, root) = checkpoint(&t).await;
    for (index, leaf) in (0..).zip(leaves(&t, size).await) {
        let text = String::from_utf8(bytes(&t, &format!("/api/v1/log/leaves/{index}/proof")).await).unwrap();
        let proof = Proof::parse(&text).unwrap();
        assert_eq!(proof.checkpoint.as_bytes(), bytes(&t, "/log/checkpoint").await);
        assert!(check_inclusion(&proof.path, size, &root, index, &leaf_hash(&leaf)));
        let shown = t.get(&format!("/api/v1/log/leaves/{index}"), None).await.ok();
        assert_eq!(serde_json::from_slice::<Value>(&leaf).unwrap(), shown["document"]);
    }
    let proof = t.get(&format!("/api/v1/log/consistency?from={old_size}"), None).await.ok();
    let hashes: Vec<[u8; 32]> = proof["hashes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| hex::decode(it.as_str().unwrap()).unwrap().try_into().unwrap())
        .collect();
    assert!(check_consistency(&hashes, (size, &root), (old_size, &old_root)));
    assert_eq!(proof["from_root"], hex::encode(old_root));
    t.get("/api/v1/log/consistency?from=0", None).await.refused(400, "sizes");
    t.get("/api/v1/log/consistency?from=5&to=101", None).await.refused(400, "sizes");
    t.get("/api/v1/log/leaves/100", None).await.refused(404, "not_found");
    t.get("/api/v1/log/leaves/18446744073709551615", None).await.refused(404, "not_found");
}

#[tokio::test]
async fn only_what_is_signed_is_served_and_for_ever() {
    let t = TestApp::start().await;
    happen(&t, 0, 300).await;
    let tile = t.get("/log/tile/0/000", None).await;
    assert_eq!(tile.body.len(), 256 * 32);
    assert_eq!(tile.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(t.get("/log/checkpoint", None).await.headers["cache-control"], "no-cache");
    for path in
        ["0/001", "0/001.p/45", "1/000", "1/000.p/2", "2/000.p/1", "entries/001", "0/x999/999", "0/1", "0/..", "9/9"]
    {
        assert_eq!(t.get(&format!("/log/tile/{path}"), None).await.status, 404, "{path}");
    }
    assert_eq!(bytes(&t, "/log/tile/0/001.p/44").await.len(), 44 * 32);
}

#[tokio::test]
async fn the_log_tells_nobody_who_signed_up_or_that_anybody_did() {
    let t = TestApp::start().await;
    let cast = cast(&t, AGENCIES.len()).await;
    let notice = cast.published(&t, content()).await;
    t.sequence().await;
    let before = checkpoint(&t).await.0;
    for (n, agency) in cast.agencies.iter().enumerate() {
        t.post(
            &format!("/api/v1/notices/{notice}/sign-ups"),
            Some(agency),
            sign_up(&t, &notice, Some(agency), n).await,
        )
        .await
        .ok();
    }
    t.sequence().await;
    let (size, _) = checkpoint(&t).await;
    let leaves = leaves(&t, size).await;
    assert_eq!(size, before + u64::try_from(cast.agencies.len()).unwrap());
    for leaf in &leaves[usize::try_from(before).unwrap()..] {
        let leaf: BTreeMap<String, Value> = serde_json::from_slice(leaf).unwrap();
        assert_eq!(leaf.keys().collect::<Vec<_>>(), ["at", "audience", "id", "sealed"]);
    }
}

#[tokio::test]
async fn a_changed_past_is_not_signed() {
    // As the database's owner, who can switch the triggers off.
    for (sql, found) in [
        ("UPDATE log_hash SET hash = sha256('x') WHERE place = 6", "last checkpoint"),
        ("DELETE FROM log_hash WHERE place = 6", "last checkpoint"),
        ("UPDATE log_checkpoint SET root = sha256('x')", "last checkpoint"),
    ] {
        let t = TestApp::start().await;
        happen(&t, 0, 4).await;
        tamper(&t, sql).await;
        add(&t).await;
        let error = sequencer::turn(&t.app, t.app.server_id()).await.unwrap_err();
        assert!(error.to_string().contains(found), "{sql}: {error}");
    }
    // An entry changed between its commit and its place in the order.
    let t = TestApp::start().await;
    happen(&t, 0, 4).await;
    add(&t).await;
    tamper(&t, r#"UPDATE journal_entry SET public = '{"n": 99}' WHERE public->>'n' = '4'"#).await;
    let error = sequencer::turn(&t.app, t.app.server_id()).await.unwrap_err();
    assert!(matches!(error, LogError::ChangedEntry { index: 4 }), "{error}");
    assert_eq!(checkpoint(&t).await.0, 4, "the log stands where it was");
}

async fn add(t: &TestApp) {
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    let entry = Entry {
        kind: "test.happened",
        subject: Subject { kind: "notice", id: Uuid::from_u128(1) },
        about: vec![],
        audience: Audience::Public,
        public: json!({ "n": 4 }),
        private: None,
    };
    work.record(at, entry).await.unwrap();
    work.commit().await.unwrap();
}

async fn tamper(t: &TestApp, sql: &str) {
    let mut conn = t.db.pool.acquire().await.unwrap();
    sqlx::query("SET session_replication_role = replica").execute(&mut *conn).await.unwrap();
    assert!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *conn).await.unwrap().rows_affected() > 0, "{sql}");
    sqlx::query("RESET session_replication_role").execute(&mut *conn).await.unwrap();
}

#[tokio::test]
async fn another_server_goes_on_where_the_leader_died_without_gap_or_fork() {
    let t = TestApp::start().await;
    happen(&t, 0, 5).await;
    let (old_size, old_root) = checkpoint(&t).await;
    // Placed, never signed: as a log that was begun after the journal.
    add(&t).await;
    let other = Uuid::from_u128(7);
    assert_eq!(sequencer::turn(&t.app, other).await.unwrap(), 5, "the lease is another's");
    sqlx::query("UPDATE lease SET expires_at = clock_timestamp() - interval '1 second'")
        .execute(&t.db.pool)
        .await
        .unwrap();
    assert_eq!(sequencer::turn(&t.app, other).await.unwrap(), 6);
    add(&t).await;
    assert_eq!(t.sequence().await, 6, "the old leader comes back and may not write");
    sequencer::turn(&t.app, other).await.unwrap();
    let (size, root) = checkpoint(&t).await;
    assert_eq!(size, 7);
    let proof = t.get(&format!("/api/v1/log/consistency?from={old_size}"), None).await.ok();
    let hashes = proof["hashes"].as_array().unwrap().iter();
    let hashes: Vec<[u8; 32]> =
        hashes.map(|it| hex::decode(it.as_str().unwrap()).unwrap().try_into().unwrap()).collect();
    assert!(check_consistency(&hashes, (size, &root), (old_size, &old_root)));
}

#[tokio::test]
async fn a_log_is_not_continued_with_another_key() {
    let t = TestApp::start().await;
    let mut conn = t.db.pool.acquire().await.unwrap();
    let again = LogKey::load(&mut conn, t.app.vault(), &RngSource::seeded(2), "433101").await.unwrap();
    assert_eq!(again.verifier(), t.app.log_key().verifier());
    let other = LogKey::load(&mut conn, &Vault::new([8; 32]), &RngSource::seeded(2), "433101").await;
    assert!(matches!(other, Err(LogError::AnotherKey)));
    assert!(log::head(&mut conn).await.unwrap().is_none(), "nothing is signed yet");
}

/// What both sides are tested with: the pages' verifier reads the same file. `UPDATE_FIXTURES=1` makes it anew.
#[tokio::test]
async fn the_proof_that_the_pages_are_tested_with_is_this_one() {
    let t = TestApp::start().await;
    happen(&t, 0, 7).await;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let made = json!({
        "key": text(bytes(&t, "/log/key").await),
        "leaf": t.get("/api/v1/log/leaves/3", None).await.ok(),
        "proof": text(bytes(&t, "/api/v1/log/leaves/3/proof").await),
    });
    let made = format!("{made:#}\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/log-proof.json");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), made);
}

/// A witness as the specification has it: it remembers what it signed, and signs only what continues that.
#[derive(Default)]
struct Seen {
    size: u64,
    root: [u8; 32],
}

const WITNESS: [u8; 32] = [5; 32];

fn witness_key() -> String {
    let public = ed25519_dalek::SigningKey::from_bytes(&WITNESS).verifying_key();
    let key = [&[4], public.as_bytes().as_slice()].concat();
    format!(
        "witness.example/w1+{:08x}+{}",
        signed_note::key_id("witness.example/w1", &key),
        BASE64_STANDARD.encode(key)
    )
}

fn add_checkpoint(seen: &mut Seen, log_key: &str, body: &str) -> (u16, String) {
    let (head, note) = body.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    let old: u64 = lines.next().unwrap().strip_prefix("old ").unwrap().parse().unwrap();
    let checkpoint = Checkpoint::open(note.as_bytes(), log_key).unwrap();
    if old != seen.size {
        return (409, format!("{}\n", seen.size));
    }
    let proof: Vec<[u8; 32]> = lines.map(|it| BASE64_STANDARD.decode(it).unwrap().try_into().unwrap()).collect();
    let continues = old == 0 && proof.is_empty()
        || check_consistency(&proof, (checkpoint.size, &checkpoint.root), (old, &seen.root));
    if !continues {
        return (422, String::new());
    }
    *seen = Seen { size: checkpoint.size, root: checkpoint.root };
    let key = ed25519_dalek::SigningKey::from_bytes(&WITNESS);
    let time = 1_764_000_000_u64;
    let text = format!("cosignature/v1\ntime {time}\n{}", checkpoint.text());
    let signature = ed25519_dalek::Signer::sign(&key, text.as_bytes()).to_bytes();
    let id = u32::from_str_radix(witness_key().split('+').nth(1).unwrap(), 16).unwrap();
    let bytes = [&id.to_be_bytes(), time.to_be_bytes().as_slice(), &signature].concat();
    (200, format!("— witness.example/w1 {}\n", BASE64_STANDARD.encode(bytes)))
}

#[tokio::test]
async fn a_witness_cosigns_what_continues_what_it_has_seen_and_nothing_else() {
    let t = TestApp::start().await;
    happen(&t, 0, 5).await;
    let log_key = t.app.log_key().verifier().to_owned();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (memory, key) = (Arc::clone(&seen), log_key.clone());
    let answer = move |body: String| {
        let (memory, key) = (Arc::clone(&memory), key.clone());
        async move {
            let (status, body) = add_checkpoint(&mut memory.lock().unwrap(), &key, &body);
            (axum::http::StatusCode::from_u16(status).unwrap(), body)
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().route("/add-checkpoint", axum::routing::post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let witness: Witness = format!("{}@http://{address}/", witness_key()).parse().unwrap();
    let client = reqwest::Client::new();

    witness::ask(&t.app, &client, &witness).await.unwrap();
    let note = String::from_utf8(bytes(&t, "/log/checkpoint").await).unwrap();
    assert!(note.contains("— witness.example/w1 "), "{note}");
    let text = open_note(note.as_bytes(), &log_key).unwrap();
    let lines = note.split_once("\n\n").unwrap().1;
    let cosigner = Cosigner::parse(&witness_key()).unwrap();
    assert_eq!(cosigner.cosigned(&text, lines).unwrap().1, 1_764_000_000);
    assert_eq!(cosigner.cosigned(&text.replace("\n5\n", "\n6\n"), lines), None, "of this checkpoint only");

    // It grows; the witness sees that it continues. Then the witness is ahead of what the database knows of it.
    happen(&t, 5, 5).await;
    witness::ask(&t.app, &client, &witness).await.unwrap();
    let shown = t.get("/api/v1/log", None).await.ok();
    assert_eq!(
        (&shown["witnesses"][0]["name"], &shown["witnesses"][0]["size"]),
        (&json!("witness.example/w1"), &json!(10))
    );
    happen(&t, 10, 2).await;
    assert_eq!(t.get("/log/checkpoint", None).await.headers["cache-control"], "no-cache");
    let proof = Proof::parse(&String::from_utf8(bytes(&t, "/api/v1/log/leaves/0/proof").await).unwrap()).unwrap();
    assert!(proof.checkpoint.contains("witness.example/w1"), "a proof is best made with what a witness has signed");
    tamper(&t, "DELETE FROM log_cosignature").await;
    witness::ask(&t.app, &client, &witness).await.unwrap();
    assert_eq!(seen.lock().unwrap().size, 12);

    // Another history: it does not sign.
    tamper(&t, "UPDATE log_identity SET inherited = 1000").await;
    tamper(&t, r#"UPDATE journal_entry SET public = '{"n": 99}' WHERE public->>'n' = '1'"#).await;
    tamper(&t, "DELETE FROM log_cosignature").await;
    tamper(&t, "DELETE FROM log_checkpoint").await;
    tamper(&t, "DELETE FROM log_hash").await;
    happen(&t, 12, 1).await;
    let refused = witness::ask(&t.app, &client, &witness).await.unwrap_err();
    assert!(refused.to_string().contains("422"), "{refused}");
}

/// The promise comes with the answer; within a second the log has the entry, and the receipt shows it to anybody, offline.
#[tokio::test]
async fn a_receipt_is_promised_at_once_and_proved_without_the_server() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let notice = cast.published(&t, content()).await;
    cast.sign_up(&t, &notice, 2).await;
    let [agency, other] = [&cast.agencies[0], &cast.agencies[1]];
    let mine = t.get("/api/v1/sign-ups", Some(agency)).await.ok()["items"][0].clone();
    let id = mine["id"].as_str().unwrap();
    let path = format!("/api/v1/sign-ups/{id}/receipt");
    let key = t.app.log_key().verifier().to_owned();

    let promise = mine["receipt"]["promise"].as_str().unwrap();
    let promised = Promise::open(promise.as_bytes(), &key).unwrap();
    assert_eq!(promised.entry_hash, mine["receipt"]["entry_hash"].as_str().unwrap());
    assert_eq!(promised.commitment, mine["commitment"].as_str().unwrap());
    assert_eq!(promised.at, mine["receipt"]["at"].as_str().unwrap());
    assert!(receipt::verify(promise, Some(&key)).iter().all(|it| it.passed));
    let forged = promise.replace(&promised.commitment, &"0".repeat(64));
    assert!(receipt::verify(&forged, Some(&key)).iter().any(|it| !it.passed));
    t.get(&path, Some(agency)).await.refused(404, "not_found");

    t.sequence().await;
    let reply = t.get(&path, Some(agency)).await;
    assert_eq!(reply.status, 200);
    let text = String::from_utf8(reply.body).unwrap();
    let names: Vec<_> = receipt::verify(&text, Some(&key)).into_iter().map(|it| (it.name, it.passed)).collect();
    let all = ["proof", "key", "signature", "leaf", "inclusion", "opening"].map(|name| (name, true));
    assert_eq!(names, all);
    // It says what the log hides: for what, by whom, committed to what.
    let extra: Value = serde_json::from_slice(&Proof::parse(&text).unwrap().extra.unwrap()).unwrap();
    assert_eq!(extra["leaf"]["audience"], "parties");
    assert_eq!(extra["opening"]["part"]["public"]["commitment"], mine["commitment"]);
    assert_eq!(extra["opening"]["part"]["private"]["agency_id"], json!(agency.org()));
    // It is its holder's.
    t.get(&path, Some(other)).await.refused(404, "not_found");
    t.get(&path, Some(&cast.client)).await.refused(403, "wrong_role");
    t.get(&path, None).await.refused(401, "unauthorized");

    // Any change of what it shows is noticed, each by its own step.
    let with = |change: &dyn Fn(&mut Value)| {
        let mut proof = Proof::parse(&text).unwrap();
        let mut extra = extra.clone();
        change(&mut extra);
        proof.extra = Some(serde_json::to_vec(&extra).unwrap());
        let failed = receipt::verify(&proof.to_string(), Some(&key)).into_iter().filter(|it| !it.passed);
        failed.map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(with(&|it| it["opening"]["part"]["public"]["commitment"] = json!("0")), ["opening"]);
    assert_eq!(with(&|it| it["opening"]["salt"] = json!("00")), ["opening"]);
    assert_eq!(with(&|it| it["leaf"]["at"] = json!("2026-11-24T00:00:00.000Z")), ["inclusion"]);
    assert_eq!(with(&|it| it["key"] = json!("x")), ["key"]);

    // What the pages are tested with.
    let made = format!("{:#}\n", json!({ "key": key, "promise": promise, "receipt": text }));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/receipt.json");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(file, &made).unwrap();
    }
    let kept: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    for name in ["promise", "receipt"] {
        let steps = receipt::verify(kept[name].as_str().unwrap(), kept["key"].as_str());
        assert!(steps.iter().all(|it| it.passed), "{name}: {steps:?}");
    }
}
