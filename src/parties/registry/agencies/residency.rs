//! Residency in the physical store (实体店): the operator gives an agency a counter, or takes it back.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Agency;
use super::{changed, record, store};
use crate::core::role::Role;
use crate::parties::fields::Fields;
use crate::parties::registry::profile::{self, no_organisation};
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};

/// The counter in the store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Residency {
    /// Name of the counter, 1 to 20 characters; null ends the residency.
    pub counter: Option<String>,
}

/// Sets or ends the residency of an agency.
///
/// # Errors
/// 401, 403 for anybody but an operator, 404, 422.
pub async fn set(work: &mut Work, id: Uuid, command: &Residency) -> Result<Agency, Problem> {
    work.actor().require(&[Role::Operator])?;
    profile::lock(work, id, Role::Agency).await?;
    store::agency(work.db(), id).await?.ok_or_else(|| no_organisation(Role::Agency))?;
    let mut fields = Fields::default();
    let counter = command.counter.as_deref().map(|counter| fields.name("/counter", counter, 1, 20));
    fields.finish()?;
    let at = work.now().await?;
    sqlx::query!("UPDATE agency SET resident_counter = $2 WHERE id = $1", id, counter).execute(work.db()).await?;
    let kind = if counter.is_some() { "agency.residency_begun" } else { "agency.residency_ended" };
    record(work, at, kind, id, json!({ "counter": counter })).await?;
    changed(work, id).await
}

/// Gives an agency a counter in the physical store, or takes it back.
#[utoipa::path(put, path = "/api/v1/agencies/{id}/residency", tag = "registry", operation_id = "set_residency",
    params(("id" = Uuid, Path, description = "The agency")),
    request_body = Residency, responses((status = 200, body = Agency), Problem))]
pub async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Residency>,
) -> Result<Json<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = set(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(agency))
}
