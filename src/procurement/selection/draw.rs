//! The draw (domain.md §7.12), at the selection time fixed before sign-up.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::facts::{beacon, bytes, code, notice, roster, winner};
use super::sealed::{not_opened, secret};
use crate::core::draw::Entrant;
use crate::core::evidence::{self, DrawInput, DrawOpened, DrawSealed, Drawn};
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::awards::{Announcement, announce};
use crate::procurement::rounds::{RosterEntry, Round};

/// Draws the winner of a round whose selection has begun.
///
/// # Errors
/// When the database cannot be reached; 500 where the round lacks what every draw has.
pub(super) async fn draw(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let drawn = drawn(work, round).await?;
    let entry = roster(round).iter().find(|entry| entry.uscc == drawn.winner.uscc.as_str());
    let entry = entry.ok_or_else(|| Problem::internal(&"the winner is not of the roster"))?;
    let found = Announcement {
        winner: winner(entry),
        amount: amount(round)?,
        reason: String::new(),
        why: why(&drawn.evidence),
        evidence: drawn.evidence,
    };
    announce(work, round, at, found).await?;
    Ok(())
}

/// Opens the secret and lets the pure core draw from the frozen roster.
async fn drawn(work: &mut Work, round: &Round) -> Result<Drawn, Problem> {
    let select_time = round.select_time.ok_or_else(|| Problem::internal(&"a draw without a selection time"))?;
    let entrant = |entry: &RosterEntry| {
        // Every entrant of an opened roster has one.
        let nonce =
            hex::decode(entry.nonce.as_deref().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
        Ok(Entrant { uscc: code(entry)?, nonce: bytes(Some(&nonce), "nonce")?, name: entry.name.clone() })
    };
    let (beacon, beacon_source) = beacon(round)?;
    let input = DrawInput {
        notice: notice(work, round, amount(round)?, select_time).await?,
        fiscal_percent: round.fiscal(),
        commit: bytes(round.draw_commit.as_deref(), "draw_commit")?,
        secret: secret(work, round)?,
        beacon,
        beacon_source,
        roster: roster(round).iter().map(entrant).collect::<Result<_, Problem>>()?,
        sealed: sealed(round)?,
    };
    evidence::draw(input).map_err(|error| Problem::internal(&error))
}

/// What was sealed; none where somebody had signed up before sign-ups were sealed.
fn sealed(round: &Round) -> Result<Option<DrawSealed>, Problem> {
    let opened = |entry: &RosterEntry| {
        let opened = DrawOpened { commitment: entry.commitment.clone()?, salt: entry.salt.clone()? };
        Some((entry.uscc.clone(), opened))
    };
    let Some(opened) = roster(round).iter().map(opened).collect() else { return Ok(None) };
    let Some(roster_hash) = round.sealed_roster_hash.as_deref() else { return Ok(None) };
    let roster_hash = bytes(Some(roster_hash), "sealed_roster_hash")?;
    Ok(Some(DrawSealed { roster_hash, opened, not_opened: not_opened(round) }))
}

/// A draw has a fixed price, which publication asks for.
fn amount(round: &Round) -> Result<crate::core::money::Fen, Problem> {
    round.amount_fen.ok_or_else(|| Problem::internal(&"a draw without an amount"))
}

/// Seed and steps, from which everybody can follow where they stood.
fn why(evidence: &Value) -> Map<String, Value> {
    let named = ["beacon", "commit", "secret", "seed", "select_time", "steps"];
    named.iter().filter_map(|name| Some(((*name).to_owned(), evidence.get(*name)?.clone()))).collect()
}
