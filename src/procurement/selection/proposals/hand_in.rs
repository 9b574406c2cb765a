//! POST /api/v1/notices/{id}/scoring: an assessor hands its sheet in, once and for good. The last one ends the selection.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::declare::{Serving, serving};
use super::scoring::{Scoring, scoring};
use super::{go_on, labels, sheet, store};
use crate::core::selection::proposal_merit::Sheet;
use crate::platform::web::{Body, FieldError, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::note_by_nobody;
use crate::say;

/// A filled-in sheet.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheets {
    /// Hundredths of a point: proposals by number from 1, in each the criteria in the order of the sheet, 0 to the most of each.
    pub scores: Vec<Vec<u32>>,
}

/// Hands the acting assessor's sheet in.
///
/// # Errors
/// 403 for other roles, 404 where it was not asked; 409 `not_declared`, `handed_in`, `stood_down`, `late`, `not_open`; 422 for each score that is
/// missing, too many, or over the most of its criterion.
pub async fn hand_in(work: &mut Work, notice_id: Uuid, command: &Sheets) -> Result<(), Problem> {
    let Serving { mut round, seat, at } = serving(work, notice_id).await?;
    if seat.declared_at.is_none() {
        let text = say!("请先声明有无利害关系", "first declare whether you have an interest");
        return Err(Problem::conflict("not_declared", text));
    }
    let sheet = sheet(&round)?;
    check(&command.scores, labels(work, &round).await?.len(), &sheet)?;
    let plain = serde_json::to_vec(&command.scores).map_err(|error| Problem::internal(&error))?;
    let sealed = work.seal(&plain);
    store::scored(work.db(), round.id, seat.assessor_id, at, &sealed).await?;
    round.score_by = store::score_by(work.db(), round.id).await?;
    let public = json!({ "handed_in": store::handed_in(work.db(), round.id).await?, "seats": sheet.seats });
    note_by_nobody(work, &mut round, at, "panel.scored", public, json!({ "assessor_id": seat.assessor_id })).await?;
    go_on(work, &mut round, at).await
}

/// Each proposal on each criterion, within its points.
fn check(scores: &[Vec<u32>], proposals: usize, sheet: &Sheet) -> Result<(), Problem> {
    let criteria = sheet.criteria.len();
    if scores.len() != proposals || scores.iter().any(|it| it.len() != criteria) {
        let text = say!(
            "应为 {proposals} 份方案、每份 {criteria} 项评分",
            "there are {proposals} proposals to be scored on {criteria} criteria each"
        );
        return Err(Problem::field("/scores", "incomplete", text));
    }
    let mut errors = Vec::new();
    for (i, points) in scores.iter().enumerate() {
        for (j, (point, criterion)) in points.iter().zip(&sheet.criteria).enumerate() {
            let most = criterion.most;
            if *point > most.saturating_mul(100) {
                let text = say!("最多 {most} 分", "at most {most} points");
                errors.push(FieldError::new(format!("/scores/{i}/{j}"), "too_many", text));
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
}

/// The acting assessor hands its sheet in; it is final.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/scoring", tag = "selection", operation_id = "hand_scores_in",
    params(("id" = Uuid, Path)), request_body = Sheets, responses((status = 200, body = Scoring), Problem)
)]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Sheets>,
) -> Result<Json<Scoring>, Problem> {
    let mut work = app.begin(actor).await?;
    hand_in(&mut work, id, &command).await?;
    let view = scoring(&mut work, id).await?;
    work.commit().await?;
    Ok(Json(view))
}
