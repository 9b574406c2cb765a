//! A round: one attempt to procure a notice. Here lives the only way to change one: lock it, decide, [`advance`] it.
//!
//! Lock order: notice before round ([`lock_current`]), so that no two operations wait for each other. Deadlines lock the round alone
//! and never its notice. Sign-ups lock the round shared: they run side by side, and the close waits for them all.

mod advance;
mod due;
mod facts;
mod model;
mod note;
pub mod store;

pub use advance::{LATE, Move, advance};
pub use due::DueRounds;
pub use facts::{Facts, facts};
pub use model::{RosterEntry, Round, UnopenedEntry, Witness};
pub use note::{note, note_by_nobody};
pub use store::{lock_by_id, lock_current, lock_number, share, share_by_id};
