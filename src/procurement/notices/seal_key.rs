//! The key that sign-ups of a round are sealed to: made at publication, its private half wrapped to the installation's opening key at once.

use serde_json::json;
use zeroize::Zeroizing;

use crate::core::seal::{self, SecretKey};
use crate::platform::opening::{self, OpeningError};
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Work};
use crate::procurement::rounds::{self, Round};
use crate::procurement::witnesses;

/// Gives a round that seals its key. The private half leaves this function wrapped only, and where it is split among
/// witnesses, in sealed shares only.
///
/// # Errors
/// 503 where the installation has no opening key.
pub(super) async fn give_key(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    if !round.method.seals() || round.seal_key.is_some() {
        return Ok(());
    }
    let opening = opening::store::in_use(work.db()).await?;
    let secret = SecretKey::generate(work.rng());
    let wrapped = seal::wrap(&secret, opening.public, &round.code_text(), work.rng());
    let wrapped = Zeroizing::new(wrapped.map_err(|error| Problem::internal(&error))?);
    if round.witness_threshold.is_some() {
        witnesses::split(work, round, &wrapped).await?;
    } else {
        round.seal_secret = Some(wrapped.to_vec());
    }
    round.seal_key = Some(secret.public().0.to_vec());
    round.wrapped_by = Some(opening.id);
    Ok(())
}

/// Timer: gives a key to one round that was published before rounds had keys; false where there is none.
///
/// # Errors
/// When the database cannot be reached.
pub async fn seal_keys_due(app: &App) -> Result<bool, Problem> {
    let mut work = app.begin(Actor::System("seal_keys")).await?;
    let Some(id) = rounds::store::without_seal_key(work.db()).await? else { return Ok(false) };
    // Without an opening key nothing new is published either, and that says so.
    if matches!(opening::store::in_use(work.db()).await, Err(OpeningError::NoneInUse)) {
        return Ok(false);
    }
    let mut round = rounds::lock_by_id(&mut work, id).await?;
    let at = work.now().await?;
    give_key(&mut work, &mut round).await?;
    let public = json!({ "seal_key": round.seal_key.as_deref().map(hex::encode) });
    rounds::note(&mut work, &mut round, at, "round.seal_key_given", [], public).await?;
    work.commit().await?;
    Ok(true)
}
