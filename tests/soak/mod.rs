//! `kill -9` of server and database at random points of the road: no acknowledged step is lost, none is done twice,
//! every deadline fires once, the ledger balances.
//!
//! `SOAK` is the number of kills (3 unless said; `make soak` takes 50), `SOAK_SEED` where and what they hit.

mod access;
mod check;
mod road;
mod server;

use rand::rngs::ChaCha20Rng;
use rand::{RngExt, SeedableRng};

use self::road::Walk;
use self::server::{Kill, Server};

/// Kills of one road.
const KILLS_PER_ROAD: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_road_survives_kills_of_server_and_database() {
    let (kills, seed) = (setting("SOAK", 3), setting("SOAK_SEED", 20_261_124));
    println!("soak: SOAK={kills} SOAK_SEED={seed}");
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let server = Server::start().await;
    road::add_operator(&server);
    let mut walked = Vec::new();
    let mut left = usize::try_from(kills).unwrap();
    while left > 0 {
        let here = left.min(KILLS_PER_ROAD);
        let plan = plan(&mut rng, here);
        println!("soak: road {}: {plan:?}", walked.len() + 1);
        walked.push(Walk::new(&server, walked.len(), plan).walk().await);
        left -= here;
    }
    check::everything(&server, &walked).await;
    server.stop().await;
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number: {text}")))
}

/// At which steps what is killed, and how long after the step began.
fn plan(rng: &mut ChaCha20Rng, kills: usize) -> Vec<(usize, Kill)> {
    let mut plan: Vec<(usize, Kill)> = Vec::new();
    while plan.len() < kills {
        let step = rng.random_range(0..road::STEPS);
        if plan.iter().all(|(taken, _)| *taken != step) {
            plan.push((step, Kill::random(rng)));
        }
    }
    plan.sort_by_key(|(step, _)| *step);
    plan
}
