//! Telephone numbers and e-mail addresses (domain.md §12.7). Sealed at rest, shown masked.

use super::text::{self, Text};
use crate::say;
use std::fmt;

/// A checked mobile or landline number. Neither `Debug` nor `Display` shows it whole.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    number: String,
    mobile: bool,
}

/// A checked e-mail address, lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Why contact data is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactError {
    /// Neither a mobile nor a landline number.
    Phone,
    /// Not a mobile number.
    Mobile,
    /// Not an e-mail address.
    Email,
}

impl ContactError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::Phone => say!(
                "电话应为 11 位手机号（如 13800000000）或带区号的座机（如 0743-8222222）",
                "give a mobile number of 11 digits (13800000000) or a landline with its area code (0743-8222222)"
            ),
            Self::Mobile => {
                say!("请填写 11 位手机号，例如 13800000000", "give a mobile number of 11 digits, such as 13800000000")
            }
            Self::Email => say!(
                "邮箱格式不对，应如 name@example.cn",
                "that is no e-mail address; it should look like name@example.cn"
            ),
        }
    }
}

impl fmt::Display for ContactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for ContactError {}

impl Phone {
    /// Reads a mobile or landline number as people write it: `+86`, spaces, full-width digits, brackets around the
    /// area code.
    pub fn parse(input: &str) -> Result<Self, ContactError> {
        let written = text::code(input).replace(['(', '–', '—', '−'], "-").replace(')', "-");
        let written = written.strip_prefix("+86").or_else(|| written.strip_prefix("0086")).unwrap_or(&written);
        let written = written.trim_matches('-').replace("--", "-");
        let digits: String = written.split('-').collect();
        if is_mobile(&digits) {
            Ok(Self { number: digits, mobile: true })
        } else if is_landline(&written) {
            Ok(Self { number: written, mobile: false })
        } else {
            Err(ContactError::Phone)
        }
    }

    /// Reads a mobile number; a landline is refused.
    pub fn parse_mobile(input: &str) -> Result<Self, ContactError> {
        Self::parse(input).ok().filter(Self::is_mobile).ok_or(ContactError::Mobile)
    }

    /// Whether it is a mobile number.
    pub fn is_mobile(&self) -> bool {
        self.mobile
    }

    /// The whole number, to be sealed.
    pub fn reveal(&self) -> &str {
        &self.number
    }

    /// `138****0000`, or `0743-****222`.
    pub fn mask(&self) -> String {
        let n = &self.number;
        if self.mobile {
            return format!("{}****{}", n.get(..3).unwrap_or_default(), n.get(7..).unwrap_or_default());
        }
        let (area, rest) =
            n.split_once('-').unwrap_or((n.get(..4).unwrap_or_default(), n.get(4..).unwrap_or_default()));
        format!("{area}-****{}", rest.get(4..).unwrap_or_default())
    }
}

/// `^1[3-9][0-9]{9}$`
fn is_mobile(s: &str) -> bool {
    s.len() == 11
        && s.starts_with('1')
        && s.bytes().all(|b| b.is_ascii_digit())
        && matches!(s.as_bytes().get(1), Some(b'3'..=b'9'))
}

/// `^0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,5})?$`
fn is_landline(s: &str) -> bool {
    let parts: Vec<&str> = s.split('-').collect();
    if !s.starts_with('0') || !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let (area, local) = (3..=4, 7..=8);
    match parts.as_slice() {
        [all] => (10..=12).contains(&all.len()),
        [a, b] if area.contains(&a.len()) => local.contains(&b.len()),
        [all, extension] => (10..=12).contains(&all.len()) && extension.len() <= 5,
        [a, b, extension] => area.contains(&a.len()) && local.contains(&b.len()) && extension.len() <= 5,
        _ => false,
    }
}

impl Email {
    /// Reads an address: one `@`, a name of 1 to 64 characters, a domain with a dot, 254 characters at most.
    pub fn parse(input: &str) -> Result<Self, ContactError> {
        let address = text::line(input).to_lowercase();
        let (name, domain) = address.split_once('@').ok_or(ContactError::Email)?;
        let name_right = (1..=64).contains(&name.len())
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b));
        let label_right = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let domain_right = domain.contains('.') && domain.split('.').all(label_right);
        if name_right && domain_right && address.len() <= 254 { Ok(Self(address)) } else { Err(ContactError::Email) }
    }

    /// The whole address.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `n***@example.cn`.
    pub fn mask(&self) -> String {
        let (name, domain) = self.0.split_once('@').unwrap_or_default();
        format!("{}***@{domain}", name.get(..1).unwrap_or_default())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.mask())
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, number, mask) in [
            ("13800000000", "13800000000", "138****0000"),
            ("+86 138-0000-0000", "13800000000", "138****0000"),
            ("１３８　００００　００００", "13800000000", "138****0000"),
            ("0743-8222222", "0743-8222222", "0743-****222"),
            ("（0743）8222222", "0743-8222222", "0743-****222"),
            ("07438222222", "07438222222", "0743-****222"),
            ("010-12345678-123", "010-12345678-123", "010-****5678-123"),
            ("0743-0000000", "0743-0000000", "0743-****000"),
        ] {
            let phone = Phone::parse(written).unwrap();
            assert_eq!((phone.reveal(), phone.mask().as_str()), (number, mask), "{written}");
            assert!(!format!("{phone:?}").contains(number));
        }
    }

    #[test]
    fn wrong_numbers_are_refused() {
        for written in [
            "",
            "12800000000",
            "1380000000",
            "138000000000",
            "8222222",
            "0743-822",
            "0743-8222222-123456",
            "abc",
            "1380000000x",
            "-",
        ] {
            assert_eq!(Phone::parse(written), Err(ContactError::Phone), "{written}");
        }
        assert_eq!(Phone::parse_mobile("0743-8222222"), Err(ContactError::Mobile));
        assert!(Phone::parse_mobile("13900000000").is_ok());
    }

    #[test]
    fn addresses_are_lower_case_and_checked() {
        let email = Email::parse(" Zhang.San+a@Example.CN ").unwrap();
        assert_eq!((email.reveal(), email.mask().as_str()), ("zhang.san+a@example.cn", "z***@example.cn"));
        for written in ["", "a", "a@b", "@b.cn", "a@.cn", "a@b.cn@c.cn", "a b@c.cn", "a..b@c.cn", "a@-b.cn", "<a>@b.cn"]
        {
            assert_eq!(Email::parse(written), Err(ContactError::Email), "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(input in ".*") {
            let _ = (Phone::parse(&input).map(|it| it.mask()), Email::parse(&input).map(|it| it.mask()));
        }
    }
}
