//! Drafting, review, publication, lists and the page of a notice; every role at every route; hostile input.

use axum::http::{Method, StatusCode};
use jishi::core::role::Role;
use serde_json::{Value, json};

use super::support::road::{OTHER_CLIENT, cast, content, content_with, fire, notice};
use super::support::{TestApp, User};

async fn save(app: &TestApp, user: &User, id: &str, version: &str, content: Value) -> super::support::app::Reply {
    app.call_with(
        Method::PUT,
        &format!("/api/v1/notices/{id}/draft"),
        Some(user),
        Some(content),
        &[("If-Match", version)],
    )
    .await
}

#[tokio::test]
async fn a_notice_goes_from_draft_over_review_to_publication() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.draft(&app, json!({})).await;
    let submit = format!("/api/v1/notices/{id}/submit");
    let lacks = app.post(&submit, Some(&cast.client), json!({})).await.refused(422, "invalid");
    let pointers: Vec<_> =
        lacks["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap().to_owned()).collect();
    for pointer in ["/project_name", "/items", "/service_content", "/contact_phone", "/complaint_phone", "/amount_fen"]
    {
        assert!(pointers.iter().any(|it| it == pointer), "{pointer} is missing in {pointers:?}");
    }
    let saved = save(&app, &cast.client, &id, "\"1\"", content()).await;
    assert!(saved.headers["etag"].to_str().unwrap().starts_with("W/\"2-"));
    let saved = saved.ok();
    assert_eq!(
        (&saved["problems"], &saved["amount_fen"], &saved["scale_fen"]),
        (&json!([]), &json!(1_800_000), &json!(680_000_000))
    );

    assert_eq!(app.post(&submit, Some(&cast.client), json!({})).await.ok()["state"], "in_review");
    let queue = app.get("/api/v1/notices/review-queue", Some(&cast.operator)).await.ok();
    assert_eq!(queue["items"][0]["id"], json!(id));
    app.get(&format!("/api/v1/notices/{id}"), None).await.refused(404, "not_found");
    save(&app, &cast.client, &id, "\"3\"", content()).await.refused(409, "not_editable");

    let back = format!("/api/v1/notices/{id}/return");
    app.post(&back, Some(&cast.operator), json!({ "reason": "" })).await.refused(422, "invalid");
    app.post(&back, Some(&cast.operator), json!({ "reason": "请补充服务内容" })).await.ok();
    let returned = notice(&app, &id, Some(&cast.client)).await;
    assert_eq!((&returned["state"], &returned["return_reason"]), (&json!("returned"), &json!("请补充服务内容")));
    assert_eq!(returned["actions"], json!(["edit", "submit", "cancel"]));
    app.post(&submit, Some(&cast.client), json!({})).await.ok();

    let published = app.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    assert_eq!(published["code"], "433101-20261124-0001");
    assert_eq!(
        published["title"],
        "关于为【吉首市乾州街道老旧小区排水管网改造工程水土保持方案】公开选取【水利】机构的公告"
    );
    // Three working days after Tuesday the 24th, and a draw on the morning after.
    assert_eq!(published["signup_deadline"], "2026-11-27T17:30:00+08:00");
    assert_eq!(published["select_time"], "2026-11-30T09:30:00+08:00");
    assert_eq!(published["rules_hash"], json!(hex::encode(jishi::core::rules::Rules::default().hash().unwrap())));
    assert_eq!(published["draw_commit"].as_str().unwrap().len(), 64);
    assert_eq!(published["min_entrants"], 3);
    let page = notice(&app, &id, None).await;
    let road: Vec<_> =
        page["road"].as_array().unwrap().iter().map(|it| (it["state"].clone(), it["done"].clone())).collect();
    assert_eq!(road[0], (json!("published"), json!(true)));
    assert_eq!(road[1], (json!("closed"), json!(false)));
    assert_eq!(page["actions"], json!([]));
    app.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({}))
        .await
        .refused(409, "illegal_transition");
    assert_eq!(app.get("/api/v1/notices", None).await.ok()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn where_review_is_off_a_submission_publishes() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let admin = app.staff(Role::Admin).await;
    let off = json!({ "division_code": "433100", "overrides": { "notice_review": false, "signup_min_days_draw": 5 } });
    for user in [&cast.client, &cast.operator] {
        app.call(Method::PUT, "/api/v1/settings", Some(user), Some(off.clone())).await.refused(403, "wrong_role");
    }
    let settings = app.call(Method::PUT, "/api/v1/settings", Some(&admin), Some(off)).await.ok();
    assert_eq!(settings["notice_review"], false);
    let below = app.get("/api/v1/settings?division=433101", None).await.ok();
    assert_eq!(
        (&below["notice_review"], &below["rules"]["signup_min_days_draw"]),
        (&json!(false), &json!(5)),
        "inherited downwards"
    );
    let id = cast.draft(&app, content()).await;
    let page = app.post(&format!("/api/v1/notices/{id}/submit"), Some(&cast.client), json!({})).await.ok();
    assert_eq!((&page["state"], &page["signup_deadline"]), (&json!("published"), &json!("2026-12-01T17:30:00+08:00")));

    let wrong = json!({ "division_code": "433100", "overrides": { "publicity_days": 9 } });
    let problem = app.call(Method::PUT, "/api/v1/settings", Some(&admin), Some(wrong)).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/overrides/publicity_days");
    // A round keeps the rules that it was published under.
    let none = json!({ "division_code": "433100", "overrides": {} });
    app.call(Method::PUT, "/api/v1/settings", Some(&admin), Some(none)).await.ok();
    assert_eq!(notice(&app, &id, None).await["rules_hash"], page["rules_hash"]);
}

#[tokio::test]
async fn a_draft_shows_the_least_number_of_entrants_that_its_division_sets() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let admin = app.staff(Role::Admin).await;
    let set = async |overrides: Value| {
        let body = json!({ "division_code": "433101", "overrides": overrides });
        app.call(Method::PUT, "/api/v1/settings", Some(&admin), Some(body)).await.ok();
    };
    set(json!({ "min_entrants_fiscal": 5 })).await;
    let id = cast.draft(&app, content()).await;
    assert_eq!(notice(&app, &id, Some(&cast.client)).await["min_entrants"], 5);
    for (verb, user) in [("submit", &cast.client), ("publish", &cast.operator)] {
        let page = app.post(&format!("/api/v1/notices/{id}/{verb}"), Some(user), json!({})).await.ok();
        assert_eq!(page["min_entrants"], 5, "{verb}");
    }
    set(json!({})).await;
    assert_eq!(notice(&app, &id, None).await["min_entrants"], 5, "frozen");
}

#[tokio::test]
async fn a_stale_draft_is_refused_and_a_retried_creation_makes_one() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let key = [("Idempotency-Key", "draft-1")];
    let first = app.call_with(Method::POST, "/api/v1/notices", Some(&cast.client), Some(content()), &key).await.ok();
    let second = app.call_with(Method::POST, "/api/v1/notices", Some(&cast.client), Some(content()), &key).await.ok();
    assert_eq!(first, second);
    app.call_with(Method::POST, "/api/v1/notices", Some(&cast.client), Some(json!({})), &key)
        .await
        .refused(422, "idempotency_key_reused");
    let id = first["id"].as_str().unwrap();
    save(&app, &cast.client, id, "\"1\"", content()).await.ok();
    // The retry of a save whose answer was lost: the same content once more, changed by nobody since.
    let again = save(&app, &cast.client, id, "\"1\"", content()).await.ok();
    assert_eq!(again["version"], 2);
    let other = content_with(json!({ "project_name": "另一个项目" }));
    let stale = save(&app, &cast.client, id, "\"1\"", other).await.refused(412, "stale");
    assert_eq!(stale["version"], 2);
    let draft = format!("/api/v1/notices/{id}/draft");
    app.call(Method::PUT, &draft, Some(&cast.client), Some(content())).await.refused(428, "version_required");
    let mine = app.get("/api/v1/notices/mine", Some(&cast.client)).await.ok();
    assert_eq!(mine["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_copy_takes_everything_but_the_dates() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let chosen = content_with(json!({
        "signup_deadline": "2026-12-01T16:30:00+08:00",
        "select_time": "2026-12-02T10:00:00+08:00",
        "witnesses": [{ "name": "李某", "phone": "13800000001" }],
    }));
    let id = cast.published(&app, chosen).await;
    let page = notice(&app, &id, None).await;
    assert_eq!(
        (&page["signup_deadline"], &page["select_time"]),
        (&json!("2026-12-01T16:30:00+08:00"), &json!("2026-12-02T10:00:00+08:00"))
    );
    assert_eq!(page["witnesses"][0], json!({ "name": "李某", "phone": "" }), "telephones of witnesses are not public");
    let copy = cast.draft(&app, json!({ "copy_of": id })).await;
    let draft = app.get(&format!("/api/v1/notices/{copy}/draft"), Some(&cast.client)).await.ok();
    assert_eq!(draft["project_name"], content()["project_name"]);
    assert_eq!((&draft["signup_deadline"], &draft["witnesses"][0]["name"]), (&json!(null), &json!("李某")));
    let other = app.client(OTHER_CLIENT, "吉首市（演示）水利局").await;
    let theirs = app.post("/api/v1/notices", Some(&other), json!({ "copy_of": id })).await.ok();
    assert_eq!(theirs["witnesses"], json!([]));
    let theirs = app.get(&format!("/api/v1/notices/{}/draft", theirs["id"].as_str().unwrap()), Some(&other)).await.ok();
    for field in ["contact_name", "contact_phone", "complaint_phone", "approve_code"] {
        assert_eq!(theirs[field], "", "{field} is the first client's own");
    }
    assert_eq!(theirs["division_code"], "433101", "at home");
    app.post("/api/v1/notices", Some(&other), json!({ "copy_of": copy })).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_notice_is_withdrawn_with_a_reason_before_the_deadline_only() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let (first, second) = (cast.published(&app, content()).await, cast.published(&app, content()).await);
    cast.sign_up(&app, &first, 1).await;
    let reason = json!({ "reason": "立项文件有误" });
    let path = |id: &str| format!("/api/v1/notices/{id}/withdraw");
    assert_eq!(notice(&app, &second, None).await["code"], "433101-20261124-0002");
    app.post(&path(&first), Some(&cast.client), json!({ "reason": "\u{200b} " })).await.refused(422, "invalid");
    let page = app.post(&path(&first), Some(&cast.client), reason.clone()).await.ok();
    assert_eq!((&page["state"], &page["end_reason"]), (&json!("withdrawn"), &json!("立项文件有误")));
    // Who had signed up stays sealed: its page says nothing of the notice. Its inbox does.
    let history = app.get(&format!("/api/v1/history?about={}", cast.agencies[0].org()), None).await.ok();
    assert_eq!(history["items"], json!([]));
    app.sequence().await;
    jishi::platform::journal::reader::catch_up(&app.app, &jishi::reach::notify::Inbox).await.unwrap();
    let inbox = app.get("/api/v1/inbox", Some(&cast.agencies[0])).await.ok();
    assert!(inbox.to_string().contains("立项文件有误"), "who signed up is told: {inbox}");
    app.post(&path(&first), Some(&cast.client), reason.clone()).await.refused(409, "illegal_transition");
    app.at("2026-11-27T17:30:00+08:00");
    let late = app.post(&path(&second), Some(&cast.client), reason).await.refused(409, "late");
    assert_eq!(late["deadline"], "2026-11-27T17:30:00+08:00");
    assert_eq!(super::support::road::fire(&app).await, 1, "only the second one closes");
}

#[tokio::test]
async fn a_draft_is_given_up_and_gone() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let (written, returned) = (cast.draft(&app, content()).await, cast.draft(&app, content()).await);
    let act = async |id: &str, verb: &str, user: &User, body: Value| {
        app.post(&format!("/api/v1/notices/{id}/{verb}"), Some(user), body).await
    };
    act(&returned, "submit", &cast.client, json!({})).await.ok();
    act(&returned, "cancel", &cast.client, json!({})).await.refused(409, "illegal_transition");
    act(&returned, "return", &cast.operator, json!({ "reason": "重复" })).await.ok();
    act(&written, "cancel", &cast.operator, json!({})).await.refused(403, "wrong_role");
    app.advance(chrono::TimeDelta::seconds(1));
    for id in [&written, &returned] {
        let page = act(id, "cancel", &cast.client, json!({})).await.ok();
        assert_eq!((&page["state"], &page["actions"]), (&json!("cancelled"), &json!([])));
        app.get(&format!("/api/v1/notices/{id}"), None).await.refused(404, "not_found");
        let history = app.get(&format!("/api/v1/history?about={id}"), None).await.ok();
        assert_eq!(history["items"], json!([]), "nobody else has heard of it");
        act(id, "submit", &cast.client, json!({})).await.refused(409, "illegal_transition");
    }
    let mine = app.get("/api/v1/notices/mine", Some(&cast.client)).await.ok();
    assert_eq!(mine["items"], json!([]));
    let history = app.get(&format!("/api/v1/history?about={returned}"), Some(&cast.client)).await.ok();
    assert_eq!(history["items"][0]["kind"], "notice.dropped");
}

#[tokio::test]
async fn a_further_round_sent_back_is_given_up_and_with_it_the_notice() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let id = cast.published(&app, content()).await;
    cast.sign_up(&app, &id, 1).await;
    app.at("2026-11-27T17:30:00+08:00");
    super::support::road::fire(&app).await;
    let act = async |verb: &str, user: &User, body: Value| {
        app.post(&format!("/api/v1/notices/{id}/{verb}"), Some(user), body).await
    };
    act("next-round", &cast.client, json!({})).await.ok();
    act("return", &cast.operator, json!({ "reason": "请缩小范围" })).await.ok();
    assert_eq!(notice(&app, &id, None).await["state"], "failed");
    let problem = act("cancel", &cast.client, json!({})).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/reason", "the notice is public, so its end has a reason");
    let page = act("cancel", &cast.client, json!({ "reason": "项目调整，不再采购" })).await.ok();
    assert_eq!((&page["state"], &page["actions"]), (&json!("cancelled"), &json!([])));
    let page = notice(&app, &id, None).await;
    assert_eq!((&page["state"], &page["end_reason"]), (&json!("cancelled"), &json!("项目调整，不再采购")));
    assert_eq!(page["round_number"], 1, "the round that was never published stays unseen");
    act("next-round", &cast.client, json!({})).await.refused(409, "illegal_transition");
    app.sequence().await;
    jishi::platform::journal::reader::catch_up(&app.app, &jishi::reach::notify::Inbox).await.unwrap();
    let inbox = app.get("/api/v1/inbox", Some(&cast.agencies[0])).await.ok();
    assert!(inbox.to_string().contains("项目调整，不再采购"), "who had entered is told: {inbox}");
}

#[tokio::test]
async fn only_the_right_role_and_the_right_client_may() {
    let app = TestApp::start().await;
    let cast = cast(&app, 1).await;
    let other = app.client(OTHER_CLIENT, "吉首市（演示）水利局").await;
    let id = cast.draft(&app, content()).await;
    let mut staff = Vec::new();
    for role in [Role::Desk, Role::Supervisor, Role::Admin] {
        staff.push(app.staff(role).await);
    }
    let path = |verb: &str| format!("/api/v1/notices/{id}/{verb}");
    let of_client = [
        (Method::PUT, path("draft"), content()),
        (Method::GET, path("draft"), Value::Null),
        (Method::POST, path("submit"), json!({})),
        (Method::POST, path("withdraw"), json!({ "reason": "x" })),
        (Method::POST, path("cancel"), json!({ "reason": "x" })),
        (Method::POST, path("next-round"), json!({})),
    ];
    let of_operator =
        [(Method::POST, path("publish"), json!({})), (Method::POST, path("return"), json!({ "reason": "x" }))];
    let strangers: Vec<&User> = staff.iter().chain([&cast.agencies[0]]).collect();
    for (method, path, body) in of_client {
        let body = Some(body).filter(|it| !it.is_null());
        app.call(method.clone(), &path, None, body.clone()).await.refused(401, "unauthorized");
        app.call_with(method.clone(), &path, Some(&other), body.clone(), &[("If-Match", "\"1\"")])
            .await
            .refused(403, "not_yours");
        for user in strangers.iter().chain([&&cast.operator]) {
            app.call_with(method.clone(), &path, Some(user), body.clone(), &[("If-Match", "\"1\"")])
                .await
                .refused(403, "wrong_role");
        }
    }
    for (method, path, body) in of_operator {
        app.call(method.clone(), &path, None, Some(body.clone())).await.refused(401, "unauthorized");
        for user in strangers.iter().chain([&&cast.client, &&other]) {
            app.call(method.clone(), &path, Some(user), Some(body.clone())).await.refused(403, "wrong_role");
        }
    }
    for user in strangers.iter().chain([&&cast.operator]) {
        app.post("/api/v1/notices", Some(user), content()).await.refused(403, "wrong_role");
        app.post("/api/v1/notices/assess", Some(user), content()).await.refused(403, "wrong_role");
        app.get("/api/v1/notices/mine", Some(user)).await.refused(403, "wrong_role");
    }
    for user in [&cast.client, &cast.agencies[0]] {
        app.get("/api/v1/notices/review-queue", Some(user)).await.refused(403, "wrong_role");
    }
    // A draft is seen by its client, the operator and the supervisor.
    for (user, status) in [
        (None, StatusCode::NOT_FOUND),
        (Some(&other), StatusCode::NOT_FOUND),
        (Some(&cast.agencies[0]), StatusCode::NOT_FOUND),
        (Some(&staff[0]), StatusCode::NOT_FOUND),
        (Some(&staff[1]), StatusCode::OK),
        (Some(&staff[2]), StatusCode::NOT_FOUND),
        (Some(&cast.operator), StatusCode::OK),
        (Some(&cast.client), StatusCode::OK),
    ] {
        assert_eq!(app.get(&format!("/api/v1/notices/{id}"), user).await.status, status, "{user:?}");
    }
    assert_eq!(app.get("/api/v1/notices", None).await.ok()["items"], json!([]));
}

/// What is refused when it is saved: no column holds it.
#[tokio::test]
async fn what_cannot_be_stored_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.draft(&app, content()).await;
    for (change, pointer, code) in [
        (json!({ "amount_fen": -1 }), "/amount_fen", "amount"),
        (json!({ "amount_fen": "-18,000" }), "/amount_fen", "amount"),
        (json!({ "amount_fen": 0 }), "/amount_fen", "zero"),
        (json!({ "amount_fen": "一百块" }), "/amount_fen", "amount"),
        (json!({ "amount_fen": 100_000_000_000_001_i64 }), "/amount_fen", "amount"),
        (json!({ "amount_fen": 1.5 }), "/amount_fen", "type"),
        (json!({ "amount_fen": [] }), "/amount_fen", "type"),
        (json!({ "fiscal_percent": 101 }), "/fiscal_percent", "out_of_range"),
        (json!({ "fiscal_percent": 70_000 }), "/fiscal_percent", "type"),
        (json!({ "signup_days": 0 }), "/signup_days", "out_of_range"),
        (json!({ "signup_days": 61 }), "/signup_days", "out_of_range"),
        (json!({ "staff_required": 100 }), "/staff_required", "out_of_range"),
        (json!({ "items": ["F01", "Z99"] }), "/items/1", "unknown"),
        (json!({ "items": vec!["F01"; 21] }), "/items", "too_many"),
        (json!({ "division_code": "999999" }), "/division_code", "unknown"),
        (json!({ "method": "lottery" }), "/method", "type"),
        (json!({ "project_name": "长".repeat(201) }), "/project_name", "too_long"),
        (json!({ "service_content": "长".repeat(20_001) }), "/service_content", "too_long"),
        (
            json!({ "recusals": [{ "uscc": "91433101MADEM00113", "name": "甲", "reason": "乙" }] }),
            "/recusals/0/uscc",
            "uscc",
        ),
        (json!({ "witnesses": vec![json!({ "name": "李某", "phone": "13800000001" }); 6] }), "/witnesses", "too_many"),
        (json!({ "files": ["018f0000-0000-7000-8000-000000000000"] }), "/files/0", "unknown"),
        (json!({ "files": ["x"] }), "/files/0", "type"),
        (json!({ "signup_deadline": "tomorrow" }), "/signup_deadline", "type"),
        (json!({ "owner": "x" }), "/owner", "unknown_field"),
        (json!({ "copy_of": id }), "/copy_of", "only_when_new"),
    ] {
        let problem =
            save(&app, &cast.client, &id, "\"1\"", content_with(change.clone())).await.refused(422, "invalid");
        let errors = problem["errors"].as_array().unwrap();
        assert_eq!(
            (&errors[0]["pointer"], &errors[0]["code"]),
            (&json!(pointer), &json!(code)),
            "{change}: {errors:?}"
        );
    }
}

/// What a draft may hold but a publication may not: named by the saving, refused by the submission, all at once.
/// One criterion beside 40 points for the price.
fn sheet(most: u32, seats: u32) -> Value {
    json!({ "criteria": [{ "title": "技术路线", "most": most }], "price_points": 40, "seats": seats, "trim": false })
}

#[tokio::test]
async fn what_cannot_be_published_is_named_at_its_field() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let id = cast.draft(&app, content()).await;
    let mut version = 1;
    for (change, pointer, code) in [
        (json!({ "contact_phone": "110" }), "/contact_phone", "phone"),
        (json!({ "complaint_phone": "" }), "/complaint_phone", "required"),
        (json!({ "approve_code": "2611-433101-04-01" }), "/approve_code", "format"),
        (json!({ "amount_fen": null }), "/amount_fen", "required"),
        (json!({ "amount_fen": 80_000_001 }), "/amount_fen", "over_limit"),
        (json!({ "amount_fen": 10_000_001, "method": "direct" }), "/amount_fen", "over_cap"),
        (json!({ "method": "credit_merit", "amount_fen": null }), "/amount_fen", "required"),
        (json!({ "method": "price", "amount_fen": null }), "/amount_fen", "required"),
        (json!({ "method": "price", "floor_fen": 1_800_001 }), "/floor_fen", "above_ceiling"),
        (json!({ "method": "price", "quote_kind": "rate", "min_rate": 0 }), "/max_rate", "required"),
        (
            json!({ "method": "price", "quote_kind": "rate", "min_rate": 900, "max_rate": 899 }),
            "/max_rate",
            "below_least",
        ),
        (json!({ "method": "reverse_auction", "quote_kind": "rate" }), "/quote_kind", "amounts_only"),
        (json!({ "method": "proposal_merit" }), "/sheet", "required"),
        (json!({ "method": "proposal_merit", "sheet": sheet(59, 3) }), "/sheet/price_points", "hundred"),
        (json!({ "method": "proposal_merit", "sheet": sheet(60, 4) }), "/sheet/seats", "odd"),
        (json!({ "scale_fen": null }), "/scale_fen", "required"),
        (json!({ "signup_days": 2 }), "/signup_days", "too_short"),
        (json!({ "signup_days": 3, "signup_deadline": "2026-12-01T16:30:00+08:00" }), "/signup_days", "two_deadlines"),
        (json!({ "signup_deadline": "2026-11-24T09:30:00+08:00" }), "/signup_deadline", "past"),
        (json!({ "signup_deadline": "2026-11-26T16:30:00+08:00" }), "/signup_deadline", "too_short"),
        (json!({ "signup_deadline": "2026-11-28T16:30:00+08:00" }), "/signup_deadline", "outside_hours"),
        (json!({ "signup_deadline": "2026-12-01T17:30:00.001+08:00" }), "/signup_deadline", "outside_hours"),
        (json!({ "signup_deadline": "2026-12-01T09:09:00+08:00" }), "/signup_deadline", "outside_hours"),
        (json!({ "signup_deadline": "2062-12-01T16:30:00+08:00" }), "/signup_deadline", "too_far"),
        (json!({ "select_time": "2026-11-27T17:30:00+08:00" }), "/select_time", "before_deadline"),
        (json!({ "select_time": "2026-11-29T10:00:00+08:00" }), "/select_time", "outside_hours"),
        (json!({ "recusals": [{ "name": "某公司", "reason": "" }] }), "/recusals/0/reason", "required"),
        (json!({ "witnesses": [{ "name": "李某", "phone": "1" }] }), "/witnesses/0/phone", "phone"),
    ] {
        let saved = save(&app, &cast.client, &id, &format!("\"{version}\""), content_with(change.clone())).await.ok();
        version += 1;
        let problems = saved["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{change}: {problems:?}");
        assert_eq!((&problems[0]["pointer"], &problems[0]["code"]), (&json!(pointer), &json!(code)), "{change}");
        let refused = app
            .post(&format!("/api/v1/notices/{id}/submit"), Some(&cast.client), json!({}))
            .await
            .refused(422, "invalid");
        assert_eq!(refused["errors"][0]["pointer"], json!(pointer));
    }
}

#[tokio::test]
async fn text_is_kept_as_text() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    let hostile = "'; DROP TABLE round; -- <script>alert(1)</script>";
    let id = cast
        .published(
            &app,
            content_with(json!({ "project_name": hostile, "service_content": format!("{hostile}\r\n二") })),
        )
        .await;
    let page = notice(&app, &id, None).await;
    assert_eq!((&page["project_name"], &page["service_content"]), (&json!(hostile), &json!(format!("{hostile}\n二"))));
    for query in ["item=%27%20OR%201=1", "division=%25", "group='", "state=draft"] {
        assert_eq!(app.get(&format!("/api/v1/notices?{query}"), None).await.ok()["items"], json!([]), "{query}");
    }
    for query in ["cursor=zz", "limit=x", "state=open", "client=1", "closing_before=x"] {
        app.get(&format!("/api/v1/notices?{query}"), None)
            .await
            .refused(400, if query.starts_with("cursor") { "bad_cursor" } else { "bad_query" });
    }
}

#[tokio::test]
async fn lists_page_without_gap_and_filter() {
    let app = TestApp::start().await;
    let cast = cast(&app, 0).await;
    for n in 0..5 {
        app.advance(chrono::TimeDelta::milliseconds(1));
        let method = if n % 2 == 0 { "draw" } else { "direct" };
        cast.published(&app, content_with(json!({ "project_name": format!("项目{n}"), "method": method }))).await;
    }
    let names = |page: &Value| {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["project_name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = app.get(&format!("/api/v1/notices?limit=2{cursor}"), None).await.ok();
        seen.extend(names(&page));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, ["项目4", "项目3", "项目2", "项目1", "项目0"]);
    let count = async |query: &str| names(&app.get(&format!("/api/v1/notices?{query}"), None).await.ok()).len();
    assert_eq!(count("method=direct").await, 2);
    assert_eq!(count("division=430000&item=F01&group=F&fiscal=true&state=published").await, 5);
    assert_eq!(count("division=440000").await, 0);
    assert_eq!(count(&format!("client={}", cast.client.org())).await, 5);
    assert_eq!(count("closing_before=2026-11-26T00:00:00%2B08:00").await, 2);
    let closing = app.get("/api/v1/notices?sort=closing&limit=3", None).await.ok();
    assert_eq!(names(&closing)[..2], ["项目1", "项目3"]);
    let select_time = notice(&app, closing["items"][2]["id"].as_str().unwrap(), None).await["select_time"]
        .as_str()
        .unwrap()
        .replace('+', "%2B");
    let rest = app
        .get(&format!("/api/v1/notices?sort=closing&cursor={}", closing["next_cursor"].as_str().unwrap()), None)
        .await
        .ok();
    assert_eq!(names(&rest).len(), 2);
    let mine = app.get("/api/v1/notices/mine?state=published&limit=4", Some(&cast.client)).await.ok();
    assert_eq!(names(&mine).len(), 4);
    // A sort implies no state: closed and failed ones stay in, and a time of selection is found whatever the state.
    assert_eq!(count(&format!("select_from={select_time}&method=draw")).await, 3);
    assert_eq!(count(&format!("select_before={select_time}&method=draw")).await, 0);
    app.advance(chrono::TimeDelta::days(7));
    fire(&app).await;
    assert_eq!(count("state=published").await, 0);
    assert_eq!(count("sort=closing").await, 5);
    assert_eq!(count(&format!("select_from={select_time}&method=draw&sort=closing")).await, 3);
}

#[tokio::test]
async fn the_form_learns_who_could_enter_and_which_method_fits() {
    let app = TestApp::start().await;
    let cast = cast(&app, 4).await;
    let assessed = app.post("/api/v1/notices/assess", Some(&cast.client), content()).await.ok();
    assert_eq!(
        (&assessed["eligible_agencies"], &assessed["recommended_method"]["method"]),
        (&json!(4), &json!("draw"))
    );
    assert_eq!(
        (&assessed["signup_min_days"], &assessed["min_entrants"], &assessed["limit"]["level"]),
        (&json!(3), &json!(3), &json!("ok"))
    );
    assert_eq!(assessed["deadline_preview"], "2026-11-27T17:30:00+08:00");
    let hard = content_with(json!({ "staff_required": 2, "amount_fen": "65万" }));
    let assessed = app.post("/api/v1/notices/assess", Some(&cast.client), hard).await.ok();
    assert_eq!((&assessed["eligible_agencies"], &assessed["limit"]["level"]), (&json!(0), &json!("warn")));
    let staff = assessed["cuts"].as_array().unwrap().iter().find(|it| it["rule"] == "staff").unwrap().clone();
    assert_eq!(staff["left"], 0);
    let few = content_with(json!({ "items": ["A01"] }));
    let assessed = app.post("/api/v1/notices/assess", Some(&cast.client), few).await.ok();
    assert_eq!(assessed["recommended_method"]["method"], "direct");
    assert_eq!(assessed["auction"], Value::Null);
    // How bidding would go, by the rules: one percent of the ceiling, a hundred yuan at least.
    for (ceiling, step) in [("8万", 80_000), ("5000", 10_000)] {
        let auction = content_with(json!({ "method": "reverse_auction", "amount_fen": ceiling }));
        let assessed = app.post("/api/v1/notices/assess", Some(&cast.client), auction).await.ok();
        assert_eq!(assessed["auction"], json!({ "step_fen": step, "quiet_minutes": 10 }));
    }
    // Nothing was stored.
    assert_eq!(app.get("/api/v1/notices/mine", Some(&cast.client)).await.ok()["items"], json!([]));
}

#[tokio::test]
async fn the_reference_data_is_there_for_forms() {
    let app = TestApp::start().await;
    cast(&app, 1).await;
    let items = app.get("/api/v1/catalog-items", None).await.ok();
    assert_eq!(items["items"].as_array().unwrap().len(), 92);
    let found = app.get("/api/v1/catalog-items?q=%E6%B0%B4%E4%BF%9D&group=F", None).await.ok();
    assert_eq!(found["items"][0]["code"], "F01");
    let page = app.get("/api/v1/catalog-items/F01", None).await.ok();
    assert_eq!((&page["agencies_count"], &page["prices"]["count"]), (&json!(1), &json!(0)));
    app.get("/api/v1/catalog-items/Z99", None).await.refused(404, "not_found");
    let deadline = app.get("/api/v1/calendar/working-days?from=2026-02-12&days=3", None).await.ok();
    assert_eq!(deadline["deadline"], "2026-02-24T17:30:00+08:00");
    assert_eq!(app.get("/api/v1/calendar/2026", None).await.ok()["working_days"], 248);
    app.get("/api/v1/calendar/1999", None).await.refused(404, "not_found");
    let amount = app.post("/api/v1/amounts/parse", None, json!({ "text": "1.8万" })).await.ok();
    assert_eq!(amount, json!({ "amount_fen": 1_800_000, "text": "¥18,000.00", "capitals": "人民币壹万捌仟元整" }));
    app.post("/api/v1/amounts/parse", None, json!({ "text": "万万" })).await.refused(422, "invalid");
    assert!(
        app.get("/api/v1/divisions", None).await.ok()["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["code"] == "433101")
    );
    assert!(!app.get("/api/v1/catalog-groups", None).await.ok()["items"].as_array().unwrap().is_empty());
    assert!(!app.get("/api/v1/qualification-kinds", None).await.ok()["items"].as_array().unwrap().is_empty());
}
