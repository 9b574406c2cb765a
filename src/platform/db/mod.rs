//! The database: somebody else's (`DATABASE_URL`) or the private cluster Jishi brings itself.
//!
//! [`open`] gives a migrated pool either way. [`cluster`] makes, finds again, watches and stops the private PostgreSQL.

pub mod cluster;
mod lock;
pub mod migrate;
pub mod pool;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::task::JoinHandle;

pub use cluster::{Cluster, ClusterError};
pub use lock::{DataDirLock, LockError};
pub use migrate::MigrateError;

/// How long requests under way may keep their connections when we stop.
const CLOSE_LIMIT: Duration = Duration::from_secs(5);

/// Who opens the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The server: alone on its data directory, keeps the private cluster alive and stops it at the end.
    Server,
    /// A short command (`jishi admin …`): uses a running server's cluster, or starts it for as long as it takes.
    Command,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`; takes the place of the private cluster.
    pub database_url: Option<String>,
    /// The data directory; made if missing.
    pub data_dir: PathBuf,
    /// Size of the pool, see [`pool::DEFAULT_MAX_CONNECTIONS`].
    pub max_connections: u32,
    /// Who opens it.
    pub role: Role,
}

/// A migrated database, ready for use.
#[derive(Debug)]
pub struct Database {
    /// Connections to it.
    pub pool: PgPool,
    /// The private cluster, if it is ours.
    pub cluster: Option<Arc<Cluster>>,
    watcher: Option<JoinHandle<()>>,
    _lock: Option<DataDirLock>,
}

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The private cluster failed.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// The data directory belongs to another server.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// Nobody answers, or it refuses us.
    #[error("无法连接数据库 / cannot connect to the database: {0}")]
    Connect(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
}

/// Opens the database: starts the private cluster if needed, connects, migrates.
pub async fn open(settings: &Settings) -> Result<Database, DbError> {
    let database = match &settings.database_url {
        Some(url) => open_given(url, settings).await?,
        None => open_private(settings).await?,
    };
    if let Err(error) = migrate::run(&database.pool).await {
        database.stop().await;
        return Err(error.into());
    }
    Ok(database)
}

async fn open_given(url: &str, settings: &Settings) -> Result<Database, DbError> {
    let lock = match settings.role {
        Role::Server => Some(DataDirLock::take(&settings.data_dir)?),
        Role::Command => None,
    };
    let pool = pool::connect(url, settings.max_connections).await.map_err(DbError::Connect)?;
    Ok(Database { pool, cluster: None, watcher: None, _lock: lock })
}

async fn open_private(settings: &Settings) -> Result<Database, DbError> {
    let cluster = Arc::new(match settings.role {
        Role::Server => Cluster::start(&settings.data_dir).await?,
        Role::Command => Cluster::start_or_join(cluster::Recipe::new(&settings.data_dir)).await?,
    });
    let pool = match pool::connect_with(cluster.connect_options(), settings.max_connections).await {
        Ok(pool) => pool,
        Err(error) => {
            cluster.stop().await;
            return Err(DbError::Connect(error));
        }
    };
    let watched = Arc::clone(&cluster);
    let watcher = tokio::spawn(async move { watched.watch().await });
    Ok(Database { pool, cluster: Some(cluster), watcher: Some(watcher), _lock: None })
}

impl Database {
    /// Closes the pool and stops the private cluster, if this process is its keeper. Bounded in time.
    pub async fn stop(self) {
        if tokio::time::timeout(CLOSE_LIMIT, self.pool.close()).await.is_err() {
            tracing::warn!("connections still in use are cut off");
        }
        if let Some(cluster) = &self.cluster {
            cluster.stop().await;
        }
        if let Some(watcher) = self.watcher {
            watcher.abort();
        }
    }
}
