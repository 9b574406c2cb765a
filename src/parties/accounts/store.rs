//! SQL of accounts.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Membership, OrganisationBrief, PersonView};
use crate::core::role::Role;

/// What is needed to check a password.
pub struct Credentials {
    pub person_id: Uuid,
    pub password_hash: String,
}

pub async fn credentials(conn: &mut PgConnection, login: &str) -> Result<Option<Credentials>, sqlx::Error> {
    sqlx::query_as!(
        Credentials,
        "SELECT id AS person_id, password_hash
        FROM person
        WHERE login = $1",
        login,
    )
    .fetch_optional(conn)
    .await
}

pub async fn login_taken(conn: &mut PgConnection, login: &str) -> Result<bool, sqlx::Error> {
    Ok(credentials(conn, login).await?.is_some())
}

/// Writes a person; false when the login is taken.
pub async fn insert_person(
    conn: &mut PgConnection,
    person: &PersonView,
    password_hash: &str,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        "INSERT INTO person (id, login, name, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (login) DO NOTHING",
        person.id,
        person.login,
        person.name,
        password_hash,
        at,
    )
    .execute(conn)
    .await?;
    Ok(written.rows_affected() == 1)
}

pub async fn insert_membership(
    conn: &mut PgConnection,
    id: Uuid,
    person_id: Uuid,
    organisation_id: Option<Uuid>,
    role: Role,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO membership (id, person_id, organisation_id, role, created_at)
        VALUES ($1, $2, $3, $4, $5)",
        id,
        person_id,
        organisation_id,
        role.as_str(),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn person(conn: &mut PgConnection, id: Uuid) -> Result<PersonView, sqlx::Error> {
    sqlx::query_as!(
        PersonView,
        "SELECT id, name, login
        FROM person
        WHERE id = $1",
        id,
    )
    .fetch_one(conn)
    .await
}

/// Memberships of a person, the one used last first.
pub async fn memberships(conn: &mut PgConnection, person_id: Uuid) -> Result<Vec<Membership>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT m.id, m.role AS "role: Role", o.id AS "organisation_id?", o.name AS "name?", o.kind AS "kind?"
        FROM membership m
        LEFT JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = $1
        ORDER BY (
            SELECT max(s.rotated_at)
            FROM session s
            WHERE s.membership_id = m.id
        ) DESC NULLS LAST, m.created_at, m.id"#,
        person_id,
    )
    .fetch_all(conn)
    .await?;
    let membership = |(id, role, organisation)| Membership { id, role, organisation };
    Ok(rows
        .into_iter()
        .map(|row| {
            let organisation = row.organisation_id.zip(row.name).zip(row.kind);
            (row.id, row.role, organisation.map(|((id, name), kind)| OrganisationBrief { id, name, kind }))
        })
        .map(membership)
        .collect())
}

/// A session under lock, with whom it belongs to.
pub struct LockedSession {
    pub membership_id: Uuid,
    pub person_id: Uuid,
    pub token_hash: Vec<u8>,
    pub previous_hash: Option<Vec<u8>>,
    pub rotated_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

pub async fn lock_session(conn: &mut PgConnection, id: Uuid) -> Result<Option<LockedSession>, sqlx::Error> {
    sqlx::query_as!(
        LockedSession,
        "SELECT s.membership_id, m.person_id, s.token_hash, s.previous_hash, s.rotated_at, s.expires_at, s.ended_at
        FROM session s
        JOIN membership m ON m.id = s.membership_id
        WHERE s.id = $1
        FOR UPDATE OF s",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// A new session.
pub struct NewSession<'a> {
    pub id: Uuid,
    pub membership_id: Uuid,
    pub token_hash: &'a [u8],
    pub at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub user_agent: &'a str,
}

pub async fn insert_session(conn: &mut PgConnection, session: &NewSession<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO session (id, membership_id, token_hash, created_at, rotated_at, expires_at, user_agent)
        VALUES ($1, $2, $3, $4, $4, $5, $6)",
        session.id,
        session.membership_id,
        session.token_hash,
        session.at,
        session.expires_at,
        session.user_agent,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The token that was just used becomes the one before.
pub struct Rotation<'a> {
    pub token_hash: &'a [u8],
    pub previous_hash: &'a [u8],
    pub at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

pub async fn rotate_session(conn: &mut PgConnection, id: Uuid, rotation: &Rotation<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE session
        SET token_hash = $2, previous_hash = $3, rotated_at = $4, expires_at = $5
        WHERE id = $1",
        id,
        rotation.token_hash,
        rotation.previous_hash,
        rotation.at,
        rotation.expires_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes in which membership a session acts.
pub async fn set_membership(conn: &mut PgConnection, id: Uuid, membership_id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE session SET membership_id = $2 WHERE id = $1", id, membership_id).execute(conn).await?;
    Ok(())
}

pub async fn end_session(conn: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, at).execute(conn).await?;
    Ok(())
}

/// Deletes sessions that were over before `before`, at most `limit`; tells how many.
pub async fn delete_old_sessions(
    conn: &mut PgConnection,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<u64, sqlx::Error> {
    let deleted = sqlx::query!(
        "DELETE FROM session
        WHERE id IN (
            SELECT id
            FROM session
            WHERE LEAST(ended_at, expires_at) < $1
            LIMIT $2
            FOR UPDATE SKIP LOCKED
        )",
        before,
        limit,
    )
    .execute(conn)
    .await?;
    Ok(deleted.rows_affected())
}
