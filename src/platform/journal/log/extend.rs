//! Hashing what has been placed, and signing the new head.

use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::key::LogKey;
use super::store::{self, Head};
use crate::core::log::{Gap, MAX_LEAF, Tree, leaf_hash};

/// Why the log does not go on.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The stored nodes do not give the root that was signed: somebody changed them.
    #[error("the log does not continue its last checkpoint of size {size}: the stored hashes were changed")]
    Changed { size: u64 },
    /// An entry is not what its hash says.
    #[error("the journal entry at index {index} is not the one that was recorded: it was changed before it was signed")]
    ChangedEntry { index: u64 },
    /// The master key is not the one that the log began with.
    #[error("the log was begun with another master key: restore keys/master.key, or the log would fork")]
    AnotherKey,
    #[error("the log's key cannot sign")]
    Key,
}

/// Hashes at most `limit` leaves that no checkpoint covers yet, and signs the new head. Nothing to do: nothing is signed.
///
/// # Errors
/// [`LogError::Changed`] and [`LogError::ChangedEntry`] where the past was rewritten: then nothing is signed any more, because two
/// signed heads that contradict each other would be worse than a log that stands still.
pub async fn extend(conn: &mut PgConnection, key: &LogKey, limit: i64) -> Result<(), LogError> {
    let last = store::head(conn).await?;
    let size = last.as_ref().map_or(0, |head| head.size);
    let leaves = store::leaves(conn, size, limit).await?;
    if leaves.is_empty() {
        return Ok(());
    }
    let inherited = store::inherited(conn).await?;
    let mut tree = resume(conn, last).await?;
    let mut hashes = Vec::with_capacity(leaves.len());
    for (index, row) in (size..).zip(&leaves) {
        let bytes = row.leaf().bytes();
        let recorded = index < inherited || Sha256::digest(&bytes).as_slice() == row.hash;
        if row.index() != index || !recorded || bytes.len() > MAX_LEAF {
            return Err(LogError::ChangedEntry { index });
        }
        hashes.push(leaf_hash(&bytes));
    }
    let growth = tree.grow(hashes).map_err(|Gap| LogError::Changed { size })?;
    let root = tree.root().map_err(|Gap| LogError::Changed { size })?;
    store::insert(conn, &growth, tree.size(), &root, &key.checkpoint(tree.size(), &root)?).await?;
    Ok(())
}

/// The tree as it was signed last, from its edge.
async fn resume(conn: &mut PgConnection, last: Option<Head>) -> Result<Tree, LogError> {
    let Some(Head { size, root, .. }) = last else { return Ok(Tree::new(0, [])) };
    let tree = store::tree(conn, size, &Tree::edge(size)).await?;
    if tree.root() != Ok(root) {
        return Err(LogError::Changed { size });
    }
    Ok(tree)
}
