//! Writing an entry, in the transaction of its effect.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::core::canonical::sha256;
use crate::core::log::{self, Leaf, MAX_LEAF};
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
    ///
    /// # Errors
    /// When the entry is longer than a leaf of the log may be, or the database fails.
    pub async fn record(&mut self, at: DateTime<Utc>, entry: Entry) -> Result<Recorded, sqlx::Error> {
        let id = self.id(at);
        let hides = entry.private.is_some() || entry.audience == Audience::Parties;
        let actor = self.actor().to_json(entry.private.is_some());
        let private = hides.then(|| self.private_part(entry.private));
        let mut about = entry.about;
        if !about.contains(&entry.subject.id) {
            about.push(entry.subject.id);
        }
        let mut leaf = Leaf {
            id,
            kind: entry.kind,
            subject_kind: entry.subject.kind,
            subject_id: entry.subject.id,
            about: &about,
            audience: entry.audience.as_str(),
            at,
            actor: &actor,
            public: &entry.public,
            private_hash: None,
        };
        let private_hash = private.as_ref().map(|(salt, payload)| log::seal(salt, &leaf.sealed_part(payload)));
        leaf.private_hash = private_hash.as_ref().map(<[u8; 32]>::as_slice);
        let bytes = leaf.bytes();
        if bytes.len() > MAX_LEAF {
            return Err(sqlx::Error::Protocol(format!("a journal entry {} of {} bytes", entry.kind, bytes.len())));
        }
        let hash = sha256(&bytes);
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

    /// What is kept beside the journal, with its salt: the payload and who acted.
    fn private_part(&mut self, payload: Option<Value>) -> ([u8; 16], Value) {
        let mut payload = payload.unwrap_or_else(|| json!({}));
        if let Value::Object(fields) = &mut payload {
            fields.insert("actor".to_owned(), self.actor().to_json(false));
        }
        (rng::bytes(self.rng()), payload)
    }
}
