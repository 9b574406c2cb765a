//! The operator's form check of an entry (形式审查): a failed one is told with its reason, closes the services that
//! need what is missing, and suspends sign-up only when identity itself is in doubt (domain.md §17).

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Agency;
use super::{changed, record, store};
use crate::core::role::Role;
use crate::core::state::{AgencyEvent, AgencyState};
use crate::parties::fields::Fields;
use crate::parties::registry::profile::{self, no_organisation};
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// What the operator found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormCheck {
    /// Everything is in order and nothing is owed any more.
    pub passed: bool,
    /// What is missing or wrong: required when not passed, 4 to 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
    /// Services that need what is missing; they are closed until a check passes.
    #[serde(default)]
    pub close_services: Vec<String>,
    /// Code, licence or pledge are in doubt: the agency may not sign up until a check passes.
    #[serde(default)]
    pub identity_in_doubt: bool,
}

/// Records a form check.
///
/// # Errors
/// 401, 403 for anybody but an operator, 404, 409 `illegal_transition`, 422.
pub async fn check(work: &mut Work, id: Uuid, command: &FormCheck) -> Result<Agency, Problem> {
    work.actor().require(&[Role::Operator])?;
    profile::lock(work, id, Role::Agency).await?;
    let at = work.now().await?;
    let row = store::agency(work.db(), id).await?.ok_or_else(|| no_organisation(Role::Agency))?;
    if command.passed {
        pass(work, at, &row).await?;
    } else {
        fail(work, at, &row, command).await?;
    }
    changed(work, id).await
}

async fn pass(work: &mut Work, at: DateTime<Utc>, row: &store::AgencyRecord) -> Result<(), Problem> {
    // A suspension with an end is a sanction, which a form check does not lift.
    let doubt_over = row.state == AgencyState::Suspended && row.suspended_until.is_none();
    let state = if doubt_over { row.state.apply(AgencyEvent::Reinstate)? } else { row.state };
    write(work, row.id, state, None, at, true).await?;
    sqlx::query!("UPDATE agency_service SET closed_reason = NULL WHERE agency_id = $1", row.id)
        .execute(work.db())
        .await?;
    let public = json!({ "passed": true, "state": state });
    tell(work, at, row.id, "agency.checked", public, None).await?;
    if doubt_over {
        record(work, at, "agency.reinstated", row.id, json!({ "name": row.name })).await?;
    }
    Ok(())
}

async fn fail(
    work: &mut Work,
    at: DateTime<Utc>,
    row: &store::AgencyRecord,
    command: &FormCheck,
) -> Result<(), Problem> {
    let mut fields = Fields::default();
    let reason = fields.name("/reason", command.reason.as_deref().unwrap_or_default(), 4, 500);
    let offered = store::services(work.db(), row.id).await?;
    for (index, code) in command.close_services.iter().enumerate() {
        if !offered.iter().any(|it| it.code == *code) {
            let text = say!("该机构没有登记这个服务事项", "the agency does not offer this service");
            fields.refuse(format!("/close_services/{index}"), "unknown", text);
        }
    }
    fields.finish()?;
    let state = if command.identity_in_doubt && row.state == AgencyState::Active {
        row.state.apply(AgencyEvent::Suspend)?
    } else {
        row.state
    };
    write(work, row.id, state, Some(&reason), at, false).await?;
    sqlx::query!(
        "UPDATE agency_service
        SET closed_reason = $3
        WHERE agency_id = $1 AND item_code = ANY($2)",
        row.id,
        &command.close_services,
        reason,
    )
    .execute(work.db())
    .await?;
    let public = json!({ "passed": false, "state": state, "closed_services": command.close_services });
    tell(work, at, row.id, "agency.check_failed", public, Some(json!({ "reason": reason }))).await?;
    if state != row.state {
        record(work, at, "agency.suspended", row.id, json!({ "name": row.name })).await?;
    }
    Ok(())
}

async fn write(
    work: &mut Work,
    id: Uuid,
    state: AgencyState,
    failed: Option<&str>,
    at: DateTime<Utc>,
    nothing_owed: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE agency
        SET state = $2, check_failed = $3, checked_at = $4, corrected_at = NULL,
            owed_due_at = CASE WHEN $5 THEN NULL ELSE owed_due_at END,
            owed_days = CASE WHEN $5 THEN NULL ELSE owed_days END,
            owed_missing_year = CASE WHEN $5 THEN NULL ELSE owed_missing_year END,
            owed_provisional_years = CASE WHEN $5 THEN '{}' ELSE owed_provisional_years END
        WHERE id = $1",
        id,
        state.code(),
        failed,
        at,
        nothing_owed,
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The reason is the agency's business: it is kept beside the public record.
async fn tell(
    work: &mut Work,
    at: DateTime<Utc>,
    id: Uuid,
    kind: &'static str,
    public: serde_json::Value,
    private: Option<serde_json::Value>,
) -> Result<(), Problem> {
    let subject = Subject { kind: "agency", id };
    let audience = if private.is_some() { Audience::Parties } else { Audience::Public };
    work.record(at, Entry { kind, subject, about: vec![], audience, public, private }).await?;
    Ok(())
}

/// Records the operator's form check of an entry.
#[utoipa::path(post, path = "/api/v1/agencies/{id}/check", tag = "registry", operation_id = "check_agency",
    params(("id" = Uuid, Path, description = "The agency")),
    request_body = FormCheck, responses((status = 200, body = Agency), Problem))]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<FormCheck>,
) -> Result<Json<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = check(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(agency))
}
