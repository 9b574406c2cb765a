//! `POST /api/v1/inbox/{id}/read`, `POST /api/v1/inbox/read-all`.

use axum::extract::State;
use axum::{Extension, Json};
use uuid::Uuid;

use super::model::Unread;
use super::store;
use super::streams::Streams;
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Marks a message as read; a second time changes nothing.
///
/// # Errors
/// 404 for a message of somebody else.
pub async fn read(work: &mut Work, id: Uuid) -> Result<Unread, Problem> {
    let membership_id = work.actor().member()?.membership_id;
    let at = work.now().await?;
    if store::mark(work.db(), membership_id, Some(id), at).await? == 0 {
        return Err(Problem::not_found(say!("没有这条消息。", "There is no such message.")));
    }
    Ok(Unread { unread: store::unread(work.db(), membership_id).await? })
}

/// Marks every message as read.
///
/// # Errors
/// When the database cannot be reached.
pub async fn read_all(work: &mut Work) -> Result<Unread, Problem> {
    let membership_id = work.actor().member()?.membership_id;
    let at = work.now().await?;
    store::mark(work.db(), membership_id, None, at).await?;
    Ok(Unread { unread: store::unread(work.db(), membership_id).await? })
}

/// Marks a message as read.
#[utoipa::path(post, path = "/api/v1/inbox/{id}/read", operation_id = "read_message", tag = "inbox", params(("id" = Uuid, Path)),
    responses((status = 200, body = Unread), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Extension(streams): Extension<Streams>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Unread>, Problem> {
    let membership_id = actor.member()?.membership_id;
    let mut work = app.begin(actor).await?;
    let unread = read(&mut work, id).await?;
    work.commit().await?;
    streams.ring(&[membership_id]);
    Ok(Json(unread))
}

/// Marks every message as read.
#[utoipa::path(post, path = "/api/v1/inbox/read-all", operation_id = "read_all_messages", tag = "inbox", responses((status = 200, body = Unread), Problem))]
pub(super) async fn post_all(
    State(app): State<App>,
    Extension(streams): Extension<Streams>,
    Signed(actor): Signed,
) -> Result<Json<Unread>, Problem> {
    let membership_id = actor.member()?.membership_id;
    let mut work = app.begin(actor).await?;
    let unread = read_all(&mut work).await?;
    work.commit().await?;
    streams.ring(&[membership_id]);
    Ok(Json(unread))
}
