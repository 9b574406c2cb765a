//! Canonical JSON (RFC 8785) and SHA-256: what a hash in the journal, in the rules and in evidence is taken over.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The canonical JSON of a value: keys sorted, no white space, one spelling for each number and string.
pub fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_json_canonicalizer::to_vec(value)
}

/// SHA-256 of bytes.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// SHA-256 of bytes, as 64 lower hex digits.
pub fn sha256_hex(data: &[u8]) -> String {
    hex::encode(sha256(data))
}

/// SHA-256 of the canonical JSON of a value.
pub fn hash<T: Serialize>(value: &T) -> Result<[u8; 32], serde_json::Error> {
    Ok(sha256(&bytes(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_spelling_does_not_depend_on_how_it_was_written() {
        let value = json!({ "b": [1, 2.0, "集市"], "a": { "z": null, "y": true } });
        assert_eq!(bytes(&value).unwrap(), r#"{"a":{"y":true,"z":null},"b":[1,2,"集市"]}"#.as_bytes());
        let same: serde_json::Value =
            serde_json::from_str(r#"{ "a":{"y":true,"z":null}, "b":[1,2.0,"\u96c6市"] }"#).unwrap();
        assert_eq!(hash(&value).unwrap(), hash(&same).unwrap());
    }

    #[test]
    fn sha256_is_the_standard_one() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
