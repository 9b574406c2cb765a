//! How long witnesses may take: from the close on, as many working days as a winner has to confirm.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::core::calendar::CLOSING;
use crate::platform::web::{Instant, Problem};
use crate::platform::{Work, calendar};
use crate::procurement::rounds::{Round, note};

/// At the close of a round whose key is split: sets until when its witnesses may come.
///
/// # Errors
/// When the database cannot be reached.
pub async fn expect(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    if round.seal_secret_hash.is_some() {
        // Nobody could come before, however late the close was.
        let known = work.now().await?.max(at);
        let counted = calendar::load(work.db()).await?.count(known, round.rules().confirm_award_days, CLOSING);
        round.shares_until = counted.at;
        round.hold(counted.unsettled);
    }
    Ok(())
}

/// A calendar year has come that this waited for, or was counted through provisionally.
///
/// # Errors
/// When the database cannot be reached.
pub async fn recount(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let (start, before) = (round.closed_at.unwrap_or(at), round.shares_until);
    let days = round.rules().confirm_award_days;
    let counted = calendar::load(work.db()).await?.recount(start, days, CLOSING, before, at);
    round.shares_until = counted.at;
    round.hold(counted.unsettled);
    let public = json!({
        "shares_until": round.shares_until.map(Instant),
        "shares_until_before": before.map(Instant),
        "deadline_provisional": !round.provisional_years.is_empty(),
        "calendar_missing": round.missing_year,
    });
    note(work, round, at, "round.shares_recomputed", [], public).await?;
    Ok(())
}
