//! Idempotency: a retried creating request gets the first one's answer and does nothing.
//!
//! The key is a row in the transaction of the effect. A second request with the same key waits for the first one's row lock, then
//! replays its answer, or does the work if the first one failed.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::platform::App;
use crate::platform::web::{Created, Problem};
use crate::platform::work::Work;
use crate::say;

/// How many rows [`purge`] deletes at once.
const PURGED: i64 = 1_000;

/// Deletes keys that are older than a week, when nobody retries any more; true when there may be more of them.
///
/// # Errors
/// When the database fails.
pub async fn purge(app: &App) -> Result<bool, Problem> {
    let deleted = sqlx::query!(
        "DELETE FROM idempotency
        WHERE (actor_key, key_hash) IN (
            SELECT actor_key, key_hash
            FROM idempotency
            WHERE created_at < clock_timestamp() - interval '7 days'
            LIMIT $1
            FOR UPDATE SKIP LOCKED
        )",
        PURGED,
    )
    .execute(app.pool())
    .await?;
    Ok(deleted.rows_affected() > 0)
}

/// `Idempotency-Key` of a creating request: SHA-256 of method, path and key.
pub struct Once(Option<[u8; 32]>);

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(header) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        match header.to_str() {
            Ok(key) if (1..=200).contains(&key.len()) => {
                Ok(Self(Some(Sha256::digest(format!("{} {} {key}", parts.method, parts.uri.path())).into())))
            }
            _ => Err(Problem::bad_request(
                "bad_idempotency_key",
                say!(
                    "Idempotency-Key 应为 1 到 200 个 ASCII 字符。",
                    "Idempotency-Key must be 1 to 200 ASCII characters."
                ),
            )),
        }
    }
}

impl Once {
    /// For callers that do not retry: the demo, imports.
    pub fn unkeyed() -> Self {
        Self(None)
    }

    /// The answer already given to this key, or `None` when the work is still to be done.
    ///
    /// # Errors
    /// 422 when the key was used for another body.
    pub async fn replay<T: DeserializeOwned>(
        &self,
        work: &mut Work,
        digest: &[u8; 32],
    ) -> Result<Option<Created<T>>, Problem> {
        let Some(key) = &self.0 else { return Ok(None) };
        // Bodies of registrations hold a password.
        let digest = work.vault().tag(b"jishi idempotency v1", digest);
        let actor = work.actor().key();
        let inserted = sqlx::query!(
            "INSERT INTO idempotency (actor_key, key_hash, body_hash)
            VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING",
            actor,
            key.as_slice(),
            digest.as_slice(),
        )
        .execute(work.db())
        .await?
        .rows_affected();
        if inserted == 1 {
            return Ok(None);
        }
        let row = sqlx::query!(
            "SELECT body_hash, answer FROM idempotency WHERE actor_key = $1 AND key_hash = $2",
            actor,
            key.as_slice(),
        )
        .fetch_one(work.db())
        .await?;
        if row.body_hash != digest {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                say!(
                    "这个 Idempotency-Key 已用于另一份内容，请换一个。",
                    "This Idempotency-Key was used for another body; use a new one."
                ),
            ));
        }
        let answer = row.answer.unwrap_or_default();
        serde_json::from_value(answer).map(|value| Some(Created(value))).map_err(|error| Problem::internal(&error))
    }

    /// Stores the answer beside its effect, commits both, and gives the answer.
    pub async fn commit<T: Serialize>(self, mut work: Work, answer: Created<T>) -> Result<Created<T>, Problem> {
        if let Some(key) = self.0 {
            let json = serde_json::to_value(&answer.0).map_err(|error| Problem::internal(&error))?;
            let actor = work.actor().key();
            sqlx::query!(
                "UPDATE idempotency SET status = 201, answer = $3 WHERE actor_key = $1 AND key_hash = $2",
                actor,
                key.as_slice(),
                json
            )
            .execute(work.db())
            .await?;
        }
        work.commit().await?;
        Ok(answer)
    }
}
