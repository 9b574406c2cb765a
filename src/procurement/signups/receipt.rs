//! GET /api/v1/sign-ups/{id}/receipt: the proof that a sign-up is in the log, with what the log hides of it.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use uuid::Uuid;

use super::list::read;
use crate::core::role::Role;
use crate::platform::App;
use crate::platform::journal::log;
use crate::platform::web::{Path, Problem, Signed};

/// The receipt of one of the acting agency's sign-ups: a C2SP `tlog-proof` that its holder can show to anybody and that needs no server to be
/// checked (`jishi verify`). 404 for the moment before the log has the entry.
#[utoipa::path(
    get, path = "/api/v1/sign-ups/{id}/receipt", tag = "sign-ups", operation_id = "sign_up_receipt", params(("id" = Uuid, Path)),
    responses((status = 200, body = String, content_type = "text/plain"), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    let agency_id = actor.organisation(Role::Agency)?;
    let mut conn = app.pool().acquire().await?;
    let entry_id = read(&mut conn, app.log_key(), agency_id, id).await?.receipt.entry_id;
    let receipt = log::receipt(&mut conn, app.log_key(), entry_id).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], receipt.to_string()))
}
