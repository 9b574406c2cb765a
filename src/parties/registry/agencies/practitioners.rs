//! Registered practitioners (执业人员): added and removed by the agency itself.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Agency;
use super::{changed, lock_own, record_own, store};
use crate::core::text;
use crate::parties::fields::Fields;
use crate::platform::web::{Body, Created, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Practitioners that one agency may register.
const MOST: usize = 2_000;

/// A practitioner to register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPractitioner {
    /// 1 to 50 characters.
    pub name: String,
    /// Which certificate: 注册造价工程师. At most 100 characters.
    pub certificate: String,
    /// Registration number. At most 100 characters.
    #[serde(default)]
    pub reg_no: Option<String>,
}

/// Registers a practitioner.
///
/// # Errors
/// 401, 403, 404, 422.
pub async fn add(work: &mut Work, id: Uuid, command: &NewPractitioner) -> Result<Agency, Problem> {
    lock_own(work, id).await?;
    let at = work.now().await?;
    let mut fields = Fields::default();
    let name = fields.name("/name", &command.name, 1, 50);
    let certificate = fields.name("/certificate", &command.certificate, 1, 100);
    let reg_no = fields.line("/reg_no", &text::line(command.reg_no.as_deref().unwrap_or_default()), 100);
    let known = store::practitioners(work.db(), id).await?;
    if known.iter().any(|it| it.name == name && it.certificate == certificate && it.reg_no == reg_no) {
        fields.refuse("/name", "duplicate", say!("此人的这项资格已登记", "this certificate of this person is on file"));
    }
    if known.len() >= MOST {
        fields.refuse("/name", "too_many", say!("最多登记 {MOST} 人", "at most {MOST} practitioners"));
    }
    fields.finish()?;
    let practitioner_id = work.id(at);
    sqlx::query!(
        "INSERT INTO practitioner (id, agency_id, name, certificate, reg_no)
        VALUES ($1, $2, $3, $4, $5)",
        practitioner_id,
        id,
        name,
        certificate,
        reg_no,
    )
    .execute(work.db())
    .await?;
    // A person's name is not for an append-only record.
    let public = json!({ "practitioner_id": practitioner_id, "certificate": certificate });
    record_own(work, at, "agency.practitioner_added", id, public).await?;
    changed(work, id).await
}

/// Takes a practitioner off the list.
///
/// # Errors
/// 401, 403, 404.
pub async fn remove(work: &mut Work, id: Uuid, practitioner_id: Uuid) -> Result<Agency, Problem> {
    lock_own(work, id).await?;
    let at = work.now().await?;
    let removed = sqlx::query_scalar!(
        "UPDATE practitioner
        SET removed_at = $3
        WHERE id = $1 AND agency_id = $2 AND removed_at IS NULL
        RETURNING certificate",
        practitioner_id,
        id,
        at,
    )
    .fetch_optional(work.db())
    .await?;
    let certificate = removed.ok_or_else(|| {
        Problem::not_found(say!("没有这名执业人员，可能已删除", "there is no such practitioner; removed already?"))
    })?;
    let public = json!({ "practitioner_id": practitioner_id, "certificate": certificate });
    record_own(work, at, "agency.practitioner_removed", id, public).await?;
    changed(work, id).await
}

/// Registers a practitioner.
#[utoipa::path(post, path = "/api/v1/agencies/{id}/practitioners", tag = "registry", operation_id = "add_practitioner",
    params(("id" = Uuid, Path, description = "The agency")),
    request_body = NewPractitioner, responses((status = 201, body = Agency), Problem))]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<NewPractitioner>,
) -> Result<Created<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let agency = add(&mut work, id, &command).await?;
    once.commit(work, Created(agency)).await
}

/// Takes a practitioner off the list.
#[utoipa::path(delete, path = "/api/v1/agencies/{id}/practitioners/{practitioner_id}", tag = "registry",
    operation_id = "remove_practitioner",
    params(("id" = Uuid, Path, description = "The agency"), ("practitioner_id" = Uuid, Path, description = "The person")),
    responses((status = 200, body = Agency), Problem))]
pub async fn delete(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, practitioner_id)): Path<(Uuid, Uuid)>,
) -> Result<Json<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = remove(&mut work, id, practitioner_id).await?;
    work.commit().await?;
    Ok(Json(agency))
}
