//! POST /api/v1/notices/{id}/scoring/declaration: an assessor has no interest in anybody who takes part, or stands down.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::scoring::{Scoring, own_seat, scoring};
use super::{go_on, store};
use crate::core::role::Role;
use crate::core::state::RoundState;
use crate::core::text;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::late;
use crate::procurement::notices::public_text;
use crate::procurement::rounds::{Round, lock_current, note_by_nobody};
use crate::say;

/// Characters of a reason that says something.
const REASON: std::ops::RangeInclusive<usize> = 2..=200;

/// What an assessor declares.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Declaration {
    /// Which interest it has: it stands down, for good. Public after the award, 2 to 200 characters. Null: it has none (无利害关系).
    pub conflict: Option<String>,
}

/// A seat whose assessor may still act, with the locked round.
pub(super) struct Serving {
    pub round: Round,
    pub seat: store::Seat,
    pub at: chrono::DateTime<chrono::Utc>,
}

/// Takes the acting assessor's seat in hand.
///
/// # Errors
/// 403 for other roles, 404 where it was not asked; 409 `stood_down`, `handed_in`, `late`, `not_open`.
pub(super) async fn serving(work: &mut Work, notice_id: Uuid) -> Result<Serving, Problem> {
    work.actor().require(&[Role::Assessor])?;
    let round = lock_current(work, notice_id).await?;
    let at = work.now().await?;
    let seat = own_seat(work, &round).await?;
    if seat.scored_at.is_some() {
        let text = say!("评分表已提交，不能更改", "the sheet is handed in, and final");
        return Err(Problem::conflict("handed_in", text));
    }
    if seat.stood_down_at.is_some() {
        let text = say!("您已不再参加本项目评审", "you do not serve in this round any more");
        return Err(Problem::conflict("stood_down", text));
    }
    if round.state != RoundState::Selecting {
        let text = say!("本轮不在评审中", "nothing is scored in this round now");
        return Err(Problem::conflict("not_open", text).with("state", json!(round.state)));
    }
    match seat.score_by.filter(|by| at >= *by) {
        Some(by) => Err(late(at, by)),
        None => Ok(Serving { round, seat, at }),
    }
}

/// Declares that there is no interest, or stands down and the next one serves.
///
/// # Errors
/// As [`serving`]; 422 for a reason that says nothing.
pub async fn declare(work: &mut Work, notice_id: Uuid, command: &Declaration) -> Result<(), Problem> {
    let Serving { mut round, seat, at } = serving(work, notice_id).await?;
    let Some(conflict) = &command.conflict else {
        return Ok(store::declared(work.db(), round.id, seat.assessor_id, at).await?);
    };
    let reason = text::title(conflict);
    if !REASON.contains(&reason.chars().count()) {
        let text = say!("请写明利害关系，2 到 200 字", "say which interest, in 2 to 200 characters");
        return Err(Problem::field("/conflict", "length", text));
    }
    public_text("/conflict", &reason).map_err(|error| Problem::invalid(vec![error]))?;
    store::stand_down(work.db(), round.id, Some(seat.assessor_id), at, (&reason, "本人")).await?;
    round.score_by = store::score_by(work.db(), round.id).await?;
    let private = json!({ "assessor_id": seat.assessor_id, "reason": reason });
    note_by_nobody(work, &mut round, at, "panel.stood_down", json!({ "stood_down": 1 }), private).await?;
    go_on(work, &mut round, at).await
}

/// The acting assessor declares that it has no interest, or stands down.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/scoring/declaration", tag = "selection", operation_id = "declare_interest",
    params(("id" = Uuid, Path)), request_body = Declaration, responses((status = 200, body = Scoring), Problem)
)]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Declaration>,
) -> Result<Json<Scoring>, Problem> {
    let mut work = app.begin(actor).await?;
    declare(&mut work, id, &command).await?;
    let view = scoring(&mut work, id).await?;
    work.commit().await?;
    Ok(Json(view))
}
