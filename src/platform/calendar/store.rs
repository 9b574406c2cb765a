//! SQL of the calendar.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sqlx::PgConnection;

use super::read::CalendarException;

/// A year as it is to be.
#[derive(Clone, Copy)]
pub(super) struct NewYear<'a> {
    pub year: i32,
    pub provisional: bool,
    pub source: &'a str,
    /// Days that differ from Monday to Friday; those of other years are passed over.
    pub days: &'a [(NaiveDate, bool)],
    /// When a person loaded it; `None`: the system does.
    pub loaded_at: Option<DateTime<Utc>>,
}

impl NewYear<'_> {
    /// A provisional year of the system's own, its days still to be filled in.
    pub fn provisional(year: i32) -> Self {
        Self { year, provisional: true, source: "provisional_year", days: &[], loaded_at: None }
    }
}

/// A year as it is known.
pub(super) struct Row {
    pub year: i32,
    pub provisional: bool,
    pub source: String,
    pub loaded_at: Option<DateTime<Utc>>,
}

/// Years that are known, ascending.
pub(super) async fn years(conn: &mut PgConnection) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT year, provisional, source, loaded_at
        FROM calendar_year
        ORDER BY year",
    )
    .fetch_all(conn)
    .await
}

/// Exceptions of a year, or of all.
pub(super) async fn exceptions(
    conn: &mut PgConnection,
    year: Option<i32>,
) -> Result<Vec<CalendarException>, sqlx::Error> {
    sqlx::query_as!(
        CalendarException,
        "SELECT day, working
        FROM calendar_exception
        WHERE $1::integer IS NULL OR EXTRACT(year FROM day) = $1
        ORDER BY day",
        year,
    )
    .fetch_all(conn)
    .await
}

/// Locks a year, if it is known.
pub(super) async fn lock(conn: &mut PgConnection, year: i32) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT year, provisional, source, loaded_at
        FROM calendar_year
        WHERE year = $1
        FOR NO KEY UPDATE",
        year,
    )
    .fetch_optional(conn)
    .await
}

/// Writes one year, unless it is known as well or better: a provisional year takes the place of none, and what the system brings with it
/// does not take the place of an official year that a person loaded. True when something changed.
pub(super) async fn write_year(conn: &mut PgConnection, new: &NewYear<'_>) -> Result<bool, sqlx::Error> {
    // Two who write the same year wait for each other here.
    let made = sqlx::query!(
        "INSERT INTO calendar_year (year, provisional, source, loaded_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (year) DO NOTHING",
        new.year,
        new.provisional,
        new.source,
        new.loaded_at,
    )
    .execute(&mut *conn)
    .await?;
    let mut changed = made.rows_affected() > 0;
    if !changed {
        let Some(known) = lock(conn, new.year).await? else { return Ok(false) };
        let loaded_by_a_person = !known.provisional && known.loaded_at.is_some();
        if new.provisional || (loaded_by_a_person && new.loaded_at.is_none()) {
            return Ok(false);
        }
        changed = known.provisional || known.source != new.source;
    }
    changed |= write_days(conn, new).await?;
    if changed {
        sqlx::query!(
            "UPDATE calendar_year
            SET provisional = $2, source = $3, loaded_at = $4
            WHERE year = $1",
            new.year,
            new.provisional,
            new.source,
            new.loaded_at,
        )
        .execute(conn)
        .await?;
    }
    Ok(changed)
}

/// Makes the exceptions of a year what they are to be. True when something changed.
async fn write_days(conn: &mut PgConnection, new: &NewYear<'_>) -> Result<bool, sqlx::Error> {
    let (days, working): (Vec<_>, Vec<_>) = new.days.iter().filter(|(day, _)| day.year() == new.year).copied().unzip();
    let removed = sqlx::query!(
        "DELETE FROM calendar_exception
        WHERE EXTRACT(year FROM day) = $1::integer
            AND (day, working) NOT IN (
                SELECT *
                FROM UNNEST($2::date[], $3::boolean[])
            )",
        new.year,
        &days,
        &working,
    )
    .execute(&mut *conn)
    .await?;
    let added = sqlx::query!(
        "INSERT INTO calendar_exception (day, working)
        SELECT *
        FROM UNNEST($1::date[], $2::boolean[])
        ON CONFLICT (day) DO NOTHING",
        &days,
        &working,
    )
    .execute(conn)
    .await?;
    Ok(removed.rows_affected() + added.rows_affected() > 0)
}
