//! Project codes (domain.md §12.5): the national investment project code, and our own purchase code with the codes
//! derived from it.

use super::text::{self, Text};
use crate::say;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Why a code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Not an investment project code.
    Investment,
    /// Not a purchase code.
    Purchase,
}

impl CodeError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::Investment => say!(
                "投资审批项目编码应为 24 位，如 2611-433101-04-01-123456",
                "an investment project code looks like 2611-433101-04-01-123456 (24 characters)"
            ),
            Self::Purchase => say!(
                "采购项目编码应如 433101-20261123-0001（再次公告加 -R2）",
                "a purchase code looks like 433101-20261123-0001 (with -R2 for the second round)"
            ),
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for CodeError {}

/// An investment project code of GB/T 40058-2021. Its check character has no published algorithm, so only the form is
/// checked: `^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{5}[0-9A-Z]$`, which the older form (`YYYY-…`) fits as well.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvestmentCode(String);

impl InvestmentCode {
    /// Reads a code; full-width characters, lower case and long hyphens are normalised.
    pub fn parse(input: &str) -> Result<Self, CodeError> {
        let code = hyphens(input);
        let parts: Vec<&str> = code.split('-').collect();
        let right = match parts.as_slice() {
            [time, region, department, kind, serial] => {
                let (body, check) = serial.split_at_checked(5).unwrap_or_default();
                digits(time, 4)
                    && digits(region, 6)
                    && digits(department, 2)
                    && digits(kind, 2)
                    && digits(body, 5)
                    && check.len() == 1
                    && check.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            }
            _ => false,
        };
        if right { Ok(Self(code)) } else { Err(CodeError::Investment) }
    }

    /// The code with its hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A purchase code with its round: `433101-20261123-0001`, `433101-20261123-0001-R2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PurchaseCode {
    /// GB/T 2260 code of the tenant.
    pub division: String,
    /// Day of the first publication.
    pub date: NaiveDate,
    /// Number of that day, from 1.
    pub sequence: u32,
    /// Round, from 1; written from 2 on.
    pub round: u32,
}

impl PurchaseCode {
    /// Reads a code.
    pub fn parse(input: &str) -> Result<Self, CodeError> {
        Self::read(&hyphens(input)).ok_or(CodeError::Purchase)
    }

    fn read(code: &str) -> Option<Self> {
        let mut parts = code.split('-');
        let division = parts.next().filter(|part| digits(part, 6))?.to_owned();
        let date = parts.next().filter(|part| digits(part, 8))?;
        let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
        let sequence = parts.next().filter(|part| (4..=6).contains(&part.len()) && digits(part, part.len()))?;
        let round = match parts.next() {
            None => 1,
            Some(part) => part
                .strip_prefix('R')
                .filter(|n| !n.starts_with('0') && n.len() <= 3 && digits(n, n.len()))?
                .parse()
                .ok()?,
        };
        let found = Self { division, date, sequence: sequence.parse().ok()?, round };
        // One spelling only: no -R1, no leading zeros beyond four places, nothing after.
        (found.to_string() == code).then_some(found)
    }

    /// The same notice in another round.
    #[must_use]
    pub fn in_round(&self, round: u32) -> Self {
        Self { round, ..self.clone() }
    }

    /// The prefix under which the numbers of a day are counted: `433101-20261123`.
    pub fn day_prefix(division: &str, date: NaiveDate) -> String {
        format!("{division}-{:04}{:02}{:02}", date.year(), date.month(), date.day())
    }

    /// Code of the award of this round: `ZX-433101-20261123-0001`.
    pub fn award(&self) -> String {
        format!("ZX-{self}")
    }

    /// Code of the contract of this round: `HT-433101-20261123-0001`.
    pub fn contract(&self) -> String {
        format!("HT-{self}")
    }
}

impl fmt::Display for PurchaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", Self::day_prefix(&self.division, self.date), self.sequence)?;
        if self.round > 1 { write!(f, "-R{}", self.round) } else { Ok(()) }
    }
}

/// Upper case, half-width, without spaces, and every dash a hyphen.
fn hyphens(input: &str) -> String {
    text::code(input).replace(['‐', '‑', '–', '—', '−'], "-")
}

fn digits(part: &str, length: usize) -> bool {
    part.len() == length && length > 0 && part.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn investment_codes_are_checked_by_form() {
        for (written, code) in [
            ("2611-433101-04-01-123456", "2611-433101-04-01-123456"),
            ("2611-433101-04-01-12345a", "2611-433101-04-01-12345A"),
            ("２０１８－４３３１０１－０４－０１－１２３４５６", "2018-433101-04-01-123456"),
            (" 2611—433101—04—01—12345X ", "2611-433101-04-01-12345X"),
        ] {
            assert_eq!(InvestmentCode::parse(written).map(|it| it.as_str().to_owned()), Ok(code.to_owned()));
        }
        for written in [
            "",
            "2611-433101-04-01-12345",
            "2611-433101-04-01-1234567",
            "261-433101-04-01-123456",
            "2611-433101-04-123456",
            "2611-433101-04-01-1234A6",
            "2611-433101-04-01-12345中",
        ] {
            assert_eq!(InvestmentCode::parse(written), Err(CodeError::Investment), "{written}");
        }
    }

    #[test]
    fn purchase_codes_carry_their_round_from_two_on() {
        let code = PurchaseCode::parse("433101-20261123-0001").unwrap();
        assert_eq!((code.division.as_str(), code.sequence, code.round), ("433101", 1, 1));
        assert_eq!(code.in_round(2).to_string(), "433101-20261123-0001-R2");
        assert_eq!(code.award(), "ZX-433101-20261123-0001");
        assert_eq!(code.in_round(3).contract(), "HT-433101-20261123-0001-R3");
        assert_eq!(PurchaseCode::parse("433101-20261123-0001-r2").unwrap().round, 2);
        assert_eq!(PurchaseCode::parse("433101-20261123-12345").unwrap().sequence, 12345);
        for written in [
            "",
            "433101-20261123",
            "433101-20261123-001",
            "433101-20261131-0001",
            "433101-20261123-0001-R1",
            "433101-20261123-0001-R02",
            "433101-20261123-0001-R",
            "433101-20261123-0001-R2-",
            "433101-20261123-00001",
            "43310-20261123-0001",
            "ZX-433101-20261123-0001",
        ] {
            assert_eq!(PurchaseCode::parse(written), Err(CodeError::Purchase), "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(sequence in 1u32..1_000_000, round in 1u32..1000, days in 0i64..20000) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let code = PurchaseCode { division: "433101".into(), date, sequence, round };
            proptest::prop_assert_eq!(PurchaseCode::parse(&code.to_string()), Ok(code));
        }

        #[test]
        fn no_text_panics(input in ".*") {
            let _ = (PurchaseCode::parse(&input), InvestmentCode::parse(&input));
        }
    }
}
