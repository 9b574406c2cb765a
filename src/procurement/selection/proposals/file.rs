//! GET /api/v1/notices/{id}/proposals/{label}/file: the PDF of a proposal by its number. Assessors who serve read it; the notice's own client and
//! those who run and watch the market only once all scores are in and the numbers public.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::scoring::{no_task, own_seat};
use super::{labels, store};
use crate::core::role::Role;
use crate::platform::actor::not_yours;
use crate::platform::files::{RawFile, saved};
use crate::platform::web::{Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::Round;
use crate::procurement::rounds::store::read_current;
use crate::say;

/// Whether the acting one may read the proposals of a round now.
pub(super) async fn may_read(work: &mut Work, round: &Round) -> Result<(), Problem> {
    let member = work.actor().member()?.clone();
    match member.role {
        Role::Assessor => {
            let seat = own_seat(work, round).await?;
            if seat.declared_at.is_some() && seat.stood_down_at.is_none() { Ok(()) } else { Err(no_task()) }
        }
        Role::Client if member.organisation_id != Some(round.client_id) => Err(not_yours()),
        Role::Client | Role::Operator | Role::Supervisor => {
            // Nobody who is out of the ranking comes back into it: what was scored once stays public.
            let scored = store::is_announced(work.db(), round.id).await?;
            let text = say!("评分全部提交后才能查看方案", "proposals can be read once all scores are in");
            if scored { Ok(()) } else { Err(Problem::conflict("not_scored", text)) }
        }
        _ => Err(Problem::wrong_role(&[Role::Assessor, Role::Client, Role::Operator, Role::Supervisor])),
    }
}

async fn read(work: &mut Work, notice_id: Uuid, label: usize) -> Result<Vec<u8>, Problem> {
    let nothing = || Problem::not_found(say!("没有这份方案", "there is no such proposal"));
    work.actor().member()?;
    let round = read_current(work.db(), notice_id).await?.filter(Round::is_public).ok_or_else(nothing)?;
    may_read(work, &round).await?;
    if !store::is_drawn(work.db(), round.id).await? {
        return Err(nothing());
    }
    let labels = labels(work, &round).await?;
    let sign_up = label.checked_sub(1).and_then(|at| labels.get(at)).ok_or_else(nothing)?;
    store::file(work.db(), *sign_up).await?.ok_or_else(nothing)
}

/// The PDF of a proposal by its number.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/proposals/{label}/file", tag = "selection", operation_id = "proposal_file",
    params(("id" = Uuid, Path), ("label" = usize, Path, description = "From 1")),
    responses((status = 200, content_type = "application/pdf", body = RawFile), Problem)
)]
pub async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, label)): Path<(Uuid, usize)>,
) -> Result<Response, Problem> {
    let mut work = app.begin(actor).await?;
    let file = read(&mut work, id, label).await?;
    let size = i64::try_from(file.len()).unwrap_or(i64::MAX);
    let headers = saved(&format!("方案{label}.pdf"), "application/pdf".to_owned(), size);
    Ok((headers, file).into_response())
}
