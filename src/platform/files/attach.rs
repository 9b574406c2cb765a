//! Hanging files on something: what slices use.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use crate::core::text::Text;
use crate::platform::Work;
use crate::platform::web::{FieldError, Problem};
use crate::say;

/// A file as shown; its bytes are at `/api/v1/files/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FileView {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What its content is.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// Checks that files can be attached by an organisation: each exists, was uploaded by it, and is named once. They are held for
/// this unit of work.
///
/// # Errors
/// 422 at `/files/{n}` for each that cannot.
pub async fn claim(work: &mut Work, ids: &[Uuid], organisation_id: Uuid) -> Result<(), Problem> {
    let not_own = not_own(work.db(), ids, organisation_id).await?;
    let mut errors = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        let pointer = format!("/files/{n}");
        if not_own.contains(&n) {
            errors.push(FieldError::new(pointer, "no_such_file", missing()));
        } else if ids[..n].contains(id) {
            let text = say!("同一个文件选了两次。", "This file is named twice.");
            errors.push(FieldError::new(pointer, "duplicate", text));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid(errors)) }
}

/// The same for a single file, named by the field at `pointer`.
///
/// # Errors
/// 422 at `pointer`.
pub async fn claim_one(work: &mut Work, id: Uuid, organisation_id: Uuid, pointer: &str) -> Result<(), Problem> {
    if not_own(work.db(), &[id], organisation_id).await?.is_empty() {
        return Ok(());
    }
    Err(Problem::invalid(vec![FieldError::new(pointer, "no_such_file", missing())]))
}

/// Places in `ids` of what the organisation has not uploaded. Its own files are held against the sweep until the transaction ends:
/// ask in the one that attaches them.
pub async fn not_own(conn: &mut PgConnection, ids: &[Uuid], organisation_id: Uuid) -> Result<Vec<usize>, sqlx::Error> {
    let own = store::hold(conn, ids, organisation_id).await?;
    Ok(ids.iter().enumerate().filter(|(_, id)| !own.contains(id)).map(|(n, _)| n).collect())
}

fn missing() -> Text {
    say!(
        "没有这个文件，或不是您单位上传的；请重新上传。",
        "There is no such file of your organisation; upload it again."
    )
}

/// Files by id, in the order asked for.
pub async fn views(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<FileView>, sqlx::Error> {
    store::views(conn, ids).await
}
