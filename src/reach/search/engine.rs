//! The one face of both engines.

use std::future::Future;

use super::embedded::Embedded;
use super::meili::Meili;
use super::model::{Batch, Found, Query, SearchError};

/// What a search engine does for Jishi. Applying a batch twice is the same as once.
pub trait Engine: Sized + Send + Sync {
    /// Sets the engine up; asked once before anything else, until it succeeds.
    fn prepare(&self) -> impl Future<Output = Result<(), SearchError>> + Send;

    /// Adds, replaces and removes documents; they are found, or not, when this returns.
    fn apply(&self, batch: Batch) -> impl Future<Output = Result<(), SearchError>> + Send;

    /// Answers a query.
    fn search(&self, query: Query) -> impl Future<Output = Result<Found, SearchError>> + Send;

    /// Next journal leaf to read, where the engine keeps it with its documents; else the caller's table does.
    fn cursor(&self) -> impl Future<Output = Result<Option<i64>, SearchError>> + Send;

    /// A new and empty engine beside this one, to be filled and then [`adopt`](Self::adopt)ed.
    fn fresh(&self) -> impl Future<Output = Result<Self, SearchError>> + Send;

    /// Answers from now on with what `fresh` holds.
    fn adopt(&self, fresh: Self) -> impl Future<Output = Result<(), SearchError>> + Send;
}

/// The engine in use: the embedded one, or Meilisearch where `MEILI_URL` names one.
#[derive(Clone, Debug)]
pub enum Engines {
    /// tantivy below the data directory.
    Embedded(Embedded),
    /// A Meilisearch server.
    Meili(Meili),
}

impl Engine for Engines {
    async fn prepare(&self) -> Result<(), SearchError> {
        match self {
            Self::Embedded(engine) => engine.prepare().await,
            Self::Meili(engine) => engine.prepare().await,
        }
    }

    async fn apply(&self, batch: Batch) -> Result<(), SearchError> {
        match self {
            Self::Embedded(engine) => engine.apply(batch).await,
            Self::Meili(engine) => engine.apply(batch).await,
        }
    }

    async fn search(&self, query: Query) -> Result<Found, SearchError> {
        match self {
            Self::Embedded(engine) => engine.search(query).await,
            Self::Meili(engine) => engine.search(query).await,
        }
    }

    async fn cursor(&self) -> Result<Option<i64>, SearchError> {
        match self {
            Self::Embedded(engine) => engine.cursor().await,
            Self::Meili(engine) => engine.cursor().await,
        }
    }

    async fn fresh(&self) -> Result<Self, SearchError> {
        Ok(match self {
            Self::Embedded(engine) => Self::Embedded(engine.fresh().await?),
            Self::Meili(engine) => Self::Meili(engine.fresh().await?),
        })
    }

    async fn adopt(&self, fresh: Self) -> Result<(), SearchError> {
        match (self, fresh) {
            (Self::Embedded(engine), Self::Embedded(fresh)) => engine.adopt(fresh).await,
            (Self::Meili(engine), Self::Meili(fresh)) => engine.adopt(fresh).await,
            _ => Err(SearchError::Internal("engines of two sorts".to_owned())),
        }
    }
}
