//! GET /api/v1/witness: what a witness sees on its page.

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::invited::{Invited, no_invitation};
use super::store::{self, Holder};
use super::view::{SplitView, SplitWitness, WitnessPage, WitnessStage};
use crate::core::state::RoundState;
use crate::platform::web::{Instant, Problem};
use crate::platform::{Actor, App, Work};
use crate::procurement::rounds::{self, Round};

/// The page of the witness with this number.
///
/// # Errors
/// 404 where there is no such witness.
pub(super) async fn page(work: &mut Work, round: &Round, number: u8) -> Result<WitnessPage, Problem> {
    let holders = store::of_round(work.db(), round.id).await?;
    let own = holders.iter().find(|it| it.number == i32::from(number)).ok_or_else(no_invitation)?;
    let threshold = round.witness_threshold.unwrap_or_default();
    let wrong = round.awaits_shares() && are_wrong(&holders, threshold);
    let stage = stage(round, own, wrong);
    let opens = matches!(stage, WitnessStage::Open | WitnessStage::Given);
    Ok(WitnessPage {
        notice_id: round.notice_id,
        code: round.code().map(|code| code.to_string()),
        project_name: round.project_name.clone(),
        state: round.state,
        number: own.number,
        name: own.name.clone(),
        stage,
        wrong,
        public_key: own.public_key.as_deref().map(hex::encode),
        sealed_share: own.sealed_share.as_deref().filter(|_| opens).map(|sealed| STANDARD.encode(sealed)),
        signup_deadline: round.signup_deadline.map(Instant),
        split: SplitView {
            threshold,
            secret_hash: round.seal_secret_hash.as_deref().map(hex::encode),
            until: round.shares_until.map(Instant),
            complete_at: round.shares_at.map(Instant),
            witnesses: holders.iter().map(shown).collect(),
        },
    })
}

/// Enough shares were given, and they do not come together.
pub(super) fn are_wrong(holders: &[Holder], threshold: i32) -> bool {
    let given = holders.iter().filter(|it| it.share.is_some()).count();
    usize::try_from(threshold).is_ok_and(|threshold| given >= threshold)
}

fn stage(round: &Round, own: &Holder, wrong: bool) -> WitnessStage {
    match round.state {
        state if state.is_editable() && own.public_key.is_none() => WitnessStage::Register,
        state if state.is_editable() => WitnessStage::Wait,
        RoundState::InReview | RoundState::Published => WitnessStage::Wait,
        _ if round.shares_at.is_some() => WitnessStage::Complete,
        _ if !round.awaits_shares() => WitnessStage::Over,
        _ if own.share.is_some() && !wrong => WitnessStage::Given,
        _ => WitnessStage::Open,
    }
}

fn shown(it: &Holder) -> SplitWitness {
    SplitWitness {
        number: it.number,
        name: it.name.clone(),
        invited: true,
        public_key: it.public_key.as_deref().map(hex::encode),
        given_at: it.given_at.map(Instant),
    }
}

/// What a witness sees on its page, by the secret part of its link.
#[utoipa::path(
    get, path = "/api/v1/witness", tag = "witnesses",
    params(("Witness-Token" = String, Header, description = "What stands behind # in its link")),
    responses((status = 200, body = WitnessPage), Problem)
)]
pub(super) async fn get(State(app): State<App>, invited: Invited) -> Result<Json<WitnessPage>, Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    let (round_id, number) = store::of_token(work.db(), &invited.0).await?.ok_or_else(no_invitation)?;
    let number = u8::try_from(number).map_err(|error| Problem::internal(&error))?;
    let round = rounds::share_by_id(&mut work, round_id).await?;
    Ok(Json(page(&mut work, &round, number).await?))
}
