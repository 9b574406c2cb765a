//! Sealed sign-ups: what an entrant keeps to itself until the opening (the nonce of a draw, a quote) is encrypted in its own browser to
//! the round's public key, so that nothing on the server can read it before.
//!
//! Each sign-up is a [`Payload`]. Its SHA-256 is the *commitment*, known from the sign-up on; a salt of 32 random bytes in the payload
//! keeps it from being guessed. After the opening the fields are public, and anybody takes the hash again. The ciphertext is bound to the
//! notice, the entrant and the commitment, so that one copied from a competitor opens for nobody else, and always of one length, so that
//! the length says nothing.
//!
//! The round's private key is wrapped to the installation's opening key ([`wrap`]), whose private half no database holds
//! (`platform/opening`); a notice may have it split among witnesses ([`split`]). Everything is HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and `ChaCha20Poly1305`.

mod envelope;
mod key;
mod lower_hex;
mod padding;
mod payload;
mod proposal;
mod roster;
mod round_key;
mod sealed;
mod share;

pub use envelope::CannotSeal;
pub use key::{PublicKey, SecretKey};
pub use payload::{Malformed, Payload, Quote, SALT_BYTES};
pub use proposal::{MOST_PROPOSAL_BYTES, PROPOSAL_OVERHEAD, Proposal};
pub use roster::sealed_roster_hash;
pub use round_key::{WRAPPED_BYTES, unwrap, wrap};
pub use sealed::{Place, SEALED_BYTES, Sealed, Unopened, open, seal};
pub use share::{MOST_WITNESSES, SEALED_SHARE_BYTES, SHARE_BYTES, can_hold, combine, is_share, open_share, split};

#[cfg(test)]
mod tests;
