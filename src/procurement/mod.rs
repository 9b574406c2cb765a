//! The road from notice to money.

pub mod catalog;
pub mod contracts;
pub mod ledger;
pub mod notices;
pub mod refs;
pub mod rounds;

use crate::platform::timers::Timer;

/// What fires by itself, in the order it is looked at.
pub fn timers() -> Vec<Timer> {
    Vec::new()
}
