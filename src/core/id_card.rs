//! Resident identity number (公民身份号码): GB 11643-1999, domain.md §12.2. Encrypted at rest, shown masked.

use super::text::{self, Text};
use crate::say;
use chrono::NaiveDate;
use std::fmt;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character of each remainder mod 11.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// First two digits of the provinces; codes of old counties stay valid, so more is not checked.
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

/// A checked number. Neither `Debug` nor `Display` shows it whole.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdCard(String);

/// Why a number is refused. No variant carries the number itself, which is private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdCardError {
    /// Not 18 characters; how many there are.
    Length(usize),
    /// Something else than 17 digits and a digit or X.
    Characters,
    /// The first two digits are no province.
    Province,
    /// The birth date does not exist or lies in the future.
    BirthDate,
    /// The check character does not fit.
    CheckDigit,
}

impl IdCardError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::Length(found) => say!(
                "身份证号应为 18 位，现为 {found} 位",
                "an identity number has 18 characters, this one has {found}"
            ),
            Self::Characters => {
                say!("身份证号应为 17 位数字加一位数字或 X", "an identity number is 17 digits and a digit or X")
            }
            Self::Province => {
                say!("身份证号前两位不是省级代码", "the first two digits of the identity number are no province")
            }
            Self::BirthDate => say!(
                "身份证号中的出生日期不存在或在将来",
                "the birth date in the identity number does not exist or is in the future"
            ),
            Self::CheckDigit => say!(
                "身份证号校验位不对，请核对有无错字",
                "the check character of the identity number is wrong; look for a mistyped digit"
            ),
        }
    }
}

impl fmt::Display for IdCardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for IdCardError {}

impl IdCard {
    /// Reads a number as people write it; a birth date after `today` is refused.
    pub fn parse(input: &str, today: NaiveDate) -> Result<Self, IdCardError> {
        let number = text::code(input);
        let length = number.chars().count();
        if length != 18 {
            return Err(IdCardError::Length(length));
        }
        let (Some(body), Some(check)) = (number.get(..17), number.get(17..)) else {
            return Err(IdCardError::Characters);
        };
        if !body.bytes().all(|b| b.is_ascii_digit()) || !check.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
            return Err(IdCardError::Characters);
        }
        if !body.get(..2).is_some_and(|province| PROVINCES.contains(&province)) {
            return Err(IdCardError::Province);
        }
        let birth = body.get(6..14).and_then(|date| NaiveDate::parse_from_str(date, "%Y%m%d").ok());
        if birth.is_none_or(|date| date > today) {
            return Err(IdCardError::BirthDate);
        }
        let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
        let expected = usize::try_from(sum % 11).ok().and_then(|place| CHECKS.get(place));
        if check.chars().next() != expected.copied() {
            return Err(IdCardError::CheckDigit);
        }
        Ok(Self(number))
    }

    /// The whole number, to be sealed.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `110105********002X`.
    pub fn mask(&self) -> String {
        let (head, tail) = (self.0.get(..6).unwrap_or_default(), self.0.get(14..).unwrap_or_default());
        format!("{head}********{tail}")
    }
}

impl fmt::Debug for IdCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdCard({})", self.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(number: &str) -> Result<IdCard, IdCardError> {
        IdCard::parse(number, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    #[test]
    fn the_examples_of_the_standard_pass() {
        for number in ["11010519491231002X", "440524188001010014", "34052419800101001X"] {
            assert_eq!(parse(number).unwrap().reveal(), number);
        }
        let card = parse(" 110105 19491231 ００２ｘ ").unwrap();
        assert_eq!(card.mask(), "110105********002X");
        assert_eq!(format!("{card:?}"), "IdCard(110105********002X)");
    }

    #[test]
    fn wrong_numbers_are_refused_by_reason() {
        for (number, error) in [
            ("110105194912310021", IdCardError::CheckDigit),
            ("11010519491231002", IdCardError::Length(17)),
            ("1101051949123100X2", IdCardError::Characters),
            ("11010519491231002Y", IdCardError::Characters),
            ("991105194912310028", IdCardError::Province),
            ("11010519490229002X", IdCardError::BirthDate),
            ("11010520261125002X", IdCardError::BirthDate),
            ("", IdCardError::Length(0)),
            ("身份证身份证身份证身份证身份证身份证", IdCardError::Characters),
        ] {
            assert_eq!(parse(number), Err(error), "{number}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(input in ".*") {
            let _ = parse(&input);
        }
    }
}
