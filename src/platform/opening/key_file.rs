//! Files of opening keys: the private key as hex in the first line, its public key in the second. The one in use is `opening.key`, former
//! ones are `opening-{id}.key`.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::OpeningError;
use super::store::OpeningKey;
use crate::core::seal::{PublicKey, SecretKey};
use crate::platform::secret_file;

/// Whoever may read it may open; nobody may change it.
pub const MODE: u32 = 0o400;
/// Two lines of 64 digits, with what an editor may add.
const MAX_BYTES: u64 = 200;

/// Where the key in use lies.
pub fn in_use(folder: &Path) -> PathBuf {
    folder.join("opening.key")
}

/// Where a former key lies.
pub fn former(folder: &Path, id: Uuid) -> PathBuf {
    folder.join(format!("opening-{id}.key"))
}

/// Every key file of a folder.
pub fn all(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let stem = name.to_str().and_then(|name| name.strip_suffix(".key"));
        let is_key = stem.is_some_and(|stem| stem == "opening" || stem.starts_with("opening-"));
        if is_key {
            found.push(folder.join(name));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether there is any.
pub fn any(folder: &Path) -> bool {
    all(folder).is_ok_and(|found| !found.is_empty())
}

/// The private half of a key, looked for under both names.
pub fn of(folder: &Path, key: &OpeningKey) -> Result<SecretKey, OpeningError> {
    place(folder, key).map(|(_, secret)| secret)
}

/// The same with where it lies.
pub fn place(folder: &Path, key: &OpeningKey) -> Result<(PathBuf, SecretKey), OpeningError> {
    let mut other = None;
    for path in [former(folder, key.id), in_use(folder)] {
        match read(&path) {
            Ok(secret) if secret.public() == key.public => return Ok((path, secret)),
            Ok(_) => other = Some(path),
            Err(OpeningError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let id = key.id;
    Err(match other {
        // Of a former key, that was the one in use now.
        Some(path) if key.retired_at.is_none() => OpeningError::Different { id, path },
        None if key.retired_at.is_none() => OpeningError::Missing { id, path: in_use(folder) },
        _ => OpeningError::Missing { id, path: former(folder, id) },
    })
}

/// Reads a key file.
pub fn read(path: &Path) -> Result<SecretKey, OpeningError> {
    let failed = |source| OpeningError::Io { path: path.to_owned(), source };
    let file = fs::File::open(path).map_err(failed)?;
    // Never grown: no copy is left behind on the heap.
    let mut text = Zeroizing::new(String::with_capacity(1024));
    file.take(MAX_BYTES).read_to_string(&mut text).map_err(failed)?;
    parse(&text).ok_or_else(|| OpeningError::Damaged { path: path.to_owned() })
}

/// The key of a file's text; a public key in it must be its own.
pub fn parse(text: &str) -> Option<SecretKey> {
    let mut lines = text.lines().map(str::trim);
    let mut bytes = Zeroizing::new([0; 32]);
    hex::decode_to_slice(lines.next()?, bytes.as_mut_slice()).ok()?;
    let secret = SecretKey::from_slice(bytes.as_slice())?;
    let public = lines.find(|line| !line.is_empty());
    public.is_none_or(|public| PublicKey::from_hex(public) == Some(secret.public())).then_some(secret)
}

/// Writes a new key file, never over another.
pub fn write(path: &Path, secret: &SecretKey) -> Result<(), OpeningError> {
    let mut text = Zeroizing::new(vec![0; 64]);
    let encoded = hex::encode_to_slice(secret.as_bytes(), &mut text).map_err(io::Error::other);
    let mut lines = Zeroizing::new(Vec::with_capacity(256));
    lines.extend_from_slice(&text);
    lines.extend_from_slice(format!("\n{}\n", secret.public()).as_bytes());
    encoded
        .and_then(|()| secret_file::create(path, &lines, MODE))
        .map_err(|source| OpeningError::Io { path: path.to_owned(), source })
}
