//! The public number (公开号码) of a round: a value from outside that nobody here can know or choose before the deadline. The notice names
//! its source beforehand; the value joins the seed (domain.md §7.12). Two kinds: a round of drand, which anybody verifies with its public
//! key, and a named issue of a national lottery, which anybody compares with what was announced.

use super::canonical::sha256;
use super::coded::coded;
use super::text::{self, Text};
use crate::say;
use blst::BLST_ERROR;
use blst::min_sig::{PublicKey, Signature};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The chain of drand that is used: quicknet of the League of Entropy. Its hash is that of its parameters.
pub const CHAIN: &str = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
/// The time of its round 1, in Unix seconds.
const GENESIS: i64 = 1_692_803_367;
/// Seconds between two rounds.
const PERIOD: i64 = 3;
/// Its public key: a compressed point of G2.
const KEY: &str = concat!(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451",
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
);
/// Domain of the hash to the curve (scheme `bls-unchained-g1-rfc9380`).
const DOMAIN: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

coded! {
    /// A national lottery.
    pub enum Lottery {
        /// Six of 33 and one of 16.
        Ssq => "ssq", "双色球", "Double Colour Ball";
        /// Five of 35 and two of 12.
        Dlt => "dlt", "大乐透", "Super Lotto";
        /// Three digits.
        Fc3d => "fc3d", "福彩3D", "Welfare Lottery 3D";
        /// Three digits.
        Pl3 => "pl3", "排列三", "Permutation 3";
        /// Five digits.
        Pl5 => "pl5", "排列五", "Permutation 5";
        /// Six digits and one number up to 14.
        Qxc => "qxc", "七星彩", "Seven Stars";
    }
}

/// Numbers of a lottery that are written together.
struct Group {
    /// How many.
    count: usize,
    /// From this.
    least: u32,
    /// To this.
    most: u32,
    /// Balls without replacement: each once, written in ascending order. Otherwise digits in the order drawn.
    balls: bool,
}

const fn balls(count: usize, most: u32) -> Group {
    Group { count, least: 1, most, balls: true }
}

const fn digits(count: usize, most: u32) -> Group {
    Group { count, least: 0, most, balls: false }
}

impl Group {
    /// Digits of its numbers.
    fn widths(&self) -> Vec<usize> {
        vec![if self.most > 9 { 2 } else { 1 }; self.count]
    }

    /// Its numbers in their one spelling; `None` where the lottery cannot draw them.
    fn written(&self, mut numbers: Vec<u32>) -> Option<String> {
        if self.balls {
            numbers.sort_unstable();
        }
        let twice = self.balls && numbers.windows(2).any(|pair| pair[0] == pair[1]);
        if twice || numbers.iter().any(|it| !(self.least..=self.most).contains(it)) {
            return None;
        }
        let written: Vec<String> =
            numbers.iter().map(|it| if self.most > 9 { format!("{it:02}") } else { it.to_string() }).collect();
        Some(written.join(","))
    }
}

impl Lottery {
    const fn groups(self) -> &'static [Group] {
        match self {
            Self::Ssq => const { &[balls(6, 33), balls(1, 16)] },
            Self::Dlt => const { &[balls(5, 35), balls(2, 12)] },
            Self::Fc3d | Self::Pl3 => const { &[digits(3, 9)] },
            Self::Pl5 => const { &[digits(5, 9)] },
            Self::Qxc => const { &[digits(6, 9), digits(1, 14)] },
        }
    }

    /// Digits of an issue: the welfare lottery writes the year in full.
    pub const fn issue_digits(self) -> usize {
        match self {
            Self::Ssq | Self::Fc3d => 7,
            Self::Dlt | Self::Pl3 | Self::Pl5 | Self::Qxc => 5,
        }
    }

    /// The numbers in their one spelling: of each group its numbers with commas, groups with `+`. Taken are as many numbers as there are,
    /// apart from each other in any way, or all their digits in a row; of the whole, or of each group where `+` stands between them.
    fn numbers(self, written: &str) -> Option<String> {
        let groups = self.groups();
        let parts: Vec<&str> = written.split('+').collect();
        let numbers: Vec<u32> = if parts.len() == groups.len() {
            let cut = groups.iter().zip(parts).map(|(group, part)| cut(part, &group.widths()));
            cut.collect::<Option<Vec<_>>>()?.concat()
        } else {
            cut(written, &groups.iter().flat_map(Group::widths).collect::<Vec<_>>())?
        };
        let mut numbers = numbers.into_iter();
        let written = groups.iter().map(|group| group.written(numbers.by_ref().take(group.count).collect()));
        Some(written.collect::<Option<Vec<_>>>()?.join("+"))
    }
}

/// Numbers of these widths: as many as there are, or their digits in a row.
fn cut(written: &str, widths: &[usize]) -> Option<Vec<u32>> {
    let runs: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    if runs.len() == widths.len() {
        return runs.into_iter().map(|it| it.parse().ok()).collect();
    }
    let all = runs.concat();
    let mut rest = all.as_str();
    let mut numbers = Vec::with_capacity(widths.len());
    for width in widths {
        let (number, after) = rest.split_at_checked(*width)?;
        numbers.push(number.parse().ok()?);
        rest = after;
    }
    rest.is_empty().then_some(numbers)
}

/// What a notice names beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum BeaconSource {
    /// Of drand quicknet the first round at or after the selection time.
    Drand {},
    /// An issue of a national lottery, to be drawn after sign-up has closed.
    Lottery {
        /// Which lottery.
        game: Lottery,
        /// Its issue (期号), as many digits as this lottery writes.
        issue: String,
    },
}

/// Why a text is no value of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongBeacon {
    /// Of another source, issue or round; the beginning of the right one.
    NotNamed(String),
    /// No signature of this round by the public key of the chain.
    Signature(u64),
    /// Not the numbers of this lottery.
    Numbers(Lottery),
}

impl WrongBeacon {
    /// What is wrong.
    pub fn text(&self) -> Text {
        match self {
            Self::NotNamed(begins) => {
                say!("公开号码应以 {begins} 开头", "the public number must begin with {begins}")
            }
            Self::Signature(round) => say!(
                "不是 drand 第 {round} 轮的有效签名（96 位小写十六进制数，用公钥验证）",
                "not the signature of drand round {round} (96 lower hex digits, verified with the public key)"
            ),
            Self::Numbers(lottery) => {
                let (zh, en) = (lottery.zh(), lottery.en());
                say!("不是{zh}的开奖号码", "not numbers that {en} can draw")
            }
        }
    }
}

impl BeaconSource {
    /// Whether the issue is written as its lottery writes it.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Drand {} => true,
            Self::Lottery { game, issue } => {
                issue.len() == game.issue_digits() && issue.bytes().all(|it| it.is_ascii_digit())
            }
        }
    }

    /// The value that joins the seed, from what was entered: a signature or numbers, in any usual spelling.
    ///
    /// # Errors
    /// Where it cannot be the number of this source.
    pub fn value(&self, select_time: DateTime<Utc>, entered: &str) -> Result<String, WrongBeacon> {
        let begins = self.begins(select_time);
        match self {
            Self::Drand {} => {
                let (round, signature) = (drand_round(select_time), text::line(entered).to_ascii_lowercase());
                if drand_signed(round, &signature) {
                    Ok(format!("{begins}{signature}"))
                } else {
                    Err(WrongBeacon::Signature(round))
                }
            }
            Self::Lottery { game, .. } => {
                let numbers = game.numbers(&text::line(entered)).ok_or(WrongBeacon::Numbers(*game))?;
                Ok(format!("{begins}{numbers}"))
            }
        }
    }

    /// Whether `value` is a value of this source, in its one spelling.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, select_time: DateTime<Utc>, value: &str) -> Result<(), WrongBeacon> {
        let begins = self.begins(select_time);
        let Some(entered) = value.strip_prefix(&begins) else { return Err(WrongBeacon::NotNamed(begins)) };
        if self.value(select_time, entered)? == value {
            return Ok(());
        }
        Err(match self {
            Self::Drand {} => WrongBeacon::Signature(drand_round(select_time)),
            Self::Lottery { game, .. } => WrongBeacon::Numbers(*game),
        })
    }

    /// The part of the value that is known beforehand.
    fn begins(&self, select_time: DateTime<Utc>) -> String {
        match self {
            Self::Drand {} => format!("drand-quicknet:{}:", drand_round(select_time)),
            Self::Lottery { game, issue } => format!("lottery:{game}:{issue}:"),
        }
    }
}

/// The first round of quicknet whose time is at or after this instant.
pub fn drand_round(at: DateTime<Utc>) -> u64 {
    let since = at.timestamp_millis().saturating_sub(GENESIS * 1_000);
    let period = PERIOD * 1_000;
    let before = since.div_euclid(period) + i64::from(since.rem_euclid(period) > 0);
    u64::try_from(before).unwrap_or(0) + 1
}

/// Whether `signature` (96 lower hex digits) is that of a round of quicknet. The signed message is SHA-256 of the round as 8 bytes, big
/// endian.
fn drand_signed(round: u64, signature: &str) -> bool {
    let mut bytes = [0; 48];
    let mut key = [0; 96];
    if hex::decode_to_slice(signature, &mut bytes).is_err() || hex::decode_to_slice(KEY, &mut key).is_err() {
        return false;
    }
    let (Ok(signature), Ok(key)) = (Signature::sig_validate(&bytes, true), PublicKey::key_validate(&key)) else {
        return false;
    };
    let message = sha256(&round.to_be_bytes());
    signature.verify(false, &message, DOMAIN, &[], &key, false) == BLST_ERROR::BLST_SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::calendar::cst;
    use chrono::TimeZone;

    /// Published rounds of quicknet: round, signature.
    const SIGNED: [(u64, &str); 3] = [
        (123, "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92"),
        (1_000, "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"),
        (7_788_475, "a17b758d8ef1a88a1e7f2db59634d5bc40f779ad44d41fe01cc0862bafb23f1510afdb12ff90985c5ed495434e4a19e5"),
    ];

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn lottery(game: Lottery) -> BeaconSource {
        BeaconSource::Lottery { game, issue: "2026139"[..game.issue_digits()].to_owned() }
    }

    #[test]
    fn the_round_is_the_first_at_or_after_the_instant() {
        for (instant, round) in [
            ("2024-05-20T09:33:06+08:00", 7_788_474),
            ("2024-05-20T09:33:06.001+08:00", 7_788_475),
            ("2024-05-20T09:33:07+08:00", 7_788_475),
            ("2024-05-20T09:33:09+08:00", 7_788_475),
            ("2024-05-20T09:33:09.001+08:00", 7_788_476),
            ("2023-08-23T23:09:27+08:00", 1),
            ("2023-08-23T23:09:27.001+08:00", 2),
            ("1999-01-01T00:00:00+08:00", 1),
        ] {
            assert_eq!(drand_round(at(instant)), round, "{instant}");
        }
        let minute = cst().with_ymd_and_hms(2026, 11, 30, 9, 30, 0).unwrap().to_utc();
        let round = i64::try_from(drand_round(minute)).unwrap();
        assert_eq!(GENESIS + (round - 1) * PERIOD, minute.timestamp(), "a full minute has a round of its own");
    }

    #[test]
    fn published_signatures_verify_for_their_round_only() {
        for (round, signature) in SIGNED {
            assert!(drand_signed(round, signature), "{round}");
            assert!(!drand_signed(round + 1, signature));
            let other = SIGNED.iter().find(|it| it.0 != round).unwrap().1;
            assert!(!drand_signed(round, other));
            for at in [0, 1, 20, 95] {
                let mut forged = signature.to_owned().into_bytes();
                forged[at] = if forged[at] == b'0' { b'1' } else { b'0' };
                assert!(!drand_signed(round, std::str::from_utf8(&forged).unwrap()), "{round}, digit {at}");
            }
        }
        for wrong in ["", "00", &"0".repeat(96), &"f".repeat(96), &format!("c0{}", "0".repeat(94))] {
            assert!(!drand_signed(1_000, wrong), "{wrong}");
        }
    }

    #[test]
    fn a_drand_value_names_its_round() {
        let (time, (round, signature)) = (at("2024-05-20T09:33:09+08:00"), SIGNED[2]);
        let source = BeaconSource::Drand {};
        let value = source.value(time, &format!(" {}\n", signature.to_uppercase())).unwrap();
        assert_eq!(value, format!("drand-quicknet:{round}:{signature}"));
        assert_eq!(source.check(time, &value), Ok(()));
        assert_eq!(
            source.check(at("2024-05-20T09:33:10+08:00"), &value),
            Err(WrongBeacon::NotNamed("drand-quicknet:7788476:".into()))
        );
        let upper = format!("drand-quicknet:{round}:{}", signature.to_uppercase());
        assert_eq!(source.check(time, &upper), Err(WrongBeacon::Signature(round)));
        assert_eq!(source.value(time, SIGNED[1].1), Err(WrongBeacon::Signature(round)));
    }

    #[test]
    fn numbers_have_one_spelling() {
        use Lottery::{Dlt, Fc3d, Pl3, Pl5, Qxc, Ssq};
        for (game, written, expected) in [
            (Ssq, "31 8 3 19 24 12 + 7", "03,08,12,19,24,31+07"),
            (Ssq, "03 08 12 19 24 31 07", "03,08,12,19,24,31+07"),
            (Ssq, "03081219243107", "03,08,12,19,24,31+07"),
            (Dlt, "01,02,03,04,35|11,02", "01,02,03,04,35+02,11"),
            (Fc3d, "409", "4,0,9"),
            (Pl3, "9 9 9", "9,9,9"),
            (Pl5, "1-2-3-4-5", "1,2,3,4,5"),
            (Qxc, "123456 + 4", "1,2,3,4,5,6+04"),
            (Qxc, "6 5 4 3 2 1 14", "6,5,4,3,2,1+14"),
        ] {
            let begins = format!("lottery:{game}:{}:", &"2026139"[..game.issue_digits()]);
            assert_eq!(
                lottery(game).value(DateTime::UNIX_EPOCH, written),
                Ok(format!("{begins}{expected}")),
                "{written}"
            );
            assert_eq!(lottery(game).check(DateTime::UNIX_EPOCH, &format!("{begins}{expected}")), Ok(()));
        }
    }

    #[test]
    fn what_no_lottery_draws_is_refused() {
        use Lottery::{Fc3d, Qxc, Ssq};
        for (game, written) in [
            (Ssq, ""),
            (Ssq, "03 08 12 19 24 31"),
            (Ssq, "03 08 12 19 24 34 07"),
            (Ssq, "03 03 12 19 24 31 07"),
            (Ssq, "00 08 12 19 24 31 07"),
            (Ssq, "03 08 12 19 24 31 17"),
            (Ssq, "03 08 12 19 24 31 07 1"),
            (Ssq, "99999999999999999999 8 12 19 24 31 7"),
            (Fc3d, "40"),
            (Fc3d, "4 0 10"),
            (Qxc, "1 2 3 4 5 6 15"),
        ] {
            assert_eq!(
                lottery(game).value(DateTime::UNIX_EPOCH, written),
                Err(WrongBeacon::Numbers(game)),
                "{written}"
            );
        }
        for value in ["lottery:ssq:2026139:31,08,03,12,19,24+07", "lottery:ssq:2026139:03,08,12,19,24,31+7", "-"] {
            assert!(lottery(Ssq).check(DateTime::UNIX_EPOCH, value).is_err(), "{value}");
        }
    }

    #[test]
    fn a_source_is_read_strictly() {
        for text in [
            r#"{"source":"drand","round":1}"#,
            r#"{"source":"coin"}"#,
            r#"{"source":"lottery","game":"ssq"}"#,
            r#"{"source":"lottery","game":"x","issue":"1"}"#,
        ] {
            assert!(serde_json::from_str::<BeaconSource>(text).is_err(), "{text}");
        }
        let source: BeaconSource = serde_json::from_str(r#"{"source":"drand"}"#).unwrap();
        assert_eq!(serde_json::to_string(&source).unwrap(), r#"{"source":"drand"}"#);
        for &game in Lottery::ALL {
            assert!(lottery(game).is_sound());
            for issue in ["", "2026", "202613a", "20261390"] {
                assert!(!BeaconSource::Lottery { game, issue: issue.into() }.is_sound());
            }
        }
    }
}
