//! Money is whole fen (分), never a float; amounts as people write them, and RMB capitals (domain.md §12.6).

use super::text::{self, Text};
use crate::say;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in fen (1/100 yuan).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    sqlx::Type,
    utoipa::ToSchema,
)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// The largest amount any field takes: one trillion yuan, as the `CHECK`s in the migrations say.
    pub const MAX: Self = Self(100_000_000_000_000);

    /// The sum, unless it leaves 64 bits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// In RMB capitals: `人民币壹万捌仟元整` (domain.md §12.6). 整 is written after 元 only.
    pub fn capitals(self) -> String {
        let mut out = String::from(if self.0 < 0 { "人民币负" } else { "人民币" });
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        if yuan > 0 || (jiao == 0 && fen == 0) {
            spell(yuan, &mut out);
            out.push('元');
        }
        if jiao > 0 {
            if yuan > 0 && yuan.is_multiple_of(10) {
                out.push('零');
            }
            spell(jiao, &mut out);
            out.push('角');
        }
        if fen > 0 {
            if jiao == 0 && yuan > 0 {
                out.push('零');
            }
            spell(fen, &mut out);
            out.push('分');
        }
        if jiao == 0 && fen == 0 {
            out.push('整');
        }
        out
    }
}

/// `¥17,200.00`; a negative amount has its sign first: `-¥5.00`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let digits = (fen / 100).to_string();
        let mut yuan = String::with_capacity(digits.len() * 4 / 3);
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                yuan.push(',');
            }
            yuan.push(c);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}¥{yuan}.{:02}", fen % 100)
    }
}

const UNITS: [(u64, char); 5] = [(100_000_000, '亿'), (10_000, '万'), (1_000, '仟'), (100, '佰'), (10, '拾')];

/// Spells a whole number: the part above the largest unit, the unit, then the rest, with one 零 where the rest does
/// not reach the next lower place. This alone gives every zero rule of domain.md §12.6 (107,000 has none: 7,000 fills 仟).
fn spell(n: u64, out: &mut String) {
    const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    for (unit, name) in UNITS {
        if n >= unit {
            spell(n / unit, out);
            out.push(name);
            let rest = n % unit;
            if rest > 0 {
                if rest < unit / 10 {
                    out.push('零');
                }
                spell(rest, out);
            }
            return;
        }
    }
    out.extend(usize::try_from(n).ok().and_then(|digit| DIGITS.get(digit)));
}

/// Why an amount is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing was written.
    Empty,
    /// Below zero.
    Negative,
    /// Above [`Fen::MAX`].
    TooLarge,
    /// A part of a fen is left: more than two decimals of a yuan, after 千, 万 and 亿 are applied.
    Decimals,
    /// Thousands commas stand where they cannot.
    Commas,
    /// Not an amount at all; what was found.
    Unreadable(String),
}

impl AmountError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => say!(
                "请填写金额，例如 18000、¥18,000.00 或 1.8万",
                "give an amount, such as 18000, ¥18,000.00 or 1.8万"
            ),
            Self::Negative => say!("金额不能为负数", "the amount cannot be negative"),
            Self::TooLarge => say!("金额不能超过一万亿元", "the amount cannot exceed one trillion yuan"),
            Self::Decimals => say!(
                "金额最多精确到分（元以下两位小数）",
                "the amount cannot be finer than a fen (two decimals of a yuan)"
            ),
            Self::Commas => say!(
                "千分位逗号的位置不对，应如 1,800,000.00",
                "the thousands commas are misplaced; write it like 1,800,000.00"
            ),
            Self::Unreadable(found) => say!(
                "看不懂金额「{found}」，请写成 18000、¥18,000.00 或 1.8万",
                "“{found}” is not an amount; write 18000, ¥18,000.00 or 1.8万"
            ),
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for AmountError {}

/// What may follow the digits, and how many yuan one of it is; the longer name first.
const SCALES: [(&str, u128); 6] =
    [("百万", 1_000_000), ("千万", 10_000_000), ("千", 1_000), ("仟", 1_000), ("万", 10_000), ("亿", 100_000_000)];

/// Reads an amount in yuan as people write it: `¥1,800,000.00`, `￥`, `1.8万`, `5千`, `18000元`, full-width digits.
pub fn parse_amount(input: &str) -> Result<Fen, AmountError> {
    let written = text::code(input);
    let unreadable = || AmountError::Unreadable(text::line(input).chars().take(40).collect());
    let mut rest = written.as_str();
    if rest.is_empty() {
        return Err(AmountError::Empty);
    }
    for prefix in ["人民币", "RMB", "CNY", "¥"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    if let Some(size) = rest.strip_prefix(['-', '−', '负']) {
        return Err(if size.starts_with(|c: char| c.is_ascii_digit() || c == '¥') {
            AmountError::Negative
        } else {
            unreadable()
        });
    }
    rest = rest.strip_suffix('整').unwrap_or(rest);
    rest = rest.strip_suffix(['元', '圆']).unwrap_or(rest);
    let scaled = SCALES.iter().find_map(|(name, scale)| Some((rest.strip_suffix(name)?, *scale)));
    let (rest, scale) = scaled.unwrap_or((rest, 1));
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
    if rest.ends_with('.') || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return Err(unreadable());
    }
    let whole = ungroup(whole, &unreadable)?;
    to_fen(&whole, decimals, scale)
}

/// Takes out thousands commas where they stand right: one to three digits, then groups of three.
fn ungroup(whole: &str, unreadable: &impl Fn() -> AmountError) -> Result<String, AmountError> {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits: String = groups.concat();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(unreadable());
    }
    let right = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3),
        [] => false,
    };
    if right { Ok(digits) } else { Err(AmountError::Commas) }
}

/// `whole.decimals` times `scale` yuan, in fen.
fn to_fen(whole: &str, decimals: &str, scale: u128) -> Result<Fen, AmountError> {
    // 16 whole digits and 12 decimals are beyond anything that can pass, and keep the product far inside 128 bits.
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() > 16 {
        return Err(AmountError::TooLarge);
    }
    if decimals.len() > 12 {
        return Err(AmountError::Decimals);
    }
    let number: u128 = format!("0{whole}{decimals}").parse().map_err(|_| AmountError::TooLarge)?;
    let divisor = decimals.bytes().fold(1u128, |product, _| product * 10);
    let fen = number * scale * 100;
    if !fen.is_multiple_of(divisor) {
        return Err(AmountError::Decimals);
    }
    let fen = i64::try_from(fen / divisor).map(Fen).map_err(|_| AmountError::TooLarge)?;
    if fen > Fen::MAX { Err(AmountError::TooLarge) } else { Ok(fen) }
}

/// An amount in a request: an integer is fen, a text is yuan as people write it. Judged by [`AmountInput::fen`], so that
/// a refusal names its field in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(
    untagged,
    expecting = "金额应为整数（分）或文字（如 \"¥1,800.00\"） / an amount is an integer of fen or a text such as \"¥1,800.00\""
)]
pub enum AmountInput {
    /// Integer fen: `1800000` is ¥18,000.00.
    #[schema(example = 1_800_000)]
    Fen(i64),
    /// Yuan as written: `"1.8万"`, `"¥18,000.00"`.
    #[schema(example = "1.8万")]
    Written(String),
}

impl AmountInput {
    /// The amount, between zero and [`Fen::MAX`].
    pub fn fen(&self) -> Result<Fen, AmountError> {
        match self {
            Self::Fen(fen) if *fen < 0 => Err(AmountError::Negative),
            Self::Fen(fen) if Fen(*fen) > Fen::MAX => Err(AmountError::TooLarge),
            Self::Fen(fen) => Ok(Fen(*fen)),
            Self::Written(written) => parse_amount(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (written, fen) in [
            ("¥1,800,000.00", 180_000_000),
            ("￥4,900.00", 490_000),
            ("1.8万", 1_800_000),
            ("1.8万元", 1_800_000),
            ("18000元", 1_800_000),
            ("18000 元整", 1_800_000),
            ("人民币 18,000 元", 1_800_000),
            ("RMB 5", 500),
            ("１８，０００．５０", 1_800_050),
            ("0.000001万", 1),
            ("3亿", 30_000_000_000),
            ("5千", 500_000),
            ("3.5千元", 350_000),
            ("￥１．２ 仟元整", 120_000),
            ("5千万", 5_000_000_000),
            ("2.5百万元", 250_000_000),
            ("0", 0),
            ("007.10", 710),
            ("1.2300", 123),
            ("1000000000000", 100_000_000_000_000),
            ("10000亿", 100_000_000_000_000),
        ] {
            assert_eq!(parse_amount(written), Ok(Fen(fen)), "{written}");
        }
    }

    #[test]
    fn what_is_not_an_amount_is_refused_with_its_reason() {
        use AmountError::{Commas, Decimals, Empty, Negative, TooLarge, Unreadable};
        for (written, error) in [
            ("", Empty),
            ("　 ", Empty),
            ("-5", Negative),
            ("－1.8万", Negative),
            ("-¥5.00", Negative),
            ("¥-5.00", Negative),
            ("1.234", Decimals),
            ("1.00005元", Decimals),
            ("0.0000001万", Decimals),
            ("1000000000000.01", TooLarge),
            ("99999999999999999999999999999999999999999999", TooLarge),
            ("1,80", Commas),
            ("1800,000", Commas),
            ("1,,800", Commas),
            ("abc", Unreadable("abc".into())),
            (".5", Unreadable(".5".into())),
            ("5.", Unreadable("5.".into())),
            ("1.8万万", Unreadable("1.8万万".into())),
            ("5千千", Unreadable("5千千".into())),
            ("5千5", Unreadable("5千5".into())),
            ("5万千", Unreadable("5万千".into())),
            ("千", Unreadable("千".into())),
            ("1.000005千", Decimals),
            ("千.5", Unreadable("千.5".into())),
            ("-", Unreadable("-".into())),
            ("1e5", Unreadable("1e5".into())),
            ("元", Unreadable("元".into())),
            ("1.2.3", Unreadable("1.2.3".into())),
            ("<b>5</b>", Unreadable("<b>5</b>".into())),
        ] {
            assert_eq!(parse_amount(written), Err(error), "{written}");
        }
    }

    #[test]
    fn capitals_follow_the_rules_of_the_settlement_measures() {
        for (fen, text) in [
            (0, "人民币零元整"),
            (1, "人民币壹分"),
            (10, "人民币壹角"),
            (101, "人民币壹元零壹分"),
            (1_000, "人民币壹拾元整"),
            (1_005, "人民币壹拾元零伍分"),
            (32_504, "人民币叁佰贰拾伍元零肆分"),
            (140_950, "人民币壹仟肆佰零玖元伍角"),
            (168_032, "人民币壹仟陆佰捌拾元零叁角贰分"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
            (10_700_053, "人民币壹拾万柒仟元零伍角叁分"),
            (9_800_000, "人民币玖万捌仟元整"),
            (10_050_000, "人民币壹拾万零伍佰元整"),
            (37_793_549, "人民币叁拾柒万柒仟玖佰叁拾伍元肆角玖分"),
            (587_000_000, "人民币伍佰捌拾柒万元整"),
            (10_000_700_000, "人民币壹亿零柒仟元整"),
            (107_000_000_000, "人民币壹拾亿柒仟万元整"),
            (10_000_000_100, "人民币壹亿零壹元整"),
            (1_000_010_000_000, "人民币壹佰亿零壹拾万元整"),
            (100_000_000_000_000, "人民币壹万亿元整"),
            (-500, "人民币负伍元整"),
        ] {
            assert_eq!(Fen(fen).capitals(), text, "{fen}");
        }
    }

    #[test]
    fn amounts_are_shown_with_commas_and_two_decimals() {
        for (fen, text) in [
            (0, "¥0.00"),
            (5, "¥0.05"),
            (1_720_000, "¥17,200.00"),
            (100, "¥1.00"),
            (99_999, "¥999.99"),
            (-123_456_789, "-¥1,234,567.89"),
        ] {
            assert_eq!(Fen(fen).to_string(), text);
        }
    }

    #[test]
    fn a_request_may_hold_fen_or_a_text() {
        let read = |json: &str| serde_json::from_str::<AmountInput>(json).map_err(|e| e.to_string());
        assert_eq!(read("1800000").unwrap().fen(), Ok(Fen(1_800_000)));
        assert_eq!(read("\"1.8万\"").unwrap().fen(), Ok(Fen(1_800_000)));
        assert_eq!(read("-1").unwrap().fen(), Err(AmountError::Negative));
        assert_eq!(read("100000000000001").unwrap().fen(), Err(AmountError::TooLarge));
        assert!(read("1.5").unwrap_err().contains("integer of fen"));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(fen in 0..=Fen::MAX.0) {
            prop_assert_eq!(parse_amount(&Fen(fen).to_string()), Ok(Fen(fen)));
        }

        #[test]
        fn no_text_panics(input in ".*", fen in proptest::num::i64::ANY) {
            let _ = parse_amount(&input);
            let _ = (Fen(fen).to_string(), Fen(fen).capitals());
        }
    }
}
