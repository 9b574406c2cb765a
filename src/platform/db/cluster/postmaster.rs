//! The server process: found, started, waited for, stopped.
//!
//! `postmaster.pid` says who serves a data folder; `/proc` says whether that process is still the one meant. A server is
//! our child if this process started it, and somebody's orphan if we were killed and started again: both are the same
//! to everything but the reaping.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::process::Stdio;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::Child;
use tokio::time::{Instant, sleep};

use super::account::Account;
use super::error::ClusterError;
use super::layout::{Layout, PORT};
use super::log;
use super::programs::Programs;

/// How often a state is looked at while waiting.
const LOOK: Duration = Duration::from_millis(20);
/// How often waiting says that it waits.
const TELL: Duration = Duration::from_secs(5);

/// What every server gets, in this order; a recipe's own settings come after, and the last word counts.
const SETTINGS: [&str; 13] = [
    "listen_addresses=",
    "unix_socket_directories=../run",
    "unix_socket_permissions=0700",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=64MB",
    "max_connections=100",
    "max_wal_size=256MB",
    "timezone=UTC",
    "log_destination=stderr",
    "logging_collector=off",
    "log_line_prefix=%m [%p] ",
];

/// The server of one data folder, as last seen.
#[derive(Debug, Default)]
pub(super) struct Postmaster {
    pid: Option<Pid>,
    child: Option<Child>,
    /// Where in the log this server's own words begin.
    log_start: u64,
}

/// How a wait ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Waited {
    Ready,
    Gone,
    TooLong,
}

impl Postmaster {
    /// Takes over a server that already runs on the folder; false if there is none.
    pub fn adopt(&mut self, layout: &Layout) -> io::Result<bool> {
        let Some(pid) = running(layout)? else {
            return Ok(false);
        };
        if self.pid != Some(pid) {
            *self = Self { pid: Some(pid), ..Self::default() };
        }
        Ok(true)
    }

    /// Starts a server, which [`Self::adopt`] has found missing. It outlives us, whatever ends us.
    pub fn spawn(
        &mut self,
        layout: &Layout,
        account: Account,
        programs: &Programs,
        settings: &[String],
    ) -> Result<(), ClusterError> {
        let program = programs.postgres();
        let failed = |source| ClusterError::Spawn { program: program.clone(), source };
        let log = log::open(&layout.log).map_err(|source| ClusterError::Io { path: layout.log.clone(), source })?;
        let mut command = account.command_in(&program, &layout.data).map_err(failed)?;
        // A setting of our own name, unused by PostgreSQL: it shows in `ps` whose server this is.
        let owner = format!("jishi.data_dir={}", layout.data_dir.display());
        let port = format!("port={PORT}");
        let all =
            SETTINGS.into_iter().chain([port.as_str(), owner.as_str()]).chain(settings.iter().map(String::as_str));
        for setting in all {
            command.arg("-c").arg(setting);
        }
        command.stdout(Stdio::null()).stderr(Stdio::from(log));
        let log_start = log::length(&layout.log);
        let child = command.spawn().map_err(failed)?;
        self.pid = child.id().and_then(|id| i32::try_from(id).ok()).map(Pid::from_raw);
        self.child = Some(child);
        self.log_start = log_start;
        Ok(())
    }

    /// The end of what the server has written since its start.
    pub fn said(&self, layout: &Layout) -> String {
        log::since(&layout.log, self.log_start)
    }

    /// Whether the server is still there; reaps it if it was our child.
    pub fn alive(&mut self, layout: &Layout) -> bool {
        if let Some(child) = &mut self.child {
            return matches!(child.try_wait(), Ok(None));
        }
        self.pid.is_some_and(|pid| is_server_of(pid, layout))
    }

    /// Waits until the server takes connections, through a crash recovery if there is one.
    pub async fn wait_ready(&mut self, layout: &Layout, until: Instant) -> Waited {
        let started = Instant::now();
        let mut tell = started + TELL;
        loop {
            if !self.alive(layout) {
                return Waited::Gone;
            }
            if let Ok(Some(file)) = PidFile::read(layout)
                && file.ready
                && Some(file.pid) == self.pid
            {
                return Waited::Ready;
            }
            let now = Instant::now();
            if now >= until {
                return Waited::TooLong;
            }
            if now >= tell {
                tell = now + TELL;
                let seconds = (now - started).as_secs();
                tracing::info!(seconds, log = %layout.log.display(), "PostgreSQL is starting or recovering; waiting");
            }
            sleep(LOOK).await;
        }
    }

    /// Fast shutdown; then without a checkpoint; then by force. The data is safe with each.
    pub async fn stop(&mut self, layout: &Layout) {
        let steps = [
            (Signal::SIGINT, Duration::from_secs(30)),
            (Signal::SIGQUIT, Duration::from_secs(10)),
            (Signal::SIGKILL, Duration::from_secs(5)),
        ];
        for (signal, limit) in steps {
            let Some(pid) = self.pid.filter(|_| self.alive(layout)) else {
                return;
            };
            if let Err(error) = kill(pid, signal) {
                tracing::warn!(%pid, %signal, %error, "cannot signal PostgreSQL");
            }
            let until = Instant::now() + limit;
            while Instant::now() < until {
                if !self.alive(layout) {
                    tracing::info!(%pid, "PostgreSQL has stopped");
                    return;
                }
                sleep(LOOK).await;
            }
            tracing::warn!(%pid, %signal, "PostgreSQL did not stop in time");
        }
    }
}

/// The first and the eighth line of `postmaster.pid`.
#[derive(Debug)]
pub(super) struct PidFile {
    pub pid: Pid,
    pub ready: bool,
}

impl PidFile {
    pub fn read(layout: &Layout) -> io::Result<Option<Self>> {
        match fs::read_to_string(path(layout)) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// `None` for a file cut short, and for a single-user session (a negative id), which cannot be adopted.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let pid: i32 = lines.next()?.trim().parse().ok().filter(|pid| *pid > 1)?;
        Some(Self { pid: Pid::from_raw(pid), ready: lines.nth(6).is_some_and(|status| status.trim() == "ready") })
    }
}

fn path(layout: &Layout) -> std::path::PathBuf {
    layout.data.join("postmaster.pid")
}

/// The live server of the folder.
pub(super) fn running(layout: &Layout) -> io::Result<Option<Pid>> {
    Ok(PidFile::read(layout)?.map(|file| file.pid).filter(|pid| is_server_of(*pid, layout)))
}

/// Whether a server that takes connections runs on the folder.
pub(super) fn serves(layout: &Layout) -> bool {
    matches!(PidFile::read(layout), Ok(Some(file)) if file.ready && is_server_of(file.pid, layout))
}

/// Removes a `postmaster.pid` whose number now belongs to something else, as happens when a container starts anew.
/// PostgreSQL would refuse to start; the shared memory of real left-overs still protects the data.
pub(super) fn clear_stale(layout: &Layout) -> io::Result<()> {
    match PidFile::read(layout)? {
        Some(file) if name_of(file.pid).is_some_and(|name| !is_postgres(&name)) => fs::remove_file(path(layout)),
        _ => Ok(()),
    }
}

/// Numbers of processes come round again, so the number is not enough: the process must be called like a server, be
/// no zombie, and stand in the folder (which root in a container may not be allowed to see; then the name must do).
fn is_server_of(pid: Pid, layout: &Layout) -> bool {
    if !name_of(pid).is_some_and(|name| is_postgres(&name)) {
        return false;
    }
    match (fs::metadata(format!("/proc/{pid}/cwd")), fs::metadata(&layout.data)) {
        (Ok(theirs), Ok(ours)) => (theirs.dev(), theirs.ino()) == (ours.dev(), ours.ino()),
        (Err(error), Ok(_)) => error.kind() == io::ErrorKind::PermissionDenied,
        _ => false,
    }
}

fn is_postgres(name: &str) -> bool {
    matches!(name, "postgres" | "postmaster")
}

/// A live process's name, from `/proc/<pid>/stat`: `pid (name) state …`.
fn name_of(pid: Pid) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (head, rest) = stat.rsplit_once(')')?;
    let dead = matches!(rest.trim_start().chars().next(), Some('Z' | 'X') | None);
    let name = head.split_once('(')?.1;
    (!dead).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::PidFile;

    #[test]
    fn pid_files_are_read() {
        let whole = "4711\n/data\n1795512156\n5432\n../run\n\n 10117128         9\nready   \n";
        let file = PidFile::parse(whole).unwrap();
        assert_eq!((file.pid.as_raw(), file.ready), (4711, true));
        assert!(!PidFile::parse(&whole.replace("ready", "starting")).unwrap().ready);
        assert!(!PidFile::parse("4711\n").unwrap().ready);
        assert!(PidFile::parse("").is_none());
        assert!(PidFile::parse("-4711\n").is_none());
    }
}
