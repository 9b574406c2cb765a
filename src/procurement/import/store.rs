//! SQL of an import.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::items::Known;
use super::row::Row;

/// The catalogue in the order of its codes.
pub async fn catalogue(conn: &mut PgConnection) -> Result<Vec<Known>, sqlx::Error> {
    sqlx::query_as!(
        Known,
        "SELECT i.code, i.name, g.name AS group_name, i.aliases
        FROM catalog_item i
        JOIN catalog_group g ON g.code = i.group_code
        ORDER BY i.code",
    )
    .fetch_all(conn)
    .await
}

/// Keeps other imports out until the end of the transaction, so that two of the same file do not wait for each other's rows.
pub async fn alone(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtext('jishi import notices'))").fetch_one(conn).await?;
    Ok(())
}

/// Which of these keys are there already.
pub async fn present(conn: &mut PgConnection, keys: &[String]) -> Result<BTreeSet<String>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        r#"SELECT source_key AS "source_key!"
        FROM notice
        WHERE source_key = ANY ($1)"#,
        keys,
    )
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().collect())
}

/// The client that is known by this name only.
pub async fn client(conn: &mut PgConnection, name: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM organisation
        WHERE kind = 'client' AND name = $1 AND uscc IS NULL",
        name,
    )
    .fetch_optional(conn)
    .await
}

/// A client of whom nothing is known but its name; `no_phone` is nothing, sealed.
pub async fn insert_client(
    conn: &mut PgConnection,
    id: Uuid,
    name: &str,
    division_code: &str,
    no_phone: &[u8],
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH new_organisation AS (
            INSERT INTO organisation (id, kind, name, division_code, contact_name, contact_phone, created_at)
            VALUES ($1, 'client', $2, $3, '', $4, $5)
            RETURNING id
        )
        INSERT INTO client (id, unit_type)
        SELECT id, 'other'
        FROM new_organisation",
        id,
        name,
        division_code,
        no_phone,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The ids of what a row becomes, and what is decided about it.
pub struct Placed<'a> {
    pub notice_id: Uuid,
    pub round_id: Uuid,
    pub client_id: Uuid,
    pub source: &'a str,
    pub key: &'a str,
    pub division_code: &'a str,
    pub items: &'a [String],
}

/// A notice with its one round, which is over.
pub async fn insert_notice(
    conn: &mut PgConnection,
    row: &Row,
    it: &Placed<'_>,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH new_notice AS (
            INSERT INTO notice (id, client_id, source, source_key, current_round, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            RETURNING id
        ), new_round AS (
            INSERT INTO round (
                id, notice_id, number, state, state_since, project_name, division_code, scale_kind, scale_fen,
                scale_m2_hundredths, scale_note, fiscal_percent, service_content, method, signup_deadline, published_at
            )
            SELECT $5, id, 1, 'archived', $6, $7, $8, $9, $10, $11, $12, NULL, $13, $14, $15, $15
            FROM new_notice
            RETURNING id
        )
        INSERT INTO round_item (round_id, item_code, position)
        SELECT new_round.id, code, place
        FROM new_round
        CROSS JOIN UNNEST($16::text[]) WITH ORDINALITY AS row (code, place)",
        it.notice_id,
        it.client_id,
        it.source,
        it.key,
        it.round_id,
        at,
        row.project_name,
        it.division_code,
        row.scale.kind.code(),
        row.scale.fen.map(|fen| fen.0),
        row.scale.m2_hundredths,
        row.scale.note,
        row.content,
        row.method.code(),
        row.deadline,
        it.items,
    )
    .execute(conn)
    .await?;
    Ok(())
}
