//! 竞价: timed, open bidding downwards (domain.md §7.3).
//!
//! * The auction is open from `start` to its end: `start` + quiet period, or the last bid + quiet period, whichever is
//!   later. A bid at `start` is in time, a bid at the end is late.
//! * Bids are judged one by one in the order in which the server took them; an instant never goes back.
//! * A bid must come from a member of the roster, be at most the ceiling, or at most the best bid less the step, and at
//!   least the floor. So no two bids are equal and there are no ties.
//! * Who leads may bid against itself: it harms nobody.
//! * The last bid is the best and wins. Every bidder is ranked by its own last bid, for which it does the work.
//! * The roster must have as many members as the rules ask for; one bid of one of them is enough. Without any bid the
//!   round fails.
//!
//! [`Auction::place`] is the one judge: the server asks it live, and a replay asks it again.

use super::ranking::{Placed, outcome};
use super::{Entrant, Failure, Ground, Line, NoOutcome, Outcome, instant};
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::selection::arithmetic::half_up;
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use crate::say;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an auction is held by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuctionRules {
    /// The roster.
    pub members: BTreeSet<Uscc>,
    /// When bidding opens.
    pub start: DateTime<Utc>,
    /// The highest first bid.
    pub ceiling: Fen,
    /// The lowest bid; one fen where the notice names none.
    pub floor: Fen,
    /// By how much a bid must beat the best; at least one fen.
    pub step: Fen,
    /// How long after the last bid it ends.
    pub quiet: TimeDelta,
}

/// One bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bid {
    /// Whose.
    pub uscc: Uscc,
    /// For how much it would do the work.
    pub amount_fen: Fen,
    /// When the server took it.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
}

/// Why a bid is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The bidder is not in the roster.
    NotMember,
    /// Before the start.
    NotOpen { start: DateTime<Utc> },
    /// At the end or after it.
    Over { end: DateTime<Utc> },
    /// Earlier than a bid that was taken.
    OutOfOrder { last: DateTime<Utc> },
    /// More than the next bid may be.
    TooHigh { most: Fen },
    /// Under the floor.
    TooLow { floor: Fen },
}

impl Refused {
    /// Why, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::NotMember => say!("不在竞价名单之内", "the bidder is not in the roster"),
            Self::NotOpen { .. } => say!("竞价尚未开始", "bidding has not begun"),
            Self::Over { .. } => say!("竞价已经结束", "bidding is over"),
            Self::OutOfOrder { .. } => say!("早于已接受的报价", "it is earlier than a bid that was taken"),
            Self::TooHigh { most } => say!("应不高于 {most}", "it must be at most {most}"),
            Self::TooLow { floor } => say!("应不低于 {floor}", "it must be at least {floor}"),
        }
    }
}

/// By how much a bid must beat the best: a percent of the ceiling (half up to the fen), at least the least step.
pub fn step(ceiling: Fen, rules: &Rules) -> Fen {
    let part = Fen(half_up(i128::from(ceiling.0) * i128::from(rules.auction_step_percent), 100));
    part.max(rules.auction_step_min_fen).max(Fen(1))
}

/// The quiet period of the rules.
pub fn quiet(rules: &Rules) -> TimeDelta {
    TimeDelta::minutes(i64::from(rules.auction_quiet_minutes))
}

/// An auction as far as it went.
#[derive(Clone, Debug)]
pub struct Auction {
    rules: AuctionRules,
    bids: Vec<Bid>,
}

impl Auction {
    /// Before the first bid.
    pub fn new(rules: AuctionRules) -> Self {
        Self { rules, bids: Vec::new() }
    }

    /// After bids that were judged already, the last of which is `best`: enough to judge the next one. What [`outcome`](Self::outcome)
    /// says of the others, only a replay of all of them tells.
    pub fn after(rules: AuctionRules, best: Option<Bid>) -> Self {
        Self { rules, bids: best.into_iter().collect() }
    }

    /// Places bids in the order given; the first that is refused, by its place from 0.
    pub fn replay(rules: AuctionRules, bids: impl IntoIterator<Item = Bid>) -> Result<Self, (usize, Refused)> {
        let mut auction = Self::new(rules);
        for (at, bid) in bids.into_iter().enumerate() {
            auction.place(bid).map_err(|why| (at, why))?;
        }
        Ok(auction)
    }

    /// The bids that were taken.
    pub fn bids(&self) -> &[Bid] {
        &self.bids
    }

    /// The best bid, which is the last.
    pub fn best(&self) -> Option<&Bid> {
        self.bids.last()
    }

    /// When it ends, unless another bid comes.
    pub fn end(&self) -> DateTime<Utc> {
        let from = self.best().map_or(self.rules.start, |it| it.at);
        from.checked_add_signed(self.rules.quiet).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The most that the next bid may be. It may lie under the floor: then no further bid is possible.
    pub fn most(&self) -> Fen {
        let step = self.rules.step.max(Fen(1));
        self.best().map_or(self.rules.ceiling, |it| Fen(it.amount_fen.0.saturating_sub(step.0)))
    }

    /// Whether the step leaves room for a further bid above the floor.
    pub fn has_room(&self) -> bool {
        self.most() >= self.rules.floor.max(Fen(1))
    }

    /// Takes a bid, or says why not.
    pub fn place(&mut self, bid: Bid) -> Result<(), Refused> {
        let AuctionRules { members, start, floor, .. } = &self.rules;
        let last = self.best().map_or(*start, |it| it.at);
        let (end, most) = (self.end(), self.most());
        if !members.contains(&bid.uscc) {
            Err(Refused::NotMember)
        } else if bid.at < *start {
            Err(Refused::NotOpen { start: *start })
        } else if bid.at < last {
            Err(Refused::OutOfOrder { last })
        } else if bid.at >= end {
            Err(Refused::Over { end })
        } else if bid.amount_fen > most {
            Err(Refused::TooHigh { most })
        } else if bid.amount_fen < (*floor).max(Fen(1)) {
            Err(Refused::TooLow { floor: *floor })
        } else {
            self.bids.push(bid);
            Ok(())
        }
    }

    /// The ranking: each bidder by its own last bid, lowest first.
    pub fn outcome(&self, passed_over: &[Uscc]) -> Result<Outcome, NoOutcome> {
        let Some(last) = self.best() else { return Err(NoOutcome::Failed(Failure::NoBids)) };
        let working = vec![
            Line::LastBid { uscc: last.uscc.clone(), amount_fen: last.amount_fen, at: last.at },
            Line::End { end: self.end() },
        ];
        let mut seen = BTreeSet::new();
        let lowest_first = self.bids.iter().rev().filter(|it| seen.insert(&it.uscc));
        let ordered =
            lowest_first.map(|it| Placed { uscc: it.uscc.clone(), price: it.amount_fen, points: None }).collect();
        let entrants = self.rules.members.iter().map(|uscc| Entrant { uscc: uscc.clone(), quote: None }).collect();
        let ground = Ground { entrants, needed: 1, passed_over: passed_over.to_vec(), seed: [0; 32] };
        outcome(ordered, &ground, working, Vec::new())
    }
}
