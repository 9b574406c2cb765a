//! POST /api/v1/notices/{id}/bids: a member of the roster bids.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::direct::no_notice;
use super::super::facts::{code, entrant};
use super::model::{BidView, Book};
use super::store::{self, BidRow};
use super::{is_auction, rules};
use crate::core::money::{AmountInput, Fen};
use crate::core::role::Role;
use crate::core::selection::reverse_auction::{Auction, Bid, Refused};
use crate::core::state::RoundState;
use crate::platform::web::{Body, Created, Instant, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::late;
use crate::procurement::rounds::store::read_current;
use crate::procurement::rounds::{Round, lock_current, note};
use crate::say;

/// A bid.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBid {
    /// For how much the bidder would do the work.
    pub amount_fen: AmountInput,
}

/// Places a bid of the acting agency. Bids of a round are taken strictly one after another, under its lock, after which the instant is read that
/// decides. What it loads does not grow with the number of bids; that number is bounded by the step.
///
/// # Errors
/// 403 for other roles and `not_in_roster`, 404; 409 `not_auction`, `frozen`, `not_open` with `start`, `late` with both instants, `too_high` with
/// `most_fen`, `too_low` with `floor_fen`, `no_room` where no lower bid is possible; 422 for what is no amount.
pub async fn bid(work: &mut Work, notice_id: Uuid, command: &PlaceBid) -> Result<BidView, Problem> {
    let agency_id = work.actor().organisation(Role::Agency)?;
    let amount = command.amount_fen.fen();
    let amount = amount.map_err(|error| Problem::field("/amount_fen", "amount", error.text()))?;
    hopeless(work, notice_id, agency_id, amount).await?;
    let mut round = lock_current(work, notice_id).await?;
    let last = store::last(work.db(), round.id).await?;
    let now = work.now().await?;
    open(&round, now)?;
    // A clock that was set back orders nothing anew.
    let at = last.as_ref().map_or(now, |it| it.at.max(now));
    let auction = judge(&round, last.as_ref(), agency_id, amount, at)?;
    let number = last.map_or(1, |it| it.number.saturating_add(1));
    let row = BidRow { number, agency_id, amount_fen: amount, at };
    store::insert(work.db(), round.id, &row).await?;
    round.auction_end = Some(auction.end());
    let view = Book::of(&round)?.view(&row)?;
    let public = json!({
        "agency_id": view.agency.id,
        "agency_name": view.agency.name,
        "agency_uscc": view.agency.uscc,
        "bid_number": number,
        "bid_fen": amount,
        "bid_at": view.at,
        "auction_end": view.end,
    });
    note(work, &mut round, at, "auction.bid", [agency_id], public).await?;
    Ok(view)
}

/// Refuses without the lock what it would refuse all the same: the best bid only falls, the roster stands. So nobody keeps others from the lock
/// with bids that cannot be taken.
async fn hopeless(work: &mut Work, notice_id: Uuid, agency_id: Uuid, amount: Fen) -> Result<(), Problem> {
    let Some(round) = read_current(work.db(), notice_id).await?.filter(is_auction) else { return Ok(()) };
    if round.state != RoundState::Selecting {
        return Ok(());
    }
    let last = store::last(work.db(), round.id).await?;
    // Its time is judged under the lock.
    let at = last.as_ref().map(|it| it.at).or(round.auction_start).unwrap_or_default();
    judge(&round, last.as_ref(), agency_id, amount, at).map(drop)
}

/// Whether bids are taken at the instant `now`.
fn open(round: &Round, now: DateTime<Utc>) -> Result<(), Problem> {
    if !round.is_public() && round.number == 1 {
        return Err(no_notice());
    }
    if !is_auction(round) {
        let (zh, en) = (round.method.zh(), round.method.en());
        let text = say!("本公告以「{zh}」方式选取，没有竞价", "this notice selects by {en}; there is no auction");
        return Err(Problem::conflict("not_auction", text).with("method", json!(round.method)));
    }
    if round.frozen {
        let text = say!("异议处理中，暂停竞价", "an objection is open; the auction is paused");
        return Err(Problem::conflict("frozen", text));
    }
    match (round.state, round.auction_end) {
        (RoundState::Selecting, _) => Ok(()),
        (_, Some(end)) if now >= end => Err(late(now, end)),
        (state, _) => Err(not_open(round.select_time).with("state", json!(state))),
    }
}

fn not_open(start: Option<DateTime<Utc>>) -> Problem {
    let text = match start.map(Instant) {
        Some(at) => say!("竞价未在进行：开始时间 {at}", "no bids are taken: bidding opens at {at}"),
        None => say!("竞价未在进行", "no bids are taken"),
    };
    Problem::conflict("not_open", text).with("start", json!(start.map(Instant)))
}

/// The auction with the bid in it, or why it is not taken: by the one judge, which needs no bid but the last.
fn judge(
    round: &Round,
    last: Option<&BidRow>,
    agency_id: Uuid,
    amount: Fen,
    at: DateTime<Utc>,
) -> Result<Auction, Problem> {
    let uscc = entrant(round, agency_id).map(code).ok_or_else(not_in_roster)??;
    let bid_of = |row: &BidRow| {
        let entry = entrant(round, row.agency_id).map(code);
        let uscc = entry.ok_or_else(|| Problem::internal(&"a bid of nobody in the roster"))??;
        Ok::<_, Problem>(Bid { uscc, amount_fen: row.amount_fen, at: row.at })
    };
    let mut auction = Auction::after(rules(round)?, last.map(bid_of).transpose()?);
    match auction.place(Bid { uscc, amount_fen: amount, at }) {
        Ok(()) => Ok(auction),
        Err(why) => Err(refusal(&why, &auction, at)),
    }
}

fn not_in_roster() -> Problem {
    let text = say!(
        "贵机构不在本次竞价名单内：只有报名截止时符合条件的机构可以出价",
        "your agency is not in the roster: only those bid that were eligible when sign-up closed"
    );
    Problem::forbidden("not_in_roster", text)
}

fn refusal(why: &Refused, auction: &Auction, at: DateTime<Utc>) -> Problem {
    let text = why.text();
    match *why {
        Refused::NotMember => not_in_roster(),
        Refused::NotOpen { start } => not_open(Some(start)),
        Refused::Over { end } => late(at, end),
        Refused::OutOfOrder { last } => Problem::conflict("out_of_order", text).with("last", json!(Instant(last))),
        Refused::TooHigh { .. } | Refused::TooLow { .. } if !auction.has_room() => {
            let text = say!(
                "当前最低价再降一个阶梯就低于下限，不能再出价",
                "the best bid less the step is under the floor; no further bid is possible"
            );
            Problem::conflict("no_room", text)
        }
        Refused::TooHigh { most } => {
            let best = auction.best().map(|it| it.amount_fen);
            Problem::conflict("too_high", text).with("most_fen", json!(most)).with("best_fen", json!(best))
        }
        Refused::TooLow { floor } => Problem::conflict("too_low", text).with("floor_fen", json!(floor)),
    }
}

/// Bids in a running auction.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/bids", tag = "selection", operation_id = "place_bid", request_body = PlaceBid,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = BidView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    once: Once,
    Path(id): Path<Uuid>,
    Body(command, digest): Body<PlaceBid>,
) -> Result<Created<BidView>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let view = bid(&mut work, id, &command).await?;
    once.commit(work, Created(view)).await
}
