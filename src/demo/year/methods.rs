//! What the methods ask of people in the demo year: a quote, the justification of a low price and the verdict on it, a pick of a short list.

use super::{AmountInput, Deal, IndexedRandom, Method, Problem, RngExt, Step, Uuid, Year};
use crate::core::money::Fen;
use crate::core::seal::{Proposal, Quote};
use crate::core::selection::proposal_merit::{Criterion, Sheet};
use crate::core::selection::{QuoteKind, Terms};
use crate::platform::{Work, rng};
use crate::procurement::notices::NoticeContent;
use crate::procurement::rounds::Round;
use crate::procurement::selection::{
    self, AuctionQuery, Considered, Declaration, Justification, LowPriceVerdict, PlaceBid, Sheets,
};
use crate::procurement::signups;

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
            Method::ProposalMerit => self.in_days(2..3, Step::Score(deal)),
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

    /// The file of an agency's proposal, uploaded as its browser does.
    pub(super) async fn proposal(
        &mut self,
        work: &mut Work,
        round: &Round,
        agency: usize,
    ) -> Result<Option<(Proposal, Uuid)>, Problem> {
        if !round.method.proposes() {
            return Ok(None);
        }
        let (code, uscc) = (round.code_text(), self.agency_parts[agency].uscc.to_string());
        let file = pdf(&format!("Proposal for {code}"));
        let proposal = Proposal::of(rng::bytes(&mut self.rng), &file);
        let file = signups::upload(work, round.notice_id, &proposal.seal(&code, &uscc, &file)).await?;
        Ok(Some((proposal, file.id)))
    }

    /// Everybody of the panel declares that it has no interest, reads and scores.
    pub(super) async fn score(&mut self, deal: usize) -> Result<(), Problem> {
        let notice = self.progress[deal].notice;
        for seat in self.assessors.clone() {
            let mut work = self.stage.begin(&seat).await?;
            match selection::declare(&mut work, notice, &Declaration::default()).await {
                // It is not asked, or the round has ended.
                Err(problem) if problem.status().is_client_error() => continue,
                done => done?,
            }
            let task = selection::scoring(&mut work, notice).await?;
            let most: Vec<u32> = task.sheet.criteria.iter().map(|it| it.most).collect();
            let mut points = |most: u32| self.rng.random_range(most * 60..=most * 95) / 50 * 50;
            let scores = task.proposals.iter().map(|_| most.iter().map(|it| points(*it)).collect()).collect();
            selection::hand_in(&mut work, notice, &Sheets { scores }).await?;
            work.commit().await?;
        }
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

/// A page with one line on it.
fn pdf(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 18 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file = format!("{file}{n} 0 obj\n{object}\nendobj\n");
    }
    let size = objects.len() + 1;
    let table = file.len();
    let places = places.concat();
    file = format!(
        "{file}xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A usual sheet (domain.md §7.8).
fn sheet() -> Sheet {
    let criterion = |(title, most): (&str, u32)| Criterion { title: title.to_owned(), most };
    let criteria = [("技术方案", 40), ("人员配备", 15), ("同类业绩", 15)].map(criterion).into();
    Sheet { criteria, price_points: 30, seats: 5, trim: true }
}

/// What quotes may be, and what proposals are scored by: discount rates where no fiscal money is in it.
pub(super) fn terms(deal: &Deal, content: &mut NoticeContent) {
    if deal.method == Method::Price && deal.fiscal_percent == 0 {
        content.quote_kind = QuoteKind::Rate;
        (content.min_rate, content.max_rate) = (Some(0), Some(2_000));
    }
    if deal.method == Method::ProposalMerit {
        content.sheet = Some(sheet());
    }
}
