//! What a person reads, always in both languages, and the normalisation of what a person writes.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The language a text is shown in. Chinese is the default everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A message in both languages. Made with [`say!`](crate::say).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn pick(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Both languages, for logs and the command line.
impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} / {}", self.zh, self.en)
    }
}

/// Makes a [`Text`](crate::core::text::Text) from two literals, Chinese first; variables in scope are captured by
/// both: `say!("最多 {most} 项", "at most {most} items")`. Further arguments, where given, go to both formats.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($name:ident = $value:expr),* $(,)?)?) => {
        $crate::core::text::Text {
            zh: ::std::fmt::format(::std::format_args!($zh $($(, $name = $value)*)?)),
            en: ::std::fmt::format(::std::format_args!($en $($(, $name = $value)*)?)),
        }
    };
}

/// One line to be compared, searched or read as a value: NFKC (so full-width letters, digits and punctuation become
/// half-width), runs of white space become one space, ends trimmed, control and invisible characters dropped.
pub fn line(input: &str) -> String {
    one_line(input.nfkc())
}

/// A name or title to be kept and shown: like [`line`], but only letters and digits become half-width. Full-width
/// punctuation is right in Chinese: `吉首市（演示）中心` stays as it is.
pub fn title(input: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    one_line(input.nfc().map(half))
}

fn one_line(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A code or number as people write it: like [`line`], without any white space, in upper case.
pub fn code(input: &str) -> String {
    input.nfkc().filter(|&c| !c.is_whitespace() && !is_invisible(c)).flat_map(char::to_uppercase).collect()
}

/// Several lines of text: line ends become `\n`, invisible characters go, the ends are trimmed. Full-width
/// punctuation stays: it is right in Chinese prose.
pub fn prose(input: &str) -> String {
    let lines = input.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.nfc().filter(|&c| c == '\n' || c == '\t' || !is_invisible(c)).collect();
    kept.trim().to_owned()
}

/// Control characters, zero-width characters, direction marks and the byte order mark: they arrive by copy and paste
/// and make two equal-looking texts differ.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn say_captures_variables_in_both_languages() {
        let most = 3;
        let text = say!("最多 {most} 项", "at most {most} items");
        assert_eq!(text, Text { zh: "最多 3 项".into(), en: "at most 3 items".into() });
        assert_eq!(text.to_string(), "最多 3 项 / at most 3 items");
        let named = say!("共 {n} 家", "{n} in all", n = most + 1);
        assert_eq!((named.pick(Lang::Zh), named.pick(Lang::En)), ("共 4 家", "4 in all"));
    }

    #[test]
    fn full_width_and_invisible_characters_are_normalised() {
        assert_eq!(line("  ＡＢ　ｃ １２\u{200B}３\t（甲） "), "AB c 123 (甲)");
        assert_eq!(title(" 吉首市（演示）\n中心 ＡＢ１\u{200B}２ "), "吉首市（演示） 中心 AB12");
        assert_eq!(code(" ９１ａｂ cd\u{FEFF}"), "91ABCD");
        assert_eq!(prose("\u{FEFF}一、（甲）\r\n二\u{0000}、乙\r"), "一、（甲）\n二、乙");
        assert_eq!(line("\u{3000}\u{200B}"), "");
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(input in ".*") {
            proptest::prop_assert_eq!(line(&line(&input)), line(&input));
            proptest::prop_assert_eq!(title(&title(&input)), title(&input));
            proptest::prop_assert_eq!(prose(&prose(&input)), prose(&input));
        }
    }
}
