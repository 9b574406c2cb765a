//! The next deadline of a round: a pure function of its row, stored beside it as `next_due` and `next_due_at`.

use super::coded::coded;
use super::method::Method;
use super::state::RoundState;
use chrono::{DateTime, Utc};

coded! {
    /// What a deadline does. The `CHECK` of `round.next_due` lists the same codes.
    pub enum Due {
        /// Sign-up ends.
        Close => "close", "截止报名", "sign-up closes";
        /// What entrants sealed is opened.
        Open => "open", "启封", "sealed sign-ups are opened";
        /// Witnesses among whom the key was split should have given their shares.
        Shares => "shares", "见证启封到期", "time for witnesses to open together ends";
        /// The draw takes place; quotes are compared; an auction begins.
        Select => "select", "公开选取", "selection takes place";
        /// The public number is not in by its time.
        Beacon => "beacon", "公开号码到期", "time for the public number ends";
        /// The time to justify a low price is over.
        Justify => "justify", "低价说明到期", "time to justify a low price ends";
        /// The time to score proposals is over for somebody.
        Score => "score", "评分到期", "time to score proposals ends";
        /// A reverse auction has been quiet for long enough.
        EndAuction => "end_auction", "竞价结束", "the auction ends";
        /// The publicity period ends.
        EndPublicity => "end_publicity", "公示结束", "publicity ends";
        /// The winner's time to confirm is over.
        ConfirmLapses => "confirm_lapses", "确认中选到期", "time to confirm the award ends";
    }
}

/// The deadline that a round waits for; `None` where it waits for a person or for nothing.
///
/// Sign-up closes only once the selection time is known: the seed is made of that time (domain.md §7.12), and nobody may still
/// fix it, by loading a calendar, when the roster is open to read. Who signs up after `signup_deadline` is late all the same.
///
/// What is sealed is opened as soon as sign-up is closed, all at once, and nothing else happens in the round before. Where its key was split
/// among witnesses, it is opened as soon as enough of them have come; until when they may, is a deadline of its own. A selection whose time
/// passes meanwhile takes place right after the opening.
///
/// Where the notice names a public number, the selection waits for it, at most until `beacon_by`.
///
/// A round whose instant is not known yet (`calendar_missing`, domain.md §17) waits for the calendar, not for a guess.
pub fn next_due(state: RoundState, method: Method, at: Instants) -> Option<(Due, DateTime<Utc>)> {
    let (due, at) = match (state, method) {
        (RoundState::Published, method) if method.has_select_time() => {
            (Due::Close, at.select_time.and(at.signup_deadline))
        }
        (RoundState::Published, _) => (Due::Close, at.signup_deadline),
        (RoundState::Closed, method) if method.seals() && at.opened_at.is_none() => match at.shares {
            Shares::Awaited { until } => (Due::Shares, until),
            Shares::Complete { since } => (Due::Open, Some(since)),
            Shares::None => (Due::Open, at.closed_at),
        },
        (RoundState::Closed, _) if at.beacon == PublicNumber::Awaited => (Due::Beacon, at.beacon_by),
        (RoundState::Closed, method) if method.has_select_time() => {
            let time = at.select_time.map(|time| at.opened_at.map_or(time, |opened| time.max(opened)));
            (Due::Select, at.beacon.after(time))
        }
        (RoundState::Selecting, Method::ReverseAuction) => (Due::EndAuction, at.auction_end),
        (RoundState::Selecting, Method::Price) => (Due::Justify, at.justify_by),
        (RoundState::Selecting, Method::ProposalMerit) => (Due::Score, at.score_by),
        (RoundState::Publicity, _) => (Due::EndPublicity, at.publicity_until),
        (RoundState::Awarded, _) => (Due::ConfirmLapses, at.confirm_by),
        _ => return None,
    };
    Some((due, at?))
}

/// How a round stands with the public number of its seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicNumber {
    /// Its notice names none.
    NotNamed,
    /// It is not in.
    Awaited,
    /// Since when it is in, or known to be missing.
    Settled(DateTime<Utc>),
}

impl PublicNumber {
    /// The selection time, or the later instant at which it is settled.
    fn after(self, select_time: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        match self {
            Self::Settled(at) => Some(select_time?.max(at)),
            Self::NotNamed | Self::Awaited => select_time,
        }
    }
}

/// The instants of a round that its deadlines are made of.
#[derive(Clone, Copy, Debug)]
pub struct Instants {
    /// When sign-up ends.
    pub signup_deadline: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// When what is sealed was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// Where its key is.
    pub shares: Shares,
    /// When the winner is found.
    pub select_time: Option<DateTime<Utc>>,
    /// The public number.
    pub beacon: PublicNumber,
    /// Until when it must be in.
    pub beacon_by: Option<DateTime<Utc>>,
    /// When a running auction ends.
    pub auction_end: Option<DateTime<Utc>>,
    /// Until when a low price may be justified: `None` once it was.
    pub justify_by: Option<DateTime<Utc>>,
    /// Until when the first of those who score proposals and have not handed in may do so.
    pub score_by: Option<DateTime<Utc>>,
    /// When publicity ends.
    pub publicity_until: Option<DateTime<Utc>>,
    /// The winner's time to confirm: `None` once it has confirmed or declined.
    pub confirm_by: Option<DateTime<Utc>>,
}

/// Whether the key to what is sealed was split among witnesses, and whether enough of them have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shares {
    /// It was not split.
    None,
    /// They may come until then; `None`: that waits for a calendar year.
    Awaited { until: Option<DateTime<Utc>> },
    /// They have.
    Complete { since: DateTime<Utc> },
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(hour: u32) -> DateTime<Utc> {
        crate::core::calendar::cst().with_ymd_and_hms(2026, 11, 27, hour, 30, 0).unwrap().to_utc()
    }

    fn instants() -> Instants {
        Instants {
            signup_deadline: Some(at(1)),
            closed_at: Some(at(1)),
            opened_at: Some(at(1)),
            shares: Shares::None,
            select_time: Some(at(2)),
            beacon: PublicNumber::NotNamed,
            beacon_by: Some(at(7)),
            auction_end: Some(at(5)),
            justify_by: Some(at(6)),
            score_by: Some(at(7)),
            publicity_until: Some(at(3)),
            confirm_by: Some(at(4)),
        }
    }

    const NONE: Instants = Instants {
        signup_deadline: None,
        closed_at: None,
        opened_at: None,
        shares: Shares::None,
        select_time: None,
        beacon: PublicNumber::NotNamed,
        beacon_by: None,
        auction_end: None,
        justify_by: None,
        score_by: None,
        publicity_until: None,
        confirm_by: None,
    };

    #[test]
    fn the_next_deadline_follows_from_the_state_alone() {
        for &state in RoundState::ALL {
            let expected = match state {
                RoundState::Published => Some((Due::Close, at(1))),
                RoundState::Closed => Some((Due::Select, at(2))),
                RoundState::Publicity => Some((Due::EndPublicity, at(3))),
                RoundState::Awarded => Some((Due::ConfirmLapses, at(4))),
                _ => None,
            };
            assert_eq!(next_due(state, Method::Draw, instants()), expected, "{state}");
            assert_eq!(next_due(state, Method::Draw, NONE), None);
        }
        let no_draw = Instants { signup_deadline: Some(at(1)), ..NONE };
        let early = next_due(RoundState::Published, Method::Draw, no_draw);
        assert_eq!(early, None, "the roster of a draw is not opened before the time of the draw is known");
        assert!(next_due(RoundState::Published, Method::Direct, no_draw).is_some());
        assert_eq!(
            next_due(RoundState::Closed, Method::Direct, instants()),
            None,
            "a direct selection waits for the client"
        );
        assert_eq!(next_due(RoundState::Selecting, Method::ReverseAuction, instants()), Some((Due::EndAuction, at(5))));
        assert_eq!(next_due(RoundState::Selecting, Method::Price, instants()), Some((Due::Justify, at(6))));
        let scoring = next_due(RoundState::Selecting, Method::ProposalMerit, instants());
        assert_eq!(scoring, Some((Due::Score, at(7))));
        assert_eq!(next_due(RoundState::Selecting, Method::CreditMerit, instants()), None, "it waits for the client");
        for &due in Due::ALL {
            assert_eq!(serde_json::to_value(due).unwrap(), due.code());
        }
    }

    #[test]
    fn a_selection_waits_for_the_public_number_and_not_for_ever() {
        let due = |beacon| next_due(RoundState::Closed, Method::Price, Instants { beacon, ..instants() });
        assert_eq!(due(PublicNumber::Awaited), Some((Due::Beacon, at(7))));
        assert_eq!(due(PublicNumber::Settled(at(4))), Some((Due::Select, at(4))));
        assert_eq!(due(PublicNumber::Settled(at(1))), Some((Due::Select, at(2))), "never before its time");
        let no_year = Instants { beacon: PublicNumber::Awaited, beacon_by: None, ..instants() };
        assert_eq!(next_due(RoundState::Closed, Method::Draw, no_year), None);
        let sealed = Instants { opened_at: None, beacon: PublicNumber::Awaited, ..instants() };
        assert_eq!(next_due(RoundState::Closed, Method::Draw, sealed), Some((Due::Open, at(1))));
    }

    #[test]
    fn what_is_sealed_is_opened_before_anything_else() {
        let sealed = Instants { opened_at: None, ..instants() };
        for &method in Method::ALL {
            let due = next_due(RoundState::Closed, method, sealed);
            assert_eq!(due == Some((Due::Open, at(1))), method.seals(), "{method}");
        }
    }

    #[test]
    fn what_was_split_among_witnesses_waits_for_them_and_the_selection_for_the_opening() {
        let awaited = Instants { opened_at: None, shares: Shares::Awaited { until: Some(at(7)) }, ..instants() };
        assert_eq!(next_due(RoundState::Closed, Method::Price, awaited), Some((Due::Shares, at(7))));
        let complete = Instants { shares: Shares::Complete { since: at(4) }, ..awaited };
        assert_eq!(next_due(RoundState::Closed, Method::Price, complete), Some((Due::Open, at(4))));
        let opened = Instants { opened_at: Some(at(4)), ..complete };
        assert_eq!(next_due(RoundState::Closed, Method::Price, opened), Some((Due::Select, at(4))));
    }
}
