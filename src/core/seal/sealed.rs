//! Sealing a payload to a round, and opening it.

use super::envelope::{self, CannotSeal, OVERHEAD};
use super::key::{PublicKey, SecretKey};
use super::padding::{self, BLOCK};
use super::payload::Payload;
use crate::core::canonical;
use crate::core::coded::coded;
use rand::CryptoRng;

/// Length of every sealed sign-up: one block, which holds any payload there is.
pub const SEALED_BYTES: usize = BLOCK + OVERHEAD;

/// A payload as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// `enc ‖ ciphertext`, [`SEALED_BYTES`] long.
    pub ciphertext: Vec<u8>,
    /// What it commits to.
    pub commitment: [u8; 32],
}

/// Where a sign-up belongs: what it says of itself must be this.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Purchase code of the round, with its `-Rn` from round 2 on.
    pub notice_code: &'a str,
    /// Code of the entrant.
    pub uscc: &'a str,
    /// Whether the method asks for a price.
    pub quotes: bool,
    /// Whether it asks for a proposal.
    pub proposes: bool,
}

coded! {
    /// Why a sealed sign-up did not count.
    pub enum Unopened {
        /// It was sealed to another key, for another entrant or notice, or is damaged.
        CannotOpen => "cannot_open", "无法解密", "it cannot be decrypted";
        /// It names another notice or entrant than it was handed in for.
        NotThisRound => "not_this_round", "所写的项目或机构与报名不符", "it names another notice or entrant than it was handed in for";
        /// It is not what was committed to.
        CommitmentDiffers => "commitment_differs", "与报名时的承诺不符", "it is not what was committed to at the sign-up";
        /// The file of the proposal was encrypted with another key or for another entrant or notice, or is damaged.
        ProposalCannotOpen => "proposal_cannot_open", "方案文件无法解密", "the file of the proposal cannot be decrypted";
        /// The file is another one than was committed to.
        ProposalDiffers => "proposal_differs", "方案文件与报名时的承诺不符", "the file of the proposal is not what was committed to";
        /// The file is no PDF, or larger than is allowed.
        ProposalNoPdf => "proposal_no_pdf", "方案文件不是 PDF 或超过上限", "the file of the proposal is no PDF, or too large";
        /// It is no sign-up, or lacks the price or the proposal, or has one where none is asked for.
        Malformed => "malformed", "内容格式不正确", "its content is not a sign-up of this method";
    }
}

fn info(notice_code: &str) -> String {
    format!("jishi-sealed/1\n{notice_code}")
}

fn aad(uscc: &str, commitment: &[u8; 32]) -> String {
    format!("{uscc}\n{}", hex::encode(commitment))
}

/// Seals a payload to the round's public key.
///
/// # Errors
/// When the key is none that can be sealed to, or a field of the payload is absurdly long.
pub fn seal(payload: &Payload, to: PublicKey, rng: &mut impl CryptoRng) -> Result<Sealed, CannotSeal> {
    let commitment = payload.commitment();
    let padded = padding::pad(&payload.json()).ok_or(CannotSeal)?;
    let ciphertext = envelope::seal(to, &info(&payload.notice_code), &aad(&payload.uscc, &commitment), &padded, rng)?;
    Ok(Sealed { ciphertext, commitment })
}

/// Opens what was handed in at `place` with this commitment.
///
/// # Errors
/// Why it does not count; total, whatever the bytes are.
pub fn open(with: &SecretKey, place: Place<'_>, ciphertext: &[u8], commitment: &[u8; 32]) -> Result<Payload, Unopened> {
    let padded = envelope::open(with, &info(place.notice_code), &aad(place.uscc, commitment), ciphertext)
        .ok_or(Unopened::CannotOpen)?;
    let json = padding::unpad(&padded).ok_or(Unopened::Malformed)?;
    let payload = Payload::read(json).map_err(|_| Unopened::Malformed)?;
    if payload.notice_code != place.notice_code || payload.uscc != place.uscc {
        return Err(Unopened::NotThisRound);
    }
    if canonical::sha256(json) != *commitment {
        return Err(Unopened::CommitmentDiffers);
    }
    if payload.quote.is_some() != place.quotes || payload.proposal.is_some() != place.proposes {
        return Err(Unopened::Malformed);
    }
    Ok(payload)
}
