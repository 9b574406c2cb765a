//! How an operation gets hold of its contract: who acts, then the locks, round before contract.

use uuid::Uuid;

use super::model::{Row, Side};
use super::store;
use crate::core::role::Role;
use crate::platform::Work;
use crate::platform::actor::{Actor, not_yours};
use crate::platform::web::Problem;
use crate::procurement::rounds::{self, Round};
use crate::say;

pub(super) fn no_contract() -> Problem {
    Problem::not_found(say!("没有这份合同。", "There is no such contract."))
}

/// The side on which somebody stands, if on any.
pub(super) fn side_of(actor: &Actor, row: &Row) -> Option<Side> {
    match (actor.role(), actor.organisation_id()) {
        (Some(Role::Client), Some(id)) if id == row.client_id => Some(Side::Client),
        (Some(Role::Agency), Some(id)) if id == row.agency_id => Some(Side::Agency),
        _ => None,
    }
}

/// Either party.
const PARTIES: &[Role] = &[Role::Client, Role::Agency];

fn acting(actor: &Actor, row: &Row, roles: &[Role]) -> Result<Side, Problem> {
    let member = actor.member()?;
    if !roles.contains(&member.role) {
        return Err(Problem::wrong_role(roles));
    }
    side_of(actor, row).ok_or_else(not_yours)
}

/// Locks a contract for a change by one of its parties in one of `roles`; the round stays as it is.
///
/// # Errors
/// 401, 403 or 404 by who asks for what.
pub(super) async fn contract(work: &mut Work, id: Uuid, roles: &[Role]) -> Result<(Row, Side), Problem> {
    let seen = store::find(work.db(), id).await?.ok_or_else(no_contract)?;
    let side = acting(work.actor(), &seen, roles)?;
    let row = store::lock(work.db(), id).await?.ok_or_else(no_contract)?;
    Ok((row, side))
}

/// Locks a contract for a change by either party.
pub(super) async fn by_either(work: &mut Work, id: Uuid) -> Result<(Row, Side), Problem> {
    contract(work, id, PARTIES).await
}

/// Locks the round and its contract for a change by one of its parties in one of `roles`.
pub(super) async fn with_round(work: &mut Work, id: Uuid, roles: &[Role]) -> Result<(Round, Row, Side), Problem> {
    let seen = store::find(work.db(), id).await?.ok_or_else(no_contract)?;
    let side = acting(work.actor(), &seen, roles)?;
    let round = rounds::lock_by_id(work, seen.round_id).await?;
    let row = store::lock(work.db(), id).await?.ok_or_else(no_contract)?;
    Ok((round, row, side))
}

/// Locks the round and its contract for a change by either party.
pub(super) async fn with_round_by_either(work: &mut Work, id: Uuid) -> Result<(Round, Row, Side), Problem> {
    with_round(work, id, PARTIES).await
}
