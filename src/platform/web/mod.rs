//! The web edge: one error, strict extractors, paging, versions, idempotency.

mod body;
mod caller;
mod instant;
mod language;
mod once;
mod page;
mod problem;
mod reply;
pub mod layers;

pub use body::{Body, Path, Query};
pub use caller::{Caller, Signed};
pub use instant::Instant;
pub use language::{language, with_language};
pub use once::Once;
pub use page::{Page, PageQuery};
pub use problem::{FieldError, Problem};
pub use reply::{Created, IfMatch, Versioned};
