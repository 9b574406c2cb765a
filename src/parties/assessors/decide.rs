//! POST /api/v1/assessors/{id}/decision: the operator takes an assessor into the pool, or keeps it out.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::one;
use super::model::Assessor;
use crate::core::role::Role;
use crate::core::state::{AssessorEvent, AssessorState};
use crate::parties::fields::Fields;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// The pool of a round stands in its evidence, whole.
const MOST: i64 = 2_000;

/// What the operator decides.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessorDecision {
    /// Whether it may be drawn.
    pub approved: bool,
    /// Why; 4 to 500 characters, told to the assessor. Required where it may not be drawn.
    #[serde(default)]
    pub reason: String,
}

/// Takes an assessor into the pool, or keeps it out.
///
/// # Errors
/// 401, 403 for anybody but an operator, 404; 409 `illegal_transition`, `pool_full`; 422.
pub async fn decide(work: &mut Work, id: Uuid, command: &AssessorDecision) -> Result<Assessor, Problem> {
    work.actor().require(&[Role::Operator])?;
    let state =
        sqlx::query_scalar!(r#"SELECT state AS "state: AssessorState" FROM assessor WHERE id = $1 FOR UPDATE"#, id)
            .fetch_optional(work.db())
            .await?
            .ok_or_else(missing)?;
    let at = work.now().await?;
    let event = if command.approved { AssessorEvent::Approve } else { AssessorEvent::Suspend };
    let state = state.apply(event)?;
    let mut fields = Fields::default();
    let least = if command.approved { 0 } else { 4 };
    let reason = match least {
        0 => fields.line("/reason", &command.reason, 500),
        _ => fields.name("/reason", &command.reason, least, 500),
    };
    fields.finish()?;
    if command.approved {
        refuse_too_many(work).await?;
    }
    let reason = Some(reason).filter(|it| !it.is_empty());
    sqlx::query!(
        "UPDATE assessor
        SET state = $2, reason = $3, decided_at = $4
        WHERE id = $1",
        id,
        state.code(),
        reason,
        at,
    )
    .execute(work.db())
    .await?;
    let assessor = one(work, id).await?.ok_or_else(missing)?;
    let entry = Entry {
        kind: if command.approved { "assessor.approved" } else { "assessor.suspended" },
        subject: Subject { kind: "assessor", id },
        about: vec![],
        audience: Audience::Parties,
        public: json!({ "name": assessor.name, "state": state, "reason": reason }),
        private: None,
    };
    work.record(at, entry).await?;
    Ok(assessor)
}

async fn refuse_too_many(work: &mut Work) -> Result<(), Problem> {
    let pool = sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM assessor WHERE state = 'approved'"#)
        .fetch_one(work.db())
        .await?;
    if pool < MOST {
        return Ok(());
    }
    let text =
        say!("专家库已满（{MOST} 名），请先暂停不再参加的专家", "the pool is full ({MOST}): suspend somebody first");
    Err(Problem::conflict("pool_full", text))
}

pub(super) fn missing() -> Problem {
    Problem::not_found(say!("没有这位评审专家", "there is no such assessor"))
}

/// The operator's decision about an assessor.
#[utoipa::path(post, path = "/api/v1/assessors/{id}/decision", tag = "assessors", operation_id = "decide_assessor",
    params(("id" = Uuid, Path)), request_body = AssessorDecision, responses((status = 200, body = Assessor), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<AssessorDecision>,
) -> Result<Json<Assessor>, Problem> {
    let mut work = app.begin(actor).await?;
    let assessor = decide(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(assessor))
}
