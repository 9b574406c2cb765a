//! `GET /api/v1/files/{id}`: to whoever may see what the file hangs on; always to be saved, never to be shown.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::RawFile;
use super::name::disposition;
use super::store::{self, Access, Row};
use crate::core::role::Role;
use crate::platform::App;
use crate::platform::actor::{Actor, not_yours};
use crate::platform::web::{Caller, Path, Problem};
use crate::say;

/// Downloads a file.
#[utoipa::path(get, path = "/api/v1/files/{id}", tag = "files", operation_id = "download_file",
    params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = RawFile), (status = 304), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let row = {
        let mut conn = app.pool().acquire().await?;
        let row = store::find(&mut conn, id).await?;
        let row = row.ok_or_else(|| Problem::not_found(say!("没有这个文件。", "There is no such file.")))?;
        let access = store::access(&mut conn, id).await?;
        if !may_read(&actor, &row, &access) {
            return Err(if actor == Actor::Anonymous { Problem::unauthorized() } else { not_yours() });
        }
        row
    };
    let tag = format!("\"{}\"", hex::encode(&row.sha256));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|seen| seen.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let bytes = app.files().stream(id).await.map_err(|error| Problem::internal(&error))?;
    let answer = saved(&row.name, row.media_type, row.size);
    Ok((answer, [(header::ETAG, tag)], Body::from_stream(bytes)).into_response())
}

/// The headers of what a browser saves and never shows.
pub fn saved(name: &str, media_type: String, size: i64) -> [(HeaderName, String); 6] {
    [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ]
}

/// The uploader's side always; further the audiences of what it hangs on, and, once it hangs on something, those who run
/// and watch the market.
fn may_read(actor: &Actor, file: &Row, access: &[Access]) -> bool {
    if actor.is_system() || access.iter().any(|it| it.everybody) {
        return true;
    }
    let Ok(member) = actor.member() else { return false };
    let own = match file.owner_org {
        Some(owner) => member.organisation_id == Some(owner),
        None => member.person_id == file.uploaded_by,
    };
    own || access.iter().any(|it| it.organisation_id.is_some() && it.organisation_id == member.organisation_id)
        || (!access.is_empty() && matches!(member.role, Role::Operator | Role::Supervisor))
}
