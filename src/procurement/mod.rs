//! The road from notice to money.

pub mod catalog;
pub mod contracts;
pub mod eligibility;
mod late;
pub mod ledger;
pub mod notices;
pub mod refs;
pub mod rounds;
pub mod signups;

use crate::platform::timers::Timer;

pub use late::late;

/// What fires by itself, in the order it is looked at.
pub fn timers() -> Vec<Timer> {
    vec![Timer { name: "sign_up_deadline", fire: |app| Box::pin(notices::close_due(app)) }]
}
