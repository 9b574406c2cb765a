//! The private PostgreSQL cluster below the data directory.
//!
//! It listens on a Unix socket only, writes durably, and runs as an ordinary account even for root. It outlives a
//! `kill -9` of Jishi: the next start finds it running and takes it over. It is started again when it dies itself, and
//! stopped by [`Cluster::stop`]. Linux only (it reads `/proc`).

mod account;
mod error;
mod initdb;
mod layout;
mod log;
mod npm;
mod postmaster;
mod programs;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{Connection, PgConnection};
use tokio::sync::{Mutex, watch};
use tokio::time::{Instant, sleep};

use self::account::Account;
use self::layout::{Layout, PORT, SocketDir};
use self::postmaster::{Postmaster, Waited};
use self::programs::Programs;
use super::lock::{DataDirLock, LockError};

pub use self::error::ClusterError;

/// The database's owner and superuser.
const ROLE: &str = "jishi";
/// Our database in the cluster.
const DATABASE: &str = "jishi";

/// How long a start may take, recovery after a crash included.
const START_LIMIT: Duration = Duration::from_mins(5);
/// How long left-overs of a killed server (its shared memory, its pid file) may stand in the way.
const LEFTOVER_LIMIT: Duration = Duration::from_secs(30);
/// How long [`Cluster::start_or_join`] waits for another process that is starting.
const JOIN_LIMIT: Duration = Duration::from_mins(1);
/// How often the watcher looks, and how often it looks at the log's length.
const WATCH: Duration = Duration::from_millis(200);
const WATCH_LOG: Duration = Duration::from_mins(1);
/// The watcher's pause after a start that failed: doubled from the first to the second.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// What to start.
#[derive(Clone, Debug)]
pub struct Recipe {
    data_dir: PathBuf,
    settings: Vec<String>,
}

impl Recipe {
    /// A cluster as we run it for real, below `data_dir`.
    pub fn new(data_dir: &Path) -> Self {
        Self { data_dir: data_dir.to_owned(), settings: Vec::new() }
    }

    /// Overrules one server setting, for a server that this process starts.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push(format!("{name}={value}"));
        self
    }
}

/// A running private cluster. Dropping it leaves the server running; see [`Cluster::stop`].
#[derive(Debug)]
pub struct Cluster {
    layout: Layout,
    socket: SocketDir,
    stopping: watch::Sender<bool>,
    /// Present in the process that keeps the server, absent where another does.
    keeper: Option<Keeper>,
}

/// What it takes to keep a server alive.
#[derive(Debug)]
struct Keeper {
    account: Account,
    settings: Vec<String>,
    /// Held while the server is being started or stopped.
    postmaster: Mutex<Postmaster>,
    /// Makes us the only keeper.
    _lock: DataDirLock,
}

impl Cluster {
    /// Makes the cluster if there is none, finds or starts its server, and waits until it takes connections.
    ///
    /// Refused while another process is at it.
    pub async fn start(data_dir: &Path) -> Result<Self, ClusterError> {
        let lock = DataDirLock::take(data_dir)?;
        Self::keep(Recipe::new(data_dir), lock).await
    }

    /// As [`Cluster::start`], but where another process keeps the server, uses that one and leaves its life alone.
    pub async fn start_or_join(recipe: Recipe) -> Result<Self, ClusterError> {
        let give_up = Instant::now() + JOIN_LIMIT;
        loop {
            let busy = match DataDirLock::take(&recipe.data_dir) {
                Ok(lock) => return Self::keep(recipe, lock).await,
                Err(busy @ LockError::Busy { .. }) => busy,
                Err(error) => return Err(error.into()),
            };
            if let Ok(data_dir) = recipe.data_dir.canonicalize() {
                let cluster = Self::assemble(Layout::new(&data_dir), None);
                if let Ok(cluster) = cluster
                    && cluster.serves().await
                {
                    return Ok(cluster);
                }
            }
            if Instant::now() >= give_up {
                return Err(busy.into());
            }
            sleep(WATCH / 4).await;
        }
    }

    async fn keep(recipe: Recipe, lock: DataDirLock) -> Result<Self, ClusterError> {
        let layout = Layout::new(lock.dir());
        let account = Account::choose(&layout)?;
        account.take(&layout)?;
        let keeper = Keeper { account, settings: recipe.settings, postmaster: Mutex::default(), _lock: lock };
        let cluster = Self::assemble(layout, Some(keeper))?;
        cluster.come_up().await?;
        Ok(cluster)
    }

    /// Brings the server up and sees that it answers: one that was just killed still looks alive for an instant.
    async fn come_up(&self) -> Result<(), ClusterError> {
        let give_up = Instant::now() + LEFTOVER_LIMIT;
        loop {
            if let Some(keeper) = &self.keeper {
                keeper.bring_up(&self.layout, &mut *keeper.postmaster.lock().await).await?;
            }
            match self.make_database().await {
                Err(ClusterError::Connect(sqlx::Error::Io(error))) if Instant::now() < give_up => {
                    tracing::info!(%error, "PostgreSQL went away; looking again");
                    sleep(WATCH).await;
                }
                other => return other,
            }
        }
    }

    fn assemble(layout: Layout, keeper: Option<Keeper>) -> Result<Self, ClusterError> {
        let socket =
            SocketDir::open(&layout.run).map_err(|source| ClusterError::Io { path: layout.run.clone(), source })?;
        Ok(Self { layout, socket, stopping: watch::Sender::new(false), keeper })
    }

    /// Whether another process's server is there, with our database in it.
    async fn serves(&self) -> bool {
        postmaster::serves(&self.layout)
            && match PgConnection::connect_with(&self.connect_options()).await {
                Ok(connection) => connection.close().await.is_ok(),
                Err(_) => false,
            }
    }

    /// How to connect to our database. Valid while this value lives.
    pub fn connect_options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.socket.path())
            .port(PORT)
            .username(ROLE)
            .database(DATABASE)
            .ssl_mode(PgSslMode::Disable)
    }

    /// Keeps the server alive and its log short until [`Cluster::stop`] is called.
    pub async fn watch(&self) {
        let Some(keeper) = &self.keeper else {
            return;
        };
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => {}
            () = keeper.revive_forever(&self.layout) => {}
        }
    }

    /// Stops the server: fast shutdown, then harder. Does nothing where another process keeps it.
    pub async fn stop(&self) {
        let Some(keeper) = &self.keeper else {
            return;
        };
        // First, so that the watcher lets go of the server and does not start it again.
        self.stopping.send_replace(true);
        keeper.postmaster.lock().await.stop(&self.layout).await;
    }

    /// Makes our database in a cluster that has none yet.
    async fn make_database(&self) -> Result<(), ClusterError> {
        let options = self.connect_options().database("postgres");
        let mut connection = PgConnection::connect_with(&options).await?;
        let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(DATABASE)
            .fetch_one(&mut connection)
            .await?;
        if !exists {
            // The name is DATABASE; a statement of this kind takes no parameter.
            sqlx::raw_sql("CREATE DATABASE jishi").execute(&mut connection).await?;
        }
        connection.close().await?;
        Ok(())
    }
}

impl Keeper {
    async fn revive_forever(&self, layout: &Layout) {
        let (first, longest) = BACK_OFF;
        loop {
            self.until_gone(layout).await;
            tracing::error!(log = %layout.log.display(), "PostgreSQL has died; starting it again");
            let mut pause = first;
            while let Err(error) = self.bring_up(layout, &mut *self.postmaster.lock().await).await {
                tracing::error!(%error, "PostgreSQL does not come back yet");
                sleep(pause).await;
                pause = (pause * 2).min(longest);
            }
        }
    }

    async fn until_gone(&self, layout: &Layout) {
        let mut measured = Instant::now();
        while self.postmaster.lock().await.alive(layout) {
            if measured.elapsed() >= WATCH_LOG {
                measured = Instant::now();
                log::bound(&layout.log);
            }
            sleep(WATCH).await;
        }
    }

    /// Finds the server or starts it, making the cluster first if there is none, and waits until it is ready.
    async fn bring_up(&self, layout: &Layout, postmaster: &mut Postmaster) -> Result<(), ClusterError> {
        let begun = Instant::now();
        let file_error = |source| ClusterError::Io { path: layout.data.clone(), source };
        loop {
            let adopted = postmaster.adopt(layout).map_err(file_error)?;
            if !adopted {
                self.spawn(layout, postmaster).await?;
            }
            let log = layout.log.clone();
            match postmaster.wait_ready(layout, begun + START_LIMIT).await {
                Waited::Ready => {
                    tracing::info!(adopted, milliseconds = begun.elapsed().as_millis(), "PostgreSQL is ready");
                    return Ok(());
                }
                Waited::TooLong => return Err(ClusterError::Slow { limit: START_LIMIT, log }),
                // It was shutting down when we found it: now start it.
                Waited::Gone if adopted => {}
                Waited::Gone => {
                    let said = postmaster.said(layout);
                    if !stands_in_the_way(&said) || begun.elapsed() > LEFTOVER_LIMIT {
                        return Err(ClusterError::Died { log, said });
                    }
                    tracing::info!("left-overs of a killed PostgreSQL stand in the way; trying again");
                    postmaster::clear_stale(layout).map_err(file_error)?;
                    sleep(BACK_OFF.0).await;
                }
            }
        }
    }

    async fn spawn(&self, layout: &Layout, postmaster: &mut Postmaster) -> Result<(), ClusterError> {
        let programs = Programs::find(layout, self.account).await?;
        if layout.version().map_err(|source| ClusterError::Io { path: layout.data.clone(), source })?.is_none() {
            initdb::make(layout, self.account, &programs).await?;
        }
        log::bound(&layout.log);
        postmaster.spawn(layout, self.account, &programs, &self.settings)
    }
}

/// Whether a failed start's words are about what a killed server leaves for a moment: shared memory that its last
/// children hold, or its pid file.
fn stands_in_the_way(said: &str) -> bool {
    said.contains("pre-existing shared memory block") || said.contains("lock file \"postmaster.pid\"")
}
