//! The embedded engine: tantivy, its index below the data directory of each server.

mod generation;
mod query;
mod schema;
mod search;
mod tokenizer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use generation::Generation;

use super::engine::Engine;
use super::model::{Batch, Found, Query, SearchError};
use super::settings::Settings;

/// A search that takes longer is given up.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The engine; clones share it.
#[derive(Clone, Debug)]
pub struct Embedded {
    root: PathBuf,
    settings: &'static Settings,
    generation: Arc<RwLock<Arc<Generation>>>,
}

impl Embedded {
    /// Opens the index in a directory, or makes an empty one.
    pub async fn open(root: &Path) -> Result<Self, SearchError> {
        let root = root.to_owned();
        blocking(move || {
            let settings = Settings::built_in()?;
            let generation = generation::open_current(&root, settings)?;
            Ok(Self { root, settings, generation: Arc::new(RwLock::new(Arc::new(generation))) })
        })
        .await
    }

    fn generation(&self) -> Arc<Generation> {
        Arc::clone(&self.generation.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change_to(&self, generation: Generation) {
        *self.generation.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation);
    }

    /// Changes over when another process has made another index current.
    fn follow_current(&self) -> Result<(), SearchError> {
        let current = generation::current_name(&self.root, self.settings)?;
        let answering = self.generation().name.clone();
        if !answering.starts_with("new-") && current.is_some_and(|name| name != answering) {
            tracing::info!("the search index was rebuilt");
            self.change_to(generation::open_current(&self.root, self.settings)?);
        }
        Ok(())
    }
}

impl Engine for Embedded {
    async fn prepare(&self) -> Result<(), SearchError> {
        Ok(())
    }

    async fn apply(&self, batch: Batch) -> Result<(), SearchError> {
        let engine = self.clone();
        blocking(move || engine.generation().apply(&batch)).await
    }

    async fn search(&self, query: Query) -> Result<Found, SearchError> {
        let engine = self.clone();
        let answer = blocking(move || search::search(&engine.generation(), engine.settings, &query));
        tokio::time::timeout(TIMEOUT, answer).await.map_err(|_| SearchError::Timeout)?
    }

    async fn cursor(&self) -> Result<Option<i64>, SearchError> {
        let engine = self.clone();
        blocking(move || {
            engine.follow_current()?;
            engine.generation().cursor().map(Some)
        })
        .await
    }

    async fn fresh(&self) -> Result<Self, SearchError> {
        let engine = self.clone();
        blocking(move || {
            let generation = generation::begin(&engine.root, engine.settings)?;
            Ok(Self { generation: Arc::new(RwLock::new(Arc::new(generation))), ..engine })
        })
        .await
    }

    async fn adopt(&self, fresh: Self) -> Result<(), SearchError> {
        let engine = self.clone();
        blocking(move || {
            let shared = || SearchError::Internal("the fresh index is still in use".to_owned());
            let lock = Arc::try_unwrap(fresh.generation).map_err(|_| shared())?;
            let filled =
                Arc::try_unwrap(lock.into_inner().unwrap_or_else(PoisonError::into_inner)).map_err(|_| shared())?;
            let generation = generation::finish(&engine.root, engine.settings, filled)?;
            engine.change_to(generation);
            Ok(())
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| SearchError::Internal(error.to_string()))?
}
