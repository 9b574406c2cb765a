//! A calendar year has come that dates of a published round waited for, or were counted through provisionally: they are counted again.

use serde_json::json;

use super::dates;
use crate::core::calendar::Unsettled;
use crate::core::due::PublicNumber;
use crate::core::state::RoundState;
use crate::platform::web::{Instant, Problem};
use crate::platform::{App, Work, calendar};
use crate::procurement::rounds::{DueRounds, Round, note};
use crate::procurement::witnesses;

/// Timer: counts the dates of one published round again, or until when the witnesses or the public number of a closed one are awaited; false
/// where no year has come for any. After the freeze the other dates stand: the seed of a draw is made of its time.
///
/// # Errors
/// When the database cannot be reached.
pub async fn recount_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::to_recount(app, &[RoundState::Published, RoundState::Closed], "calendar");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = match round.state {
            RoundState::Closed => recount_closed(&mut work, &mut round).await,
            _ => recount(&mut work, &mut round).await,
        };
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn recount(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = work.now().await?;
    let calendar = calendar::load(work.db()).await?;
    let dates = dates::recount(round, &calendar, at);
    let before = (round.signup_deadline, round.select_time);
    (round.signup_deadline, round.select_time) = (dates.signup_deadline, dates.select_time);
    let provisional = dates.provisional();
    round.hold(dates.unsettled);
    let as_told = before == (round.signup_deadline, round.select_time) && round.missing_year.is_none();
    let kind = if as_told { "notice.deadline_confirmed" } else { "notice.deadline_recomputed" };
    let public = json!({
        "signup_deadline": round.signup_deadline.map(Instant),
        "signup_deadline_before": before.0.map(Instant),
        "select_time": round.select_time.map(Instant),
        "select_time_before": before.1.map(Instant),
        "deadline_provisional": provisional,
        "calendar_missing": round.missing_year,
    });
    note(work, round, at, kind, [], public).await?;
    Ok(())
}

async fn recount_closed(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = work.now().await?;
    let mut held = Unsettled::default();
    if round.awaits_shares() {
        witnesses::recount(work, round, at).await?;
        held = round.unsettled();
    }
    if round.public_number() != PublicNumber::Awaited {
        return Ok(());
    }
    let counted = dates::beacon_by(round, &calendar::load(work.db()).await?, Some(at));
    let before = round.beacon_by;
    round.beacon_by = counted.at;
    round.hold(held.and(counted.unsettled));
    let public = json!({ "beacon_by": round.beacon_by.map(Instant), "beacon_by_before": before.map(Instant) });
    note(work, round, at, "round.beacon_by_recomputed", [], public).await?;
    Ok(())
}
