//! How an auction is shown, to everybody alike: bidding is open.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::facts::{roster, winner};
use super::store::BidRow;
use super::{bounds, rules};
use crate::core::coded::coded;
use crate::core::money::Fen;
use crate::core::selection::reverse_auction::{Auction, AuctionRules, Bid, step};
use crate::core::state::RoundState;
use crate::core::uscc::Uscc;
use crate::platform::web::{Instant, Problem};
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::Round;

coded! {
    /// How far an auction is.
    pub enum AuctionPhase {
        /// Before it opens.
        Waiting => "waiting", "未开始", "waiting";
        /// Bids are taken.
        Running => "running", "竞价中", "running";
        /// It has ended, or the round has.
        Over => "over", "已结束", "over";
    }
}

/// A bid that was taken, and what it led to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct BidView {
    /// From 1, without gap.
    pub number: i32,
    /// Whose.
    pub agency: OrganisationRef,
    /// How much.
    pub amount_fen: Fen,
    /// When the server took it.
    pub at: Instant,
    /// When the auction ends after it unless another bid comes.
    pub end: Instant,
    /// The most that the next bid may be; null: there is no room above the floor.
    pub most_fen: Option<Fen>,
}

/// How it stands.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuctionNow {
    /// How far it is.
    pub phase: AuctionPhase,
    /// State of the round.
    pub state: RoundState,
    /// An objection stops it: no bids are taken.
    pub frozen: bool,
    /// When it opens, or opened; null: not known yet.
    pub start: Option<Instant>,
    /// When it ends unless another bid comes, or ended; null before it opens.
    pub end: Option<Instant>,
    /// The best bid, which is the last.
    pub best: Option<BidView>,
    /// The most that the next bid may be; null: there is no room above the floor.
    pub most_fen: Option<Fen>,
    /// The award, once it is over.
    pub award_id: Option<Uuid>,
    /// Why it ended without one.
    pub end_reason: Option<String>,
    /// The server's clock.
    pub now: Instant,
}

/// An auction.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuctionView {
    /// Its notice.
    pub notice_id: Uuid,
    /// Purchase code, with `-Rn` from round 2 on.
    pub notice_code: String,
    /// Name of the project.
    pub project_name: String,
    /// From 1.
    pub round_number: i32,
    /// How it stands.
    #[serde(flatten)]
    pub auction: AuctionNow,
    /// The highest first bid.
    pub ceiling_fen: Fen,
    /// The lowest bid; one fen where the notice names none.
    pub floor_fen: Fen,
    /// By how much a bid must beat the best.
    pub step_fen: Fen,
    /// Minutes without a bid after which it ends.
    pub quiet_minutes: u32,
    /// Who may bid, by code; empty before sign-up is over.
    pub members: Vec<OrganisationRef>,
    /// Bids after the number asked for, in order; a page of them.
    pub bids: Vec<BidView>,
    /// There are more after these.
    pub more: bool,
}

/// Bids as they are shown: of each, what the rules make of it.
pub(super) struct Book<'a> {
    round: &'a Round,
    rules: Option<AuctionRules>,
}

impl<'a> Book<'a> {
    /// Of a round.
    pub fn of(round: &'a Round) -> Result<Self, Problem> {
        Ok(Self { round, rules: round.auction_start.is_some().then(|| rules(round)).transpose()? })
    }

    /// One bid.
    pub fn view(&self, row: &BidRow) -> Result<BidView, Problem> {
        let entry = roster(self.round).iter().find(|entry| entry.agency_id == row.agency_id);
        let agency = entry.map(winner).ok_or_else(|| Problem::internal(&"a bid of nobody in the roster"))?;
        let auction = self.auction(Some((row, &agency.uscc)))?;
        Ok(BidView {
            number: row.number,
            amount_fen: row.amount_fen,
            at: row.at.into(),
            end: auction.end().into(),
            most_fen: auction.has_room().then(|| auction.most()),
            agency,
        })
    }

    fn auction(&self, best: Option<(&BidRow, &str)>) -> Result<Auction, Problem> {
        let rules = self.rules.clone().ok_or_else(|| Problem::internal(&"a bid before the auction"))?;
        let bid = |(row, code): (&BidRow, &str)| {
            let uscc = Uscc::parse(code).map_err(|error| Problem::internal(&error))?;
            Ok::<_, Problem>(Bid { uscc, amount_fen: row.amount_fen, at: row.at })
        };
        Ok(Auction::after(rules, best.map(bid).transpose()?))
    }

    /// How it stands after its last bid.
    pub fn now(&self, last: Option<&BidRow>, award_id: Option<Uuid>, now: Instant) -> Result<AuctionNow, Problem> {
        let round = self.round;
        let best = last.map(|row| self.view(row)).transpose()?;
        let phase = match round.state {
            RoundState::Draft
            | RoundState::InReview
            | RoundState::Returned
            | RoundState::Published
            | RoundState::Closed => AuctionPhase::Waiting,
            RoundState::Selecting => AuctionPhase::Running,
            _ => AuctionPhase::Over,
        };
        let first = bounds(round)?.0;
        Ok(AuctionNow {
            phase,
            state: round.state,
            frozen: round.frozen,
            start: round.auction_start.or(round.select_time).map(Instant),
            // Of the same reading as the bid: the round may have been read a bid before.
            end: best.as_ref().map(|it| it.end).or(round.auction_end.map(Instant)),
            most_fen: best.as_ref().map_or(Some(first), |it| it.most_fen),
            best,
            award_id,
            end_reason: round.end_reason.clone(),
            now,
        })
    }

    /// The whole, with a page of bids that was read with one more than `limit`.
    pub fn whole(&self, auction: AuctionNow, mut rows: Vec<BidRow>, limit: usize) -> Result<AuctionView, Problem> {
        let round = self.round;
        let (ceiling_fen, floor_fen) = bounds(round)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(AuctionView {
            notice_id: round.notice_id,
            notice_code: round.code_text(),
            project_name: round.project_name.clone(),
            round_number: round.number,
            auction,
            ceiling_fen,
            floor_fen,
            step_fen: step(ceiling_fen, &round.rules()),
            quiet_minutes: round.rules().auction_quiet_minutes,
            members: roster(round).iter().map(winner).collect(),
            bids: rows.iter().map(|row| self.view(row)).collect::<Result<_, _>>()?,
            more,
        })
    }
}
