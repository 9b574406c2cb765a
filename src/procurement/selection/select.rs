//! The selection time. Only the timer calls it: nobody can start, stop or repeat what it begins.

use serde_json::json;

use super::auction;
use super::conclude::conclude;
use super::draw::draw;
use crate::core::due::Due;
use crate::core::method::Method;
use crate::core::state::RoundEvent;
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::rounds::{DueRounds, Move, Round, advance};

/// Timer: begins the selection of one round whose time has come; unless it waits for a person, or takes bids, it ends at once, too.
///
/// # Errors
/// When the database cannot be reached.
pub async fn select_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Select, "select");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = begin(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn begin(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    if round.method == Method::ReverseAuction {
        return auction::begin(work, round, at).await;
    }
    advance(work, round, at, Move::public(RoundEvent::BeginSelection, "round.selecting", json!({}))).await?;
    match round.method {
        Method::Draw => draw(work, round, at).await,
        _ => conclude(work, round, at).await,
    }
}
