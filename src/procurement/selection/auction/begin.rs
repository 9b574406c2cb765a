//! Bidding opens.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{bounds, rules};
use crate::core::selection::reverse_auction::Auction;
use crate::core::state::RoundEvent;
use crate::platform::Work;
use crate::platform::web::{Instant, Problem};
use crate::procurement::awards;
use crate::procurement::rounds::{LATE, Move, Round, advance};

/// Opens bidding at the selection time `at`. Where the server gets to it a minute later or more, it opens then: nobody could bid before,
/// and the quiet period must not be over before anybody could.
///
/// # Errors
/// When the database cannot be reached; 500 where the round has no ceiling.
pub(in super::super) async fn begin(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let now = work.now().await?;
    let start = if now - at < LATE { at } else { now };
    round.auction_start = Some(start);
    let rules = rules(round)?;
    let step = rules.step;
    let end = Auction::new(rules).end();
    round.auction_end = Some(end);
    let (ceiling, floor) = bounds(round)?;
    let public = json!({
        "auction_start": Instant(start),
        "auction_end": Instant(end),
        "ceiling_fen": ceiling,
        "floor_fen": floor,
        "step_fen": step,
        "quiet_minutes": round.rules().auction_quiet_minutes,
    });
    let about = awards::entrants(work.db(), round.id).await?;
    let step = Move::public(RoundEvent::BeginSelection, "auction.begun", public).about(about);
    advance(work, round, start, step).await?;
    Ok(())
}
