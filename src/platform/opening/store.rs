//! SQL of the opening keys.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::error::OpeningError;
use crate::core::seal::PublicKey;

/// The public half of an opening key.
#[derive(Clone, Copy, Debug)]
pub struct OpeningKey {
    pub id: Uuid,
    pub public: PublicKey,
    /// Since when rounds are wrapped to it.
    pub made_at: DateTime<Utc>,
    /// Until when.
    pub retired_at: Option<DateTime<Utc>>,
}

struct Row {
    id: Uuid,
    public_key: Vec<u8>,
    made_at: DateTime<Utc>,
    retired_at: Option<DateTime<Utc>>,
}

impl Row {
    fn key(self) -> Option<OpeningKey> {
        let public = PublicKey::from_slice(&self.public_key)?;
        Some(OpeningKey { id: self.id, public, made_at: self.made_at, retired_at: self.retired_at })
    }
}

/// The key that new rounds are wrapped to.
///
/// # Errors
/// When there is none.
pub async fn in_use(conn: &mut PgConnection) -> Result<OpeningKey, OpeningError> {
    let found = sqlx::query_as!(
        Row,
        "SELECT id, public_key, made_at, retired_at
        FROM opening_key
        WHERE retired_at IS NULL",
    )
    .fetch_optional(conn)
    .await?;
    found.and_then(Row::key).ok_or(OpeningError::NoneInUse)
}

/// One key.
///
/// # Errors
/// When there is none.
pub async fn by_id(conn: &mut PgConnection, id: Uuid) -> Result<OpeningKey, OpeningError> {
    let found = sqlx::query_as!(
        Row,
        "SELECT id, public_key, made_at, retired_at
        FROM opening_key
        WHERE id = $1",
        id,
    )
    .fetch_optional(conn)
    .await?;
    found.and_then(Row::key).ok_or(OpeningError::NoneInUse)
}

/// All keys, the newest first.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<OpeningKey>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, public_key, made_at, retired_at
        FROM opening_key
        ORDER BY made_at DESC, id DESC",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(Row::key).collect())
}

/// Lets nobody else add a key until the transaction ends.
pub async fn lock(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("LOCK TABLE opening_key IN SHARE ROW EXCLUSIVE MODE").execute(conn).await?;
    Ok(())
}

/// Retires the key in use.
pub async fn retire(conn: &mut PgConnection, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE opening_key
        SET retired_at = $1
        WHERE retired_at IS NULL",
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a key; the one in use must be retired before.
pub async fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    public: PublicKey,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO opening_key (id, public_key, made_at)
        VALUES ($1, $2, $3)",
        id,
        public.0.as_slice(),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
