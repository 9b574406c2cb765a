//! POST /api/v1/sign-ups/{id}/withdraw: an agency takes its sign-up back before the deadline.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::model::SignUpView;
use super::sign_up::{in_time, open};
use super::store;
use crate::core::role::Role;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds;
use crate::say;

/// Takes a sign-up of the acting agency back; it may sign up again.
///
/// # Errors
/// 403 for other roles, 404 for sign-ups of others; 409 `late` with both instants, `not_open`, `already_withdrawn`, `not_allowed`.
pub async fn withdraw(work: &mut Work, id: Uuid) -> Result<SignUpView, Problem> {
    let agency_id = work.actor().organisation(Role::Agency)?;
    let missing = || Problem::not_found(say!("没有这条报名记录", "there is no such sign-up of yours"));
    let place = store::place(work.db(), id).await?.filter(|it| it.agency_id == agency_id).ok_or_else(missing)?;
    in_time(work, place.notice_id).await?;
    let round = rounds::share_by_id(work, place.round_id).await?;
    let at = work.now().await?;
    if place.withdrawn_at.is_some() {
        return Err(withdrawn());
    }
    open(&round, at)?;
    if !round.rules().withdraw_before_deadline {
        return Err(Problem::conflict(
            "not_allowed",
            say!("本公告不允许撤回报名", "this notice does not allow sign-ups to be withdrawn"),
        ));
    }
    if !store::set_withdrawn(work.db(), id, at).await? {
        return Err(withdrawn());
    }
    let entry = Entry {
        kind: "sign_up.withdrawn",
        subject: Subject { kind: "sign_up", id },
        about: vec![place.notice_id, round.id],
        audience: Audience::Parties,
        public: json!({ "notice_code": round.code_text(), "round_number": round.number }),
        private: Some(json!({ "agency_id": agency_id })),
    };
    work.record(at, entry).await?;
    let key = work.log_key().clone();
    store::views(work.db(), &key, agency_id, Some(id), None, 1).await?.pop().ok_or_else(missing)
}

pub(super) fn withdrawn() -> Problem {
    Problem::conflict("already_withdrawn", say!("报名已撤回", "the sign-up has been withdrawn already"))
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
