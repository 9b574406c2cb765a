//! The whole road over HTTP, step by step, with something killed at some of the steps.

use jishi::core::uscc::Uscc;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::road::sealed;

use super::server::{Answer, Call, Kill, Server};

/// Steps of a road, counted from 0 by [`Walk::act`]; [`Walk::walk`] checks the number.
pub const STEPS: usize = 23;
const OPERATOR: &str = "operator";
const PASSWORD: &str = "dauerlauf-2026-jishou";
const ENTRANTS: usize = 3;

/// Somebody signed in; the token outlives a road, not the whole test.
#[derive(Debug)]
pub struct User {
    pub login: String,
    pub token: String,
    pub organisation: String,
    /// Of whom this test has registered.
    pub uscc: String,
}

/// What the answers of a road have promised.
#[derive(Debug)]
pub struct Walked {
    pub amount_fen: i64,
    pub notice: String,
    pub award: String,
    pub contract: String,
    /// Id and hash of the journal entry that each receipt quotes.
    pub receipts: Vec<(String, String)>,
    pub client: User,
    pub agencies: Vec<User>,
    pub winner: usize,
}

/// Makes somebody of the operating side, on the command line.
pub fn add_operator(server: &Server) {
    let args = ["admin", "add-operator", "--login", OPERATOR, "--name", "张某"];
    let made = server.run(&args, &[("JISHI_NEW_PASSWORD", PASSWORD)]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

pub async fn sign_in(server: &Server, login: &str) -> User {
    let body = json!({ "login": login, "password": PASSWORD });
    user(&json_of(&server.send(&request(Method::POST, "/sessions", None, &body)).await))
}

fn user(session: &Value) -> User {
    User {
        login: text(&session["person"]["login"]),
        token: text(&session["access_token"]),
        organisation: session["membership"]["organisation"]["id"].as_str().unwrap_or_default().to_owned(),
        uscc: String::new(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}")).to_owned()
}

fn request(method: Method, path: &str, token: Option<&str>, body: &Value) -> Call {
    Call {
        method,
        path: path.to_owned(),
        token: token.map(str::to_owned),
        headers: vec![("content-type", "application/json".to_owned())],
        body: serde_json::to_vec(body).unwrap(),
    }
}

#[track_caller]
fn json_of(answer: &Answer) -> Value {
    assert!(answer.status.is_success(), "{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    serde_json::from_slice(&answer.body).unwrap()
}

pub struct Walk<'a> {
    server: &'a Server,
    number: usize,
    kills: Vec<(usize, Kill)>,
    step: usize,
}

impl<'a> Walk<'a> {
    pub fn new(server: &'a Server, number: usize, kills: Vec<(usize, Kill)>) -> Self {
        Self { server, number, kills, step: 0 }
    }

    /// From the registrations to the confirmed payment.
    pub async fn walk(mut self) -> Walked {
        let operator = sign_in(self.server, OPERATOR).await;
        let amount_fen = 1_800_000 + 100 * i64::try_from(self.number).unwrap();
        let client = self.register("client", 0).await;
        let mut agencies = Vec::new();
        for index in 1..=ENTRANTS {
            agencies.push(self.register("agency", index).await);
        }
        let notice = self.publish(&client, &operator, "draw", amount_fen).await;
        let receipts = self.sign_up(&notice, &agencies).await;
        let award = self.draw(&notice, &client).await;
        let won = self.server.read(&format!("/awards/{award}"), None).await;
        let winner = agencies.iter().position(|it| won["agency"]["id"] == it.organisation).unwrap();
        let contract = self.agree(&award, &client, &agencies[winner]).await;
        self.deliver_and_pay(&contract, &client, &agencies[winner], amount_fen).await;
        assert_eq!(self.step, STEPS, "every step may be hit by a kill");
        Walked { amount_fen, notice, award, contract, receipts, client, agencies, winner }
    }

    pub async fn register(&mut self, kind: &str, index: usize) -> User {
        let number = self.number * 10 + index;
        let registration = if kind == "agency" { "91433101" } else { "12433101" };
        let uscc = Uscc::compose(registration, &format!("MADE{number:04}")).unwrap();
        let mut organisation = json!({
            "kind": kind,
            "uscc": uscc.as_str(),
            "name": format!("湘西（演示）第{number}号{}", if kind == "agency" { "咨询有限公司" } else { "服务中心" }),
            "division_code": "433101",
            "contact_name": "李某",
            "contact_phone": "13974300000",
        });
        if kind == "agency" {
            organisation["services"] = json!(["F01"]);
            organisation["pledge_accepted"] = json!(true);
        }
        let person = json!({ "login": format!("{kind}{number}"), "name": "李某", "password": PASSWORD });
        let body = json!({ "organisation": organisation, "person": person });
        let session = self.act(request(Method::POST, "/registrations", None, &body)).await;
        User { uscc: uscc.to_string(), ..user(&json_of(&session)) }
    }

    pub async fn publish(&mut self, client: &User, operator: &User, method: &str, amount_fen: i64) -> String {
        let content = json!({
            "project_name": format!("吉首市乾州街道老旧小区排水管网改造工程水土保持方案第{}标段", self.number + 1),
            "items": ["F01"],
            "contact_name": "张某",
            "contact_phone": "0743-8222222",
            "complaint_phone": "0743-8222223",
            "scale_kind": "investment",
            "scale_fen": "680万",
            "fiscal_percent": 100,
            "service_content": "1.现场踏勘\n2.编制报告表\n3.配合技术审查",
            "service_time_note": "合同签订后 15 个工作日",
            "amount_fen": amount_fen,
            "method": method,
        });
        let draft = self.act(request(Method::POST, "/notices", Some(&client.token), &content)).await;
        let notice = text(&json_of(&draft)["id"]);
        self.step(client, &format!("/notices/{notice}/submit"), json!({})).await;
        self.notice_is(&notice, client, "in_review").await;
        self.step(operator, &format!("/notices/{notice}/publish"), json!({})).await;
        self.notice_is(&notice, client, "published").await;
        notice
    }

    async fn sign_up(&mut self, notice: &str, agencies: &[User]) -> Vec<(String, String)> {
        let mut receipts = Vec::new();
        let page = self.server.read(&format!("/notices/{notice}"), None).await;
        for (index, agency) in agencies.iter().enumerate() {
            let sealed = sealed(&text(&page["seal_key"]), &text(&page["code"]), &agency.uscc, self.number * 10 + index);
            let body = json!({ "sealed": sealed, "no_conflict": true });
            let path = format!("/notices/{notice}/sign-ups");
            let signed = json_of(&self.act(request(Method::POST, &path, Some(&agency.token), &body)).await);
            receipts.push((text(&signed["receipt"]["entry_id"]), text(&signed["receipt"]["entry_hash"])));
        }
        receipts
    }

    /// Signs up with what somebody sealed by itself.
    pub async fn sign_up_with(&mut self, notice: &str, agency: &User, sealed: &Value) {
        let body = json!({ "sealed": sealed, "no_conflict": true });
        let path = format!("/notices/{notice}/sign-ups");
        json_of(&self.act(request(Method::POST, &path, Some(&agency.token), &body)).await);
    }

    /// The deadline, the draw and the end of publicity, each by moving the clock; the award's id.
    async fn draw(&mut self, notice: &str, client: &User) -> String {
        let page = format!("/notices/{notice}");
        let published = self.server.read(&page, Some(&client.token)).await;
        self.advance_to(client, &published["signup_deadline"]).await;
        self.notice_is(notice, client, "closed").await;
        self.advance_to(client, &published["select_time"]).await;
        let drawn = self.notice_is(notice, client, "publicity").await;
        let award = text(&drawn["award"]["id"]);
        let shown = self.server.read(&format!("/awards/{award}"), None).await;
        self.advance_to(client, &shown["publicity_until"]).await;
        self.notice_is(notice, client, "awarded").await;
        award
    }

    /// Confirmed award, contract changed, confirmed by both, filed; its id.
    async fn agree(&mut self, award: &str, client: &User, winner: &User) -> String {
        self.step(winner, &format!("/awards/{award}/confirm"), json!({})).await;
        let confirmed = self.server.read(&format!("/awards/{award}"), Some(&winner.token)).await;
        let contract = text(&confirmed["contract_id"]);
        let path = format!("/contracts/{contract}");
        let version = self.server.read(&path, Some(&client.token)).await["version"].to_string();
        let terms = "验收合格后一次付清。";
        let mut change = request(Method::PATCH, &path, Some(&client.token), &json!({ "payment_terms": terms }));
        change.headers.push(("if-match", format!("\"{version}\"")));
        let answer = self.act(change).await;
        assert_done(&answer);
        assert_eq!(self.server.read(&path, Some(&client.token)).await["payment_terms"], terms);
        self.step(client, &format!("{path}/confirm"), json!({})).await;
        self.step(winner, &format!("{path}/confirm"), json!({})).await;
        self.contract_is(&contract, client, "contracted").await;
        self.step(client, &format!("{path}/file"), json!({})).await;
        self.contract_is(&contract, client, "in_service").await;
        contract
    }

    async fn deliver_and_pay(&mut self, contract: &str, client: &User, winner: &User, amount_fen: i64) {
        let path = format!("/contracts/{contract}");
        let mut upload = request(Method::POST, "/files", Some(&winner.token), &Value::Null);
        upload.headers = vec![("x-file-name", "report.txt".to_owned())];
        upload.body = format!("第{}标段成果\n", self.number + 1).into_bytes();
        let file = json_of(&self.act(upload).await)["id"].clone();
        self.step(winner, &format!("{path}/deliverables"), json!({ "note": "第一版", "files": [file] })).await;
        let delivered = self.contract_is(contract, client, "delivered").await;
        let deliverable = text(&delivered["deliverables"][0]["id"]);
        self.step(client, &format!("{path}/deliverables/{deliverable}/accept"), json!({})).await;
        self.contract_is(contract, client, "accepted").await;
        let today = text(&self.server.read("/installation", None).await["now"])[..10].to_owned();
        self.step(client, &format!("{path}/payments"), json!({ "amount_fen": amount_fen, "paid_on": today })).await;
        let paid = self.server.read(&path, Some(&client.token)).await;
        let payment = text(&paid["payments"][0]["id"]);
        self.step(winner, &format!("{path}/payments/{payment}/confirm"), json!({})).await;
    }

    /// A request of the road, with its own key; at some steps something is killed meanwhile.
    async fn act(&mut self, mut call: Call) -> Answer {
        call.headers.push(("idempotency-key", format!("soak-{}-{}", self.number, self.step)));
        let kill = self.kills.iter().find(|(step, _)| *step == self.step).map(|(_, kill)| *kill);
        self.step += 1;
        let Some(kill) = kill else { return self.server.send(&call).await };
        let (answer, ()) = tokio::join!(self.server.send(&call), self.server.kill(kill));
        answer
    }

    /// A step whose repetition is refused when the first attempt, unanswered, was done.
    async fn step(&mut self, user: &User, path: &str, body: Value) {
        let answer = self.act(request(Method::POST, path, Some(&user.token), &body)).await;
        assert_done(&answer);
    }

    /// Moves the clock; a repetition after an unanswered success is refused, as it would move it back.
    pub async fn advance_to(&mut self, user: &User, to: &Value) {
        let body = json!({ "advance_to": to });
        let answer = self.act(request(Method::POST, "/training/clock", Some(&user.token), &body)).await;
        assert!(answer.status.is_success() || answer.unsure && answer.status == 422, "{answer:?}");
    }

    async fn notice_is(&self, notice: &str, user: &User, state: &str) -> Value {
        self.server.until(&format!("/notices/{notice}"), Some(&user.token), |it| it["state"] == state).await
    }

    async fn contract_is(&self, contract: &str, user: &User, state: &str) -> Value {
        let read = self.server.read(&format!("/contracts/{contract}"), Some(&user.token)).await;
        assert_eq!(read["round_state"], state, "an acknowledged step stands");
        read
    }
}

#[track_caller]
fn assert_done(answer: &Answer) {
    let before = answer.unsure && matches!(answer.status.as_u16(), 409 | 412);
    let said = String::from_utf8_lossy(&answer.body);
    assert!(answer.status.is_success() || before, "{}: {said}", answer.status);
}
