//! The private key of a round, wrapped to the installation's opening key.

use super::envelope::{self, CannotSeal, OVERHEAD};
use super::key::{PublicKey, SecretKey};
use rand::CryptoRng;

/// Length of a wrapped key.
pub const WRAPPED_BYTES: usize = 32 + OVERHEAD;

fn info(notice_code: &str) -> String {
    format!("jishi-round-key/1\n{notice_code}")
}

/// Wraps a round's private key; bound to the notice.
///
/// # Errors
/// When the opening key is none that can be sealed to.
pub fn wrap(
    round: &SecretKey,
    opening: PublicKey,
    notice_code: &str,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, CannotSeal> {
    envelope::seal(opening, &info(notice_code), "", round.as_bytes(), rng)
}

/// The private key of a round; `None` where it was wrapped to another opening key or for another notice.
pub fn unwrap(wrapped: &[u8], opening: &SecretKey, notice_code: &str) -> Option<SecretKey> {
    SecretKey::from_slice(&envelope::open(opening, &info(notice_code), "", wrapped)?)
}
