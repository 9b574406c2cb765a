//! The working-day calendar in the database: official years from `data/calendar_*.csv`, provisional ones on request
//! (domain.md §12.4, §17).

use chrono::{Datelike, NaiveDate};
use sqlx::PgConnection;

use crate::core::calendar::{Calendar, provisional_year};
use crate::platform::data::{self, DataError};

const YEARS: &str = include_str!("../../data/calendar_years.csv");
const DAYS: [&str; 2] = [include_str!("../../data/calendar_2025.csv"), include_str!("../../data/calendar_2026.csv")];

#[derive(serde::Deserialize)]
struct Year {
    year: i32,
    source: String,
}

#[derive(serde::Deserialize)]
struct Day {
    day: NaiveDate,
    working: bool,
}

/// Writes the official years of the data files. Answers the years that became official with this call: deadlines computed with their
/// provisional form are to be computed again.
pub async fn load_official(conn: &mut PgConnection) -> Result<Vec<i32>, DataError> {
    let mut days = Vec::new();
    for file in DAYS {
        days.extend(data::rows::<Day>(file)?.into_iter().map(|it| (it.day, it.working)));
    }
    let mut changed = Vec::new();
    for Year { year, source } in data::rows(YEARS)? {
        if write_year(conn, year, false, &source, &days).await? {
            changed.push(year);
        }
    }
    Ok(changed)
}

/// Makes sure that a year is known, if only provisionally: weekends and statutory days. False when it was known already.
pub async fn ensure_provisional_year(conn: &mut PgConnection, year: i32) -> Result<bool, sqlx::Error> {
    write_year(conn, year, true, "provisional_year", &provisional_year(year)).await
}

/// The years known and their exceptions, to compute with.
pub async fn load(conn: &mut PgConnection) -> Result<Calendar, sqlx::Error> {
    let years = sqlx::query!(
        "SELECT year, provisional
        FROM calendar_year",
    )
    .fetch_all(&mut *conn)
    .await?;
    let exceptions = sqlx::query!(
        "SELECT day, working
        FROM calendar_exception",
    )
    .fetch_all(conn)
    .await?;
    Ok(Calendar::new(
        years.into_iter().map(|row| (row.year, row.provisional)),
        exceptions.into_iter().map(|row| (row.day, row.working)),
    ))
}

/// Writes one year, unless it is there as well or better known. True when it was written.
async fn write_year(
    conn: &mut PgConnection,
    year: i32,
    provisional: bool,
    source: &str,
    days: &[(NaiveDate, bool)],
) -> Result<bool, sqlx::Error> {
    // The row lock of this statement keeps two servers from writing the year's days at once.
    let written = sqlx::query!(
        "INSERT INTO calendar_year (year, provisional, source)
        VALUES ($1, $2, $3)
        ON CONFLICT (year) DO UPDATE
        SET provisional = excluded.provisional, source = excluded.source
        WHERE calendar_year.provisional AND NOT excluded.provisional",
        year,
        provisional,
        source,
    )
    .execute(&mut *conn)
    .await?;
    let (days, working): (Vec<_>, Vec<_>) = days.iter().filter(|(day, _)| day.year() == year).copied().unzip();
    if written.rows_affected() == 0 && provisional {
        return Ok(false);
    }
    sqlx::query!(
        "DELETE FROM calendar_exception
        WHERE EXTRACT(year FROM day) = $1::integer
            AND (day, working) NOT IN (
                SELECT *
                FROM UNNEST($2::date[], $3::boolean[])
            )",
        year,
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
    Ok(written.rows_affected() > 0 || added.rows_affected() > 0)
}
