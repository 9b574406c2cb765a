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

/// Files by id, in the order asked for, with their owners.
pub(super) async fn views(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(Option<Uuid>, FileView)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT file.id, file.owner_org, file.name, file.media_type, file.size
        FROM UNNEST($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
        JOIN file ON file.id = wanted.id
        ORDER BY wanted.position"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.owner_org, FileView { id: row.id, name: row.name, media_type: row.media_type, size: row.size }))
        .collect())
}
