use super::*;
use crate::core::uscc::Uscc;
use chrono::{DateTime, Utc};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn sign_up() -> Moment {
    Moment::SignUp { at: instant("2026-11-25T10:00:00+08:00") }
}

fn candidate() -> Candidate {
    let certificate = HeldQualification {
        kind: "surveying".into(),
        grade: Some(2),
        valid_from: "2024-01-01".parse().unwrap(),
        valid_to: Some("2026-11-25".parse().unwrap()),
    };
    Candidate {
        uscc: Uscc::parse("91433101MADEM00112").unwrap(),
        name: "吉首甲测绘有限公司".into(),
        legal_rep: "张某".into(),
        former_legal_reps: vec![],
        state: AgencyState::Active,
        suspended_until: None,
        owed_due_at: None,
        items: ["C01", "F01"].map(str::to_owned).into(),
        qualifications: vec![certificate],
        staff: 2,
        signed_up: false,
    }
}

fn item(code: &str, grade: Option<i16>) -> NeededItem {
    let needed =
        |grade| NeededQualification { kind: "surveying".into(), kind_name: "测绘资质".into(), grade: Some(grade) };
    let qualification = grade.map(needed);
    NeededItem { code: code.into(), name: format!("事项{code}"), qualification }
}

fn requirement() -> Requirement {
    Requirement {
        client_uscc: Some(Uscc::parse("12433101MADEM1022J").unwrap()),
        client_legal_rep: "李某".into(),
        items: vec![item("C01", Some(2)), item("F01", None)],
        item_match: ItemMatch::All,
        qualification_required: true,
        staff_required: 2,
        recusals: vec![],
        published: true,
        signup_deadline: Some(instant("2026-11-27T17:30:00+08:00")),
    }
}

fn failed(candidate: &Candidate, requirement: &Requirement, moment: Moment) -> Vec<Rule> {
    let results = check(candidate, requirement, moment);
    assert!(results.iter().all(|it| it.passed == it.mend.is_none() && (!it.passed || it.mend_link.is_none())));
    let failed: Vec<Rule> = results.iter().filter(|it| !it.passed).map(|it| it.rule).collect();
    assert_eq!(is_eligible(&results), failed.is_empty());
    failed
}

#[test]
fn an_agency_that_has_everything_may_sign_up() {
    assert_eq!(failed(&candidate(), &requirement(), sign_up()), []);
    assert_eq!(check(&candidate(), &requirement(), sign_up()).len(), Rule::ALL.len());
}

#[test]
fn each_rule_fails_alone_and_by_name() {
    type Case = (Rule, fn(&mut Candidate, &mut Requirement));
    let cases: [Case; 20] = [
        (Rule::AgencyActive, |c, _| c.state = AgencyState::Removed),
        (Rule::AgencyActive, |c, _| c.state = AgencyState::Suspended),
        (Rule::OffersItems, |c, _| c.items = ["C01"].map(str::to_owned).into()),
        (Rule::OffersItems, |c, r| {
            c.items.clear();
            r.item_match = ItemMatch::Any;
        }),
        (Rule::Qualification, |c, _| c.qualifications.clear()),
        (Rule::Qualification, |c, _| c.qualifications[0].kind = "cost".into()),
        (Rule::Qualification, |c, _| c.qualifications[0].grade = Some(3)),
        (Rule::Qualification, |c, _| c.qualifications[0].grade = None),
        (Rule::Qualification, |c, _| c.qualifications[0].valid_to = Some("2026-11-24".parse().unwrap())),
        (Rule::Qualification, |c, _| c.qualifications[0].valid_from = "2026-11-26".parse().unwrap()),
        (Rule::Qualification, |c, r| {
            c.qualifications.clear();
            r.item_match = ItemMatch::Any;
            r.items[1].qualification = r.items[0].qualification.clone();
        }),
        (Rule::OwedItems, |c, _| c.owed_due_at = Some(instant("2026-11-25T10:00:00+08:00"))),
        (Rule::Staff, |c, _| c.staff = 1),
        (Rule::NotTheClient, |c, r| r.client_uscc = Some(c.uscc.clone())),
        (Rule::NotRelated, |_, r| r.client_legal_rep = " 张某 ".into()),
        (Rule::NotRecused, |c, r| {
            r.recusals =
                vec![Recusal { uscc: Some(c.uscc.clone()), name: String::new(), reason: "编制单位".into() }];
        }),
        (Rule::NotRecused, |c, r| {
            r.recusals = vec![Recusal { uscc: None, name: c.name.clone(), reason: "编制单位".into() }];
        }),
        (Rule::WindowOpen, |_, r| r.signup_deadline = Some(instant("2026-11-25T10:00:00+08:00"))),
        (Rule::WindowOpen, |_, r| r.published = false),
        (Rule::NotSignedUp, |c, _| c.signed_up = true),
    ];
    for (k, (rule, break_it)) in cases.into_iter().enumerate() {
        let (mut candidate, mut requirement) = (candidate(), requirement());
        break_it(&mut candidate, &mut requirement);
        assert_eq!(failed(&candidate, &requirement, sign_up()), [rule], "case {k}");
    }
}

#[test]
fn what_does_not_matter_here_is_not_asked() {
    type Change = fn(&mut Candidate, &mut Requirement);
    let changes: [Change; 9] = [
        |c, r| {
            c.qualifications.clear();
            r.qualification_required = false;
        },
        |c, r| {
            c.qualifications.clear();
            r.item_match = ItemMatch::Any; // F01 needs none.
        },
        |c, r| {
            c.items = ["F01"].map(str::to_owned).into();
            r.item_match = ItemMatch::Any;
        },
        |c, r| {
            c.owed_due_at = Some(instant("2026-11-01T00:00:00Z"));
            r.qualification_required = false;
        },
        |c, _| c.owed_due_at = Some(instant("2026-11-25T10:00:00.001+08:00")),
        |c, _| c.legal_rep.clear(),
        |c, _| {
            c.state = AgencyState::Suspended;
            c.suspended_until = Some(instant("2026-11-25T10:00:00+08:00"));
        },
        |c, _| c.qualifications[0].valid_to = None,
        |c, r| {
            r.recusals = vec![Recusal { uscc: r.client_uscc.clone(), name: c.name.clone(), reason: "同名".into() }];
        },
    ];
    for (k, change) in changes.into_iter().enumerate() {
        let (mut candidate, mut requirement) = (candidate(), requirement());
        change(&mut candidate, &mut requirement);
        assert_eq!(failed(&candidate, &requirement, sign_up()), [], "case {k}");
    }
}

#[test]
fn a_tie_by_a_former_representative_lasts_a_year() {
    let mut entrant = candidate();
    let until = instant("2025-11-25T10:00:00+08:00");
    entrant.former_legal_reps = vec![FormerLegalRep { name: " 李某".into(), until }];
    assert_eq!(failed(&entrant, &requirement(), sign_up()), []);
    entrant.former_legal_reps[0].until += TimeDelta::milliseconds(1);
    assert_eq!(failed(&entrant, &requirement(), sign_up()), [Rule::NotRelated]);
}

#[test]
fn the_freeze_asks_again_but_not_for_the_window() {
    let at = instant("2026-11-27T17:30:00+08:00");
    let entrant = Candidate { signed_up: true, ..candidate() };
    assert_eq!(
        failed(&entrant, &requirement(), Moment::Freeze { at }),
        [Rule::Qualification],
        "the certificate ran out in between"
    );
    assert_eq!(
        failed(&entrant, &requirement(), Moment::SignUp { at }),
        [Rule::Qualification, Rule::WindowOpen, Rule::NotSignedUp]
    );
}

#[test]
fn a_failed_rule_says_what_is_missing() {
    let bare = Candidate { qualifications: vec![], ..candidate() };
    let results = check(&bare, &requirement(), sign_up());
    let found = results.iter().find(|it| !it.passed).unwrap();
    assert_eq!(found.detail.zh, "缺少有效资质：C01 事项C01：测绘资质（乙级及以上）");
    assert_eq!(found.mend_link.as_deref(), Some("qualifications"));
}
