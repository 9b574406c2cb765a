//! Working days (工作日) and the deadlines made of them. Years and their exceptions are data (domain.md §12.4); a year
//! without data is never guessed (domain.md §17).

mod counted;
mod provisional;

pub use counted::{Counted, Unsettled};
pub use provisional::provisional_year;

use super::text::Text;
use crate::say;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// China Standard Time: the only zone Jishi knows, without daylight saving (domain.md §12.7).
pub const fn cst() -> FixedOffset {
    const CST: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
        Some(offset) => offset,
        None => panic!("UTC+8 is a zone"),
    };
    CST
}

/// Real notices close between 09:10 and 17:30 on working days (domain.md §6.2); a computed deadline falls at 17:30.
const OPENING: NaiveTime = time(9, 10);
/// When offices close.
pub const CLOSING: NaiveTime = time(17, 30);

const fn time(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => panic!("a time of day"),
    }
}

/// A number of working days.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(transparent)]
pub struct WorkingDays(pub u16);

/// A computed deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The instant, at +08:00.
    pub at: DateTime<FixedOffset>,
    /// A provisional year was counted through: the deadline is recomputed when the official one is loaded.
    pub provisional: bool,
}

/// A year whose working days are not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingYear(pub i32);

impl MissingYear {
    /// What is missing and what would help.
    pub fn text(&self) -> Text {
        let year = self.0;
        say!(
            "尚未载入 {year} 年工作日历，无法计算期限；请运营机构载入该年日历（或临时日历）",
            "the working-day calendar of {year} is not loaded, so no deadline can be computed; the operator can load it (or a provisional one)"
        )
    }
}

impl fmt::Display for MissingYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for MissingYear {}

/// The known years.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Year → whether it is provisional.
    years: BTreeMap<i32, bool>,
    /// Days that differ from Monday to Friday → whether they are worked.
    exceptions: BTreeMap<NaiveDate, bool>,
}

impl Calendar {
    /// From `(year, provisional)` and `(day, working)` rows.
    pub fn new(
        years: impl IntoIterator<Item = (i32, bool)>,
        exceptions: impl IntoIterator<Item = (NaiveDate, bool)>,
    ) -> Self {
        Self { years: years.into_iter().collect(), exceptions: exceptions.into_iter().collect() }
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, MissingYear> {
        self.is_provisional(day)?;
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(self.exceptions.get(&day).copied().unwrap_or(!weekend))
    }

    /// Whether this day's year is provisional.
    fn is_provisional(&self, day: NaiveDate) -> Result<bool, MissingYear> {
        self.years.get(&day.year()).copied().ok_or(MissingYear(day.year()))
    }

    /// The n-th working day after `start`, which itself does not count (domain.md §12.4), and whether a provisional
    /// year was counted through. Zero days is `start` itself.
    pub fn add_working_days(&self, start: NaiveDate, n: WorkingDays) -> Result<(NaiveDate, bool), MissingYear> {
        let mut day = start;
        let mut provisional = false;
        let mut left = n.0;
        while left > 0 {
            day = day.succ_opt().ok_or(MissingYear(day.year().saturating_add(1)))?;
            provisional |= self.is_provisional(day)?;
            if self.is_working_day(day)? {
                left -= 1;
            }
        }
        Ok((day, provisional))
    }

    /// 17:30 on the n-th working day after the day of `start`. Zero days is `start` itself.
    pub fn deadline<Tz: TimeZone<Offset: Copy>>(
        &self,
        start: DateTime<Tz>,
        n: WorkingDays,
    ) -> Result<Deadline, MissingYear> {
        let start = start.with_timezone(&cst());
        if n.0 == 0 {
            return Ok(Deadline { at: start, provisional: false });
        }
        let (day, provisional) = self.add_working_days(start.date_naive(), n)?;
        Ok(Deadline { at: at(day, CLOSING), provisional })
    }

    /// How many working days lie after `a`, up to and including `b`: the n for which `b` is the n-th working day after
    /// `a`. Zero where `b` is not after `a`.
    pub fn working_days_between(&self, a: NaiveDate, b: NaiveDate) -> Result<u32, MissingYear> {
        let mut count = 0;
        let mut day = a;
        while day < b {
            day = day.succ_opt().ok_or(MissingYear(day.year().saturating_add(1)))?;
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// Whether an instant is on a working day from 09:10 to 17:30, both included: when a chosen deadline may fall
    /// (domain.md §6.2).
    pub fn in_working_hours<Tz: TimeZone<Offset: Copy>>(&self, instant: DateTime<Tz>) -> Result<bool, MissingYear> {
        let local = instant.with_timezone(&cst());
        Ok(self.is_working_day(local.date_naive())? && (OPENING..=CLOSING).contains(&local.time()))
    }
}

/// A day and a time of day at +08:00.
pub fn at(day: NaiveDate, time: NaiveTime) -> DateTime<FixedOffset> {
    let local = day.and_time(time);
    local.checked_sub_offset(cst()).unwrap_or(local).and_utc().with_timezone(&cst())
}

#[cfg(test)]
mod tests;
