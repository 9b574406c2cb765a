//! When sign-up ends and the winner is found: chosen by a person and checked, or counted, and counted again when the calendar comes. Pure.
//!
//! A date that a person chooses in a year without calendar is refused; one that is counted waits, and sign-up stays open meanwhile
//! (domain.md §17).

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::check::Context;
use super::content::Content;
use crate::core::calendar::{CLOSING, Calendar, Counted, MissingYear, Unsettled, WorkingDays, cst};
use crate::platform::web::FieldError;
use crate::procurement::rounds::Round;
use crate::say;

/// When sign-up ends and the winner is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// End of sign-up; `None`: it waits.
    pub signup_deadline: Option<DateTime<Utc>>,
    /// `None`: it waits, or the method has none.
    pub select_time: Option<DateTime<Utc>>,
    /// Years that keep them from being final.
    pub unsettled: Unsettled,
}

impl Dates {
    fn of(deadline: Counted, select: Counted) -> Self {
        Self {
            signup_deadline: deadline.at,
            select_time: select.at,
            unsettled: deadline.unsettled.and(select.unsettled),
        }
    }

    /// A provisional year was counted through.
    pub fn provisional(&self) -> bool {
        !self.unsettled.provisional.is_empty()
    }
}

/// No round is planned further ahead; a typing error in a year is the usual cause.
const HORIZON_DAYS: i64 = 366;

/// A selection whose time nobody chose: early in working hours, with time left to open the page.
const SELECT_TIME: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// It is on the working day after sign-up.
const NEXT: WorkingDays = WorkingDays(1);

/// The dates as they will be, counted from `context.at`.
///
/// # Errors
/// What is wrong with a chosen one, or the year whose calendar it lacks.
pub fn dates(content: &Content, context: &Context) -> Result<Dates, Vec<FieldError>> {
    let least = context.rules.signup_min_days(content.method, context.round_number);
    let deadline = match (content.signup_deadline, content.signup_days) {
        (Some(_), Some(_)) => {
            return Err(vec![FieldError::new(
                "/signup_days",
                "two_deadlines",
                say!("报名天数与截止时间只能填一项", "give either the days of sign-up or its deadline, not both"),
            )]);
        }
        (Some(deadline), None) => chosen_deadline(deadline, least, context)?,
        (None, days) => counted_deadline(days, least, context)?,
    };
    let select = match (content.method.has_select_time(), content.select_time, deadline.at) {
        (true, Some(chosen), Some(end)) => chosen_select_time(chosen, end, context)?,
        // Whether it comes after the end of sign-up is not known.
        (true, Some(_), None) => {
            return Err(missing_year("/select_time", MissingYear(deadline.unsettled.missing.unwrap_or_default())));
        }
        (true, None, Some(end)) => context.calendar.count(end, NEXT, SELECT_TIME),
        (true, None, None) => Counted::waiting(deadline.unsettled.missing),
        _ => Counted::default(),
    };
    Ok(Dates::of(deadline, select))
}

/// The dates of a published round counted again at `now`. What a person chose stays, except a selection that the end of sign-up moves past.
pub fn recount(round: &Round, calendar: &Calendar, now: DateTime<Utc>) -> Dates {
    let deadline = match round.published_at {
        Some(published) if !round.signup_deadline_chosen => {
            let least = round.rules().signup_min_days(round.method, round.round_number());
            let days = working_days(round.signup_days, least);
            calendar.recount(published, days, CLOSING, round.signup_deadline, now)
        }
        _ => Counted::fixed(round.signup_deadline),
    };
    let select = match (round.method.has_select_time(), deadline.at) {
        (true, Some(end)) if round.select_time_chosen && round.select_time.is_some_and(|time| time > end) => {
            Counted::fixed(round.select_time)
        }
        (true, Some(end)) => calendar.recount(end, NEXT, SELECT_TIME, round.select_time, now),
        (true, None) => Counted::waiting(deadline.unsettled.missing),
        _ => Counted::default(),
    };
    Dates::of(deadline, select)
}

/// Until when the public number of a closed round must be in: as many working days after the selection time as a winner has to confirm.
/// With `now`, counted again.
pub fn beacon_by(round: &Round, calendar: &Calendar, now: Option<DateTime<Utc>>) -> Counted {
    let Some(select_time) = round.select_time else { return Counted::default() };
    let days = round.rules().confirm_award_days;
    match now {
        None => calendar.count(select_time, days, CLOSING),
        Some(now) => calendar.recount(select_time, days, CLOSING, round.beacon_by, now),
    }
}

fn working_days(given: Option<i32>, least: WorkingDays) -> WorkingDays {
    given.map_or(least, |days| WorkingDays(u16::try_from(days).unwrap_or(0)))
}

fn missing_year(pointer: &str, missing: MissingYear) -> Vec<FieldError> {
    vec![FieldError::new(pointer, "calendar_missing", missing.text())]
}

fn counted_deadline(days: Option<i32>, least: WorkingDays, context: &Context) -> Result<Counted, Vec<FieldError>> {
    let days = working_days(days, least);
    if days < least {
        return Err(too_short("/signup_days", least));
    }
    Ok(context.calendar.count(context.at, days, CLOSING))
}

fn too_short(pointer: &str, least: WorkingDays) -> Vec<FieldError> {
    let least = least.0;
    vec![FieldError::new(
        pointer,
        "too_short",
        say!("报名时间不得少于 {least} 个工作日", "sign-up lasts at least {least} working days"),
    )]
}

fn chosen_deadline(deadline: DateTime<Utc>, least: WorkingDays, context: &Context) -> Result<Counted, Vec<FieldError>> {
    const POINTER: &str = "/signup_deadline";
    let refuse = |code, text| Err(vec![FieldError::new(POINTER, code, text)]);
    if deadline <= context.at {
        return refuse("past", say!("截止时间已过，请另选", "that is in the past; choose a later one"));
    }
    if deadline > context.at + Duration::days(HORIZON_DAYS) {
        return refuse("too_far", say!("截止时间不应超过一年以后", "the deadline is more than a year away"));
    }
    if !context.calendar.in_working_hours(deadline).map_err(|missing| missing_year(POINTER, missing))? {
        return refuse(
            "outside_hours",
            say!("截止时间应在工作日 09:10 至 17:30", "it must be on a working day from 09:10 to 17:30"),
        );
    }
    let day = |at: DateTime<Utc>| at.with_timezone(&cst()).date_naive();
    let lasts = context
        .calendar
        .working_days_between(day(context.at), day(deadline))
        .map_err(|missing| missing_year(POINTER, missing))?;
    if lasts < u32::from(least.0) {
        return Err(too_short(POINTER, least));
    }
    Ok(Counted::fixed(Some(deadline)))
}

fn chosen_select_time(
    chosen: DateTime<Utc>,
    deadline: DateTime<Utc>,
    context: &Context,
) -> Result<Counted, Vec<FieldError>> {
    const POINTER: &str = "/select_time";
    let refuse = |code, text| Err(vec![FieldError::new(POINTER, code, text)]);
    if chosen <= deadline {
        return refuse(
            "before_deadline",
            say!("选取时间应晚于报名截止时间", "the selection comes after the deadline of sign-up"),
        );
    }
    if chosen > deadline + Duration::days(HORIZON_DAYS) {
        return refuse(
            "too_far",
            say!("选取时间不应晚于截止一年以后", "the selection is more than a year after the deadline"),
        );
    }
    if !context.calendar.in_working_hours(chosen).map_err(|missing| missing_year(POINTER, missing))? {
        return refuse(
            "outside_hours",
            say!("选取时间应在工作日 09:10 至 17:30", "it must be on a working day from 09:10 to 17:30"),
        );
    }
    Ok(Counted::fixed(Some(chosen)))
}
