//! PostgreSQL's log: its stderr, appended to one file that is kept short.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Longest log; a full one is moved to `.1`, so both together stay under twice this.
const LIMIT: u64 = 8 * 1024 * 1024;
/// How much of a failed start is quoted.
const QUOTE: u64 = 4 * 1024;

pub(super) fn open(log: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(log)
}

/// Copies a full log aside and empties it. PostgreSQL holds it open for appending, so it goes on at the new end;
/// what it writes between the two steps is lost.
pub(super) fn bound(log: &Path) {
    if length(log) < LIMIT {
        return;
    }
    let shorten = || {
        fs::copy(log, log.with_extension("log.1"))?;
        OpenOptions::new().write(true).open(log)?.set_len(0)
    };
    if let Err(error) = shorten() {
        tracing::warn!(%error, log = %log.display(), "cannot shorten PostgreSQL's log");
    }
}

pub(super) fn length(log: &Path) -> u64 {
    fs::metadata(log).map_or(0, |meta| meta.len())
}

/// What was written after `from`, its end at most.
pub(super) fn since(log: &Path, from: u64) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(log)?;
        let start = from.max(length(log).saturating_sub(QUOTE));
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(QUOTE).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    };
    read().unwrap_or_else(|error| error.to_string())
}

/// The end of a long text.
pub(super) fn end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(usize::try_from(QUOTE).unwrap_or(usize::MAX));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..].trim()
}
