//! Agencies (中介机构): the public register and what an agency, or the operator, changes of it.

mod check;
mod list;
mod model;
mod offering;
mod practitioners;
mod qualifications;
mod read;
mod recount;
mod residency;
mod services;
mod store;
mod update;

pub use check::{FormCheck, check};
pub use list::{AgencyFilter, list};
pub use model::{Agency, AgencyQualification, AgencyRow, AgencyService, Practitioner};
pub use offering::{Closed, Offer, offering};
pub use qualifications::{NewQualification, add as add_qualification};
pub use read::read;
pub use recount::recount_due;
pub use residency::{Residency, set as set_residency};

use crate::platform::App;
use crate::platform::web::{Instant, Problem};
use crate::platform::{Actor, Work};
use chrono::{DateTime, Utc};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::profile;
use crate::core::role::Role;
use crate::platform::journal::{Audience, Entry, Subject};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::get))
        .routes(routes!(read::get, update::patch))
        .routes(routes!(services::put))
        .routes(routes!(qualifications::post))
        .routes(routes!(qualifications::delete))
        .routes(routes!(practitioners::post))
        .routes(routes!(practitioners::delete))
        .routes(routes!(check::post))
        .routes(routes!(residency::put))
}

/// The agency's own people lock it to change it.
///
/// # Errors
/// 401, 403, 404.
async fn lock_own(work: &mut Work, id: Uuid) -> Result<profile::Locked, Problem> {
    profile::require_own(work.actor(), id, Role::Agency)?;
    profile::lock(work, id, Role::Agency).await
}

/// Writes a public entry about an agency.
async fn record(
    work: &mut Work,
    at: DateTime<Utc>,
    kind: &'static str,
    id: Uuid,
    public: Value,
) -> Result<(), Problem> {
    let subject = Subject { kind: "agency", id };
    work.record(at, Entry { kind, subject, about: vec![], audience: Audience::Public, public, private: None }).await?;
    Ok(())
}

/// Writes a public entry about what an agency has changed of itself. If its form check has failed, the corrected entry waits for the
/// next check from here on.
async fn record_own(
    work: &mut Work,
    at: DateTime<Utc>,
    kind: &'static str,
    id: Uuid,
    public: Value,
) -> Result<(), Problem> {
    store::note_correction(work.db(), id, at).await?;
    record(work, at, kind, id, public).await
}

/// Ends a change of the agency's lists: the version moves on, and the agency is read as it now stands.
async fn changed(work: &mut Work, id: Uuid) -> Result<Agency, Problem> {
    profile::bump(work.db(), id).await?;
    view(work, id).await
}

async fn view(work: &mut Work, id: Uuid) -> Result<Agency, Problem> {
    let actor: Actor = work.actor().clone();
    let (vault, now) = (work.vault().clone(), work.now().await?);
    read(work.db(), &vault, now, id, &actor).await
}

fn instant(at: Option<DateTime<Utc>>) -> Option<Instant> {
    at.map(Instant::from)
}
