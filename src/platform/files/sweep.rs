//! Uploads that hang on nothing are removed a day after they came, or a day after the last thing let them go.
//!
//! Every upload is noted in `file_due` before its first byte is stored, and looked at when due. What hangs on something then is
//! struck off. Otherwise the row of the file goes first, which takes it from everybody's reach, then its bytes, then the note: after a
//! crash in between, the next turn goes on from there.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::store;
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Work};

/// How long an upload may hang on nothing: a form left open overnight still finds its files.
pub const KEPT: TimeDelta = TimeDelta::hours(24);
/// When bytes that could not be removed are tried again.
const RETRY: TimeDelta = TimeDelta::hours(1);

/// Looks at one upload that is due; false when none is.
///
/// # Errors
/// When the database cannot be reached; the upload stays due.
pub async fn sweep_due(app: &App) -> Result<bool, Problem> {
    let mut work = app.begin(Actor::System("file_sweep")).await?;
    let at = work.now().await?;
    let Some(id) = store::due(work.db(), at).await? else { return Ok(false) };
    let looked = if store::lock(work.db(), id).await? {
        // In a statement of its own: whoever attached it before the lock was had is seen, whoever comes later waits for it.
        if !store::delete_loose(work.db(), id).await? {
            store::strike(work.db(), id).await?;
        }
        true
    } else if store::exists(work.db(), id).await? {
        // Somebody is attaching it now; the next tick will see.
        false
    } else {
        remove_bytes(app, &mut work, id, at).await?;
        true
    };
    work.commit().await?;
    Ok(looked)
}

async fn remove_bytes(app: &App, work: &mut Work, id: Uuid, at: DateTime<Utc>) -> Result<(), Problem> {
    match app.files().remove(id).await {
        Ok(()) => store::strike(work.db(), id).await?,
        Err(error) => {
            tracing::error!(%error, file = %id, "the bytes of a file cannot be removed and will be tried again");
            store::watch(work.db(), &[id], at + RETRY).await?;
        }
    }
    Ok(())
}

/// Files that no longer hang on what they hung on; they go a day later, unless something else holds them.
pub async fn release(work: &mut Work, ids: &[Uuid], at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    store::watch(work.db(), ids, at + KEPT).await
}
