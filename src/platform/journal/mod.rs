//! The journal: one append-only record of everything that happened, in one order that readers follow.
//!
//! A business transaction inserts its entry and a pending mark ([`Work::record`](crate::platform::Work::record)), without any global
//! lock. One leader gives pending entries their place in `journal_leaf` and signs the Merkle tree over them ([`sequencer`], [`log`]).
//! Readers follow that index ([`reader`]): one writer, no gap, nobody comes late.

pub mod entry;
pub mod history;
pub mod log;
pub mod memo;
pub mod reader;
pub mod sequencer;
mod tail;

pub use entry::{Audience, Entry, Recorded, Subject};
pub use log::{LogError, LogKey, Witness};
pub use memo::{Look, Memo, Recall};
pub use reader::{PlacedEntry, Reader};
pub use tail::Tail;
