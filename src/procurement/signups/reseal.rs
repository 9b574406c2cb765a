//! PUT /api/v1/sign-ups/{id}/sealed: an agency replaces what it sealed, before the deadline; the last counts.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::model::SignUpView;
use super::sealed::{Sealed, checked};
use super::sign_up::{in_time, open};
use super::store::{self, Resealed};
use super::withdraw::withdrawn;
use crate::core::canonical::sha256_hex;
use crate::core::role::Role;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds;
use crate::say;

/// Replaces the sealed part of a sign-up of the acting agency. Every replacement is journalled, and its receipt replaces the former one.
///
/// # Errors
/// 403 for other roles, 404 for sign-ups of others; 409 `late` with both instants, `not_open`, `already_withdrawn`; 422 for what is not
/// sealed as it should be, or where the method does not seal.
pub async fn reseal(work: &mut Work, id: Uuid, command: &Sealed) -> Result<SignUpView, Problem> {
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
    let sealed = checked(&round, Some(command), "").map_err(Problem::invalid)?.ok_or_else(missing)?;
    let entry = Entry {
        kind: "sign_up.resealed",
        subject: Subject { kind: "sign_up", id },
        about: vec![place.notice_id, round.id],
        audience: Audience::Parties,
        public: json!({
            "notice_code": round.code_text(),
            "round_number": round.number,
            "commitment": hex::encode(sealed.commitment),
            "sealed_sha256": sha256_hex(&sealed.ciphertext),
        }),
        private: Some(json!({ "agency_id": agency_id })),
    };
    let receipt = work.record(at, entry).await?;
    if !store::reseal(work.db(), &Resealed { id, at, sealed: &sealed, receipt: &receipt }).await? {
        return Err(withdrawn());
    }
    let key = work.log_key().clone();
    store::views(work.db(), &key, agency_id, Some(id), None, 1).await?.pop().ok_or_else(missing)
}

/// Replaces what was sealed.
#[utoipa::path(
    put, path = "/api/v1/sign-ups/{id}/sealed", tag = "sign-ups", params(("id" = Uuid, Path)), request_body = Sealed,
    responses((status = 200, body = SignUpView), Problem)
)]
pub(super) async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Sealed>,
) -> Result<Json<SignUpView>, Problem> {
    let mut work = app.begin(actor).await?;
    let view = reseal(&mut work, id, &command).await?;
    work.commit().await?;
    Ok(Json(view))
}
