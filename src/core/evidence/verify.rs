//! `verify`: reads any bytes, recomputes everything, says where it fails.

use super::verdict::{Checks, Verdict};
use super::{CreditMeritOwn, DirectEvidence, DrawEvidence, FORMAT, PriceOwn, ProposalMeritOwn, ReferencePriceOwn};
use super::{auction, strict, verify_direct, verify_draw, verify_sealed};
use crate::core::draw::select_time_text;
use crate::core::method::Method;
use crate::core::rules::Rules;
use crate::core::uscc::Uscc;
use crate::core::{canonical, project_code::PurchaseCode};
use crate::say;
use chrono::DateTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;
use std::collections::BTreeMap;
use std::fmt::Write;

/// An evidence file of ten thousand entrants has about 2 MB.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// What a draw and a direct selection say under the same names.
macro_rules! common {
    ($evidence:ident) => {
        Common {
            format: &$evidence.format,
            notice_code: &$evidence.notice_code,
            too_few: $evidence.too_few,
            select_time: &$evidence.select_time,
            rules: &$evidence.rules,
            rules_hash: &$evidence.rules_hash,
        }
    };
}

/// Recomputes an evidence file. Never panics; whatever is wrong, down to a changed byte in an explanatory field, is a
/// failed check with the JSON pointer of its field.
pub fn verify(file: impl AsRef<[u8]>) -> Verdict {
    let mut checks = Checks::default();
    read_and_check(file.as_ref(), &mut checks);
    checks.finish()
}

fn read_and_check(bytes: &[u8], checks: &mut Checks) {
    if bytes.len() > MAX_BYTES {
        return checks.unreadable("json", "", say!("文件超过 32 MB", "the file is larger than 32 MB"));
    }
    let value = match strict::parse(bytes) {
        Ok(value) => value,
        Err(error) => return checks.unreadable("json", "", error),
    };
    let method = value.get("method").and_then(Value::as_str).map(str::to_owned);
    checks.method.clone_from(&method);
    match method.as_deref().and_then(Method::from_code) {
        Some(Method::Draw) => draw(&value, checks),
        Some(Method::Direct) => direct(&value, checks),
        Some(Method::Price) => verify_sealed::check::<PriceOwn>(&value, checks),
        Some(Method::ReverseAuction) => auction::check(&value, checks),
        Some(Method::ReferencePrice) => verify_sealed::check::<ReferencePriceOwn>(&value, checks),
        Some(Method::CreditMerit) => verify_sealed::check::<CreditMeritOwn>(&value, checks),
        Some(Method::ProposalMerit) => verify_sealed::check::<ProposalMeritOwn>(&value, checks),
        None => {
            let methods = Method::ALL.iter().map(|it| it.code()).collect::<Vec<_>>().join(", ");
            checks.unreadable("method", "/method", say!("应为 {methods} 之一", "must be one of {methods}"));
        }
    }
}

fn draw(value: &Value, checks: &mut Checks) {
    let Some(evidence) = typed::<DrawEvidence>(value, checks) else { return };
    let parsed = common!(evidence).check(checks);
    verify_draw::check(&evidence, &parsed, checks);
    digests(value, &evidence.digests, &evidence.digest, checks);
}

fn direct(value: &Value, checks: &mut Checks) {
    let Some(evidence) = typed::<DirectEvidence>(value, checks) else { return };
    let parsed = common!(evidence).check(checks);
    verify_direct::check(&evidence, &parsed, checks);
    digests(value, &evidence.digests, &evidence.digest, checks);
}

/// The value as the given type, or the place where it is not.
pub(super) fn typed<T: DeserializeOwned>(value: &Value, checks: &mut Checks) -> Option<T> {
    match serde_path_to_error::deserialize(value) {
        Ok(it) => Some(it),
        Err(error) => {
            let mut pointer = String::new();
            for segment in error.path() {
                let _ = match segment {
                    Segment::Seq { index } => write!(pointer, "/{index}"),
                    Segment::Map { key } => write!(pointer, "/{}", escape(key)),
                    Segment::Enum { variant } => write!(pointer, "/{variant}"),
                    Segment::Unknown => Ok(()),
                };
            }
            checks.unreadable("fields", &pointer, error.inner());
            None
        }
    }
}

/// RFC 6901.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Each field against its digest, then the whole file against `digest`.
pub(super) fn digests(value: &Value, digests: &BTreeMap<String, String>, digest: &str, checks: &mut Checks) {
    let Some(fields) = value.as_object() else { return };
    let hash = |value: &Value| canonical::hash(value).map_or_else(|e| e.to_string(), hex::encode);
    for (key, field) in fields.iter().filter(|(key, _)| *key != "digests" && *key != "digest") {
        let pointer = format!("/{}", escape(key));
        match digests.get(key) {
            None => {
                checks.unreadable(
                    "field_digest",
                    "/digests",
                    say!("缺少字段 {key} 的摘要", "no digest of field {key}"),
                );
            }
            Some(found) if *found != hash(field) => {
                let what = say!("字段 {key} 与 digests 中它的摘要", "field {key} and its digest in digests");
                checks.equal("field_digest", &pointer, &what, hash(field), found);
            }
            Some(_) => {}
        }
    }
    for key in digests.keys().filter(|key| !fields.contains_key(*key)) {
        checks.unreadable(
            "field_digest",
            &format!("/digests/{}", escape(key)),
            say!("没有字段 {key}", "there is no field {key}"),
        );
    }
    let mut rest = fields.clone();
    rest.remove("digest");
    let what = say!("整个文件的摘要", "digest of the whole file");
    checks.equal("digest", "/digest", &what, hash(&Value::Object(rest)), digest);
}

/// The fields that all kinds share.
pub(super) struct Common<'a> {
    pub(super) format: &'a str,
    pub(super) notice_code: &'a str,
    pub(super) too_few: Option<u32>,
    pub(super) select_time: &'a str,
    pub(super) rules: &'a Value,
    pub(super) rules_hash: &'a str,
}

/// What the shared fields say; `None` where they are wrong, which is then a failed check.
pub(super) struct Parsed {
    /// Failures to find entrants before the round.
    pub(super) failures: Option<u32>,
    pub(super) rules: Option<Rules>,
}

impl Common<'_> {
    pub(super) fn check(&self, checks: &mut Checks) -> Parsed {
        checks.equal("format", "/format", &say!("文件格式", "file format"), FORMAT, self.format);

        let code = PurchaseCode::parse(self.notice_code).ok().filter(|it| it.to_string() == self.notice_code);
        let right = say!("形如 433101-20261123-0001", "look like 433101-20261123-0001");
        checks.holds(
            "notice_code",
            "/notice_code",
            code.is_some(),
            &say!("采购项目编码", "purchase code"),
            &right,
            self.notice_code,
        );

        let earlier = code.map(|it| it.round.saturating_sub(1));
        if let (Some(found), Some(earlier)) = (self.too_few, earlier) {
            let right = say!("不多于此前的 {earlier} 轮", "be at most the {earlier} rounds before");
            let what = say!("此前报名不足而流标的轮数", "rounds before that failed for too few entrants");
            checks.holds("too_few", "/too_few", found <= earlier, &what, &right, found);
        }

        let time = DateTime::parse_from_rfc3339(self.select_time).ok().map(select_time_text);
        let right = say!("形如 2026-11-30T09:30:00+08:00", "look like 2026-11-30T09:30:00+08:00");
        let passed = time.as_deref() == Some(self.select_time);
        checks.holds(
            "select_time",
            "/select_time",
            passed,
            &say!("选取时间", "selection time"),
            &right,
            self.select_time,
        );

        let expected = canonical::hash(self.rules).map_or_else(|e| e.to_string(), hex::encode);
        checks.equal("rules_hash", "/rules_hash", &say!("规则的哈希", "hash of the rules"), expected, self.rules_hash);
        let rules = Rules::deserialize(self.rules);
        if let Err(error) = &rules {
            checks.unreadable("rules", "/rules", error);
        }
        Parsed { failures: self.too_few.or(earlier), rules: rules.ok() }
    }
}

/// Codes must be valid, sorted as the method says, each once: `lines` in file order.
pub(super) fn roster<'a>(codes: impl Iterator<Item = &'a str>, lines: &[String], checks: &mut Checks) {
    for (k, code) in codes.enumerate() {
        if Uscc::parse(code).ok().is_none_or(|it| it.as_str() != code) {
            let right = say!("为有效的统一社会信用代码", "be a valid unified social credit code");
            let what = say!("名单第 {nth} 行的代码", "code in line {nth} of the roster", nth = k + 1);
            checks.holds("roster_code", &format!("/roster/{k}/uscc"), false, &what, &right, code);
        }
    }
    let wrong = lines.windows(2).position(|pair| pair[0] >= pair[1]);
    let pointer = wrong.map_or("/roster".to_owned(), |k| format!("/roster/{}", k + 1));
    let right = say!("按行排序且不重复", "be sorted by line, each once");
    let found = wrong.and_then(|k| lines.get(k + 1)).map_or("", String::as_str);
    checks.holds("roster_order", &pointer, wrong.is_none(), &say!("名单的顺序", "order of the roster"), &right, found);
}

/// Enough eligible entrants, and no more of them than signed up.
pub(super) fn entrants(eligible: usize, signups: u32, needed: Option<u32>, checks: &mut Checks) {
    let what = say!("有效家数", "number of eligible entrants");
    let needed = needed.and_then(|it| usize::try_from(it).ok()).unwrap_or(1).max(1);
    checks.holds(
        "entrants",
        "/roster",
        eligible >= needed,
        &what,
        &say!("不少于 {needed} 家", "be at least {needed}"),
        eligible,
    );
    let what = say!("报名家数", "number of sign-ups");
    let passed = usize::try_from(signups).is_ok_and(|it| it >= eligible);
    checks.holds(
        "signups",
        "/signups",
        passed,
        &what,
        &say!("不少于 {eligible} 家", "be at least {eligible}"),
        signups,
    );
}
