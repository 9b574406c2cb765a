//! The draw (domain.md §7.12), at the selection time fixed before sign-up. Only the timer calls it: nobody can start, stop or repeat it.

use serde_json::{Map, Value, json};

use super::facts::{bytes, code, notice, roster, winner};
use crate::core::draw::{Entrant, NO_BEACON};
use crate::core::due::Due;
use crate::core::evidence::{self, DrawInput, DrawOpened, DrawSealed, Drawn, NotOpened};
use crate::core::state::RoundEvent;
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::awards::{Announcement, announce};
use crate::procurement::rounds::{DueRounds, Move, RosterEntry, Round, advance};

/// Timer: draws the winner of one round whose selection time has come.
///
/// # Errors
/// When the database cannot be reached.
pub async fn select_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Select, "select");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = draw(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn draw(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    advance(work, round, at, Move::public(RoundEvent::BeginSelection, "round.selecting", json!({}))).await?;
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
    let kept = round.draw_secret.as_deref().ok_or_else(|| Problem::internal(&"a draw without a secret"))?;
    let secret = work.vault().open(kept).map_err(|error| Problem::internal(&error))?;
    let select_time = round.select_time.ok_or_else(|| Problem::internal(&"a draw without a selection time"))?;
    let entrant = |entry: &RosterEntry| {
        // Every entrant of an opened roster has one.
        let nonce =
            hex::decode(entry.nonce.as_deref().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
        Ok(Entrant { uscc: code(entry)?, nonce: bytes(Some(&nonce), "nonce")?, name: entry.name.clone() })
    };
    let input = DrawInput {
        notice: notice(work, round, amount(round)?, select_time).await?,
        fiscal_percent: round.fiscal(),
        commit: bytes(round.draw_commit.as_deref(), "draw_commit")?,
        secret: bytes(Some(&secret), "draw_secret")?,
        beacon: NO_BEACON.to_owned(),
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
    let not_opened = round.not_opened.iter().cloned().map(|it| NotOpened {
        uscc: it.uscc,
        name: it.name,
        commitment: it.commitment,
        reason: it.reason.code().to_owned(),
    });
    let mut not_opened: Vec<_> = not_opened.collect();
    not_opened.sort_by(|a, b| a.uscc.cmp(&b.uscc));
    let roster_hash = bytes(Some(roster_hash), "sealed_roster_hash")?;
    Ok(Some(DrawSealed { roster_hash, opened, not_opened }))
}

/// A draw has a fixed price, which publication asks for.
fn amount(round: &Round) -> Result<crate::core::money::Fen, Problem> {
    round.amount_fen.ok_or_else(|| Problem::internal(&"a draw without an amount"))
}

/// Seed and steps, from which everybody can follow where they stood.
fn why(evidence: &Value) -> Map<String, Value> {
    let named = ["commit", "secret", "seed", "select_time", "steps"];
    named.iter().filter_map(|name| Some(((*name).to_owned(), evidence.get(*name)?.clone()))).collect()
}
