//! GET /api/v1/calendar/…: working days, for forms that show a deadline before it is fixed.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};

use super::{load, store};
use crate::core::calendar::{Calendar, WorkingDays, at, cst};
use crate::platform::App;
use crate::platform::web::{Instant, Path, Problem, Query};
use crate::say;

/// From when, and how many.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeadlineQuery {
    /// The day that does not count; today unless said.
    pub from: Option<NaiveDate>,
    /// Working days, 1 to 250.
    pub days: u16,
}

/// The end of some working days.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineView {
    /// 17:30 on that day.
    pub deadline: Instant,
    /// The day.
    pub day: NaiveDate,
    /// A provisional year was counted through.
    pub provisional: bool,
}

/// A year of working days.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Weekends and fixed statutory days only, until the official notice is loaded.
    pub provisional: bool,
    /// The official notice; null for a provisional year.
    pub source: Option<String>,
    /// How many days are worked.
    pub working_days: u32,
    /// Days that differ from Monday to Friday.
    pub exceptions: Vec<CalendarException>,
}

/// A day that differs from the week's order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarException {
    /// The day.
    pub day: NaiveDate,
    /// Worked (a make-up day), or off.
    pub working: bool,
}

/// The deadline after some working days.
#[utoipa::path(
    get, path = "/api/v1/calendar/working-days", tag = "calendar", params(DeadlineQuery),
    responses((status = 200, body = DeadlineView), Problem)
)]
pub(super) async fn get_deadline(
    State(app): State<App>,
    Query(query): Query<DeadlineQuery>,
) -> Result<Json<DeadlineView>, Problem> {
    if !(1..=250).contains(&query.days) {
        return Err(Problem::bad_request("bad_query", say!("天数应在 1 到 250 之间", "days must be from 1 to 250")));
    }
    let mut conn = app.pool().acquire().await?;
    let today = app.clock().now(&mut conn).await?.with_timezone(&cst()).date_naive();
    let start = at(query.from.unwrap_or(today), chrono::NaiveTime::MIN);
    let deadline = load(&mut conn).await?.deadline(start, WorkingDays(query.days));
    let deadline = deadline.map_err(|missing| Problem::conflict("calendar_missing", missing.text()))?;
    Ok(Json(DeadlineView {
        deadline: Instant(deadline.at.to_utc()),
        day: deadline.at.date_naive(),
        provisional: deadline.provisional,
    }))
}

/// A year's working days.
///
/// # Errors
/// 404 where it is not loaded.
pub async fn read(conn: &mut PgConnection, year: i32) -> Result<CalendarYear, Problem> {
    let missing = || Problem::not_found(say!("尚未载入 {year} 年日历", "the calendar of {year} is not loaded"));
    let row = store::years(conn).await?.into_iter().find(|it| it.year == year).ok_or_else(missing)?;
    let exceptions = store::exceptions(conn, Some(year)).await?;
    let (first, next) =
        NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year + 1, 1, 1)).ok_or_else(missing)?;
    let days = Calendar::new([(year, row.provisional)], exceptions.iter().map(|it| (it.day, it.working)));
    let worked = first.iter_days().take_while(|day| *day < next).filter(|day| days.is_working_day(*day) == Ok(true));
    let working_days = u32::try_from(worked.count()).unwrap_or(0);
    let source = (!row.provisional).then_some(row.source);
    Ok(CalendarYear { year, provisional: row.provisional, source, working_days, exceptions })
}

/// A year's working days.
#[utoipa::path(
    get, path = "/api/v1/calendar/{year}", tag = "calendar", params(("year" = i32, Path)),
    responses((status = 200, body = CalendarYear), Problem)
)]
pub(super) async fn get_year(State(app): State<App>, Path(year): Path<i32>) -> Result<Json<CalendarYear>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(read(&mut conn, year).await?))
}
