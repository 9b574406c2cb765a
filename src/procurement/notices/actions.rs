//! What the caller may do with a notice now. The operations decide again, under their lock; this only spares people dead ends.

use chrono::{DateTime, Utc};

use super::view::{LowPrice, NoticeFacts, RosterLine};
use crate::core::beacon::BeaconSource;
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
            let invites = facts.split.is_some() && facts.opened_at.is_none();
            actions.push((invites && facts.state.invites_witnesses(), "invite_witnesses"));
            let picks = matches!(facts.method, Method::Direct | Method::CreditMerit);
            actions.push((facts.state == RoundState::Selecting && picks, "select"));
            let judges = |low: &LowPrice| low.decided_at.is_none() && low.justified_at.is_some();
            actions.push((facts.low_prices.iter().any(judges), "judge_low_price"));
            actions.extend([(can(RoundEvent::Reannounce), "next_round"), (can(RoundEvent::Cancel), "cancel")]);
        }
        Some(Role::Operator) => {
            let waiting = facts.state == RoundState::InReview;
            actions.extend([(waiting, "publish"), (waiting, "return")]);
        }
        Some(Role::Agency) => {
            actions.extend([(open && !signed_up, "sign_up"), (open && signed_up, "withdraw_sign_up")]);
            actions.push((open && signed_up && facts.method.quotes(), "reseal"));
            let silent = |low: &LowPrice| low.decided_at.is_none() && low.justified_at.is_none();
            let own = |low: &LowPrice| Some(low.agency.id) == viewer.organisation_id() && silent(low);
            actions.push((facts.low_prices.iter().any(own), "justify"));
            let bids = facts.state == RoundState::Selecting && facts.method == Method::ReverseAuction;
            let member = |line: &RosterLine| line.eligible && Some(line.agency.id) == viewer.organisation_id();
            actions.push((bids && facts.roster.iter().any(member), "bid"));
        }
        _ => {}
    }
    actions.push((awaits_beacon(facts, at) && may_enter_beacon(facts, viewer, signed_up), "enter_beacon"));
    actions.into_iter().filter(|(may, _)| *may).map(|(_, name)| name.to_owned()).collect()
}

/// Whether the public number could be entered now.
fn awaits_beacon(facts: &NoticeFacts, at: DateTime<Utc>) -> bool {
    facts.state == RoundState::Closed
        && facts.beacon.is_some()
        && facts.beacon_value.is_none()
        && facts.select_time.is_some_and(|time| time.0 <= at)
        && facts.beacon_by.is_none_or(|by| at < by.0)
}

/// Anybody signed in where it is verified by its signature; else whoever is concerned, so that nobody alone can hold it back.
fn may_enter_beacon(facts: &NoticeFacts, viewer: &Actor, signed_up: bool) -> bool {
    if facts.beacon.as_deref() == Some(&BeaconSource::Drand {}) {
        return viewer.role().is_some();
    }
    match viewer.role() {
        Some(Role::Operator | Role::Supervisor) => true,
        Some(Role::Client) => viewer.organisation_id() == Some(facts.client.id),
        Some(Role::Agency) => signed_up,
        _ => false,
    }
}
