//! POST /api/v1/notices/{id}/withdraw: the client takes an open notice back, with a public reason, before the deadline.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::reason::Reason;
use super::view::Notice;
use super::{draft, read};
use crate::core::state::RoundEvent;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::late;
use crate::procurement::rounds::{self, Move};

/// Takes a published notice of the acting client back. Whoever signed up is told.
///
/// # Errors
/// 403, 404; 409 in another state or once the deadline has come; 422 without a reason.
pub async fn withdraw(work: &mut Work, id: Uuid, command: &Reason) -> Result<Notice, Problem> {
    let mut round = draft::lock_own(work, id).await?;
    round.state.apply(RoundEvent::Withdraw)?;
    let reason = command.text()?;
    let at = work.now().await?;
    if let Some(deadline) = round.signup_deadline.filter(|deadline| at >= *deadline) {
        return Err(late(at, deadline));
    }
    round.end_reason = Some(reason.clone());
    // Not about the entrants: they were never opened, and the entry is public. The inbox knows them from their sign-ups.
    let step = Move::public(RoundEvent::Withdraw, "notice.withdrawn", json!({ "reason": reason }));
    rounds::advance(work, &mut round, at, step).await?;
    read::seen(work, id, at).await
}

/// The client takes an open notice back.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/withdraw", tag = "notices", params(("id" = Uuid, Path)), request_body = Reason,
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Reason>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    let notice = withdraw(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(notice))
}
