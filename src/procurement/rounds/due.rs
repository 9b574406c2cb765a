//! Rounds whose deadline has come, or whose calendar has, one after another.

use chrono::TimeDelta;
use uuid::Uuid;

use super::model::Round;
use super::store::{self, lock_by_id};
use crate::core::due::Due;
use crate::core::state::RoundState;
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Work};

/// A round that could not be fired is tried again so long after; meanwhile others have their turn.
const RETRY_AFTER: TimeDelta = TimeDelta::seconds(30);
/// Rounds that one firing gives up on, at most, before the next tick.
const MOST_SKIPPED: usize = 100;
/// A round overdue by this much is waited for, however many people keep locking it.
const OVERDUE: TimeDelta = TimeDelta::seconds(5);

/// What a round is due for.
#[derive(Clone, Copy)]
enum Wanted {
    /// Its deadline.
    Fire(Due),
    /// Being counted again, in one of these states.
    Recount(&'static [RoundState]),
}

/// Gives due rounds one at a time, each in a unit of work of its own. A round that cannot be fired now (a damaged secret) is left as it is
/// and goes to the end of the queue, so that it never stands in the way of others.
pub struct DueRounds<'a> {
    app: &'a App,
    wanted: Wanted,
    timer: &'static str,
    skipped: usize,
}

impl<'a> DueRounds<'a> {
    /// Rounds that wait for `due`.
    pub fn of(app: &'a App, due: Due, timer: &'static str) -> Self {
        Self { app, wanted: Wanted::Fire(due), timer, skipped: 0 }
    }

    /// Rounds in these states with deadlines that a calendar year settles which is here now. Stopped clocks stay stopped, and what is due
    /// fires as it was told.
    pub fn to_recount(app: &'a App, states: &'static [RoundState], timer: &'static str) -> Self {
        Self { app, wanted: Wanted::Recount(states), timer, skipped: 0 }
    }

    /// A due round and the unit of work that holds its lock; `None` when there is none that nobody else has in hand.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn next(&mut self) -> Result<Option<(Work, Round)>, Problem> {
        if self.skipped >= MOST_SKIPPED {
            return Ok(None);
        }
        let mut work = self.app.begin(Actor::System(self.timer)).await?;
        let now = work.now().await?;
        let found = match self.wanted {
            Wanted::Recount(states) => store::to_recount(work.db(), states, now).await?,
            Wanted::Fire(due) => match store::due(work.db(), due, now).await? {
                Some(free) => Some(free),
                None => store::overdue(work.db(), due, now - OVERDUE).await?,
            },
        };
        let Some(round_id) = found else { return Ok(None) };
        let round = lock_by_id(&mut work, round_id).await?;
        Ok(Some((work, round)))
    }

    /// Commits what was done to the round, or puts it off. True when it is done.
    ///
    /// # Errors
    /// When the commit fails.
    pub async fn settle(&mut self, work: Work, round_id: Uuid, done: Result<(), Problem>) -> Result<bool, Problem> {
        match done {
            Ok(()) => {
                work.commit().await?;
                Ok(true)
            }
            Err(problem) => {
                tracing::error!(timer = self.timer, %round_id, %problem, "a due round cannot be fired now and will be tried again");
                self.skipped += 1;
                work.rollback().await?;
                self.put_off(round_id).await?;
                Ok(false)
            }
        }
    }

    /// Nothing of the failed firing stands, so this is a unit of work of its own.
    async fn put_off(&self, round_id: Uuid) -> Result<(), Problem> {
        let mut work = self.app.begin(Actor::System(self.timer)).await?;
        let at = work.now().await?;
        store::put_off(work.db(), round_id, at + RETRY_AFTER).await?;
        work.commit().await?;
        Ok(())
    }
}
