//! The beginning of the road over HTTP: a published notice, sign-ups, the deadline.

use axum::http::Method;
use jishi::core::role::Role;
use jishi::core::seal::{self, Payload, PublicKey, Quote};
use jishi::platform::rng::RngSource;
use jishi::procurement;
use jishi::procurement::signups::Sealed;
use serde_json::{Value, json};

use super::{TestApp, User};

/// Valid codes of fictional enterprises (domain.md §12.1).
pub const AGENCIES: [&str; 6] = [
    "91433101MADEM00112",
    "91433101MADEM002XR",
    "91433101MADEM0038R",
    "91433101MADEM0046L",
    "91433101MADEM0054F",
    "91433101MADEM0062A",
];
pub const CLIENT: &str = "12433101MADEM1022J";
pub const OTHER_CLIENT: &str = "11433101MADEM1014T";

/// The demo notice of domain.md §13: a draw of F01 for ¥18,000.00, complete.
pub fn content() -> Value {
    json!({
        "project_name": "吉首市乾州街道老旧小区排水管网改造工程水土保持方案",
        "items": ["F01"],
        "contact_name": "张某",
        "contact_phone": "0743-8222222",
        "complaint_phone": "0743-8222223",
        "scale_kind": "investment",
        "scale_fen": "680万",
        "fiscal_percent": 100,
        "service_content": "1.现场踏勘\n2.编制报告表\n3.配合技术审查",
        "service_time_note": "合同签订后 15 个工作日",
        "amount_fen": "¥18,000.00",
        "method": "draw",
        "qualification_required": false,
    })
}

/// The content with some fields replaced.
pub fn content_with(changes: Value) -> Value {
    let mut content = content();
    for (key, value) in changes.as_object().unwrap() {
        content[key] = value.clone();
    }
    content
}

/// A client, an operator and as many agencies as are asked for, all of Jishou.
pub struct Cast {
    pub client: User,
    pub operator: User,
    pub agencies: Vec<User>,
}

pub async fn cast(app: &TestApp, agencies: usize) -> Cast {
    let client = app.client(CLIENT, "吉首市（演示）城市建设服务中心").await;
    let operator = app.staff(Role::Operator).await;
    let mut users = Vec::new();
    for (n, uscc) in AGENCIES.iter().take(agencies).enumerate() {
        users.push(app.agency(uscc, &format!("湘西演示{}号技术咨询有限公司", n + 1), &["F01"]).await);
    }
    Cast { client, operator, agencies: users }
}

impl Cast {
    /// A draft; its id.
    pub async fn draft(&self, app: &TestApp, content: Value) -> String {
        let notice = app.post("/api/v1/notices", Some(&self.client), content).await.ok();
        notice["id"].as_str().unwrap().to_owned()
    }

    /// A published notice; its id.
    pub async fn published(&self, app: &TestApp, content: Value) -> String {
        let id = self.draft(app, content).await;
        app.post(&format!("/api/v1/notices/{id}/submit"), Some(&self.client), json!({})).await.ok();
        app.post(&format!("/api/v1/notices/{id}/publish"), Some(&self.operator), json!({})).await.ok();
        id
    }

    /// Signs the first `count` agencies up.
    pub async fn sign_up(&self, app: &TestApp, id: &str, count: usize) {
        for (n, agency) in self.agencies.iter().take(count).enumerate() {
            app.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(agency), sign_up(app, id, Some(agency), n).await)
                .await
                .ok();
        }
    }
}

/// What an agency hands in, with the nonce n: sealed as its browser does, where the notice has a key.
pub async fn sign_up(app: &TestApp, id: &str, agency: Option<&User>, n: usize) -> Value {
    let notice = app.get(&format!("/api/v1/notices/{id}"), None).await;
    let notice =
        if notice.status.is_success() { notice.json() } else { json!({ "code": "-", "seal_key": "09".repeat(32) }) };
    let Some(key) = notice["seal_key"].as_str() else { return json!({ "no_conflict": true }) };
    let uscc: Option<String> = sqlx::query_scalar("SELECT uscc FROM organisation WHERE id = $1")
        .bind(agency.and_then(|it| it.member.organisation_id))
        .fetch_optional(&app.db.pool)
        .await
        .unwrap();
    let uscc = uscc.unwrap_or_default();
    json!({ "sealed": sealed(key, notice["code"].as_str().unwrap(), &uscc, n), "no_conflict": true })
}

/// The nonce n of an entrant, sealed to a notice's key.
pub fn sealed(key: &str, notice_code: &str, uscc: &str, n: usize) -> Value {
    sealed_quote(key, notice_code, uscc, n, None)
}

/// The same with a quote.
pub fn sealed_quote(key: &str, notice_code: &str, uscc: &str, n: usize, quote: Option<Quote>) -> Value {
    let mut rng = RngSource::System.fork().unwrap();
    let payload = Payload::new((n as u128).to_be_bytes(), notice_code, uscc, quote, &mut rng);
    let sealed = seal::seal(&payload, PublicKey::from_hex(key).unwrap(), &mut rng).unwrap();
    json!(Sealed::from(&sealed))
}

/// Fires whatever is due, as the server does; how much it was.
pub async fn fire(app: &TestApp) -> usize {
    // A refused request gives its row locks back when its connection is returned, which may be a moment after its answer; timers skip locked rows.
    sqlx::query("SELECT id FROM round FOR UPDATE").execute(&app.db.pool).await.unwrap();
    jishi::platform::timers::fire_all(&app.app, &procurement::timers()).await
}

/// The notice as `user` sees it.
pub async fn notice(app: &TestApp, id: &str, user: Option<&User>) -> Value {
    app.call(Method::GET, &format!("/api/v1/notices/{id}"), user, None).await.ok()
}
