//! Rows and entries written straight into the database, for readers and views that do not care how they came about.

use chrono::{DateTime, Utc};
use jishi::platform::Actor;
use jishi::platform::journal::{Audience, Entry, Subject};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TestApp, User};

/// A round of a client, with one catalog item.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    pub notice_id: Uuid,
    pub round_id: Uuid,
    pub client_id: Uuid,
}

impl Round {
    /// What every entry about the round says.
    pub fn public(&self, more: Value) -> Value {
        let mut public = json!({
            "notice_id": self.notice_id,
            "notice_code": "433101-20261124-0001",
            "round_id": self.round_id,
            "round_number": 1,
            "project_name": "河道整治工程测绘",
            "client_id": self.client_id,
            "client_name": "吉首市（演示）水利局",
            "division_code": "433101",
            "method": "draw",
            "amount_fen": 1_800_000,
        });
        public.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        public
    }
}

impl TestApp {
    /// A round in any state; `number` keeps several apart.
    pub async fn round(&self, client: &User, number: u128, state: &str, method: &str) -> Round {
        let round = Round {
            notice_id: Uuid::from_u128(1000 + number),
            round_id: Uuid::from_u128(2000 + number),
            client_id: client.org(),
        };
        let published = !matches!(state, "draft" | "in_review" | "returned");
        let now = self.clock.get();
        let mut tx = self.db.pool.begin().await.unwrap();
        sqlx::query("INSERT INTO notice (id, client_id, code, current_round, created_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(round.notice_id)
            .bind(client.org())
            .bind(published.then(|| format!("433101-20261124-{number:04}")))
            .bind(round.round_id)
            .bind(now)
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO round (id, notice_id, number, state, state_since, project_name, division_code, method, amount_fen, submitted_at, published_at)
            VALUES ($1, $2, 1, $3, $4, '河道整治工程测绘', '433101', $5, 1800000, $4, CASE WHEN $6 THEN $4 END)",
        )
        .bind(round.round_id)
        .bind(round.notice_id)
        .bind(state)
        .bind(now)
        .bind(method)
        .bind(published)
        .execute(&mut *tx)
        .await
        .unwrap();
        sqlx::query("INSERT INTO round_item (round_id, item_code, position) VALUES ($1, 'C01', 0)")
            .bind(round.round_id)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        round
    }

    pub async fn signed_up(&self, round: &Round, agency: &User) {
        sqlx::query(
            "WITH entry AS (
                INSERT INTO journal_entry (id, kind, subject_kind, subject_id, about, audience, at, actor, public, hash)
                VALUES (gen_random_uuid(), 'sign_up.made', 'sign_up', gen_random_uuid(), '{}', 'parties', $3, '{}', '{}',
                    decode(repeat('00', 32), 'hex'))
                RETURNING id, subject_id, hash
            )
            INSERT INTO sign_up (id, round_id, agency_id, at, entry_id, receipt_hash)
            SELECT subject_id, $1, $2, $3, id, hash
            FROM entry",
        )
        .bind(round.round_id)
        .bind(agency.org())
        .bind(self.clock.get())
        .execute(&self.db.pool)
        .await
        .unwrap();
    }

    /// The award of a round, in effect.
    pub async fn awarded(&self, round: &Round, agency: &User, confirm_by: DateTime<Utc>) -> Uuid {
        let id = Uuid::from_u128(round.round_id.as_u128() + 10_000);
        sqlx::query(
            "INSERT INTO award (id, round_id, notice_id, client_id, agency_id, code, method, amount_fen, evidence, selected_at, publicity_until, awarded_at, confirm_by)
            VALUES ($1, $2, $3, $4, $5, $1::text, 'draw', 1800000, '{}', $6, $6, $6, $7)",
        )
        .bind(id)
        .bind(round.round_id)
        .bind(round.notice_id)
        .bind(round.client_id)
        .bind(agency.org())
        .bind(self.clock.get())
        .bind(confirm_by)
        .execute(&self.db.pool)
        .await
        .unwrap();
        id
    }

    /// The draft of the contract of an award that its winner has confirmed; the round is `awarded`.
    pub async fn contracted(&self, award: Uuid) {
        for sql in [
            "UPDATE award SET confirmed_at = awarded_at WHERE id = $1",
            "UPDATE round SET state = 'awarded' WHERE id = (SELECT round_id FROM award WHERE id = $1)",
            "INSERT INTO contract (id, award_id, round_id, notice_id, client_id, agency_id, code, state, name, price_fen, content, payment_terms)
            SELECT id, id, round_id, notice_id, client_id, agency_id, id::text, 'draft', '测绘合同', amount_fen, '', ''
            FROM award
            WHERE id = $1",
        ] {
            sqlx::query(sql).bind(award).execute(&self.db.pool).await.unwrap();
        }
    }

    /// A ledger entry of an award (of its contract, where the kind is `contract`): one account debited, another credited.
    pub async fn posted(&self, award: Uuid, kind: &str, debit: &str, credit: &str, amount_fen: i64) {
        let mut tx = self.db.pool.begin().await.unwrap();
        let entry = Uuid::from_u128(award.as_u128() * 10 + kind.len() as u128);
        sqlx::query(
            "INSERT INTO ledger_entry (id, kind, at, award_id, contract_id, client_id, agency_id, division_code)
            SELECT $1, $2, $3, a.id, CASE WHEN $2 = 'contract' THEN k.id END, a.client_id, a.agency_id, r.division_code
            FROM award a
            JOIN round r ON r.id = a.round_id
            LEFT JOIN contract k ON k.award_id = a.id
            WHERE a.id = $4",
        )
        .bind(entry)
        .bind(kind)
        .bind(self.clock.get())
        .bind(award)
        .execute(&mut *tx)
        .await
        .unwrap();
        sqlx::query("INSERT INTO posting (entry_id, account, amount_fen) VALUES ($1, $2, $4), ($1, $3, -$4)")
            .bind(entry)
            .bind(debit)
            .bind(credit)
            .bind(amount_fen)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Records an entry about a notice under an actor, and places it.
    pub async fn record(
        &self,
        actor: Actor,
        kind: &'static str,
        subject: Subject,
        public: Value,
        private: Option<Value>,
    ) {
        let mut work = self.app.begin(actor).await.unwrap();
        let at = work.now().await.unwrap();
        let entry = Entry { kind, subject, about: vec![], audience: Audience::Public, public, private };
        work.record(at, entry).await.unwrap();
        work.commit().await.unwrap();
        self.sequence().await;
    }

    /// The same for a round, by the system.
    pub async fn record_round(&self, kind: &'static str, round: &Round, more: Value) {
        let subject = Subject { kind: "notice", id: round.notice_id };
        self.record(Actor::System("test"), kind, subject, round.public(more), None).await;
    }
}
