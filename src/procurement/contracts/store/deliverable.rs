//! Deliverables and their files.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::state::DeliverableState;
use crate::platform::files::FileView;
use crate::platform::web::Instant;
use crate::procurement::contracts::model::Deliverable;

/// Deliverables of a contract, newest first, with their files in order.
pub(in super::super) async fn deliverables(
    conn: &mut PgConnection,
    contract_id: Uuid,
) -> Result<Vec<Deliverable>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT id, number, note, submitted_at, state AS "state: DeliverableState", decided_at, decision_note
        FROM deliverable
        WHERE contract_id = $1
        ORDER BY number DESC"#,
        contract_id,
    )
    .fetch_all(&mut *conn)
    .await?;
    let files = sqlx::query!(
        "SELECT attached.deliverable_id, file.id, file.name, file.media_type, file.size
        FROM deliverable
        JOIN deliverable_file AS attached ON attached.deliverable_id = deliverable.id
        JOIN file ON file.id = attached.file_id
        WHERE deliverable.contract_id = $1
        ORDER BY attached.position",
        contract_id,
    )
    .fetch_all(conn)
    .await?;
    let files_of = |id: Uuid| {
        files
            .iter()
            .filter(|file| file.deliverable_id == id)
            .map(|file| FileView {
                id: file.id,
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                size: file.size,
            })
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| Deliverable {
            id: row.id,
            number: row.number,
            note: row.note,
            files: files_of(row.id),
            state: row.state,
            submitted_at: Instant(row.submitted_at),
            decided_at: row.decided_at.map(Instant),
            decision_note: row.decision_note,
        })
        .collect())
}

/// Writes a deliverable of a locked contract with its files; gives its number.
pub(in super::super) async fn insert_deliverable(
    conn: &mut PgConnection,
    id: Uuid,
    contract_id: Uuid,
    note: &str,
    at: DateTime<Utc>,
    files: &[Uuid],
) -> Result<i32, sqlx::Error> {
    let number = sqlx::query_scalar!(
        "INSERT INTO deliverable (id, contract_id, number, note, submitted_at, state)
        SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, 'submitted'
        FROM deliverable
        WHERE contract_id = $2
        RETURNING number",
        id,
        contract_id,
        note,
        at,
    )
    .fetch_one(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO deliverable_file (deliverable_id, file_id, position)
        SELECT $1, file.id, file.position
        FROM UNNEST($2::uuid[]) WITH ORDINALITY AS file (id, position)",
        id,
        files,
    )
    .execute(conn)
    .await?;
    Ok(number)
}

pub(in super::super) async fn decide_deliverable(
    conn: &mut PgConnection,
    id: Uuid,
    state: DeliverableState,
    at: DateTime<Utc>,
    note: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE deliverable
        SET state = $2, decided_at = $3, decision_note = $4
        WHERE id = $1",
        id,
        state as DeliverableState,
        at,
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}
