//! SQL of bids.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::money::Fen;

/// A bid that was taken.
pub(super) struct BidRow {
    /// From 1.
    pub number: i32,
    pub agency_id: Uuid,
    pub amount_fen: Fen,
    pub at: DateTime<Utc>,
}

/// Bids after a number, in order; at most `limit`.
pub(super) async fn after(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: i32,
    limit: i64,
) -> Result<Vec<BidRow>, sqlx::Error> {
    sqlx::query_as!(
        BidRow,
        r#"SELECT number, agency_id, amount_fen AS "amount_fen: Fen", at
        FROM bid
        WHERE round_id = $1 AND number > $2
        ORDER BY number
        LIMIT $3"#,
        round_id,
        number,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// All bids of a round, in order. The step bounds them: each is lower than the one before by at least it.
pub(super) async fn all(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<BidRow>, sqlx::Error> {
    after(conn, round_id, 0, i64::MAX).await
}

/// The best bid, which is the last.
pub(super) async fn last(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<BidRow>, sqlx::Error> {
    sqlx::query_as!(
        BidRow,
        r#"SELECT number, agency_id, amount_fen AS "amount_fen: Fen", at
        FROM bid
        WHERE round_id = $1
        ORDER BY number DESC
        LIMIT 1"#,
        round_id,
    )
    .fetch_optional(conn)
    .await
}

/// Writes a bid.
pub(super) async fn insert(conn: &mut PgConnection, round_id: Uuid, bid: &BidRow) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO bid (round_id, number, agency_id, amount_fen, at)
        VALUES ($1, $2, $3, $4, $5)",
        round_id,
        bid.number,
        bid.agency_id,
        bid.amount_fen.0,
        bid.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Row version of a round, which every bid and every step raises.
pub(super) async fn version(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar!("SELECT version FROM round WHERE id = $1", round_id).fetch_optional(conn).await
}

/// The award of a round that stands.
pub(super) async fn award(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM award WHERE round_id = $1 AND declined_at IS NULL", round_id)
        .fetch_optional(conn)
        .await
}
