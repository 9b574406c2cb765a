//! A client changes its own profile.

use axum::extract::State;
use uuid::Uuid;

use super::model::Client;
use super::read;
use crate::core::role::Role;
use crate::parties::registry::profile::{self, ProfileChange};
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, IfMatch, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};

/// Changes the profile of a client.
///
/// # Errors
/// 401, 403, 404, 412, 422, 428.
pub async fn update(work: &mut Work, id: Uuid, seen: IfMatch, change: ProfileChange) -> Result<Client, Problem> {
    if let Some(changed) = profile::change(work, id, Role::Client, seen, change).await? {
        let at = work.now().await?;
        let subject = Subject { kind: "client", id };
        let (audience, public) = (Audience::Public, changed.into());
        let entry = Entry { kind: "client.changed", subject, about: vec![], audience, public, private: None };
        work.record(at, entry).await?;
    }
    let (vault, viewer) = (work.vault().clone(), work.actor().clone());
    read(work.db(), &vault, id, &viewer).await
}

/// Changes the client's own profile. What is not sent stays.
#[utoipa::path(patch, path = "/api/v1/clients/{id}", tag = "registry", operation_id = "update_client",
    params(("id" = Uuid, Path, description = "The client"), ("If-Match" = String, Header, description = "Version seen")),
    request_body = ProfileChange, responses((status = 200, body = Client), Problem))]
pub async fn patch(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Body(change, _): Body<ProfileChange>,
) -> Result<Versioned<Client>, Problem> {
    let mut work = app.begin(actor).await?;
    let client = update(&mut work, id, seen, change).await?;
    work.commit().await?;
    Ok(Versioned(client.version, client))
}
