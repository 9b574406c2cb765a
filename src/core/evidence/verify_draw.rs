//! What is recomputed of a draw (domain.md §7.12).

use super::sealed_part::{Row, SealedPart};
use super::verdict::Checks;
use super::verify::{self, Parsed};
use super::{DRAW_ALGORITHM, DrawEntrant, DrawEvidence, DrawStep, beacon_part};
use crate::core::draw::{self, Picker, Step};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::{canonical, draw::WINNER};
use crate::say;

/// Follows the draw from the secret to the winner.
pub(super) fn check(evidence: &DrawEvidence, parsed: &Parsed, checks: &mut Checks) {
    checks.equal("algorithm", "/algorithm", &say!("抽取算法", "draw algorithm"), DRAW_ALGORITHM, &evidence.algorithm);
    let amount_right = (1..=Fen::MAX.0).contains(&evidence.amount_fen.0);
    checks.holds(
        "amount",
        "/amount_fen",
        amount_right,
        &say!("金额", "amount"),
        &say!("大于零", "be more than nothing"),
        evidence.amount_fen,
    );
    let percent_right = evidence.fiscal_percent <= 100;
    let right = say!("在 0 到 100 之间", "be between 0 and 100");
    let what = say!("财政资金比例", "share of fiscal money");
    checks.holds("fiscal_percent", "/fiscal_percent", percent_right, &what, &right, evidence.fiscal_percent);

    let lines = roster(evidence, checks);
    let needed = parsed.rules.as_ref().zip(parsed.failures);
    let needed = needed.map(|(rules, failures)| rules.min_entrants(Method::Draw, evidence.fiscal_percent, failures));
    verify::entrants(evidence.roster.len(), evidence.signups, needed, checks);

    let roster_hash = canonical::sha256(draw::join_sorted(lines).as_bytes());
    let what = say!("名单哈希 SHA-256(名单各行)", "roster hash, SHA-256 of its lines");
    checks.equal("roster_hash", "/roster_hash", &what, hex::encode(roster_hash), &evidence.roster_hash);

    let sealed = SealedPart {
        proposes: false,
        notice_code: &evidence.notice_code,
        roster: evidence.roster.iter().map(sealed_row).collect(),
        hash: evidence.sealed_roster_hash.as_deref(),
        not_opened: evidence.not_opened.as_deref(),
    };
    sealed.check(checks);

    beacon_part::check(evidence.beacon_source.as_ref(), &evidence.beacon, &evidence.select_time, checks);
    let round = (evidence.notice_code.as_str(), evidence.select_time.as_str(), evidence.beacon.as_str());
    if let Some(seed) = commit_and_seed(&evidence.secret, &evidence.commit, &evidence.seed, round, &roster_hash, checks)
    {
        winner(evidence, seed, checks);
    }
}

/// The seed from the secret, which is the one committed to; `round` is notice code, selection time and beacon.
pub(super) fn commit_and_seed(
    secret: &str,
    commit: &str,
    seed: &str,
    (notice_code, select_time, beacon): (&str, &str, &str),
    roster_hash: &[u8; 32],
    checks: &mut Checks,
) -> Option<[u8; 32]> {
    let bytes: Option<[u8; 32]> = lower_hex(secret);
    let right = say!("为 64 位小写十六进制数", "be 64 lower hex digits");
    checks.holds("secret", "/secret", bytes.is_some(), &say!("抽取密钥", "secret"), &right, secret);
    let bytes = bytes?;
    let what = say!("本文件所载的承诺 SHA-256(密钥)", "the commitment in this file, SHA-256 of the secret");
    checks.equal("commit", "/commit", &what, hex::encode(draw::commit(&bytes)), commit);

    let expected = draw::seed(&bytes, notice_code, roster_hash, select_time, beacon);
    checks.equal("seed", "/seed", &say!("抽取种子", "seed of the draw"), hex::encode(expected), seed);
    Some(expected)
}

fn sealed_row(it: &DrawEntrant) -> Row<'_> {
    let (salt, commitment) = (it.salt.as_deref(), it.commitment.as_deref());
    Row { uscc: &it.uscc, nonce: &it.nonce, proposal: None, quote: None, salt, commitment }
}

/// Checks codes, nonces and order; the lines as the file has them.
fn roster(evidence: &DrawEvidence, checks: &mut Checks) -> Vec<String> {
    let lines: Vec<String> = evidence.roster.iter().map(|it| draw::roster_line(&it.uscc, &it.nonce)).collect();
    verify::roster(evidence.roster.iter().map(|it| it.uscc.as_str()), &lines, checks);
    nonces(evidence.roster.iter().map(|it| (it.uscc.as_str(), it.nonce.as_str())), checks);
    lines
}

/// Each code once, each nonce well written; `entrants` as code and nonce.
pub(super) fn nonces<'a>(entrants: impl Iterator<Item = (&'a str, &'a str)>, checks: &mut Checks) {
    let mut before = "";
    for (k, (uscc, nonce)) in entrants.enumerate() {
        // Sorted lines put equal codes side by side, whatever their nonces.
        if k > 0 && uscc == before {
            let what = say!("名单中的代码", "code in the roster");
            let right = say!("不重复", "occur once");
            checks.holds("roster_code", &format!("/roster/{k}/uscc"), false, &what, &right, uscc);
        }
        if lower_hex::<16>(nonce).is_none() {
            let right = say!("为 32 位小写十六进制数", "be 32 lower hex digits");
            let what = say!("名单第 {nth} 行的随机数", "nonce in line {nth} of the roster", nth = k + 1);
            checks.holds("roster_nonce", &format!("/roster/{k}/nonce"), false, &what, &right, nonce);
        }
        before = uscc;
    }
}

/// Picks the winner from the seed and compares every step.
fn winner(evidence: &DrawEvidence, seed: [u8; 32], checks: &mut Checks) {
    let mut picker = Picker::new(seed, WINNER);
    let index = picker.one(evidence.roster.len());
    let expected: Vec<DrawStep> = picker.into_steps().into_iter().map(DrawStep::from).collect();
    steps(&expected, &evidence.steps, checks);
    // Lines are sorted bytewise; a file in another order has failed above, and is drawn from in the right order here.
    let mut sorted: Vec<_> = evidence.roster.iter().collect();
    sorted.sort_by_cached_key(|it| draw::roster_line(&it.uscc, &it.nonce));
    let winner = index.and_then(|index| sorted.get(index)).map(|it| it.uscc.clone());
    checks.equal("winner", "/winner", &say!("中选机构", "winner"), winner.as_deref().unwrap_or("-"), &evidence.winner);
    checks.winner = winner;
}

/// Every value taken from the seed.
pub(super) fn steps(expected: &[DrawStep], found: &[DrawStep], checks: &mut Checks) {
    checks.equal("steps", "/steps", &say!("抽取步数", "number of steps"), expected.len(), found.len());
    for (k, (expected, found)) in expected.iter().zip(found).enumerate() {
        let what = say!("第 {nth} 步", "step {nth}", nth = k + 1);
        checks.equal("steps", &format!("/steps/{k}"), &what, expected, found);
    }
}

/// Exactly `2·N` lower hex digits.
pub(super) fn lower_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    (hex::encode(bytes) == text).then_some(bytes)
}

impl From<Step> for DrawStep {
    fn from(step: Step) -> Self {
        Self { purpose: step.purpose, ctr: step.ctr, v: step.v.to_string(), n: step.n, index: step.index }
    }
}

impl std::fmt::Display for DrawStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { purpose, ctr, v, n, index } = self;
        write!(f, "{purpose} ctr={ctr} v={v} n={n} index=")?;
        match index {
            Some(index) => write!(f, "{index}"),
            None => f.write_str("-"),
        }
    }
}
