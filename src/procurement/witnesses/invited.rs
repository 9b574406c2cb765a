//! Who holds a witness's link. Its secret part is sent in a header, never in an address, so that no log of requests has it; the database has
//! its hash alone.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::CryptoRng;
use sha2::{Digest, Sha256};

use super::store;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::rounds::{self, Round};
use crate::say;

/// The header.
const HEADER: &str = "witness-token";
/// Random bytes of the secret part.
const BYTES: usize = 32;

/// The secret part of a link, as it is given to the client once.
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; BYTES];
        rng.fill_bytes(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Where it leads: behind `#`, which a browser keeps to itself.
    pub fn link(&self) -> String {
        format!("/witness#{}", self.0)
    }

    /// What is stored of it.
    pub fn hash(&self) -> Invited {
        Invited(Sha256::digest(&self.0).into())
    }
}

/// Whoever sent the secret part of a link: its SHA-256.
pub struct Invited(pub [u8; 32]);

impl<S: Send + Sync> FromRequestParts<S> for Invited {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let sent = parts.headers.get(HEADER).ok_or_else(no_invitation)?;
        Ok(Self(Sha256::digest(sent.as_bytes()).into()))
    }
}

impl Invited {
    /// The number of the witness, and its round locked for a change.
    ///
    /// # Errors
    /// 404, the same for any token that is none, was replaced, or is of somebody whom the notice does not name any more.
    pub(super) async fn lock(&self, work: &mut Work) -> Result<(u8, Round), Problem> {
        let (round_id, _) = store::of_token(work.db(), &self.0).await?.ok_or_else(no_invitation)?;
        let round = rounds::lock_by_id(work, round_id).await?;
        // It may have been replaced while the lock was waited for.
        let found = store::of_token(work.db(), &self.0).await?.filter(|(id, _)| *id == round_id);
        let (_, number) = found.ok_or_else(no_invitation)?;
        Ok((u8::try_from(number).map_err(|error| Problem::internal(&error))?, round))
    }
}

/// 404 of a link that leads nowhere.
pub(super) fn no_invitation() -> Problem {
    Problem::not_found(say!(
        "这个见证链接无效或已被更换，请向采购单位索取新的链接",
        "this link of a witness is not valid, or was replaced; ask the client for a new one"
    ))
}
