//! GET /api/v1/notices/{id}/proposal-files: the proposals by number with who made them, once that is public, to those who may read the files.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::file::may_read;
use super::{labels, store};
use crate::core::role::Role;
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::Round;
use crate::procurement::rounds::store::read_current;
use crate::procurement::selection::facts::{roster, winner};
use crate::say;

/// A proposal whose author is public.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProposalFile {
    /// Its number, from 1; the PDF is at `/api/v1/notices/{id}/proposals/{label}/file`.
    pub label: u32,
    /// Bytes of its PDF.
    pub size: i32,
    /// Whose.
    pub agency: OrganisationRef,
}

/// The proposals of a round whose scores are in.
///
/// # Errors
/// 401, 403 for others than the notice's client, operator and supervisor, 404; 409 `not_scored`.
pub async fn files(work: &mut Work, notice_id: Uuid) -> Result<Vec<ProposalFile>, Problem> {
    work.actor().require(&[Role::Client, Role::Operator, Role::Supervisor])?;
    let nothing = || Problem::not_found(say!("没有这份采购公告", "there is no such notice"));
    let round = read_current(work.db(), notice_id).await?.filter(Round::is_public).ok_or_else(nothing)?;
    may_read(work, &round).await?;
    if !store::is_drawn(work.db(), round.id).await? {
        return Ok(Vec::new());
    }
    let sign_ups = labels(work, &round).await?;
    let sizes = store::sizes(work.db(), &sign_ups).await?;
    let of = |sign_up: &Uuid| roster(&round).iter().find(|it| it.sign_up_id == *sign_up).map(winner);
    let each = (1..).zip(sign_ups.iter().zip(sizes));
    Ok(each.filter_map(|(label, (sign_up, size))| Some(ProposalFile { label, size, agency: of(sign_up)? })).collect())
}

/// The proposals that were scored, with who made them.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/proposal-files", tag = "selection", operation_id = "proposal_files",
    params(("id" = Uuid, Path)), responses((status = 200, body = Vec<ProposalFile>), Problem)
)]
pub async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Vec<ProposalFile>>, Problem> {
    let mut work = app.begin(actor).await?;
    Ok(Json(files(&mut work, id).await?))
}
