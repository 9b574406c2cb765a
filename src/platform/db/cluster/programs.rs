//! Finding PostgreSQL's programs.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;
use super::npm;

/// Oldest major version we run on.
const MINIMUM: u32 = 15;
/// Asking a program for its version.
const ASK_LIMIT: Duration = Duration::from_secs(20);

/// One installation.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    bin: PathBuf,
    major: u32,
}

impl Programs {
    pub fn initdb(&self) -> PathBuf {
        self.bin.join("initdb")
    }

    pub fn postgres(&self) -> PathBuf {
        self.bin.join("postgres")
    }

    /// The programs for this layout: those that made its cluster, or the first good ones for a new one.
    ///
    /// `JISHI_POSTGRES_BIN`, if set, is the only place looked at.
    pub async fn find(layout: &Layout, account: Account) -> Result<Self, ClusterError> {
        let wanted = layout.version().map_err(|source| ClusterError::Io { path: layout.data.clone(), source })?;
        let mut searched = String::new();
        let mut installed = Vec::new();
        for place in places().await {
            match look(&place, account).await {
                Ok(programs) => {
                    let fits = match &wanted {
                        Some(version) => *version == programs.major.to_string(),
                        None => programs.major >= MINIMUM,
                    };
                    if fits {
                        return Ok(programs);
                    }
                    let _ = write!(searched, "{} ({}); ", place.display(), programs.major);
                    installed.push(programs.major.to_string());
                }
                Err(reason) => {
                    let _ = write!(searched, "{} ({reason}); ", place.display());
                }
            }
        }
        match wanted {
            Some(found) if !installed.is_empty() => {
                installed.dedup();
                Err(ClusterError::OtherMajor { dir: layout.data.clone(), found, installed: installed.join(", ") })
            }
            _ => Err(ClusterError::NoPrograms { minimum: MINIMUM, searched }),
        }
    }
}

/// Candidate folders, best first.
async fn places() -> Vec<PathBuf> {
    if let Some(given) = std::env::var_os("JISHI_POSTGRES_BIN") {
        let given = PathBuf::from(given);
        return vec![given.canonicalize().unwrap_or(given)];
    }
    let mut places = Vec::new();
    places.extend(configured().await);
    places.extend(debian());
    if let Some(path) = std::env::var_os("PATH") {
        places.extend(std::env::split_paths(&path).filter(|dir| dir.join("postgres").exists()));
    }
    places.extend(npm::packages().into_iter().map(|package| package.join("bin")));
    let mut seen = std::collections::HashSet::new();
    places.retain(|place| place.is_absolute() && seen.insert(place.clone()));
    places
}

/// What `pg_config --bindir` says, if it is there.
async fn configured() -> Option<PathBuf> {
    let mut command = tokio::process::Command::new("pg_config");
    command.arg("--bindir").kill_on_drop(true);
    let output = tokio::time::timeout(ASK_LIMIT, command.output()).await.ok()?.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let dir = PathBuf::from(text.trim());
    dir.join("postgres").exists().then_some(dir)
}

/// Debian's layout: one folder a major version, newest first.
fn debian() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/usr/lib/postgresql") else {
        return Vec::new();
    };
    let mut majors: Vec<(u32, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    majors.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    majors.into_iter().map(|(_, bin)| bin).collect()
}

/// Asks the installation in `bin` for its version, as the account that would run it.
async fn look(bin: &Path, account: Account) -> Result<Programs, String> {
    if !bin.join("postgres").exists() {
        return Err("no postgres there".to_owned());
    }
    let package = bin.parent().filter(|package| npm::is_package(package));
    if let Some(package) = package {
        npm::complete(package).map_err(|error| error.to_string())?;
    }
    match ask(bin, account).await {
        Ok(major) => Ok(Programs { bin: bin.to_owned(), major }),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let package =
                package.ok_or_else(|| format!("not reachable for the account PostgreSQL runs as: {error}"))?;
            let bin = npm::copy_for_everyone(package).map_err(|error| error.to_string())?;
            let major = ask(&bin, account).await.map_err(|error| error.to_string())?;
            Ok(Programs { bin, major })
        }
        Err(error) => Err(error.to_string()),
    }
}

async fn ask(bin: &Path, account: Account) -> io::Result<u32> {
    let mut command = account.command(&bin.join("postgres"));
    command.arg("--version").kill_on_drop(true);
    let output = tokio::time::timeout(ASK_LIMIT, command.output()).await??;
    let text = String::from_utf8_lossy(&output.stdout);
    major(&text).ok_or_else(|| {
        io::Error::other(format!("no version: {} {}", text.trim(), String::from_utf8_lossy(&output.stderr).trim()))
    })
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian …)`, also of a beta (`18beta1`).
fn major(text: &str) -> Option<u32> {
    let version = text.split_once("(PostgreSQL)")?.1.trim_start();
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_read() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("postgres 9"), None);
        assert_eq!(major(""), None);
    }
}
