//! SQL of the statistics.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Measure;
use super::reader::{Cell, Statistic};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::platform::journal::{PlacedEntry, Reader};

/// Forgets all counts.
pub(super) async fn clear(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM statistic").execute(conn).await?;
    Ok(())
}

/// Adds to the counts.
pub(super) async fn add(conn: &mut PgConnection, counts: &BTreeMap<Cell, i64>) -> Result<(), sqlx::Error> {
    let divisions: Vec<String> = counts.keys().map(|cell| cell.0.clone()).collect();
    let months: Vec<NaiveDate> = counts.keys().map(|cell| cell.1).collect();
    let measures: Vec<String> = counts.keys().map(|cell| cell.2.code().to_owned()).collect();
    let methods: Vec<String> = counts.keys().map(|cell| cell.3.clone()).collect();
    let values: Vec<i64> = counts.values().copied().collect();
    sqlx::query!(
        "INSERT INTO statistic (division_code, month, measure, method, value)
        SELECT *
        FROM UNNEST($1::text[], $2::date[], $3::text[], $4::text[], $5::bigint[])
        ON CONFLICT (division_code, month, measure, method) DO UPDATE
        SET value = statistic.value + excluded.value",
        &divisions,
        &months,
        &measures,
        &methods,
        &values,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// When a notice was published for the first time.
pub(super) async fn first_published(
    conn: &mut PgConnection,
    notice_id: Uuid,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT min(published_at)
        FROM round
        WHERE notice_id = $1",
        notice_id,
    )
    .fetch_one(conn)
    .await
}

/// When the award that an entry is about took effect.
pub(super) async fn awarded_at(
    conn: &mut PgConnection,
    entry: &PlacedEntry,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let award = entry.public.get("award_id").and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok());
    let found = sqlx::query_scalar!("SELECT awarded_at FROM award WHERE id = $1", award);
    Ok(found.fetch_optional(conn).await?.flatten())
}

/// Division of an organisation.
pub(super) async fn division_of(conn: &mut PgConnection, id: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT division_code
        FROM organisation
        WHERE id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// A division and all below it; empty for an unknown code.
pub(super) async fn branch(conn: &mut PgConnection, code: &str) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"WITH RECURSIVE down AS (
            SELECT code
            FROM division
            WHERE code = $1
            UNION ALL
            SELECT below.code
            FROM down
            JOIN division below ON below.parent_code = down.code
        )
        SELECT code AS "code!"
        FROM down"#,
        code,
    )
    .fetch_all(conn)
    .await
}

/// How far the reader has counted.
pub(super) async fn cursor(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let cursor = sqlx::query_scalar!("SELECT next_index FROM reader_cursor WHERE reader = $1", Statistic::NAME);
    Ok(cursor.fetch_optional(conn).await?.unwrap_or(0))
}

/// A count of the reader.
pub(super) struct Count {
    pub month: NaiveDate,
    pub measure: Measure,
    pub method: String,
    pub value: i64,
}

/// All counts of a branch, over its divisions.
pub(super) async fn counts(conn: &mut PgConnection, branch: Option<&[String]>) -> Result<Vec<Count>, sqlx::Error> {
    sqlx::query_as!(
        Count,
        r#"SELECT month, measure AS "measure: Measure", method, sum(value)::bigint AS "value!"
        FROM statistic
        WHERE ($1::text[] IS NULL OR division_code = ANY($1))
        GROUP BY month, measure, method
        ORDER BY month, measure, method"#,
        branch,
    )
    .fetch_all(conn)
    .await
}

/// Sum of the postings of an account.
pub(super) struct Posted {
    pub account: String,
    pub sum: Fen,
}

/// Signed sums of all postings of a branch, by account.
pub(super) async fn postings(conn: &mut PgConnection, branch: Option<&[String]>) -> Result<Vec<Posted>, sqlx::Error> {
    sqlx::query_as!(
        Posted,
        r#"SELECT p.account, sum(p.amount_fen)::bigint AS "sum!: Fen"
        FROM posting p
        JOIN ledger_entry e ON e.id = p.entry_id
        WHERE ($1::text[] IS NULL OR e.division_code = ANY($1))
        GROUP BY p.account"#,
        branch,
    )
    .fetch_all(conn)
    .await
}

/// What was awarded in a month by a method, to a group: the finest sums that the page needs.
pub(super) struct Sum {
    pub month: NaiveDate,
    pub method: Method,
    pub group_code: Option<String>,
    pub group_name: Option<String>,
    pub group_name_en: Option<String>,
    pub awards: i64,
    pub awarded_fen: Fen,
}

/// Awards less reversals of a branch, by the month of Asia/Shanghai in which the award took effect, method and group of the first catalog item.
pub(super) async fn awarded(conn: &mut PgConnection, branch: Option<&[String]>) -> Result<Vec<Sum>, sqlx::Error> {
    sqlx::query_as!(
        Sum,
        r#"SELECT date_trunc('month', COALESCE(a.awarded_at, e.at) AT TIME ZONE 'Asia/Shanghai')::date AS "month!", a.method AS "method: Method",
            g.code AS "group_code?", g.name AS "group_name?", g.name_en AS "group_name_en?",
            sum(sign(p.amount_fen))::bigint AS "awards!", sum(p.amount_fen)::bigint AS "awarded_fen!: Fen"
        FROM ledger_entry e
        JOIN posting p ON p.entry_id = e.id
            AND p.account = 'awarded'
        JOIN award a ON a.id = e.award_id
        LEFT JOIN LATERAL (
            SELECT i.group_code
            FROM round_item ri
            JOIN catalog_item i ON i.code = ri.item_code
            WHERE ri.round_id = a.round_id
            ORDER BY ri.position
            LIMIT 1
        ) first ON true
        LEFT JOIN catalog_group g ON g.code = first.group_code
        WHERE ($1::text[] IS NULL OR e.division_code = ANY($1))
        GROUP BY 1, 2, 3, 4, 5"#,
        branch,
    )
    .fetch_all(conn)
    .await
}

/// What is so now, rather than what has happened.
pub(super) struct Present {
    pub residents: i64,
    pub open_notices: i64,
}

/// Resident agencies and open notices of a branch.
pub(super) async fn present(
    conn: &mut PgConnection,
    branch: Option<&[String]>,
    now: DateTime<Utc>,
) -> Result<Present, sqlx::Error> {
    sqlx::query_as!(
        Present,
        r#"SELECT
            (
                SELECT count(*)
                FROM agency a
                JOIN organisation o ON o.id = a.id
                WHERE a.resident_counter IS NOT NULL
                    AND a.state = 'active'
                    AND ($1::text[] IS NULL OR o.division_code = ANY($1))
            ) AS "residents!",
            (
                SELECT count(*)
                FROM round
                WHERE state = 'published'
                    AND (signup_deadline IS NULL OR signup_deadline > $2)
                    AND ($1::text[] IS NULL OR division_code = ANY($1))
            ) AS "open_notices!""#,
        branch,
        now,
    )
    .fetch_one(conn)
    .await
}

/// Lets every later statement of this transaction see the same moment.
pub(super) async fn one_snapshot(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(conn).await?;
    Ok(())
}
