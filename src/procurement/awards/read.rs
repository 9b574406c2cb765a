//! One award, public.

use axum::Json;
use axum::extract::State;
use sqlx::PgConnection;
use uuid::Uuid;

use super::effect::no_award;
use super::model::AwardView;
use super::store::{self, Line};
use crate::core::state::RoundState;
use crate::platform::web::{Caller, Instant, Path, Problem};
use crate::platform::{Actor, App};

/// An award as `viewer` sees it; only `actions` depends on the viewer.
///
/// # Errors
/// 404 where there is no such award.
pub async fn read(conn: &mut PgConnection, award_id: Uuid, viewer: &Actor) -> Result<AwardView, Problem> {
    let line = store::line(conn, award_id).await?.ok_or_else(no_award)?;
    Ok(view(line, viewer))
}

fn view(line: Line, viewer: &Actor) -> AwardView {
    let row = line.row();
    let open = row.state == RoundState::Awarded && line.confirmed_at.is_none() && line.declined_at.is_none();
    let actions =
        if open && viewer.organisation_id() == Some(line.agency_id) { vec!["confirm", "decline"] } else { Vec::new() };
    let id = row.id;
    AwardView {
        round_number: line.number,
        reason: Some(line.reason).filter(|reason| !reason.is_empty()),
        concentration: line.concentration.map(|it| it.0),
        amount_capitals: line.amount_fen.capitals(),
        amount_note: line.amount_note,
        service_time_note: line.service_time_note,
        publicity_until: line.publicity_until.map(Instant),
        awarded_at: line.awarded_at.map(Instant),
        confirm_by: line.confirm_by.map(Instant),
        calendar_missing: line.missing_year,
        deadline_provisional: line.deadline_provisional,
        confirmed_at: line.confirmed_at.map(Instant),
        declined_at: line.declined_at.map(Instant),
        lapsed: line.declined_at.is_some() && line.decline_reason.is_none(),
        decline_reason: line.decline_reason,
        contract_id: line.contract_id,
        objection_phone: line.complaint_phone,
        evidence_url: format!("/api/v1/awards/{id}/evidence"),
        evidence_digest: line.evidence_digest,
        letter_url: line.awarded_at.map(|_| format!("/api/v1/awards/{id}/letter")),
        actions: actions.into_iter().map(str::to_owned).collect(),
        row,
    }
}

/// One award.
#[utoipa::path(
    get, path = "/api/v1/awards/{id}", tag = "awards", operation_id = "read_award", params(("id" = Uuid, Path)),
    responses((status = 200, body = AwardView), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<AwardView>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(read(&mut conn, id, &actor).await?))
}
