//! Splitting the key of a round at its publication.

use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store;
use crate::core::canonical;
use crate::core::seal::{self, PublicKey};
use crate::platform::Work;
use crate::platform::web::{FieldError, Problem};
use crate::procurement::rounds::Round;
use crate::say;

/// Where witnesses are to open together: those who have no key yet. Without it nothing can be published.
///
/// # Errors
/// When the database cannot be reached.
pub async fn missing_keys(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<FieldError>, sqlx::Error> {
    let missing = store::without_key(conn, round_id).await?;
    let error = |number: i64| {
        FieldError::new(
            format!("/witnesses/{}", number - 1),
            "no_key",
            say!(
                "这位见证人还没有登记密钥，请把见证链接发给本人",
                "this witness has not registered its key yet; pass its link on"
            ),
        )
    };
    Ok(missing.into_iter().map(error).collect())
}

/// Splits the wrapped key of a round among its witnesses. What stays is a sealed share for each, and the hash of what was split.
///
/// # Errors
/// When a witness has no key.
pub async fn split(work: &mut Work, round: &mut Round, wrapped: &[u8]) -> Result<(), Problem> {
    let holders = store::of_round(work.db(), round.id).await?;
    let keys: Option<Vec<PublicKey>> =
        holders.iter().map(|it| it.public_key.as_deref().and_then(PublicKey::from_slice)).collect();
    let keys = keys.ok_or_else(|| Problem::internal(&"a witness without a key at the publication"))?;
    let threshold = threshold(round)?;
    let sealed = seal::split(wrapped, threshold, &keys, &round.code_text(), work.rng());
    let sealed = sealed.map_err(|error| Problem::internal(&error))?;
    for (holder, share) in holders.iter().zip(sealed) {
        store::put_sealed(work.db(), round.id, holder.number, &share).await?;
    }
    round.seal_secret_hash = Some(canonical::sha256(wrapped).to_vec());
    Ok(())
}

/// What a publication says of it; null where nothing is split.
///
/// # Errors
/// When the database cannot be reached.
pub async fn promised(conn: &mut PgConnection, round: &Round) -> Result<Value, sqlx::Error> {
    let Some(hash) = &round.seal_secret_hash else { return Ok(Value::Null) };
    let holders = store::of_round(conn, round.id).await?;
    let witness = |it: &store::Holder| json!({ "number": it.number, "name": it.name, "public_key": it.public_key.as_deref().map(hex::encode) });
    Ok(json!({
        "threshold": round.witness_threshold,
        "secret_hash": hex::encode(hash),
        "days": round.rules().confirm_award_days,
        "witnesses": holders.iter().map(witness).collect::<Vec<_>>(),
    }))
}

pub(super) fn threshold(round: &Round) -> Result<u8, Problem> {
    let threshold = round.witness_threshold.and_then(|it| u8::try_from(it).ok());
    threshold.ok_or_else(|| Problem::internal(&"a split without its threshold"))
}
