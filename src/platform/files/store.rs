//! SQL of files.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::attach::FileView;

/// A file as stored.
pub(super) struct Row {
    pub owner_org: Option<Uuid>,
    pub uploaded_by: Uuid,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: Vec<u8>,
}

pub(super) async fn insert(conn: &mut PgConnection, id: Uuid, at: DateTime<Utc>, row: &Row) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO file (id, owner_org, uploaded_by, name, media_type, size, sha256, uploaded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        row.owner_org,
        row.uploaded_by,
        row.name,
        row.media_type,
        row.size,
        row.sha256,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets the uploads of one owner be kept one after another.
pub(super) async fn lock_owner(conn: &mut PgConnection, owner: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('upload ' || $1::uuid::text, 0))", owner)
        .execute(conn)
        .await?;
    Ok(())
}

/// Bytes of an organisation, or of a person without one, that hang on nothing. They all stand in `file_due`, which is short.
pub(super) async fn loose(
    conn: &mut PgConnection,
    organisation_id: Option<Uuid>,
    person_id: Uuid,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT COALESCE(sum(f.size), 0)::bigint AS "bytes!"
        FROM file_due d
        JOIN file f ON f.id = d.id
        WHERE CASE WHEN $1::uuid IS NULL THEN f.owner_org IS NULL AND f.uploaded_by = $2 ELSE f.owner_org = $1 END
            AND NOT EXISTS (
                SELECT FROM file_access
                WHERE file_id = f.id
            )"#,
        organisation_id,
        person_id,
    )
    .fetch_one(conn)
    .await
}

/// Notes that these are to be looked at then, whatever was noted before.
pub(super) async fn watch(conn: &mut PgConnection, ids: &[Uuid], due_at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO file_due (id, due_at)
        SELECT id, $2
        FROM UNNEST($1::uuid[]) AS file (id)
        ON CONFLICT (id) DO UPDATE
        SET due_at = excluded.due_at",
        ids,
        due_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts the look off; false where it has taken place.
pub(super) async fn put_off(conn: &mut PgConnection, id: Uuid, due_at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE file_due
        SET due_at = $2
        WHERE id = $1",
        id,
        due_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One that is due and that no other server has in hand.
pub(super) async fn due(conn: &mut PgConnection, at: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM file_due
        WHERE due_at <= $1
        ORDER BY due_at, id
        LIMIT 1
        FOR UPDATE SKIP LOCKED",
        at,
    )
    .fetch_optional(conn)
    .await
}

/// There is nothing more to look at.
pub(super) async fn strike(conn: &mut PgConnection, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM file_due
        WHERE id = $1",
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes the file's lock; false where there is no such file, or somebody who attaches it has the lock.
pub(super) async fn lock(conn: &mut PgConnection, id: Uuid) -> Result<bool, sqlx::Error> {
    let locked = sqlx::query_scalar!(
        "SELECT id
        FROM file
        WHERE id = $1
        FOR UPDATE SKIP LOCKED",
        id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(locked.is_some())
}

/// Whether there is such a file.
pub(super) async fn exists(conn: &mut PgConnection, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM file
            WHERE id = $1
        ) AS "exists!""#,
        id,
    )
    .fetch_one(conn)
    .await
}

/// Removes the row of a locked file that hangs on nothing; false where it hangs on something.
pub(super) async fn delete_loose(conn: &mut PgConnection, id: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "DELETE FROM file
        WHERE id = $1 AND NOT EXISTS (
            SELECT FROM file_access
            WHERE file_id = $1
        )",
        id,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Which of these an organisation has uploaded. They stay until the transaction ends, so that it can attach them.
pub(super) async fn hold(conn: &mut PgConnection, ids: &[Uuid], owner: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM file
        WHERE id = ANY ($1) AND owner_org = $2
        FOR KEY SHARE",
        ids,
        owner,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT owner_org, uploaded_by, name, media_type, size, sha256
        FROM file
        WHERE id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Who may read what a file hangs on.
pub(super) struct Access {
    pub everybody: bool,
    pub organisation_id: Option<Uuid>,
}

/// All audiences of a file; none while it hangs on nothing.
pub(super) async fn access(conn: &mut PgConnection, id: Uuid) -> Result<Vec<Access>, sqlx::Error> {
    sqlx::query_as!(
        Access,
        r#"SELECT everybody AS "everybody!", organisation_id
        FROM file_access
        WHERE file_id = $1"#,
        id,
    )
    .fetch_all(conn)
    .await
}

/// Files by id, in the order asked for.
pub(super) async fn views(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<FileView>, sqlx::Error> {
    sqlx::query_as!(
        FileView,
        "SELECT file.id, file.name, file.media_type, file.size
        FROM UNNEST($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
        JOIN file ON file.id = wanted.id
        ORDER BY wanted.position",
        ids,
    )
    .fetch_all(conn)
    .await
}
