//! The first opening key, made on the first start.

use std::io::ErrorKind;

use chrono::{DateTime, Utc};
use rand::rngs::ChaCha20Rng;
use sqlx::{Connection, PgConnection};

use super::error::OpeningError;
use super::{Custody, Opening, key_file, store};
use crate::core::seal::SecretKey;
use crate::platform::rng;

/// Sees to it that a database has an opening key. Where it has one, nothing is made, whatever lies in the folder: a key that is missing is
/// put back, not replaced. Where a command keeps the key, its public half must be registered by hand.
///
/// # Errors
/// When the file cannot be written.
pub async fn prepare(
    conn: &mut PgConnection,
    opening: &Opening,
    at: DateTime<Utc>,
    rng: &mut ChaCha20Rng,
) -> Result<(), OpeningError> {
    let mut tx = conn.begin().await?;
    if !store::all(&mut tx).await?.is_empty() {
        return Ok(());
    }
    let Custody::Folder(folder) = opening.custody() else {
        tracing::warn!("{}", OpeningError::NoneInUse);
        return Ok(());
    };
    // Of several servers that start at once, one makes it; the others find its row.
    store::lock(&mut tx).await?;
    if !store::all(&mut tx).await?.is_empty() {
        return Ok(());
    }
    let path = key_file::in_use(folder);
    let secret = match key_file::read(&path) {
        // Left by a start that was cut off before its row was written.
        Ok(left) => left,
        Err(OpeningError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            let new = SecretKey::generate(rng);
            key_file::write(&path, &new)?;
            new
        }
        Err(error) => return Err(error),
    };
    store::insert(&mut tx, rng::uuid_v7(at, rng), secret.public(), at).await?;
    tx.commit().await?;
    Ok(())
}
