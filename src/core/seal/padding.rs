//! One length for all: `length (2 bytes, big endian) ‖ text ‖ zeros`, up to a multiple of [`BLOCK`].

use zeroize::Zeroizing;

/// What a plaintext is filled up to a multiple of.
pub(super) const BLOCK: usize = 1024;
/// Bytes that say how long the text is.
const LENGTH: usize = 2;

/// `None` where the text is longer than two bytes can say.
pub(super) fn pad(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let length = u16::try_from(text.len()).ok()?;
    let mut padded = Zeroizing::new(vec![0; (LENGTH + text.len()).next_multiple_of(BLOCK)]);
    padded.get_mut(..LENGTH)?.copy_from_slice(&length.to_be_bytes());
    padded.get_mut(LENGTH..LENGTH + text.len())?.copy_from_slice(text);
    Some(padded)
}

/// The text; `None` where it was not padded by [`pad`].
pub(super) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<LENGTH>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (text, zeros) = rest.split_at_checked(length)?;
    let right = padded.len() == (LENGTH + length).next_multiple_of(BLOCK) && zeros.iter().all(|&it| it == 0);
    right.then_some(text)
}
