//! `make bench`: what Jishi costs over the engines below it, each figure a ratio of two things measured in the same run.
//!
//! Rounds of both sides alternate, so that whatever else the machine does hits both alike, and the medians are compared. The aims
//! are printed beside the figures; nothing fails, because a loaded machine is no defect.
//!
//! `JISHI_BENCH_ROWS` lowers the size of the long list (1,000,000 notices), `JISHI_BENCH_OPS` the requests of one round.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark fails by panicking, as the tests it shares helpers with"
)]

mod bare_sign_up;
mod lists;
mod measure;
mod notice;
mod search;
mod server;
mod sign_up;
mod stock;
#[allow(clippy::pedantic, dead_code, unused_imports, reason = "shared with the tests, which use all of it")]
#[path = "../../tests/support/mod.rs"]
mod support;

use measure::Figure;

#[tokio::main]
async fn main() {
    println!("{:<66} {:>9} {:>8}   measured", "figure", "is", "aim");
    show(sign_up::run().await);
    show(notice::run().await);
    show(search::run().await);
    show(lists::run().await);
    show(server::run().await);
}

fn show(figures: Vec<Figure>) {
    for figure in figures {
        println!("{figure}");
    }
}
