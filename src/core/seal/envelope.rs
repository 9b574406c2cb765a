//! HPKE in base mode, as `enc (32) ‖ ciphertext ‖ tag (16)`.

use super::key::{PublicKey, SecretKey};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// Bytes of the encapsulated key, which stands first.
const ENCAPSULATED: usize = 32;
/// By how much what is sealed is longer than what was sealed.
pub(super) const OVERHEAD: usize = ENCAPSULATED + 16;

/// The public key is none that anything can be sealed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing can be sealed to this public key")]
pub struct CannotSeal;

/// Seals to a public key.
pub(super) fn seal(
    to: PublicKey,
    info: &str,
    aad: &str,
    plain: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, CannotSeal> {
    let to = to.hpke().ok_or(CannotSeal)?;
    let (encapsulated, ciphertext) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &to,
        info.as_bytes(),
        plain,
        aad.as_bytes(),
        rng,
    )
    .map_err(|_| CannotSeal)?;
    Ok([encapsulated.to_bytes().as_slice(), &ciphertext].concat())
}

/// Opens what was sealed to this key with the same `info` and `aad`; `None` for everything else.
pub(super) fn open(with: &SecretKey, info: &str, aad: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(ENCAPSULATED)?;
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &with.hpke()?,
        &encapsulated,
        info.as_bytes(),
        ciphertext,
        aad.as_bytes(),
    )
    .ok()
    .map(Zeroizing::new)
}
