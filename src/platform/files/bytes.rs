//! Where the bytes lie.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Held in memory per upload before it goes to the store.
const BUFFER: usize = 1024 * 1024;

/// The object store of an installation.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Files under `folder`, which is made if missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(std::io::Error::other)?.with_fsync(true);
        Ok(Self(Arc::new(store)))
    }

    /// Files in memory, for tests.
    pub fn in_memory() -> Self {
        Self(Arc::new(object_store::memory::InMemory::new()))
    }

    /// Stores a whole file.
    pub async fn put(&self, id: Uuid, bytes: Bytes) -> Result<(), object_store::Error> {
        self.0.put(&key(id), bytes.into()).await.map(|_| ())
    }

    /// Starts a file that arrives in pieces; nobody sees it before [`Writer::finish`].
    pub(super) fn writer(&self, id: Uuid) -> Writer {
        Writer(BufWriter::with_capacity(Arc::clone(&self.0), key(id), BUFFER))
    }

    /// The whole of a file.
    pub async fn get(&self, id: Uuid) -> Result<Bytes, object_store::Error> {
        self.0.get(&key(id)).await?.bytes().await
    }

    /// A whole tile of the log, by its path; `None` where it is not written yet.
    pub async fn log_tile(&self, path: &str) -> Result<Option<Bytes>, object_store::Error> {
        match self.0.get(&tile_key(path)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a whole tile of the log: all of it or nothing.
    pub async fn put_log_tile(&self, path: &str, bytes: Bytes) -> Result<(), object_store::Error> {
        self.0.put(&tile_key(path), bytes.into()).await.map(|_| ())
    }

    /// A file in pieces.
    pub(super) async fn stream(
        &self,
        id: Uuid,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>, object_store::Error> {
        Ok(self.0.get(&key(id)).await?.into_stream())
    }

    /// Removes a file, if it is there.
    pub(super) async fn remove(&self, id: Uuid) -> Result<(), object_store::Error> {
        match self.0.delete(&key(id)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            done => done,
        }
    }
}

/// A file on its way into the store.
pub(super) struct Writer(BufWriter);

impl Writer {
    pub(super) async fn put(&mut self, bytes: Bytes) -> Result<(), object_store::Error> {
        self.0.put(bytes).await
    }

    /// Makes the file readable, whole and durable.
    pub(super) async fn finish(mut self) -> Result<(), std::io::Error> {
        self.0.shutdown().await
    }

    /// Leaves nothing of it.
    pub(super) async fn abort(mut self) {
        if let Err(error) = self.0.abort().await {
            tracing::warn!(%error, "a refused upload could not be removed");
        }
    }
}

/// Where tiles lie: `log/tile/0/x001/000`.
fn tile_key(path: &str) -> Key {
    Key::from(format!("log/tile/{path}"))
}

fn key(id: Uuid) -> Key {
    let id = id.simple().to_string();
    Key::from_iter([&id[..4], &id])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }

    #[tokio::test]
    async fn a_folder_holds_whole_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::in_folder(folder.path()).unwrap();
        let piece = Bytes::from(vec![7; BUFFER / 2 + 1]);
        for (id, pieces) in [(Uuid::from_u128(1), 1), (Uuid::from_u128(2), 7)] {
            let mut writer = files.writer(id);
            for _ in 0..pieces {
                writer.put(piece.clone()).await.unwrap();
            }
            writer.finish().await.unwrap();
            assert_eq!(files.get(id).await.unwrap().len(), pieces * piece.len());
        }
        let mut broken = files.writer(Uuid::from_u128(3));
        for _ in 0..5 {
            broken.put(piece.clone()).await.unwrap();
        }
        broken.abort().await;
        assert!(files.get(Uuid::from_u128(3)).await.is_err());
        for _ in 0..2 {
            files.remove(Uuid::from_u128(2)).await.unwrap();
        }
        assert_eq!(count(folder.path()), 1);
    }
}
