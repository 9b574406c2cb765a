//! A wrapped round key split among witnesses (Shamir over GF(256), `blahaj`): any `threshold` of them give it, fewer say nothing of it.
//!
//! What is split is the key as it is wrapped to the opening key, so that an opening needs the witnesses *and* the opening key. Each share is
//! sealed to its witness; the SHA-256 of what was split, published with the notice, tells whether what came together is it.

use super::envelope::{self, CannotSeal, OVERHEAD};
use super::key::{PublicKey, SecretKey};
use super::round_key::WRAPPED_BYTES;
use crate::core::canonical;
use blahaj::{Share, Sharks};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// Witnesses of a round, at most.
pub const MOST_WITNESSES: usize = 5;
/// Length of a share: the witness's number, then a byte for each of the wrapped key.
pub const SHARE_BYTES: usize = 1 + WRAPPED_BYTES;
/// Length of a sealed share.
pub const SEALED_SHARE_BYTES: usize = SHARE_BYTES + OVERHEAD;

fn info(notice_code: &str) -> String {
    format!("jishi-share/1\n{notice_code}")
}

/// Whether anything can be sealed to a witness's key at all.
pub fn can_hold(key: PublicKey, rng: &mut impl CryptoRng) -> bool {
    envelope::seal(key, "", "", &[], rng).is_ok()
}

/// Splits a wrapped key and seals a share to each witness, in their order; the first is number 1.
///
/// # Errors
/// When a witness's key is none that can be sealed to, or there are too many of them.
pub fn split(
    wrapped: &[u8],
    threshold: u8,
    witnesses: &[PublicKey],
    notice_code: &str,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Vec<u8>>, CannotSeal> {
    if witnesses.len() > MOST_WITNESSES || usize::from(threshold) > witnesses.len() || threshold < 2 {
        return Err(CannotSeal);
    }
    let shares: Vec<Share> = Sharks(threshold).dealer_rng(wrapped, rng).take(witnesses.len()).collect();
    let mut sealed = Vec::with_capacity(shares.len());
    for ((share, witness), number) in shares.iter().zip(witnesses).zip(1_u8..) {
        let plain = Zeroizing::new(Vec::from(share));
        sealed.push(envelope::seal(*witness, &info(notice_code), &number.to_string(), &plain, rng)?);
    }
    Ok(sealed)
}

/// Opens the share of the witness with this number; `None` where it was sealed to another key, for another notice or number.
pub fn open_share(sealed: &[u8], witness: &SecretKey, notice_code: &str, number: u8) -> Option<Zeroizing<Vec<u8>>> {
    envelope::open(witness, &info(notice_code), &number.to_string(), sealed)
}

/// Whether these bytes can be the share of the witness with this number.
pub fn is_share(bytes: &[u8], number: u8) -> bool {
    bytes.len() == SHARE_BYTES && bytes.first() == Some(&number)
}

/// The wrapped key with this SHA-256 from the shares of different witnesses; `None` while no `threshold` of them give it. A wrong one among
/// them does not stand in the way of enough right ones.
pub fn combine(shares: &[Vec<u8>], threshold: u8, hash: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let shares: Vec<Share> = shares.iter().filter_map(|it| Share::try_from(it.as_slice()).ok()).collect();
    let count = u32::try_from(shares.len()).ok().filter(|count| *count as usize <= MOST_WITNESSES)?;
    // Every choice of that many: at most ten of five.
    let choices = (0_u32..1 << count).filter(|choice| choice.count_ones() == u32::from(threshold));
    for choice in choices {
        let chosen = shares.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1).map(|(_, it)| it);
        let Ok(found) = Sharks(threshold).recover(chosen).map(Zeroizing::new) else { continue };
        if canonical::sha256(&found) == hash {
            return Some(found);
        }
    }
    None
}
