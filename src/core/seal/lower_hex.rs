//! Bytes as lower hex digits of exactly their number.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub fn serialize<S: Serializer, const N: usize>(bytes: &[u8; N], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(bytes))
}

pub fn deserialize<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[u8; N], D::Error> {
    let text = String::deserialize(deserializer)?;
    let mut bytes = [0; N];
    hex::decode_to_slice(&text, &mut bytes).map_err(D::Error::custom)?;
    if hex::encode(bytes) == text { Ok(bytes) } else { Err(D::Error::custom("upper case")) }
}
