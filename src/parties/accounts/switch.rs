//! Acting in another of one's memberships.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::login::choose;
use super::model::Session;
use super::session::{self, Holder};
use super::store;
use crate::platform::App;
use crate::platform::clock::machine_time;
use crate::platform::web::{Body, Problem, Signed};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    pub membership_id: Uuid,
}

/// Switches the session to another membership of the same person.
#[utoipa::path(post, path = "/api/v1/sessions/switch", tag = "accounts", operation_id = "switch_membership",
    request_body = Switch, responses((status = 200, body = Session), Problem))]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(command, _): Body<Switch>,
) -> Result<Json<Session>, Problem> {
    let member = actor.member()?.clone();
    let mut work = app.begin(actor).await?;
    let locked = store::lock_session(work.db(), member.session_id).await?;
    let alive = locked.is_some_and(|it| it.ended_at.is_none() && it.expires_at > machine_time());
    if !alive {
        return Err(session::ended());
    }
    let memberships = store::memberships(work.db(), member.person_id).await?;
    let holder = Holder::of(member.person_id, choose(&memberships, Some(command.membership_id))?);
    store::set_membership(work.db(), member.session_id, holder.membership_id).await?;
    let view = session::view(&app, work.db(), &holder.member(member.session_id)).await?;
    work.commit().await?;
    Ok(Json(view))
}
