//! The winner stays silent until `confirm_by`: it is out, as if it had declined.

use super::decline::fall;
use crate::core::due::Due;
use crate::platform::web::Problem;
use crate::platform::{App, Work};
use crate::procurement::awards::{no_award, of_round};
use crate::procurement::rounds::{DueRounds, Round};

/// Timer: puts out one winner that has let its time to confirm pass.
///
/// # Errors
/// When the database cannot be reached.
pub async fn confirm_lapses_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::ConfirmLapses, "confirm_lapses");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = lapse(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn lapse(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    let (award, winner) = of_round(work.db(), round.id).await?.ok_or_else(no_award)?;
    fall(work, round, award, &winner, at, None).await
}
