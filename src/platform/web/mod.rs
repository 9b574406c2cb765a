//! The web edge: one error, strict extractors, paging, versions, idempotency.

mod body;
mod caller;
mod instant;
mod language;
pub mod layers;
pub mod measure;
mod once;
mod page;
mod problem;
mod reply;
pub mod shell;

pub use body::{Body, Path, Query};
pub use caller::{Caller, Signed};
pub use instant::Instant;
pub use language::{language, with_language};
pub use once::{Once, purge as purge_once};
pub use page::{Page, PageQuery};
pub use problem::{FieldError, Problem, ProblemBody};
pub use reply::{Created, IfMatch, RowVersion, Versioned};
