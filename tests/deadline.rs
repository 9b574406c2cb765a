//! The deadline fires once, freezes what it finds, and fails what has too few.

use chrono::TimeDelta;
use serde_json::json;

use super::support::TestApp;
use super::support::road::{cast, content, content_with, fire, notice};

#[tokio::test]
async fn a_draw_with_enough_entrants_closes_with_its_roster_and_hash() {
    let app = TestApp::start().await;
    let cast = cast(&app, 3).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 3).await;
    app.at("2026-11-27T17:29:59.999+08:00");
    assert_eq!(fire(&app).await, 0, "not before the deadline");
    app.advance(TimeDelta::milliseconds(1));
    assert_eq!(fire(&app).await, 2, "closed, then opened");
    let page = notice(&app, &id, None).await;
    assert_eq!(page["state"], "closed");
    assert_eq!((&page["entrants"], &page["eligible"]), (&json!(3), &json!(3)));
    assert_eq!(page["roster"].as_array().unwrap().len(), 3);
    let lines =
        (0..3).map(|n| format!("{}:{n:032x}", super::support::road::AGENCIES[n])).collect::<Vec<_>>().join("\n");
    assert_eq!(page["roster_hash"], json!(jishi::core::canonical::sha256_hex(lines.as_bytes())));
    assert_eq!(page["select_time"], "2026-11-30T09:30:00+08:00");
}

#[tokio::test]
async fn several_servers_and_a_restart_fire_it_once() {
    let app = TestApp::start().await;
    let cast = cast(&app, 3).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 3).await;
    // Down over the deadline, then four servers come up at once.
    app.at("2026-11-28T10:00:00+08:00");
    let fired = futures_util::future::join_all((0..4).map(|_| jishi::procurement::notices::close_due(&app.app))).await;
    assert_eq!(fired.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
    assert_eq!(fire(&app).await, 1, "the opening");
    assert_eq!(fire(&app).await, 0);
    let closed: i64 = sqlx::query_scalar("SELECT count(*) FROM journal_entry WHERE kind = 'round.closed'")
        .fetch_one(&app.db.pool)
        .await
        .unwrap();
    assert_eq!(closed, 1);
}

#[tokio::test]
async fn too_few_entrants_fail_the_round_and_everybody_is_told() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 2).await;
    app.at("2026-11-27T17:30:00+08:00");
    fire(&app).await;
    let page = notice(&app, &id, None).await;
    assert_eq!(page["state"], "failed");
    assert_eq!(page["end_reason"], "报名 2 家，符合条件 2 家，少于要求的 3 家");
    let about: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT about FROM journal_entry WHERE kind = 'round.failed'")
        .fetch_one(&app.db.pool)
        .await
        .unwrap();
    for agency in &cast.agencies {
        assert!(about.contains(&agency.org()));
    }
    assert!(about.contains(&cast.client.org()));
    assert_eq!(notice(&app, &id, Some(&cast.client)).await["actions"], json!(["next_round", "cancel"]));
}

#[tokio::test]
async fn nobody_at_all_fails_it_once() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.published(&app, content_with(json!({ "method": "direct" }))).await;
    app.at("2026-11-25T17:30:00+08:00");
    assert_eq!(fire(&app).await, 1);
    assert_eq!(fire(&app).await, 0);
    assert_eq!(notice(&app, &id, None).await["state"], "failed");
}

#[tokio::test]
async fn a_direct_selection_begins_at_the_deadline() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content_with(json!({ "method": "direct" }))).await;
    cast.sign_up(&app, &id, 2).await;
    app.at("2026-11-25T17:30:00+08:00");
    assert_eq!(fire(&app).await, 1);
    let page = notice(&app, &id, Some(&cast.client)).await;
    assert_eq!(page["state"], "selecting");
    assert_eq!(page["actions"], json!(["select"]));
    let codes = super::support::road::AGENCIES[..2].join("\n");
    assert_eq!(page["roster_hash"], json!(jishi::core::canonical::sha256_hex(codes.as_bytes())));
}

#[tokio::test]
async fn an_entrant_that_lost_its_standing_is_judged_again_at_the_freeze() {
    let app = TestApp::start().await;
    let cast = cast(&app, 4).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 4).await;
    sqlx::query("UPDATE agency SET state = 'suspended', suspended_until = '2027-01-01' WHERE id = $1")
        .bind(cast.agencies[1].org())
        .execute(&app.db.pool)
        .await
        .unwrap();
    app.at("2026-11-27T17:30:00+08:00");
    fire(&app).await;
    let page = notice(&app, &id, None).await;
    assert_eq!((&page["state"], &page["entrants"], &page["eligible"]), (&json!("closed"), &json!(4), &json!(3)));
    assert_eq!(page["roster"][1]["failed_rules"], json!(["agency_active"]));
}

#[tokio::test]
async fn the_next_round_carries_everything_over_and_its_code_says_so() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    app.at("2026-11-27T17:30:00+08:00");
    fire(&app).await;
    let path = format!("/api/v1/notices/{id}/next-round");
    app.post(&path, Some(&cast.operator), json!({})).await.refused(403, "wrong_role");
    let next = app.post(&path, Some(&cast.client), json!({ "method": "direct" })).await.ok();
    assert_eq!((&next["state"], &next["round_number"]), (&json!("in_review"), &json!(2)));
    app.post(&path, Some(&cast.client), json!({})).await.refused(409, "illegal_transition");
    // Until it is published, the public sees the failed round.
    assert_eq!(notice(&app, &id, None).await["state"], "failed");
    app.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    let page = notice(&app, &id, None).await;
    assert_eq!(page["code"], "433101-20261124-0001-R2");
    assert_eq!(page["project_name"], content()["project_name"]);
    // One working day after Friday the 27th for direct selection.
    assert_eq!(page["signup_deadline"], "2026-11-30T17:30:00+08:00");
    assert_eq!(page["rounds"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_failed_notice_is_cancelled_with_a_reason_and_then_over() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.published(&app, content()).await;
    let path = format!("/api/v1/notices/{id}/cancel");
    app.post(&path, Some(&cast.client), json!({ "reason": "不做了" })).await.refused(409, "illegal_transition");
    app.at("2026-11-27T17:30:00+08:00");
    fire(&app).await;
    app.post(&path, Some(&cast.client), json!({ "reason": " " })).await.refused(422, "invalid");
    let page = app.post(&path, Some(&cast.client), json!({ "reason": "项目调整，不再采购" })).await.ok();
    assert_eq!((&page["state"], &page["end_reason"]), (&json!("cancelled"), &json!("项目调整，不再采购")));
    app.post(&format!("/api/v1/notices/{id}/next-round"), Some(&cast.client), json!({}))
        .await
        .refused(409, "illegal_transition");
}

#[tokio::test]
async fn eligibility_is_judged_as_of_the_deadline_however_late_a_server_gets_to_it() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let mut agencies = Vec::new();
    for (n, uscc) in super::support::road::AGENCIES.iter().take(3).enumerate() {
        agencies.push(app.agency(uscc, &format!("湘西演示{n}号测绘有限公司"), &["C01"]).await);
    }
    let wanted = content_with(json!({ "items": ["C01"], "qualification_required": true }));
    let id = cast.published(&app, wanted).await;
    for (n, agency) in agencies.iter().enumerate() {
        let body = super::support::road::sign_up(&app, &id, Some(agency), n).await;
        app.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(agency), body).await.ok();
    }
    // Valid on the day of the deadline, Friday the 27th, and not a day longer; the server is down over the weekend.
    sqlx::query("UPDATE agency_qualification SET valid_to = '2026-11-27' WHERE agency_id = $1")
        .bind(agencies[0].org())
        .execute(&app.db.pool)
        .await
        .unwrap();
    app.at("2026-11-29T10:00:00+08:00");
    assert_eq!(fire(&app).await, 2, "closed, then opened");
    let page = notice(&app, &id, None).await;
    assert_eq!((&page["state"], &page["eligible"]), (&json!("closed"), &json!(3)), "{}", page["end_reason"]);
    assert_eq!(page["closed_at"], "2026-11-27T17:30:00+08:00", "official at the deadline");
}

async fn close(app: &TestApp) -> bool {
    jishi::procurement::notices::close_due(&app.app).await.unwrap()
}

/// Waits until a session waits for a lock.
async fn until_somebody_waits(app: &TestApp) {
    let sql = "SELECT EXISTS (
            SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
        )";
    while !sqlx::query_scalar::<_, bool>(sql).fetch_one(&app.db.pool).await.unwrap() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_is_late_is_told_at_once_and_keeps_nobody_from_the_close() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 1).await;
    let entered = app.get("/api/v1/sign-ups", Some(&cast.agencies[0])).await.ok()["items"][0].clone();
    app.at("2026-11-27T17:30:00+08:00");
    // The close has the round in hand; the late ones do not even queue for it.
    let mut close = app.db.pool.begin().await.unwrap();
    sqlx::query("SELECT id FROM round FOR UPDATE").execute(&mut *close).await.unwrap();
    let (sign_up, withdraw) = (
        format!("/api/v1/notices/{id}/sign-ups"),
        format!("/api/v1/sign-ups/{}/withdraw", entered["id"].as_str().unwrap()),
    );
    let body = super::support::road::sign_up(&app, &id, Some(&cast.agencies[1]), 1).await;
    let late = async {
        app.post(&sign_up, Some(&cast.agencies[1]), body).await.refused(409, "late");
        app.post(&withdraw, Some(&cast.agencies[0]), json!({})).await.refused(409, "late");
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), late).await.expect("answered without the lock");
    close.rollback().await.unwrap();
}

#[tokio::test]
async fn a_round_that_is_always_in_somebodys_hand_is_waited_for_once_overdue() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.published(&app, content()).await;
    let mut other = app.db.pool.begin().await.unwrap();
    sqlx::query("SELECT id FROM round FOR SHARE").execute(&mut *other).await.unwrap();
    app.at("2026-11-27T17:30:01+08:00");
    assert!(!close(&app).await, "passed over while it is not much too late");
    app.at("2026-11-27T17:30:06+08:00");
    let let_go = async {
        until_somebody_waits(&app).await;
        other.rollback().await.unwrap();
    };
    let (closed, ()) = tokio::join!(close(&app), let_go);
    assert!(closed);
    assert_eq!(notice(&app, &id, None).await["state"], "failed");
}

#[tokio::test]
async fn what_is_read_under_a_lock_is_as_new_as_the_lock() {
    let won = super::support::award::Won::effective().await;
    let t = &won.t;
    let round_id: uuid::Uuid = sqlx::query_scalar("SELECT round_id FROM award").fetch_one(&t.db.pool).await.unwrap();
    let mut other = t.db.pool.begin().await.unwrap();
    sqlx::query("SELECT id FROM round WHERE id = $1 FOR UPDATE").bind(round_id).execute(&mut *other).await.unwrap();
    sqlx::query("UPDATE award SET confirmed_at = now()").execute(&mut *other).await.unwrap();
    let mut work = t.app.begin(jishi::platform::Actor::System("test")).await.unwrap();
    let commit = async {
        until_somebody_waits(t).await;
        other.commit().await.unwrap();
    };
    let (round, ()) = tokio::join!(jishi::procurement::rounds::lock_by_id(&mut work, round_id), commit);
    assert_eq!(round.unwrap().confirm_by, None, "the winner has confirmed");
}
