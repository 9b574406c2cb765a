//! POST /api/v1/notices/{id}/submit: the client hands the draft in; where review is off, it is published at once.

use axum::Json;
use axum::extract::State;
use uuid::Uuid;

use super::view::Notice;
use super::{draft, publish, read, store};
use crate::core::state::RoundEvent;
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work, settings};
use crate::procurement::rounds::{self, Move, Round};

/// Hands in a draft of the acting client.
///
/// # Errors
/// 403, 404; 409 in another state; 422 with everything that is missing or wrong.
pub async fn submit(work: &mut Work, id: Uuid) -> Result<Notice, Problem> {
    let mut round = draft::lock_own(work, id).await?;
    hand_in(work, &mut round).await?;
    let at = work.now().await?;
    read::seen(work, id, at).await
}

/// Hands in a locked round: to the operator, or to the public where no review is asked for.
pub(super) async fn hand_in(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let review = settings::in_force(work.db(), &round.division_code).await?.notice_review;
    if !review {
        publish::make_public(work, round).await?;
        return Ok(());
    }
    round.state.apply(RoundEvent::Submit)?;
    let at = work.now().await?;
    let content = store::read_content(work.db(), round.id).await?;
    let problems = draft::problems(work, round, &content, at).await?;
    if !problems.is_empty() {
        return Err(Problem::invalid(problems));
    }
    round.submitted_at = Some(at);
    let step = Move::public(RoundEvent::Submit, "notice.submitted", serde_json::json!({})).for_parties();
    rounds::advance(work, round, at, step).await?;
    Ok(())
}

/// Hands in a draft; it must be complete.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/submit", tag = "notices", params(("id" = Uuid, Path)),
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    let notice = submit(&mut work, id).await?;
    work.commit().await?;
    Ok(Json(notice))
}
