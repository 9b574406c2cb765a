//! Reference data of every floor, brought up to date at each start.

use chrono::{Datelike, Utc};
use sqlx::{Connection, PgPool};

use crate::core::calendar::cst;
use crate::platform::{calendar, divisions};
use crate::procurement::catalog;

/// Years ahead of the current one whose working days must be known, if only provisionally.
const YEARS_AHEAD: i32 = 1;

/// Loads divisions, calendars and the catalogue from their data files, and provisional calendars where none is published yet,
/// so that the installation works in any year.
pub async fn load(pool: &PgPool, now: chrono::DateTime<Utc>) -> anyhow::Result<()> {
    let mut conn = pool.acquire().await?;
    let mut tx = conn.begin().await?;
    divisions::load(&mut tx).await?;
    calendar::load_official(&mut tx).await?;
    catalog::load::load(&mut tx).await?;
    let year = now.with_timezone(&cst()).year();
    for year in year - 1..=year + YEARS_AHEAD {
        if calendar::ensure_provisional_year(&mut tx, year).await? {
            tracing::info!(
                year,
                "no official calendar yet: weekends and fixed holidays only, recomputed when it is loaded"
            );
        }
    }
    tx.commit().await?;
    Ok(())
}
