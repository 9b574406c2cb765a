//! `POST …/deliverables/{deliverable_id}/accept` and `…/send-back`: the client's decision on a result.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Errors, NOTE};
use super::model::Contract;
use super::record::move_round;
use super::{open, read, store};
use crate::core::role::Role;
use crate::core::state::{DeliverableEvent, RoundEvent};
use crate::platform::web::{Body, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::say;

/// The result is accepted.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Up to 2,000 characters.
    #[serde(default)]
    pub note: String,
}

/// The result goes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// What is to be mended; up to 2,000 characters.
    pub reason: String,
}

/// Accepts a result.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deliverables/{deliverable_id}/accept", tag = "contracts",
    operation_id = "accept_deliverable",
    params(("id" = Uuid, Path), ("deliverable_id" = Uuid, Path)),
    request_body = Acceptance, responses((status = 200, body = Contract), Problem))]
pub(super) async fn post_accept(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, deliverable_id)): Path<(Uuid, Uuid)>,
    Body(command, _): Body<Acceptance>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = accept(&mut work, id, deliverable_id, &command).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Sends a result back.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deliverables/{deliverable_id}/send-back", tag = "contracts",
    operation_id = "send_back_deliverable",
    params(("id" = Uuid, Path), ("deliverable_id" = Uuid, Path)),
    request_body = Rejection, responses((status = 200, body = Contract), Problem))]
pub(super) async fn post_send_back(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, deliverable_id)): Path<(Uuid, Uuid)>,
    Body(command, _): Body<Rejection>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = send_back(&mut work, id, deliverable_id, &command).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Accepts the result that waits.
///
/// # Errors
/// 404 for a deliverable of another contract, 409 for one that is decided.
pub async fn accept(
    work: &mut Work,
    id: Uuid,
    deliverable_id: Uuid,
    command: &Acceptance,
) -> Result<Contract, Problem> {
    let mut errors = Errors::default();
    let note = errors.prose("/note", &command.note, 0..=NOTE);
    let decision =
        Decision { event: DeliverableEvent::Accept, step: (RoundEvent::Accept, "deliverable.accepted"), note };
    decide(work, (id, deliverable_id), decision, errors).await
}

/// Sends the result that waits back, with what is to be mended.
///
/// # Errors
/// As [`accept`]; 422 without a reason.
pub async fn send_back(
    work: &mut Work,
    id: Uuid,
    deliverable_id: Uuid,
    command: &Rejection,
) -> Result<Contract, Problem> {
    let mut errors = Errors::default();
    let note = errors.prose("/reason", &command.reason, 1..=NOTE);
    let decision =
        Decision { event: DeliverableEvent::SendBack, step: (RoundEvent::SendBack, "deliverable.sent_back"), note };
    decide(work, (id, deliverable_id), decision, errors).await
}

struct Decision {
    event: DeliverableEvent,
    step: (RoundEvent, &'static str),
    note: String,
}

async fn decide(
    work: &mut Work,
    (id, deliverable_id): (Uuid, Uuid),
    decision: Decision,
    errors: Errors,
) -> Result<Contract, Problem> {
    let (mut round, mut row, _) = open::with_round(work, id, &[Role::Client]).await?;
    let deliverables = store::deliverables(work.db(), id).await?;
    let deliverable = deliverables
        .into_iter()
        .find(|it| it.id == deliverable_id)
        .ok_or_else(|| Problem::not_found(say!("没有这份成果。", "There is no such deliverable.")))?;
    let state = deliverable.state.apply(decision.event)?;
    errors.check()?;
    let at = work.now().await?;
    store::decide_deliverable(work.db(), deliverable_id, state, at, &decision.note).await?;
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "number": deliverable.number });
    let private = Some(json!({ "deliverable_id": deliverable_id, "note": decision.note }));
    move_round(work, &mut round, at, &row, decision.step, public, private).await?;
    read::after(work, id).await
}
