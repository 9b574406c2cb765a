//! The evidence file of an award, as it was stored: anyone can recompute the result from it (domain.md §7.12).

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::effect::no_award;
use super::store;
use crate::core::canonical;
use crate::core::evidence::Evidence;
use crate::platform::App;
use crate::platform::web::{Path, Problem};

/// The evidence file: canonical JSON (RFC 8785), the same bytes at every call.
#[utoipa::path(
    get, path = "/api/v1/awards/{id}/evidence", tag = "awards", operation_id = "award_evidence", params(("id" = Uuid, Path)),
    responses((status = 200, body = Evidence), Problem)
)]
pub(super) async fn get(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let mut conn = app.pool().acquire().await?;
    let evidence = store::evidence(&mut conn, id).await?.ok_or_else(no_award)?;
    let code = evidence.get("notice_code").and_then(serde_json::Value::as_str).unwrap_or_default();
    let name = format!("inline; filename=\"evidence-{code}.json\"");
    let bytes = canonical::bytes(&evidence).map_err(|error| Problem::internal(&error))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // It never changes once it exists.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
