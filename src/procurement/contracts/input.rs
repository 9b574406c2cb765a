//! What people write into a contract, judged.

use std::ops::RangeInclusive;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Deserializer};

use crate::core::text;
use crate::platform::web::{FieldError, Problem};
use crate::say;

/// Collects what is wrong, so that it is answered together.
#[derive(Debug, Default)]
pub(super) struct Errors(Vec<FieldError>);

impl Errors {
    pub(super) fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// A text of so many characters, trimmed and normalised.
    pub(super) fn prose(&mut self, pointer: &str, written: &str, length: RangeInclusive<usize>) -> String {
        self.bounded(pointer, text::prose(written), length)
    }

    /// The same on one line.
    pub(super) fn title(&mut self, pointer: &str, written: &str, length: RangeInclusive<usize>) -> String {
        self.bounded(pointer, text::title(written), length)
    }

    fn bounded(&mut self, pointer: &str, text: String, length: RangeInclusive<usize>) -> String {
        let (count, least, most) = (text.chars().count(), *length.start(), *length.end());
        if count == 0 && least > 0 {
            self.add(FieldError::new(pointer, "required", say!("请填写这一项。", "This is required.")));
        } else if count < least {
            let text = say!("至少 {least} 个字，现有 {count} 个。", "At least {least} characters; it has {count}.");
            self.add(FieldError::new(pointer, "too_short", text));
        } else if count > most {
            let text = say!("最多 {most} 个字，现有 {count} 个。", "At most {most} characters; it has {count}.");
            self.add(FieldError::new(pointer, "too_long", text));
        }
        text
    }

    /// A day that comes before the award did: nothing is served or paid before it.
    pub(super) fn not_before(&mut self, pointer: &str, day: NaiveDate, award: NaiveDate) {
        if day < award {
            let text = say!("不能早于中选之日（{award}）。", "It cannot be before the day of the award ({award}).");
            self.add(FieldError::new(pointer, "before_award", text));
        }
    }

    /// A day of the service: from the award on, and not further ahead than any contract goes.
    pub(super) fn service_day(&mut self, pointer: &str, day: Option<NaiveDate>, award: NaiveDate) {
        let Some(day) = day else { return };
        self.not_before(pointer, day, award);
        let last = award.checked_add_months(LONGEST_SERVICE).unwrap_or(award);
        if day > last {
            let text = say!("不能晚于 {last}。", "It cannot be after {last}.");
            self.add(FieldError::new(pointer, "too_far", text));
        }
    }

    /// # Errors
    /// 422 with all that was found.
    pub(super) fn check(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }
}

/// Thirty years; a typing error in a year is the usual cause of more.
const LONGEST_SERVICE: Months = Months::new(360);

/// Longest reason or note.
pub(super) const NOTE: usize = 2_000;

/// Tells `null` (clear it) from a missing field (leave it).
#[expect(clippy::option_option, reason = "missing, null and given are three things in a PATCH")]
pub(super) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}
