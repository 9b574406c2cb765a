//! A sign-up that its agency may still change.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::list;
use super::model::SignUpView;
use super::sign_up::{in_time, open};
use super::store;
use crate::core::role::Role;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::rounds::{self, Round};
use crate::say;

/// A sign-up of the acting agency with its round, shared with others, and the instant that was read after that lock.
pub struct Held {
    pub agency_id: Uuid,
    pub round: Round,
    pub at: DateTime<Utc>,
}

/// Takes a sign-up of the acting agency in hand while its round is open.
///
/// # Errors
/// 403 for other roles, 404 for sign-ups of others; 409 `late` with both instants, `not_open`, `already_withdrawn`.
pub async fn hold(work: &mut Work, id: Uuid) -> Result<Held, Problem> {
    let agency_id = work.actor().organisation(Role::Agency)?;
    let place = store::place(work.db(), id).await?.filter(|it| it.agency_id == agency_id).ok_or_else(missing)?;
    in_time(work, place.notice_id).await?;
    let round = rounds::share_by_id(work, place.round_id).await?;
    let at = work.now().await?;
    if place.withdrawn_at.is_some() {
        return Err(withdrawn());
    }
    open(&round, at)?;
    Ok(Held { agency_id, round, at })
}

/// The sign-up as its agency sees it after a change.
pub async fn seen(work: &mut Work, agency_id: Uuid, id: Uuid) -> Result<SignUpView, Problem> {
    let key = work.log_key().clone();
    list::read(work.db(), &key, agency_id, id).await
}

/// 409 of a sign-up that was taken back.
pub fn withdrawn() -> Problem {
    Problem::conflict("already_withdrawn", say!("报名已撤回", "the sign-up has been withdrawn already"))
}

/// 404 of a sign-up that does not exist, or is another's.
pub fn missing() -> Problem {
    Problem::not_found(say!("没有这条报名记录", "there is no such sign-up of yours"))
}
