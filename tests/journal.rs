//! The journal: entries that commit late and out of order reach every reader; nobody rewrites it.

use jishi::core::role::Role;
use jishi::platform::Actor;
use jishi::platform::journal::{Audience, Entry, Subject, reader};
use serde_json::json;
use uuid::Uuid;

use crate::support::TestApp;

fn entry(n: u32, subject: Uuid) -> Entry {
    Entry {
        kind: "test.happened",
        subject: Subject { kind: "notice", id: subject },
        about: vec![],
        audience: Audience::Public,
        public: json!({ "n": n }),
        private: None,
    }
}

#[tokio::test]
async fn what_happened_at_one_instant_is_told_in_the_journal_s_order_page_by_page() {
    let t = TestApp::start().await;
    let client = t.client("12433101MADEM1022J", "吉首市（演示）水利局").await;
    let round = t.round(&client, 1, "published", "draw").await;
    for kind in ["test.first", "test.second", "test.third", "test.fourth", "test.fifth"] {
        t.record_round(kind, &round, json!({})).await;
    }
    let path = format!("/api/v1/history?about={}&limit=2", round.notice_id);
    let (mut kinds, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = t.get(&format!("{path}{cursor}"), None).await.ok();
        kinds.extend(page["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(kinds, ["test.fifth", "test.fourth", "test.third", "test.second", "test.first"]);
}

#[tokio::test]
async fn entries_that_commit_late_and_out_of_order_are_skipped_by_no_cursor() {
    let t = TestApp::start().await;
    let subject = Uuid::from_u128(1);
    let mut open = Vec::new();
    for n in 0..6 {
        let mut work = t.app.begin(Actor::System("test")).await.unwrap();
        let at = work.now().await.unwrap();
        work.record(at, entry(n, subject)).await.unwrap();
        open.push(Some(work));
    }
    // The later ones commit first; a reader reads between any two commits.
    let mut cursor = 0;
    let mut seen = Vec::new();
    for n in [4, 1, 5, 0, 3, 2] {
        open[n].take().unwrap().commit().await.unwrap();
        t.sequence().await;
        let mut conn = t.db.pool.acquire().await.unwrap();
        let placed = reader::after(&mut conn, cursor, 100).await.unwrap();
        cursor = placed.last().unwrap().index + 1;
        seen.extend(placed.iter().map(|entry| entry.public["n"].as_u64().unwrap()));
    }
    assert_eq!(seen, [4, 1, 5, 0, 3, 2]);
    assert_eq!(cursor, 6, "indices have no gap");
}

#[tokio::test]
async fn the_database_refuses_to_change_or_remove_history() {
    let t = TestApp::start().await;
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    work.record(at, entry(0, Uuid::from_u128(1))).await.unwrap();
    work.commit().await.unwrap();
    t.sequence().await;
    for sql in [
        "UPDATE journal_entry SET kind = 'other'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry CASCADE",
        "UPDATE journal_leaf SET index = index + 1",
        "DELETE FROM journal_leaf",
        "TRUNCATE journal_leaf",
    ] {
        let error = sqlx::query(sql).execute(&t.db.pool).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
}

#[tokio::test]
async fn only_the_leader_places_entries() {
    let t = TestApp::start().await;
    t.sequence().await;
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    work.record(at, entry(0, Uuid::from_u128(1))).await.unwrap();
    work.commit().await.unwrap();
    let other = Uuid::from_u128(99);
    assert_eq!(
        jishi::platform::journal::sequencer::turn(&t.app, other).await.unwrap(),
        0,
        "another server holds the lease"
    );
    assert_eq!(t.sequence().await, 1);
}

#[tokio::test]
async fn an_entry_between_parties_is_shown_to_them_and_the_operating_side_only() {
    let t = TestApp::start().await;
    let own = t.agency("91433101MADEM00112", "湘西（演示）测绘有限公司", &[]).await;
    let other = t.agency("91433101MADEM002XR", "吉首（演示）工程咨询有限公司", &[]).await;
    let notice = Uuid::from_u128(5);
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    let sealed = Entry {
        about: vec![own.org()],
        audience: Audience::Parties,
        private: Some(json!({ "quote": 1 })),
        ..entry(1, notice)
    };
    work.record(at, sealed).await.unwrap();
    work.commit().await.unwrap();
    let path = format!("/api/v1/history?about={notice}");
    let operator = t.staff(Role::Operator).await;
    let supervisor = t.staff(Role::Supervisor).await;
    let admin = t.staff(Role::Admin).await;
    for (user, count) in
        [(None, 0), (Some(&own), 1), (Some(&other), 0), (Some(&operator), 1), (Some(&supervisor), 1), (Some(&admin), 0)]
    {
        let page = t.get(&path, user).await.ok();
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{user:?}");
        assert!(!page.to_string().contains("quote"), "private parts are never shown");
    }
}
