//! What goes into an engine and what comes out, the same for both engines.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use crate::core::coded::coded;

coded! {
    /// What can be searched.
    pub enum Kind {
        /// Agencies.
        Agencies => "agencies", "中介机构", "agencies";
        /// Notices.
        Notices => "notices", "采购公告", "notices";
        /// Awards.
        Awards => "awards", "中选结果", "awards";
        /// Items of the catalogue.
        Services => "services", "中介服务事项", "services";
    }
}

/// A document as both engines take it: made by [`docs`](super::docs), with every derived field.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexDoc {
    /// What it is.
    pub kind: Kind,
    /// Its id, unique within its kind.
    pub id: Uuid,
    /// Searchable texts by field of `search-config/settings.json`, simplified and in lower case.
    pub text: BTreeMap<&'static str, Vec<String>>,
    /// Values to filter and count by.
    pub facets: BTreeMap<&'static str, Vec<String>>,
    /// Numbers to rank and sort by: `able`, `credit`, `recent`, `deadline`, `amount`.
    pub numbers: BTreeMap<&'static str, i64>,
    /// What a hit shows; public.
    pub hit: Value,
}

/// A change of the index. It is visible as a whole when the call that applies it returns.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Documents to add or to replace.
    pub puts: Vec<IndexDoc>,
    /// Documents to remove.
    pub deletes: Vec<(Kind, Uuid)>,
    /// Next journal leaf to read after this batch, kept with the documents by an engine that can.
    pub next_index: Option<i64>,
}

/// A request, checked and bounded by [`Query::new`](super::query).
#[derive(Clone, Debug)]
pub struct Query {
    /// What is searched.
    pub kind: Kind,
    /// The words.
    pub words: super::terms::Terms,
    /// Facet → accepted values; a document matches one value of each facet.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Items of the catalogue that are asked for: agencies that can take work in one of them come first, those that offer them but cannot
    /// rank below.
    pub wanted: Vec<String>,
    /// Name of a sort of the settings; by rank where absent.
    pub sort: Option<String>,
    /// Hits wanted, 1 to the limit of the settings.
    pub limit: usize,
    /// Hits to skip; what a cursor stands for.
    pub offset: usize,
}

/// What an engine found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The hits, best first.
    pub hits: Vec<Value>,
    /// How many match in all (Meilisearch estimates).
    pub total: usize,
    /// Facet → values with counts, most frequent first.
    pub facets: BTreeMap<String, Vec<(String, u64)>>,
    /// Nothing had every word: these have some of them, or similar ones.
    pub relaxed: bool,
}

/// Why the engine did not answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The embedded index.
    #[error("搜索索引出错 / the search index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// Its directory.
    #[error("无法读写搜索索引目录 / cannot use the directory of the search index: {0}")]
    Directory(#[from] std::io::Error),
    /// The rows to be indexed could not be read.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Meilisearch.
    #[error("Meilisearch 出错 / Meilisearch failed: {0}")]
    Meili(String),
    /// It took too long.
    #[error("搜索引擎没有及时答复 / the search engine did not answer in time")]
    Timeout,
    /// The configuration, or a thread of ours.
    #[error("搜索内部错误 / internal error of search: {0}")]
    Internal(String),
}
