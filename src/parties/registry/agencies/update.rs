//! An agency changes its own profile.

use axum::extract::State;
use uuid::Uuid;

use super::model::Agency;
use super::{record_own, view};
use crate::core::role::Role;
use crate::parties::registry::profile::{self, ProfileChange};
use crate::platform::web::{Body, IfMatch, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};

/// Changes the profile of an agency.
///
/// # Errors
/// 401, 403, 404, 412, 422, 428.
pub async fn update(work: &mut Work, id: Uuid, seen: IfMatch, change: ProfileChange) -> Result<Agency, Problem> {
    if let Some(changed) = profile::change(work, id, Role::Agency, seen, change).await? {
        let at = work.now().await?;
        record_own(work, at, "agency.changed", id, changed.into()).await?;
    }
    view(work, id).await
}

/// Changes the agency's own profile. What is not sent stays.
#[utoipa::path(patch, path = "/api/v1/agencies/{id}", tag = "registry", operation_id = "update_agency",
    params(("id" = Uuid, Path, description = "The agency"), ("If-Match" = String, Header, description = "Version seen")),
    request_body = ProfileChange, responses((status = 200, body = Agency), Problem))]
pub async fn patch(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Body(change, _): Body<ProfileChange>,
) -> Result<Versioned<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = update(&mut work, id, seen, change).await?;
    work.commit().await?;
    Ok(Versioned(agency.version, agency))
}
