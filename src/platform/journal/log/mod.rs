//! The transparency log: the journal's order as a Merkle tree whose head is signed with every batch (C2SP tlog-tiles, tlog-checkpoint).
//! Whoever kept one checkpoint can show any later change of what came before it.
//!
//! [`extend`] runs in the sequencer's transaction, so a leaf, its hashes and the checkpoint that covers it appear together or not at
//! all; what a dead leader left unhashed the next turn hashes by the same path.

mod extend;
mod key;
mod proofs;
mod store;
mod tiles;
pub mod witness;

pub use extend::{LogError, extend};
pub use key::LogKey;
pub use proofs::{LogHead, LogLeaf, head, leaf, newest, proof, receipt};
pub use tiles::{keep, routes};
pub use witness::Witness;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

/// The JSON face, for pages.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(proofs::get_head))
        .routes(routes!(proofs::get_leaves))
        .routes(routes!(proofs::get_leaf))
        .routes(routes!(proofs::get_inclusion))
        .routes(routes!(proofs::get_consistency))
}
