//! As whom PostgreSQL runs.
//!
//! It refuses root, so root's `jishi` drops to another account directly. That account need not be able to walk to the
//! data directory (think of `/root/jishi/data`): PostgreSQL gets it as an open handle (`/proc/self/fd/9`), and names
//! everything else relative to it. Only the cluster's own folder changes hands.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, lchown};
use std::path::Path;
use std::process::Stdio;

use nix::unistd::{Uid, User};
use tokio::process::Command;

use super::error::ClusterError;
use super::layout::Layout;

/// Moves the handle away from stdin, where a child's own pipes would replace it, and becomes the program.
const HAND_OVER: &str = r#"exec 9<&0 </dev/null && exec "$@""#;
/// The name under which the program then knows the folder.
const HANDLE: &str = "/proc/self/fd/9";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// Who we are: an ordinary user.
    Own,
    /// Another one, to whom root drops.
    Other { uid: u32, gid: u32 },
}

impl Account {
    /// An existing cluster's owner first (the account may not change under it), then `postgres`, then `nobody`.
    ///
    /// An id without a name would not do: `initdb` insists on one.
    pub fn choose(layout: &Layout) -> Result<Self, ClusterError> {
        let owner = fs::metadata(&layout.home).ok().map(|meta| (meta.uid(), meta.gid()));
        let me = Uid::effective();
        if !me.is_root() {
            return match owner {
                Some((owner, _)) if owner != me.as_raw() => {
                    Err(ClusterError::ForeignOwner { dir: layout.home.clone(), owner, me: me.as_raw() })
                }
                _ => Ok(Self::Own),
            };
        }
        if let Some((uid, gid)) = owner.filter(|(uid, _)| *uid != 0) {
            return Ok(Self::Other { uid, gid });
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .filter(|user| !user.uid.is_root())
            .map(|user| Self::Other { uid: user.uid.as_raw(), gid: user.gid.as_raw() })
            .ok_or(ClusterError::NoAccount)
    }

    /// Makes the cluster's folders, and makes them this account's, also after a restore by root.
    pub fn take(self, layout: &Layout) -> Result<(), ClusterError> {
        for dir in [&layout.home, &layout.run] {
            private_dir(dir).map_err(|source| ClusterError::Io { path: dir.clone(), source })?;
        }
        let Self::Other { uid, gid } = self else {
            return Ok(());
        };
        let owned = |dir: &Path| fs::symlink_metadata(dir).map_or(true, |meta| meta.uid() == uid);
        if [&layout.run, &layout.part, &layout.data, &layout.home].into_iter().all(|dir| owned(dir)) {
            return Ok(());
        }
        give(&layout.home, uid, gid).map_err(|source| ClusterError::Io { path: layout.home.clone(), source })
    }

    /// A command of this account, in a process group of its own so that a terminal's Ctrl-C does not reach it, and with
    /// none of our environment's PG… variables.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        self.dress(&mut command);
        command.stdin(Stdio::null());
        command
    }

    /// As [`Account::command`], with `-D folder`.
    pub fn command_in(self, program: &Path, folder: &Path) -> io::Result<Command> {
        if self == Self::Own {
            let mut command = self.command(program);
            command.arg("-D").arg(folder);
            return Ok(command);
        }
        let mut command = Command::new("/bin/sh");
        self.dress(&mut command);
        command
            .args(["-c", HAND_OVER, "jishi"])
            .args([program.as_os_str(), OsStr::new("-D"), OsStr::new(HANDLE)])
            .stdin(File::open(folder)?);
        Ok(command)
    }

    fn dress(self, command: &mut Command) {
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC").current_dir("/").process_group(0);
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if let Self::Other { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
    }
}

/// Makes one folder, readable by its owner alone.
pub(super) fn private_dir(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
}

/// Hands a tree over, without following links. The top goes last: while it is not ours, the work is not done.
fn give(path: &Path, uid: u32, gid: u32) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if meta.is_dir() {
        for entry in fs::read_dir(path)? {
            give(&entry?.path(), uid, gid)?;
        }
    }
    if meta.uid() == uid {
        return Ok(());
    }
    lchown(path, Some(uid), Some(gid))
}
