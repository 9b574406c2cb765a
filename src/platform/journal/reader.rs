//! Readers: what follows from the journal (inbox, statistics, search) is built by following its index.

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::platform::app::{App, Shutdown};

/// Entries a reader takes at once.
pub const BATCH: i64 = 500;
/// How long a reader waits after a failure, and at most between two looks.
const TICK: Duration = Duration::from_millis(500);

/// An entry with its place in the order.
#[derive(Debug, Clone)]
pub struct PlacedEntry {
    pub index: i64,
    pub id: Uuid,
    pub kind: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub about: Vec<Uuid>,
    pub audience: String,
    pub at: DateTime<Utc>,
    pub actor: Value,
    pub public: Value,
}

/// Builds something in tables from the entries, in order. `apply` and the cursor commit together, so nothing is read twice.
pub trait Reader: Send + Sync + 'static {
    const NAME: &'static str;

    fn apply(
        &self,
        conn: &mut PgConnection,
        entries: &[PlacedEntry],
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

/// The entries from `next_index` on, at most `limit`.
pub async fn after(conn: &mut PgConnection, next_index: i64, limit: i64) -> Result<Vec<PlacedEntry>, sqlx::Error> {
    sqlx::query_as!(
        PlacedEntry,
        "SELECT l.index, e.id, e.kind, e.subject_kind, e.subject_id, e.about, e.audience, e.at, e.actor, e.public
        FROM journal_leaf l
        JOIN journal_entry e ON e.id = l.entry_id
        WHERE l.index >= $1
        ORDER BY l.index
        LIMIT $2",
        next_index,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Follows the journal with `reader` until shutdown. Of several servers one at a time does the work.
pub async fn run<R: Reader>(app: App, reader: R, mut shutdown: Shutdown) {
    let mut tail = app.tail().follow();
    loop {
        match catch_up(&app, &reader).await {
            Ok(()) => {}
            Err(error) => tracing::warn!(%error, reader = R::NAME, "reader waits"),
        }
        tokio::select! {
            _ = tail.changed() => {}
            () = tokio::time::sleep(TICK) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Reads to the end of the order.
pub async fn catch_up<R: Reader>(app: &App, reader: &R) -> Result<(), sqlx::Error> {
    let mut conn = app.pool().acquire().await?;
    while step(&mut conn, reader).await? {}
    Ok(())
}

/// One batch in one transaction; false when there was nothing to do or another server is at it.
async fn step<R: Reader>(conn: &mut PgConnection, reader: &R) -> Result<bool, sqlx::Error> {
    let mut tx = conn.begin().await?;
    sqlx::query!("INSERT INTO reader_cursor (reader) VALUES ($1) ON CONFLICT DO NOTHING", R::NAME)
        .execute(&mut *tx)
        .await?;
    let cursor = sqlx::query_scalar!(
        "SELECT next_index
        FROM reader_cursor
        WHERE reader = $1
        FOR UPDATE SKIP LOCKED",
        R::NAME,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(cursor) = cursor else { return Ok(false) };
    let entries = after(&mut tx, cursor, BATCH).await?;
    let Some(last) = entries.last() else { return Ok(false) };
    let next = last.index + 1;
    reader.apply(&mut tx, &entries).await?;
    sqlx::query!("UPDATE reader_cursor SET next_index = $2 WHERE reader = $1", R::NAME, next).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(true)
}
