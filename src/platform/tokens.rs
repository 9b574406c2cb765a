//! Access tokens: signed, valid for minutes, carrying the membership a person acts in.

use std::sync::Arc;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::core::role::Role;
use crate::platform::actor::Member;
use crate::platform::clock::machine_time;
use crate::platform::vault::Vault;

/// How long an access token lives; afterwards the refresh token makes a new one.
pub const ACCESS_MINUTES: i64 = 10;

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: Uuid,
    mid: Uuid,
    sid: Uuid,
    role: Role,
    org: Option<Uuid>,
    exp: i64,
}

/// Makes and reads access tokens with a key derived from the master key.
#[derive(Clone)]
pub struct Tokens(Arc<Keys>);

struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Tokens {
    pub fn new(vault: &Vault) -> Self {
        let key = vault.derive(b"jishi access token v1");
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = 0;
        Self(Arc::new(Keys {
            encoding: EncodingKey::from_secret(&key),
            decoding: DecodingKey::from_secret(&key),
            validation,
        }))
    }

    /// A token for `member`. It lives in machine time, so that a training clock neither revives nor kills it.
    ///
    /// # Errors
    /// When signing fails, which a symmetric key does not.
    pub fn issue(&self, member: &Member) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims {
            sub: member.person_id,
            mid: member.membership_id,
            sid: member.session_id,
            role: member.role,
            org: member.organisation_id,
            exp: (machine_time() + TimeDelta::minutes(ACCESS_MINUTES)).timestamp(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.0.encoding)
    }

    /// The member a token was issued to, if it is genuine and still valid.
    pub fn read(&self, token: &str) -> Option<Member> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.0.decoding, &self.0.validation).ok()?.claims;
        Some(Member {
            person_id: claims.sub,
            membership_id: claims.mid,
            session_id: claims.sid,
            role: claims.role,
            organisation_id: claims.org,
        })
    }
}
