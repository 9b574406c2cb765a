//! The verifiable draw `JISHI-DRAW-V1` (domain.md §7.12).
//!
//! Before sign-up, `commit = SHA256(secret)` is published. At the freeze, the roster (with a nonce from each entrant)
//! is hashed. The seed is an HMAC of all that nobody could choose alone, and every choice follows from the seed by
//! counting; whoever has the evidence file can repeat it.

use super::canonical::sha256;
use super::uscc::Uscc;
use chrono::{DateTime, SecondsFormat, TimeZone};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// First line of what the seed is taken over.
const ALGORITHM: &str = "JISHI-DRAW-V1";
/// What the beacon is where no public number was named in the notice.
pub const NO_BEACON: &str = "-";
/// The purpose word of the choice of the winner.
pub const WINNER: &str = "winner";

/// One line of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// Its code: its place in the sorted roster.
    pub uscc: Uscc,
    /// 16 random bytes made in the entrant's browser.
    pub nonce: [u8; 16],
    /// Its name, for people; not part of any hash of the draw.
    pub name: String,
}

impl Entrant {
    /// `{uscc}:{nonce in 32 lower hex digits}`.
    fn line(&self) -> String {
        roster_line(self.uscc.as_str(), &hex::encode(self.nonce))
    }
}

/// `{uscc}:{nonce}`.
pub fn roster_line(uscc: &str, nonce: &str) -> String {
    format!("{uscc}:{nonce}")
}

/// `commit = SHA256(secret)`.
pub fn commit(secret: &[u8; 32]) -> [u8; 32] {
    sha256(secret)
}

/// The roster in its order: by line, bytewise. Choices are indexes into it.
pub fn sorted(mut roster: Vec<Entrant>) -> Vec<Entrant> {
    roster.sort_by_cached_key(Entrant::line);
    roster
}

/// The lines of a roster, sorted bytewise, joined with `\n`, no line end after the last.
pub fn roster_lines(roster: &[Entrant]) -> String {
    join_sorted(roster.iter().map(Entrant::line).collect())
}

/// Sorts lines bytewise and joins them.
pub fn join_sorted(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.join("\n")
}

/// SHA-256 of [`roster_lines`].
pub fn roster_hash(roster: &[Entrant]) -> [u8; 32] {
    sha256(roster_lines(roster).as_bytes())
}

/// The text of the selection time that the seed contains: RFC 3339 at +08:00, `2026-11-30T09:30:00+08:00`.
pub fn select_time_text<Tz: TimeZone<Offset: Copy>>(at: DateTime<Tz>) -> String {
    at.with_timezone(&super::calendar::cst()).to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// The seed of all choices of a round. `notice_code` has its `-Rn` from round 2 on.
pub fn seed(secret: &[u8; 32], notice_code: &str, roster_hash: &[u8; 32], select_time: &str, beacon: &str) -> [u8; 32] {
    let roster_hash = hex::encode(roster_hash);
    hmac(secret, format!("{ALGORITHM}\n{notice_code}\n{roster_hash}\n{select_time}\n{beacon}").as_bytes())
}

/// HMAC-SHA256. A key shorter than the block of 64 bytes is padded with zeros by RFC 2104, so this is done here and no
/// length can be wrong.
fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// One value taken from the seed, kept so that the choice can be shown and repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The purpose word.
    pub purpose: String,
    /// The counter.
    pub ctr: u64,
    /// The value of purpose and counter.
    pub v: u64,
    /// Out of how many (entrants, or lots where weighted).
    pub n: u64,
    /// `v mod n`; `None` where the value was rejected because it would favour low indexes.
    pub index: Option<u64>,
}

/// Takes choices of one purpose from a seed, one after another.
#[derive(Clone, Debug)]
pub struct Picker {
    seed: [u8; 32],
    purpose: String,
    ctr: u64,
    steps: Vec<Step>,
}

impl Picker {
    /// Starts counting at 0.
    pub fn new(seed: [u8; 32], purpose: &str) -> Self {
        Self { seed, purpose: purpose.to_owned(), ctr: 0, steps: Vec::new() }
    }

    /// `v(purpose, ctr)`: first 8 bytes, big endian, of `HMAC-SHA256(seed, "{purpose}\n{ctr}")`.
    fn value(&self) -> u64 {
        let bytes = hmac(&self.seed, format!("{}\n{}", self.purpose, self.ctr).as_bytes());
        bytes.iter().take(8).fold(0, |v, &byte| (v << 8) | u64::from(byte))
    }

    /// A number below `n`, each as likely; `None` where `n` is 0.
    pub fn below(&mut self, n: u64) -> Option<u64> {
        if n == 0 {
            return None;
        }
        // 2^64 mod n: the values from floor(2^64 / n)·n on are rejected, as many as there are in this remainder.
        let remainder = (u64::MAX % n + 1) % n;
        loop {
            let (ctr, v) = (self.ctr, self.value());
            self.ctr += 1;
            let index = (v <= u64::MAX - remainder).then_some(v % n);
            self.steps.push(Step { purpose: self.purpose.clone(), ctr, v, n, index });
            if index.is_some() {
                return index;
            }
        }
    }

    /// The place of one of `n`; `None` where there is none.
    pub fn one(&mut self, n: usize) -> Option<usize> {
        self.below(u64::try_from(n).ok()?).and_then(|index| usize::try_from(index).ok())
    }

    /// The places of `count` different ones of `n`, in the order they were picked: a picked one is removed, the
    /// counter goes on.
    pub fn several(&mut self, n: usize, count: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..n).collect();
        let mut picked = Vec::with_capacity(count.min(n));
        while picked.len() < count
            && let Some(index) = self.one(left.len())
        {
            picked.push(left.remove(index));
        }
        picked
    }

    /// The place of one, as likely as its lots; `None` where there are no lots at all.
    pub fn weighted(&mut self, lots: &[u32]) -> Option<usize> {
        let mut index = self.below(lots.iter().map(|&it| u64::from(it)).sum())?;
        lots.iter().position(|&it| {
            let inside = index < u64::from(it);
            index = index.saturating_sub(u64::from(it));
            inside
        })
    }

    /// What was taken, in order.
    pub fn into_steps(self) -> Vec<Step> {
        self.steps
    }
}

#[cfg(test)]
mod tests;
