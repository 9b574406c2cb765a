//! The deadline of sign-up: the roster freezes, eligibility is checked again, too few entrants fail the round. Fired by a timer, once:
//! the row that is due is taken under its lock, and the step that it causes takes the deadline away in the same transaction.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use super::dates;
use super::entrants::{self, Entered};
use crate::core::calendar::Unsettled;
use crate::core::due::{Due, PublicNumber};
use crate::core::eligibility::{self as rules, Candidate, Moment, Requirement};
use crate::core::evidence::direct_roster_hash;
use crate::core::method::Method;
use crate::core::seal::sealed_roster_hash;
use crate::core::state::RoundEvent;
use crate::platform::web::{Instant, Problem};
use crate::platform::{App, Work, calendar};
use crate::procurement::eligibility::{candidates, requirement};
use crate::procurement::rounds::{self, DueRounds, Move, RosterEntry, Round};
use crate::procurement::witnesses;
use crate::say;

/// Closes one round whose deadline has come; false where none is due.
///
/// # Errors
/// Whatever keeps the database from it; the round stays due.
pub async fn close_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Close, "deadline");
    while let Some((mut work, mut round)) = queue.next().await? {
        let at = round.due_instant(work.now().await?);
        let done = close(&mut work, &mut round, at).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An entrant after the second check.
struct Judged {
    entry: RosterEntry,
    /// Codes of the rules that failed.
    failed: Vec<&'static str>,
}

/// Eligibility is judged as of the deadline, however late this server gets to it: a certificate that was valid then counts.
async fn close(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let deadline = round.signup_deadline.unwrap_or(at);
    let requirement = requirement(work.db(), round).await?;
    let entered = entrants::entered(work.db(), round.id).await?;
    let agencies: Vec<Uuid> = entered.iter().map(|it| it.agency_id).collect();
    let judged = judge(work, &requirement, entered, round.method, deadline).await?;
    let ids: Vec<Uuid> = judged.iter().map(|it| it.entry.sign_up_id).collect();
    let failed: Vec<String> = judged.iter().map(|it| it.failed.join(",")).collect();
    entrants::judge(work.db(), &ids, &failed).await?;
    freeze(round, judged, at);
    witnesses::expect(work, round, at).await?;
    if round.public_number() == PublicNumber::Awaited {
        let counted = dates::beacon_by(round, &calendar::load(work.db()).await?, None);
        round.beacon_by = counted.at;
        // Of two deadlines that may wait for a year, each is counted again with it.
        let held = if round.seal_secret_hash.is_some() { round.unsettled() } else { Unsettled::default() };
        round.hold(held.and(counted.unsettled));
    }
    let counts = counts(round);
    let step = Move::public(RoundEvent::Close, "round.closed", counts.clone()).about(agencies.clone());
    rounds::advance(work, round, at, step).await?;
    settle(work, round, agencies, counts, at).await
}

/// Each entrant by the same rules as at its sign-up, as of the instant `at`.
async fn judge(
    work: &mut Work,
    requirement: &Requirement,
    entered: Vec<Entered>,
    method: Method,
    at: DateTime<Utc>,
) -> Result<Vec<Judged>, Problem> {
    let agencies: Vec<Uuid> = entered.iter().map(|it| it.agency_id).collect();
    let known = candidates(work.db(), &agencies).await?;
    let mut judged = Vec::with_capacity(known.len());
    // By code, which is the order of the roster.
    for known in known {
        let Some(sign_up) = entered.iter().find(|it| it.agency_id == known.agency_id) else { continue };
        let staff = u32::try_from(sign_up.staff).unwrap_or(u32::MAX);
        let candidate = Candidate { staff, ..known.candidate };
        let results = rules::check(&candidate, requirement, Moment::Freeze { at });
        judged.push(Judged {
            entry: RosterEntry {
                sign_up_id: sign_up.id,
                agency_id: sign_up.agency_id,
                uscc: candidate.uscc.to_string(),
                name: candidate.name,
                commitment: sign_up.commitment.as_deref().map(hex::encode),
                nonce: None,
                salt: None,
                proposal: None,
                quote: None,
                credit: u32::try_from(sign_up.credit).ok().filter(|_| method == Method::CreditMerit),
            },
            failed: results.iter().filter(|it| !it.passed).map(|it| it.rule.code()).collect(),
        });
    }
    Ok(judged)
}

/// Writes roster, hash and counts into the round. Where the method seals, what is fixed now is who is in with which commitment.
fn freeze(round: &mut Round, judged: Vec<Judged>, at: DateTime<Utc>) {
    let count = |n: usize| Some(i32::try_from(n).unwrap_or(i32::MAX));
    round.closed_at = Some(at);
    round.entrants = count(judged.len());
    let roster: Vec<RosterEntry> = judged.into_iter().filter(|it| it.failed.is_empty()).map(|it| it.entry).collect();
    round.eligible = count(roster.len());
    if round.method.seals() {
        // All or nothing: in a round from before sign-ups were sealed, some have none.
        let sealed: Option<Vec<_>> =
            roster.iter().map(|it| Some((it.uscc.as_str(), it.commitment.as_deref()?))).collect();
        round.sealed_roster_hash = sealed.map(|sealed| sealed_roster_hash(sealed).to_vec());
    } else {
        round.roster_hash = Some(direct_roster_hash(roster.iter().map(|it| it.uscc.as_str())).to_vec());
    }
    round.roster = Some(Json(roster));
}

fn counts(round: &Round) -> Value {
    json!({
        "entrants": round.entrants,
        "eligible": round.eligible,
        "min_entrants": round.min_entrants(),
        "roster_hash": round.roster_hash.as_deref().map(hex::encode),
        "sealed_roster_hash": round.sealed_roster_hash.as_deref().map(hex::encode),
        "shares_until": round.shares_until.map(Instant),
    })
}

/// Too few: failed, and nothing is opened. Otherwise what is sealed waits for its opening, and a direct selection begins at once.
async fn settle(
    work: &mut Work,
    round: &mut Round,
    agencies: Vec<Uuid>,
    counts: Value,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    if !fail_if_too_few(work, round, &agencies, at).await? && round.method == Method::Direct {
        let step = Move::public(RoundEvent::BeginSelection, "round.selecting", counts).about(agencies);
        rounds::advance(work, round, at, step).await?;
    }
    Ok(())
}

/// Fails a closed round that has too few eligible entrants; whether it did.
pub(super) async fn fail_if_too_few(
    work: &mut Work,
    round: &mut Round,
    agencies: &[Uuid],
    at: DateTime<Utc>,
) -> Result<bool, Problem> {
    if !round.found_too_few() {
        return Ok(false);
    }
    let (entrants, found) = (round.entrants.unwrap_or(0), round.eligible.unwrap_or(0));
    let needed = round.min_entrants();
    let reason = say!(
        "报名 {entrants} 家，符合条件 {found} 家，少于要求的 {needed} 家",
        "{entrants} signed up, {found} of them eligible, {needed} needed"
    );
    round.end_reason = Some(reason.zh.clone());
    let mut public = counts(round);
    if let Value::Object(members) = &mut public {
        members.insert("reason".to_owned(), json!(reason.zh));
        members.insert("reason_en".to_owned(), json!(reason.en));
        members.insert("reason_code".to_owned(), json!("too_few_entrants"));
    }
    let step = Move::public(RoundEvent::Fail, "round.failed", public).about(agencies.to_vec());
    rounds::advance(work, round, at, step).await?;
    Ok(true)
}
