//! The evidence of a reverse auction: open bidding, so nothing is sealed and nothing is drawn. Whoever has the list of
//! bids can place them again.

use super::make::{Notice, seal};
use super::parts::Head;
use super::sealed::{NotMade, Selected, head};
use super::verdict::Checks;
use super::verify;
use super::verify_sealed::{common, no_outcome, outcome, part, split};
use super::{DirectEntrant, direct_roster_hash};
use crate::core::draw::select_time_text;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::selection::reverse_auction::{Auction, AuctionRules, Bid, quiet, step};
use crate::core::selection::{PassedOver, instant};
use crate::core::uscc::Uscc;
use crate::say;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The evidence file of a reverse auction. Its `select_time` is when bidding opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct AuctionEvidence {
    /// Round and outcome.
    #[serde(flatten)]
    pub head: Head,
    /// The auction.
    #[serde(flatten)]
    pub own: AuctionOwn,
}

/// The fields of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuctionOwn {
    /// Eligible entrants by code.
    pub roster: Vec<DirectEntrant>,
    /// The highest first bid, in fen.
    pub ceiling_fen: Fen,
    /// The lowest bid, in fen.
    pub floor_fen: Fen,
    /// By how much a bid had to beat the best: what the rules make of the ceiling.
    pub step_fen: Fen,
    /// Every bid that was taken, in the order of the server.
    pub bids: Vec<Bid>,
    /// When bidding ended.
    #[serde(with = "instant")]
    pub end: DateTime<Utc>,
}

/// What an auction consists of.
#[derive(Clone, Debug)]
pub struct AuctionInput {
    /// The round; its `select_time` is when bidding opens, its `amount` does not count.
    pub notice: Notice,
    /// Share of fiscal money, 0 to 100.
    pub fiscal_percent: u8,
    /// The frozen roster: code and name.
    pub roster: Vec<(Uscc, String)>,
    /// The highest first bid.
    pub ceiling: Fen,
    /// The lowest bid; one fen where the notice names none.
    pub floor: Fen,
    /// Every bid that was taken, in the order of the server.
    pub bids: Vec<Bid>,
    /// Who left the ranking since.
    pub passed_over: Vec<PassedOver>,
}

/// Places all bids again and writes the evidence.
pub fn auction(input: AuctionInput) -> Result<Selected, NotMade> {
    let AuctionInput { notice, fiscal_percent, mut roster, ceiling, floor, bids, passed_over } = input;
    let rules = Rules::deserialize(&notice.rules)?;
    let start = notice.select_time.with_timezone(&Utc);
    let terms = AuctionRules {
        members: roster.iter().map(|it| it.0.clone()).collect(),
        start,
        ceiling,
        floor,
        step: step(ceiling, &rules),
        quiet: quiet(&rules),
    };
    let step_fen = terms.step;
    let auction = Auction::replay(terms, bids.clone()).map_err(|(_, why)| super::EvidenceError::Bid(why))?;
    let passed: Vec<Uscc> = passed_over.iter().map(|it| it.uscc.clone()).collect();
    let outcome = auction.outcome(&passed)?;
    roster.sort();
    let own = AuctionOwn {
        roster: roster.into_iter().map(|(uscc, name)| DirectEntrant { uscc: uscc.to_string(), name }).collect(),
        ceiling_fen: ceiling,
        floor_fen: floor,
        step_fen,
        bids,
        end: auction.end(),
    };
    let head = head(notice, Method::ReverseAuction, fiscal_percent, passed_over, &outcome);
    let evidence = seal(&AuctionEvidence { head, own })?;
    Ok(Selected { outcome, evidence })
}

/// Checks a file.
pub(super) fn check(value: &Value, checks: &mut Checks) {
    let Some([head, _, own]) = split(value, [super::parts::HEAD]) else { return };
    let (Some(head), Some(own)) = (part::<Head>(&head, checks), part::<AuctionOwn>(&own, checks)) else { return };
    let parsed = common(&head, checks);
    let known = parsed.rules.zip(parsed.failures);

    let codes: Vec<String> = own.roster.iter().map(|it| it.uscc.clone()).collect();
    verify::roster(codes.iter().map(String::as_str), &codes, checks);
    let needed = known
        .as_ref()
        .map(|(rules, failures)| rules.min_entrants(Method::ReverseAuction, head.fiscal_percent, *failures));
    verify::entrants(codes.len(), head.signups, needed, checks);
    let what = say!("名单哈希 SHA-256(各家代码)", "roster hash, SHA-256 of the codes");
    let expected = hex::encode(direct_roster_hash(codes.iter().map(String::as_str)));
    checks.equal("roster_hash", "/roster_hash", &what, expected, &head.roster_hash);

    let sound = Fen(1) <= own.floor_fen && own.floor_fen <= own.ceiling_fen && own.ceiling_fen <= Fen::MAX;
    let right = say!("下限不低于一分且不高于上限", "be at least one fen, the floor at most the ceiling");
    checks.holds("terms", "/ceiling_fen", sound, &say!("报价限值", "bounds"), &right, own.ceiling_fen);
    let start = DateTime::parse_from_rfc3339(&head.select_time).ok().map(|it| it.with_timezone(&Utc));
    if let Some(((rules, _), start)) = known.zip(start).filter(|_| sound) {
        let members = codes.iter().filter_map(|it| Uscc::parse(it).ok()).collect();
        let (ceiling, floor) = (own.ceiling_fen, own.floor_fen);
        let terms = AuctionRules { members, start, ceiling, floor, step: step(ceiling, &rules), quiet: quiet(&rules) };
        let what = say!("竞价阶梯", "step of the auction");
        checks.equal("step", "/step_fen", &what, terms.step.0, own.step_fen.0);
        replay(terms, &own, &head, checks);
    }
    verify::digests(value, &head.digests, &head.digest, checks);
}

/// Places every bid of the file again.
fn replay(terms: AuctionRules, own: &AuctionOwn, head: &Head, checks: &mut Checks) {
    let what = say!("逐次出价", "bids, one by one");
    let right = say!("都能按规则接受", "all be acceptable by the rules");
    match Auction::replay(terms, own.bids.iter().cloned()) {
        Err((at, why)) => {
            checks.holds("bids", &format!("/bids/{at}"), false, &what, &right, why.text());
        }
        Ok(auction) => {
            checks.holds("bids", "/bids", true, &what, &right, own.bids.len());
            let what = say!("竞价结束时间", "end of the auction");
            checks.equal("end", "/end", &what, select_time_text(auction.end()), select_time_text(own.end));
            let passed: Vec<Uscc> = head.passed_over.iter().map(|it| it.uscc.clone()).collect();
            match auction.outcome(&passed) {
                Ok(found) => outcome(&found, head, checks),
                Err(why) => no_outcome(&why, checks),
            }
        }
    }
}
