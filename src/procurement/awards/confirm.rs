//! The winner confirms, and the contract is drafted in the same transaction.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::effect::no_award;
use super::model::{Award, AwardView};
use super::read::read;
use super::store;
use crate::core::calendar::Unsettled;
use crate::core::role::Role;
use crate::core::state::RoundState;
use crate::platform::actor::not_yours;
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::contracts;
use crate::procurement::late::late;
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::{Round, lock_by_id, note};
use crate::say;

/// Confirms an award in effect. Exactly at `confirm_by` is late.
///
/// # Errors
/// 403 for anybody but the winner; 409 while the award is not in effect, after an answer, and when the time is over.
pub async fn confirm(work: &mut Work, award_id: Uuid) -> Result<(), Problem> {
    let (mut round, mut award, winner) = lock_for_winner(work, award_id).await?;
    let at = work.now().await?;
    answerable(&round, &award, at)?;
    award.confirmed_at = Some(at);
    store::write(work.db(), &award).await?;
    round.confirm_by = None;
    round.hold(Unsettled::default());
    note(work, &mut round, at, "award.confirmed", [award.id, award.agency_id], award.public(&winner).into()).await?;
    contracts::draft(work, at, award.id).await?;
    Ok(())
}

/// Locks the round of an award for its winner.
///
/// # Errors
/// 401, 403 and 404.
pub async fn lock_for_winner(work: &mut Work, award_id: Uuid) -> Result<(Round, Award, OrganisationRef), Problem> {
    let agency = work.actor().organisation(Role::Agency)?;
    let round_id = store::round_of(work.db(), award_id).await?.ok_or_else(no_award)?;
    let round = lock_by_id(work, round_id).await?;
    let (award, winner) = store::of_round(work.db(), round_id).await?.ok_or_else(no_award)?;
    if award.agency_id != agency {
        return Err(not_yours());
    }
    if award.id != award_id {
        // It was out, and a later award of the round is the agency's as well: never, a round ranks everybody once.
        return Err(no_award());
    }
    Ok((round, award, winner))
}

/// Whether the winner's answer is awaited at the instant `at`. Exactly at `confirm_by` is late: silence has answered.
///
/// # Errors
/// 409 that says why not.
pub fn answerable(round: &Round, award: &Award, at: DateTime<Utc>) -> Result<(), Problem> {
    if award.confirmed_at.is_some() {
        return Err(Problem::conflict(
            "already_confirmed",
            say!("您已确认中选，合同草案已生成", "you have confirmed; the contract is drafted"),
        ));
    }
    if round.state != RoundState::Awarded {
        let (zh, en) = (round.state.zh(), round.state.en());
        let text = say!(
            "当前状态为「{zh}」，须在「已中选」时确认或放弃",
            "it is “{en}”; an award is confirmed or declined while it is “awarded”"
        );
        return Err(Problem::conflict("illegal_transition", text)
            .with("state", round.state.code().into())
            .with("to", RoundState::Awarded.code().into()));
    }
    match award.confirm_by {
        Some(confirm_by) if at >= confirm_by => Err(late(at, confirm_by)),
        _ => Ok(()),
    }
}

/// The winner confirms; the contract is drafted.
#[utoipa::path(
    post, path = "/api/v1/awards/{id}/confirm", tag = "awards", operation_id = "confirm_award", params(("id" = Uuid, Path)),
    responses((status = 200, body = AwardView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<AwardView>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    confirm(&mut work, id).await?;
    let view = read(work.db(), id, &actor).await?;
    work.commit().await?;
    Ok(Json(view))
}
