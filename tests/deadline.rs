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
    assert_eq!(fire(&app).await, 1);
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
