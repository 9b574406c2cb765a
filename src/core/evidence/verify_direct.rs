//! What is recomputed of a direct selection (domain.md §7.1).

use super::verdict::Checks;
use super::verify::{self, Parsed};
use super::{DirectEvidence, direct_roster_hash};
use crate::core::method::Method;
use crate::say;

/// The winner is of the frozen roster, a reason is given, and the cap is kept.
pub(super) fn check(evidence: &DirectEvidence, parsed: &Parsed, checks: &mut Checks) {
    let codes: Vec<String> = evidence.roster.iter().map(|it| it.uscc.clone()).collect();
    verify::roster(codes.iter().map(String::as_str), &codes, checks);
    let known = parsed.rules.as_ref().zip(parsed.failures);
    let needed = known.map(|(rules, failures)| rules.min_entrants(Method::Direct, 100, failures));
    verify::entrants(codes.len(), evidence.signups, needed, checks);

    let what = say!("名单哈希 SHA-256(各家代码)", "roster hash, SHA-256 of the codes");
    let expected = hex::encode(direct_roster_hash(codes.iter().map(String::as_str)));
    checks.equal("roster_hash", "/roster_hash", &what, expected, &evidence.roster_hash);

    let in_roster = codes.contains(&evidence.winner);
    let right = say!("在名单之内", "be of the roster");
    checks.holds("winner", "/winner", in_roster, &say!("中选机构", "winner"), &right, &evidence.winner);
    checks.winner = in_roster.then(|| evidence.winner.clone());

    let right = say!("写明", "be given");
    let has_reason = !evidence.reason.trim().is_empty();
    checks.holds("reason", "/reason", has_reason, &say!("选取理由", "reason"), &right, &evidence.reason);

    if let Some((rules, failures)) = known {
        let what = say!("本轮直接选取上限", "cap of direct selection in this round");
        checks.equal("cap", "/cap_fen", &what, rules.direct_cap(failures), evidence.cap_fen);
    }
    let cap = evidence.cap_fen;
    let within = evidence.amount_fen.0 > 0 && evidence.amount_fen <= cap;
    let right = say!("大于零且不超过 {cap}", "be more than nothing and at most {cap}");
    checks.holds("amount", "/amount_fen", within, &say!("金额", "amount"), &right, evidence.amount_fen);

    let c = &evidence.concentration;
    let consistent =
        c.awards_to_agency <= c.awards && c.amount_to_agency_fen.0 >= 0 && c.amount_to_agency_fen <= c.amount_fen;
    let found = format!("{}/{}, {}/{}", c.awards_to_agency, c.awards, c.amount_to_agency_fen, c.amount_fen);
    let right = say!("部分不大于总数", "have no part larger than its whole");
    checks.holds("concentration", "/concentration", consistent, &say!("集中度", "concentration"), &right, found);
}
