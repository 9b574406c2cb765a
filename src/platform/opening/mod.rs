//! The opening key: to its public half the private key of every sealed round is wrapped (`core/seal`), and without its private half nothing
//! sealed can be read, by anybody, whatever else of the server they have.
//!
//! The database knows public halves alone. The private one lies in a file of the data directory, read at the moment of an opening and
//! dropped after it, or behind a command, so that it need not be on this machine at all (`docs/keys.md`).

mod command;
mod error;
pub mod key_file;
mod prepare;
pub mod store;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

pub use error::OpeningError;
pub use prepare::prepare;
pub use store::OpeningKey;

use crate::core::seal::{self, SecretKey};

/// Seconds between two complaints that a key is missing.
const COMPLAIN_EVERY: u64 = 60;

/// Where this server finds private halves.
#[derive(Clone, Debug)]
pub enum Custody {
    /// Files in this folder.
    Folder(PathBuf),
    /// A program: [`command`].
    Command(PathBuf),
}

/// Unwraps the keys of rounds; cheap to clone.
#[derive(Clone)]
pub struct Opening {
    custody: Custody,
    start: Instant,
    /// Seconds after `start` until which no complaint is repeated.
    quiet_until: Arc<AtomicU64>,
}

impl Opening {
    pub fn in_folder(folder: PathBuf) -> Self {
        Self::with(Custody::Folder(folder))
    }

    pub fn by_command(program: PathBuf) -> Self {
        Self::with(Custody::Command(program))
    }

    fn with(custody: Custody) -> Self {
        Self { custody, start: Instant::now(), quiet_until: Arc::default() }
    }

    pub fn custody(&self) -> &Custody {
        &self.custody
    }

    /// The folder of key files, where there is one.
    pub fn folder(&self) -> Option<&Path> {
        match &self.custody {
            Custody::Folder(folder) => Some(folder),
            Custody::Command(_) => None,
        }
    }

    /// Whether this server is one that opens at all: it has a command, or some key file. Of several servers, one that was given neither
    /// leaves openings to the others.
    pub fn is_given_a_key(&self) -> bool {
        match &self.custody {
            Custody::Folder(folder) => key_file::any(folder),
            Custody::Command(_) => true,
        }
    }

    /// True once a minute.
    pub fn may_complain(&self) -> bool {
        let now = self.start.elapsed().as_secs();
        let quiet_until = self.quiet_until.load(Ordering::Relaxed);
        let next = now + COMPLAIN_EVERY;
        now >= quiet_until
            && self.quiet_until.compare_exchange(quiet_until, next, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }

    /// The private key of a round. What it was unwrapped with is wiped before this returns.
    ///
    /// # Errors
    /// What is missing or wrong, and what to do about it.
    pub async fn unwrap(&self, key: &OpeningKey, wrapped: &[u8], notice_code: &str) -> Result<SecretKey, OpeningError> {
        match &self.custody {
            Custody::Folder(folder) => {
                let opening = key_file::of(folder, key)?;
                seal::unwrap(wrapped, &opening, notice_code).ok_or(OpeningError::NotWrapped { id: key.id })
            }
            Custody::Command(program) => command::unwrap(program, key.id, wrapped, notice_code).await,
        }
    }
}
