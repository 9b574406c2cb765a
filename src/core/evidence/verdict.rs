//! What `verify` found, check by check.

use crate::core::text::Text;
use crate::say;
use serde::Serialize;
use std::fmt::Display;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Check {
    /// Stable name: `commit`, `roster_hash`, `seed`, `winner`, `digest`, …
    pub name: String,
    /// JSON pointer (RFC 6901) of the field that the check is about.
    pub pointer: String,
    /// Whether it holds.
    pub passed: bool,
    /// What it must be.
    pub expected: String,
    /// What the file says.
    pub found: String,
    /// The finding in words.
    pub text: Text,
}

/// The outcome of `verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Verdict {
    /// Every check holds.
    pub passed: bool,
    /// The method, where it could be read.
    pub method: Option<String>,
    /// The winner that the recomputation gives, where it got that far.
    pub winner: Option<String>,
    /// In the order they were made.
    pub checks: Vec<Check>,
}

impl Verdict {
    /// The checks that do not hold.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|it| !it.passed)
    }
}

/// Collects checks.
#[derive(Default)]
pub(super) struct Checks {
    made: Vec<Check>,
    pub(super) method: Option<String>,
    pub(super) winner: Option<String>,
}

impl Checks {
    /// The field must be exactly what was computed. `what` names it.
    pub(super) fn equal(
        &mut self,
        name: &str,
        pointer: &str,
        what: &Text,
        expected: impl Display,
        found: impl Display,
    ) {
        let (expected, found) = (expected.to_string(), found.to_string());
        let passed = expected == found;
        let (zh, en) = (&what.zh, &what.en);
        let text = if passed {
            say!("{zh}：相符", "{en}: matches")
        } else {
            say!(
                "{zh}：不相符。位置 {pointer}，重新计算得 {expected}，文件中为 {found}",
                "{en}: does not match. At {pointer}: recomputed {expected}, the file says {found}"
            )
        };
        self.push(name, pointer, passed, (expected, found), text);
    }

    /// The field must be acceptable. `what` names it, `expected` says what would be right.
    pub(super) fn holds(
        &mut self,
        name: &str,
        pointer: &str,
        passed: bool,
        what: &Text,
        expected: &Text,
        found: impl Display,
    ) {
        let found = found.to_string();
        let (zh, en, right, must) = (&what.zh, &what.en, &expected.zh, &expected.en);
        let text = if passed {
            say!("{zh}：符合", "{en}: holds")
        } else {
            say!(
                "{zh}：不符合。位置 {pointer}，应{right}，文件中为 {found}",
                "{en}: does not hold. At {pointer}: it must {must}, the file says {found}"
            )
        };
        self.push(name, pointer, passed, (expected.to_string(), found), text);
    }

    /// The file cannot be read so far.
    pub(super) fn unreadable(&mut self, name: &str, pointer: &str, why: impl Display) {
        let found = why.to_string();
        let place = if pointer.is_empty() { "/" } else { pointer };
        let text = say!("文件无法识别。位置 {place}：{found}", "the file cannot be read. At {place}: {found}");
        self.push(name, pointer, false, (String::new(), found), text);
    }

    fn push(&mut self, name: &str, pointer: &str, passed: bool, (expected, found): (String, String), text: Text) {
        self.made.push(Check { name: name.to_owned(), pointer: pointer.to_owned(), passed, expected, found, text });
    }

    pub(super) fn finish(self) -> Verdict {
        let passed = !self.made.is_empty() && self.made.iter().all(|it| it.passed);
        Verdict { passed, method: self.method, winner: self.winner, checks: self.made }
    }
}
