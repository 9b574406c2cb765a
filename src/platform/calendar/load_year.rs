//! PUT /api/v1/calendar/{year}: the operator loads a year, provisionally or from the official notice.

use std::collections::HashSet;

use axum::Json;
use axum::extract::State;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{CalendarException, CalendarYear, read};
use super::store::{self, NewYear};
use crate::core::calendar::provisional_year;
use crate::core::role::Role;
use crate::core::text;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, FieldError, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Years that can be loaded.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// A year has no more days.
const MOST_DAYS: usize = 366;
/// Characters of a source.
const SOURCE: std::ops::RangeInclusive<usize> = 4..=200;

/// A year: `{"provisional": true}`, or source and exceptions of the official notice.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LoadYear {
    /// Weekends and fixed statutory days only, until the official notice is loaded.
    pub provisional: bool,
    /// The official notice: 国办发明电〔2025〕7号. 4 to 200 characters.
    pub source: Option<String>,
    /// Its days off, weekends within them included, and its make-up working days; 1 to 366.
    pub exceptions: Option<Vec<CalendarException>>,
}

/// Loads a year. Deadlines that wait for it, or were counted through its provisional form, are computed right after, by the timers of what
/// they belong to. Loading the same again changes nothing; deadlines that were final stay when an official year is corrected.
///
/// # Errors
/// 403 for others than operator and admin; 409 `calendar_official` for a provisional year in the place of an official one; 422.
pub async fn load_year(work: &mut Work, year: i32, command: &LoadYear) -> Result<CalendarYear, Problem> {
    work.actor().require(&[Role::Operator, Role::Admin])?;
    let (source, days) = checked(year, command)?;
    let known = store::lock(work.db(), year).await?;
    if command.provisional && known.as_ref().is_some_and(|known| !known.provisional) {
        return Err(Problem::conflict(
            "calendar_official",
            say!(
                "{year} 年正式工作日历已载入，不能用临时日历替换",
                "the official calendar of {year} is loaded; a provisional one does not take its place"
            ),
        ));
    }
    let before = if known.is_some() { Some(read(work.db(), year).await?) } else { None };
    let at = work.now().await?;
    let provisional = command.provisional;
    let new = NewYear { year, provisional, source: &source, days: &days, loaded_at: Some(at) };
    if store::write_year(work.db(), &new).await? {
        let after = read(work.db(), year).await?;
        let entry = Entry {
            kind: "calendar.loaded",
            subject: Subject { kind: "calendar", id: calendar_id(year) },
            about: Vec::new(),
            audience: Audience::Public,
            public: json!({ "year": year, "provisional": provisional, "before": before, "after": after }),
            private: None,
        };
        work.record(at, entry).await?;
    }
    read(work.db(), year).await
}

/// A year as the subject of an entry: its number as the last of an otherwise empty id.
fn calendar_id(year: i32) -> Uuid {
    Uuid::from_u128(u128::from(year.unsigned_abs()))
}

/// Source and exceptions as they are to be stored.
fn checked(year: i32, command: &LoadYear) -> Result<(String, Vec<(NaiveDate, bool)>), Problem> {
    if !YEARS.contains(&year) {
        let (first, last) = (YEARS.start(), YEARS.end());
        let text = say!("年份应在 {first} 到 {last} 之间", "years are from {first} to {last}");
        return Err(Problem::field("/year", "out_of_range", text));
    }
    if command.provisional {
        if command.source.is_some() || command.exceptions.is_some() {
            let text = say!(
                "临时日历不带来源和日期；载入正式日历请勿填写 provisional",
                "a provisional year has neither source nor days; leave provisional out to load the official one"
            );
            return Err(Problem::field("/provisional", "one_of", text));
        }
        return Ok((NewYear::provisional(year).source.to_owned(), provisional_year(year)));
    }
    let mut found = Vec::new();
    let source = text::title(command.source.as_deref().unwrap_or_default());
    if !SOURCE.contains(&source.chars().count()) {
        let text = say!(
            "请填写来源文件，4 到 200 字，例如：国办发明电〔2025〕7号",
            "name the official notice, in 4 to 200 characters"
        );
        found.push(FieldError::new("/source", "length", text));
    }
    let days = command.exceptions.as_deref().unwrap_or_default();
    check_days(year, days, &mut found);
    if found.is_empty() {
        Ok((source, days.iter().map(|it| (it.day, it.working)).collect()))
    } else {
        Err(Problem::invalid(found))
    }
}

fn check_days(year: i32, days: &[CalendarException], found: &mut Vec<FieldError>) {
    if days.is_empty() || days.len() > MOST_DAYS {
        let text = say!(
            "请列出放假和调休上班的日期，1 到 {MOST_DAYS} 天",
            "list the days off and the make-up working days, 1 to {MOST_DAYS}"
        );
        found.push(FieldError::new("/exceptions", "length", text));
        return;
    }
    let mut seen = HashSet::new();
    for (place, &CalendarException { day, working }) in days.iter().enumerate() {
        let (code, text) = if day.year() != year {
            ("other_year", say!("{day} 不在 {year} 年", "{day} is not in {year}"))
        } else if !seen.insert(day) {
            ("duplicate", say!("{day} 重复", "{day} is listed twice"))
        } else if working && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            ("no_exception", say!("{day} 是周一至周五，本来就上班", "{day} is from Monday to Friday and worked anyway"))
        } else {
            continue;
        };
        found.push(FieldError::new(format!("/exceptions/{place}/day"), code, text));
    }
}

/// The operator loads a year of working days.
#[utoipa::path(
    put, path = "/api/v1/calendar/{year}", tag = "calendar", params(("year" = i32, Path)), request_body = LoadYear,
    responses((status = 200, body = CalendarYear), Problem)
)]
pub(super) async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(year): Path<i32>,
    Body(command, _): Body<LoadYear>,
) -> Result<Json<CalendarYear>, Problem> {
    let mut work = app.begin(actor).await?;
    let view = load_year(&mut work, year, &command).await?;
    work.commit().await?;
    Ok(Json(view))
}
