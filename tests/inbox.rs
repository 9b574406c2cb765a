//! The inbox: who is told what, exactly once, in their language, and live.

use axum::http::Method;
use chrono::TimeDelta;
use jishi::core::role::Role;
use jishi::platform::Actor;
use jishi::platform::journal::{Reader, Subject, reader};
use jishi::reach::notify::Inbox;
use serde_json::{Value, json};
use sqlx::Connection;
use uuid::Uuid;

use crate::support::{Round, TestApp, User};

const A: (&str, &str) = ("91433101MADEM00112", "湘西（演示）测绘有限公司");
const B: (&str, &str) = ("91433101MADEM002XR", "吉首（演示）工程咨询有限公司");
const C: (&str, &str) = ("12433101MADEM1022J", "吉首市（演示）水利局");

async fn read(t: &TestApp) {
    reader::catch_up(&t.app, &Inbox).await.unwrap();
}

async fn messages(t: &TestApp, user: &User) -> Vec<Value> {
    t.get("/api/v1/inbox", Some(user)).await.ok()["items"].as_array().unwrap().clone()
}

async fn kinds(t: &TestApp, user: &User) -> Vec<String> {
    messages(t, user).await.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

async fn unread(t: &TestApp, user: &User) -> i64 {
    t.get("/api/v1/inbox/unread", Some(user)).await.ok()["unread"].as_i64().unwrap()
}

struct Cast {
    t: TestApp,
    winner: User,
    loser: User,
    client: User,
    round: Round,
}

/// Two agencies that have entered a round.
async fn cast() -> Cast {
    let t = TestApp::start().await;
    let winner = t.agency(A.0, A.1, &["C01"]).await;
    let loser = t.agency(B.0, B.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    let round = t.round(&client, 1, "published", "draw").await;
    t.signed_up(&round, &winner).await;
    t.signed_up(&round, &loser).await;
    Cast { t, winner, loser, client, round }
}

fn selected(winner: &User) -> Value {
    json!({
        "agency_id": winner.org(), "agency_name": A.1, "award_id": Uuid::from_u128(77), "entrants": 3, "eligible": 2,
        "publicity_until": "2026-11-27T17:30:00+08:00", "state": "publicity",
    })
}

#[tokio::test]
async fn everybody_who_took_part_is_told_who_won_how_many_entered_and_why() {
    let Cast { t, winner, loser, client, round } = cast().await;
    t.record_round("award.selected", &round, selected(&winner)).await;
    read(&t).await;
    for user in [&winner, &loser, &client] {
        let told = messages(&t, user).await;
        assert_eq!(told.len(), 1);
        let body = told[0]["body"].as_str().unwrap();
        for fact in ["共 3 家报名，2 家符合条件", "随机抽取", "¥18,000.00", "2026-11-27 17:30", "重算"]
        {
            assert!(body.contains(fact), "{fact}: {body}");
        }
        assert_eq!(told[0]["link"], format!("/awards/{}", Uuid::from_u128(77)));
        assert_eq!(told[0]["at"], "2026-11-24T09:30:00+08:00");
    }
    let title = |told: &Value| told["title"].as_str().unwrap().to_owned();
    assert_eq!(title(&messages(&t, &winner).await[0]), "贵机构中选：「河道整治工程测绘」");
    assert_eq!(title(&messages(&t, &loser).await[0]), format!("{} 中选：「河道整治工程测绘」", A.1));
    let english =
        t.call_with(Method::GET, "/api/v1/inbox", Some(&loser), None, &[("Accept-Language", "en")]).await.ok();
    let body = english["items"][0]["body"].as_str().unwrap();
    assert!(body.contains("3 agencies entered, 2 of them eligible.") && body.contains("random draw"), "{body}");
}

#[tokio::test]
async fn a_failed_round_says_why_and_what_is_next() {
    let Cast { t, loser, client, round, .. } = cast().await;
    let why = json!({ "entrants": 2, "eligible": 2, "min_entrants": 3, "reason_code": "too_few_entrants", "state": "failed" });
    t.record_round("round.failed", &round, why).await;
    read(&t).await;
    let body = messages(&t, &client).await[0]["body"].as_str().unwrap().to_owned();
    assert!(body.contains("共 2 家报名") && body.contains("至少需要 3 家") && body.contains("再次公告"), "{body}");
    let body = messages(&t, &loser).await[0]["body"].as_str().unwrap().to_owned();
    assert!(body.contains("至少需要 3 家") && body.contains("届时会通知您"), "{body}");
}

#[tokio::test]
async fn a_sign_up_is_told_to_nobody() {
    let Cast { t, winner, loser, client, round } = cast().await;
    let operator = t.staff(Role::Operator).await;
    let supervisor = t.staff(Role::Supervisor).await;
    let subject = Subject { kind: "sign_up", id: Uuid::from_u128(9) };
    let private = Some(json!({ "agency_id": winner.org() }));
    for kind in ["sign_up.made", "sign_up.withdrawn"] {
        let public = round.public(json!({}));
        t.record(Actor::Member(winner.member.clone()), kind, subject, public, private.clone()).await;
    }
    read(&t).await;
    for user in [&winner, &loser, &client, &operator, &supervisor] {
        assert_eq!(kinds(&t, user).await, [""; 0]);
    }
}

#[tokio::test]
async fn each_role_is_told_its_own() {
    let Cast { t, winner, loser, client, round } = cast().await;
    let operator = t.staff(Role::Operator).await;
    let supervisor = t.staff(Role::Supervisor).await;
    let admin = t.staff(Role::Admin).await;
    let agency = Subject { kind: "agency", id: winner.org() };
    let public = json!({ "uscc": A.0, "name": A.1, "division_code": "433101" });
    t.record(Actor::Member(winner.member.clone()), "agency.registered", agency, public, None).await;
    t.record(Actor::System("test"), "agency.check_failed", agency, json!({ "passed": false }), None).await;
    for kind in ["notice.submitted", "notice.returned", "notice.published", "round.closed"] {
        t.record_round(kind, &round, json!({ "reason": "缺少规模" })).await;
    }
    let facts = || json!({ "contract_id": Uuid::from_u128(5), "agency_id": winner.org(), "agency_name": A.1 });
    let contract = Subject { kind: "contract", id: Uuid::from_u128(5) };
    for kind in ["contract.drafted", "deliverable.submitted", "payment.disputed"] {
        t.record(Actor::Member(winner.member.clone()), kind, contract, round.public(facts()), None).await;
    }
    read(&t).await;
    assert_eq!(kinds(&t, &operator).await, ["notice.submitted", "agency.registered"]);
    assert_eq!(kinds(&t, &supervisor).await, ["payment.disputed"]);
    assert_eq!(kinds(&t, &admin).await, [""; 0]);
    let of_client = [
        "payment.disputed",
        "deliverable.submitted",
        "contract.drafted",
        "round.closed",
        "notice.published",
        "notice.returned",
    ];
    assert_eq!(kinds(&t, &client).await, of_client);
    // What a member did itself is no news to it.
    assert_eq!(
        kinds(&t, &winner).await,
        ["round.closed", "notice.published", "agency.check_failed", "agency.registered"]
    );
    assert_eq!(kinds(&t, &loser).await, ["round.closed", "notice.published"]);
    assert!(messages(&t, &client).await[5]["body"].as_str().unwrap().contains("缺少规模"));
}

#[tokio::test]
async fn a_reader_that_crashes_or_begins_anew_tells_nobody_twice() {
    let Cast { t, winner, loser, round, .. } = cast().await;
    t.record_round("award.selected", &round, selected(&winner)).await;
    t.record_round("award.effective", &round, selected(&winner)).await;
    let mut conn = t.db.pool.acquire().await.unwrap();
    let entries = reader::after(&mut conn, 0, 100).await.unwrap();
    // Dies between its work and its commit.
    let mut tx = conn.begin().await.unwrap();
    Inbox.apply(&mut tx, &entries).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(unread(&t, &winner).await, 0);
    // Dies after somebody committed half of it.
    Inbox.apply(&mut conn, &entries[..1]).await.unwrap();
    read(&t).await;
    let before = messages(&t, &winner).await;
    assert_eq!((before.len(), unread(&t, &loser).await), (2, 1));
    // Begins anew, over the same table and over an empty one.
    for wipe in ["SELECT 1", "DELETE FROM inbox_message"] {
        sqlx::query(wipe).execute(&t.db.pool).await.unwrap();
        sqlx::query("DELETE FROM reader_cursor WHERE reader = 'inbox'").execute(&t.db.pool).await.unwrap();
        read(&t).await;
        assert_eq!(messages(&t, &winner).await, before);
    }
}

#[tokio::test]
async fn who_joins_later_is_not_told_of_the_past() {
    let Cast { t, round, .. } = cast().await;
    t.record_round("notice.submitted", &round, json!({})).await;
    t.advance(TimeDelta::hours(1));
    let late = t.staff(Role::Operator).await;
    read(&t).await;
    assert_eq!(unread(&t, &late).await, 0);
}

#[tokio::test]
async fn messages_are_read_one_by_one_and_all_at_once_by_their_owner_only() {
    let Cast { t, winner, loser, round, .. } = cast().await;
    for _ in 0..3 {
        t.record_round("round.closed", &round, json!({})).await;
    }
    read(&t).await;
    let first = messages(&t, &winner).await[0].clone();
    assert_eq!(first["read_at"], Value::Null);
    let path = format!("/api/v1/inbox/{}/read", first["id"].as_str().unwrap());
    t.post(&path, Some(&loser), json!({})).await.refused(404, "not_found");
    for _ in 0..2 {
        assert_eq!(t.post(&path, Some(&winner), json!({})).await.ok(), json!({ "unread": 2 }));
    }
    let page = t.get("/api/v1/inbox?unread=true&limit=1", Some(&winner)).await.ok();
    assert_ne!(page["items"][0]["id"], first["id"]);
    let next = page["next_cursor"].as_str().unwrap();
    let last = t.get(&format!("/api/v1/inbox?unread=true&limit=1&cursor={next}"), Some(&winner)).await.ok();
    assert_eq!((last["items"].as_array().unwrap().len(), &last["next_cursor"]), (1, &Value::Null));
    assert_eq!(t.post("/api/v1/inbox/read-all", Some(&winner), json!({})).await.ok(), json!({ "unread": 0 }));
    assert_eq!(unread(&t, &loser).await, 3);
    for path in ["/api/v1/inbox", "/api/v1/inbox/unread", "/api/v1/inbox/stream"] {
        t.get(path, None).await.refused(401, "unauthorized");
    }
}
