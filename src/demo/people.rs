//! Registering the cast, through the registry's own operations.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::core::role::Role;
use crate::demo::cast::{self, AgencyPart, ClientPart};
use crate::demo::stage::{Seat, Stage};
use crate::parties::accounts::register::{self, PersonForm, Registration};
use crate::parties::accounts::register_assessor::{self, AssessorRegistration};
use crate::parties::accounts::{NewStaff, add_staff};
use crate::parties::assessors::entry::AssessorForm;
use crate::parties::assessors::{self, AssessorDecision};
use crate::parties::registry::agencies::{self, FormCheck, NewQualification, Residency};
use crate::parties::registry::entry::{OrganisationForm, OrganisationKind};
use crate::platform::passwords::Hashed;
use crate::platform::web::Problem;
use crate::platform::{Actor, Member};

/// What the demo needs to know of a catalogue item.
#[derive(Debug, Clone)]
pub struct Item {
    pub code: String,
    pub group_code: String,
    pub qualification_kind: Option<String>,
    pub fee_low_fen: Option<i64>,
    pub fee_high_fen: Option<i64>,
    pub days: Option<i32>,
}

/// The catalogue, by code.
pub async fn items(conn: &mut PgConnection) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        "SELECT code, group_code, qualification_kind, fee_low_fen, fee_high_fen, days
        FROM catalog_item
        ORDER BY code",
    )
    .fetch_all(conn)
    .await
}

/// The operating side: operator, supervisor, admin, desk.
pub async fn staff(stage: &Stage) -> Result<Seat, Problem> {
    let mut operator = None;
    for (role, login, name) in [
        (Role::Operator, "operator", "运营员"),
        (Role::Supervisor, "supervisor", "监督员"),
        (Role::Admin, "admin", "管理员"),
        (Role::Desk, "desk", "窗口值班长"),
    ] {
        let new = NewStaff { role, login: login.into(), name: name.into(), password: Some(super::PASSWORD.into()) };
        let added = add_staff(&stage.app, new).await?;
        if role == Role::Operator {
            operator = Some(stage.seat_of(added.person_id).await?);
        }
    }
    operator.ok_or_else(|| Problem::internal(&"the demo has an operator"))
}

/// Registers an agency with its services and the qualifications they need; the operator form-checks it.
pub async fn agency(
    stage: &Stage,
    part: &AgencyPart,
    items: &[&Item],
    operator: &Seat,
    password: &Hashed,
    counter: Option<usize>,
) -> Result<Seat, Problem> {
    let form = Registration {
        organisation: OrganisationForm {
            kind: OrganisationKind::Agency,
            uscc: part.uscc.as_str().to_owned(),
            name: part.name.clone(),
            division_code: part.division_code.to_owned(),
            address: None,
            contact_name: part.contact.clone(),
            contact_phone: part.phone.clone(),
            email: None,
            legal_rep: Some(part.contact.clone()),
            intro: Some(format!("{}，演示数据，名称与人员均为虚构。", part.name)),
            unit_type: None,
            services: Some(items.iter().map(|item| item.code.clone()).collect()),
            pledge_accepted: Some(true),
        },
        person: PersonForm { login: part.login.clone(), name: part.contact.clone(), password: super::PASSWORD.into() },
    };
    let seat = enrol(stage, &form, password).await?;
    let kinds: HashMap<&str, &Item> =
        items.iter().filter_map(|item| item.qualification_kind.as_deref().map(|kind| (kind, *item))).collect();
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, _)| *kind);
    for (n, (kind, _)) in kinds.into_iter().enumerate() {
        let today = stage.today();
        let command = NewQualification {
            kind: kind.to_owned(),
            grade: Some(if part.login.ends_with(['1', '4', '7']) { 1 } else { 2 }),
            certificate_no: format!("演示-{}-{:02}", &part.uscc.as_str()[8..], n + 1),
            issuer: "湖南省（演示）主管部门".to_owned(),
            valid_from: today - chrono::TimeDelta::days(400),
            valid_to: Some(today + chrono::TimeDelta::days(1400)),
            file_id: None,
        };
        let mut work = stage.begin(&seat).await?;
        agencies::add_qualification(&mut work, seat.organisation(), command).await?;
        work.commit().await?;
    }
    let passed = FormCheck { passed: true, reason: None, close_services: Vec::new(), identity_in_doubt: false };
    let mut work = stage.begin(operator).await?;
    agencies::check(&mut work, seat.organisation(), &passed).await?;
    if let Some(counter) = counter {
        let command = Residency { counter: Some(format!("{counter}号窗口")) };
        agencies::set_residency(&mut work, seat.organisation(), &command).await?;
    }
    work.commit().await?;
    Ok(seat)
}

/// Where assessors work, and in what.
const EMPLOYERS: &[(&str, &str)] = &[
    ("吉首大学（演示）", "水利工程，教授"),
    ("湘西州（演示）自然资源学会", "测绘工程，正高级工程师"),
    ("湖南省（演示）生态环境科学研究院", "环境工程，研究员"),
    ("湘西州（演示）建筑设计院", "建筑工程，高级工程师"),
    ("怀化（演示）学院", "工程造价，副教授"),
];

/// Registers the assessors; the operator takes them into the pool.
pub async fn assessors(stage: &Stage, operator: &Seat, password: &Hashed) -> Result<Vec<Seat>, Problem> {
    let mut seats = Vec::new();
    for (n, (employer, field)) in (1..).zip(EMPLOYERS) {
        let form = AssessorRegistration {
            assessor: AssessorForm {
                employer: (*employer).to_owned(),
                field: (*field).to_owned(),
                phone: format!("1380000{:04}", 9_000 + n),
            },
            person: PersonForm {
                login: format!("assessor{n:03}"),
                name: format!("评审{n}"),
                password: super::PASSWORD.into(),
            },
        };
        let mut work = stage.app.begin(Actor::Anonymous).await?;
        let checked = register_assessor::check(work.db(), &form).await?;
        register_assessor::register(&mut work, checked, password, "demo").await?;
        let member = work.actor().member()?.clone();
        work.commit().await?;
        let mut work = stage.begin(operator).await?;
        let decision = AssessorDecision { approved: true, reason: String::new() };
        assessors::decide(&mut work, member.person_id, &decision).await?;
        work.commit().await?;
        seats.push(Seat(member));
    }
    Ok(seats)
}

/// Registers a client.
pub async fn client(stage: &Stage, part: &ClientPart, password: &Hashed) -> Result<Seat, Problem> {
    let form = Registration {
        organisation: OrganisationForm {
            kind: OrganisationKind::Client,
            uscc: part.uscc.as_str().to_owned(),
            name: part.name.clone(),
            division_code: "433101".to_owned(),
            address: None,
            contact_name: part.contact.clone(),
            contact_phone: part.phone.clone(),
            email: None,
            legal_rep: Some(part.contact.clone()),
            intro: None,
            unit_type: Some(part.unit_type),
            services: None,
            pledge_accepted: None,
        },
        person: PersonForm { login: part.login.clone(), name: part.contact.clone(), password: super::PASSWORD.into() },
    };
    enrol(stage, &form, password).await
}

async fn enrol(stage: &Stage, form: &Registration, password: &Hashed) -> Result<Seat, Problem> {
    let mut work = stage.app.begin(Actor::Anonymous).await?;
    let checked = register::check(work.db(), form).await?;
    register::register(&mut work, checked, password, "demo").await?;
    let Actor::Member(member) = work.actor().clone() else {
        return Err(Problem::internal(&"who registers is signed in"));
    };
    work.commit().await?;
    Ok(Seat(member))
}

/// Which items an agency of these groups offers: most of them.
pub fn offers<'a>(part: &cast::AgencyPart, items: &'a [Item], index: usize) -> Vec<&'a Item> {
    items
        .iter()
        .filter(|item| item.group_code.starts_with(part.groups))
        .enumerate()
        .filter(|(position, _)| (position + index) % 4 != 3)
        .map(|(_, item)| item)
        .collect()
}

impl Seat {
    pub fn member(&self) -> &Member {
        &self.0
    }
}
