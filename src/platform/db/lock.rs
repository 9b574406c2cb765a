//! The data directory: made if missing, and one server at a time on it.
//!
//! The lock is the kernel's (`flock`), so it vanishes with its holder, also after `kill -9`; the file itself stays and
//! only carries the holder's process id for the message.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

/// Name of the lock file inside the data directory.
const NAME: &str = "jishi.lock";

/// Held for as long as this value lives.
#[derive(Debug)]
pub struct DataDirLock {
    dir: PathBuf,
    _file: Flock<File>,
}

/// Why the data directory could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it.
    #[error(
        "数据目录 {} 正被另一个集市进程使用(进程号 {pid});请先停止它,或用 --data-dir 指定另一个目录 / \
         the data directory {} is in use by another jishi (process {pid}); stop that one first, or choose another with --data-dir",
        dir.display(), dir.display()
    )]
    Busy {
        /// The data directory.
        dir: PathBuf,
        /// The holder's process id as it wrote it, or `?`.
        pid: String,
    },
    /// The directory or its lock file could not be made or locked.
    #[error("无法使用数据目录 {} / cannot use the data directory {}: {source}", dir.display(), dir.display())]
    Io {
        /// The data directory.
        dir: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl DataDirLock {
    /// Makes `dir` (private to its owner) if it is missing and takes its lock, without waiting.
    pub fn take(dir: &Path) -> Result<Self, LockError> {
        let failed = |source| LockError::Io { dir: dir.to_owned(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed)?;
        let dir = dir.canonicalize().map_err(failed)?;
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(dir.join(NAME))
            .map_err(failed)?;
        let mut file = match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
            Ok(file) => file,
            Err((file, Errno::EWOULDBLOCK)) => return Err(LockError::Busy { dir, pid: holder(file) }),
            Err((_, errno)) => return Err(failed(errno.into())),
        };
        let pid = format!("{}\n", std::process::id());
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(pid.as_bytes())).map_err(failed)?;
        Ok(Self { dir, _file: file })
    }

    /// The directory's absolute path.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

fn holder(mut file: File) -> String {
    let mut text = String::new();
    match file.read_to_string(&mut text) {
        Ok(_) if !text.trim().is_empty() => text.trim().to_owned(),
        _ => "?".to_owned(),
    }
}
