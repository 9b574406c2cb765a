//! A calendar year has come that the end of a publicity, or a winner's time to confirm, waited for or was counted through provisionally:
//! it is counted again.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::effect::no_award;
use super::store;
use crate::core::calendar::{CLOSING, WorkingDays};
use crate::core::state::RoundState;
use crate::platform::web::{Instant, Problem};
use crate::platform::{App, Work, calendar};
use crate::procurement::rounds::{DueRounds, Round, note};

/// Timer: counts the deadline of one award again; false where no year has come for any.
///
/// # Errors
/// When the database cannot be reached.
pub async fn recount_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::to_recount(app, &[RoundState::Publicity, RoundState::Awarded], "calendar");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = recount(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn recount(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = work.now().await?;
    let (mut award, winner) = store::of_round(work.db(), round.id).await?.ok_or_else(no_award)?;
    let rules = round.rules();
    let (before, after) = if let Some(awarded_at) = award.awarded_at {
        let before = award.confirm_by;
        award.confirm_by = count(work, round, (awarded_at, rules.confirm_award_days), before, at).await?;
        round.confirm_by = award.confirm_by;
        (before, award.confirm_by)
    } else {
        let before = award.publicity_until;
        award.publicity_until = count(work, round, (award.selected_at, rules.publicity_days), before, at).await?;
        round.publicity_until = award.publicity_until;
        (before, award.publicity_until)
    };
    store::write(work.db(), &award).await?;
    let as_told = before == after && round.missing_year.is_none();
    let kind = if as_told { "award.deadline_confirmed" } else { "award.deadline_recomputed" };
    let more = json!({
        "confirm_by": award.confirm_by.map(Instant),
        "deadline_before": before.map(Instant),
        "deadline_provisional": !round.provisional_years.is_empty(),
        "calendar_missing": round.missing_year,
    });
    let mut public = award.public(&winner);
    if let serde_json::Value::Object(more) = more {
        public.extend(more);
    }
    note(work, round, at, kind, [award.id, award.agency_id], public.into()).await?;
    Ok(())
}

async fn count(
    work: &mut Work,
    round: &mut Round,
    (start, days): (DateTime<Utc>, WorkingDays),
    told: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let counted = calendar::load(work.db()).await?.recount(start, days, CLOSING, told, now);
    round.hold(counted.unsettled);
    Ok(counted.at)
}
