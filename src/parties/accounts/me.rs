//! Who am I?

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Membership, PersonView};
use super::{session, store};
use crate::platform::App;
use crate::platform::web::{Problem, Signed};

/// The signed-in person. How many messages are unread, the inbox says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub person: PersonView,
    /// The membership acted in.
    pub membership: Membership,
    pub memberships: Vec<Membership>,
}

/// The signed-in person, and in which membership they act.
#[utoipa::path(get, path = "/api/v1/me", tag = "accounts", operation_id = "me",
    responses((status = 200, body = Me), Problem))]
pub async fn get(State(app): State<App>, Signed(actor): Signed) -> Result<Json<Me>, Problem> {
    let member = actor.member()?;
    let mut conn = app.pool().acquire().await?;
    let person = store::person(&mut conn, member.person_id).await?;
    let memberships = store::memberships(&mut conn, member.person_id).await?;
    let membership = memberships.iter().find(|it| it.id == member.membership_id).cloned().ok_or_else(session::ended)?;
    Ok(Json(Me { person, membership, memberships }))
}
