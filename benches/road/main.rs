//! `make bench`: what Jishi costs over the engines below it, each figure a ratio of two things measured in the same run.
//!
//! Rounds of both sides alternate, so that whatever else the machine does hits both alike, and the medians are compared. The aims
//! are printed beside the figures; nothing fails, because a loaded machine is no defect.
//!
//! `cargo bench -- log opening` measures only these. `JISHI_BENCH_ROWS` lowers the size of the long list (1,000,000 notices), `JISHI_BENCH_OPS` the requests of one round.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark fails by panicking, as the tests it shares helpers with"
)]

mod bare_sign_up;
mod lists;
mod log;
mod measure;
mod notice;
mod opening;
mod search;
mod server;
mod sign_up;
mod stock;
#[allow(clippy::pedantic, dead_code, unused_imports, reason = "shared with the tests, which use all of it")]
#[path = "../../tests/support/mod.rs"]
mod support;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use measure::Figure;

#[tokio::main]
async fn main() {
    println!("{:<66} {:>9} {:>8}   measured", "figure", "is", "aim");
    let only: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|it| it == name);
    let parts: [(&str, BoxFuture<'static, Vec<Figure>>); 7] = [
        ("sign_up", sign_up::run().boxed()),
        ("notice", notice::run().boxed()),
        ("search", search::run().boxed()),
        ("lists", lists::run().boxed()),
        ("server", server::run().boxed()),
        ("log", log::run().boxed()),
        ("opening", opening::run().boxed()),
    ];
    for (name, part) in parts {
        if wanted(name) {
            show(part.await);
        }
    }
}

fn show(figures: Vec<Figure>) {
    for figure in figures {
        println!("{figure}");
    }
}
