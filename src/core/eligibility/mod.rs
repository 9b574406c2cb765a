//! Whether an agency may enter a round: each rule named, passed or failed, and what would mend it. The same function
//! answers the click before sign-up, the sign-up itself and the freeze.

mod model;

pub use model::{
    Candidate, FormerLegalRep, HeldQualification, ItemMatch, Moment, NeededItem, NeededQualification, Recusal,
    Requirement, Rule, RuleResult,
};

use super::calendar::cst;
use super::state::AgencyState;
use super::text::{self, Text};
use crate::say;
use chrono::TimeDelta;

/// How long a former legal representative still counts as a tie.
const TIE_LASTS: TimeDelta = TimeDelta::days(365);

/// Every rule, in the order a person meets them. An agency is eligible when all of them pass.
pub fn check(candidate: &Candidate, requirement: &Requirement, moment: Moment) -> Vec<RuleResult> {
    let mut results = vec![
        agency_active(candidate, moment),
        offers_items(candidate, requirement),
        qualification(candidate, requirement, moment),
        owed_items(candidate, requirement, moment),
        staff(candidate, requirement),
        not_the_client(candidate, requirement),
        not_related(candidate, requirement, moment),
        not_recused(candidate, requirement),
    ];
    if let Moment::SignUp { at } = moment {
        results.push(window_open(requirement, at));
        results.push(not_signed_up(candidate));
    }
    results
}

/// Whether all rules pass.
pub fn is_eligible(results: &[RuleResult]) -> bool {
    results.iter().all(|it| it.passed)
}

fn result(rule: Rule, passed: bool, detail: Text, mend: Text, mend_link: Option<&str>) -> RuleResult {
    let (mend, mend_link) = if passed { (None, None) } else { (Some(mend), mend_link.map(str::to_owned)) };
    RuleResult { rule, passed, detail, mend, mend_link }
}

fn agency_active(candidate: &Candidate, moment: Moment) -> RuleResult {
    let (zh, en) = (candidate.state.zh(), candidate.state.en());
    // A suspension that has run out counts as over even before anything lifts it.
    let over = candidate.state == AgencyState::Suspended
        && candidate.suspended_until.is_some_and(|until| until <= moment.at());
    let passed = candidate.state == AgencyState::Active || over;
    let mend = match candidate.suspended_until.filter(|_| candidate.state == AgencyState::Suspended) {
        Some(until) => {
            let until = until.with_timezone(&cst()).format("%Y-%m-%d %H:%M");
            say!(
                "暂停期至 {until}，期满即可报名；有异议可申诉",
                "suspended until {until}; sign-up is open again after that, or appeal"
            )
        }
        None => say!("请联系运营机构恢复资格", "ask the operator to reinstate the agency"),
    };
    result(Rule::AgencyActive, passed, say!("机构状态：{zh}", "standing of the agency: {en}"), mend, None)
}

/// Items of the round that the agency offers.
fn offered<'a>(candidate: &'a Candidate, requirement: &'a Requirement) -> impl Iterator<Item = &'a NeededItem> {
    requirement.items.iter().filter(|item| candidate.items.contains(&item.code))
}

fn offers_items(candidate: &Candidate, requirement: &Requirement) -> RuleResult {
    let missing: Vec<&NeededItem> =
        requirement.items.iter().filter(|item| !candidate.items.contains(&item.code)).collect();
    let passed = match requirement.item_match {
        ItemMatch::All => missing.is_empty(),
        ItemMatch::Any => missing.len() < requirement.items.len() || requirement.items.is_empty(),
    };
    let names = join(missing.iter().map(|item| format!("{} {}", item.code, item.name)));
    let detail = if passed {
        say!("服务事项符合要求", "the agency offers the services asked for")
    } else {
        match requirement.item_match {
            ItemMatch::All => say!("未登记服务事项：{names}", "services not on the agency's list: {names}"),
            ItemMatch::Any => {
                say!("未登记以下任一服务事项：{names}", "none of these services is on the agency's list: {names}")
            }
        }
    };
    let mend = say!("在机构资料的“服务事项”中添加", "add them under “services” in the agency's profile");
    result(Rule::OffersItems, passed, detail, mend, Some("services"))
}

/// Whether a certificate of the needed kind and grade is valid on the day. Grade 1 is the best.
fn holds(candidate: &Candidate, needed: &NeededQualification, moment: Moment) -> bool {
    let today = moment.at().with_timezone(&cst()).date_naive();
    candidate.qualifications.iter().any(|held| {
        held.kind == needed.kind
            && needed.grade.is_none_or(|lowest| held.grade.is_some_and(|grade| grade <= lowest))
            && held.valid_from <= today
            && held.valid_to.is_none_or(|last| today <= last)
    })
}

fn qualification(candidate: &Candidate, requirement: &Requirement, moment: Moment) -> RuleResult {
    let needs: Vec<(&NeededItem, &NeededQualification)> = match requirement.item_match {
        ItemMatch::All => requirement.items.iter().filter_map(|it| Some((it, it.qualification.as_ref()?))).collect(),
        ItemMatch::Any => {
            offered(candidate, requirement).filter_map(|it| Some((it, it.qualification.as_ref()?))).collect()
        }
    };
    let missing: Vec<_> = needs.iter().filter(|(_, needed)| !holds(candidate, needed, moment)).collect();
    // "Any": one offered item without a missing certificate is enough.
    let any_open = requirement.item_match == ItemMatch::Any && missing.len() < offered(candidate, requirement).count();
    let passed = !requirement.qualification_required || missing.is_empty() || any_open;
    let names =
        join(missing.iter().map(|(item, needed)| format!("{} {}：{}", item.code, item.name, needed.describe())));
    let detail = match (requirement.qualification_required, passed) {
        (false, _) => say!("本公告仅要求服务承诺，不要求资质", "this notice asks for a pledge only, no qualification"),
        (_, true) => say!("资质符合要求", "the qualifications asked for are on file"),
        (_, false) => say!("缺少有效资质：{names}", "no valid qualification on file: {names}"),
    };
    let mend = say!(
        "在机构资料的“资质证书”中补充在有效期内的证书",
        "add a certificate that is valid on the day under “qualifications” in the profile"
    );
    result(Rule::Qualification, passed, detail, mend, Some("qualifications"))
}

/// What was owed at registration and not handed in closes the items that need a qualification (domain.md §17).
fn owed_items(candidate: &Candidate, requirement: &Requirement, moment: Moment) -> RuleResult {
    let lapsed = candidate.owed_due_at.is_some_and(|due| due <= moment.at());
    let needs = |item: &NeededItem| requirement.qualification_required && item.qualification.is_some();
    let closed = match requirement.item_match {
        ItemMatch::All => requirement.items.iter().any(needs),
        ItemMatch::Any => offered(candidate, requirement).count() > 0 && offered(candidate, requirement).all(needs),
    };
    let passed = !(lapsed && closed);
    let detail = if passed {
        say!("没有逾期未补的入驻材料", "no owed document stands in the way")
    } else {
        say!(
            "容缺材料逾期未补，需要资质的事项暂停报名",
            "an owed document is overdue, which closes services that need a qualification"
        )
    };
    let mend = say!("在机构资料的“容缺材料”中补齐", "hand it in under “owed documents” in the profile");
    result(Rule::OwedItems, passed, detail, mend, Some("owed"))
}

fn staff(candidate: &Candidate, requirement: &Requirement) -> RuleResult {
    let (needed, found) = (requirement.staff_required, candidate.staff);
    let detail = if needed == 0 {
        say!("本公告不要求执业人员", "this notice asks for no registered practitioners")
    } else {
        say!(
            "要求执业人员 {needed} 名，已登记 {found} 名",
            "{needed} registered practitioners are asked for, {found} are on file"
        )
    };
    let mend = say!("在机构资料的“执业人员”中添加", "add them under “people” in the profile");
    result(Rule::Staff, found >= needed, detail, mend, Some("people"))
}

fn not_the_client(candidate: &Candidate, requirement: &Requirement) -> RuleResult {
    let passed = requirement.client_uscc.as_ref() != Some(&candidate.uscc);
    let detail = if passed {
        say!("不是本项目的委托人", "the agency is not the client")
    } else {
        say!("与委托人是同一单位", "the agency and the client are the same unit")
    };
    result(
        Rule::NotTheClient,
        passed,
        detail,
        say!("无法补正：不能承接本单位的项目", "cannot be mended: nobody works for itself here"),
        None,
    )
}

fn not_related(candidate: &Candidate, requirement: &Requirement, moment: Moment) -> RuleResult {
    let theirs = text::line(&requirement.client_legal_rep);
    // An edit of the profile does not end a tie at once.
    let lately = candidate.former_legal_reps.iter().filter(|it| moment.at() < it.until + TIE_LASTS);
    let passed = theirs.is_empty()
        || lately.map(|it| &it.name).chain([&candidate.legal_rep]).all(|ours| text::line(ours) != theirs);
    let detail = if passed {
        say!("与委托人没有登记在册的关联", "no registered tie to the client")
    } else {
        say!(
            "与委托人的法定代表人同为 {theirs}（含近一年内的）",
            "agency and client have, or had within a year, the same legal representative, {theirs}"
        )
    };
    let mend = say!(
        "依法应回避；如系同名，请联系运营机构核实",
        "the law asks to stand aside; if it is a namesake, ask the operator to verify"
    );
    result(Rule::NotRelated, passed, detail, mend, None)
}

fn not_recused(candidate: &Candidate, requirement: &Requirement) -> RuleResult {
    let names_it = |it: &&Recusal| match &it.uscc {
        Some(uscc) => *uscc == candidate.uscc,
        None => text::line(&it.name) == text::line(&candidate.name),
    };
    let found = requirement.recusals.iter().find(names_it);
    let detail = match found {
        None => say!("不在回避名单中", "not on the recusal list"),
        Some(Recusal { reason, .. }) => {
            say!("被列入回避名单，原因：{reason}", "on the recusal list, because: {reason}")
        }
    };
    let mend = say!("如认为不当，可在截止前提问或提出异议", "if that seems wrong, ask or object before the deadline");
    result(Rule::NotRecused, found.is_none(), detail, mend, None)
}

fn window_open(requirement: &Requirement, at: chrono::DateTime<chrono::Utc>) -> RuleResult {
    // Exactly at the deadline is late: the window is [publication, deadline).
    let passed = requirement.published && requirement.signup_deadline.is_none_or(|deadline| at < deadline);
    let detail = match requirement.signup_deadline {
        Some(deadline) => {
            let deadline = deadline.with_timezone(&cst()).format("%Y-%m-%d %H:%M");
            say!("报名截止时间 {deadline}", "sign-up ends {deadline}")
        }
        None if requirement.published => {
            say!("报名截止时间待工作日历载入后确定", "sign-up is open; its end waits for the working-day calendar")
        }
        None => say!("尚未开放报名", "sign-up is not open yet"),
    };
    let mend =
        say!("报名已截止或未开放，可订阅同类公告", "sign-up is over or not open; save a search for notices like this");
    result(Rule::WindowOpen, passed, detail, mend, None)
}

fn not_signed_up(candidate: &Candidate) -> RuleResult {
    let passed = !candidate.signed_up;
    let detail =
        if passed { say!("尚未报名", "not signed up yet") } else { say!("已经报名", "already signed up") };
    result(
        Rule::NotSignedUp,
        passed,
        detail,
        say!("无需重复报名；截止前可撤回", "no need to sign up twice; it can be withdrawn before the deadline"),
        None,
    )
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests;
