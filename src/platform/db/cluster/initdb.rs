//! Making a cluster.
//!
//! It is made beside its place and moved there when it is whole, so a crash while making it leaves nothing to explain.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::account::{Account, private_dir};
use super::error::ClusterError;
use super::layout::{Layout, PART};
use super::programs::Programs;
use super::{ROLE, log};

/// A second is usual; a slow disk under load takes more.
const LIMIT: Duration = Duration::from_mins(3);

pub(super) async fn make(layout: &Layout, account: Account, programs: &Programs) -> Result<(), ClusterError> {
    tracing::info!(folder = %layout.data.display(), "making a private PostgreSQL cluster");
    // C.UTF-8 knows letters beyond ASCII and orders by code point; a system without it has C, which only orders.
    match attempt(layout, account, programs, "C.UTF-8").await {
        Err(ClusterError::Initdb { output }) if output.contains("invalid locale") => {
            attempt(layout, account, programs, "C").await?;
        }
        other => other?,
    }
    fs::rename(&layout.part, &layout.data)
        .and_then(|()| fs::File::open(&layout.home)?.sync_all())
        .map_err(|source| ClusterError::Io { path: layout.data.clone(), source })
}

async fn attempt(layout: &Layout, account: Account, programs: &Programs, locale: &str) -> Result<(), ClusterError> {
    let failed = |source| ClusterError::Io { path: layout.part.clone(), source };
    clear(&layout.home).and_then(|()| private_dir(&layout.part)).map_err(failed)?;
    account.take(layout)?;
    let program = programs.initdb();
    let mut command = account.command_in(&program, &layout.part).map_err(failed)?;
    // Whoever reaches the socket may be any role; only this account (and root) can reach it, its folder being 0700.
    command
        .args(["--auth=trust", "--encoding=UTF8", "--no-instructions"])
        .args([format!("--username={ROLE}"), format!("--locale={locale}")])
        .kill_on_drop(true);
    let output = match tokio::time::timeout(LIMIT, command.output()).await {
        Ok(output) => output.map_err(|source| ClusterError::Spawn { program, source })?,
        Err(_) => return Err(ClusterError::Initdb { output: format!("not done after {} s", LIMIT.as_secs()) }),
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(ClusterError::Initdb { output: log::end(&said).to_owned() })
}

/// Removes what interrupted attempts left.
fn clear(home: &Path) -> io::Result<()> {
    for entry in fs::read_dir(home)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(PART)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            // An orphaned initdb may still be writing there; it does no harm, and the next start clears it.
            tracing::warn!(%error, folder = %entry.path().display(), "cannot remove an unfinished cluster");
        }
    }
    Ok(())
}
