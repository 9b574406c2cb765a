//! SQL of what waits for the operator.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// A notice that waits for review.
pub(super) struct ToReview {
    pub notice_id: Uuid,
    pub project_name: String,
    pub client_name: String,
    pub division_code: String,
    pub submitted_at: DateTime<Utc>,
}

/// Notices in review, the longest waiting first.
pub(super) async fn to_review(conn: &mut PgConnection) -> Result<Vec<ToReview>, sqlx::Error> {
    sqlx::query_as!(
        ToReview,
        r#"SELECT r.notice_id, r.project_name, o.name AS client_name, r.division_code,
            COALESCE(r.submitted_at, r.state_since) AS "submitted_at!"
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        JOIN organisation o ON o.id = n.client_id
        WHERE r.state = 'in_review'
        ORDER BY r.submitted_at
        LIMIT 100"#,
    )
    .fetch_all(conn)
    .await
}

/// Somebody who wants to score proposals.
pub(super) struct Applied {
    pub name: String,
    pub employer: String,
}

/// Assessors who wait for the operator, the longest waiting first.
pub(super) async fn applied_assessors(conn: &mut PgConnection) -> Result<Vec<Applied>, sqlx::Error> {
    sqlx::query_as!(
        Applied,
        "SELECT p.name, a.employer
        FROM assessor a
        JOIN person p ON p.id = a.id
        WHERE a.state = 'applied'
        ORDER BY a.applied_at
        LIMIT 50",
    )
    .fetch_all(conn)
    .await
}

/// An agency whose entry waits for a check.
pub(super) struct ToCheck {
    pub id: Uuid,
    pub name: String,
    pub division_code: String,
    /// The check before has failed, and the agency has corrected its entry.
    pub corrected: bool,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// New agencies and corrected entries, the longest waiting first.
pub(super) async fn to_check(conn: &mut PgConnection) -> Result<Vec<ToCheck>, sqlx::Error> {
    sqlx::query_as!(
        ToCheck,
        r#"SELECT a.id, o.name, o.division_code, a.corrected_at IS NOT NULL AS "corrected!",
            COALESCE(a.corrected_at, o.created_at) AS "since!"
        FROM agency a
        JOIN organisation o ON o.id = a.id
        WHERE (a.checked_at IS NULL OR a.corrected_at IS NOT NULL)
            AND a.state IN ('active', 'suspended')
        ORDER BY COALESCE(a.corrected_at, o.created_at)
        LIMIT 100"#,
    )
    .fetch_all(conn)
    .await
}

/// A round that waits to be opened.
pub(super) struct Unopened {
    pub notice_id: Uuid,
    pub project_name: String,
    pub opening_key: Option<Uuid>,
    pub due_at: DateTime<Utc>,
}

/// Rounds that should have been opened by `since`, the longest waiting first.
pub(super) async fn unopened(conn: &mut PgConnection, since: DateTime<Utc>) -> Result<Vec<Unopened>, sqlx::Error> {
    sqlx::query_as!(
        Unopened,
        r#"SELECT notice_id, project_name, wrapped_by AS opening_key, next_due_at AS "due_at!"
        FROM round
        WHERE next_due = 'open'
            AND next_due_at <= $1
        ORDER BY next_due_at
        LIMIT 100"#,
        since,
    )
    .fetch_all(conn)
    .await
}

/// Years that are known, and whether only provisionally.
pub(super) async fn years(conn: &mut PgConnection) -> Result<Vec<(i32, bool)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT year, provisional
        FROM calendar_year",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.year, row.provisional)).collect())
}

/// How many deadlines wait for a year that is not loaded, by year.
pub(super) async fn waiting(conn: &mut PgConnection) -> Result<BTreeMap<i32, i64>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT year AS "year!", count(*) AS "count!"
        FROM (
            SELECT missing_year AS year
            FROM round
            WHERE missing_year IS NOT NULL
            UNION ALL
            SELECT owed_missing_year
            FROM agency
            WHERE owed_missing_year IS NOT NULL
        ) AS waiting
        GROUP BY year
        ORDER BY year
        LIMIT 20"#,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.year, row.count)).collect())
}
