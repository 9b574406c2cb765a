//! The bytes of a leaf.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::core::canonical;

/// An entry bundle gives the length of a leaf two bytes (C2SP tlog-tiles).
pub const MAX_LEAF: usize = u16::MAX as usize;

/// A journal entry as the log sees it.
#[derive(Clone, Copy, Debug)]
pub struct Leaf<'a> {
    pub id: Uuid,
    pub kind: &'a str,
    pub subject_kind: &'a str,
    pub subject_id: Uuid,
    pub about: &'a [Uuid],
    /// `public` or `parties`.
    pub audience: &'a str,
    pub at: DateTime<Utc>,
    pub actor: &'a Value,
    pub public: &'a Value,
    /// What [`seal`] gave: of the private part of a public entry, of everything that an entry between parties says.
    pub private_hash: Option<&'a [u8]>,
}

impl Leaf<'_> {
    /// What everybody may read. Of an entry between parties only that there is one: not what happened, to whom, or about what;
    /// else the log would tell how many have signed up for a round.
    pub fn document(&self) -> Value {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let private_hash = self.private_hash.map(hex::encode);
        if self.audience == "parties" {
            return json!({ "id": self.id, "at": at, "audience": self.audience, "sealed": private_hash });
        }
        json!({
            "id": self.id,
            "kind": self.kind,
            "subject": { "kind": self.subject_kind, "id": self.subject_id },
            // By its hash only: a leaf is bounded, and an award is about as many as have entered.
            "about_sha256": hex::encode(canonical::sha256(&canonical(&json!(self.about)))),
            "audience": self.audience,
            "at": at,
            "actor": self.actor,
            "public": self.public,
            "private_hash": private_hash,
        })
    }

    /// What [`seal`] is taken over: the private part, with everything else where the entry is between parties.
    pub fn sealed_part(&self, private: &Value) -> Value {
        if self.audience != "parties" {
            return private.clone();
        }
        json!({
            "kind": self.kind,
            "subject": { "kind": self.subject_kind, "id": self.subject_id },
            "about": self.about,
            "actor": self.actor,
            "public": self.public,
            "private": private,
        })
    }

    /// The canonical JSON (RFC 8785) of [`Leaf::document`].
    pub fn bytes(&self) -> Vec<u8> {
        canonical(&self.document())
    }
}

/// SHA-256(salt || canonical JSON): binds the log to what may be erased with its salt.
pub fn seal(salt: &[u8; 16], part: &Value) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(canonical(part)).finalize().into()
}

fn canonical(value: &Value) -> Vec<u8> {
    // A `Value` holds nothing that has no canonical form.
    canonical::bytes(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_between_parties_shows_only_that_it_exists() {
        let (actor, public) = (json!({ "role": "agency" }), json!({ "notice_code": "433101-20261123-0001" }));
        let private = json!({ "agency_id": Uuid::from_u128(5) });
        let mut leaf = Leaf {
            id: Uuid::from_u128(1),
            kind: "sign_up.made",
            subject_kind: "sign_up",
            subject_id: Uuid::from_u128(2),
            about: &[Uuid::from_u128(3)],
            audience: "parties",
            at: DateTime::UNIX_EPOCH,
            actor: &actor,
            public: &public,
            private_hash: None,
        };
        let hash = seal(&[9; 16], &leaf.sealed_part(&private));
        leaf.private_hash = Some(&hash);
        let text = String::from_utf8(leaf.bytes()).unwrap();
        assert_eq!(
            text,
            format!(
                r#"{{"at":"1970-01-01T00:00:00.000Z","audience":"parties","id":"{}","sealed":"{}"}}"#,
                leaf.id,
                hex::encode(hash)
            )
        );
        // Each thing that it hides is bound all the same.
        for (kind, about) in [("sign_up.withdrawn", leaf.about), ("sign_up.made", &[][..])] {
            assert_ne!(seal(&[9; 16], &Leaf { kind, about, ..leaf }.sealed_part(&private)), hash);
        }
        assert_ne!(seal(&[8; 16], &leaf.sealed_part(&private)), hash, "the salt is part of it");
    }

    #[test]
    fn a_public_entry_shows_everything_but_its_private_part() {
        let (actor, public) = (json!({ "role": "client" }), json!({ "b": 1, "a": "甲" }));
        let leaf = Leaf {
            id: Uuid::from_u128(1),
            kind: "notice.published",
            subject_kind: "notice",
            subject_id: Uuid::from_u128(2),
            about: &[],
            audience: "public",
            at: DateTime::UNIX_EPOCH,
            actor: &actor,
            public: &public,
            private_hash: Some(&[0; 32]),
        };
        let text = String::from_utf8(leaf.bytes()).unwrap();
        assert!(text.contains(r#""public":{"a":"甲","b":1}"#) && text.contains("notice.published"), "{text}");
        assert_eq!(leaf.sealed_part(&json!({ "phone": "0743" })), json!({ "phone": "0743" }));
    }
}
