//! Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature), as whoever does not trust the server reads them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use signed_note::{Note, StandardVerifier, Verifier, VerifierList, is_key_name_valid, key_id};

use super::Hash;

/// Algorithm byte of a witness's timestamped cosignature in a key.
const COSIGNATURE_V1: u8 = 4;

/// Why a note is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text is no verifier key.
    #[error("the key is not a verifier key")]
    Key,
    /// The text is no signed note.
    #[error("it is not a signed note")]
    Format,
    /// The key has not signed it.
    #[error("the signature is missing or wrong")]
    Signature,
    /// The signed text is no checkpoint of this log.
    #[error("the signed text is not a checkpoint of this log")]
    Checkpoint,
}

/// The text of a note that the owner of this key has signed.
pub fn open_note(note: &[u8], key: &str) -> Result<String, NoteError> {
    let verifier = StandardVerifier::new(key.trim()).map_err(|_| NoteError::Key)?;
    let note = Note::from_bytes(note).map_err(|_| NoteError::Format)?;
    note.verify(&VerifierList::new(vec![Box::new(verifier)])).map_err(|_| NoteError::Signature)?;
    String::from_utf8(note.text().to_vec()).map_err(|_| NoteError::Format)
}

/// The head of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log, and of its key.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Merkle tree hash of them.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads what the owner of the key has signed. Extension lines are refused: this log writes none.
    pub fn open(note: &[u8], key: &str) -> Result<Self, NoteError> {
        let text = open_note(note, key)?;
        let [origin, size, root] = text.lines().collect::<Vec<_>>()[..] else { return Err(NoteError::Checkpoint) };
        let root = BASE64_STANDARD.decode(root).ok().and_then(|it| it.try_into().ok()).ok_or(NoteError::Checkpoint)?;
        let count = size.parse().map_err(|_| NoteError::Checkpoint)?;
        let checkpoint = Self { origin: origin.to_owned(), size: count, root };
        let named = key.trim().split_once('+').is_some_and(|(name, _)| name == origin);
        // One spelling of each size: no sign, no leading zero.
        if named && count.to_string() == size && checkpoint.text() == text {
            Ok(checkpoint)
        } else {
            Err(NoteError::Checkpoint)
        }
    }

    /// What is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root))
    }
}

/// A witness's key: whoever owns it says, with a time, that it has seen the log grow to a checkpoint and never fork.
#[derive(Clone, Debug)]
pub struct Cosigner {
    name: String,
    id: u32,
    key: VerifyingKey,
}

impl Cosigner {
    /// Reads a verifier key `name+hash+base64` of the cosignature type.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let [name, id, key] = text.trim().splitn(3, '+').collect::<Vec<_>>()[..] else { return Err(NoteError::Key) };
        let key = BASE64_STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let (algorithm, bytes) = key.split_first().ok_or(NoteError::Key)?;
        let bytes = bytes.try_into().map_err(|_| NoteError::Key)?;
        let verifying = VerifyingKey::from_bytes(bytes).map_err(|_| NoteError::Key)?;
        let its_id = key_id(name, &key);
        if *algorithm != COSIGNATURE_V1 || !is_key_name_valid(name) || format!("{its_id:08x}") != id {
            return Err(NoteError::Key);
        }
        Ok(Self { name: name.to_owned(), id: its_id, key: verifying })
    }

    /// Name of the witness.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The signature line of this witness among `lines`, if it has signed `text`, and when (Unix seconds).
    pub fn cosigned(&self, text: &str, lines: &str) -> Option<(String, u64)> {
        let note = Note::from_bytes(format!("{text}\n{lines}").as_bytes()).ok()?;
        let verifier: Box<dyn Verifier> = Box::new(self.clone());
        let (signed, _) = note.verify(&VerifierList::new(vec![verifier])).ok()?;
        let signature = signed.first()?;
        let at = u64::from_be_bytes(*signature.signature().first_chunk()?);
        (at > 0).then_some(())?;
        let line = String::from_utf8(signature.to_bytes()).ok()?;
        Some((line.trim_end().to_owned(), at))
    }
}

impl Verifier for Cosigner {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((time, signature)) = signature.split_first_chunk::<8>() else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        let head = format!("cosignature/v1\ntime {}\n", u64::from_be_bytes(*time));
        self.key.verify_strict(&[head.as_bytes(), text].concat(), &signature).is_ok()
    }
}
