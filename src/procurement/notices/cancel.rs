//! POST /api/v1/notices/{id}/cancel: the client gives a notice up that failed, or that is not published yet.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::reason::Reason;
use super::view::Notice;
use super::{draft, entrants, read};
use crate::core::state::RoundEvent;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, Move, Round};

/// Gives up a notice of the acting client: one that failed, or one that is a draft or was sent back. Whoever signed up for the failed
/// round is told. Only a notice that was never public goes without a reason.
///
/// # Errors
/// 403, 404; 409 in another state; 422 without a reason.
pub async fn cancel(work: &mut Work, id: Uuid, command: &Reason) -> Result<Notice, Problem> {
    let mut round = draft::lock_own(work, id).await?;
    round.state.apply(RoundEvent::Cancel)?;
    let at = work.now().await?;
    if round.is_public() {
        give_up(work, &mut round, command.text()?, at).await?;
    } else if round.number == 1 {
        let reason = command.if_any()?;
        drop_draft(work, &mut round, reason, at).await?;
    } else {
        let reason = command.text()?;
        drop_draft(work, &mut round, Some(reason.clone()), at).await?;
        // What everybody sees of the notice is its last published round, which failed and now has no successor.
        let mut failed = rounds::lock_number(work, round.notice_id, round.number - 1).await?;
        give_up(work, &mut failed, reason, at).await?;
    }
    read::seen(work, id, at).await
}

async fn give_up(work: &mut Work, round: &mut Round, reason: String, at: DateTime<Utc>) -> Result<(), Problem> {
    let failed_for = round.end_reason.replace(reason.clone());
    let told = entrants::agencies(work.db(), round.id).await?;
    let public = json!({ "reason": reason, "failed_for": failed_for });
    let step = Move::public(RoundEvent::Cancel, "round.cancelled", public).about(told);
    rounds::advance(work, round, at, step).await?;
    Ok(())
}

/// A round that nobody but its client and the operator has seen ends between them.
async fn drop_draft(
    work: &mut Work,
    round: &mut Round,
    reason: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let public = json!({ "reason": reason });
    round.end_reason = reason;
    let step = Move::public(RoundEvent::Cancel, "notice.dropped", public).for_parties();
    rounds::advance(work, round, at, step).await?;
    Ok(())
}

/// The client gives up a notice that failed, is a draft or was sent back.
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
