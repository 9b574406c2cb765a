//! The real program with its private database, and requests that are repeated until they are answered.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use rand::RngExt;
use rand::rngs::ChaCha20Rng;
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;
use tokio::process::Child;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, timeout};

/// How long anything may take to come back, the making of the cluster on a busy machine included.
pub const PATIENCE: Duration = Duration::from_mins(2);
/// Between two looks, and before a request is repeated.
pub const PAUSE: Duration = Duration::from_millis(50);

/// What is killed, and when after the beginning of a step.
#[derive(Clone, Copy, Debug)]
pub struct Kill {
    server: bool,
    database: bool,
    after: Duration,
}

impl Kill {
    /// Half of them within the few milliseconds of a request, half around what follows it: commit, sequencer, timers, readers.
    pub fn random(rng: &mut ChaCha20Rng) -> Self {
        let (server, database) = [(true, false), (false, true), (true, true)][rng.random_range(0..3)];
        let longest = if rng.random_bool(0.5) { 25_000 } else { 400_000 };
        Self { server, database, after: Duration::from_micros(rng.random_range(0..longest)) }
    }
}

pub struct Server {
    dir: TempDir,
    listen: String,
    http: Client,
    child: Mutex<Child>,
}

/// A request; what changes something carries an idempotency key.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: Method,
    pub path: String,
    pub token: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// An answer, and whether the request may have been done before by an attempt that was not answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Vec<u8>,
    pub unsure: bool,
}

impl Server {
    pub async fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        // Free now; a name that outlives the server is needed.
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let http = Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let child = Mutex::new(spawn(dir.path(), &listen));
        let server = Self { dir, listen, http, child };
        server.healthy().await;
        server
    }

    /// SIGTERM: server and database go down in order.
    pub async fn stop(self) {
        let mut child = self.child.lock().await;
        signal(child.id(), Signal::SIGTERM);
        let status = timeout(PATIENCE, child.wait()).await.expect("a server stops when asked").unwrap();
        assert!(status.success(), "{status}\n{}", self.log());
    }

    /// A finished run of the program on the same data.
    pub fn run(&self, args: &[&str], env: &[(&str, &str)]) -> std::process::Output {
        program(self.dir.path()).args(args).envs(env.iter().copied()).output().unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Straight into the private database.
    pub async fn database(&self) -> PgConnection {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(self.path("postgres/run"))
            .port(5432)
            .username("jishi")
            .database("jishi")
            .disable_statement_logging();
        PgConnection::connect_with(&options).await.unwrap()
    }

    pub async fn kill(&self, what: Kill) {
        sleep(what.after).await;
        let mut child = self.child.lock().await;
        if what.database {
            signal(self.postmaster(), Signal::SIGKILL);
        }
        if what.server {
            signal(child.id(), Signal::SIGKILL);
            child.wait().await.unwrap();
            *child = spawn(self.dir.path(), &self.listen);
        }
        drop(child);
        self.healthy().await;
    }

    /// Of the server.
    pub async fn pid(&self) -> u32 {
        self.child.lock().await.id().unwrap()
    }

    /// Of the private cluster, while it runs.
    fn postmaster(&self) -> Option<u32> {
        let text = fs::read_to_string(self.path("postgres/data/postmaster.pid")).ok()?;
        let pid: u32 = text.lines().next()?.trim().parse().ok()?;
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
        name.starts_with("postgres").then_some(pid)
    }

    /// The private cluster's processes, the postmaster first.
    pub fn database_processes(&self) -> Vec<u32> {
        let postmaster = self.postmaster().unwrap();
        let is_child = |pid: &u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
            parent == Some(postmaster)
        };
        let all = fs::read_dir("/proc").unwrap().filter_map(|it| it.unwrap().file_name().to_str()?.parse::<u32>().ok());
        std::iter::once(postmaster).chain(all.filter(is_child)).collect()
    }

    async fn healthy(&self) {
        let until = Instant::now() + PATIENCE;
        let health = format!("http://{}/healthz", self.listen);
        while !self.http.get(&health).send().await.is_ok_and(|answer| answer.status().is_success()) {
            assert!(Instant::now() < until, "the server does not come back\n{}", self.log());
            sleep(PAUSE).await;
        }
    }

    /// Sends a request, again and again while it is not answered or the server cannot.
    pub async fn send(&self, call: &Call) -> Answer {
        let until = Instant::now() + PATIENCE;
        let mut unsure = false;
        loop {
            match self.once(call).await {
                Ok((status, body)) if !status.is_server_error() => return Answer { status, body, unsure },
                Ok(_) | Err(_) => unsure = true,
            }
            assert!(Instant::now() < until, "no answer to {} {}\n{}", call.method, call.path, self.log());
            sleep(PAUSE).await;
        }
    }

    async fn once(&self, call: &Call) -> reqwest::Result<(StatusCode, Vec<u8>)> {
        let mut request = self.http.request(call.method.clone(), format!("http://{}/api/v1{}", self.listen, call.path));
        if let Some(token) = &call.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let answer = request.body(call.body.clone()).send().await?;
        let status = answer.status();
        Ok((status, answer.bytes().await?.to_vec()))
    }

    /// What can be read, parsed.
    pub async fn read(&self, path: &str, token: Option<&str>) -> Value {
        let answer = self.bytes(path, token).await;
        serde_json::from_slice(&answer).unwrap()
    }

    pub async fn bytes(&self, path: &str, token: Option<&str>) -> Vec<u8> {
        let token = token.map(str::to_owned);
        let call = Call { method: Method::GET, path: path.to_owned(), token, headers: vec![], body: vec![] };
        let answer = self.send(&call).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer.body
    }

    /// Reads until what was read is as it should be.
    pub async fn until(&self, path: &str, token: Option<&str>, right: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            let value = self.read(path, token).await;
            if right(&value) {
                return value;
            }
            assert!(Instant::now() < until, "{path} stays {value}\n{}", self.log());
            sleep(PAUSE).await;
        }
    }

    fn log(&self) -> String {
        let text = fs::read_to_string(self.path("server.log")).unwrap_or_default();
        let from = text.char_indices().rev().nth(6_000).map_or(0, |(at, _)| at);
        text[from..].to_owned()
    }
}

impl Drop for Server {
    /// After a failure nothing may stay behind.
    fn drop(&mut self) {
        let child = self.child.get_mut();
        if let (Some(id), Ok(None)) = (child.id(), child.try_wait()) {
            signal(Some(id), Signal::SIGKILL);
            signal(self.postmaster(), Signal::SIGKILL);
        }
    }
}

/// The program on this data, without what the environment says of other databases.
fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jishi"));
    command.arg("--data-dir").arg(dir).stdin(Stdio::null());
    for name in ["DATABASE_URL", "MEILI_URL", "MEILI_KEY", "JISHI_DIVISION", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

fn spawn(dir: &Path, listen: &str) -> Child {
    let log = File::options().create(true).append(true).open(dir.join("server.log")).unwrap();
    let mut command = program(dir);
    command.args(["serve", "--training", "--listen", listen]).stdout(Stdio::null()).stderr(log);
    tokio::process::Command::from(command).spawn().unwrap()
}

fn signal(pid: Option<u32>, signal: Signal) {
    if let Some(pid) = pid.and_then(|pid| i32::try_from(pid).ok()) {
        // It may have died just now.
        let _ = kill(Pid::from_raw(pid), signal);
    }
}
