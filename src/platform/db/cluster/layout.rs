//! Where a cluster's things lie.
//!
//! ```text
//! <data-dir>/postgres/           0700, owned by the account PostgreSQL runs as
//!                     data/      PGDATA; appears complete or not at all
//!                     data.part-<process>/ one being made
//!                     run/       the socket
//!                     postgres.log, postgres.log.1
//! ```

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// `sun_path` of a Unix socket address, without its closing zero.
const SOCKET_PATH_LIMIT: usize = 107;
/// Names the socket file; no port is ever opened.
pub(super) const PORT: u16 = 5432;

/// Begins the name of a cluster being made; ends with the maker's process id, because an `initdb` may outlive it.
pub(super) const PART: &str = "data.part-";

#[derive(Debug)]
pub(super) struct Layout {
    pub data_dir: PathBuf,
    pub home: PathBuf,
    pub data: PathBuf,
    pub part: PathBuf,
    pub run: PathBuf,
    pub log: PathBuf,
}

impl Layout {
    /// `data_dir` must be absolute.
    pub fn new(data_dir: &Path) -> Self {
        let home = data_dir.join("postgres");
        Self {
            data_dir: data_dir.to_owned(),
            data: home.join("data"),
            part: home.join(format!("{PART}{}", std::process::id())),
            run: home.join("run"),
            log: home.join("postgres.log"),
            home,
        }
    }

    /// The major version that made the cluster; `None` where there is none yet.
    pub fn version(&self) -> io::Result<Option<String>> {
        match std::fs::read_to_string(self.data.join("PG_VERSION")) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The directory to name as host when connecting.
///
/// A path too long for a socket address is reached through an open handle on the directory instead, which is
/// shorter, cannot be squatted like a name under `/tmp`, and holds for this process only.
#[derive(Debug)]
pub(super) struct SocketDir {
    path: PathBuf,
    _handle: Option<File>,
}

impl SocketDir {
    pub fn open(run: &Path) -> io::Result<Self> {
        let socket = run.join(format!(".s.PGSQL.{PORT}"));
        if socket.as_os_str().len() <= SOCKET_PATH_LIMIT {
            return Ok(Self { path: run.to_owned(), _handle: None });
        }
        let handle = File::open(run)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", handle.as_raw_fd()));
        Ok(Self { path, _handle: Some(handle) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
