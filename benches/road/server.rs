//! The real program with the demo year: how soon it answers and how much memory it holds.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::measure::{Figure, client, median};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/release/jishi");
/// Starts measured; the one before them builds the search index.
const STARTS: usize = 3;
/// Requests before the memory is read.
const REQUESTS: usize = 200;
/// How long a start may take before the measurement gives up.
const GIVE_UP: Duration = Duration::from_mins(2);
/// Between two looks whether it answers yet.
const LOOK: Duration = Duration::from_millis(5);
/// What a visitor looks at.
const PAGES: [&str; 8] = [
    "/api/v1/notices",
    "/api/v1/awards",
    "/api/v1/agencies",
    "/api/v1/statistics",
    "/api/v1/search/agencies?q=cehui",
    "/api/v1/search/notices?q=gongcheng",
    "/api/v1/catalog-items",
    "/",
];

struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits until it can serve; also tells how long that took.
    async fn start(data: &Path) -> (Self, Duration) {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let child = jishi(data).args(["serve", "--listen", &listen]).spawn().unwrap();
        let server = Self { child, address: format!("http://{listen}") };
        let (http, url) = (client(), format!("{}/healthz", server.address));
        loop {
            if http.get(&url).send().await.is_ok_and(|reply| reply.status().is_success()) {
                return (server, begun.elapsed());
            }
            assert!(begun.elapsed() < GIVE_UP, "the server does not answer");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Reads pages as visitors do; how many were there.
    async fn visit(&self) -> usize {
        let (http, mut there) = (client(), 0);
        for n in 0..REQUESTS {
            let reply = http.get(format!("{}{}", self.address, PAGES[n % PAGES.len()])).send().await.unwrap();
            there += usize::from(reply.status().is_success());
            reply.bytes().await.unwrap();
        }
        there
    }

    /// Resident memory in kB (`proc_pid_status(5)`), with the program's own pages; of the server, not of its database.
    fn resident_kb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Server {
    /// Asks it to stop, and waits, so that its database stops with it.
    fn drop(&mut self) {
        let _ = kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGTERM);
        let _ = self.child.wait();
    }
}

/// The program on a data directory, told nothing by the environment.
fn jishi(data: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("--data-dir").arg(data).stdout(Stdio::null()).stderr(Stdio::null());
    for name in ["DATABASE_URL", "MEILI_URL", "MEILI_KEY", "JISHI_DIVISION"] {
        command.env_remove(name);
    }
    command
}

fn skipped(why: &str) -> Vec<Figure> {
    let measured = format!("skipped: {why}");
    vec![Figure { what: "5 memory and cold start".to_owned(), is: "–".to_owned(), aim: "–", measured }]
}

pub async fn run() -> Vec<Figure> {
    if !Path::new(PROGRAM).exists() {
        return skipped("there is no target/release/jishi");
    }
    let data = tempfile::tempdir().unwrap();
    if !jishi(data.path()).arg("demo").status().unwrap().success() {
        return skipped("`jishi demo` failed");
    }
    let (server, _) = Server::start(data.path()).await;
    let there = server.visit().await;
    let megabytes = server.resident_kb() / 1024.0;
    drop(server);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let (_server, took) = Server::start(data.path()).await;
        starts.push(took.as_secs_f64());
    }
    let each = starts.iter().map(|it| format!("{it:.2} s")).collect::<Vec<_>>().join(", ");
    vec![
        Figure {
            what: "5 memory of the server with the demo year".to_owned(),
            is: format!("{megabytes:.0} MB"),
            aim: "< 200",
            measured: format!("VmRSS after {there} of {REQUESTS} requests"),
        },
        Figure {
            what: "  from start to /healthz 200, database included".to_owned(),
            is: format!("{:.2} s", median(&starts)),
            aim: "< 3 s",
            measured: each,
        },
    ]
}
