//! Two ways to do the same, measured in turns.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use axum::Router;
use futures_util::future::BoxFuture;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// Rounds of each side that count; one before them warms up.
pub const ROUNDS: usize = 7;
/// Callers at once, where callers are many.
pub const CLIENTS: usize = 8;
/// Requests of one round, unless said.
const OPS: usize = 400;

/// One thing to do, told how many times it was done before.
pub type Op = Arc<dyn Fn(usize) -> BoxFuture<'static, ()> + Send + Sync>;

/// Makes an [`Op`].
pub fn op<F, Fut>(make: F) -> Op
where
    F: Fn(usize) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    Arc::new(move |n| Box::pin(make(n)))
}

/// A line of the table.
pub struct Figure {
    pub what: String,
    pub is: String,
    pub aim: &'static str,
    /// What it was computed from.
    pub measured: String,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<66} {:>9} {:>8}   {}", self.what, self.is, self.aim, self.measured)
    }
}

/// Operations per second of both sides: medians over the rounds.
#[derive(Clone, Copy)]
pub struct Pair {
    pub ours: f64,
    pub bare: f64,
}

impl Pair {
    /// How much of the bare rate is left.
    pub fn figure(self, what: &str, aim: &'static str) -> Figure {
        Figure {
            what: what.to_owned(),
            is: format!("{:.2}", self.ours / self.bare),
            aim,
            measured: format!("{:.0}/s of {:.0}/s", self.ours, self.bare),
        }
    }
}

/// Requests of one round.
pub fn ops() -> usize {
    from_env("JISHI_BENCH_OPS", OPS).max(CLIENTS)
}

/// How often an operation is done by [`pair`], each time with another number.
pub fn total(ops: usize) -> usize {
    (ROUNDS + 1) * ops
}

/// A number from the environment.
pub fn from_env(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Measures both in turns, `ops` operations a round; the side that begins changes each round.
pub async fn pair(clients: usize, ops: usize, ours: &Op, bare: &Op) -> Pair {
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let first = round * ops;
        if round % 2 == 0 {
            of_ours.push(rate(clients, first, ops, ours).await);
            of_bare.push(rate(clients, first, ops, bare).await);
        } else {
            of_bare.push(rate(clients, first, ops, bare).await);
            of_ours.push(rate(clients, first, ops, ours).await);
        }
    }
    Pair { ours: median(&of_ours[1..]), bare: median(&of_bare[1..]) }
}

/// Operations per second of so many callers, each waiting for its answer before it asks again.
async fn rate(clients: usize, first: usize, count: usize, op: &Op) -> f64 {
    let next = Arc::new(AtomicUsize::new(first));
    let begun = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..clients {
        let (op, next) = (op.clone(), next.clone());
        callers.spawn(async move {
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= first + count {
                    break;
                }
                op(n).await;
            }
        });
    }
    callers.join_all().await;
    f64::from(u32::try_from(count).unwrap()) / begun.elapsed().as_secs_f64()
}

/// The middle one.
pub fn median(of: &[f64]) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// Serves on a free port of the loopback interface; answers the address.
pub async fn listen(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// An HTTP client that keeps its connections and asks no proxy.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}
