//! An award and the contract drafted from it, as the road of notices leaves them.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::TimeDelta;
use jishi::core::money::Fen;
use jishi::platform::Actor;
use jishi::procurement::contracts;
use jishi::procurement::ledger::{self, AwardMoney};
use serde_json::{Value, json};
use uuid::Uuid;

use super::app::{Reply, TestApp, User};

pub const NOTICE_CODE: &str = "433101-20261124-0001";
/// ¥17,200.00
pub const AWARD_FEN: i64 = 1_720_000;
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

pub struct Deal {
    pub t: TestApp,
    pub client: User,
    pub agency: User,
    pub notice_id: Uuid,
    pub award: AwardMoney,
    pub contract_id: Uuid,
}

impl Deal {
    /// The winner has confirmed: the award is posted, the contract drafted.
    pub async fn drafted() -> Self {
        let t = TestApp::start().await;
        let client = t.client("11433101MA00000001", "吉首市（演示）建设服务中心").await;
        let agency = t.agency("91433101MA00000002", "湘西（演示）测绘有限公司", &[]).await;
        Self::between(t, client, agency, NOTICE_CODE, AWARD_FEN).await
    }

    /// The same, between these two.
    pub async fn between(t: TestApp, client: User, agency: User, code: &str, fen: i64) -> Self {
        let (notice_id, award_id) = insert_award(&t, &client, &agency, code, fen).await;
        let award = AwardMoney {
            award_id,
            client_id: client.org(),
            agency_id: agency.org(),
            division_code: "433101".to_owned(),
            amount: Fen(fen),
        };
        let mut work = t.app.begin(Actor::System("test")).await.unwrap();
        let at = work.now().await.unwrap();
        ledger::post_award(&mut work, at, &award).await.unwrap();
        let contract_id = contracts::draft(&mut work, at, award_id).await.unwrap();
        work.commit().await.unwrap();
        Self { t, client, agency, notice_id, award, contract_id }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/contracts/{}{rest}", self.contract_id)
    }

    pub async fn read(&self, user: &User) -> Value {
        self.t.get(&self.path(""), Some(user)).await.ok()
    }

    pub async fn post(&self, user: &User, rest: &str, body: Value) -> Reply {
        self.t.post(&self.path(rest), Some(user), body).await
    }

    /// Both sides confirm.
    pub async fn agreed(self) -> Self {
        self.post(&self.client, "/confirm", json!({})).await.ok();
        self.post(&self.agency, "/confirm", json!({})).await.ok();
        self
    }

    /// Confirmed and filed.
    pub async fn filed(self) -> Self {
        let deal = self.agreed().await;
        deal.post(&deal.client, "/file", json!({})).await.ok();
        deal
    }

    /// Hands in one file; gives the contract.
    pub async fn deliver(&self) -> Value {
        let file = upload(&self.t, &self.agency, "成果.pdf", PDF).await.ok();
        self.post(&self.agency, "/deliverables", json!({ "note": "第一版", "files": [file["id"]] })).await.ok()
    }

    /// Records a payment, a second later; gives its id.
    pub async fn pay(&self, amount: impl Into<Value>) -> String {
        self.t.advance(TimeDelta::seconds(1));
        let body = json!({ "amount_fen": amount.into(), "paid_on": "2026-11-24" });
        let contract = self.post(&self.client, "/payments", body).await.ok();
        contract["payments"][0]["id"].as_str().unwrap().to_owned()
    }

    pub async fn decide(&self, payment: &str, verb: &str, body: Value) -> Reply {
        self.post(&self.agency, &format!("/payments/{payment}/{verb}"), body).await
    }
}

/// An upload under this name.
pub async fn upload(t: &TestApp, user: &User, name: &str, content: impl Into<Body>) -> Reply {
    upload_with(t, user, name, content, &[]).await
}

pub async fn upload_with(
    t: &TestApp,
    user: &User,
    name: &str,
    content: impl Into<Body>,
    headers: &[(&str, &str)],
) -> Reply {
    let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/files")
        .header(header::AUTHORIZATION, format!("Bearer {}", user.token))
        .header("x-file-name", name);
    for (key, value) in headers {
        request = request.header(*key, *value);
    }
    t.send(request.body(content.into()).unwrap()).await
}

async fn insert_award(t: &TestApp, client: &User, agency: &User, code: &str, fen: i64) -> (Uuid, Uuid) {
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = t.clock.get();
    let (notice_id, round_id, award_id) = (work.id(at), work.id(at), work.id(at));
    let sql = "WITH notice AS (
            INSERT INTO notice (id, client_id, code, current_round, created_at)
            VALUES ($1, $4, $6, $2, $7)
        ), round AS (
            INSERT INTO round (id, notice_id, number, state, state_since, project_name, division_code, service_content,
                service_time_note, amount_fen, method, published_at, closed_at)
            VALUES ($2, $1, 1, 'awarded', $7, '乾州古城排水改造测绘', '433101', '1:500 地形图测绘',
                '合同签订后 20 个工作日', $8, 'draw', $7, $7)
        )
        INSERT INTO award (id, round_id, notice_id, client_id, agency_id, code, method, amount_fen, evidence, selected_at,
            publicity_until, awarded_at, confirm_by, confirmed_at)
        VALUES ($3, $2, $1, $4, $5, 'ZX-' || $6, 'draw', $8, '{}', $7, $7, $7, $7, $7)";
    sqlx::query(sql)
        .bind(notice_id)
        .bind(round_id)
        .bind(award_id)
        .bind(client.org())
        .bind(agency.org())
        .bind(code)
        .bind(at)
        .bind(fen)
        .execute(work.db())
        .await
        .unwrap();
    work.commit().await.unwrap();
    (notice_id, award_id)
}
