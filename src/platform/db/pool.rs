//! Connections: one pool per process, with the limits every session gets.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection, PgPool};
use tokio::time::{Instant, sleep};

/// How long a request waits for a free connection before it fails.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(8);
/// How long a database that is still starting is waited for.
const STARTING_LIMIT: Duration = Duration::from_secs(30);
/// One try to connect, so that a host that swallows packets cannot use up the whole wait.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Default for the pool's size: well under the 100 of the private cluster, so that commands find room beside a server.
pub const DEFAULT_MAX_CONNECTIONS: u32 = 24;

/// Limits of every session; `SET` rather than start-up options because poolers refuse the latter.
const SESSION: &str = "SET statement_timeout = '30s';
    SET idle_in_transaction_session_timeout = '60s'";

/// Opens a pool on a `postgres://` address and makes sure that the database answers.
pub async fn connect(url: &str, max_connections: u32) -> Result<PgPool, sqlx::Error> {
    connect_with(PgConnectOptions::from_str(url)?, max_connections).await
}

/// As [`connect`], for options already parsed. sqlx sets every session's time zone to UTC by itself.
pub async fn connect_with(options: PgConnectOptions, max_connections: u32) -> Result<PgPool, sqlx::Error> {
    let options = options.application_name("jishi");
    wait_until_up(&options).await?;
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(sqlx::raw_sql(SESSION)).await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await
}

/// Waits, bounded, for a database that is starting or recovering; any other refusal is returned at once.
async fn wait_until_up(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let give_up = Instant::now() + STARTING_LIMIT;
    let mut pause = Duration::from_millis(50);
    let mut told = false;
    loop {
        let error = match tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(options)).await {
            Ok(Ok(connection)) => return connection.close().await,
            Ok(Err(error)) => error,
            Err(_) => sqlx::Error::PoolTimedOut,
        };
        if !is_starting(&error) || Instant::now() + pause >= give_up {
            return Err(error);
        }
        if !told {
            tracing::info!(%error, "the database does not answer yet; waiting for it");
            told = true;
        }
        sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(1));
    }
}

/// Whether waiting can help: nobody listens yet, or the server says that it is starting (57P03) or full (53300).
fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(error) => matches!(error.code().as_deref(), Some("57P03" | "53300")),
        _ => false,
    }
}
