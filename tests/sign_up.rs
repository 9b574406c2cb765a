//! Signing up: who may, until when, once, with a receipt; and that it shows nothing before the freeze.

use axum::body::Body;
use axum::http::{Method, Request};
use chrono::TimeDelta;
use serde_json::json;

use super::support::TestApp;
use super::support::road::{cast, content, content_with, fire, notice, sign_up};

/// The id of no notice.
const NOBODY: &str = "018f0000-0000-7000-8000-000000000000";

fn path(id: &str) -> String {
    format!("/api/v1/notices/{id}/sign-ups")
}

#[tokio::test]
async fn an_eligible_agency_signs_up_and_gets_a_receipt_that_the_journal_confirms() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    let agency = Some(&cast.agencies[0]);

    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), agency).await.ok();
    assert_eq!(eligibility["eligible"], true, "{eligibility}");
    let body = sign_up(&app, &id, agency, 1).await;
    let view = app.post(&path(&id), agency, body.clone()).await.ok();
    assert_eq!(view["notice"]["id"], json!(id));
    assert_eq!(view["notice"]["code"], "433101-20261124-0001");
    assert_eq!(view["receipt"]["leaf_index"], json!(null));
    assert_eq!(view["commitment"], body["sealed"]["commitment"]);
    assert!(view["receipt"]["statement"].as_str().unwrap().contains(view["commitment"].as_str().unwrap()));

    app.sequence().await;
    let again = app.get(&format!("/api/v1/sign-ups/{}", view["id"].as_str().unwrap()), agency).await.ok();
    assert!(again["receipt"]["leaf_index"].is_i64(), "{again}");
    assert_eq!(again["receipt"]["entry_hash"], view["receipt"]["entry_hash"]);
    let list = app.get("/api/v1/sign-ups", agency).await.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);

    // Another agency sees neither it nor that anybody has entered.
    app.get(&format!("/api/v1/sign-ups/{}", view["id"].as_str().unwrap()), Some(&cast.agencies[1]))
        .await
        .refused(404, "not_found");
    let page = notice(&app, &id, Some(&cast.client)).await;
    assert_eq!((&page["entrants"], &page["roster"]), (&json!(null), &json!([])));
    let history = app.get(&format!("/api/v1/history?about={id}"), None).await.ok();
    let kinds: Vec<_> = history["items"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
    assert!(!kinds.contains(&json!("sign_up.made")), "{kinds:?}");
}

#[tokio::test]
async fn exactly_at_the_deadline_is_late_and_one_millisecond_before_is_not() {
    let app = TestApp::start().await;
    let cast = cast(&app, 3).await;
    let id = cast.published(&app, content()).await;
    let deadline = "2026-11-27T17:30:00+08:00";
    assert_eq!(notice(&app, &id, None).await["signup_deadline"], deadline);

    app.at("2026-11-27T17:29:59.999+08:00");
    let entered =
        app.post(&path(&id), Some(&cast.agencies[0]), sign_up(&app, &id, Some(&cast.agencies[0]), 0).await).await.ok();
    let withdraw = format!("/api/v1/sign-ups/{}/withdraw", entered["id"].as_str().unwrap());
    app.at(deadline);
    let refused = app
        .post(&path(&id), Some(&cast.agencies[1]), sign_up(&app, &id, Some(&cast.agencies[1]), 1).await)
        .await
        .refused(409, "late");
    assert_eq!((&refused["now"], &refused["deadline"]), (&json!(deadline), &json!(deadline)));
    app.post(&withdraw, Some(&cast.agencies[0]), json!({})).await.refused(409, "late");
    app.advance(TimeDelta::milliseconds(1));
    let refused = app
        .post(&path(&id), Some(&cast.agencies[1]), sign_up(&app, &id, Some(&cast.agencies[1]), 1).await)
        .await
        .refused(409, "late");
    assert_eq!(refused["now"], "2026-11-27T17:30:00.001+08:00");
    // Also after the roster is frozen.
    fire(&app).await;
    app.post(&path(&id), Some(&cast.agencies[1]), sign_up(&app, &id, Some(&cast.agencies[1]), 1).await)
        .await
        .refused(409, "late");
}

#[tokio::test]
async fn two_clicks_at_once_enter_once() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content()).await;
    let (path, agency) = (path(&id), Some(&cast.agencies[0]));
    let body = sign_up(&app, &id, agency, 0).await;
    let replies = futures_util::future::join_all((0..8).map(|_| app.post(&path, agency, body.clone()))).await;
    assert_eq!(replies.iter().filter(|it| it.status == 201).count(), 1);
    for reply in replies.iter().filter(|it| it.status != 201) {
        reply.refused(409, "already_signed_up");
    }
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM sign_up").fetch_one(&app.db.pool).await.unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn a_withdrawn_sign_up_may_be_made_again_and_is_not_withdrawn_twice() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    let agency = Some(&cast.agencies[0]);
    let first = app.post(&path(&id), agency, sign_up(&app, &id, agency, 0).await).await.ok();
    let withdraw = format!("/api/v1/sign-ups/{}/withdraw", first["id"].as_str().unwrap());
    app.post(&withdraw, Some(&cast.agencies[1]), json!({})).await.refused(404, "not_found");
    app.post(&withdraw, Some(&cast.client), json!({})).await.refused(403, "wrong_role");
    assert!(app.post(&withdraw, agency, json!({})).await.ok()["withdrawn_at"].is_string());
    app.post(&withdraw, agency, json!({})).await.refused(409, "already_withdrawn");
    app.post(&path(&id), agency, sign_up(&app, &id, agency, 9).await).await.ok();
    let page = notice(&app, &id, agency).await;
    assert!(page["my_sign_up"].is_object());
    assert_eq!(page["actions"], json!(["withdraw_sign_up"]));
}

#[tokio::test]
async fn who_is_not_eligible_is_told_each_rule_and_what_would_mend_it() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast
        .published(
            &app,
            content_with(json!({
                "staff_required": 2,
                "recusals": [{ "uscc": "91433101MADEM00112", "name": "湘西演示1号技术咨询有限公司", "reason": "曾参与前期设计" }],
            })),
        )
        .await;
    let stranger = app.agency("91433101MADEM002XR", "没有此项服务的公司", &["A01"]).await;
    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), Some(&stranger)).await.ok();
    assert_eq!(eligibility["eligible"], false);
    let rule = |name: &str| {
        let rules = eligibility["rules"].as_array().unwrap();
        rules.iter().find(|it| it["rule"] == name).unwrap().clone()
    };
    assert_eq!(
        (&rule("offers_items")["passed"], &rule("offers_items")["mend_link"]),
        (&json!(false), &json!("services"))
    );
    assert_eq!(rule("staff")["mend_link"], "people");
    assert_eq!(rule("not_recused")["passed"], true);
    let refused = app
        .post(&path(&id), Some(&stranger), sign_up(&app, &id, Some(&stranger), 0).await)
        .await
        .refused(409, "not_eligible");
    let failed: Vec<_> = refused["rules"].as_array().unwrap().iter().map(|it| it["rule"].clone()).collect();
    assert_eq!(failed, [json!("offers_items"), json!("staff")]);
    let recused = app
        .post(&path(&id), Some(&cast.agencies[0]), sign_up(&app, &id, Some(&cast.agencies[0]), 0).await)
        .await
        .refused(409, "not_eligible");
    assert!(recused["detail"].as_str().unwrap().contains("曾参与前期设计"), "{recused}");
}

#[tokio::test]
async fn while_the_next_round_is_in_review_the_last_public_one_answers() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content()).await;
    app.advance(TimeDelta::days(7));
    fire(&app).await;
    let next = json!({ "staff_required": 9, "service_content": "尚未公开" });
    app.post(&format!("/api/v1/notices/{id}/next-round"), Some(&cast.client), next).await.ok();
    let agency = Some(&cast.agencies[0]);
    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), agency).await.ok();
    let failed: Vec<_> = eligibility["rules"].as_array().unwrap().iter().filter(|it| it["passed"] == false).collect();
    assert_eq!((failed.len(), &failed[0]["rule"]), (1, &json!("window_open")), "{eligibility}");
    let refused = app.post(&path(&id), agency, sign_up(&app, &id, agency, 0).await).await.refused(409, "not_open");
    assert_eq!(refused["state"], "failed");
    assert!(refused["detail"].as_str().unwrap().contains("第 1 轮"), "{refused}");

    app.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), agency).await.ok();
    assert_eq!(eligibility["eligible"], false, "round 2 asks for staff");

    let draft = cast.draft(&app, content()).await;
    app.get(&format!("/api/v1/notices/{draft}/eligibility"), agency).await.refused(404, "not_found");
    app.post(&path(&draft), agency, sign_up(&app, &draft, agency, 0).await).await.refused(404, "not_found");
}

#[tokio::test]
async fn wrong_roles_and_wrong_input_are_refused_by_name() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    app.post(&path(&id), None, sign_up(&app, &id, None, 0).await).await.refused(401, "unauthorized");
    for user in [&cast.client, &cast.operator] {
        app.post(&path(&id), Some(user), sign_up(&app, &id, Some(user), 0).await).await.refused(403, "wrong_role");
        app.get(&format!("/api/v1/notices/{id}/eligibility"), Some(user)).await.refused(403, "wrong_role");
        app.get("/api/v1/sign-ups", Some(user)).await.refused(403, "wrong_role");
    }
    let agency = Some(&cast.agencies[0]);
    let others_person = uuid::Uuid::nil();
    let right = sign_up(&app, &id, agency, 1).await["sealed"].clone();
    let sealed = |field: &str, value: serde_json::Value| {
        let mut sealed = right.clone();
        sealed[field] = value;
        json!({ "no_conflict": true, "sealed": sealed })
    };
    let ciphertext = right["ciphertext"].as_str().unwrap();
    for (body, pointer, code) in [
        (json!({ "no_conflict": true }), "/sealed", "required"),
        (json!({ "no_conflict": true, "nonce": format!("{:032x}", 1) }), "/nonce", "unknown_field"),
        (sealed("ciphertext", json!("")), "/sealed/ciphertext", "sealed_length"),
        (sealed("ciphertext", json!(&ciphertext[4..])), "/sealed/ciphertext", "sealed_length"),
        (sealed("ciphertext", json!(format!("{ciphertext}AAAA"))), "/sealed/ciphertext", "sealed_length"),
        (sealed("ciphertext", json!("A".repeat(1432))), "/sealed/ciphertext", "sealed_length"),
        (sealed("ciphertext", json!("!".repeat(1432))), "/sealed/ciphertext", "format"),
        (sealed("commitment", json!("00")), "/sealed/commitment", "format"),
        (sealed("commitment", json!("A".repeat(64))), "/sealed/commitment", "format"),
        (sealed("quote", json!(1)), "/sealed/quote", "unknown_field"),
        (json!({ "sealed": right }), "/no_conflict", "required"),
        (json!({ "no_conflict": "yes", "sealed": right }), "/no_conflict", "type"),
        (
            json!({ "no_conflict": true, "sealed": right, "practitioners": [others_person] }),
            "/practitioners/0",
            "not_own",
        ),
        (json!({ "no_conflict": true, "sealed": right, "price": 1 }), "/price", "unknown_field"),
    ] {
        let problem = app.post(&path(&id), agency, body.clone()).await.refused(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
    }
    app.post(&path(NOBODY), agency, sign_up(&app, NOBODY, agency, 0).await).await.refused(404, "not_found");
    let draft = cast.draft(&app, content()).await;
    app.post(&path(&draft), agency, sign_up(&app, &draft, agency, 0).await).await.refused(404, "not_found");
}

#[tokio::test]
async fn before_the_freeze_the_operating_side_does_not_see_how_many_have_entered() {
    let app = TestApp::start().await;
    let cast = cast(&app, 3).await;
    let supervisor = app.staff(jishi::core::role::Role::Supervisor).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 3).await;
    let list = app.get("/api/v1/sign-ups", Some(&cast.agencies[0])).await.ok();
    let back = format!("/api/v1/sign-ups/{}/withdraw", list["items"][0]["id"].as_str().unwrap());
    app.post(&back, Some(&cast.agencies[0]), json!({})).await.ok();
    app.post(&path(&id), Some(&cast.agencies[0]), sign_up(&app, &id, Some(&cast.agencies[0]), 0).await).await.ok();
    let kinds = async |user| {
        let history = app.get(&format!("/api/v1/history?about={id}"), Some(user)).await.ok();
        let items = history["items"].as_array().unwrap().clone();
        items.iter().filter(|it| it["kind"].as_str().unwrap().starts_with("sign_up.")).count()
    };
    for user in [&cast.operator, &supervisor, &cast.client] {
        assert_eq!(kinds(user).await, 0);
    }
    app.at("2026-11-27T17:30:00+08:00");
    assert_eq!(fire(&app).await, 2);
    for user in [&cast.operator, &supervisor] {
        assert_eq!(kinds(user).await, 5, "four entered, one of them withdrew");
    }
}

#[tokio::test]
async fn who_has_enough_people_but_names_too_few_is_told_to_name_them() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content_with(json!({ "staff_required": 2 }))).await;
    let agency = Some(&cast.agencies[0]);
    let people = [uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2)];
    for person in people {
        sqlx::query(
            "INSERT INTO practitioner (id, agency_id, name, certificate) VALUES ($1, $2, '向某', '注册测绘师')",
        )
        .bind(person)
        .bind(cast.agencies[0].org())
        .execute(&app.db.pool)
        .await
        .unwrap();
    }
    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), agency).await.ok();
    assert_eq!(eligibility["eligible"], true);
    let mut body = sign_up(&app, &id, agency, 0).await;
    body["practitioners"] = json!([people[0]]);
    let problem = app.post(&path(&id), agency, body.clone()).await.refused(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/practitioners"), &json!("too_few")));
    assert!(error["detail"].as_str().unwrap().contains("2 名执业人员"), "{error}");
    body["practitioners"] = json!(people);
    app.post(&path(&id), agency, body).await.ok();
}

#[tokio::test]
async fn a_tie_to_the_client_cannot_be_edited_away() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content()).await;
    let agency = &cast.agencies[0];
    let profile = format!("/api/v1/agencies/{}", agency.org());
    // Everybody whom the tests register is represented by somebody named like the organisation.
    let client = app.get(&format!("/api/v1/clients/{}", cast.client.org()), Some(&cast.client)).await.ok();
    let name = client["legal_rep"].as_str().unwrap();
    for (legal_rep, version) in [(name, "\"1\""), ("李某", "\"2\"")] {
        let seen = [("if-match", version)];
        app.call_with(Method::PATCH, &profile, Some(agency), Some(json!({ "legal_rep": legal_rep })), &seen).await.ok();
        let problem = app
            .post(&path(&id), Some(agency), sign_up(&app, &id, Some(agency), 0).await)
            .await
            .refused(409, "not_eligible");
        assert_eq!(problem["rules"][0]["rule"], "not_related", "{problem}");
    }
}

#[tokio::test]
async fn what_a_form_of_another_site_can_send_is_no_request() {
    let app = TestApp::start().await;
    for kind in [Some("text/plain"), Some("application/x-www-form-urlencoded"), None] {
        let mut request = Request::post("/api/v1/sessions");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let body = Body::from(json!({ "login": "a", "password": "b" }).to_string());
        app.send(request.body(body).unwrap()).await.refused(415, "not_json_type");
    }
}

#[tokio::test]
async fn a_forged_cursor_is_refused_whatever_it_says() {
    let app = TestApp::start().await;
    for cursor in
        [json!(["-9999-01-01T00:00:00Z", uuid::Uuid::nil()]), json!(["+200000-01-01T00:00:00Z", uuid::Uuid::nil()])]
    {
        let cursor = hex::encode(cursor.to_string());
        for list in ["notices", "agencies", "clients", "awards"] {
            let reply = app.get(&format!("/api/v1/{list}?cursor={cursor}"), None).await;
            assert!(reply.status.is_success() || reply.status == 400, "{list}: {}", reply.status);
        }
    }
    let cursor = hex::encode(json!([i64::MAX, uuid::Uuid::nil()]).to_string());
    let reply = app.get(&format!("/api/v1/history?about={}&cursor={cursor}", uuid::Uuid::nil()), None).await;
    assert_eq!(reply.status, 400);
}
