//! `POST /api/v1/files`: takes a file as it comes, without holding it in memory or a transaction meanwhile.

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::bytes::Writer;
use super::sniff::{HEAD, TextCheck, media_type};
use super::store::{self, Row};
use super::sweep::KEPT;
use super::{FileView, MAX_LOOSE, MAX_SIZE, RawFile, name};
use crate::platform::web::{Created, Once, Problem, Signed};
use crate::platform::{Actor, App, Work};
use crate::say;

/// Longest silence between two pieces.
const SILENCE: Duration = Duration::from_secs(30);

/// Uploads a file, as the raw body; it hangs on nothing yet and only its uploader sees it.
#[utoipa::path(post, path = "/api/v1/files", tag = "files", operation_id = "upload_file",
    params(("X-File-Name" = String, Header, description = "Name of the file, percent-encoded UTF-8")),
    request_body(content = RawFile, content_type = "application/octet-stream"),
    responses((status = 201, body = FileView), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    once: Once,
    headers: HeaderMap,
    body: Body,
) -> Result<Created<FileView>, Problem> {
    let name = file_name(&headers)?;
    if declared_size(&headers).is_some_and(|size| size > MAX_SIZE) {
        return Err(too_large());
    }
    upload(&app, actor, once, name, body).await
}

/// Takes a file of the acting member; `name` is what people will see.
///
/// # Errors
/// 409 while too much of the organisation's hangs on nothing, 413 over 50 MiB, 415 for what the content shows not to be allowed, 401 for nobody.
pub async fn upload(
    app: &App,
    actor: Actor,
    once: Once,
    name: String,
    body: Body,
) -> Result<Created<FileView>, Problem> {
    let member = actor.member()?.clone();
    let id = {
        let mut work = app.begin(actor.clone()).await?;
        let at = work.now().await?;
        // Before the bytes come; with them it is asked again.
        room(&mut work, member.organisation_id, member.person_id, 1).await?;
        let id = work.id(at);
        store::watch(work.db(), &[id], at + KEPT).await?;
        work.commit().await?;
        id
    };
    let taken = take(app, id, &name, body).await?;
    let digest = taken.sha256;
    let row = Row {
        owner_org: member.organisation_id,
        uploaded_by: member.person_id,
        name,
        media_type: taken.media_type.to_owned(),
        size: taken.size,
        sha256: digest.to_vec(),
    };
    let kept = keep(app, actor, once, id, &digest, row).await;
    if !matches!(&kept, Ok(Created(view)) if view.id == id) {
        // Should this fail, the sweep does it.
        let _ = app.files().remove(id).await;
    }
    kept
}

async fn keep(
    app: &App,
    actor: Actor,
    once: Once,
    id: Uuid,
    digest: &[u8; 32],
    row: Row,
) -> Result<Created<FileView>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, digest).await? {
        return Ok(answer);
    }
    let at = work.now().await?;
    if !store::put_off(work.db(), id, at + KEPT).await? {
        // It took so long that what had arrived was swept.
        return Err(cut_off());
    }
    // One upload of an owner after another, so that they do not fill the room together.
    store::lock_owner(work.db(), row.owner_org.unwrap_or(row.uploaded_by)).await?;
    room(&mut work, row.owner_org, row.uploaded_by, row.size).await?;
    store::insert(work.db(), id, at, &row).await?;
    let view = FileView { id, name: row.name, media_type: row.media_type, size: row.size };
    once.commit(work, Created(view)).await
}

/// Whether so many more bytes may hang on nothing.
async fn room(work: &mut Work, organisation_id: Option<Uuid>, person_id: Uuid, size: i64) -> Result<(), Problem> {
    let loose = store::loose(work.db(), organisation_id, person_id).await?;
    if u64::try_from(loose.saturating_add(size)).unwrap_or(u64::MAX) <= MAX_LOOSE {
        return Ok(());
    }
    let most = MAX_LOOSE / (1024 * 1024);
    Err(Problem::conflict(
        "too_much_unattached",
        say!(
            "贵单位已上传而未使用的文件超过 {most} MiB：请先提交用到它们的表单，未使用的文件在一天后自动清除。",
            "More than {most} MiB of your files hang on nothing: submit the forms they are for; what is not used goes after a day."
        ),
    ))
}

/// What was stored.
struct Taken {
    media_type: &'static str,
    size: i64,
    sha256: [u8; 32],
}

async fn take(app: &App, id: Uuid, name: &str, body: Body) -> Result<Taken, Problem> {
    let mut writer = app.files().writer(id);
    match fill(&mut writer, name, body).await {
        Ok(taken) => {
            writer.finish().await.map_err(|error| Problem::internal(&error))?;
            Ok(taken)
        }
        Err(problem) => {
            writer.abort().await;
            Err(problem)
        }
    }
}

async fn fill(writer: &mut Writer, name: &str, body: Body) -> Result<Taken, Problem> {
    let mut pieces = body.into_data_stream();
    let (mut size, mut hash, mut head, mut text) = (0u64, Sha256::new(), Vec::new(), TextCheck::default());
    while let Some(piece) = tokio::time::timeout(SILENCE, pieces.next()).await.map_err(|_| cut_off())? {
        let piece: Bytes = piece.map_err(|_| cut_off())?;
        size += piece.len() as u64;
        if size > MAX_SIZE {
            return Err(too_large());
        }
        hash.update(&piece);
        head.extend_from_slice(&piece[..piece.len().min(HEAD - head.len())]);
        text.feed(&piece);
        writer.put(piece).await.map_err(|error| Problem::internal(&error))?;
    }
    if size == 0 {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "empty_file",
            say!("这个文件是空的，请检查后重新选择。", "The file is empty; check it and choose it again."),
        ));
    }
    let media_type = media_type(&head, text.is_text(), &name::extension(name))
        .map_err(|text| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "file_type", text))?;
    Ok(Taken { media_type, size: i64::try_from(size).unwrap_or(i64::MAX), sha256: hash.finalize().into() })
}

fn file_name(headers: &HeaderMap) -> Result<String, Problem> {
    let header = headers.get("x-file-name").and_then(|value| value.to_str().ok());
    header.and_then(name::clean).ok_or_else(|| {
        Problem::bad_request(
            "file_name",
            say!(
                "请在 X-File-Name 中给出文件名（UTF-8，百分号编码），例如 %E5%90%88%E5%90%8C.pdf。",
                "Give the file's name in X-File-Name (UTF-8, percent-encoded), such as report.pdf."
            ),
        )
    })
}

fn declared_size(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large() -> Problem {
    let most = MAX_SIZE / (1024 * 1024);
    let text = say!("文件太大：最多 {most} MiB。", "The file is too large: at most {most} MiB.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
}

fn cut_off() -> Problem {
    Problem::bad_request(
        "unreadable",
        say!("文件没有传完，请重试。", "The file did not arrive whole; please try again."),
    )
}
