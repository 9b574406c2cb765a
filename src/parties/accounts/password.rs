//! Which logins and passwords are accepted.

use std::collections::BTreeSet;

use crate::core::phone::{Email, Phone};
use crate::core::text;
use crate::parties::fields::Fields;
use crate::say;

const MIN_CHARS: usize = 10;
/// Bytes: bounds what one request can make the hash chew.
const MAX_BYTES: usize = 128;
/// One a line, lower case, those of at least ten characters.
const COMMON: &str = include_str!("../../../data/common_passwords.txt");

/// A login as compared and stored: a mobile number, an e-mail address or a chosen name, lower case.
pub fn normal_login(input: &str) -> String {
    let line = text::line(input).to_lowercase();
    Phone::parse_mobile(&line).map_or(line, |phone| phone.reveal().to_owned())
}

/// Reads the login that somebody chooses.
pub fn login(fields: &mut Fields, pointer: &str, input: &str) -> String {
    let login = normal_login(input);
    let chosen = (3..=40).contains(&login.len())
        && login.starts_with(|c: char| c.is_ascii_lowercase())
        && login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
    if !chosen && Phone::parse_mobile(&login).is_err() && Email::parse(&login).is_err() {
        fields.refuse(
            pointer,
            "login",
            say!(
                "请用手机号、邮箱，或 3 到 40 位以字母开头的字母、数字、点、横线作为登录名",
                "use a mobile number, an e-mail address, or 3 to 40 letters, digits, dots or dashes starting with a letter"
            ),
        );
    }
    login
}

/// Judges a password that somebody chooses.
pub fn choose(fields: &mut Fields, pointer: &str, password: &str, login: &str) {
    let chars = password.chars().count();
    let lower = password.to_lowercase();
    if chars < MIN_CHARS {
        fields.refuse(
            pointer,
            "too_short",
            say!(
                "密码至少 {MIN_CHARS} 位，一句话就很好记",
                "at least {MIN_CHARS} characters; a sentence is easy to remember"
            ),
        );
    } else if password.len() > MAX_BYTES {
        fields.refuse(
            pointer,
            "too_long",
            say!("密码太长：最多 {MAX_BYTES} 字节", "too long: at most {MAX_BYTES} bytes"),
        );
    } else if lower == login {
        fields.refuse(pointer, "same_as_login", say!("密码不能与登录名相同", "the password must not be the login"));
    } else if is_common(&lower) {
        fields.refuse(
            pointer,
            "common",
            say!(
                "这个密码太常见，容易被猜到，请换一个",
                "this password is among the first ones anybody tries; choose another"
            ),
        );
    }
}

/// Whether a password can be anybody's: a longer one is not worth a hash.
pub fn plausible(password: &str) -> bool {
    !password.is_empty() && password.len() <= MAX_BYTES
}

fn is_common(lower: &str) -> bool {
    lower.chars().collect::<BTreeSet<_>>().len() < 3 || COMMON.lines().any(|line| line == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(read: impl Fn(&mut Fields)) -> Vec<&'static str> {
        let mut fields = Fields::default();
        read(&mut fields);
        fields.finish().err().map(|it| it.errors().iter().map(|e| e.code).collect()).unwrap_or_default()
    }

    #[test]
    fn passwords_are_long_not_common_and_not_the_login() {
        let of = |password: &str| codes(|fields| choose(fields, "/p", password, "zhang.san.jishou"));
        assert_eq!(of("short"), ["too_short"]);
        assert_eq!(of("Zhang.San.Jishou"), ["same_as_login"]);
        assert_eq!(of("1234567890"), ["common"]);
        assert_eq!(of("Password123"), ["common"]);
        assert_eq!(of("ababababab"), ["common"]);
        assert_eq!(of(&"长".repeat(43)), ["too_long"]);
        assert!(of("一二三四五六七八九十").is_empty());
        assert!(of("correct horse battery").is_empty());
    }

    #[test]
    fn logins_are_a_mobile_an_email_or_a_name() {
        let mut fields = Fields::default();
        assert_eq!(login(&mut fields, "/l", " １38-0013-8000 "), "13800138000");
        assert_eq!(login(&mut fields, "/l", "Li@Example.cn"), "li@example.cn");
        assert_eq!(login(&mut fields, "/l", "ZhangSan"), "zhangsan");
        fields.finish().unwrap();
        for bad in ["", "ab", "1abc", "a b c", "张三", "x'; DROP TABLE person", &"a".repeat(41)] {
            assert_eq!(codes(|fields| drop(login(fields, "/l", bad))), ["login"], "{bad}");
        }
    }
}
