//! Bidding ends. Only the timer calls it, under the lock that bids take: a bid that got the lock first has moved the end, one that comes after it
//! is late.

use super::super::conclude::{Hindered, conclude};
use super::super::facts::{code, notice, roster};
use super::{bounds, store};
use crate::core::due::Due;
use crate::core::evidence::{self, AuctionInput, Selected};
use crate::core::selection::reverse_auction::Bid;
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::awards;
use crate::procurement::rounds::{DueRounds, Round};

/// Timer: ends one auction whose end has come; the last bid wins, and without any the round fails.
///
/// # Errors
/// When the database cannot be reached.
pub async fn end_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::EndAuction, "end_auction");
    while let Some((mut work, mut round)) = queue.next().await? {
        let at = round.due_instant(work.now().await?);
        let done = conclude(&mut work, &mut round, at).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The outcome of an auction that is over: all its bids, placed again.
pub(in super::super) async fn found(work: &mut Work, round: &Round) -> Result<Selected, Hindered> {
    let start = round.auction_start.ok_or_else(|| Problem::internal(&"an auction without its beginning"))?;
    let (ceiling, floor) = bounds(round)?;
    let mut bids = Vec::new();
    for row in store::all(work.db(), round.id).await? {
        let entry = roster(round).iter().find(|entry| entry.agency_id == row.agency_id);
        let entry = entry.ok_or_else(|| Problem::internal(&"a bid of nobody in the roster"))?;
        bids.push(Bid { uscc: code(entry)?, amount_fen: row.amount_fen, at: row.at });
    }
    let members = roster(round).iter().map(|it| Ok((code(it)?, it.name.clone())));
    let input = AuctionInput {
        notice: notice(work, round, ceiling, start).await?,
        fiscal_percent: round.fiscal(),
        roster: members.collect::<Result<_, Problem>>()?,
        ceiling,
        floor,
        bids,
        passed_over: awards::passed_over(work.db(), round.id).await?,
    };
    Ok(evidence::auction(input)?)
}
