//! What the methods ask of people in the demo year: a quote, the justification of a low price and the verdict on it, a pick of a short list.

use super::{AmountInput, Deal, IndexedRandom, Method, Problem, RngExt, Step, Uuid, Year};
use crate::core::money::Fen;
use crate::core::seal::Quote;
use crate::core::selection::{QuoteKind, Terms};
use crate::procurement::notices::NoticeContent;
use crate::procurement::rounds::Round;
use crate::procurement::selection::{self, AuctionQuery, Considered, Justification, LowPriceVerdict, PlaceBid};

/// One entrant in so many quotes abnormally low.
const LOW: u32 = 24;

impl Year<'_> {
    /// What an entrant would do it for.
    pub(super) fn quote(&mut self, round: &Round) -> Option<Quote> {
        match round.terms().filter(|_| round.method.quotes())? {
            Terms::Amount { min_fen, max_fen } => {
                let percent = if self.rng.random_ratio(1, LOW) { 62 } else { self.rng.random_range(81..100) };
                let yuan = max_fen.0 * percent / 100 / 10_000 * 100;
                Some(Quote::Amount(Fen(yuan * 100).max(min_fen).min(max_fen)))
            }
            Terms::Rate { min_rate, max_rate, .. } => {
                Some(Quote::Rate((self.rng.random_range(min_rate..=max_rate) / 10 * 10).max(min_rate)))
            }
        }
    }

    /// What waits in a selection that did not end by itself.
    pub(super) fn selecting(&mut self, deal: usize) {
        match self.deals[deal].method {
            Method::Price => self.in_days(1..2, Step::Justify(deal)),
            Method::ReverseAuction => self.soon(0..3, Step::Bid(deal)),
            _ => self.in_days(1..3, Step::Select(deal)),
        }
    }

    /// The entrant of a low price says why it can do the work for it.
    pub(super) async fn justify(&mut self, deal: usize) -> Result<(), Problem> {
        let Some(agency) = self.asked(deal).await? else { return Ok(()) };
        let Some(seat) = self.agencies.values().find(|seat| seat.organisation() == agency).cloned() else {
            return Ok(());
        };
        let mut work = self.stage.begin(&seat).await?;
        let text = "设备为自有，人员均在本地，上月刚完成相邻项目的同类工作，基础资料可以沿用，附成本测算。";
        selection::justify(&mut work, self.progress[deal].notice, &Justification { text: text.to_owned() }).await?;
        work.commit().await?;
        self.in_days(1..2, Step::Judge(deal));
        Ok(())
    }

    /// The client judges it.
    pub(super) async fn judge(&mut self, deal: usize) -> Result<(), Problem> {
        let Some(agency_id) = self.asked(deal).await? else { return Ok(()) };
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        let accepted = self.rng.random_bool(0.6);
        let reason = if accepted {
            "成本测算完整，人员和设备情况属实，同意接受。"
        } else {
            "测算未计入外业检测和专家评审费用，不能保证服务质量，不予接受。"
        };
        let verdict = LowPriceVerdict { agency_id, accepted, reason: reason.to_owned() };
        selection::judge(&mut work, self.progress[deal].notice, &verdict).await?;
        work.commit().await?;
        self.timers(deal).await
    }

    async fn asked(&self, deal: usize) -> Result<Option<Uuid>, Problem> {
        let found = sqlx::query_scalar!(
            "SELECT l.agency_id
            FROM low_price l
            JOIN notice n ON n.current_round = l.round_id
            WHERE n.id = $1 AND l.decided_at IS NULL",
            self.progress[deal].notice,
        )
        .fetch_optional(self.stage.app.pool())
        .await?;
        Ok(found)
    }

    /// One bid of somebody of the roster; after some of them nobody bids any more, and the auction ends by itself.
    pub(super) async fn bid(&mut self, deal: usize) -> Result<(), Problem> {
        let (notice, now) = (self.progress[deal].notice, self.stage.clock.get());
        let mut conn = self.stage.app.pool().acquire().await?;
        let view = selection::read_auction(&mut conn, notice, AuctionQuery::default(), now).await?;
        drop(conn);
        let (Some(end), Some(most)) = (view.auction.end, view.auction.most_fen) else { return Ok(()) };
        // Far from the floor of what the work costs, and not all of them to the last.
        let enough = most.0 * 100 < view.ceiling_fen.0 * 78 || view.bids.len() >= 3 + deal % 9;
        let bidder = view.members.choose(&mut self.rng).map(|it| it.id);
        let seat = self.agencies.values().find(|seat| Some(seat.organisation()) == bidder).cloned();
        let Some(seat) = seat.filter(|_| !enough) else {
            self.push(end.0, Step::Timers(deal));
            return Ok(());
        };
        let amount = Fen(most.0 - view.step_fen.0 * self.rng.random_range(0..3)).max(view.floor_fen);
        let mut work = self.stage.begin(&seat).await?;
        selection::bid(&mut work, notice, &PlaceBid { amount_fen: AmountInput::Fen(amount.0) }).await?;
        work.commit().await?;
        self.soon(1..7, Step::Bid(deal));
        Ok(())
    }

    /// Whom the client may pick.
    pub(super) async fn choose(&mut self, deal: usize) -> Result<Option<usize>, Problem> {
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        let seen = selection::candidates(&mut work, self.progress[deal].notice, Considered::default()).await?;
        let Some(picked) = seen.candidates.choose(&mut self.rng).map(|it| it.agency.id) else { return Ok(None) };
        Ok(self.agencies.iter().find(|(_, seat)| seat.organisation() == picked).map(|(index, _)| *index))
    }
}

/// What quotes may be: discount rates where no fiscal money is in it.
pub(super) fn terms(deal: &Deal, content: &mut NoticeContent) {
    if deal.method == Method::Price && deal.fiscal_percent == 0 {
        content.quote_kind = QuoteKind::Rate;
        (content.min_rate, content.max_rate) = (Some(0), Some(2_000));
    }
}
