//! The sequencer: one leader gives every committed entry its place in the one order, and signs the tree over it.
//!
//! Leadership is a lease row. Each batch locks that row in its own transaction and checks that it still leads, so a leader that was
//! paused past its lease writes nothing. A restart runs the same path: what is pending is placed.

use std::time::Duration;

use sqlx::{Connection, PgConnection, PgPool};
use uuid::Uuid;

use super::log::{self, LogError, LogKey};
use crate::platform::app::{App, Shutdown};

/// Most entries placed in one transaction.
const BATCH: i64 = 1_000;
/// How often the sequencer looks when nobody pokes it; bounds how long an entry of another server waits.
const TICK: Duration = Duration::from_millis(200);
/// How long leadership outlives a leader that died.
const LEASE_SECONDS: f64 = 3.0;

/// Places entries while this server leads, and tells the tail how far the order has come, until shutdown.
pub async fn run(app: App, mut shutdown: Shutdown) {
    let tail = app.tail();
    loop {
        match round(&app).await {
            Ok(()) => app.pulses().sequencer.beat(),
            Err(LogError::Database(error)) => tracing::warn!(%error, "the journal's order waits for the database"),
            Err(error) => tracing::error!(%error, "the log stands still"),
        }
        tokio::select! {
            () = tail.poked() => {}
            () = tokio::time::sleep(TICK) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// A turn, and what it means for those who wait.
pub async fn round(app: &App) -> Result<(), LogError> {
    let tail = app.tail();
    let next_index = turn(app, app.server_id()).await?;
    let known = tail.known();
    if next_index > known {
        if let Some(index) = newest_public(app.pool(), known, next_index).await? {
            tail.publish(index);
        }
        tail.advance(next_index);
    }
    Ok(())
}

/// Index of the newest public entry in `[from, to)`: asked once per server, whoever placed it and however many wait for it.
async fn newest_public(pool: &PgPool, from: i64, to: i64) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT l.index
        FROM journal_leaf l
        JOIN journal_entry e ON e.id = l.entry_id
        WHERE l.index >= $1
            AND l.index < $2
            AND e.audience = 'public'
        ORDER BY l.index DESC
        LIMIT 1",
        from,
        to,
    )
    .fetch_optional(pool)
    .await
}

/// One turn: places and signs all that is pending if `me` leads or may take the lead. Returns the end of the order.
///
/// # Errors
/// When the database fails, or the log was tampered with: then nothing is placed.
pub async fn turn(app: &App, me: Uuid) -> Result<i64, LogError> {
    let mut conn = app.pool().acquire().await?;
    while place_batch(&mut conn, me, app.log_key()).await? == BATCH {}
    Ok(next_index(&mut conn).await?)
}

/// The index that the next entry will get.
pub async fn next_index(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT COALESCE(max(index) + 1, 0) AS "next!" FROM journal_leaf"#).fetch_one(conn).await
}

/// Returns how many entries were placed: 0 also when another server leads.
async fn place_batch(conn: &mut PgConnection, me: Uuid, key: &LogKey) -> Result<i64, LogError> {
    let mut tx = conn.begin().await?;
    if !lead(&mut tx, me).await? {
        return Ok(0);
    }
    let from = next_index(&mut tx).await?;
    // A statement sees one snapshot: if it sees an entry, it sees every earlier one of the same subject, whose lock had to be
    // released by a commit before. Hence ord keeps each subject's own order.
    let placed = sqlx::query!(
        "WITH taken AS (
            DELETE FROM journal_pending
            WHERE ord IN (
                SELECT ord
                FROM journal_pending
                ORDER BY ord
                LIMIT $2
            )
            RETURNING ord, entry_id
        )
        INSERT INTO journal_leaf (index, entry_id)
        SELECT $1 + row_number() OVER (ORDER BY ord) - 1, entry_id
        FROM taken",
        from,
        BATCH,
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    log::extend(&mut tx, key, BATCH).await?;
    tx.commit().await?;
    Ok(i64::try_from(placed).unwrap_or(BATCH))
}

/// Renews or takes the lease and keeps its row locked to the end of the transaction.
async fn lead(conn: &mut PgConnection, me: Uuid) -> Result<bool, sqlx::Error> {
    let leads = sqlx::query!(
        "INSERT INTO lease (name, holder, expires_at)
        VALUES ('sequencer', $1, clock_timestamp() + make_interval(secs => $2))
        ON CONFLICT (name) DO UPDATE
        SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at
        WHERE lease.holder = EXCLUDED.holder OR lease.expires_at < clock_timestamp()",
        me,
        LEASE_SECONDS,
    )
    .execute(conn)
    .await?
    .rows_affected();
    Ok(leads == 1)
}
