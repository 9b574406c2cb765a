//! Receipts: what the holder of an entry can show to anybody, without the server.
//!
//! At once it gets a *promise*: a signed note that this entry will be in the log. Within a second it gets a *receipt*: a `tlog-proof` whose
//! extra part carries the leaf and, of an entry between parties, what the leaf hides with its salt.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Checkpoint, Hash, NoteError, Proof, check_inclusion, leaf_hash, open_note, seal};
use crate::core::canonical;
use crate::core::draw::select_time_text;
use crate::core::text::Text;
use crate::say;

/// First line of a promise; no name of a log begins so.
pub const PROMISE: &str = "jishi-receipt/1";

/// What the log's owner promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Name of the log.
    pub origin: String,
    /// Id of the entry.
    pub entry_id: Uuid,
    /// SHA-256 of its leaf, 64 lower hex digits.
    pub entry_hash: String,
    /// What was committed to, 64 lower hex digits; `-` where nothing was.
    pub commitment: String,
    /// The instant that decided, RFC 3339 at +08:00.
    pub at: String,
}

impl Promise {
    /// A promise of the entry with this hash.
    pub fn new(origin: &str, entry_id: Uuid, hash: &[u8], commitment: Option<&str>, at: DateTime<Utc>) -> Self {
        Self {
            origin: origin.to_owned(),
            entry_id,
            entry_hash: hex::encode(hash),
            commitment: commitment.unwrap_or("-").to_owned(),
            at: select_time_text(at),
        }
    }

    /// What is signed: six lines.
    pub fn text(&self) -> String {
        let Self { origin, entry_id, entry_hash, commitment, at } = self;
        format!("{PROMISE}\n{origin}\n{entry_id}\n{entry_hash}\n{commitment}\n{at}\n")
    }

    /// Reads a promise that the key's owner has signed.
    ///
    /// # Errors
    /// Where it is none, or not signed by this key.
    pub fn open(note: &[u8], key: &str) -> Result<Self, NoteError> {
        let text = open_note(note, key)?;
        let [PROMISE, origin, entry_id, entry_hash, commitment, at] = text.lines().collect::<Vec<_>>()[..] else {
            return Err(NoteError::Format);
        };
        let promise = Self {
            origin: origin.to_owned(),
            entry_id: entry_id.parse().map_err(|_| NoteError::Format)?,
            entry_hash: entry_hash.to_owned(),
            commitment: commitment.to_owned(),
            at: at.to_owned(),
        };
        let own = key.trim().split_once('+').is_some_and(|(name, _)| name == origin);
        if own && promise.text() == text { Ok(promise) } else { Err(NoteError::Format) }
    }
}

/// The extra part of a receipt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// The verifier key, for convenience: whoever checks compares it with the one at `/log/key` or kept before.
    pub key: String,
    /// What the log shows of the entry.
    pub leaf: Value,
    /// What the leaf hides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
}

/// What a leaf hides, with its salt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// 16 bytes, 32 lower hex digits.
    pub salt: String,
    /// What `sealed` or `private_hash` of the leaf is taken over.
    pub part: Value,
}

/// One thing that was looked at. The pages name the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `proof`, `key`, `signature`, `leaf`, `inclusion`, `opening`.
    pub name: &'static str,
    /// Whether it holds.
    pub passed: bool,
    /// What was found.
    pub found: String,
    /// The finding in words.
    pub text: Text,
}

/// Checks a receipt, or a promise, offline; by the key that is given, else by the one that it carries.
pub fn verify(text: &str, key: Option<&str>) -> Vec<Step> {
    if text.starts_with(PROMISE) { promise(text, key) } else { receipt(text, key) }
}

fn step(name: &'static str, passed: bool, found: impl Into<String>) -> Step {
    let text = match name {
        "proof" => say!("读取在册证明", "the proof can be read"),
        "key" => say!("日志公钥", "key of the log"),
        "signature" => say!("签名成立", "the signature holds"),
        "leaf" => say!("由内容算出这一条的哈希", "hash of the entry, computed from its content"),
        "inclusion" => say!("沿证明逐层算到签名的根", "the path leads to the signed root"),
        _ => say!("封存的内容与日志中的哈希一致", "the sealed content matches the hash in the log"),
    };
    Step { name, passed, found: found.into(), text }
}

fn promise(text: &str, key: Option<&str>) -> Vec<Step> {
    let Some(key) = key else {
        return vec![step(
            "key",
            false,
            "承诺须用日志公钥核对（--key） / a promise is checked by the log's key (--key)",
        )];
    };
    match Promise::open(text.as_bytes(), key) {
        Ok(promise) => {
            vec![step("key", true, key.trim()), step("signature", true, promise.text().replace('\n', " · "))]
        }
        Err(error) => vec![step("key", true, key.trim()), step("signature", false, error.to_string())],
    }
}

fn receipt(text: &str, key: Option<&str>) -> Vec<Step> {
    let (proof, extra) = match read(text) {
        Ok(it) => it,
        Err(why) => return vec![step("proof", false, why)],
    };
    let key = key.unwrap_or(&extra.key).trim();
    let mut steps = vec![step("proof", true, format!("index {}", proof.index)), step("key", key == extra.key, key)];
    let head = match Checkpoint::open(proof.checkpoint.as_bytes(), key) {
        Ok(head) => head,
        Err(error) => {
            steps.push(step("signature", false, error.to_string()));
            return steps;
        }
    };
    steps.push(step("signature", true, format!("{} · {}", head.origin, head.size)));
    let leaf = canonical::bytes(&extra.leaf).map_or([0; 32], |bytes| leaf_hash(&bytes));
    steps.push(step("leaf", true, hex::encode(leaf)));
    let inside = check_inclusion(&proof.path, head.size, &head.root, proof.index, &leaf);
    steps.push(step("inclusion", inside, hex::encode(head.root)));
    if let Some(opening) = &extra.opening {
        let computed = hash_of(opening).map(hex::encode).unwrap_or_default();
        let said = ["sealed", "private_hash"].iter().find_map(|name| extra.leaf.get(*name)?.as_str());
        steps.push(step("opening", said == Some(computed.as_str()), computed));
    }
    steps
}

fn read(text: &str) -> Result<(Proof, Extra), String> {
    let proof = Proof::parse(text).map_err(|error| error.to_string())?;
    let extra = proof.extra.as_deref().unwrap_or_default();
    let extra = serde_json::from_slice(extra).map_err(|error| format!("extra: {error}"))?;
    Ok((proof, extra))
}

fn hash_of(opening: &Opening) -> Option<Hash> {
    let salt = hex::decode(&opening.salt).ok()?.try_into().ok()?;
    Some(seal(&salt, &opening.part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_receipt_says_so() {
        for text in ["", "{}", "c2sp.org/tlog-proof@v1\nindex 0\n\nx\n", "jishi-receipt/1\n"] {
            let steps = verify(text, None);
            assert!(steps.iter().any(|it| !it.passed), "{text}: {steps:?}");
        }
    }
}
