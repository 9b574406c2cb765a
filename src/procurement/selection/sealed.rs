//! What a selection from sealed sign-ups starts from, whatever the method.

use super::facts::{beacon, bytes, code, notice, roster};
use crate::core::evidence::{NotOpened, SealedEntrant, SealedInput};
use crate::core::money::Fen;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::awards;
use crate::procurement::rounds::{RosterEntry, Round};

/// The opened round, its secret, and who has left the ranking.
///
/// # Errors
/// 500 where the round lacks what every opened one has.
pub(super) async fn input(work: &mut Work, round: &Round) -> Result<SealedInput, Problem> {
    let select_time = round.select_time.ok_or_else(|| Problem::internal(&"a selection without its time"))?;
    let (beacon, beacon_source) = beacon(round)?;
    Ok(SealedInput {
        notice: notice(work, round, round.amount_fen.unwrap_or(Fen(0)), select_time).await?,
        fiscal_percent: round.fiscal(),
        commit: bytes(round.draw_commit.as_deref(), "draw_commit")?,
        secret: secret(work, round)?,
        beacon,
        beacon_source,
        roster: roster(round).iter().map(entrant).collect::<Result<_, Problem>>()?,
        not_opened: not_opened(round),
        sealed_roster_hash: bytes(round.sealed_roster_hash.as_deref(), "sealed_roster_hash")?,
        passed_over: awards::passed_over(work.db(), round.id).await?,
    })
}

/// The secret of all chance in the round, committed at publication.
///
/// # Errors
/// 500 where it is missing or damaged.
pub(super) fn secret(work: &Work, round: &Round) -> Result<[u8; 32], Problem> {
    let kept = round.draw_secret.as_deref().ok_or_else(|| Problem::internal(&"a round without a secret"))?;
    let secret = work.vault().open(kept).map_err(|error| Problem::internal(&error))?;
    bytes(Some(&secret), "draw_secret")
}

/// Those whose sealed sign-up did not count, by code.
pub(super) fn not_opened(round: &Round) -> Vec<NotOpened> {
    let mut not_opened: Vec<_> = round
        .not_opened
        .iter()
        .cloned()
        .map(|it| NotOpened {
            uscc: it.uscc,
            name: it.name,
            commitment: it.commitment,
            reason: it.reason.code().to_owned(),
        })
        .collect();
    not_opened.sort_by(|a, b| a.uscc.cmp(&b.uscc));
    not_opened
}

fn entrant(entry: &RosterEntry) -> Result<SealedEntrant, Problem> {
    Ok(SealedEntrant {
        uscc: code(entry)?,
        name: entry.name.clone(),
        nonce: digits(entry.nonce.as_deref(), "nonce")?,
        proposal: entry.proposal,
        quote: entry.quote,
        salt: digits(entry.salt.as_deref(), "salt")?,
        commitment: digits(entry.commitment.as_deref(), "commitment")?,
    })
}

/// Hexadecimal digits that every opened entrant has.
fn digits<const N: usize>(text: Option<&str>, name: &str) -> Result<[u8; N], Problem> {
    let read = hex::decode(text.unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
    bytes(Some(&read), name)
}
