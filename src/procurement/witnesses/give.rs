//! POST /api/v1/witness/share: a witness gives its share after the close. With enough of them the wrapped key is there again.

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::invited::{Invited, no_invitation};
use super::page::{are_wrong, page};
use super::split::threshold;
use super::store::{self, Holder};
use super::view::WitnessPage;
use crate::core::seal::{self, SHARE_BYTES};
use crate::core::state::RoundState;
use crate::platform::web::{Body, Instant, Problem};
use crate::platform::{Actor, App, Work};
use crate::procurement::late;
use crate::procurement::rounds::{self, Round};
use crate::say;

/// A witness's share.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveShare {
    /// Base64 of the 81 bytes that `sealed_share` opens to.
    #[schema(min_length = 108, max_length = 108)]
    pub share: String,
}

/// Takes the share of a witness and, when enough are there, puts them together. Whether a share is right shows only then, by the hash that was
/// published: while those given do not give it, nobody is blamed, each may give its own again, and others may still come.
///
/// # Errors
/// 404 for an unknown link; 409 `early` before the close, `late` once the time for it is over, `share_given` where another share of this witness
/// stands, `shares_complete` where nothing is awaited; 422 for what is no share of this witness.
pub async fn give(work: &mut Work, invited: &Invited, command: &GiveShare) -> Result<WitnessPage, Problem> {
    let (number, mut round) = invited.lock(work).await?;
    let at = work.now().await?;
    awaited(&round, at)?;
    let share = read(command, number)?;
    let holders = store::of_round(work.db(), round.id).await?;
    let own = holders.iter().find(|it| it.number == i32::from(number)).ok_or_else(no_invitation)?;
    let threshold = threshold(&round)?;
    if own.share.as_ref() == Some(&share) {
        return page(work, &round, number).await;
    }
    if own.share.is_some() && !are_wrong(&holders, i32::from(threshold)) {
        return Err(Problem::conflict("share_given", say!("您已提交过份额", "you have given your share already")));
    }
    store::give(work.db(), round.id, number, &share, at).await?;
    let (name, first) = (own.name.clone(), own.share.is_none());
    let shares = with(holders, number, share);
    let combined = round.seal_secret_hash.as_deref().and_then(|hash| seal::combine(&shares, threshold, hash));
    let complete = combined.is_some();
    if let Some(secret) = combined {
        round.seal_secret = Some(secret.to_vec());
        round.shares_at = Some(at);
        store::forget(work.db(), round.id).await?;
    }
    // What is given again says nothing new; so nobody fills the journal with it.
    if first || complete {
        let public = json!({
            "witness": { "number": number, "name": name },
            "given": shares.len(),
            "threshold": threshold,
            "complete": complete,
        });
        rounds::note(work, &mut round, at, "round.share_given", [], public).await?;
    }
    page(work, &round, number).await
}

/// Whether shares may be given in a locked round at this instant. Who is in with what stands fixed and published by then.
fn awaited(round: &Round, at: DateTime<Utc>) -> Result<(), Problem> {
    if round.state.is_editable() || matches!(round.state, RoundState::InReview | RoundState::Published) {
        return Err(early(at, round.signup_deadline));
    }
    if !round.awaits_shares() {
        let text = say!("本轮不再需要提交份额", "no share is awaited in this round any more");
        return Err(Problem::conflict("shares_complete", text));
    }
    round.shares_until.filter(|until| at >= *until).map_or(Ok(()), |until| Err(late(at, until)))
}

fn early(at: DateTime<Utc>, deadline: Option<DateTime<Utc>>) -> Problem {
    let (now, end) = (Instant(at), deadline.map(Instant));
    let text = end.map_or_else(
        || say!("报名尚未截止，截止后才能启封", "sign-up has not closed; it can be opened after that"),
        |end| {
            say!(
                "报名尚未截止：{end} 截止后才能启封，现在 {now}",
                "sign-up has not closed: it can be opened after {end}, now it is {now}"
            )
        },
    );
    Problem::conflict("early", text).with("now", json!(now)).with("deadline", json!(end))
}

fn read(command: &GiveShare, number: u8) -> Result<Vec<u8>, Problem> {
    let bytes =
        if command.share.len() == SHARE_BYTES.div_ceil(3) * 4 { STANDARD.decode(&command.share).ok() } else { None };
    bytes.filter(|it| seal::is_share(it, number)).ok_or_else(|| {
        Problem::field("/share", "format", say!("这不是您的份额", "this is not the share of this witness"))
    })
}

/// All shares there are now.
fn with(holders: Vec<Holder>, number: u8, share: Vec<u8>) -> Vec<Vec<u8>> {
    let others = holders.into_iter().filter(|it| it.number != i32::from(number)).filter_map(|it| it.share);
    others.chain([share]).collect()
}

/// A witness gives its share.
#[utoipa::path(
    post, path = "/api/v1/witness/share", tag = "witnesses", request_body = GiveShare,
    params(("Witness-Token" = String, Header, description = "What stands behind # in its link")),
    responses((status = 200, body = WitnessPage), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    invited: Invited,
    Body(command, _): Body<GiveShare>,
) -> Result<Json<WitnessPage>, Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    let page = give(&mut work, &invited, &command).await?;
    work.commit().await?;
    Ok(Json(page))
}
