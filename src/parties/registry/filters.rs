//! Filters of the registers.

use crate::core::text;

/// A division's code without the zeros of the levels below it: `433100` → `4331`.
fn division_prefix(code: &str) -> &str {
    let mut prefix = code;
    while prefix.len() > 2
        && let Some(shorter) = prefix.strip_suffix("00")
    {
        prefix = shorter;
    }
    prefix
}

/// The first and the last code of a division and all below it.
pub fn divisions(code: &str) -> (String, String) {
    let prefix = division_prefix(code);
    (format!("{prefix:0<6}"), format!("{prefix:9<6}"))
}

/// A filter as compared in SQL: no NUL, which PostgreSQL cannot take.
pub fn clean(value: Option<&String>) -> Option<String> {
    value.map(|it| text::line(it)).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_stands_for_all_below_it() {
        let of = ["430000", "433100", "433101", "441900", "", "00"].map(division_prefix);
        assert_eq!(of, ["43", "4331", "433101", "4419", "", "00"]);
        assert_eq!(divisions("433100"), ("433100".to_owned(), "433199".to_owned()));
        assert_eq!(divisions("433101"), ("433101".to_owned(), "433101".to_owned()));
    }
}
