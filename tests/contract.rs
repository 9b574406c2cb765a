//! The contract: price, confirmations, deliverables and payments, over HTTP.

use axum::http::Method;
use jishi::core::role::Role;
use serde_json::{Value, json};

use crate::support::User;
use crate::support::deal::{Deal, NOTICE_CODE, PDF, upload};

fn actions(contract: &Value) -> Vec<&str> {
    contract["actions"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_contract_is_drafted_from_notice_and_award() {
    let deal = Deal::drafted().await;
    let contract = deal.read(&deal.client).await;
    assert_eq!(contract["code"], format!("HT-{NOTICE_CODE}"));
    assert_eq!(contract["state"], "draft");
    assert_eq!(contract["round_state"], "awarded");
    assert_eq!(contract["name"], "乾州古城排水改造测绘服务合同");
    assert_eq!(contract["price_fen"], 1_720_000);
    assert_eq!(contract["price_capitals"], "人民币壹万柒仟贰佰元整");
    assert_eq!(contract["award"]["amount_fen"], 1_720_000);
    assert_eq!(contract["content"], "1:500 地形图测绘\n服务时限：合同签订后 20 个工作日");
    assert_eq!(contract["service_start"], Value::Null);
    assert_eq!(actions(&contract), ["change", "confirm"]);
    let list = deal.t.get("/api/v1/contracts", Some(&deal.agency)).await.ok();
    assert_eq!(list["items"][0]["id"], contract["id"]);
    assert_eq!(list["next_cursor"], Value::Null);
    let stranger = deal.t.agency("91433101MA00000009", "另一家（演示）公司", &[]).await;
    let none = deal.t.get("/api/v1/contracts", Some(&stranger)).await.ok();
    assert_eq!(none["items"], json!([]));
}

async fn patch(deal: &Deal, user: &User, version: &str, body: Value) -> crate::support::app::Reply {
    let header = format!("\"{version}\"");
    deal.t.call_with(Method::PATCH, &deal.path(""), Some(user), Some(body), &[("if-match", &header)]).await
}

#[tokio::test]
async fn a_price_that_differs_from_the_award_is_refused_with_both_amounts_named() {
    let deal = Deal::drafted().await;
    for price in [json!(1_800_000), json!("1.8万"), json!("¥17,200.01")] {
        let problem = patch(&deal, &deal.client, "1", json!({ "price_fen": price })).await.refused(422, "invalid");
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/price_fen"), &json!("price_differs")));
        assert!(error["detail"].as_str().unwrap().contains("¥17,200.00"), "{error}");
        assert_eq!(problem["award_fen"], 1_720_000);
    }
    let unread = patch(&deal, &deal.client, "1", json!({ "price_fen": "一万七" })).await.refused(422, "invalid");
    assert_eq!(unread["errors"][0]["code"], "amount");
    patch(&deal, &deal.client, "1", json!({ "price_fen": "17,200元" })).await.ok();
    assert_eq!(deal.read(&deal.client).await["version"], 1, "nothing has changed");
}

#[tokio::test]
async fn everything_wrong_in_an_edit_is_answered_together() {
    let deal = Deal::drafted().await;
    let body = json!({
        "name": "短".repeat(201), "content": " ", "service_start": "2026-12-02", "service_end": "2026-12-01", "price_fen": 1,
    });
    let problem = patch(&deal, &deal.agency, "1", body).await.refused(422, "invalid");
    let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["/name", "/content", "/service_end", "/price_fen"]);
    for (body, pointer) in
        [(json!({ "colour": 1 }), "/colour"), (json!({ "service_start": "1.12." }), "/service_start")]
    {
        let problem = patch(&deal, &deal.agency, "1", body).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn service_runs_from_the_award_on_and_not_for_ever() {
    let deal = Deal::drafted().await;
    for (field, day, code) in [
        ("service_start", "2026-11-23", "before_award"),
        ("service_start", "-262000-01-01", "before_award"),
        ("service_end", "+262000-01-01", "too_far"),
        ("service_end", "2056-11-25", "too_far"),
    ] {
        let problem = patch(&deal, &deal.agency, "1", json!({ field: day })).await.refused(422, "invalid");
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(format!("/{field}")), &json!(code)), "{day}");
    }
    patch(&deal, &deal.agency, "1", json!({ "service_start": "2026-11-24", "service_end": "2056-11-24" })).await.ok();
}

#[tokio::test]
async fn an_edit_needs_the_version_seen_and_clears_both_confirmations() {
    let deal = Deal::drafted().await;
    deal.post(&deal.client, "/confirm", json!({})).await.ok();
    let edit = json!({ "service_start": "2026-12-01", "name": "<b>测绘</b>合同" });
    deal.t
        .call(Method::PATCH, &deal.path(""), Some(&deal.agency), Some(edit.clone()))
        .await
        .refused(428, "version_required");
    patch(&deal, &deal.agency, "1", edit.clone()).await.refused(412, "stale");
    let edited = patch(&deal, &deal.agency, "2", edit).await.ok();
    assert_eq!(edited["client_confirmed_at"], Value::Null);
    assert_eq!(edited["service_start"], "2026-12-01");
    assert_eq!(edited["name"], "<b>测绘</b>合同");
    let cleared = patch(&deal, &deal.agency, "3", json!({ "service_start": null })).await.ok();
    assert_eq!(cleared["service_start"], Value::Null);
    let deal = deal.agreed().await;
    let version = deal.read(&deal.client).await["version"].to_string();
    patch(&deal, &deal.client, &version, json!({ "name": "改名" })).await.refused(409, "illegal_transition");
}

#[tokio::test]
async fn nobody_confirms_a_text_that_changed_under_their_eyes() {
    let deal = Deal::drafted().await;
    patch(&deal, &deal.agency, "1", json!({ "content": "另一份内容" })).await.ok();
    let confirm = async |version: &str| {
        deal.t.call_with(Method::POST, &deal.path("/confirm"), Some(&deal.client), None, &[("if-match", version)]).await
    };
    confirm("\"1\"").await.refused(412, "stale");
    confirm("\"2\"").await.ok();
    // The other's confirmation is no change of the text.
    deal.t
        .call_with(Method::POST, &deal.path("/confirm"), Some(&deal.agency), None, &[("if-match", "\"2\"")])
        .await
        .ok();
}

#[tokio::test]
async fn the_contract_stands_when_both_have_confirmed_in_either_order() {
    for agency_first in [true, false] {
        let deal = Deal::drafted().await;
        let (first, second) = if agency_first { (&deal.agency, &deal.client) } else { (&deal.client, &deal.agency) };
        let one = deal.post(first, "/confirm", json!({})).await.ok();
        assert_eq!((&one["state"], &one["round_state"]), (&json!("draft"), &json!("awarded")));
        deal.post(first, "/confirm", json!({})).await.refused(409, "already_confirmed");
        let both = deal.post(second, "/confirm", json!({})).await.ok();
        assert_eq!((&both["state"], &both["round_state"]), (&json!("confirmed"), &json!("contracted")));
        let problem = deal.post(second, "/confirm", json!({})).await.refused(409, "illegal_transition");
        assert_eq!((&problem["state"], &problem["to"]), (&json!("confirmed"), &json!("confirmed")));
    }
}

#[tokio::test]
async fn both_may_confirm_at_once() {
    let deal = Deal::drafted().await;
    let (one, other) =
        tokio::join!(deal.post(&deal.client, "/confirm", json!({})), deal.post(&deal.agency, "/confirm", json!({})));
    one.ok();
    other.ok();
    let contract = deal.read(&deal.client).await;
    assert_eq!((&contract["state"], &contract["round_state"]), (&json!("confirmed"), &json!("contracted")));
}

#[tokio::test]
async fn results_are_handed_in_sent_back_and_accepted() {
    let deal = Deal::drafted().await.filed().await;
    let none = deal.post(&deal.agency, "/deliverables", json!({ "files": [] })).await.refused(422, "invalid");
    assert_eq!(none["errors"][0]["pointer"], "/files");
    let foreign = upload(&deal.t, &deal.client, "a.pdf", PDF).await.ok();
    let body = json!({ "files": [foreign["id"]] });
    let foreign = deal.post(&deal.agency, "/deliverables", body).await.refused(422, "invalid");
    assert_eq!(foreign["errors"][0]["code"], "no_such_file");

    let delivered = deal.deliver().await;
    assert_eq!(delivered["round_state"], "delivered");
    let first = delivered["deliverables"][0].clone();
    assert_eq!((&first["number"], &first["files"][0]["name"]), (&json!(1), &json!("成果.pdf")));
    let again = json!({ "files": [first["files"][0]["id"]] });
    deal.post(&deal.agency, "/deliverables", again).await.refused(409, "illegal_transition");

    let path = |it: &Value, verb: &str| format!("/deliverables/{}/{verb}", it["id"].as_str().unwrap());
    deal.post(&deal.client, &path(&first, "send-back"), json!({ "reason": "  " })).await.refused(422, "invalid");
    let back = deal.post(&deal.client, &path(&first, "send-back"), json!({ "reason": "缺图例" })).await.ok();
    assert_eq!(back["round_state"], "in_service");
    assert_eq!(back["deliverables"][0]["decision_note"], "缺图例");
    deal.post(&deal.client, &path(&first, "accept"), json!({})).await.refused(409, "illegal_transition");

    let second = deal.deliver().await["deliverables"][0].clone();
    assert_eq!(second["number"], 2);
    let seen = deal.read(&deal.client).await;
    assert_eq!(actions(&seen), ["accept_deliverable", "send_back_deliverable", "record_payment"]);
    let done = deal.post(&deal.client, &path(&second, "accept"), json!({ "note": "合格" })).await.ok();
    assert_eq!(done["round_state"], "accepted");
}

#[tokio::test]
async fn a_payment_is_judged_before_it_is_recorded() {
    let deal = Deal::drafted().await.agreed().await;
    let pay = async |amount: Value, day: &str| {
        deal.post(&deal.client, "/payments", json!({ "amount_fen": amount, "paid_on": day })).await
    };
    pay(json!(1), "2026-11-24").await.refused(409, "not_filed");
    deal.post(&deal.client, "/file", json!({})).await.ok();
    for (amount, day, code) in [
        (json!(1_720_001), "2026-11-24", "beyond_open"),
        (json!("1.8万"), "2026-11-24", "beyond_open"),
        (json!(0), "2026-11-24", "not_positive"),
        (json!(-5), "2026-11-24", "amount"),
        (json!("多少"), "2026-11-24", "amount"),
        (json!(i64::MAX), "2026-11-24", "amount"),
        (json!(1), "2026-11-25", "in_future"),
        (json!(1), "+262000-01-01", "in_future"),
        (json!(1), "2026-11-23", "before_award"),
        (json!(1), "0001-01-01", "before_award"),
        (json!(1), "-262000-01-01", "before_award"),
    ] {
        let problem = pay(amount, day).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        assert_eq!(problem["open_fen"], 1_720_000);
    }
    pay(json!("¥7,200.00"), "2026-11-24").await.ok();
    let problem = pay(json!("10,000.01"), "2026-11-24").await.refused(422, "invalid");
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("¥10,000.00"), "{problem}");
    let rest = pay(json!("1万"), "2026-11-24").await.ok();
    assert_eq!((&rest["open_fen"], &rest["pending_fen"], &rest["paid_fen"]), (&json!(0), &json!(1_720_000), &json!(0)));
    // 23:59 in Shanghai is still today there.
    deal.t.at("2026-11-24T23:59:59+08:00");
    assert_eq!(pay(json!(1), "2026-11-25").await.refused(422, "invalid")["errors"][1]["code"], "in_future");
}

#[tokio::test]
async fn a_payment_is_confirmed_once() {
    let deal = Deal::drafted().await.filed().await;
    let payment = deal.pay("1万").await;
    let (one, other) =
        tokio::join!(deal.decide(&payment, "confirm", json!({})), deal.decide(&payment, "confirm", json!({})));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    deal.decide(&payment, "confirm", json!({})).await.refused(409, "illegal_transition");
    deal.decide(&payment, "dispute", json!({ "reason": "迟了" })).await.refused(409, "illegal_transition");
    assert_eq!(deal.read(&deal.client).await["paid_fen"], 1_000_000);
    let totals = deal.t.get("/api/v1/ledger/totals", None).await.ok();
    assert_eq!(totals["paid_fen"], 1_000_000);
}

#[tokio::test]
async fn a_disputed_payment_frees_its_amount_and_never_pays_beyond_the_price() {
    let deal = Deal::drafted().await.filed().await;
    let lost = deal.pay(1_720_000).await;
    deal.decide(&lost, "dispute", json!({})).await.refused(422, "invalid");
    let disputed = deal.decide(&lost, "dispute", json!({ "reason": "未到账" })).await.ok();
    assert_eq!((&disputed["open_fen"], &disputed["payments"][0]["state"]), (&json!(1_720_000), &json!("disputed")));
    let found = deal.pay(1_720_000).await;
    deal.decide(&found, "confirm", json!({})).await.ok();
    deal.decide(&lost, "confirm", json!({})).await.refused(409, "exceeds_price");
    assert_eq!(deal.read(&deal.agency).await["paid_fen"], 1_720_000);
}

#[tokio::test]
async fn a_retried_payment_is_recorded_once() {
    let deal = Deal::drafted().await.filed().await;
    let send = async |amount: i64| {
        let body = json!({ "amount_fen": amount, "paid_on": "2026-11-24" });
        let path = deal.path("/payments");
        deal.t.call_with(Method::POST, &path, Some(&deal.client), Some(body), &[("idempotency-key", "k1")]).await
    };
    let first = send(100).await;
    let retry = send(100).await;
    assert_eq!(first.ok(), retry.ok());
    send(200).await.refused(422, "idempotency_key_reused");
    assert_eq!(deal.read(&deal.client).await["payments"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn every_route_is_closed_to_all_but_its_side() {
    let deal = Deal::drafted().await.filed().await;
    deal.deliver().await;
    let payment = deal.pay(100).await;
    let deliverable = deal.read(&deal.client).await["deliverables"][0]["id"].as_str().unwrap().to_owned();
    let other_client = deal.t.client("11433101MA00000011", "另一（演示）单位").await;
    let other_agency = deal.t.agency("91433101MA00000012", "另一（演示）公司", &[]).await;
    let mut staff = Vec::new();
    for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
        staff.push(deal.t.staff(role).await);
    }
    let (client, agency) = (Role::Client, Role::Agency);
    let routes = [
        (Method::PATCH, deal.path(""), json!({}), vec![client, agency]),
        (Method::POST, deal.path("/confirm"), json!({}), vec![client, agency]),
        (Method::POST, deal.path("/file"), json!({}), vec![client]),
        (Method::POST, deal.path("/deliverables"), json!({ "files": [] }), vec![agency]),
        (Method::POST, deal.path(&format!("/deliverables/{deliverable}/accept")), json!({}), vec![client]),
        (
            Method::POST,
            deal.path(&format!("/deliverables/{deliverable}/send-back")),
            json!({ "reason": "" }),
            vec![client],
        ),
        (Method::POST, deal.path("/payments"), json!({ "amount_fen": 0, "paid_on": "2026-11-24" }), vec![client]),
        (Method::POST, deal.path(&format!("/payments/{payment}/confirm")), json!({}), vec![agency]),
        (Method::POST, deal.path(&format!("/payments/{payment}/dispute")), json!({ "reason": "" }), vec![agency]),
    ];
    for (method, path, body, roles) in &routes {
        let call = async |user: Option<&User>| deal.t.call(method.clone(), path, user, Some(body.clone())).await;
        call(None).await.refused(401, "unauthorized");
        for user in staff.iter().chain([&deal.client, &deal.agency]).filter(|user| !roles.contains(&user.member.role)) {
            call(Some(user)).await.refused(403, "wrong_role");
        }
        for user in [&other_client, &other_agency].into_iter().filter(|user| roles.contains(&user.member.role)) {
            call(Some(user)).await.refused(403, "not_yours");
        }
        let elsewhere = path.replace(&deal.contract_id.to_string(), &deal.notice_id.to_string());
        deal.t.call(method.clone(), &elsewhere, Some(&deal.client), Some(body.clone())).await.refused(404, "not_found");
    }
    for (user, status) in [(&staff[0], 403), (&staff[1], 200), (&staff[2], 200), (&staff[3], 403), (&other_agency, 403)]
    {
        assert_eq!(deal.t.get(&deal.path(""), Some(user)).await.status.as_u16(), status, "{:?}", user.member.role);
    }
    deal.t.get(&deal.path(""), None).await.refused(401, "unauthorized");
}

#[tokio::test]
async fn what_happens_stands_in_the_history_without_what_the_parties_wrote() {
    let deal = Deal::drafted().await;
    patch(&deal, &deal.agency, "1", json!({ "content": "秘密条款" })).await.ok();
    let deal = deal.agreed().await;
    deal.t.sequence().await;
    let path = format!("/api/v1/history?about={}", deal.contract_id);
    let seen = deal.t.get(&path, Some(&deal.client)).await;
    assert!(!String::from_utf8_lossy(&seen.body).contains("秘密条款"));
    let mut kinds: Vec<String> =
        seen.ok()["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["contract.changed", "contract.confirmed", "contract.confirmed", "contract.drafted"]);
    let public = deal.t.get(&path, None).await.ok();
    assert_eq!(public["items"].as_array().unwrap().len(), 3, "the change is for the parties: {public}");
}
