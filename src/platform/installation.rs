//! GET /api/v1/installation: what this installation is; and the training clock.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::postgres::types::PgInterval;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::core::calendar::cst;
use crate::platform::web::{Body, Instant, Problem, Signed};
use crate::platform::{App, divisions};
use crate::say;

/// A training clock is moved by steps a person can follow.
const MAX_STEP_DAYS: i64 = 60;

/// What every page needs to know first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Installation {
    pub division_code: String,
    pub division_name: String,
    /// A training installation: its clock may be moved, nothing in it is real.
    pub training: bool,
    /// The deciding clock.
    pub now: Instant,
    pub version: &'static str,
}

/// Where to move the training clock: forward only.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveClock {
    /// To this instant …
    pub advance_to: Option<Instant>,
    /// … or by so many seconds.
    pub advance_seconds: Option<i64>,
}

/// Makes this a training installation, whose clock can be moved.
pub async fn make_training(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("INSERT INTO training_clock (shift) VALUES (interval '0') ON CONFLICT DO NOTHING")
        .execute(conn)
        .await?;
    Ok(())
}

/// Makes this a training installation that is being filled by the demo.
pub async fn begin_demo(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO training_clock (shift, demo)
        VALUES (interval '0', 'being_filled')
        ON CONFLICT (one) DO UPDATE
        SET demo = excluded.demo"
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The demo is whole.
pub async fn end_demo(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE training_clock SET demo = 'filled'").execute(conn).await?;
    Ok(())
}

/// The demo was interrupted, or is being played by another process.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "演示数据没有写完：上次 jishi demo 被中断，或仍在运行。若已中断，请删除数据目录（使用 DATABASE_URL 时换一个空数据库），再运行 jishi demo / \
         the demo data are not complete: the last `jishi demo` was interrupted, or is still running. If it was interrupted, delete the data \
         directory (with DATABASE_URL: take an empty database) and run `jishi demo` again"
    )]
    Unfinished,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Refuses what an interrupted demo has left, and what one is just filling.
///
/// # Errors
/// [`DemoError::Unfinished`] says what to do.
pub async fn refuse_unfinished_demo(conn: &mut PgConnection) -> Result<(), DemoError> {
    let unfinished = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM training_clock WHERE demo = 'being_filled') AS "unfinished!""#
    )
    .fetch_one(conn)
    .await?;
    if unfinished { Err(DemoError::Unfinished) } else { Ok(()) }
}

async fn read(app: &App) -> Result<Installation, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let training = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM training_clock) AS "training!""#)
        .fetch_one(&mut *conn)
        .await?;
    let path = divisions::path(&mut conn, app.division_code()).await?;
    let name = path.iter().find(|division| division.code == app.division_code()).map(|division| division.name.clone());
    Ok(Installation {
        division_code: app.division_code().to_owned(),
        division_name: name.unwrap_or_default(),
        training,
        now: now.into(),
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// What this installation is.
#[utoipa::path(get, path = "/api/v1/installation", tag = "installation", responses((status = 200, body = Installation), Problem))]
async fn get(State(app): State<App>) -> Result<Json<Installation>, Problem> {
    read(&app).await.map(Json)
}

/// Moves the clock of a training installation forward; what falls due on the way is fired.
#[utoipa::path(post, path = "/api/v1/training/clock", tag = "installation", request_body = MoveClock,
    responses((status = 200, body = Installation), Problem))]
async fn move_clock(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(command, _): Body<MoveClock>,
) -> Result<Json<Installation>, Problem> {
    let mut work = app.begin(actor).await?;
    let row = sqlx::query!("SELECT shift FROM training_clock FOR UPDATE").fetch_optional(work.db()).await?;
    if row.is_none() {
        return Err(Problem::not_found(say!(
            "这不是培训环境，时钟不能拨动。",
            "This is no training installation; its clock cannot be moved."
        )));
    }
    let now = work.now().await?;
    let by = step(&command, now)?;
    within_calendar(work.db(), now + by).await?;
    let by = PgInterval::try_from(by).map_err(|error| Problem::internal(&error))?;
    sqlx::query!("UPDATE training_clock SET shift = shift + $1", by).execute(work.db()).await?;
    work.commit().await?;
    read(&app).await.map(Json)
}

/// Where no calendar is loaded nothing can be counted, so the clock is not moved there.
async fn within_calendar(conn: &mut PgConnection, to: DateTime<Utc>) -> Result<(), Problem> {
    let last = sqlx::query_scalar!("SELECT max(year) FROM calendar_year").fetch_one(conn).await?;
    match last {
        Some(last) if to.with_timezone(&cst()).year() > last => Err(Problem::conflict(
            "calendar_missing",
            say!(
                "工作日历只载入到 {last} 年，时钟不能拨到更晚；请先在“工作日历”中载入下一年。",
                "The working-day calendar is loaded up to {last}, so the clock moves no further; load the next year first."
            ),
        )),
        _ => Ok(()),
    }
}

fn step(command: &MoveClock, now: DateTime<Utc>) -> Result<TimeDelta, Problem> {
    let by = match (command.advance_to, command.advance_seconds) {
        (Some(to), None) => to.0 - now,
        (None, Some(seconds)) => TimeDelta::try_seconds(seconds).unwrap_or(TimeDelta::MAX),
        _ => {
            let text =
                say!("请给出 advance_to 或 advance_seconds 之一。", "Give either advance_to or advance_seconds.");
            return Err(Problem::field("", "one_of", text));
        }
    };
    if by < TimeDelta::zero() || by > TimeDelta::days(MAX_STEP_DAYS) {
        return Err(Problem::field(
            if command.advance_to.is_some() { "/advance_to" } else { "/advance_seconds" },
            "out_of_range",
            say!(
                "时钟只能向前拨，一次最多 {MAX_STEP_DAYS} 天。",
                "The clock only moves forward, at most {MAX_STEP_DAYS} days at a time."
            ),
        ));
    }
    Ok(TimeDelta::milliseconds(by.num_milliseconds()))
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get)).routes(routes!(move_clock))
}
