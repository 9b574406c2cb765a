//! The facts that eligibility is judged on, read for the pure check ([`crate::core::eligibility`]): what a round asks for, what is
//! known of agencies. The same facts answer the click, the sign-up and the freeze.

mod candidates;
mod requirement;

pub use candidates::{Known, candidates, offering};
pub use requirement::{client_of, needed_items, requirement};
