//! The installation itself: the training clock, and what a retried request leaves behind.

use axum::http::Method;
use chrono::{Datelike, TimeDelta};
use jishi::core::calendar::cst;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::support::TestApp;
use crate::support::app::instant;

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_training_clock_moves_forward_as_far_as_the_calendar_is_loaded() {
    let t = TestApp::start().await;
    let client = t.client("12433101MADEM1022J", "吉首市（演示）水利局").await;
    let path = "/api/v1/training/clock";
    t.post(path, Some(&client), json!({ "advance_seconds": DAY })).await.refused(404, "not_found");
    sqlx::query("INSERT INTO training_clock (shift) VALUES (interval '0')").execute(&t.db.pool).await.unwrap();
    t.post(path, None, json!({ "advance_seconds": DAY })).await.refused(401, "unauthorized");
    t.post(path, Some(&client), json!({ "advance_seconds": DAY })).await.ok();
    t.post(path, Some(&client), json!({ "advance_seconds": 61 * DAY })).await.refused(422, "invalid");
    t.post(path, Some(&client), json!({ "advance_seconds": -1 })).await.refused(422, "invalid");
    let last: i32 = sqlx::query_scalar("SELECT max(year) FROM calendar_year").fetch_one(&t.db.pool).await.unwrap();
    t.clock.set(instant(&format!("{last}-12-31T09:00:00+08:00")));
    let refused = t.post(path, Some(&client), json!({ "advance_seconds": DAY })).await.refused(409, "calendar_missing");
    assert!(refused["detail"].as_str().unwrap().contains(&last.to_string()), "{refused}");
    t.post(path, Some(&client), json!({ "advance_seconds": 3_600 })).await.ok();
    assert_eq!((t.clock.get() + TimeDelta::hours(1)).with_timezone(&cst()).year(), last);
}

#[tokio::test]
async fn what_is_kept_of_a_retried_registration_gives_no_password_away() {
    let t = TestApp::start().await;
    let body = json!({
        "organisation": {
            "kind": "client", "uscc": "12433101MADEM1022J", "name": "吉首市（演示）水利局", "division_code": "433101",
            "contact_name": "张某", "contact_phone": "13800000000", "unit_type": "institution",
        },
        "person": { "login": "shuili", "name": "张某", "password": "correct horse battery" },
    });
    let digest: [u8; 32] = Sha256::digest(serde_json::to_vec(&body).unwrap()).into();
    let key = [("idempotency-key", "0190-registration")];
    let path = "/api/v1/registrations";
    t.call_with(Method::POST, path, None, Some(body.clone()), &key).await.ok();
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT body_hash FROM idempotency").fetch_all(&t.db.pool).await.unwrap();
    assert!(!kept.iter().any(|hash| hash.as_slice() == digest.as_slice()), "the hash is keyed");
    let mut other = body.clone();
    other["person"]["password"] = json!("another horse battery");
    if !kept.is_empty() {
        t.call_with(Method::POST, path, None, Some(other), &key).await.refused(422, "idempotency_key_reused");
    }
}
