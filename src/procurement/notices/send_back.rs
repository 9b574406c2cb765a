//! POST /api/v1/notices/{id}/return: the operator sends a notice back with a reason.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::read;
use super::reason::Reason;
use super::view::Notice;
use crate::core::role::Role;
use crate::core::state::RoundEvent;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, Move};

/// Sends a notice in review back to its client.
///
/// # Errors
/// 403 for others than the operator, 404; 409 in another state; 422 without a reason.
pub async fn send_back(work: &mut Work, id: Uuid, command: &Reason) -> Result<Notice, Problem> {
    work.actor().require(&[Role::Operator])?;
    let mut round = rounds::lock_current(work, id).await?;
    round.state.apply(RoundEvent::Return)?;
    let reason = command.text()?;
    let at = work.now().await?;
    round.return_reason = Some(reason.clone());
    let step = Move::public(RoundEvent::Return, "notice.returned", json!({ "reason": reason })).for_parties();
    rounds::advance(work, &mut round, at, step).await?;
    read::seen(work, id, at).await
}

/// The operator sends a notice back.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/return", tag = "notices", params(("id" = Uuid, Path)), request_body = Reason,
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Reason>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    let notice = send_back(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(notice))
}
