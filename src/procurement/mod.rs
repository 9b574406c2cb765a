//! The road from notice to money.

pub mod catalog;
pub mod contracts;
mod late;
pub mod ledger;
pub mod notices;
pub mod refs;
pub mod rounds;

use crate::platform::timers::Timer;

pub use late::late;

/// What fires by itself, in the order it is looked at.
pub fn timers() -> Vec<Timer> {
    Vec::new()
}
