//! Whoever has not handed in at the end of its time is recorded as absent, and the next in the order is asked.

use serde_json::json;

use super::store;
use crate::core::due::Due;
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::rounds::{DueRounds, Round, note};
use crate::procurement::selection::conclude::conclude;

/// Timer: replaces the assessors of one round whose time is over.
///
/// # Errors
/// When the database cannot be reached.
pub async fn score_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Score, "score");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = silent(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn silent(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    let silent = store::stand_down(work.db(), round.id, None, at, ("期满未评分", "规则")).await?;
    round.score_by = store::score_by(work.db(), round.id).await?;
    note(work, round, at, "panel.stood_down", [], json!({ "stood_down": silent })).await?;
    conclude(work, round, at).await
}
