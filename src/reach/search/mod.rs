//! Search over agencies, notices, awards and the catalogue: one box, one set of documents and settings, two engines.
//!
//! Documents are made in [`docs`], with every derived form (simplified characters, pinyin, initials); queries are read in [`terms`].
//! Then either engine answers: [`embedded`] (tantivy with charabia) or [`meili`] (Meilisearch). What both have in common is in
//! `search-config/`; what both must do is in `tests/search_contract.rs`.

pub mod docs;
pub mod embedded;
pub mod engine;
mod forms;
mod formula;
pub mod highlight;
pub mod hits;
pub mod labels;
pub mod meili;
pub mod model;
pub mod query;
pub mod reader;
pub mod reindex;
pub mod routes;
pub mod settings;
mod store;
pub mod terms;
mod wanted;
pub mod words;

pub use engine::{Engine, Engines};
pub use model::{Batch, Found, IndexDoc, Kind, Query, SearchError};
pub use routes::{Search, router};
pub use settings::Settings;
