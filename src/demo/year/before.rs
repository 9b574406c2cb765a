//! The steps up to the award.

use super::{
    AmountInput, Deal, Fate, Fen, IndexedRandom, Method, PLANNED, Problem, RngExt, RoundState, Seat, SliceRandom, Step,
    TimeDelta, Uuid, Year, deals, methods, rng,
};
use crate::core::seal::{self, Payload, PublicKey};
use crate::platform::Work;
use crate::platform::web::Instant;
use crate::procurement::notices::content::ScaleKind;
use crate::procurement::notices::{self, NextRound, NoticeContent, Reason};
use crate::procurement::rounds::{self, Round};
use crate::procurement::selection::{self, SelectAgency};
use crate::procurement::signups::{self, Sealed, SignUp};

/// Reasons of a direct selection, as clients give them.
const REASONS: &[&str] = &[
    "报名机构中信用分最高，近三年承担过同类项目，可在要求时限内完成。",
    "距离项目最近，已承诺接到通知后2小时内到场，且具备所需资质等级。",
    "此前完成本单位同类项目质量良好，本次承诺的服务时限最短。",
    "技术方案针对性强，拟派人员专业配备齐全，经单位班子会议研究确定。",
    "具备所需资质且为本地实体店入驻机构，便于现场对接与后续服务。",
];

impl Year<'_> {
    pub(super) async fn draft(&mut self, deal: usize) -> Result<(), Problem> {
        if !self.clients.contains_key(&self.deals[deal].client) {
            // It has not registered yet: it begins a few days later.
            self.in_days(3..8, Step::Draft(deal));
            return Ok(());
        }
        let content = self.content(deal);
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        let notice = notices::create(&mut work, &content).await?;
        work.commit().await?;
        self.progress[deal].notice = notice.facts.id;
        self.progress[deal].rounds = 1;
        if self.deals[deal].fate != Fate::Draft {
            self.soon(5..60, Step::Submit(deal));
        }
        Ok(())
    }

    fn content(&mut self, deal: usize) -> NoticeContent {
        let planned: Deal = self.deals[deal].clone();
        let client = &self.client_parts[planned.client];
        let (contact, phone) = (client.contact.clone(), client.phone.clone());
        let amount = self.amount(deal);
        self.progress[deal].amount = Some(amount);
        // One direct notice in six names no amount (暂不做金额评估与预算); it is agreed at the selection.
        let named = planned.method != Method::Direct || !deal.is_multiple_of(6);
        let investment = Fen(amount.0 * self.rng.random_range(20..160) / 100 * 100);
        let mut content = NoticeContent {
            project_name: planned.name.clone(),
            items: vec![planned.project.item.clone()],
            contact_name: contact,
            contact_phone: phone,
            complaint_phone: "0743-0000001".to_owned(),
            scale_kind: ScaleKind::Investment,
            scale_fen: Some(AmountInput::Fen(investment.0)),
            fiscal_percent: planned.fiscal_percent,
            service_content: planned.project.content.clone(),
            service_time_note: format!("合同签订后{}个工作日内提交成果", self.days(&planned)),
            amount_fen: named.then_some(AmountInput::Fen(amount.0)),
            amount_note: if named {
                "含税费、评审费等全部费用".to_owned()
            } else {
                "暂不做金额评估与预算".to_owned()
            },
            method: planned.method,
            signup_deadline: planned.signup_deadline.map(Instant),
            select_time: planned.select_time.map(Instant),
            ..NoticeContent::default()
        };
        methods::terms(&planned, &mut content);
        content
    }

    pub(super) fn days(&self, deal: &Deal) -> i32 {
        self.items.get(&deal.project.item).and_then(|item| item.days).unwrap_or(20)
    }

    /// Steers the sum of all awards towards the seed's year.
    fn amount(&mut self, deal: usize) -> Fen {
        let planned = &self.deals[deal];
        let item = self.items.get(&planned.project.item);
        let low = item.and_then(|item| item.fee_low_fen).unwrap_or(500_000);
        let high = item.and_then(|item| item.fee_high_fen).unwrap_or(5_000_000);
        let mean_left = (PLANNED.0 - self.awarded.0) as f64 / self.amounts_left.max(1) as f64;
        self.amounts_left = self.amounts_left.saturating_sub(1);
        // A draw of the band's cubic distribution has this mean; a fifth of the deals never gets to an award.
        let capped = high.min(9_000_000);
        let expected = low as f64 + (capped - low) as f64 / 4.0;
        let scale = (mean_left * 1.2 / expected).clamp(0.25, 4.0);
        let amount = deals::amount(&mut self.rng, Fen(low), Fen(high), scale);
        let amount = Fen(amount.0.min(9_900_000));
        self.awarded.0 += amount.0;
        amount
    }

    pub(super) async fn submit(&mut self, deal: usize) -> Result<(), Problem> {
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        notices::submit(&mut work, self.progress[deal].notice).await?;
        work.commit().await?;
        if self.deals[deal].fate != Fate::InReview {
            self.soon(15..150, Step::Review(deal));
        }
        Ok(())
    }

    pub(super) async fn review(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].notice;
        let mut work = self.stage.begin(&self.operator.clone()).await?;
        if self.deals[deal].fate == Fate::Returned {
            let reason =
                Reason { reason: "服务时限与服务内容不一致，请核对后重新提交。".to_owned() };
            notices::send_back(&mut work, id, &reason).await?;
            return Ok(work.commit().await?);
        }
        let notice = notices::publish(&mut work, id).await?;
        work.commit().await?;
        let (Some(deadline), select) = (notice.facts.signup_deadline, notice.facts.select_time) else { return Ok(()) };
        self.sign_ups(deal, deadline.0);
        self.push(deadline.0, Step::Timers(deal));
        if let Some(select) = select {
            self.push(select.0, Step::Timers(deal));
        }
        if self.deals[deal].fate == Fate::Withdrawn {
            self.soon(200..500, Step::Withdraw(deal));
        }
        Ok(())
    }

    /// Plans who signs up, and when, before `deadline`.
    fn sign_ups(&mut self, deal: usize, deadline: chrono::DateTime<chrono::Utc>) {
        let planned = self.deals[deal].clone();
        let mut able: Vec<usize> = self
            .offers
            .iter()
            .filter(|(_, codes)| codes.contains(&planned.project.item))
            .map(|(index, _)| *index)
            .collect();
        able.shuffle(&mut self.rng);
        let wanted = if self.progress[deal].rounds > 1 { 4 } else { planned.entrants };
        let now = self.stage.clock.get();
        let span = (deadline - now).num_minutes().max(10);
        for agency in able.into_iter().take(wanted) {
            let at = now + TimeDelta::minutes(self.rng.random_range(5..span));
            self.push(at, Step::SignUp(deal, agency));
        }
    }

    pub(super) async fn sign_up(&mut self, deal: usize, agency: usize) -> Result<(), Problem> {
        let Some(seat) = self.agencies.get(&agency).cloned() else { return Ok(()) };
        let mut work = self.stage.begin(&seat).await?;
        let notice = self.progress[deal].notice;
        let sealed = match rounds::store::read_public(work.db(), notice).await? {
            Some(round) => self.seal(&mut work, &round, agency).await?,
            None => None,
        };
        let command = SignUp { sealed, practitioners: Vec::new(), no_conflict: true };
        match signups::sign_up(&mut work, notice, &command).await {
            Ok(_) => {
                work.commit().await?;
                self.progress[deal].entrants.push(agency);
                Ok(())
            }
            // Withdrawn meanwhile, or an item this agency does not offer: people meet that, too.
            Err(problem) if problem.status().is_client_error() => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// What the agency's browser would seal.
    async fn seal(&mut self, work: &mut Work, round: &Round, agency: usize) -> Result<Option<Sealed>, Problem> {
        let Some(key) = round.seal_key.as_deref().and_then(PublicKey::from_slice) else { return Ok(None) };
        let nonce: [u8; 16] = rng::bytes(&mut self.rng);
        let quote = self.quote(round);
        let uscc = self.agency_parts[agency].uscc.to_string();
        let proposal = match self.proposal(work, round, agency).await {
            // People meet that, too: the sign-up after it says why.
            Err(problem) if problem.status().is_client_error() => None,
            found => found?,
        };
        let payload = Payload {
            proposal: proposal.map(|(proposal, _)| proposal),
            ..Payload::new(nonce, &round.code_text(), &uscc, quote, &mut self.rng)
        };
        let sealed = seal::seal(&payload, key, &mut self.rng).map_err(|error| Problem::internal(&error))?;
        Ok(Some(Sealed { proposal_id: proposal.map(|(_, id)| id), ..(&sealed).into() }))
    }

    pub(super) async fn withdraw(&mut self, deal: usize) -> Result<(), Problem> {
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        let reason = Reason { reason: "项目资金计划调整，本次采购暂缓。".to_owned() };
        notices::withdraw(&mut work, self.progress[deal].notice, &reason).await?;
        Ok(work.commit().await?)
    }

    /// Fires what is due and looks what became of the deal.
    pub(super) async fn timers(&mut self, deal: usize) -> Result<(), Problem> {
        self.stage.fire(self.stage.clock.get()).await;
        let row = sqlx::query!(
            r#"SELECT r.state AS "state: RoundState", a.id AS "award_id?", a.agency_id AS "agency_id?", a.publicity_until AS "publicity_until?"
            FROM notice n
            JOIN round r ON r.id = n.current_round
            LEFT JOIN award a ON a.round_id = r.id AND a.declined_at IS NULL
            WHERE n.id = $1"#,
            self.progress[deal].notice,
        )
        .fetch_one(self.stage.app.pool())
        .await?;
        match row.state {
            RoundState::Failed if self.progress[deal].failed < self.progress[deal].rounds => {
                self.progress[deal].failed = self.progress[deal].rounds;
                self.in_days(1..3, Step::Failed(deal));
            }
            RoundState::Selecting => self.selecting(deal),
            RoundState::Publicity => {
                self.won(deal, row.award_id, row.agency_id);
                if let Some(end) = row.publicity_until {
                    self.push(end, Step::Timers(deal));
                }
            }
            RoundState::Awarded => self.in_days(1..2, Step::Answer(deal)),
            _ => {}
        }
        Ok(())
    }

    fn won(&mut self, deal: usize, award: Option<Uuid>, agency: Option<Uuid>) {
        self.progress[deal].award = award.unwrap_or_default();
        self.progress[deal].winner =
            self.agencies.iter().find(|(_, seat)| Some(seat.organisation()) == agency).map(|(index, _)| *index);
    }

    pub(super) async fn after_failure(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].notice;
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        if matches!(self.deals[deal].fate, Fate::FailsAndEnds) || self.progress[deal].rounds > 1 {
            let reason =
                Reason { reason: "多次报名不足，项目并入年度框架服务另行采购。".to_owned() };
            notices::cancel(&mut work, id, &reason).await?;
            return Ok(work.commit().await?);
        }
        let notice = notices::next_round(&mut work, id, &NextRound::default()).await?;
        work.commit().await?;
        self.progress[deal].rounds += 1;
        self.progress[deal].entrants.clear();
        if notice.facts.state == RoundState::InReview {
            self.soon(15..150, Step::Review(deal));
        } else {
            self.soon(5..20, Step::Submit(deal));
        }
        Ok(())
    }

    pub(super) async fn select(&mut self, deal: usize) -> Result<(), Problem> {
        let Some(winner) = self.choose(deal).await? else { return Ok(()) };
        let client = self.client_of(deal)?;
        let mut work = self.stage.begin(&client).await?;
        let named = self.deals[deal].method != Method::Direct || !deal.is_multiple_of(6);
        let command = SelectAgency {
            agency_id: self.agencies.get(&winner).map(Seat::organisation).unwrap_or_default(),
            reason: (*REASONS.choose(&mut self.rng).unwrap_or(&REASONS[0])).to_owned(),
            amount_fen: if named { None } else { self.progress[deal].amount.map(|amount| AmountInput::Fen(amount.0)) },
        };
        let award = selection::select(&mut work, self.progress[deal].notice, &command).await?;
        work.commit().await?;
        self.progress[deal].award = award;
        self.progress[deal].winner = Some(winner);
        let end = sqlx::query_scalar!("SELECT publicity_until FROM award WHERE id = $1", award)
            .fetch_one(self.stage.app.pool())
            .await?;
        // The demo has every year it reaches into.
        if let Some(end) = end {
            self.push(end, Step::Timers(deal));
        }
        Ok(())
    }
}
