//! SQL of the inbox.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::journal::PlacedEntry;

/// Name of the reader and of its cursor.
pub(super) const READER: &str = "inbox";

/// An entry and whom it is told.
pub(super) struct Telling<'a> {
    pub entry: &'a PlacedEntry,
    pub params: Value,
    pub link: String,
    pub roles: Vec<String>,
    pub organisations: Vec<Uuid>,
    pub members: Vec<Uuid>,
    pub but_not: Option<Uuid>,
}

/// Writes the messages of one entry. Who joined later is not told; an id follows from its key, so that a rebuilt inbox is the same.
pub(super) async fn tell(conn: &mut PgConnection, telling: &Telling<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO inbox_message (id, membership_id, leaf_index, kind, params, link, at)
        SELECT md5(m.id::text || '/' || $1::bigint::text)::uuid, m.id, $1, $2, $3, $4, $5
        FROM membership m
        WHERE (m.role = ANY($6) OR m.organisation_id = ANY($7) OR m.id = ANY($9))
            AND m.created_at <= $5
            AND m.id IS DISTINCT FROM $8
        ON CONFLICT (membership_id, leaf_index) DO NOTHING",
        telling.entry.index,
        telling.entry.kind,
        telling.params,
        telling.link,
        telling.entry.at,
        &telling.roles,
        &telling.organisations,
        telling.but_not,
        &telling.members,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Memberships of the assessors who were asked to score at an instant.
pub(super) async fn asked(
    conn: &mut PgConnection,
    round_id: Uuid,
    at: DateTime<Utc>,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT m.id
        FROM panel_seat s
        JOIN membership m ON m.person_id = s.assessor_id AND m.role = 'assessor'
        WHERE s.round_id = $1 AND s.asked_at = $2",
        round_id,
        at,
    )
    .fetch_all(conn)
    .await
}

/// The membership of an assessor.
pub(super) async fn assessor(conn: &mut PgConnection, person_id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM membership
        WHERE person_id = $1 AND role = 'assessor'",
        person_id,
    )
    .fetch_all(conn)
    .await
}

/// When the draw of a round takes place.
pub(super) async fn select_time(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT select_time
        FROM round
        WHERE id = $1",
        round_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.flatten())
}

/// Who acted in an entry that has a private part, whose actor is kept there; `None` once it is erased.
pub(super) async fn sealed_actor(conn: &mut PgConnection, entry_id: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    let actor = sqlx::query_scalar!(
        r#"SELECT payload #>> '{actor,membership_id}' AS membership_id
        FROM journal_private
        WHERE entry_id = $1"#,
        entry_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(actor.flatten().and_then(|id| id.parse().ok()))
}

/// Agencies whose sign-up of a round stood at an instant.
pub(super) async fn entrants(
    conn: &mut PgConnection,
    round_id: Uuid,
    at: DateTime<Utc>,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT agency_id
        FROM sign_up
        WHERE round_id = $1
            AND at <= $2
            AND (withdrawn_at IS NULL OR withdrawn_at > $2)",
        round_id,
        at,
    )
    .fetch_all(conn)
    .await
}

/// Agencies whose sign-up of any round of a notice stood at an instant.
pub(super) async fn entrants_of_notice(
    conn: &mut PgConnection,
    notice_id: Uuid,
    at: DateTime<Utc>,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT s.agency_id
        FROM sign_up s
        JOIN round r ON r.id = s.round_id
        WHERE r.notice_id = $1
            AND s.at <= $2
            AND (s.withdrawn_at IS NULL OR s.withdrawn_at > $2)",
        notice_id,
        at,
    )
    .fetch_all(conn)
    .await
}

/// Active agencies whose open services are what a round asks for, as they stand when this is read.
pub(super) async fn agencies_offering(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT a.id
        FROM round r
        JOIN round_item ri ON ri.round_id = r.id
        JOIN agency_service s ON s.item_code = ri.item_code
        JOIN agency a ON a.id = s.agency_id
        WHERE r.id = $1
            AND s.closed_reason IS NULL
            AND a.state = 'active'
        GROUP BY a.id, r.id, r.item_match
        HAVING r.item_match = 'any'
            OR count(*) = (
                SELECT count(*)
                FROM round_item needed
                WHERE needed.round_id = r.id
            )",
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// A message as stored.
pub(super) struct Row {
    pub id: Uuid,
    pub leaf_index: i64,
    pub kind: String,
    pub params: Value,
    pub link: String,
    pub at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

/// Messages of a membership before a leaf, newest first.
pub(super) async fn messages(
    conn: &mut PgConnection,
    membership_id: Uuid,
    unread_only: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT id, leaf_index, kind, params, link, at, read_at
        FROM inbox_message
        WHERE membership_id = $1
            AND (NOT $2 OR read_at IS NULL)
            AND ($3::bigint IS NULL OR leaf_index < $3)
        ORDER BY leaf_index DESC
        LIMIT $4",
        membership_id,
        unread_only,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many messages of a membership are unread.
pub(super) async fn unread(conn: &mut PgConnection, membership_id: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
        FROM inbox_message
        WHERE membership_id = $1
            AND read_at IS NULL"#,
        membership_id,
    )
    .fetch_one(conn)
    .await
}

/// Marks one message, or all, as read; answers how many there were, read before or not.
pub(super) async fn mark(
    conn: &mut PgConnection,
    membership_id: Uuid,
    id: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<u64, sqlx::Error> {
    let marked = sqlx::query!(
        "UPDATE inbox_message
        SET read_at = COALESCE(read_at, $3)
        WHERE membership_id = $1
            AND (id = $2 OR ($2::uuid IS NULL AND read_at IS NULL))",
        membership_id,
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(marked.rows_affected())
}

/// How far the reader has come.
pub(super) async fn cursor(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let next = sqlx::query_scalar!(
        "SELECT next_index
        FROM reader_cursor
        WHERE reader = $1",
        READER,
    )
    .fetch_optional(conn)
    .await?;
    Ok(next.unwrap_or(0))
}

/// Which of these memberships were told something between two leaves.
pub(super) async fn told_between(
    conn: &mut PgConnection,
    memberships: &[Uuid],
    from: i64,
    until: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT membership_id
        FROM inbox_message
        WHERE membership_id = ANY($1)
            AND leaf_index >= $2
            AND leaf_index < $3",
        memberships,
        from,
        until,
    )
    .fetch_all(conn)
    .await
}
