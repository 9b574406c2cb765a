//! POST /api/v1/notices/{id}/proposals: the file of a proposal, encrypted in the browser of its entrant (docs/keys.md). It hangs on nothing until
//! a sign-up, or a replacement of what was sealed, names it; so there is never a sign-up without its file. An agency keeps one such file of a round:
//! the next one takes its place. What was not named a day later is swept.

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::sign_up::{in_time, open};
use crate::core::canonical::sha256;
use crate::core::role::Role;
use crate::core::seal::{MOST_PROPOSAL_BYTES, PROPOSAL_OVERHEAD};
use crate::platform::files::{KEPT, RawFile};
use crate::platform::web::{Created, Path, Problem, Signed};
use crate::platform::{Actor, App, Work};
use crate::procurement::rounds::{self, Round};
use crate::say;

/// The largest ciphertext.
const MOST: usize = MOST_PROPOSAL_BYTES + PROPOSAL_OVERHEAD;
/// Longest silence between two pieces.
const SILENCE: Duration = Duration::from_secs(30);

/// A file that hangs on nothing yet.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UploadedProposal {
    /// What `proposal_id` of a sign-up names.
    pub id: Uuid,
    /// SHA-256 of what was uploaded, lower hex; the journal entry of the sign-up names it.
    pub sha256: String,
    /// Bytes.
    pub size: i32,
}

/// Keeps a ciphertext for the acting agency.
///
/// # Errors
/// 403 for other roles, 404; 409 `late`, `not_open`, `no_proposals` where the method asks for none; 413, and 422 for what is no ciphertext.
pub async fn upload(work: &mut Work, notice_id: Uuid, sealed: &[u8]) -> Result<UploadedProposal, Problem> {
    let agency_id = asked(work, notice_id).await?;
    if sealed.len() <= PROPOSAL_OVERHEAD {
        let text = say!("文件是空的，请重新选择", "the file is empty; choose another");
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "empty_file", text));
    }
    let round = rounds::share(work, notice_id).await?;
    let at = work.now().await?;
    open(&round, at)?;
    let (id, sha256) = (work.id(at), sha256(sealed));
    let size = i32::try_from(sealed.len()).map_err(|_| too_large())?;
    sqlx::query!(
        "DELETE FROM proposal
        WHERE round_id = $1 AND agency_id = $2 AND sign_up_id IS NULL",
        round.id,
        agency_id,
    )
    .execute(work.db())
    .await?;
    sqlx::query!(
        "INSERT INTO proposal (id, round_id, agency_id, sha256, size, sealed, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        round.id,
        agency_id,
        sha256.as_slice(),
        size,
        sealed,
        at,
    )
    .execute(work.db())
    .await
    .map_err(twice)?;
    Ok(UploadedProposal { id, sha256: hex::encode(sha256), size })
}

/// Two uploads at the same moment.
fn twice(error: sqlx::Error) -> Problem {
    match &error {
        sqlx::Error::Database(cause) if cause.is_unique_violation() => Problem::conflict(
            "upload_under_way",
            say!("另一份方案文件正在上传，请稍后再试", "another file is being uploaded; try again"),
        ),
        _ => error.into(),
    }
}

/// The acting agency, where the notice takes proposals now.
async fn asked(work: &mut Work, notice_id: Uuid) -> Result<Uuid, Problem> {
    let agency_id = work.actor().organisation(Role::Agency)?;
    in_time(work, notice_id).await?;
    let round = rounds::store::read_current(work.db(), notice_id).await?;
    let round = round.ok_or_else(|| Problem::not_found(say!("没有这份采购公告", "there is no such notice")))?;
    let at = work.now().await?;
    open(&round, at)?;
    if round.method.proposes() {
        return Ok(agency_id);
    }
    Err(Problem::conflict("no_proposals", say!("本选取方式不需要方案", "no proposals are asked for in this method")))
}

/// A file that a sign-up names, locked.
pub(super) struct Claimed {
    id: Uuid,
    /// Of the ciphertext.
    pub sha256: Vec<u8>,
}

/// The file that is named where the method asks for one; the agency's own, of this round, and not handed in yet.
pub(super) async fn claim(
    conn: &mut PgConnection,
    round: &Round,
    agency_id: Uuid,
    named: Option<Uuid>,
    pointer: &str,
) -> Result<Option<Claimed>, Problem> {
    let id = match (round.method.proposes(), named) {
        (true, Some(id)) => id,
        (true, None) => {
            let text = say!("请上传方案文件（PDF）", "upload the file of the proposal (PDF)");
            return Err(Problem::field(pointer, "required", text));
        }
        (false, Some(_)) => {
            let text = say!("本选取方式不需要方案", "no proposals are asked for in this method");
            return Err(Problem::field(pointer, "no_proposals", text));
        }
        (false, None) => return Ok(None),
    };
    let found = sqlx::query_scalar!(
        "SELECT sha256
        FROM proposal
        WHERE id = $1 AND round_id = $2 AND agency_id = $3 AND sign_up_id IS NULL
        FOR UPDATE",
        id,
        round.id,
        agency_id,
    )
    .fetch_optional(conn)
    .await?;
    let missing = || {
        let text = say!(
            "没有这份方案文件，或已提交过，请重新上传",
            "there is no such file, or it is handed in; upload it again"
        );
        Problem::field(pointer, "no_such_file", text)
    };
    Ok(Some(Claimed { id, sha256: found.ok_or_else(missing)? }))
}

/// Hands a file in with a sign-up; the one before is gone.
pub(super) async fn attach(conn: &mut PgConnection, file: &Claimed, sign_up_id: Uuid) -> Result<(), sqlx::Error> {
    remove(conn, sign_up_id).await?;
    sqlx::query!("UPDATE proposal SET sign_up_id = $2 WHERE id = $1", file.id, sign_up_id).execute(conn).await?;
    Ok(())
}

/// Removes the file of a sign-up.
pub(super) async fn remove(conn: &mut PgConnection, sign_up_id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM proposal WHERE sign_up_id = $1", sign_up_id).execute(conn).await?;
    Ok(())
}

/// Timer: removes one file that hangs on nothing a day after it came; false where there is none.
///
/// # Errors
/// When the database cannot be reached.
pub async fn sweep_due(app: &App) -> Result<bool, Problem> {
    let mut work = app.begin(Actor::System("proposal_sweep")).await?;
    let until = work.now().await? - KEPT;
    let swept = sqlx::query!(
        "DELETE FROM proposal
        WHERE id = (
            SELECT id
            FROM proposal
            WHERE sign_up_id IS NULL AND at <= $1
            ORDER BY at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        )",
        until,
    )
    .execute(work.db())
    .await?;
    work.commit().await?;
    Ok(swept.rows_affected() > 0)
}

fn too_large() -> Problem {
    let most = MOST_PROPOSAL_BYTES / (1024 * 1024);
    let text = say!("方案文件太大：最多 {most} MiB", "the file of the proposal is too large: at most {most} MiB");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", text)
}

async fn take(body: Body) -> Result<Vec<u8>, Problem> {
    let cut_off = || {
        Problem::bad_request("unreadable", say!("文件没有传完，请重试。", "The file did not arrive whole; try again."))
    };
    let (mut pieces, mut taken) = (body.into_data_stream(), Vec::new());
    while let Some(piece) = tokio::time::timeout(SILENCE, pieces.next()).await.map_err(|_| cut_off())? {
        taken.extend_from_slice(&piece.map_err(|_| cut_off())?);
        if taken.len() > MOST {
            return Err(too_large());
        }
    }
    Ok(taken)
}

/// Uploads the encrypted file of a proposal, as the raw body: a PDF of at most 10 MiB, `ChaCha20-Poly1305` with the key in the sealed part, a
/// nonce of zeros, aad `jishi-proposal/1\n{notice_code}\n{uscc}`.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/proposals", tag = "sign-ups", operation_id = "upload_proposal", params(("id" = Uuid, Path)),
    request_body(content = RawFile, content_type = "application/octet-stream"),
    responses((status = 201, body = UploadedProposal), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    body: Body,
) -> Result<Created<UploadedProposal>, Problem> {
    // Before the bytes come; with them it is asked again.
    asked(&mut app.begin(actor.clone()).await?, id).await?;
    let sealed = take(body).await?;
    let mut work = app.begin(actor).await?;
    let view = upload(&mut work, id, &sealed).await?;
    work.commit().await?;
    Ok(Created(view))
}
