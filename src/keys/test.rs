//! `jishi keys test`: what an opening would do, with a probe.

use sqlx::PgConnection;

use crate::core::seal::{self, SecretKey};
use crate::platform::opening::{Opening, OpeningError, OpeningKey, store};
use crate::platform::rng::RngSource;
use crate::procurement::rounds;

/// The notice code of the probe, which no notice has.
const PROBE: &str = "jishi-keys-test";

/// Prints what became of each key that is needed; whether all opened.
pub(super) async fn run(conn: &mut PgConnection, opening: &Opening) -> anyhow::Result<bool> {
    let mut all = true;
    for key in store::all(&mut *conn).await? {
        if key.retired_at.is_some() && rounds::store::needing(&mut *conn, key.id).await?.is_empty() {
            continue;
        }
        match probe(opening, &key).await {
            Ok(()) => println!("✓ {} 可以启封 / opens", key.id),
            Err(error) => {
                all = false;
                println!("✗ {} {error}", key.id);
            }
        }
    }
    Ok(all)
}

async fn probe(opening: &Opening, key: &OpeningKey) -> anyhow::Result<()> {
    let mut rng = RngSource::System.fork()?;
    let secret = SecretKey::generate(&mut rng);
    let wrapped = seal::wrap(&secret, key.public, PROBE, &mut rng)?;
    let found = opening.unwrap(key, &wrapped, PROBE).await?;
    anyhow::ensure!(found.as_bytes() == secret.as_bytes(), OpeningError::NotWrapped { id: key.id });
    Ok(())
}
