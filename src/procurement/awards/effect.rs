//! The end of publicity: the award takes effect and stands in the ledger from now on.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::model::Award;
use super::{letter, store};
use crate::core::calendar::{CLOSING, WorkingDays};
use crate::core::due::Due;
use crate::core::state::RoundEvent;
use crate::platform::web::{Instant, Problem};
use crate::platform::{App, Work, calendar};
use crate::procurement::ledger;
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::{DueRounds, Move, Round, advance};
use crate::say;

/// Timer: ends the publicity of one award whose `publicity_until` has come.
///
/// # Errors
/// When the database cannot be reached.
pub async fn publicity_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::EndPublicity, "end_publicity");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = end_publicity(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn end_publicity(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    let (mut award, winner) = store::of_round(work.db(), round.id).await?.ok_or_else(no_award)?;
    take_effect(work, round, &mut award, &winner, at).await
}

/// Moves the round from `publicity` to `awarded` at the official instant `at`, posts the award, issues its letter and starts the winner's
/// time to confirm, which is counted from when the winner can know.
pub(super) async fn take_effect(
    work: &mut Work,
    round: &mut Round,
    award: &mut Award,
    winner: &OrganisationRef,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let days = round.rules().confirm_award_days;
    let known = work.now().await?.max(at);
    let confirm_by = count(work.db(), round, known, days).await?;
    award.awarded_at = Some(at);
    award.confirm_by = confirm_by;
    store::write(work.db(), award).await?;
    letter::issue(work.db(), award.id, at).await?;
    round.confirm_by = confirm_by;
    let mut public = award.public(winner);
    public.insert("confirm_by".to_owned(), json!(confirm_by.map(Instant)));
    public.insert("deadline_provisional".to_owned(), json!(!round.provisional_years.is_empty()));
    public.insert("calendar_missing".to_owned(), json!(round.missing_year));
    let step = Move::public(RoundEvent::EndPublicity, "award.effective", Value::Object(public));
    advance(work, round, at, step.about([award.id, award.agency_id])).await?;
    ledger::post_award(work, at, &award.money(&round.division_code)).await?;
    Ok(())
}

/// The end of `days` working days after `at`, where the stage of the round that begins now ends; `None` where it waits for a calendar year.
pub(super) async fn count(
    conn: &mut PgConnection,
    round: &mut Round,
    at: DateTime<Utc>,
    days: WorkingDays,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let counted = calendar::load(conn).await?.count(at, days, CLOSING);
    round.hold(counted.unsettled);
    Ok(counted.at)
}

/// 404 of an award that does not exist.
pub fn no_award() -> Problem {
    Problem::not_found(say!("没有这项中选结果", "there is no such award"))
}
