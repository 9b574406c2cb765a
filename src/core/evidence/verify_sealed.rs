//! What is recomputed of a method that seals: from the secret and what was opened to the seed, then the method's own
//! function again, its outcome compared line by line.

use super::parts::{HEAD, Head, OPENED, Opened, OpenedEntrant};
use super::sealed::{Sealed, author};
use super::sealed_part::{Row, SealedPart};
use super::verdict::Checks;
use super::verify::{self, Common, Parsed};
use super::verify_draw::{commit_and_seed, nonces, steps};
use super::{DRAW_ALGORITHM, DrawStep, beacon_part};
use crate::core::canonical;
use crate::core::draw;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::selection::{self, Ground, NoOutcome, Outcome};
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use crate::say;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What a method's function is called with, besides the method's own inputs.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The rules of the round.
    pub rules: Rules,
    /// Roster and seed.
    pub ground: Ground,
    /// The price, where the notice fixes it.
    pub fixed_price: Fen,
}

/// Checks a file of the method of `O`.
pub(super) fn check<O: Sealed>(value: &Value, checks: &mut Checks) {
    let Some([head, opened, own]) = split(value, [HEAD, OPENED]) else { return };
    let (Some(head), Some(opened), Some(own)) =
        (part::<Head>(&head, checks), part::<Opened>(&opened, checks), part::<O>(&own, checks))
    else {
        return;
    };
    let parsed = common(&head, checks);
    named(own.named(), checks);
    checks.equal("algorithm", "/algorithm", &say!("抽取算法", "draw algorithm"), DRAW_ALGORITHM, &opened.algorithm);
    if let Some(facts) = facts(&head, &opened, O::METHOD, parsed, checks) {
        match own.run(&facts) {
            Ok(found) => {
                let expected: Vec<DrawStep> = found.steps.iter().cloned().map(DrawStep::from).collect();
                steps(&expected, &opened.steps, checks);
                outcome(&found, &head, checks);
            }
            Err(why) => no_outcome(&why, checks),
        }
    }
    verify::digests(value, &head.digests, &head.digest, checks);
}

/// The fields of a file as two named parts and the rest.
pub(super) fn split<const N: usize>(value: &Value, parts: [&[&str]; N]) -> Option<[Value; 3]> {
    let mut split = [Map::new(), Map::new(), Map::new()];
    for (key, field) in value.as_object()? {
        let at = parts.iter().position(|names| names.contains(&key.as_str())).unwrap_or(2);
        split.get_mut(at)?.insert(key.clone(), field.clone());
    }
    Some(split.map(Value::Object))
}

/// A part as its type, written in the one way in which it is written here.
pub(super) fn part<T: DeserializeOwned + Serialize>(value: &Value, checks: &mut Checks) -> Option<T> {
    let read: T = verify::typed(value, checks)?;
    let again = serde_json::to_value(&read).unwrap_or_default();
    let same = |key: &String| value.get(key) == again.get(key);
    if let Some(key) = value.as_object().and_then(|fields| fields.keys().find(|key| !same(key))) {
        let pointer = format!("/{}", verify::escape(key));
        checks.unreadable("fields", &pointer, say!("写法不规范", "not written as it must be"));
        return None;
    }
    Some(read)
}

/// What all files have.
pub(super) fn common(head: &Head, checks: &mut Checks) -> Parsed {
    let common = Common {
        format: &head.format,
        notice_code: &head.notice_code,
        too_few: Some(head.too_few),
        select_time: &head.select_time,
        rules: &head.rules,
        rules_hash: &head.rules_hash,
    };
    let parsed = common.check(checks);
    let right = say!("在 0 到 100 之间", "be between 0 and 100");
    let what = say!("财政资金比例", "share of fiscal money");
    checks.holds("fiscal_percent", "/fiscal_percent", head.fiscal_percent <= 100, &what, &right, head.fiscal_percent);
    let what = say!("金额", "amount");
    let right = say!("大于零", "be more than nothing");
    let amount_right = (1..=Fen::MAX.0).contains(&head.amount_fen.0);
    checks.holds("amount", "/amount_fen", amount_right, &what, &right, head.amount_fen);
    for (k, it) in head.passed_over.iter().enumerate() {
        named(author(&format!("/passed_over/{k}"), &it.reason, &it.by), checks);
    }
    parsed
}

/// Every human input says why and by whom.
fn named<'a>(texts: impl IntoIterator<Item = (String, &'a str)>, checks: &mut Checks) {
    for (pointer, text) in texts.into_iter().filter(|(_, text)| text.trim().is_empty()) {
        let what = say!("人工认定的理由和作出人", "reason and author of a human input");
        checks.holds("named", &pointer, false, &what, &say!("写明", "be given"), text);
    }
}

/// From the file to what the function is called with; `None` where that cannot be read.
fn facts(head: &Head, opened: &Opened, method: Method, parsed: Parsed, checks: &mut Checks) -> Option<Facts> {
    let lines: Vec<String> = opened.roster.iter().map(|it| draw::roster_line(&it.uscc, &it.nonce)).collect();
    verify::roster(opened.roster.iter().map(|it| it.uscc.as_str()), &lines, checks);
    nonces(opened.roster.iter().map(|it| (it.uscc.as_str(), it.nonce.as_str())), checks);
    let known = parsed.rules.zip(parsed.failures);
    let needed = known.as_ref().map(|(rules, failures)| rules.min_entrants(method, head.fiscal_percent, *failures));
    verify::entrants(opened.roster.len(), head.signups, needed, checks);

    let roster_hash = canonical::sha256(draw::join_sorted(lines).as_bytes());
    let what = say!("名单哈希 SHA-256(名单各行)", "roster hash, SHA-256 of its lines");
    checks.equal("roster_hash", "/roster_hash", &what, hex::encode(roster_hash), &head.roster_hash);
    let sealed = SealedPart {
        notice_code: &head.notice_code,
        proposes: method.proposes(),
        roster: opened.roster.iter().map(sealed_row).collect(),
        hash: Some(&opened.sealed_roster_hash),
        not_opened: Some(&opened.not_opened),
    };
    sealed.check(checks);

    beacon_part::check(opened.beacon_source.as_ref(), &opened.beacon, &head.select_time, checks);
    let round = (head.notice_code.as_str(), head.select_time.as_str(), opened.beacon.as_str());
    let seed = commit_and_seed(&opened.secret, &opened.commit, &opened.seed, round, &roster_hash, checks)?;
    let entrant =
        |it: &OpenedEntrant| Uscc::parse(&it.uscc).ok().map(|uscc| selection::Entrant { uscc, quote: it.quote });
    let ground = Ground {
        entrants: opened.roster.iter().map(entrant).collect::<Option<_>>()?,
        needed: needed?,
        passed_over: head.passed_over.iter().map(|it| it.uscc.clone()).collect(),
        seed,
    };
    Some(Facts { rules: known?.0, ground, fixed_price: head.amount_fen })
}

fn sealed_row(it: &OpenedEntrant) -> Row<'_> {
    let (salt, commitment) = (Some(it.salt.as_str()), Some(it.commitment.as_str()));
    Row { uscc: &it.uscc, nonce: &it.nonce, proposal: it.proposal, quote: it.quote, salt, commitment }
}

/// The outcome of the file is the one that was found.
pub(super) fn outcome(found: &Outcome, head: &Head, checks: &mut Checks) {
    list("working", &say!("计算过程", "working"), &found.working, &head.working, checks);
    list("ranking", &say!("排名", "ranking"), &found.ranking, &head.ranking, checks);
    checks.equal("winner", "/winner", &say!("中选机构", "winner"), &found.winner.uscc, &head.winner);
    let what = say!("中选金额", "price of the winner");
    checks.equal("amount", "/amount_fen", &what, found.winner.price_fen.0, head.amount_fen.0);
    checks.winner = Some(found.winner.uscc.to_string());
}

/// A file of which nothing follows.
pub(super) fn no_outcome(why: &NoOutcome, checks: &mut Checks) {
    let what = say!("选取结果", "outcome");
    checks.holds("outcome", "/winner", false, &what, &say!("能由文件算出", "follow from the file"), why.text());
}

/// Two lists, line by line.
fn list<T: Serialize + PartialEq>(name: &str, what: &Text, expected: &[T], found: &[T], checks: &mut Checks) {
    let Text { zh, en } = what;
    let what = say!("{zh}的行数", "number of lines, {en}");
    checks.equal(name, &format!("/{name}"), &what, expected.len(), found.len());
    let written = |it: &T| canonical::bytes(it).map(|it| String::from_utf8_lossy(&it).into_owned()).unwrap_or_default();
    for (k, (expected, found)) in expected.iter().zip(found).enumerate() {
        let what = say!("{zh}第 {nth} 行", "{en}, line {nth}", nth = k + 1);
        checks.equal(name, &format!("/{name}/{k}"), &what, written(expected), written(found));
    }
}
