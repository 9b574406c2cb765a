//! Notices that were published elsewhere and are over: `jishi import notices FILE.csv`.
//!
//! A row becomes a notice with one round in state `archived`. Where such a file is silent, so are we: there is no purchase code, no fee
//! (预算总金额 is the scale of the project, domain.md §17), no code of the client. When it was published is not known either; the end
//! of sign-up stands in `round.published_at`, only so that lists have an order, and is shown to nobody as a time of publication.
//! An imported notice counts in no statistics: those follow `notice.published`, and this is `notice.imported`.
//!
//! A row is known by title, project, client and deadline (`notice.source_key`), whatever the file is called: read again, it changes nothing.

mod items;
mod places;
mod report;
mod row;
mod run;
mod store;
mod table;

#[cfg(test)]
mod row_tests;

pub use report::Report;
pub use run::run;
pub use table::ImportError;
