//! Writing an entry, in the transaction of its effect.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::platform::rng;
use crate::platform::work::Work;

/// The resource an entry is about first; its own order is kept in the journal.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// Table of the resource: `notice`, `agency`, `contract` …
    pub kind: &'static str,
    pub id: Uuid,
}

/// Who may read an entry in a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Public,
    /// The organisations named in `about`, and the operating side.
    Parties,
}

impl Audience {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Parties => "parties",
        }
    }
}

/// What happened.
pub struct Entry {
    /// noun.verb in the past: `notice.published`.
    pub kind: &'static str,
    pub subject: Subject,
    /// Further resources whose page shows this entry.
    pub about: Vec<Uuid>,
    pub audience: Audience,
    pub public: Value,
    /// Kept beside the journal, which holds only its salted hash. With it the actor's organisation is kept back, too.
    pub private: Option<Value>,
}

/// An entry as written.
#[derive(Debug, Clone, Copy)]
pub struct Recorded {
    pub id: Uuid,
    pub hash: [u8; 32],
    pub at: DateTime<Utc>,
}

impl Work {
    /// Writes the journal entry of a change made in this unit of work at the instant `at`.
    pub async fn record(&mut self, at: DateTime<Utc>, entry: Entry) -> Result<Recorded, sqlx::Error> {
        let id = self.id(at);
        let sealed = entry.private.is_some();
        let actor = self.actor().to_json(sealed);
        let private = entry.private.map(|mut payload| {
            if let Value::Object(fields) = &mut payload {
                fields.insert("actor".to_owned(), self.actor().to_json(false));
            }
            let salt: [u8; 16] = rng::bytes(self.rng());
            (salt, payload)
        });
        let private_hash = private.as_ref().map(|(salt, payload)| private_hash(salt, payload));
        let mut about = entry.about;
        if !about.contains(&entry.subject.id) {
            about.push(entry.subject.id);
        }
        let hash = entry_hash(&json!({
            "id": id,
            "kind": entry.kind,
            "subject": { "kind": entry.subject.kind, "id": entry.subject.id },
            "about": about,
            "audience": entry.audience.as_str(),
            "at": at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "actor": actor,
            "public": entry.public,
            "private_hash": private_hash.map(hex::encode),
        }));
        // One round trip: the entry, its place in histories, its pending mark and its private part.
        sqlx::query!(
            "WITH entry AS (
                INSERT INTO journal_entry (id, kind, subject_kind, subject_id, about, audience, at, actor, public, private_hash, hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                RETURNING id, at, about
            ), places AS (
                INSERT INTO journal_about (about, at, entry_id)
                SELECT DISTINCT place, entry.at, entry.id
                FROM entry
                CROSS JOIN UNNEST(entry.about) AS place
            ), pending AS (
                INSERT INTO journal_pending (entry_id)
                SELECT id
                FROM entry
            )
            INSERT INTO journal_private (entry_id, salt, payload)
            SELECT id, $12, $13
            FROM entry
            WHERE $12::bytea IS NOT NULL",
            id,
            entry.kind,
            entry.subject.kind,
            entry.subject.id,
            &about,
            entry.audience.as_str(),
            at,
            actor,
            entry.public,
            private_hash.as_ref().map(<[u8; 32]>::as_slice),
            hash.as_slice(),
            private.as_ref().map(|(salt, _)| salt.as_slice()) as Option<&[u8]>,
            private.as_ref().map(|(_, payload)| payload) as Option<&Value>,
        )
        .execute(self.db())
        .await?;
        Ok(Recorded { id, hash, at })
    }
}

/// SHA-256 of the canonical JSON (RFC 8785) of an entry.
pub fn entry_hash(entry: &Value) -> [u8; 32] {
    Sha256::digest(canonical(entry)).into()
}

/// SHA-256(salt || canonical JSON): binds the entry to a payload that may be erased with its salt.
pub fn private_hash(salt: &[u8; 16], payload: &Value) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(canonical(payload)).finalize().into()
}

fn canonical(value: &Value) -> Vec<u8> {
    // A `Value` holds nothing that has no canonical form.
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}
