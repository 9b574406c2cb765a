//! POST /api/v1/notices/{id}/cancel: the client gives a failed notice up.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::reason::Reason;
use super::view::Notice;
use super::{draft, entrants, read};
use crate::core::state::RoundEvent;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, Move};

/// Gives up a failed notice of the acting client. Whoever signed up is told.
///
/// # Errors
/// 403, 404; 409 in another state; 422 without a reason.
pub async fn cancel(work: &mut Work, id: Uuid, command: &Reason) -> Result<Notice, Problem> {
    let mut round = draft::lock_own(work, id).await?;
    round.state.apply(RoundEvent::Cancel)?;
    let reason = command.text()?;
    let at = work.now().await?;
    let failed_for = round.end_reason.replace(reason.clone());
    let told = entrants::agencies(work.db(), round.id).await?;
    let public = json!({ "reason": reason, "failed_for": failed_for });
    rounds::advance(work, &mut round, at, Move::public(RoundEvent::Cancel, "round.cancelled", public).about(told))
        .await?;
    read::seen(work, id, at).await
}

/// The client gives a failed notice up.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/cancel", tag = "notices", params(("id" = Uuid, Path)), request_body = Reason,
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Reason>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    let notice = cancel(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(notice))
}
