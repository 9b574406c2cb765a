//! The file of a proposal (方案): encrypted with a random key of its own, which is sealed with the rest of the sign-up. So the platform keeps
//! the file from the sign-up on and can read it only once that is opened; the hash in the sealed part says which file it was.
//!
//! `ChaCha20-Poly1305`, a key for one file alone, therefore the nonce of zeros; bound to notice and entrant.

use super::lower_hex;
use super::sealed::{Place, Unopened};
use crate::core::canonical;
use chacha20poly1305::aead::{Aead, KeyInit, Payload as Message};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use serde::{Deserialize, Serialize};

/// The largest file, in bytes.
pub const MOST_PROPOSAL_BYTES: usize = 10 * 1024 * 1024;
/// By how much what is encrypted is longer.
pub const PROPOSAL_OVERHEAD: usize = 16;
/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// What the sealed part says of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SealedProposal)]
pub struct Proposal {
    /// What it is encrypted with: 32 random bytes, for this file alone; 64 lower hex digits.
    #[serde(with = "lower_hex")]
    #[schema(value_type = String)]
    pub key: [u8; 32],
    /// SHA-256 of the file itself; 64 lower hex digits.
    #[serde(with = "lower_hex")]
    #[schema(value_type = String)]
    pub sha256: [u8; 32],
}

fn aad(notice_code: &str, uscc: &str) -> String {
    format!("jishi-proposal/1\n{notice_code}\n{uscc}")
}

impl Proposal {
    /// Of a file, with the key that it is to be encrypted with.
    pub fn of(key: [u8; 32], file: &[u8]) -> Self {
        Self { key, sha256: canonical::sha256(file) }
    }

    /// Encrypts the file; empty where it is longer than the cipher can take, which no memory holds.
    pub fn seal(&self, notice_code: &str, uscc: &str, file: &[u8]) -> Vec<u8> {
        let aad = aad(notice_code, uscc);
        self.cipher().encrypt(&Nonce::default(), Message { msg: file, aad: aad.as_bytes() }).unwrap_or_default()
    }

    /// The file that was handed in at `place`.
    ///
    /// # Errors
    /// Why it does not count; total, whatever the bytes are.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let aad = aad(place.notice_code, place.uscc);
        let file = self
            .cipher()
            .decrypt(&Nonce::default(), Message { msg: sealed, aad: aad.as_bytes() })
            .map_err(|_| Unopened::ProposalCannotOpen)?;
        if canonical::sha256(&file) != self.sha256 {
            return Err(Unopened::ProposalDiffers);
        }
        if file.len() > MOST_PROPOSAL_BYTES || !file.starts_with(PDF) {
            return Err(Unopened::ProposalNoPdf);
        }
        Ok(file)
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&Key::from(self.key))
    }
}
