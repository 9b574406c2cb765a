//! Signing up: who may, until when, once, with a receipt; and that it shows nothing before the freeze.

use chrono::TimeDelta;
use serde_json::json;

use super::support::TestApp;
use super::support::road::{cast, content, content_with, fire, notice, sign_up};

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
    let view = app.post(&path(&id), agency, sign_up(1)).await.ok();
    assert_eq!(view["notice"]["id"], json!(id));
    assert_eq!(view["notice"]["code"], "433101-20261124-0001");
    assert_eq!(view["receipt"]["leaf_index"], json!(null));
    // SHA-256 of the sixteen bytes 00…01.
    let commitment = jishi::core::canonical::sha256_hex(&1_u128.to_be_bytes());
    assert_eq!(view["nonce_sha256"], json!(commitment));

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
    let entered = app.post(&path(&id), Some(&cast.agencies[0]), sign_up(0)).await.ok();
    let withdraw = format!("/api/v1/sign-ups/{}/withdraw", entered["id"].as_str().unwrap());
    app.at(deadline);
    let refused = app.post(&path(&id), Some(&cast.agencies[1]), sign_up(1)).await.refused(409, "late");
    assert_eq!((&refused["now"], &refused["deadline"]), (&json!(deadline), &json!(deadline)));
    app.post(&withdraw, Some(&cast.agencies[0]), json!({})).await.refused(409, "late");
    app.advance(TimeDelta::milliseconds(1));
    let refused = app.post(&path(&id), Some(&cast.agencies[1]), sign_up(1)).await.refused(409, "late");
    assert_eq!(refused["now"], "2026-11-27T17:30:00.001+08:00");
    // Also after the roster is frozen.
    fire(&app).await;
    app.post(&path(&id), Some(&cast.agencies[1]), sign_up(1)).await.refused(409, "late");
}

#[tokio::test]
async fn two_clicks_at_once_enter_once() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content()).await;
    let (path, agency) = (path(&id), Some(&cast.agencies[0]));
    let replies = futures_util::future::join_all((0..8).map(|n| app.post(&path, agency, sign_up(n)))).await;
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
    let first = app.post(&path(&id), agency, sign_up(0)).await.ok();
    let withdraw = format!("/api/v1/sign-ups/{}/withdraw", first["id"].as_str().unwrap());
    app.post(&withdraw, Some(&cast.agencies[1]), json!({})).await.refused(404, "not_found");
    app.post(&withdraw, Some(&cast.client), json!({})).await.refused(403, "wrong_role");
    assert!(app.post(&withdraw, agency, json!({})).await.ok()["withdrawn_at"].is_string());
    app.post(&withdraw, agency, json!({})).await.refused(409, "already_withdrawn");
    app.post(&path(&id), agency, sign_up(9)).await.ok();
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
    let refused = app.post(&path(&id), Some(&stranger), sign_up(0)).await.refused(409, "not_eligible");
    let failed: Vec<_> = refused["rules"].as_array().unwrap().iter().map(|it| it["rule"].clone()).collect();
    assert_eq!(failed, [json!("offers_items"), json!("staff")]);
    let recused = app.post(&path(&id), Some(&cast.agencies[0]), sign_up(0)).await.refused(409, "not_eligible");
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
    let refused = app.post(&path(&id), agency, sign_up(0)).await.refused(409, "not_open");
    assert_eq!(refused["state"], "failed");
    assert!(refused["detail"].as_str().unwrap().contains("第 1 轮"), "{refused}");

    app.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    let eligibility = app.get(&format!("/api/v1/notices/{id}/eligibility"), agency).await.ok();
    assert_eq!(eligibility["eligible"], false, "round 2 asks for staff");

    let draft = cast.draft(&app, content()).await;
    app.get(&format!("/api/v1/notices/{draft}/eligibility"), agency).await.refused(404, "not_found");
    app.post(&path(&draft), agency, sign_up(0)).await.refused(404, "not_found");
}

#[tokio::test]
async fn wrong_roles_and_wrong_input_are_refused_by_name() {
    let app = TestApp::start().await;
    let cast = cast(&app, 2).await;
    let id = cast.published(&app, content()).await;
    app.post(&path(&id), None, sign_up(0)).await.refused(401, "unauthorized");
    for user in [&cast.client, &cast.operator] {
        app.post(&path(&id), Some(user), sign_up(0)).await.refused(403, "wrong_role");
        app.get(&format!("/api/v1/notices/{id}/eligibility"), Some(user)).await.refused(403, "wrong_role");
        app.get("/api/v1/sign-ups", Some(user)).await.refused(403, "wrong_role");
    }
    let agency = Some(&cast.agencies[0]);
    let others_person = uuid::Uuid::nil();
    for (body, pointer, code) in [
        (json!({ "no_conflict": true }), "/nonce", "required"),
        (json!({ "no_conflict": true, "nonce": "xyz" }), "/nonce", "format"),
        (json!({ "no_conflict": true, "nonce": "00" }), "/nonce", "format"),
        (json!({ "nonce": format!("{:032x}", 1) }), "/no_conflict", "required"),
        (json!({ "no_conflict": "yes", "nonce": format!("{:032x}", 1) }), "/no_conflict", "type"),
        (
            json!({ "no_conflict": true, "nonce": format!("{:032x}", 1), "practitioners": [others_person] }),
            "/practitioners/0",
            "not_own",
        ),
        (json!({ "no_conflict": true, "nonce": format!("{:032x}", 1), "price": 1 }), "/price", "unknown_field"),
    ] {
        let problem = app.post(&path(&id), agency, body.clone()).await.refused(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
    }
    app.post(&path("018f0000-0000-7000-8000-000000000000"), agency, sign_up(0)).await.refused(404, "not_found");
    let draft = cast.draft(&app, content()).await;
    app.post(&path(&draft), agency, sign_up(0)).await.refused(404, "not_found");
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
    app.post(&path(&id), Some(&cast.agencies[0]), sign_up(0)).await.ok();
    let kinds = async |user| {
        let history = app.get(&format!("/api/v1/history?about={id}"), Some(user)).await.ok();
        let items = history["items"].as_array().unwrap().clone();
        items.iter().filter(|it| it["kind"].as_str().unwrap().starts_with("sign_up.")).count()
    };
    for user in [&cast.operator, &supervisor, &cast.client] {
        assert_eq!(kinds(user).await, 0);
    }
    app.at("2026-11-27T17:30:00+08:00");
    assert_eq!(fire(&app).await, 1);
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
    let mut body = sign_up(0);
    body["practitioners"] = json!([people[0]]);
    let problem = app.post(&path(&id), agency, body.clone()).await.refused(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/practitioners"), &json!("too_few")));
    assert!(error["detail"].as_str().unwrap().contains("2 名执业人员"), "{error}");
    body["practitioners"] = json!(people);
    app.post(&path(&id), agency, body).await.ok();
}
