//! What the caller may do with a notice now. The operations decide again, under their lock; this only spares people dead ends.

use chrono::{DateTime, Utc};

use super::view::NoticeFacts;
use crate::core::method::Method;
use crate::core::role::Role;
use crate::core::state::{RoundEvent, RoundState};
use crate::platform::Actor;

/// Names of operations, as in their addresses.
pub fn actions(facts: &NoticeFacts, viewer: &Actor, signed_up: bool, at: DateTime<Utc>) -> Vec<String> {
    let open = facts.state == RoundState::Published && facts.signup_deadline.is_none_or(|deadline| at < deadline.0);
    // All but the newest round that can be seen are over.
    if facts.rounds.iter().any(|round| round.number > facts.round_number) {
        return Vec::new();
    }
    let can = |event| facts.state.apply(event).is_ok();
    let mut actions = Vec::new();
    match viewer.role() {
        Some(Role::Client) if viewer.organisation_id() == Some(facts.client.id) => {
            let editable = facts.state.is_editable();
            actions.extend([(editable, "edit"), (editable, "submit"), (open, "withdraw")]);
            actions.push((facts.state == RoundState::Selecting && facts.method == Method::Direct, "select"));
            actions.extend([(can(RoundEvent::Reannounce), "next_round"), (can(RoundEvent::Cancel), "cancel")]);
        }
        Some(Role::Operator) => {
            let waiting = facts.state == RoundState::InReview;
            actions.extend([(waiting, "publish"), (waiting, "return")]);
        }
        Some(Role::Agency) => {
            actions.extend([(open && !signed_up, "sign_up"), (open && signed_up, "withdraw_sign_up")]);
        }
        _ => {}
    }
    actions.into_iter().filter(|(may, _)| *may).map(|(_, name)| name.to_owned()).collect()
}
