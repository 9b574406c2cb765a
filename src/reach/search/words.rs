//! Words: what a text is cut into, and its forms in simplified characters, pinyin and initials. Documents and queries go through
//! the same functions before either engine sees them.

use std::collections::BTreeSet;

use charabia::Tokenize;
use pinyin::{ToPinyin, ToPinyinMulti};
use zhconv::{Variant, zhconv};

/// Syllables of a pinyin form; nobody types more before looking.
const MAX_SYLLABLES: usize = 10;
/// Leading characters whose other readings (会 huì, kuài) make forms of their own, and how many forms that may give.
const MULTI_CHARS: usize = 4;
const MAX_READINGS: usize = 8;
/// Forms of one document; a text that gives more is cut.
const MAX_FORMS: usize = 2_000;

/// One line in simplified characters and lower case, half-width.
pub fn simplify(text: &str) -> String {
    zhconv(&crate::core::text::line(text), Variant::ZhHans).to_lowercase()
}

/// The words of a text as charabia cuts and normalises them, separators left out. Its form of a character is neither the simplified nor
/// the traditional one, so words are only compared with words.
pub fn cut(text: &str) -> Vec<String> {
    text.tokenize()
        .filter(charabia::Token::is_word)
        .map(|token| token.lemma().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Pinyin and initials of texts, see [`Sounds::of`].
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// `jishicehui`, `shicehui`, `cehui`, `hui`: the reading from every character on.
    pub pinyin: Vec<String>,
    /// `jsch`, `sch`, `ch`, and the initials of each word alone.
    pub initials: Vec<String>,
}

impl Sounds {
    /// The readings of some texts from every Chinese character on, so that the start of one finds any part of a name, and the
    /// initials of every word.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut pinyin = BTreeSet::new();
        let mut initials = BTreeSet::new();
        for text in texts {
            for run in text.split(|c: char| c.to_pinyin().is_none()).filter(|run| !run.is_empty()) {
                let chars: Vec<char> = run.chars().collect();
                for start in 0..chars.len() {
                    for reading in readings(chars.get(start..).unwrap_or_default()) {
                        initials.insert(reading.iter().filter_map(|syllable| syllable.chars().next()).collect());
                        pinyin.insert(reading.concat());
                    }
                }
                for word in cut(run) {
                    let word: Vec<char> = word.chars().collect();
                    if word.len() > 1 {
                        initials.extend(
                            readings(&word)
                                .iter()
                                .map(|it| it.iter().filter_map(|one| one.chars().next()).collect::<String>()),
                        );
                    }
                }
            }
        }
        Self {
            pinyin: pinyin.into_iter().take(MAX_FORMS).collect(),
            initials: initials.into_iter().take(MAX_FORMS).collect(),
        }
    }
}

/// The readings of a run of Chinese characters; several where the first characters have several.
fn readings(chars: &[char]) -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<&'static str>> = vec![Vec::new()];
    for (position, &c) in chars.iter().take(MAX_SYLLABLES).enumerate() {
        let mut sounds: Vec<&'static str> = c.to_pinyin().map(pinyin::Pinyin::plain).into_iter().collect();
        if position < MULTI_CHARS {
            for other in c.to_pinyin_multi().into_iter().flatten() {
                if !sounds.contains(&other.plain()) {
                    sounds.push(other.plain());
                }
            }
        }
        let room = (MAX_READINGS / all.len()).max(1);
        sounds.truncate(room);
        all = all
            .iter()
            .flat_map(|head| sounds.iter().map(move |&sound| head.iter().copied().chain([sound]).collect()))
            .collect();
    }
    all
}

/// Letters, digits and Chinese characters one by one, for a search that begins or ends within a word.
pub fn apart(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Whether a word is made of Latin letters only, as pinyin is typed.
pub fn is_letters(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether a word may be a part of a code: Latin letters and digits, at least one digit.
pub fn is_code(word: &str) -> bool {
    word.len() >= 3
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && word.bytes().any(|b| b.is_ascii_digit())
}

/// A code in the form it is indexed in.
pub fn code(text: &str) -> String {
    crate::core::text::code(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_full_width_forms_are_one() {
        assert_eq!(simplify("測繪　ＡＢＣ環評"), "测绘 abc环评");
    }

    #[test]
    fn chinese_is_cut_into_words() {
        assert_eq!(cut("测绘有限公司").len(), 3);
        assert_eq!(cut("测绘有限公司"), cut("测绘 有限 公司"));
        assert_eq!(cut(" ，。（）"), Vec::<String>::new());
    }

    #[test]
    fn a_name_is_read_from_every_character_on_and_in_every_usual_way() {
        let sounds = Sounds::of(["吉首测绘", "会计"]);
        for form in ["jishoucehui", "cehui", "kuaiji", "huiji"] {
            assert!(sounds.pinyin.iter().any(|it| it == form), "{form}: {sounds:?}");
        }
        for form in ["jsch", "ch", "js", "kj"] {
            assert!(sounds.initials.iter().any(|it| it == form), "{form}: {sounds:?}");
        }
    }

    #[test]
    fn long_and_odd_texts_stay_bounded() {
        let long = "长行会重".repeat(3_000);
        let sounds = Sounds::of([long.as_str(), "😀\u{0}"]);
        assert!(sounds.pinyin.len() <= MAX_FORMS && sounds.pinyin.iter().all(|it| it.len() <= MAX_SYLLABLES * 6));
    }
}
