//! POST /api/v1/sign-ups/{id}/withdraw: an agency takes its sign-up back before the deadline.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::held::{Held, hold, seen, withdrawn};
use super::model::SignUpView;
use super::{proposal, store};
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Takes a sign-up of the acting agency back; it may sign up again.
///
/// # Errors
/// 403 for other roles, 404 for sign-ups of others; 409 `late` with both instants, `not_open`, `already_withdrawn`, `not_allowed`.
pub async fn withdraw(work: &mut Work, id: Uuid) -> Result<SignUpView, Problem> {
    let Held { agency_id, round, at } = hold(work, id).await?;
    if !round.rules().withdraw_before_deadline {
        return Err(Problem::conflict(
            "not_allowed",
            say!("本公告不允许撤回报名", "this notice does not allow sign-ups to be withdrawn"),
        ));
    }
    if !store::set_withdrawn(work.db(), id, at).await? {
        return Err(withdrawn());
    }
    proposal::remove(work.db(), id).await?;
    let entry = Entry {
        kind: "sign_up.withdrawn",
        subject: Subject { kind: "sign_up", id },
        about: vec![round.notice_id, round.id],
        audience: Audience::Parties,
        public: json!({ "notice_code": round.code_text(), "round_number": round.number }),
        private: Some(json!({ "agency_id": agency_id })),
    };
    work.record(at, entry).await?;
    seen(work, agency_id, id).await
}

/// Takes a sign-up back.
#[utoipa::path(
    post, path = "/api/v1/sign-ups/{id}/withdraw", tag = "sign-ups", params(("id" = Uuid, Path)),
    responses((status = 200, body = SignUpView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<SignUpView>, Problem> {
    let mut work = app.begin(actor).await?;
    let view = withdraw(&mut work, id).await?;
    work.commit().await?;
    Ok(Json(view))
}
