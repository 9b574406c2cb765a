//! Statistics: counts that follow from the journal, money that equals the ledger's postings.

use chrono::TimeDelta;
use jishi::platform::Actor;
use jishi::platform::journal::{Reader, Subject, reader};
use jishi::reach::statistics::Statistic;
use serde_json::{Value, json};
use sqlx::Connection;
use uuid::Uuid;

use crate::support::{TestApp, User};

const A: (&str, &str) = ("91433101MADEM00112", "湘西（演示）测绘有限公司");
const C: (&str, &str) = ("12433101MADEM1022J", "吉首市（演示）水利局");

async fn statistics(t: &TestApp, query: &str) -> Value {
    reader::catch_up(&t.app, &Statistic).await.unwrap();
    t.get(&format!("/api/v1/statistics{query}"), None).await.ok()
}

async fn register(t: &TestApp, kind: &'static str, id: Uuid, division: &str) {
    let subject = Subject { kind: kind.split_once('.').unwrap().0, id };
    t.record(Actor::System("test"), kind, subject, json!({ "division_code": division }), None).await;
}

/// Two rounds: one leads to a paid award after three days, one fails.
async fn history(t: &TestApp) -> (User, User) {
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    register(t, "agency.registered", agency.org(), "433101").await;
    register(t, "agency.registered", Uuid::from_u128(8), "440305").await;
    register(t, "client.registered", client.org(), "433101").await;
    let round = t.round(&client, 1, "published", "draw").await;
    let failing = t.round(&client, 2, "published", "direct").await;
    for round in [&round, &failing] {
        t.record_round("notice.published", round, json!({})).await;
    }
    t.record_round("notice.published", &round, json!({ "round_number": 2 })).await;
    t.advance(TimeDelta::days(3));
    t.record_round("round.failed", &failing, json!({ "method": "direct" })).await;
    t.record_round("award.selected", &round, json!({})).await;
    // Publicity ends in the next month.
    t.at("2026-12-01T17:30:00+08:00");
    let award = t.awarded(&round, &agency, t.clock.get()).await;
    t.record_round("award.effective", &round, json!({})).await;
    t.posted(award, "award", "awarded", "committed", 1_800_000).await;
    t.contracted(award).await;
    t.posted(award, "contract", "committed", "payable", 1_800_000).await;
    (agency, client)
}

#[tokio::test]
async fn counts_follow_from_the_journal_and_money_from_the_postings() {
    let t = TestApp::start().await;
    history(&t).await;
    let all = statistics(&t, "").await;
    for (name, value) in [
        ("agencies", json!(2)),
        ("clients", json!(1)),
        ("notices", json!(2)),
        ("awards", json!(1)),
        ("awarded_fen", json!(1_800_000)),
        ("committed_fen", json!(0)),
        ("payable_fen", json!(1_800_000)),
        ("paid_fen", json!(0)),
        ("residents", json!(0)),
        ("failed_rounds", json!(1)),
        ("failure_rate_percent", json!(50.0)),
        ("mean_days_to_award", json!(3.0)),
        ("by_method", json!([{ "method": "draw", "awards": 1, "awarded_fen": 1_800_000 }])),
        (
            "by_month",
            json!([
                { "month": "2026-11", "notices": 2, "awards": 0, "awarded_fen": 0 },
                { "month": "2026-12", "notices": 0, "awards": 1, "awarded_fen": 1_800_000 },
            ]),
        ),
        ("as_of", json!("2026-12-01T17:30:00+08:00")),
    ] {
        assert_eq!(all[name], value, "{name}");
    }
    assert_eq!((&all["by_group"][0]["code"], &all["by_group"][0]["awarded_fen"]), (&json!("C"), &json!(1_800_000)));
}

#[tokio::test]
async fn a_division_counts_itself_and_what_lies_below() {
    let t = TestApp::start().await;
    history(&t).await;
    for (division, agencies, awarded) in [
        ("433101", 1, 1_800_000),
        ("433100", 1, 1_800_000),
        ("430000", 1, 1_800_000),
        ("440000", 1, 0),
        ("440100", 0, 0),
    ] {
        let branch = statistics(&t, &format!("?division={division}")).await;
        assert_eq!((&branch["agencies"], &branch["awarded_fen"]), (&json!(agencies), &json!(awarded)), "{division}");
    }
    t.get("/api/v1/statistics?division=999999", None).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_winner_that_falls_out_is_taken_back_everywhere() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    let round = t.round(&client, 1, "published", "draw").await;
    let award = t.awarded(&round, &agency, t.clock.get()).await;
    for kind in ["notice.published", "award.selected", "award.effective"] {
        t.record_round(kind, &round, json!({})).await;
    }
    t.posted(award, "award", "awarded", "committed", 1_800_000).await;
    t.record_round("award.lapsed", &round, json!({ "state": "failed" })).await;
    t.posted(award, "award_reversal", "committed", "awarded", 1_800_000).await;
    let all = statistics(&t, "").await;
    for (name, value) in [
        ("awards", json!(0)),
        ("awarded_fen", json!(0)),
        ("committed_fen", json!(0)),
        ("failed_rounds", json!(1)),
        ("failure_rate_percent", json!(100.0)),
        ("by_method", json!([])),
        ("by_group", json!([])),
    ] {
        assert_eq!(all[name], value, "{name}");
    }
}

#[tokio::test]
async fn a_winner_that_falls_out_is_taken_back_in_the_month_of_its_award() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    let round = t.round(&client, 1, "published", "draw").await;
    let award = t.awarded(&round, &agency, t.clock.get()).await;
    for kind in ["notice.published", "award.selected", "award.effective"] {
        t.record_round(kind, &round, json!({})).await;
    }
    t.posted(award, "award", "awarded", "committed", 1_800_000).await;
    t.at("2026-12-04T17:30:00+08:00");
    t.record_round("award.declined", &round, json!({ "state": "failed", "award_id": award })).await;
    t.posted(award, "award_reversal", "committed", "awarded", 1_800_000).await;
    let months = statistics(&t, "").await["by_month"].as_array().unwrap().clone();
    assert_eq!(months[0], json!({ "month": "2026-11", "notices": 1, "awards": 0, "awarded_fen": 0 }));
    for month in &months[1..] {
        assert_eq!((&month["awards"], &month["awarded_fen"]), (&json!(0), &json!(0)), "{months:?}");
    }
}

#[tokio::test]
async fn an_empty_installation_has_no_rates() {
    let t = TestApp::start().await;
    let all = statistics(&t, "").await;
    assert_eq!((&all["failure_rate_percent"], &all["mean_days_to_award"]), (&Value::Null, &Value::Null));
    assert_eq!((&all["awards"], &all["by_month"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn a_crash_counts_nothing_twice_and_a_rebuilt_table_is_the_same() {
    let t = TestApp::start().await;
    history(&t).await;
    let mut conn = t.db.pool.acquire().await.unwrap();
    let entries = reader::after(&mut conn, 0, 100).await.unwrap();
    let mut tx = conn.begin().await.unwrap();
    Statistic.apply(&mut tx, &entries).await.unwrap();
    tx.rollback().await.unwrap();
    let once = statistics(&t, "").await;
    assert_eq!(once["agencies"], 2);
    // Sums are remembered by how far the reader has come, so it reads one entry more the second time.
    register(&t, "agency.changed", Uuid::from_u128(8), "440305").await;
    t.sequence().await;
    sqlx::query("UPDATE reader_cursor SET next_index = 0 WHERE reader = 'statistics'")
        .execute(&t.db.pool)
        .await
        .unwrap();
    assert_eq!(statistics(&t, "").await, once);
}

#[tokio::test]
async fn sums_are_read_again_only_when_something_has_happened() {
    let t = TestApp::start().await;
    history(&t).await;
    let before = statistics(&t, "").await;
    // As no operation does it: without a journal entry.
    sqlx::query("UPDATE statistic SET value = value + 10 WHERE measure = 'agencies'")
        .execute(&t.db.pool)
        .await
        .unwrap();
    assert_eq!(statistics(&t, "").await["agencies"], before["agencies"]);
    let round = t.round(&t.client("11433101MADEM1014T", "吉首市（演示）建设服务中心").await, 3, "draft", "draw").await;
    t.record_round("notice.drafted", &round, json!({})).await;
    // The reader has not counted it yet: committed is enough.
    assert_ne!(t.get("/api/v1/statistics", None).await.ok()["agencies"], before["agencies"]);
}
