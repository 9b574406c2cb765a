//! POST /api/v1/awards/{id}/decline: the winner declines. The award leaves the ledger; where the method ranks, the next one follows, else the
//! round fails, after which the client may announce it again.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::conclude::conclude;
use crate::core::calendar::Unsettled;
use crate::core::state::RoundEvent;
use crate::core::text;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::awards::{self, Award, AwardView, answerable, lock_for_winner};
use crate::procurement::ledger;
use crate::procurement::notices::{OrganisationRef, public_text};
use crate::procurement::rounds::{Move, Round, advance, note};
use crate::say;

/// Characters of a reason that says something.
const REASON: std::ops::RangeInclusive<usize> = 2..=500;

/// Why the winner declines.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineAward {
    /// 2 to 500 characters; public.
    pub reason: String,
}

/// Declines an award in effect.
///
/// # Errors
/// 403 for anybody but the winner; 409 while the award is not in effect, after an answer, and when the time is over; 422 for the reason.
pub async fn decline(work: &mut Work, award_id: Uuid, command: &DeclineAward) -> Result<(), Problem> {
    let (mut round, award, winner) = lock_for_winner(work, award_id).await?;
    let at = work.now().await?;
    answerable(&round, &award, at)?;
    let reason = text::title(&command.reason);
    if !REASON.contains(&reason.chars().count()) {
        return Err(Problem::field(
            "/reason",
            "length",
            say!("请写明放弃原因，2 到 500 字", "say why, in 2 to 500 characters"),
        ));
    }
    public_text("/reason", &reason).map_err(|error| Problem::invalid(vec![error]))?;
    fall(work, &mut round, award, &winner, at, Some(reason)).await
}

/// The winner is out, by its word (`reason`) or by silence: reverses the ledger entry, and the next-ranked follows or the round fails.
pub(super) async fn fall(
    work: &mut Work,
    round: &mut Round,
    mut award: Award,
    winner: &OrganisationRef,
    at: DateTime<Utc>,
    reason: Option<String>,
) -> Result<(), Problem> {
    award.declined_at = Some(at);
    award.decline_reason.clone_from(&reason);
    awards::write(work.db(), &award).await?;
    round.confirm_by = None;
    round.hold(Unsettled::default());
    let (kind, code, why) = match &reason {
        Some(said) => ("award.declined", "award_declined", say!("中选机构放弃：{said}", "the winner declined: {said}")),
        None => ("award.lapsed", "award_lapsed", say!("中选机构未在期限内确认", "the winner did not confirm in time")),
    };
    let mut public = award.public(winner);
    let reasons = [("reason", why.zh.as_str()), ("reason_en", why.en.as_str()), ("reason_code", code)];
    public.extend(reasons.map(|(key, text)| (key.to_owned(), json!(text))));
    ledger::reverse_award(work, at, &award.money(&round.division_code)).await?;
    let mut about = awards::entrants(work.db(), round.id).await?;
    about.push(award.id);
    if round.method.ranks() {
        note(work, round, at, kind, about, Value::Object(public)).await?;
        return conclude(work, round, at).await;
    }
    round.end_reason = Some(why.zh);
    advance(work, round, at, Move::public(RoundEvent::Decline, kind, Value::Object(public)).about(about)).await?;
    Ok(())
}

/// The winner declines; the next-ranked follows, or the round fails.
#[utoipa::path(
    post, path = "/api/v1/awards/{id}/decline", tag = "awards", operation_id = "decline_award", params(("id" = Uuid, Path)),
    request_body = DeclineAward, responses((status = 200, body = AwardView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<DeclineAward>,
) -> Result<Json<AwardView>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    decline(&mut work, id, &command).await?;
    let view = awards::read(work.db(), id, &actor).await?;
    work.commit().await?;
    Ok(Json(view))
}
