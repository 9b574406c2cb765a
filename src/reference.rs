//! Reference data of every floor, brought up to date at each start; and the years ahead, while the server runs.

use chrono::{DateTime, Datelike, Utc};
use sqlx::{Connection, PgConnection, PgPool};

use crate::core::calendar::cst;
use crate::platform::web::Problem;
use crate::platform::{App, calendar, divisions};
use crate::procurement::catalog;

/// Years ahead of the current one whose working days must be known, if only provisionally.
const YEARS_AHEAD: i32 = 1;

/// Loads divisions, calendars and the catalogue from their data files, and provisional calendars where none is published yet,
/// so that the installation works in any year.
pub async fn load(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut conn = pool.acquire().await?;
    let mut tx = conn.begin().await?;
    divisions::load(&mut tx).await?;
    calendar::load_official(&mut tx).await?;
    catalog::load::load(&mut tx).await?;
    while years_around(&mut tx, now).await? {}
    tx.commit().await?;
    Ok(())
}

/// Timer: makes sure that the years around the deciding clock's are known, one at a time, so that a server may run through any New Year,
/// and a training clock be moved past it.
///
/// # Errors
/// When the database cannot be reached.
pub async fn keep_years(app: &App) -> Result<bool, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let mut tx = conn.begin().await?;
    let made = years_around(&mut tx, now).await?;
    tx.commit().await?;
    Ok(made)
}

/// Loads one of the years around an instant provisionally; false when all of them are known.
async fn years_around(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let year = now.with_timezone(&cst()).year();
    let missing = sqlx::query_scalar!(
        r#"SELECT year AS "year!"
        FROM generate_series($1::integer, $2) AS year
        WHERE NOT EXISTS (
            SELECT FROM calendar_year known
            WHERE known.year = year.year
        )
        ORDER BY year
        LIMIT 1"#,
        year - 1,
        year + YEARS_AHEAD,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(year) = missing else { return Ok(false) };
    let made = calendar::ensure_provisional_year(conn, year).await?;
    tracing::info!(year, "no official calendar yet: weekends and fixed holidays only, recomputed when it is loaded");
    Ok(made)
}
