//! Where randomness comes from: the operating system, or a seed in tests and the demo.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// Gives each unit of work its own cryptographic generator.
#[derive(Clone)]
pub enum RngSource {
    System,
    Seeded(Arc<Mutex<ChaCha20Rng>>),
}

impl RngSource {
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// # Errors
    /// When the operating system has no entropy to give.
    pub fn fork(&self) -> std::io::Result<ChaCha20Rng> {
        match self {
            Self::System => ChaCha20Rng::try_from_rng(&mut SysRng).map_err(std::io::Error::other),
            Self::Seeded(rng) => {
                let mut rng = rng.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(ChaCha20Rng::from_rng(&mut *rng))
            }
        }
    }
}

/// `N` random bytes.
pub fn bytes<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A `UUIDv7` of the given instant.
pub fn uuid_v7(at: chrono::DateTime<chrono::Utc>, rng: &mut ChaCha20Rng) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes(rng)).into_uuid()
}
