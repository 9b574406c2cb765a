//! Who is in, and to what each is committed: fixed and published at the deadline, before anything is opened.

use crate::core::canonical;
use crate::core::draw::join_sorted;

/// SHA-256 of the lines `{uscc}:{commitment, 64 lower hex digits}`, sorted bytewise, joined with `\n`.
pub fn sealed_roster_hash<'a>(entrants: impl IntoIterator<Item = (&'a str, &'a str)>) -> [u8; 32] {
    let lines = entrants.into_iter().map(|(uscc, commitment)| format!("{uscc}:{commitment}")).collect();
    canonical::sha256(join_sorted(lines).as_bytes())
}
