//! GET /api/v1/notices/{id}/scoring: the task of an assessor, and nothing else.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::{self, Seat};
use super::{labels, sheet};
use crate::core::role::Role;
use crate::core::selection::proposal_merit::Sheet;
use crate::core::state::RoundState;
use crate::platform::web::{Instant, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::store::read_current;
use crate::procurement::rounds::{Round, facts};
use crate::procurement::selection::facts::{roster, winner};
use crate::say;

/// What an assessor is asked for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Scoring {
    /// The notice.
    pub notice_id: Uuid,
    /// Its code with the round.
    pub notice_code: String,
    /// Name of the project.
    pub project_name: String,
    /// Whose notice it is.
    pub client_name: String,
    /// Who takes part, by code: to declare an interest. Who handed in which proposal is not told.
    pub entrants: Vec<OrganisationRef>,
    /// What is scored.
    pub sheet: Sheet,
    /// Until when; exactly then is late.
    pub score_by: Option<Instant>,
    /// When the assessor declared that it has no interest; null before.
    pub declared_at: Option<Instant>,
    /// When it handed its sheet in; null before.
    pub handed_in_at: Option<Instant>,
    /// When it stood down, or was replaced; null: it serves.
    pub stood_down_at: Option<Instant>,
    /// Why.
    pub stood_down_reason: Option<String>,
    /// Whether it may score now.
    pub open: bool,
    /// The proposals by number, once it has declared; their files are at `/api/v1/notices/{id}/proposals/{label}/file`.
    pub proposals: Vec<ProposalRef>,
}

/// A proposal, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposalRef {
    /// From 1.
    pub label: u32,
    /// Bytes of its PDF.
    pub size: i32,
}

/// 404 of what is not one's own task.
pub(super) fn no_task() -> Problem {
    Problem::not_found(say!("没有您的评审任务", "there is no task of yours here"))
}

/// The acting assessor's seat in the current round.
pub(super) async fn own_seat(work: &mut Work, round: &Round) -> Result<Seat, Problem> {
    work.actor().require(&[Role::Assessor])?;
    let person = work.actor().member()?.person_id;
    store::seat(work.db(), round.id, person).await?.ok_or_else(no_task)
}

/// The acting assessor's task.
///
/// # Errors
/// 403 for other roles, 404 where it was not asked.
pub async fn scoring(work: &mut Work, notice_id: Uuid) -> Result<Scoring, Problem> {
    work.actor().require(&[Role::Assessor])?;
    let round = read_current(work.db(), notice_id).await?.ok_or_else(no_task)?;
    let seat = own_seat(work, &round).await?;
    let reads = seat.declared_at.is_some() && seat.stood_down_at.is_none();
    let sign_ups = if reads { labels(work, &round).await? } else { Vec::new() };
    let sizes = store::sizes(work.db(), &sign_ups).await?;
    let open = round.state == RoundState::Selecting && seat.stood_down_at.is_none() && seat.scored_at.is_none();
    Ok(Scoring {
        notice_id,
        notice_code: round.code_text(),
        project_name: round.project_name.clone(),
        client_name: facts(work.db(), round.id, round.client_id).await?.client_name,
        entrants: roster(&round).iter().map(winner).collect(),
        sheet: sheet(&round)?,
        score_by: seat.score_by.map(Instant),
        declared_at: seat.declared_at.map(Instant),
        handed_in_at: seat.scored_at.map(Instant),
        stood_down_at: seat.stood_down_at.map(Instant),
        stood_down_reason: seat.reason,
        open,
        proposals: (1..).zip(sizes).map(|(label, size)| ProposalRef { label, size }).collect(),
    })
}

/// The task of the acting assessor.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/scoring", tag = "selection", operation_id = "scoring_task", params(("id" = Uuid, Path)),
    responses((status = 200, body = Scoring), Problem)
)]
pub async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Scoring>, Problem> {
    let mut work = app.begin(actor).await?;
    Ok(Json(scoring(&mut work, id).await?))
}
