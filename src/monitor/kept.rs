//! What the monitor keeps between visits: the key, the last checkpoint, each leaf's hash, what is promised.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Alarm, MonitorError};
use crate::core::log::{Checkpoint, Hash, Promises};

const KEY: &str = "key";
const CHECKPOINT: &str = "checkpoint";
/// 32 bytes for each leaf, in order.
const LEAVES: &str = "leaves";
const PROMISES: &str = "promises.json";

#[derive(Default)]
pub(super) struct Kept {
    pub(super) key: Option<String>,
    /// The last checkpoint, as it was served.
    pub(super) note: Option<String>,
    pub(super) leaves: Vec<Hash>,
    pub(super) promises: Promises,
}

impl Kept {
    pub(super) fn open(folder: &Path) -> Result<Self, MonitorError> {
        let failed = |source| MonitorError::Kept { path: folder.display().to_string(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let read = |name| absent(fs::read(folder.join(name))).map_err(failed);
        let text = |name| absent(fs::read_to_string(folder.join(name))).map_err(failed);
        let promises = read(PROMISES)?.map(|bytes| serde_json::from_slice(&bytes).map_err(io::Error::from));
        let mut kept = Self {
            key: text(KEY)?.map(|it| it.trim().to_owned()),
            note: text(CHECKPOINT)?,
            leaves: read(LEAVES)?.unwrap_or_default().as_chunks::<32>().0.to_vec(),
            promises: promises.transpose().map_err(failed)?.unwrap_or_default(),
        };
        // Leaves are written before the checkpoint that covers them: what a crash left beyond it is read again.
        let size = kept.key.clone().map(|key| kept.checkpoint(&key)).transpose()?.flatten().map_or(0, |it| it.size);
        kept.leaves.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(kept)
    }

    pub(super) fn checkpoint(&self, key: &str) -> Result<Option<Checkpoint>, MonitorError> {
        let opened = self.note.as_ref().map(|note| Checkpoint::open(note.as_bytes(), key));
        opened.transpose().map_err(|error| Alarm::Signature(error).into())
    }

    /// Keeps it; `new` are the last of the leaves, not written yet. The checkpoint is last: until it is there, the visit has not been.
    pub(super) fn save(&self, folder: &Path, new: &[Hash]) -> Result<(), MonitorError> {
        let failed = |path: PathBuf| move |source| MonitorError::Kept { path: path.display().to_string(), source };
        let path = folder.join(LEAVES);
        append(&path, self.leaves.len() - new.len(), new).map_err(failed(path))?;
        let promises = serde_json::to_vec(&self.promises).unwrap_or_default();
        let (key, note) = (self.key.clone().unwrap_or_default(), self.note.clone().unwrap_or_default());
        for (name, bytes) in [(PROMISES, promises), (KEY, key.into_bytes()), (CHECKPOINT, note.into_bytes())] {
            let path = folder.join(name);
            replace(&path, &bytes).map_err(failed(path))?;
        }
        Ok(())
    }
}

fn absent<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(it) => Ok(Some(it)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn append(path: &Path, from: usize, new: &[Hash]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    let end = (from * 32) as u64;
    file.set_len(end)?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(end))?;
    file.write_all(new.as_flattened())?;
    file.sync_all()
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    let mut file = fs::File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(part, path)
}
