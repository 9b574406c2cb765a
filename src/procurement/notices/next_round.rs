//! POST /api/v1/notices/{id}/next-round: a failed notice is announced again, with everything carried over that is not changed here.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::content::{Content, NoticeContent};
use super::view::Notice;
use super::{draft, read, relief, store, submit};
use crate::core::beacon::BeaconSource;
use crate::core::method::Method;
use crate::core::money::AmountInput;
use crate::core::selection::QuoteKind;
use crate::core::selection::proposal_merit::Sheet;
use crate::core::state::RoundEvent;
use crate::platform::web::{Body, Created, Instant, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, Move};
use crate::procurement::witnesses;

/// What changes in the next round; all else is carried over, the dates are computed anew.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NextRound {
    /// Working days of sign-up; the least that the rules allow for a further round unless said.
    pub signup_days: Option<i32>,
    /// Or a chosen end of sign-up.
    pub signup_deadline: Option<Instant>,
    /// When a draw takes place.
    pub select_time: Option<Instant>,
    /// Another method.
    pub method: Option<Method>,
    /// Another fee.
    #[schema(value_type = Option<AmountInput>)]
    pub amount_fen: Option<AmountInput>,
    /// Amounts or discount rates.
    pub quote_kind: Option<QuoteKind>,
    /// Another lowest price.
    #[schema(value_type = Option<AmountInput>)]
    pub floor_fen: Option<AmountInput>,
    /// Another least discount.
    pub min_rate: Option<i32>,
    /// Another largest discount.
    pub max_rate: Option<i32>,
    /// Another sheet.
    pub sheet: Option<Sheet>,
    /// Another source of the public number; required where the last one was an issue of a lottery, which is out by now.
    pub beacon: Option<BeaconSource>,
    /// Other requirements.
    pub qualification_required: Option<bool>,
    /// Other requirements.
    pub staff_required: Option<i32>,
    /// Another service.
    pub service_content: Option<String>,
}

impl NextRound {
    fn onto(&self, carried: Content) -> NoticeContent {
        let mut content = NoticeContent::from(carried);
        content.signup_days = self.signup_days;
        content.signup_deadline = self.signup_deadline;
        content.select_time = self.select_time;
        content.method = self.method.unwrap_or(content.method);
        content.amount_fen = self.amount_fen.clone().or(content.amount_fen);
        content.quote_kind = self.quote_kind.unwrap_or(content.quote_kind);
        content.floor_fen = self.floor_fen.clone().or(content.floor_fen);
        content.min_rate = self.min_rate.or(content.min_rate);
        content.max_rate = self.max_rate.or(content.max_rate);
        content.sheet = self.sheet.clone().or(content.sheet);
        content.beacon = self.beacon.clone().or(content.beacon);
        content.qualification_required = self.qualification_required.unwrap_or(content.qualification_required);
        content.staff_required = self.staff_required.unwrap_or(content.staff_required);
        content.service_content = self.service_content.clone().unwrap_or(content.service_content);
        content
    }
}

/// Announces a failed notice of the acting client again; it goes the way of a first submission.
///
/// # Errors
/// 403, 404; 409 in another state; 422 where the content is not fit for publication.
pub async fn next_round(work: &mut Work, id: Uuid, command: &NextRound) -> Result<Notice, Problem> {
    let mut failed = draft::lock_own(work, id).await?;
    failed.state.apply(RoundEvent::Reannounce)?;
    let carried = store::read_content(work.db(), failed.id).await?.without_issue();
    let content = draft::storable(work.db(), failed.client_id, &command.onto(carried)).await?;
    let at = work.now().await?;
    let number = failed.number + 1;
    let step = Move::public(RoundEvent::Reannounce, "round.reannounced", json!({ "next_round_number": number }));
    rounds::advance(work, &mut failed, at, step).await?;
    let round_id = work.id(at);
    let too_few = relief::failures(work.db(), id, number, &content).await?;
    store::insert_round(work.db(), round_id, id, (number, too_few), &content, at).await?;
    witnesses::carry(work.db(), failed.id, round_id).await?;
    let mut next = rounds::lock_by_id(work, round_id).await?;
    submit::hand_in(work, &mut next).await?;
    read::seen(work, id, at).await
}

/// Announces a failed notice again.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/next-round", tag = "notices", request_body = NextRound,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<NextRound>,
) -> Result<Created<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let notice = next_round(&mut work, id, &command).await?;
    once.commit(work, Created(notice)).await
}
