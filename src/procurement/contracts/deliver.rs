//! `POST /api/v1/contracts/{id}/deliverables`: the agency hands in a result.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Errors, NOTE};
use super::model::Contract;
use super::record::move_round;
use super::{open, read, store};
use crate::core::role::Role;
use crate::core::state::RoundEvent;
use crate::platform::files;
use crate::platform::web::{Body, Created, FieldError, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Most files of one deliverable.
const MOST_FILES: usize = 20;

/// A result.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Up to 2,000 characters.
    #[serde(default)]
    pub note: String,
    /// 1 to 20 uploaded files.
    #[schema(min_items = 1, max_items = 20)]
    pub files: Vec<Uuid>,
}

/// Hands in a result.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deliverables", tag = "contracts", operation_id = "submit_deliverable",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Delivery, responses((status = 201, body = Contract), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<Delivery>,
) -> Result<Created<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let contract = deliver(&mut work, id, command).await?;
    once.commit(work, Created(contract)).await
}

/// Hands in a result of a contract in service.
///
/// # Errors
/// 409 when it is not in service or a result waits already, 422 for notes and files that are wrong.
pub async fn deliver(work: &mut Work, id: Uuid, command: Delivery) -> Result<Contract, Problem> {
    let (mut round, mut row, _) = open::with_round(work, id, &[Role::Agency]).await?;
    round.state.apply(RoundEvent::Deliver)?;
    let mut errors = Errors::default();
    let note = errors.prose("/note", &command.note, 0..=NOTE);
    let count = command.files.len();
    if count == 0 {
        let text = say!("请至少上传一个成果文件。", "Upload at least one file.");
        errors.add(FieldError::new("/files", "required", text));
    } else if count > MOST_FILES {
        let text =
            say!("一次最多 {MOST_FILES} 个文件，现有 {count} 个。", "At most {MOST_FILES} files; there are {count}.");
        errors.add(FieldError::new("/files", "too_many", text));
    }
    errors.check()?;
    files::claim(work, &command.files, row.agency_id).await?;
    let at = work.now().await?;
    let deliverable = work.id(at);
    let number = store::insert_deliverable(work.db(), deliverable, id, &note, at, &command.files).await?;
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "number": number, "files": count });
    let private = Some(json!({ "deliverable_id": deliverable, "note": note, "files": command.files }));
    move_round(work, &mut round, at, &row, (RoundEvent::Deliver, "deliverable.submitted"), public, private).await?;
    read::after(work, id).await
}
