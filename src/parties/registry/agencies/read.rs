//! An agency's page.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::instant;
use super::model::{Agency, AgencyQualification, AgencyService};
use super::store::{self, AgencyRecord, ServiceRecord};
use crate::core::calendar::cst;
use crate::core::role::Role;
use crate::core::state::AgencyState;
use crate::core::text::Text;
use crate::parties::credit;
use crate::parties::registry::contact::{email_for, phone_for, sees_contact};
use crate::parties::registry::profile::no_organisation;
use crate::platform::vault::Vault;
use crate::platform::web::{Caller, Path, Problem, Versioned};
use crate::platform::{Actor, App};
use crate::say;

/// Reads an agency as `viewer` sees it at `now`.
///
/// # Errors
/// 404.
pub async fn read(
    conn: &mut PgConnection,
    vault: &Vault,
    now: DateTime<Utc>,
    id: Uuid,
    viewer: &Actor,
) -> Result<Agency, Problem> {
    let row = store::agency(conn, id).await?.ok_or_else(|| no_organisation(Role::Agency))?;
    let qualifications = store::qualifications(conn, id).await?;
    let today = now.with_timezone(&cst()).date_naive();
    let entitled = sees_contact(viewer, id);
    let services = store::services(conn, id).await?;
    let services = services.into_iter().map(|it| service(it, &qualifications, today, entitled)).collect();
    let practitioners = store::practitioners(conn, id).await?;
    Ok(Agency {
        id,
        status_sentence: sentence(&row, now),
        uscc: row.uscc,
        name: row.name,
        org_type: row.org_type,
        division_code: row.division_code,
        division_name: row.division_name,
        address: row.address,
        contact_name: row.contact_name,
        contact_phone: phone_for(vault, &row.contact_phone, entitled),
        email: email_for(row.email, entitled),
        legal_rep: row.legal_rep,
        intro: row.intro,
        state: row.state,
        suspended_until: instant(row.suspended_until),
        credit: credit::points(row.credit),
        resident_counter: row.resident_counter,
        owed_due_at: instant(row.owed_due_at),
        owed_calendar_missing: row.owed_missing_year,
        owed_provisional: row.owed_provisional,
        checked_at: instant(row.checked_at),
        check_failed: row.check_failed.filter(|_| entitled),
        registered_at: row.created_at.into(),
        services,
        qualifications,
        practitioners,
        version: row.version,
    })
}

fn day(at: DateTime<Utc>) -> String {
    at.with_timezone(&cst()).format("%Y-%m-%d %H:%M").to_string()
}

/// The standing in one sentence.
fn sentence(row: &AgencyRecord, now: DateTime<Utc>) -> Text {
    let over = row.suspended_until.is_some_and(|until| until <= now);
    match (row.state, row.suspended_until) {
        (AgencyState::Suspended, Some(until)) if !over => {
            let until = day(until);
            say!("暂停报名至 {until}", "may not sign up until {until}")
        }
        (AgencyState::Suspended, None) => {
            say!("暂停报名，待运营机构核实", "may not sign up until the operator has verified its identity")
        }
        (AgencyState::Removed, _) => say!("已清退，不能承接业务", "struck off; it may not take work"),
        (AgencyState::Withdrawn, _) => say!("已自愿退出", "left by its own wish"),
        (AgencyState::Active | AgencyState::Suspended, _) => match row.owed_due_at {
            Some(due) if due < now => {
                let due = day(due);
                say!("入驻材料应于 {due} 前补齐，现已逾期", "documents owed by {due} are overdue")
            }
            Some(due) => {
                let due = day(due);
                say!("正常，可承接业务；入驻材料须于 {due} 前补齐", "in good standing; documents are owed by {due}")
            }
            None if row.owed_missing_year.is_some() => say!(
                "正常，可承接业务；入驻材料补齐期限待工作日历载入后确定",
                "in good standing; the date of the owed documents waits for the working-day calendar"
            ),
            None => say!("正常，可承接业务", "in good standing"),
        },
    }
}

/// Closed by a form check, or without the certificate that its item asks for (domain.md §4.4).
fn service(row: ServiceRecord, held: &[AgencyQualification], today: NaiveDate, entitled: bool) -> AgencyService {
    let needed = row.qualification_kind.as_deref().filter(|kind| {
        !held.iter().any(|it| {
            it.kind == *kind
                && row.qualification_grade.is_none_or(|lowest| it.grade.is_some_and(|grade| grade <= lowest))
                && it.valid_from <= today
                && it.valid_to.is_none_or(|last| today <= last)
        })
    });
    let closed_reason = match (row.closed_reason, needed) {
        (Some(reason), _) if entitled => Some(Text { zh: reason.clone(), en: reason }),
        (Some(_), _) => {
            Some(say!("形式审查未通过，补齐材料前暂不可用", "closed until documents missed by the form check are in"))
        }
        (None, Some(_)) => {
            let zh = row.qualification_kind_name.unwrap_or_default();
            let en = row.qualification_kind_name_en.unwrap_or_default();
            Some(say!("缺少有效的{zh}（或等级不够）", "no valid certificate of this kind and grade: {en}"))
        }
        (None, None) => None,
    };
    AgencyService {
        code: row.code,
        name: row.name,
        price_note: row.price_note,
        days: row.days,
        open: closed_reason.is_none(),
        closed_reason,
    }
}

/// An agency's page, public.
#[utoipa::path(get, path = "/api/v1/agencies/{id}", tag = "registry", operation_id = "read_agency",
    params(("id" = Uuid, Path, description = "The agency")),
    responses((status = 200, body = Agency, headers(("ETag" = String, description = "Row version and a hash of the content; also taken as `If-Match`"))), Problem))]
pub async fn get(
    State(app): State<App>,
    Caller(viewer): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<Agency>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let agency = read(&mut conn, app.vault(), now, id, &viewer).await?;
    Ok(Versioned(agency.version, agency))
}
