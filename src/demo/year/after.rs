//! The steps from the award to the money.

use axum::body::Body;

use super::{AmountInput, Fate, Problem, RngExt, Step, Year};
use crate::platform::Actor;
use crate::platform::files::upload;
use crate::platform::web::{Created, IfMatch, Once};
use crate::procurement::awards;
use crate::procurement::contracts::{self, Acceptance, Delivery, Filing, PaymentRecord, Rejection};
use crate::procurement::selection::{self, DeclineAward};

impl Year<'_> {
    /// The winner confirms, or declines.
    pub(super) async fn answer(&mut self, deal: usize) -> Result<(), Problem> {
        let winner = self.winner_of(deal)?;
        let award = self.progress[deal].award;
        let mut work = self.stage.begin(&winner).await?;
        if self.deals[deal].fate == Fate::Declined {
            let command =
                DeclineAward { reason: "项目人员近期已满负荷，无法按时限完成。".to_owned() };
            selection::decline(&mut work, award, &command).await?;
            work.commit().await?;
            // Once is enough; the next-ranked takes it.
            self.deals[deal].fate = Fate::Runs;
            return self.timers(deal).await;
        }
        awards::confirm(&mut work, award).await?;
        work.commit().await?;
        let contract = sqlx::query_scalar!("SELECT id FROM contract WHERE award_id = $1", award)
            .fetch_one(self.stage.app.pool())
            .await?;
        self.progress[deal].contract = contract;
        self.in_days(1..5, Step::Contract(deal));
        Ok(())
    }

    /// Both sides confirm the contract; now and then only one has so far.
    pub(super) async fn contract(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].contract;
        let mut work = self.stage.begin(&self.client_of(deal)?).await?;
        contracts::confirm(&mut work, id, IfMatch(None)).await?;
        work.commit().await?;
        let mut work = self.stage.begin(&self.winner_of(deal)?).await?;
        contracts::confirm(&mut work, id, IfMatch(None)).await?;
        work.commit().await?;
        self.in_days(1..4, Step::File(deal));
        Ok(())
    }

    pub(super) async fn file(&mut self, deal: usize) -> Result<(), Problem> {
        let mut work = self.stage.begin(&self.client_of(deal)?).await?;
        contracts::file(&mut work, self.progress[deal].contract, Filing { file_id: None }).await?;
        work.commit().await?;
        let days = usize::try_from(self.days(&self.deals[deal].clone())).unwrap_or(10);
        self.in_days(days.div_ceil(2)..days.max(2) + 2, Step::Deliver(deal));
        Ok(())
    }

    pub(super) async fn deliver(&mut self, deal: usize) -> Result<(), Problem> {
        let winner = self.winner_of(deal)?;
        let name = format!("{}成果报告.txt", self.deals[deal].name);
        let text = format!("{name}\n\n本文件为演示数据，代表中介机构提交的服务成果。\n");
        let actor = Actor::Member(winner.member().clone());
        let Created(stored) = upload::upload(&self.stage.app, actor, Once::unkeyed(), name, Body::from(text)).await?;
        let mut work = self.stage.begin(&winner).await?;
        let note = if self.progress[deal].sent_back {
            "已按意见修改完善。"
        } else {
            "成果已完成，请审核。"
        };
        contracts::deliver(
            &mut work,
            self.progress[deal].contract,
            Delivery { note: note.to_owned(), files: vec![stored.id] },
        )
        .await?;
        work.commit().await?;
        self.in_days(1..6, Step::Decide(deal));
        Ok(())
    }

    pub(super) async fn decide(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].contract;
        let waiting =
            sqlx::query_scalar!("SELECT id FROM deliverable WHERE contract_id = $1 AND state = 'submitted'", id)
                .fetch_one(self.stage.app.pool())
                .await?;
        let mut work = self.stage.begin(&self.client_of(deal)?).await?;
        if !self.progress[deal].sent_back && self.rng.random_bool(0.1) {
            let command = Rejection {
                reason: "图件坐标系与合同约定不一致，请修改后重新提交。".to_owned()
            };
            contracts::send_back(&mut work, id, waiting, &command).await?;
            work.commit().await?;
            self.progress[deal].sent_back = true;
            self.in_days(2..6, Step::Deliver(deal));
            return Ok(());
        }
        contracts::accept(&mut work, id, waiting, &Acceptance { note: "同意验收。".to_owned() }).await?;
        work.commit().await?;
        self.in_days(2..15, Step::Pay(deal));
        Ok(())
    }

    /// The client records a payment: all at once, or a part first.
    pub(super) async fn pay(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].contract;
        let row = sqlx::query!(
            r#"SELECT c.price_fen, COALESCE((SELECT sum(amount_fen) FROM payment WHERE contract_id = c.id), 0)::bigint AS "paid!"
            FROM contract c
            WHERE c.id = $1"#,
            id,
        )
        .fetch_one(self.stage.app.pool())
        .await?;
        let open = row.price_fen - row.paid;
        if open <= 0 {
            return Ok(());
        }
        let amount = if row.paid == 0 && self.rng.random_bool(0.3) { open / 2 } else { open };
        let mut work = self.stage.begin(&self.client_of(deal)?).await?;
        let command = PaymentRecord {
            amount_fen: AmountInput::Fen(amount),
            paid_on: self.stage.today(),
            note: "国库集中支付".to_owned(),
        };
        contracts::record_payment(&mut work, id, &command).await?;
        work.commit().await?;
        self.in_days(1..4, Step::Paid(deal));
        Ok(())
    }

    pub(super) async fn paid(&mut self, deal: usize) -> Result<(), Problem> {
        let id = self.progress[deal].contract;
        let waiting = sqlx::query_scalar!("SELECT id FROM payment WHERE contract_id = $1 AND state = 'recorded'", id)
            .fetch_optional(self.stage.app.pool())
            .await?;
        let Some(payment) = waiting else { return Ok(()) };
        let mut work = self.stage.begin(&self.winner_of(deal)?).await?;
        contracts::confirm_payment(&mut work, id, payment).await?;
        work.commit().await?;
        self.in_days(10..40, Step::Pay(deal));
        Ok(())
    }
}
