//! The working-day calendar (domain.md §12.4, §17): official years from `data/calendar_*.csv` or from a person who loads the notice of the
//! State Council, provisional ones until then.
//!
//! Whatever is computed stores which years it waits for or was counted through provisionally; timers of the slices compute it again once
//! such a year is here. So it does not matter who wrote the year, or when.

mod load_year;
mod read;
mod store;
mod years;

use chrono::NaiveDate;
use sqlx::PgConnection;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::core::calendar::{Calendar, provisional_year};
use crate::platform::App;
use crate::platform::data::{self, DataError};

pub use load_year::{LoadYear, load_year};
pub use read::{CalendarException, CalendarYear, read};
pub use years::{KnownYear, YearState, years};

use self::store::NewYear;

const YEARS: &str = include_str!("../../../data/calendar_years.csv");
const DAYS: [&str; 2] =
    [include_str!("../../../data/calendar_2025.csv"), include_str!("../../../data/calendar_2026.csv")];

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

/// Writes the official years of the data files, except where a person has loaded an official one. Answers the years that it changed.
pub async fn load_official(conn: &mut PgConnection) -> Result<Vec<i32>, DataError> {
    let mut days = Vec::new();
    for file in DAYS {
        days.extend(data::rows::<Day>(file)?.into_iter().map(|it| (it.day, it.working)));
    }
    let mut changed = Vec::new();
    for Year { year, source } in data::rows(YEARS)? {
        let new = NewYear { year, provisional: false, source: &source, days: &days, loaded_at: None };
        if store::write_year(conn, &new).await? {
            changed.push(year);
        }
    }
    Ok(changed)
}

/// Makes sure that a year is known, if only provisionally: weekends and statutory days. False when it was known already.
pub async fn ensure_provisional_year(conn: &mut PgConnection, year: i32) -> Result<bool, sqlx::Error> {
    let days = provisional_year(year);
    store::write_year(conn, &NewYear { days: &days, ..NewYear::provisional(year) }).await
}

/// The years known and their exceptions, to compute with.
pub async fn load(conn: &mut PgConnection) -> Result<Calendar, sqlx::Error> {
    // In this order: a year that turns official in between is still taken for provisional, and what is counted with it is counted again.
    let years = store::years(conn).await?;
    let exceptions = store::exceptions(conn, None).await?;
    Ok(Calendar::new(
        years.into_iter().map(|row| (row.year, row.provisional)),
        exceptions.into_iter().map(|row| (row.day, row.working)),
    ))
}

/// Routes of the calendar.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(years::get))
        .routes(routes!(read::get_deadline))
        .routes(routes!(read::get_year, load_year::put))
}
