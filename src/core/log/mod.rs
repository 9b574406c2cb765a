//! The transparency log: what of a journal entry is public for ever, and the Merkle tree over it (RFC 6962; C2SP tlog-tiles,
//! tlog-checkpoint, tlog-proof). Pure: bytes in, bytes out; `docs/integrity.md` explains it with vectors.

mod compare;
mod leaf;
mod note;
mod path;
mod promises;
mod proof;
pub mod receipt;
mod tree;

pub use compare::{Tampering, compare};
pub use leaf::{Leaf, MAX_LEAF, seal};
pub use note::{Checkpoint, Cosigner, NoteError, open_note};
pub use path::{Resource, Tile};
pub use promises::{Awarded, Broken, Promises};
pub use proof::{Proof, ProofError};
pub use tree::{Gap, Growth, Hash, TILE_WIDTH, Tree, check_consistency, check_inclusion, leaf_hash, tile_positions};
