//! What happens at once: hundreds of entrants in the last second, and several hands on one selection. `SOAK` repeats it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::future::join;
use futures_util::stream;
use jishi::core::log::receipt;
use jishi::core::money::Fen;
use jishi::core::seal::Quote;
use jishi::core::uscc::Uscc;
use jishi::procurement::notices::close_due;
use serde_json::{Value, json};

use super::support::app::{Reply, instant};
use super::support::award::DRAW_AT;
use super::support::road::{CLIENT, Cast, content_with, fire, notice, sealed_quote};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
/// Entrants of each round, rounds of each kind: 500 requests in all.
const AGENCIES: usize = 50;
const ROUNDS: usize = 5;
/// The clock moves so far with every answer: from a second before the deadline to a second after it.
const STEP: TimeDelta = TimeDelta::milliseconds(4);

fn repeats() -> u32 {
    std::env::var("SOAK").ok().and_then(|text| text.parse::<u32>().ok()).map_or(1, |kills| (kills / 10).max(1))
}

/// What one entrant hands in, sealed beforehand.
struct Request {
    /// The round, and the entrant.
    place: (usize, usize),
    method: Method,
    path: String,
    body: Value,
}

/// A crowd before the deadline of ten rounds of sealed price bidding: nobody has entered the first half yet, everybody the second.
struct Crowd {
    t: TestApp,
    cast: Cast,
    codes: Vec<String>,
    notices: Vec<String>,
}

impl Crowd {
    async fn gather() -> Self {
        let t = TestApp::start().await;
        let client = t.client(CLIENT, "吉首市（演示）城市建设服务中心").await;
        let operator = t.staff(jishi::core::role::Role::Operator).await;
        let (mut agencies, mut codes) = (Vec::new(), Vec::new());
        for n in 0..AGENCIES {
            let code = Uscc::compose("91433101", &format!("MARAC{n:03}")).unwrap().to_string();
            agencies.push(t.agency(&code, &format!("湘西演示{n}号技术咨询有限公司"), &["F01"]).await);
            codes.push(code);
        }
        let cast = Cast { client, operator, agencies };
        let mut notices = Vec::new();
        for _ in 0..2 * ROUNDS {
            notices
                .push(cast.published(&t, content_with(json!({ "method": "price", "amount_fen": 10_000_000 }))).await);
        }
        let crowd = Self { t, cast, codes, notices };
        for round in ROUNDS..2 * ROUNDS {
            for agency in 0..AGENCIES {
                let (path, body) = crowd.sign_up(round, agency).await;
                crowd.t.post(&path, Some(&crowd.cast.agencies[agency]), body).await.ok();
            }
        }
        crowd
    }

    async fn sealed(&self, round: usize, agency: usize, fen: i64) -> Value {
        let page = notice(&self.t, &self.notices[round], None).await;
        let (key, code) = (page["seal_key"].as_str().unwrap(), page["code"].as_str().unwrap());
        sealed_quote(key, code, &self.codes[agency], agency, Some(Quote::Amount(Fen(fen))))
    }

    async fn sign_up(&self, round: usize, agency: usize) -> (String, Value) {
        let body = json!({ "sealed": self.sealed(round, agency, 9_000_000).await, "no_conflict": true });
        (format!("/api/v1/notices/{}/sign-ups", self.notices[round]), body)
    }

    /// Every sign-up of the first half and a new quote of everybody in the second.
    async fn requests(&self) -> Vec<Request> {
        let mut requests = Vec::new();
        for agency in 0..AGENCIES {
            let mut mine = BTreeMap::new();
            for it in self.t.get("/api/v1/sign-ups?limit=100", Some(self.agency(agency))).await.ok()["items"]
                .as_array()
                .unwrap()
            {
                mine.insert(it["notice"]["id"].as_str().unwrap().to_owned(), it["id"].as_str().unwrap().to_owned());
            }
            for round in 0..ROUNDS {
                let (path, body) = self.sign_up(round, agency).await;
                requests.push(Request { place: (round, agency), method: Method::POST, path, body });
                let round = ROUNDS + round;
                let path = format!("/api/v1/sign-ups/{}/sealed", mine[&self.notices[round]]);
                let body = self.sealed(round, agency, 8_000_000).await;
                requests.push(Request { place: (round, agency), method: Method::PUT, path, body });
            }
        }
        requests
    }

    fn agency(&self, n: usize) -> &User {
        &self.cast.agencies[n]
    }
}

fn instant_of(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn in_the_last_second_everybody_is_in_or_late_and_never_both() {
    for _ in 0..repeats() {
        let crowd = Crowd::gather().await;
        let requests = crowd.requests().await;
        assert_eq!(requests.len(), 500);
        let replies = rush(&crowd, &requests).await;
        let deadline = instant(DEADLINE);
        let (mut entered, mut replaced, mut late) = ([0_i64; ROUNDS], 0, 0);
        for (request, reply) in requests.iter().zip(&replies) {
            if reply.status.is_success() {
                let view = reply.json();
                assert!(instant_of(&view["receipt"]["at"]) < deadline, "{view}");
                assert_eq!(&view["commitment"], request.commitment());
                match request.place.0 {
                    round if round < ROUNDS => entered[round] += 1,
                    _ => replaced += 1,
                }
            } else {
                let problem = reply.refused(409, "late");
                assert!(instant_of(&problem["now"]) >= deadline, "{problem}");
                late += 1;
            }
        }
        assert!(
            entered.iter().sum::<i64>() > 0 && replaced > 0 && late > 0,
            "the deadline fell among the requests: {entered:?} {replaced} {late}"
        );
        settle(&crowd).await;
        check_rosters(&crowd, &requests, &replies, &entered).await;
        check_receipts(&crowd, &requests, &replies).await;
    }
}

impl Request {
    fn commitment(&self) -> &Value {
        let sealed = self.body.get("sealed").unwrap_or(&self.body);
        &sealed["commitment"]
    }
}

/// All at once, while the clock passes the deadline and several servers close.
async fn rush(crowd: &Crowd, requests: &[Request]) -> Vec<Reply> {
    let t = &crowd.t;
    let begin = instant(DEADLINE) - STEP * 250;
    t.clock.set(begin);
    let answered = Mutex::new(0_i32);
    let all = i32::try_from(requests.len()).unwrap();
    let send = stream::iter(requests).map(|it| {
        let answered = &answered;
        async move {
            let reply =
                t.call(it.method.clone(), &it.path, Some(crowd.agency(it.place.1)), Some(it.body.clone())).await;
            // Half of the answers are there when it strikes.
            let mut answered = answered.lock().unwrap();
            *answered += 1;
            t.clock.set(begin + STEP * *answered);
            reply
        }
    });
    let closing = async {
        while *answered.lock().unwrap() < all {
            let (one, two) = join(close_due(&t.app), close_due(&t.app)).await;
            one.unwrap();
            two.unwrap();
            tokio::task::yield_now().await;
        }
    };
    let (replies, ()) = join(send.buffered(requests.len()).collect::<Vec<_>>(), closing).await;
    replies
}

async fn settle(crowd: &Crowd) {
    while fire(&crowd.t).await > 0 {}
    crowd.t.sequence().await;
}

/// Who is in is who was told so, with what it was told last.
async fn check_rosters(crowd: &Crowd, requests: &[Request], replies: &[Reply], entered: &[i64; ROUNDS]) {
    for (round, id) in crowd.notices.iter().enumerate() {
        let page = notice(&crowd.t, id, None).await;
        let expected = if round < ROUNDS { entered[round] } else { i64::try_from(AGENCIES).unwrap() };
        assert_eq!(page["entrants"], expected);
        let roster: BTreeMap<&str, &Value> =
            page["roster"].as_array().unwrap().iter().map(|it| (it["agency"]["uscc"].as_str().unwrap(), it)).collect();
        assert_eq!(i64::try_from(roster.len()).unwrap(), expected, "each once");
        for (request, reply) in requests.iter().zip(replies).filter(|(it, _)| it.place.0 == round) {
            let line = roster.get(crowd.codes[request.place.1].as_str());
            if reply.status.is_success() {
                let line = line.expect("who was told that it is in is in");
                assert_eq!(&line["commitment"], request.commitment());
                let fen = if round < ROUNDS { 9_000_000 } else { 8_000_000 };
                assert_eq!(line["quote"], json!({ "amount_fen": fen }));
            } else if round < ROUNDS {
                assert!(line.is_none(), "who was late is not in");
            } else {
                assert_eq!(line.unwrap()["quote"], json!({ "amount_fen": 9_000_000 }), "a late quote changes nothing");
            }
        }
    }
}

/// Every receipt is in the log, and nothing of who was late.
async fn check_receipts(crowd: &Crowd, requests: &[Request], replies: &[Reply]) {
    let key = crowd.t.app.log_key().verifier().to_owned();
    let mut told = 0;
    for (request, reply) in requests.iter().zip(replies).filter(|(_, reply)| reply.status.is_success()) {
        told += 1;
        let view = reply.json();
        let path = format!("/api/v1/sign-ups/{}/receipt", view["id"].as_str().unwrap());
        let proof = crowd.t.get(&path, Some(crowd.agency(request.place.1))).await;
        let proof = String::from_utf8(proof.body).unwrap();
        assert!(receipt::verify(&proof, Some(&key)).iter().all(|it| it.passed), "{proof}");
        let promise = view["receipt"]["promise"].as_str().unwrap();
        assert!(receipt::verify(promise, Some(&key)).iter().all(|it| it.passed));
    }
    let before = i64::try_from(ROUNDS * AGENCIES).unwrap();
    let placed: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM journal_leaf l JOIN journal_entry e ON e.id = l.entry_id WHERE e.kind IN ('sign_up.made', 'sign_up.resealed')",
    )
    .fetch_one(&crowd.t.db.pool)
    .await
    .unwrap();
    assert_eq!(placed, before + told);
}

#[tokio::test]
async fn however_many_servers_come_late_to_a_selection_there_is_one_result() {
    for _ in 0..repeats() {
        let crowd = Crowd::gather().await;
        crowd.t.at(DEADLINE);
        settle(&crowd).await;
        crowd.t.at(DRAW_AT);
        // Each takes what is due until nothing is; some are dropped half-way, as a killed server is.
        let servers = (0..8).map(|n| {
            let app = &crowd.t.app;
            async move {
                let serve = async { while jishi::procurement::selection::select_due(app).await.unwrap() {} };
                if n % 2 == 0 {
                    serve.await;
                } else {
                    let _ = tokio::time::timeout(std::time::Duration::from_millis(3 * (n + 1)), serve).await;
                }
            }
        });
        futures_util::future::join_all(servers).await;
        while fire(&crowd.t).await > 0 {}
        for id in &crowd.notices[ROUNDS..] {
            assert_eq!(notice(&crowd.t, id, None).await["state"], "publicity");
        }
        let counts: Vec<i64> = sqlx::query_scalar(
            "SELECT count(*) FROM journal_entry WHERE kind IN ('award.selected', 'round.selecting') GROUP BY kind",
        )
        .fetch_all(&crowd.t.db.pool)
        .await
        .unwrap();
        assert_eq!(counts, [i64::try_from(ROUNDS).unwrap(); 2]);
    }
}
