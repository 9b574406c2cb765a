//! The next deadline of a round: a pure function of its row, stored beside it as `next_due` and `next_due_at`.

use super::coded::coded;
use super::method::Method;
use super::state::RoundState;
use chrono::{DateTime, TimeZone};

coded! {
    /// What a deadline does. The `CHECK` of `round.next_due` lists the same codes.
    pub enum Due {
        /// Sign-up ends.
        Close => "close", "截止报名", "sign-up closes";
        /// The draw takes place.
        Select => "select", "公开选取", "selection takes place";
        /// The publicity period ends.
        EndPublicity => "end_publicity", "公示结束", "publicity ends";
        /// The winner's time to confirm is over.
        ConfirmLapses => "confirm_lapses", "确认中选到期", "time to confirm the award ends";
    }
}

/// The deadline that a round waits for; `None` where it waits for a person or for nothing.
///
/// A draw's sign-up closes only once its selection time is known: the seed is made of that time (domain.md §7.12), and nobody may still
/// fix it, by loading a calendar, when the roster is open to read. Who signs up after `signup_deadline` is late all the same.
///
/// `confirm_by` is the winner's time to confirm: `None` once it has confirmed or declined. A round whose instant is
/// not known yet (`calendar_missing`, domain.md §17) waits for the calendar, not for a guess.
pub fn next_due<Tz: TimeZone>(
    state: RoundState,
    method: Method,
    signup_deadline: Option<DateTime<Tz>>,
    select_time: Option<DateTime<Tz>>,
    publicity_until: Option<DateTime<Tz>>,
    confirm_by: Option<DateTime<Tz>>,
) -> Option<(Due, DateTime<Tz>)> {
    let (due, at) = match (state, method) {
        (RoundState::Published, Method::Draw) => (Due::Close, select_time.and(signup_deadline)),
        (RoundState::Published, _) => (Due::Close, signup_deadline),
        (RoundState::Closed, Method::Draw) => (Due::Select, select_time),
        (RoundState::Publicity, _) => (Due::EndPublicity, publicity_until),
        (RoundState::Awarded, _) => (Due::ConfirmLapses, confirm_by),
        _ => return None,
    };
    Some((due, at?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_deadline_follows_from_the_state_alone() {
        let at = |hour| Some(crate::core::calendar::cst().with_ymd_and_hms(2026, 11, 27, hour, 30, 0).unwrap());
        let of = |state, method| next_due(state, method, at(1), at(2), at(3), at(4));
        for &state in RoundState::ALL {
            let expected = match state {
                RoundState::Published => at(1).map(|it| (Due::Close, it)),
                RoundState::Closed => at(2).map(|it| (Due::Select, it)),
                RoundState::Publicity => at(3).map(|it| (Due::EndPublicity, it)),
                RoundState::Awarded => at(4).map(|it| (Due::ConfirmLapses, it)),
                _ => None,
            };
            assert_eq!(of(state, Method::Draw), expected, "{state}");
            assert_eq!(next_due(state, Method::Draw, None::<DateTime<chrono::Utc>>, None, None, None), None);
        }
        let no_draw = next_due(RoundState::Published, Method::Draw, at(1), None, None, None);
        assert_eq!(no_draw, None, "the roster of a draw is not opened before the time of the draw is known");
        assert!(next_due(RoundState::Published, Method::Direct, at(1), None, None, None).is_some());
        assert_eq!(of(RoundState::Closed, Method::Direct), None, "a direct selection waits for the client");
        for &due in Due::ALL {
            assert_eq!(serde_json::to_value(due).unwrap(), due.code());
        }
    }
}
