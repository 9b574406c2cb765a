//! Who signs: an Ed25519 key derived from the master key, under a name that the installation keeps for ever.

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::SigningKey;
use rand::Rng;
use signed_note::{Note, StandardSigner, key_id, new_ed25519_verifier_key};
use sqlx::PgConnection;

use super::LogError;
use crate::core::log::Hash;
use crate::platform::rng::RngSource;
use crate::platform::vault::Vault;

/// Algorithm byte of Ed25519 in a signed note's key.
const ED25519: u8 = 1;

/// The log's name with its two keys; cheap to clone.
#[derive(Clone)]
pub struct LogKey(Arc<Inner>);

struct Inner {
    origin: String,
    signer: StandardSigner,
    verifier: String,
}

impl LogKey {
    /// The key of this installation; its name is made and stored at the first call.
    ///
    /// # Errors
    /// [`LogError::AnotherKey`] when the stored public key belongs to another master key: going on would fork the log.
    pub async fn load(
        conn: &mut PgConnection,
        vault: &Vault,
        rng: &RngSource,
        division_code: &str,
    ) -> Result<Self, LogError> {
        let seed = vault.derive(b"jishi log signing key v1");
        let stored = sqlx::query!("SELECT origin, key FROM log_identity").fetch_optional(&mut *conn).await?;
        if let Some(stored) = stored {
            return Self::named(stored.origin, &seed)?.that_is(&stored.key);
        }
        let random: u32 = rng.fork().map_err(|_| LogError::Key)?.next_u32();
        let made = Self::named(format!("jishi/{division_code}/{random:08x}"), &seed)?;
        sqlx::query!(
            "INSERT INTO log_identity (origin, key, inherited)
            SELECT $1, $2, count(*)
            FROM journal_entry
            ON CONFLICT DO NOTHING",
            made.origin(),
            made.verifier(),
        )
        .execute(&mut *conn)
        .await?;
        // Another server may have been first.
        let stored = sqlx::query!("SELECT origin, key FROM log_identity").fetch_one(conn).await?;
        Self::named(stored.origin, &seed)?.that_is(&stored.key)
    }

    fn named(origin: String, seed: &[u8; 32]) -> Result<Self, LogError> {
        let public = SigningKey::from_bytes(seed).verifying_key();
        let id = key_id(&origin, &[&[ED25519], public.as_bytes().as_slice()].concat());
        let secret = BASE64_STANDARD.encode([&[ED25519], seed.as_slice()].concat());
        let signer =
            StandardSigner::new(&format!("PRIVATE+KEY+{origin}+{id:08x}+{secret}")).map_err(|_| LogError::Key)?;
        let verifier = new_ed25519_verifier_key(&origin, &public);
        Ok(Self(Arc::new(Inner { origin, signer, verifier })))
    }

    fn that_is(self, verifier: &str) -> Result<Self, LogError> {
        if self.verifier() == verifier { Ok(self) } else { Err(LogError::AnotherKey) }
    }

    /// Origin line of the checkpoints.
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The public key as text (C2SP signed-note).
    pub fn verifier(&self) -> &str {
        &self.0.verifier
    }

    /// Signs a text of whole lines.
    pub fn sign(&self, text: &str) -> Result<String, LogError> {
        let mut note = Note::new(text.as_bytes(), &[]).map_err(|_| LogError::Key)?;
        note.add_sigs(&[&self.0.signer]).map_err(|_| LogError::Key)?;
        String::from_utf8(note.to_bytes()).map_err(|_| LogError::Key)
    }

    /// The signed checkpoint of a tree.
    pub(super) fn checkpoint(&self, size: u64, root: &Hash) -> Result<String, LogError> {
        self.sign(&format!("{}\n{size}\n{}\n", self.origin(), BASE64_STANDARD.encode(root)))
    }
}
