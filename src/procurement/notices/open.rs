//! The opening (启封) of what entrants sealed, at the deadline, as soon as the roster is fixed: all of a round in one transaction, or nothing.
//! Fired by a timer alone. While the opening key is missing the round stands where it is, and nothing else in it goes on.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::types::Json;
use uuid::Uuid;

use super::close::fail_if_too_few;
use super::entrants::{self, SealedSignUp};
use super::proposals;
use crate::core::draw::{self, Entrant};
use crate::core::due::Due;
use crate::core::seal::{self, Place, PublicKey, SecretKey, Unopened};
use crate::core::uscc::Uscc;
use crate::platform::opening::{self, Opening, OpeningError};
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, DueRounds, RosterEntry, Round, UnopenedEntry};

/// The code of the rule that an entrant failed whose sealed sign-up did not count.
const RULE: &str = "sealed";
/// How many that were not opened the journal names: an entry is bounded (a leaf of the log has at most 65,535 bytes), and nobody's broken
/// sign-ups may keep a round from being opened. The notice and the evidence name all of them.
const NAMED: usize = 100;

/// Opens one round that is closed and sealed; false where there is none, or where this server is not one that opens.
///
/// # Errors
/// Whatever keeps the database from it; the round stays due.
pub async fn open_due(app: &App) -> Result<bool, Problem> {
    if !app.opening().is_given_a_key() {
        leave(app).await?;
        return Ok(false);
    }
    let mut queue = DueRounds::of(app, Due::Open, "opening");
    while let Some((mut work, mut round)) = queue.next().await? {
        let at = round.due_instant(work.now().await?);
        let done = open(app.opening(), &mut work, &mut round, at).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Leaves openings to servers that were given the key, and says so where something waits.
async fn leave(app: &App) -> Result<(), Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    if let Some(id) = rounds::store::waits_for_key(&mut conn, now).await?
        && app.opening().may_complain()
    {
        let key = opening::store::by_id(&mut conn, id).await?;
        if let Some(folder) = app.opening().folder()
            && let Err(error) = opening::key_file::of(folder, &key)
        {
            tracing::error!(%error, "sealed rounds wait to be opened, and this server has no opening key");
        }
    }
    Ok(())
}

async fn open(opening: &Opening, work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let roster = round.roster.take().map(|it| it.0).unwrap_or_default();
    let ids: Vec<Uuid> = roster.iter().map(|entry| entry.sign_up_id).collect();
    let agencies: Vec<Uuid> = roster.iter().map(|entry| entry.agency_id).collect();
    let sealed = entrants::sealed(work.db(), &ids).await?;
    let key = round_key(opening, work, round).await?;
    let mut out = Vec::new();
    let mut left = Vec::with_capacity(roster.len());
    for entry in roster {
        let sign_up = sealed.get(&entry.sign_up_id);
        let mut opened = open_one(round, key.as_ref(), entry.clone(), sign_up)?;
        if let Ok(found) = &opened
            && let Err(reason) = proposals::open(work.db(), round, found).await?
        {
            opened = Err(reason);
        }
        match opened {
            Ok(opened) => left.push(opened),
            Err(reason) => {
                let commitment = entry.commitment.unwrap_or_default();
                out.push((entry.sign_up_id, UnopenedEntry { uscc: entry.uscc, name: entry.name, commitment, reason }));
            }
        }
    }
    let refused: Vec<Uuid> = out.iter().map(|(id, _)| *id).collect();
    entrants::put_out(work.db(), &refused, RULE).await?;
    round.eligible = Some(i32::try_from(left.len()).unwrap_or(i32::MAX));
    round.roster_hash = Some(roster_hash(&left)?.to_vec());
    round.roster = Some(Json(left));
    round.not_opened = Json(out.into_iter().map(|(_, entry)| entry).collect());
    round.opened_at = Some(at);
    tell(work, round, &agencies, at).await?;
    fail_if_too_few(work, round, &agencies, at).await?;
    Ok(())
}

/// The round's private key; it must be the one that belongs to the public key which everybody sealed to.
async fn round_key(opening: &Opening, work: &mut Work, round: &Round) -> Result<Option<SecretKey>, Problem> {
    // A round from before, to which nobody has sealed anything.
    let (Some(wrapped), Some(id)) = (&round.seal_secret, round.wrapped_by) else { return Ok(None) };
    let key = opening::store::by_id(work.db(), id).await?;
    let secret = opening.unwrap(&key, wrapped, &round.code_text()).await?;
    let public = round.seal_key.as_deref().and_then(PublicKey::from_slice);
    if public != Some(secret.public()) {
        return Err(OpeningError::NotWrapped { id }.into());
    }
    Ok(Some(secret))
}

/// The entrant with what it had sealed, or why that does not count.
fn open_one(
    round: &Round,
    key: Option<&SecretKey>,
    entry: RosterEntry,
    sign_up: Option<&SealedSignUp>,
) -> Result<Result<RosterEntry, Unopened>, Problem> {
    let sign_up = sign_up.ok_or_else(|| Problem::internal(&"a sign-up of the roster is gone"))?;
    let (Some(sealed), Some(commitment)) = (&sign_up.sealed, &sign_up.commitment) else {
        // From before sign-ups were sealed.
        return Ok(Ok(RosterEntry { nonce: sign_up.nonce.as_deref().map(hex::encode), ..entry }));
    };
    let key = key.ok_or_else(|| Problem::internal(&"a sealed sign-up in a round without a key"))?;
    // Who is in, and with what, stood fixed and published before anything was opened.
    if entry.commitment != Some(hex::encode(commitment)) {
        return Err(Problem::internal(&"a sign-up has changed after the close"));
    }
    let commitment = commitment.as_slice().try_into().map_err(|error| Problem::internal(&error))?;
    let code = round.code_text();
    let place = Place {
        notice_code: &code,
        uscc: &entry.uscc,
        quotes: round.method.quotes(),
        proposes: round.method.proposes(),
    };
    Ok(seal::open(key, place, sealed, &commitment).map(|payload| RosterEntry {
        nonce: Some(hex::encode(payload.nonce)),
        salt: Some(hex::encode(payload.salt)),
        proposal: payload.proposal,
        quote: payload.quote,
        ..entry
    }))
}

fn roster_hash(roster: &[RosterEntry]) -> Result<[u8; 32], Problem> {
    let entrant = |entry: &RosterEntry| {
        let mut nonce = [0; 16];
        hex::decode_to_slice(entry.nonce.as_deref().unwrap_or_default(), &mut nonce)
            .map_err(|error| Problem::internal(&error))?;
        let uscc = Uscc::parse(&entry.uscc).map_err(|error| Problem::internal(&error))?;
        Ok(Entrant { uscc, nonce, name: entry.name.clone() })
    };
    let entrants = roster.iter().map(entrant).collect::<Result<Vec<_>, Problem>>()?;
    Ok(draw::roster_hash(&entrants))
}

/// Who is in is public from the close on, so whose sign-up did not count is, too.
async fn tell(work: &mut Work, round: &mut Round, agencies: &[Uuid], at: DateTime<Utc>) -> Result<(), Problem> {
    let not_opened = round.not_opened.iter().take(NAMED);
    let not_opened: Vec<_> =
        not_opened.map(|it| json!({ "uscc": it.uscc, "name": it.name, "reason": it.reason })).collect();
    let public = json!({
        "entrants": round.entrants,
        "eligible": round.eligible,
        "roster_hash": round.roster_hash.as_deref().map(hex::encode),
        "sealed_roster_hash": round.sealed_roster_hash.as_deref().map(hex::encode),
        "not_opened": not_opened,
        "not_opened_count": round.not_opened.len(),
    });
    rounds::note(work, round, at, "round.opened", agencies.to_vec(), public).await?;
    Ok(())
}
