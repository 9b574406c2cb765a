//! PUT /api/v1/sign-ups/{id}/sealed: an agency replaces what it sealed, before the deadline; the last counts.

use axum::Json;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::held::{Held, hold, missing, seen, withdrawn};
use super::model::SignUpView;
use super::proposal;
use super::sealed::{Sealed, checked};
use super::store::{self, Resealed};
use crate::core::canonical::sha256_hex;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};

/// Replaces the sealed part of a sign-up of the acting agency. Every replacement is journalled, and its receipt replaces the former one.
///
/// # Errors
/// 403 for other roles, 404 for sign-ups of others; 409 `late` with both instants, `not_open`, `already_withdrawn`; 422 for what is not
/// sealed as it should be, or where the method does not seal.
pub async fn reseal(work: &mut Work, id: Uuid, command: &Sealed) -> Result<SignUpView, Problem> {
    let Held { agency_id, round, at } = hold(work, id).await?;
    let sealed = checked(&round, Some(command), "").map_err(Problem::invalid)?.ok_or_else(missing)?;
    let file = proposal::claim(work.db(), &round, agency_id, command.proposal_id, "/proposal_id").await?;
    let entry = Entry {
        kind: "sign_up.resealed",
        subject: Subject { kind: "sign_up", id },
        about: vec![round.notice_id, round.id],
        audience: Audience::Parties,
        public: json!({
            "notice_code": round.code_text(),
            "round_number": round.number,
            "commitment": hex::encode(sealed.commitment),
            "sealed_sha256": sha256_hex(&sealed.ciphertext),
            "proposal_sha256": file.as_ref().map(|it| hex::encode(&it.sha256)),
        }),
        private: Some(json!({ "agency_id": agency_id })),
    };
    let receipt = work.record(at, entry).await?;
    if !store::reseal(work.db(), &Resealed { id, at, sealed: &sealed, receipt: &receipt }).await? {
        return Err(withdrawn());
    }
    if let Some(file) = &file {
        proposal::attach(work.db(), file, id).await?;
    }
    seen(work, agency_id, id).await
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
