//! What must not stand in a text that everybody reads: numbers of identity cards and bank cards, and passwords. A real system of this kind had
//! telephones and the password of a mailbox in its public pages (domain.md §14).

use crate::core::text::{self, Text};
use crate::core::uscc::Uscc;
use crate::say;

/// What was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateData {
    /// 公民身份号码 (GB 11643-1999), by its check character and date of birth.
    IdentityNumber,
    /// Number of a bank card, by its check digit (ISO/IEC 7812).
    BankCard,
    /// A word for password, and something after it.
    Password,
}

impl PrivateData {
    /// What to do about it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::IdentityNumber => ("身份证号码", "the identity number"),
            Self::BankCard => ("银行卡号", "the bank card number"),
            Self::Password => ("密码", "the password"),
        };
        say!("这里的内容会公开，请删去{zh}", "everybody reads this: take {en} out")
    }
}

/// The first thing in a text that nobody should publish.
pub fn find(text: &str) -> Option<PrivateData> {
    let text = text::line(text).to_lowercase();
    numbers(&text).find_map(|word| number(&word)).or_else(|| has_password(&text).then_some(PrivateData::Password))
}

/// Runs of letters and digits; a number written in groups of four counts as one.
fn numbers(text: &str) -> impl Iterator<Item = String> + '_ {
    let joined: Vec<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == ' ' || c == '-')).collect();
    joined.into_iter().flat_map(|part| {
        let words: Vec<&str> = part.split([' ', '-']).filter(|it| !it.is_empty()).collect();
        let digits = |it: &&str| it.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = words.len() > 1 && words.iter().all(digits) && words.iter().rev().skip(1).all(|it| it.len() == 4);
        if grouped { vec![words.concat()] } else { words.into_iter().map(str::to_owned).collect() }
    })
}

fn number(word: &str) -> Option<PrivateData> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    if Uscc::parse(word).is_ok() {
        None
    } else if is_identity_number(word) {
        Some(PrivateData::IdentityNumber)
    } else if digits && (16..=19).contains(&word.len()) && luhn(word) {
        Some(PrivateData::BankCard)
    } else {
        None
    }
}

fn is_identity_number(word: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((body, check)) = word.split_at_checked(17).filter(|(_, check)| check.len() == 1) else { return false };
    let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != WEIGHTS.len() {
        return false;
    }
    let date = body.get(6..14).and_then(|date| chrono::NaiveDate::parse_from_str(date, "%Y%m%d").ok());
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = "10x98765432".chars().nth(usize::try_from(sum % 11).unwrap_or_default());
    date.is_some() && check.chars().next() == expected
}

fn luhn(word: &str) -> bool {
    let digits = word.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

fn has_password(text: &str) -> bool {
    const WORDS: [&str; 5] = ["密码", "口令", "password", "passwd", "pwd"];
    let follows = |rest: &str| {
        let rest = rest.trim_start_matches([' ', '为', '是']);
        let Some(rest) = rest.strip_prefix([':', '=']) else { return false };
        rest.trim_start().chars().take_while(char::is_ascii_graphic).count() >= 4
    };
    WORDS.iter().any(|word| text.match_indices(word).any(|(at, _)| follows(&text[at + word.len()..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_should_publish_is_found_however_it_is_written() {
        for (text, expected) in [
            ("联系人身份证号 11010519491231002X。", PrivateData::IdentityNumber),
            ("１１０１０５１９４９１２３１００２ｘ", PrivateData::IdentityNumber),
            ("保证金汇入 6222 0212 3456 7890 128", PrivateData::BankCard),
            ("账号4111111111111111", PrivateData::BankCard),
            ("邮箱 a@b.cn 密码：abc123", PrivateData::Password),
            ("Password = hunter2", PrivateData::Password),
        ] {
            assert_eq!(find(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn ordinary_texts_are_left_alone() {
        for text in [
            "联系电话 0743-8222222，手机 13800000000",
            "统一社会信用代码 91433101MADEM00112、12433101MADEM1022J",
            "项目代码 2611-433101-04-01-123456，采购编码 433101-20261123-0001",
            "11010519491231002Y",
            "11010519491331002X",
            "4111111111111112",
            "密码由中选机构自行设置",
            "工期 2026 1231 2027 0101",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".*") {
            let _ = find(&text);
        }
    }
}
