//! Deadlines that the system counts: what keeps one from being final, and how it is counted again when the calendar of a year comes
//! (domain.md §17).

use super::{Calendar, MissingYear, WorkingDays, at as at_day, cst};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

/// A counted deadline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// `None`: it waits for a year that is not loaded, or there is none.
    pub at: Option<DateTime<Utc>>,
    /// What keeps it from being final.
    pub unsettled: Unsettled,
}

/// Years that keep a deadline from being final.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// A year that is not loaded: there is no deadline before it is.
    pub missing: Option<i32>,
    /// Provisional years counted through, ascending: the deadline is counted again when one of them becomes official.
    pub provisional: Vec<i32>,
}

impl Unsettled {
    /// What keeps either of two deadlines from being final.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.missing = self.missing.or(other.missing);
        self.provisional.extend(other.provisional);
        self.provisional.sort_unstable();
        self.provisional.dedup();
        self
    }
}

impl Counted {
    /// An instant that nothing moves.
    pub fn fixed(at: Option<DateTime<Utc>>) -> Self {
        Self { at, unsettled: Unsettled::default() }
    }

    /// No instant before this year is loaded.
    pub fn waiting(year: Option<i32>) -> Self {
        Self { at: None, unsettled: Unsettled { missing: year, provisional: Vec::new() } }
    }
}

impl Calendar {
    /// `time` on the n-th working day after the day of `start`; zero days is `start` itself.
    pub fn count(&self, start: DateTime<Utc>, n: WorkingDays, time: NaiveTime) -> Counted {
        if n.0 == 0 {
            return Counted::fixed(Some(start));
        }
        let from = start.with_timezone(&cst()).date_naive();
        match self.add_working_days(from, n) {
            Ok((day, _)) => {
                let provisional = self.provisional_years(from, day);
                let at = at_day(day, time).to_utc();
                Counted { at: Some(at), unsettled: Unsettled { missing: None, provisional } }
            }
            Err(MissingYear(year)) => Counted::waiting(Some(year)),
        }
    }

    /// The same again, at the instant `now`, for a deadline that people were `told`, or that has waited so far.
    ///
    /// What has passed stays. Nobody is overtaken: a deadline that had waited, or that comes sooner than people were told, leaves at least
    /// the next working day, unless it was to be sooner anyway; then it stays as it was told.
    pub fn recount(
        &self,
        start: DateTime<Utc>,
        n: WorkingDays,
        time: NaiveTime,
        told: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Counted {
        if told.is_some_and(|told| told <= now) {
            return Counted::fixed(told);
        }
        let counted = self.count(start, n, time);
        let Some(at) = counted.at else { return Counted { at: told, ..counted } };
        if told.is_some_and(|told| at >= told) {
            return counted;
        }
        let soonest = self.count(now, WorkingDays(1), time);
        let unsettled = counted.unsettled.and(soonest.unsettled);
        let Some(soonest) = soonest.at else { return Counted { at: told, unsettled } };
        Counted { at: Some(at.max(told.map_or(soonest, |told| told.min(soonest)))), unsettled }
    }

    /// Provisional years of the days after `from` up to and including `to`.
    fn provisional_years(&self, from: NaiveDate, to: NaiveDate) -> Vec<i32> {
        let first = from.succ_opt().unwrap_or(from).year();
        self.years
            .range(first..=to.year().max(first))
            .filter(|(_, provisional)| **provisional)
            .map(|(y, _)| *y)
            .collect()
    }
}
