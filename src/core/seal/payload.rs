//! What is sealed: canonical JSON (RFC 8785) of five fields, six where a proposal is handed in, no other.

use super::lower_hex;
use super::proposal::Proposal;
use crate::core::canonical;
use crate::core::money::Fen;
use rand::CryptoRng;
use serde::{Deserialize, Serialize};

/// Length of the salt.
pub const SALT_BYTES: usize = 32;
/// 100 %: rates are hundredths of a percent.
const WHOLE: u32 = 10_000;

/// An entrant's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Quote {
    /// In fen.
    #[serde(rename = "amount_fen")]
    Amount(Fen),
    /// A discount (下浮率) in hundredths of a percent: the price is base × (10,000 − rate) / 10,000.
    #[serde(rename = "rate")]
    Rate(u32),
}

impl Quote {
    fn is_in_range(self) -> bool {
        match self {
            Self::Amount(Fen(fen)) => (1..=Fen::MAX.0).contains(&fen),
            Self::Rate(rate) => rate <= WHOLE,
        }
    }
}

/// A sign-up's sealed part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// 16 random bytes made in the entrant's browser; 32 lower hex digits.
    #[serde(with = "lower_hex")]
    pub nonce: [u8; 16],
    /// Purchase code of the round, with its `-Rn` from round 2 on.
    pub notice_code: String,
    /// Key and hash of the file of a proposal; the field is absent where the method asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// The price; `null` where the method asks for none.
    pub quote: Option<Quote>,
    /// 32 random bytes, which keep the rest from being guessed from the commitment; 64 lower hex digits.
    #[serde(with = "lower_hex")]
    pub salt: [u8; SALT_BYTES],
    /// The entrant's code.
    pub uscc: String,
}

/// Bytes that are no payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the canonical JSON of a sealed sign-up")]
pub struct Malformed;

impl Payload {
    /// A payload with a new salt, without a proposal.
    pub fn new(nonce: [u8; 16], notice_code: &str, uscc: &str, quote: Option<Quote>, rng: &mut impl CryptoRng) -> Self {
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        Self { nonce, notice_code: notice_code.to_owned(), proposal: None, quote, salt, uscc: uscc.to_owned() }
    }

    /// Its canonical JSON.
    pub fn json(&self) -> Vec<u8> {
        // Texts, whole numbers and null have a canonical form.
        canonical::bytes(self).unwrap_or_default()
    }

    /// SHA-256 of its canonical JSON.
    pub fn commitment(&self) -> [u8; 32] {
        canonical::sha256(&self.json())
    }

    /// Reads what [`Payload::json`] wrote, in that one spelling.
    ///
    /// # Errors
    /// For any other bytes, and for a price that nobody can mean.
    pub fn read(json: &[u8]) -> Result<Self, Malformed> {
        let payload: Self = serde_json::from_slice(json).map_err(|_| Malformed)?;
        let sound = payload.quote.is_none_or(Quote::is_in_range) && payload.json() == json;
        sound.then_some(payload).ok_or(Malformed)
    }
}
