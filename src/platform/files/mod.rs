//! Uploaded files: bytes in an object store (a directory by default), facts in the table `file`.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use uuid::Uuid;

/// Where the bytes lie.
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

    pub async fn put(&self, id: Uuid, bytes: Bytes) -> Result<(), object_store::Error> {
        self.0.put(&key(id), bytes.into()).await.map(|_| ())
    }

    pub async fn get(&self, id: Uuid) -> Result<Bytes, object_store::Error> {
        self.0.get(&key(id)).await?.bytes().await
    }
}

fn key(id: Uuid) -> Key {
    let id = id.simple().to_string();
    Key::from_iter([&id[..4], &id])
}
