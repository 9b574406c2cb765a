//! An agency says which services of the catalogue it offers.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Agency;
use super::{changed, lock_own, record_own, store};
use crate::parties::fields::Fields;
use crate::parties::registry::entry::check_items;
use crate::platform::web::{Body, IfMatch, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::say;

/// The whole list as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Services {
    pub services: Vec<ServiceForm>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceForm {
    /// Code of a catalog item.
    pub code: String,
    /// At most 200 characters.
    #[serde(default)]
    pub price_note: Option<String>,
    /// Promised working days, 1 to 3650.
    #[serde(default)]
    pub days: Option<i32>,
}

/// Replaces the services of an agency. A service that a form check has closed stays closed and on the list, so that
/// taking it off and putting it back does not open it.
///
/// # Errors
/// 401, 403, 404, 412 when a version is named, 422.
pub async fn set(work: &mut Work, id: Uuid, seen: IfMatch, command: &Services) -> Result<Agency, Problem> {
    let locked = lock_own(work, id).await?;
    if seen.0.is_some() {
        seen.check(locked.version)?;
    }
    let mut fields = Fields::default();
    let codes: Vec<String> = command.services.iter().map(|it| it.code.clone()).collect();
    check_items(work.db(), &mut fields, "/services", &codes).await?;
    let mut notes = Vec::with_capacity(codes.len());
    for (index, service) in command.services.iter().enumerate() {
        let pointer = format!("/services/{index}/price_note");
        notes.push(fields.line(&pointer, service.price_note.as_deref().unwrap_or_default(), 200));
        if service.days.is_some_and(|days| !(1..=3650).contains(&days)) {
            let text = say!("承诺工作日应在 1 到 3650 之间", "promised working days are 1 to 3650");
            fields.refuse(format!("/services/{index}/days"), "range", text);
        }
    }
    let before = store::services(work.db(), id).await?;
    for closed in before.iter().filter(|it| it.closed_reason.is_some() && !codes.contains(&it.code)) {
        let (code, name) = (&closed.code, &closed.name);
        let text = say!(
            "「{name}」（{code}）因核对未通过而关闭，核对通过前不能移除",
            "{name} ({code}) was closed by a failed form check and cannot be taken off the list until one passes"
        );
        fields.refuse("/services", "closed", text);
    }
    fields.finish()?;
    let before: Vec<String> = before.into_iter().map(|it| it.code).collect();
    let days: Vec<Option<i32>> = command.services.iter().map(|it| it.days).collect();
    store::replace_services(work.db(), id, &codes, &notes, &days).await?;
    let added: Vec<&String> = codes.iter().filter(|code| !before.contains(code)).collect();
    let removed: Vec<&String> = before.iter().filter(|code| !codes.contains(code)).collect();
    if added.is_empty() && removed.is_empty() {
        // Prices and days are the agency's own notes; only the list itself is history.
        return changed(work, id).await;
    }
    let at = work.now().await?;
    let public = json!({ "added": added, "removed": removed, "services": codes });
    record_own(work, at, "agency.services_changed", id, public).await?;
    changed(work, id).await
}

/// Replaces the list of services.
#[utoipa::path(put, path = "/api/v1/agencies/{id}/services", tag = "registry", operation_id = "set_agency_services",
    params(("id" = Uuid, Path, description = "The agency")),
    request_body = Services, responses((status = 200, body = Agency), Problem))]
pub async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Body(command, _): Body<Services>,
) -> Result<Versioned<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = set(&mut work, id, seen, &command).await?;
    work.commit().await?;
    Ok(Versioned(agency.version, agency))
}
