//! The transparency log: what it costs a sign-up, how soon a checkpoint covers an entry, how fast it takes entries, and how its proofs grow.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jishi::core::log::{Hash, Tree, check_inclusion, leaf_hash};
use jishi::platform::Actor;
use jishi::platform::app::Shutdown;
use jishi::platform::journal::{Audience, Entry, Subject, sequencer};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::sync::watch;
use uuid::Uuid;

use crate::measure::{CLIENTS, Figure, Op, client, from_env, listen, median, op, ops, pair, total};
use crate::stock::{copy_id, copy_notice, routes, server};
use crate::support::TestApp;
use crate::support::road::{AGENCIES, cast, content, sign_up};

/// Entries appended at once.
const APPENDED: i64 = 20_000;
/// Leaves of the small and of the large tree.
const TREES: [u64; 2] = [1_000, 10_000_000];
/// Proofs made and checked in each.
const PROOFS: u64 = 2_000;
/// Between two looks at the newest checkpoint.
const LOOK: Duration = Duration::from_millis(5);

pub async fn run() -> Vec<Figure> {
    let mut figures = sign_ups().await;
    figures.push(append().await);
    figures.extend(proofs());
    figures
}

/// When each sign-up was answered, by its entry.
type Answered = Arc<Mutex<Vec<(Uuid, Instant)>>>;

/// A database with enough open notices, and sign-ups to them over HTTP.
struct Place {
    t: TestApp,
    sign_up: Op,
    answered: Answered,
    /// Held as long as the sequencer is to run.
    _running: Option<watch::Sender<bool>>,
}

impl Place {
    async fn open(ops: usize, with_log: bool) -> Self {
        let t = TestApp::start().await;
        let cast = cast(&t, AGENCIES.len()).await;
        let model = cast.published(&t, content()).await;
        let notices = total(ops).div_ceil(AGENCIES.len());
        copy_notice(&t.db.pool, &model, notices, &json!({})).await;
        let mut bodies = Vec::new();
        for agency in &cast.agencies {
            bodies.push((agency.token.clone(), sign_up(&t, &model, Some(agency), 0).await));
        }
        let app = server(&t);
        let address = listen(routes(&t, app.clone())).await;
        let running = with_log.then(|| {
            let (running, shutdown) = Shutdown::switch();
            tokio::spawn(sequencer::run(app, shutdown));
            running
        });
        let (http, answered) = (client(), Answered::default());
        let kept = answered.clone();
        let sign_up = op(move |n| {
            let (token, body) = &bodies[n % AGENCIES.len()];
            let notice = copy_id(1 + n / AGENCIES.len());
            let request =
                http.post(format!("{address}/api/v1/notices/{notice}/sign-ups")).bearer_auth(token).json(body);
            let kept = kept.clone();
            async move {
                let reply = request.send().await.unwrap();
                assert_eq!(reply.status(), StatusCode::CREATED);
                let view: Value = reply.json().await.unwrap();
                let entry = view["receipt"]["entry_id"].as_str().unwrap().parse().unwrap();
                kept.lock().unwrap().push((entry, Instant::now()));
            }
        });
        Self { t, sign_up, answered, _running: running }
    }
}

async fn sign_ups() -> Vec<Figure> {
    let ops = ops();
    let (with, without) = (Place::open(ops, true).await, Place::open(ops, false).await);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let watcher = tokio::spawn(look(with.t.db.pool.clone(), seen.clone()));
    let pair = pair(CLIENTS, ops, &with.sign_up, &without.sign_up).await;
    let waits = waits(&with, &seen).await;
    watcher.abort();
    let at = |percent: usize| waits[(waits.len() * percent / 100).min(waits.len() - 1)] * 1_000.0;
    vec![
        pair.figure("6 sign-up over HTTP with the log / without it, 8 callers", "≥ 0.85"),
        Figure {
            what: "  from the answer to a checkpoint that covers it, 99th percentile".to_owned(),
            is: format!("{:.0} ms", at(99)),
            aim: "< 1 s",
            measured: format!("of {}; median {:.0} ms, longest {:.0} ms", waits.len(), at(50), at(100)),
        },
    ]
}

/// Notes when which size was signed.
async fn look(pool: PgPool, seen: Arc<Mutex<Vec<(Instant, i64)>>>) {
    loop {
        let size: Option<i64> =
            sqlx::query_scalar("SELECT max(size) FROM log_checkpoint").fetch_one(&pool).await.unwrap();
        seen.lock().unwrap().push((Instant::now(), size.unwrap_or(0)));
        tokio::time::sleep(LOOK).await;
    }
}

/// How long each sign-up waited for its checkpoint, in seconds, sorted.
async fn waits(place: &Place, seen: &Mutex<Vec<(Instant, i64)>>) -> Vec<f64> {
    tokio::time::sleep(Duration::from_secs(2)).await;
    let answered = place.answered.lock().unwrap().clone();
    let ids: Vec<Uuid> = answered.iter().map(|(id, _)| *id).collect();
    let placed: Vec<(Uuid, i64)> = sqlx::query_as("SELECT entry_id, index FROM journal_leaf WHERE entry_id = ANY ($1)")
        .bind(&ids)
        .fetch_all(&place.t.db.pool)
        .await
        .unwrap();
    assert_eq!(placed.len(), ids.len(), "every entry has its place");
    let placed: std::collections::HashMap<Uuid, i64> = placed.into_iter().collect();
    let seen = seen.lock().unwrap();
    let mut waits: Vec<f64> = answered
        .iter()
        .map(|(id, at)| {
            let covered = seen.partition_point(|(_, size)| *size <= placed[id]);
            seen[covered].0.saturating_duration_since(*at).as_secs_f64()
        })
        .collect();
    waits.sort_by(f64::total_cmp);
    waits
}

/// Entries recorded in one transaction; then the sequencer's turn alone.
async fn append() -> Figure {
    let t = TestApp::start().await;
    let before = t.sequence().await;
    let mut work = t.app.begin(Actor::System("bench")).await.unwrap();
    let at = work.now().await.unwrap();
    for _ in 0..APPENDED {
        let id = work.id(at);
        let subject = Subject { kind: "notice", id };
        let public =
            json!({ "notice_code": "433101-20261124-0001", "project_name": "吉首市乾州街道老旧小区排水管网改造工程" });
        let entry =
            Entry { kind: "notice.noted", subject, about: vec![id], audience: Audience::Public, public, private: None };
        work.record(at, entry).await.unwrap();
    }
    work.commit().await.unwrap();
    let begun = Instant::now();
    let end = t.sequence().await;
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(end - before, APPENDED);
    let rate = f64::from(i32::try_from(APPENDED).unwrap()) / took;
    Figure {
        what: "  entries the log takes: placed, hashed and signed".to_owned(),
        is: format!("{rate:.0}/s"),
        aim: "–",
        measured: format!("{APPENDED} in {took:.2} s"),
    }
}

/// A tree of that many leaves, by its stored hashes.
fn grown(size: u64) -> Vec<Hash> {
    let mut hashes = Vec::new();
    let mut tree = Tree::new(0, []);
    for first in (0..size).step_by(100_000) {
        let last = size.min(first + 100_000);
        hashes.extend(tree.grow((first..last).map(|n| leaf_hash(&n.to_be_bytes()))).unwrap().hashes);
        tree = tree.at_edge();
    }
    hashes
}

fn proofs() -> Vec<Figure> {
    let large = from_env("JISHI_BENCH_LEAVES", usize::try_from(TREES[1]).unwrap());
    let measured = [TREES[0], u64::try_from(large).unwrap()].map(|size| {
        let hashes = grown(size);
        let some = |needs: Vec<u64>| needs.into_iter().map(|at| (at, hashes[usize::try_from(at).unwrap()]));
        let root = Tree::new(size, some(Tree::edge(size))).root().unwrap();
        let (mut longest, mut times) = (0, Vec::new());
        for n in 0..PROOFS {
            let index = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % size;
            let begun = Instant::now();
            let tree = Tree::new(size, some(Tree::inclusion_needs(size, index)));
            let proof = tree.inclusion(index).unwrap();
            let leaf = leaf_hash(&index.to_be_bytes());
            assert!(check_inclusion(&proof, size, &root, index, &leaf));
            times.push(begun.elapsed().as_secs_f64() * 1e6);
            longest = longest.max(proof.len());
        }
        (size, longest, median(&times))
    });
    let [(small, short, fast), (large, long, slow)] = measured;
    let ratio = |of: f64, to: f64| format!("{:.2}", of / to);
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    vec![
        Figure {
            what: format!("7 size of an inclusion proof, {large} leaves / {small}"),
            is: ratio(count(long), count(short)),
            aim: "log",
            measured: format!("{} B, {} B", 32 * long, 32 * short),
        },
        Figure {
            what: "  time to make and check it".to_owned(),
            is: ratio(slow, fast),
            aim: "log",
            measured: format!("{slow:.1} µs, {fast:.1} µs"),
        },
    ]
}
