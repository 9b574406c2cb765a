//! Files of secrets: written once, durably, and never over another.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Writes a new file with this mode, its folder included. Of several processes that do so at once one wins; after a crash there is a whole
/// file or none.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] where there is one, which stays as it is.
pub fn create(path: &Path, text: &[u8], mode: u32) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy();
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let part = folder.join(format!("{name}.part-{}", std::process::id()));
    match fs::remove_file(&part) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&part)?;
    file.write_all(text)?;
    file.sync_all()?;
    // Unlike a rename, a link does not replace what is there.
    let linked = fs::hard_link(&part, path);
    fs::remove_file(&part)?;
    linked?;
    sync_folder(folder)
}

/// Gives a file another name in its folder, durably.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] where there is one of that name.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)?;
    fs::remove_file(from)?;
    sync_folder(from.parent().ok_or(ErrorKind::InvalidInput)?)
}

/// Makes names durable: those in the folder, and its own.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()?;
    folder.parent().map_or(Ok(()), |above| File::open(above)?.sync_all())
}
