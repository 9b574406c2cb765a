//! Too few witnesses have come in time: the round fails. What was sealed stays sealed, for ever.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::store;
use crate::core::due::Due;
use crate::core::state::RoundEvent;
use crate::platform::web::{Instant, Problem};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, DueRounds, Move, Round};
use crate::say;

/// Timer: fails one round whose witnesses have not come; false where there is none.
///
/// # Errors
/// Whatever keeps the database from it; the round stays due.
pub async fn lapse_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Shares, "shares");
    while let Some((mut work, mut round)) = queue.next().await? {
        let at = round.due_instant(work.now().await?);
        let done = lapse(&mut work, &mut round, at).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn lapse(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let holders = store::of_round(work.db(), round.id).await?;
    let given = holders.iter().filter(|it| it.given_at.is_some()).count();
    let (needed, until) = (round.witness_threshold.unwrap_or_default(), Instant(at));
    let reason = say!(
        "须有 {needed} 位见证人共同启封，至 {until} 提交 {given} 份，未能启封，报名内容从未开启",
        "{needed} witnesses were needed to open what was sealed; {given} had come by {until}, and nothing was opened"
    );
    store::forget(work.db(), round.id).await?;
    let agencies: Vec<_> = round.roster.iter().flat_map(|it| it.0.iter().map(|entry| entry.agency_id)).collect();
    round.end_reason = Some(reason.zh.clone());
    let public = json!({
        "entrants": round.entrants,
        "eligible": round.eligible,
        "given": given,
        "threshold": needed,
        "reason": reason.zh,
        "reason_en": reason.en,
        "reason_code": "witnesses_absent",
    });
    let step = Move::public(RoundEvent::Fail, "round.failed", public).about(agencies);
    rounds::advance(work, round, at, step).await?;
    Ok(())
}
