//! Secrets at rest: one master key in a file outside the database, a sub-key per purpose.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand::rngs::ChaCha20Rng;
use sha2::Sha256;

use crate::platform::rng;

const NONCE: usize = 24;

/// Seals and opens small secrets (draw secrets, phone numbers) with XChaCha20-Poly1305.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    master: Arc<[u8; 32]>,
}

/// A sealed value that this key does not open: another key, or damaged bytes.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value cannot be opened with this installation's master key")]
pub struct CannotOpen;

impl Vault {
    pub fn new(master: [u8; 32]) -> Self {
        let key = derive(&master, b"jishi vault v1");
        Self { cipher: XChaCha20Poly1305::new(&key.into()), master: Arc::new(master) }
    }

    /// By what this key is recognised. Says nothing about it.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.derive(b"jishi fingerprint v1")
    }

    /// A key of its own for another purpose (access tokens).
    pub fn derive(&self, purpose: &[u8]) -> [u8; 32] {
        derive(&self.master, purpose)
    }

    /// A keyed hash (HMAC-SHA-256): of what could be guessed, a plain one could be looked up by whoever has the database.
    pub fn tag(&self, purpose: &[u8], data: &[u8]) -> [u8; 32] {
        // Any length is a key of HMAC.
        let Ok(mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.derive(purpose)) else { return [0; 32] };
        mac.chain_update(data).finalize().into_bytes().into()
    }

    pub fn seal(&self, rng: &mut ChaCha20Rng, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = rng::bytes(rng);
        let mut sealed = nonce.to_vec();
        // Encryption of a few bytes into a Vec cannot fail; an empty box would be refused at opening.
        sealed.extend(self.cipher.encrypt(&XNonce::from(nonce), plain).unwrap_or_default());
        sealed
    }

    /// # Errors
    /// [`CannotOpen`] when the key is another one or the bytes were changed.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(CannotOpen)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| CannotOpen)?;
        self.cipher.decrypt(&XNonce::from(nonce), body).map_err(|_| CannotOpen)
    }

    /// Opens text, or gives an empty string when it cannot be opened (an erased value).
    pub fn open_text(&self, sealed: &[u8]) -> String {
        self.open(sealed).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn derive(master: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // 32 bytes are always a valid output length for SHA-256.
    let _ = Hkdf::<Sha256>::new(None, master).expand(purpose, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::rng::RngSource;

    #[test]
    fn what_is_sealed_opens_only_with_the_same_key_and_unchanged() {
        let mut rng = RngSource::seeded(1).fork().unwrap();
        let vault = Vault::new([7; 32]);
        let mut sealed = vault.seal(&mut rng, b"0743-0000000");
        assert_eq!(vault.open(&sealed).unwrap(), b"0743-0000000");
        assert!(Vault::new([8; 32]).open(&sealed).is_err());
        sealed[30] ^= 1;
        assert!(vault.open(&sealed).is_err());
        assert!(vault.open(b"short").is_err());
    }
}
