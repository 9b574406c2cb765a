//! The road of a round as a timeline: what has happened, where it stands, what is due.

use super::view::{NoticeFacts, RoadStep};
use crate::core::state::RoundState as S;
use crate::platform::web::Instant;

/// The steps that lie on every successful road, in order.
const STEPS: [S; 11] = [
    S::Draft,
    S::InReview,
    S::Published,
    S::Closed,
    S::Selecting,
    S::Publicity,
    S::Awarded,
    S::Contracted,
    S::InService,
    S::Delivered,
    S::Accepted,
];

/// The timeline. Of an imported notice nothing is known but that it is over. Steps before publication are for those inside; a road
/// that ended early stops where it ended.
pub fn road(facts: &NoticeFacts, inside: bool) -> Vec<RoadStep> {
    if facts.source.is_some() {
        let who = facts.state.actor_of().code().to_owned();
        return vec![RoadStep { state: facts.state, at: None, done: true, current: true, who }];
    }
    let first = if inside { 0 } else { 2 };
    // A returned notice stands where a draft stands.
    let state = if facts.state == S::Returned { S::Draft } else { facts.state };
    let place = STEPS.iter().position(|step| *step == state);
    let ended = place.is_none() && !matches!(state, S::Rated | S::Archived);
    let mut steps = Vec::new();
    for (index, step) in STEPS.iter().enumerate().skip(first) {
        let (happened, due) = when(*step, facts);
        let done = match place {
            Some(place) => index <= place,
            None if ended => happened.is_some(),
            None => true,
        };
        if ended && !done {
            continue;
        }
        let current = place == Some(index);
        let shown = if current && facts.state == S::Returned { S::Returned } else { *step };
        let at = if done { happened.or(current.then_some(facts.state_since)) } else { due };
        steps.push(RoadStep { state: shown, at, done, current, who: shown.actor_of().code().to_owned() });
    }
    if place.is_none() {
        let who = facts.state.actor_of().code().to_owned();
        steps.push(RoadStep { state: facts.state, at: Some(facts.state_since), done: true, current: true, who });
    }
    steps
}

/// When a step happened, and when it is due where that is known.
fn when(step: S, facts: &NoticeFacts) -> (Option<Instant>, Option<Instant>) {
    let award = facts.award.as_ref();
    match step {
        S::Draft => (facts.created_at, None),
        S::InReview => (facts.submitted_at, None),
        S::Published => (facts.published_at, None),
        S::Closed => (facts.closed_at, facts.signup_deadline),
        S::Selecting => {
            (facts.auction_start.or(facts.closed_at.and(award.map(|it| it.selected_at))), facts.select_time)
        }
        S::Publicity => (award.map(|it| it.selected_at), facts.select_time),
        S::Awarded => (award.and_then(|it| it.awarded_at), award.and_then(|it| it.publicity_until)),
        S::Contracted => (facts.contracted_at, None),
        S::InService => (facts.filed_at, None),
        S::Delivered => (facts.delivered_at, None),
        S::Accepted => (facts.accepted_at, None),
        _ => (None, None),
    }
}
