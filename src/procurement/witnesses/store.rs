//! SQL of the witnesses that hold a part of a round's key. One who is not named by the notice any more, under the same name and telephone,
//! is as if it had never been invited.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::procurement::rounds::Witness;

/// A witness that was invited.
pub(super) struct Holder {
    /// From 1.
    pub number: i32,
    /// As the notice names it.
    pub name: String,
    /// Its public key, once registered.
    pub public_key: Option<Vec<u8>>,
    /// Its share, sealed to that.
    pub sealed_share: Option<Vec<u8>>,
    /// The share that it has given.
    pub share: Option<Vec<u8>>,
    /// When it first did.
    pub given_at: Option<DateTime<Utc>>,
}

/// The round and number of the witness with this token.
pub(super) async fn of_token(conn: &mut PgConnection, hash: &[u8; 32]) -> Result<Option<(Uuid, i32)>, sqlx::Error> {
    let found = sqlx::query!(
        "SELECT h.round_id, h.number
        FROM witness_share h
        JOIN round r ON r.id = h.round_id
        WHERE h.token_hash = $1
            AND r.witness_threshold IS NOT NULL
            AND (r.witnesses -> (h.number - 1)) @> jsonb_build_object('name', h.name, 'phone', h.phone)",
        hash.as_slice(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(|it| (it.round_id, it.number)))
}

/// Those of a round that were invited, by number.
pub(super) async fn of_round(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Holder>, sqlx::Error> {
    sqlx::query_as!(
        Holder,
        "SELECT h.number, h.name, h.public_key, h.sealed_share, h.share, h.given_at
        FROM witness_share h
        JOIN round r ON r.id = h.round_id
        WHERE h.round_id = $1
            AND r.witness_threshold IS NOT NULL
            AND (r.witnesses -> (h.number - 1)) @> jsonb_build_object('name', h.name, 'phone', h.phone)
        ORDER BY h.number",
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// The witnesses that a round names.
pub(super) async fn named(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Witness>, sqlx::Error> {
    let named = sqlx::query_scalar!(
        r#"SELECT witnesses AS "witnesses: Json<Vec<Witness>>"
        FROM round
        WHERE id = $1"#,
        round_id,
    )
    .fetch_one(conn)
    .await?;
    Ok(named.0)
}

/// Numbers of those that have no key, where one is needed.
pub(super) async fn without_key(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT w.number AS "number!"
        FROM round r
        CROSS JOIN LATERAL jsonb_array_elements(r.witnesses) WITH ORDINALITY AS w (it, number)
        WHERE r.id = $1
            AND r.witness_threshold IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM witness_share h
                WHERE h.round_id = r.id
                    AND h.number = w.number
                    AND h.public_key IS NOT NULL
                    AND w.it @> jsonb_build_object('name', h.name, 'phone', h.phone)
            )
        ORDER BY w.number"#,
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// Invites a witness anew: another link, and no key.
pub(super) async fn invite(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: i32,
    witness: &Witness,
    token_hash: &[u8; 32],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO witness_share (round_id, number, name, phone, token_hash)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (round_id, number) DO UPDATE
        SET name = excluded.name, phone = excluded.phone, token_hash = excluded.token_hash, public_key = NULL, key_at = NULL",
        round_id,
        number,
        witness.name,
        witness.phone,
        token_hash.as_slice(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a witness another link; its key stands.
pub(super) async fn relink(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: i32,
    token_hash: &[u8; 32],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE witness_share
        SET token_hash = $3
        WHERE round_id = $1 AND number = $2",
        round_id,
        number,
        token_hash.as_slice(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Registers a witness's key.
pub(super) async fn register(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: u8,
    key: &[u8; 32],
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE witness_share
        SET public_key = $3, key_at = $4
        WHERE round_id = $1 AND number = $2",
        round_id,
        i32::from(number),
        key.as_slice(),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Stores a witness's sealed share.
pub(super) async fn put_sealed(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: i32,
    sealed: &[u8],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE witness_share
        SET sealed_share = $3
        WHERE round_id = $1 AND number = $2",
        round_id,
        number,
        sealed,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Stores the share that a witness gives; when it first did stays.
pub(super) async fn give(
    conn: &mut PgConnection,
    round_id: Uuid,
    number: u8,
    share: &[u8],
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE witness_share
        SET share = $3, given_at = COALESCE(given_at, $4)
        WHERE round_id = $1 AND number = $2",
        round_id,
        i32::from(number),
        share,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the shares given in a round, whether they came together or came too few.
pub(super) async fn forget(conn: &mut PgConnection, round_id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE witness_share SET share = NULL WHERE round_id = $1 AND share IS NOT NULL", round_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Carries invitations and keys over to the next round; the links lead there from now on.
pub async fn carry(conn: &mut PgConnection, from: Uuid, to: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH carried AS (
            UPDATE witness_share
            SET token_hash = NULL
            FROM witness_share before
            WHERE witness_share.round_id = $1
                AND before.round_id = witness_share.round_id
                AND before.number = witness_share.number
            RETURNING before.number, before.name, before.phone, before.token_hash, before.public_key, before.key_at
        )
        INSERT INTO witness_share (round_id, number, name, phone, token_hash, public_key, key_at)
        SELECT $2, number, name, phone, token_hash, public_key, key_at
        FROM carried",
        from,
        to,
    )
    .execute(conn)
    .await?;
    Ok(())
}
