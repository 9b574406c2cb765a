//! Announcing the winner of a round: the one way to an award, whatever the method.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::effect::{count, take_effect};
use super::model::Award;
use super::store;
use crate::core::money::Fen;
use crate::core::state::{RoundEvent, RoundState};
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::{Move, Round, advance};

/// What a method has found.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Who won; of the frozen roster.
    pub winner: OrganisationRef,
    /// For how much.
    pub amount: Fen,
    /// The client's reason where it picked the winner, else empty.
    pub reason: String,
    /// The evidence file.
    pub evidence: Value,
    /// Why it went so, for everybody who took part: joins the public part of the journal entry.
    pub why: Map<String, Value>,
}

/// Writes the award, moves the round from `selecting` (or from `awarded`, where the winner is out) to `publicity` and tells everyone who took part how many had entered and why it
/// went so. Without publicity (`publicity_days` 0) it takes effect at once; an end of publicity in an unknown year waits for its calendar.
///
/// # Errors
/// 409 `illegal_transition` when the round is neither selecting nor awarded.
pub async fn announce(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    found: Announcement,
) -> Result<Award, Problem> {
    // After a winner that is out, the next one follows.
    let event = if round.state == RoundState::Awarded { RoundEvent::PassToNext } else { RoundEvent::Select };
    round.state.apply(event)?;
    let days = round.rules().publicity_days;
    // Nobody could read it before.
    let known = work.now().await?.max(at);
    let publicity_until = count(work.db(), round, known, days).await?;
    let mut award = Award {
        id: work.id(at),
        round_id: round.id,
        notice_id: round.notice_id,
        client_id: round.client_id,
        agency_id: found.winner.id,
        code: code(round, store::count(work.db(), round.id).await?),
        method: round.method,
        amount_fen: found.amount,
        reason: found.reason,
        selected_at: at,
        publicity_until,
        awarded_at: None,
        confirm_by: None,
        confirmed_at: None,
        declined_at: None,
        decline_reason: None,
    };
    store::insert(work.db(), &award, &found.evidence).await?;
    let mut about = store::entrants(work.db(), round.id).await?;
    about.push(award.id);
    round.publicity_until = publicity_until;
    let public = public(round, &award, &found.winner, &found.evidence, found.why);
    advance(work, round, at, Move::public(event, "award.selected", public).about(about)).await?;
    if publicity_until.is_some_and(|until| until <= known) {
        take_effect(work, round, &mut award, &found.winner, at).await?;
    }
    Ok(award)
}

/// `ZX-…` of the round; `-2` follows for the second winner of it, and so on.
fn code(round: &Round, before: i64) -> String {
    let first = round.code().map(|code| code.award()).unwrap_or_default();
    if before == 0 { first } else { format!("{first}-{}", before + 1) }
}

fn public(round: &Round, award: &Award, winner: &OrganisationRef, evidence: &Value, why: Map<String, Value>) -> Value {
    let mut public = award.public(winner);
    public.extend(why);
    let more = json!({
        "entrants": round.entrants,
        "eligible": round.eligible,
        "roster_hash": round.roster_hash.as_ref().map(hex::encode),
        "deadline_provisional": !round.provisional_years.is_empty(),
        "calendar_missing": round.missing_year,
        "evidence_digest": evidence.get("digest"),
    });
    if let Value::Object(more) = more {
        public.extend(more);
    }
    Value::Object(public)
}
