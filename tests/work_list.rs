//! Work lists: each role sees what waits for it, until when by the calendar, the most urgent first.

use chrono::TimeDelta;
use jishi::core::role::Role;
use serde_json::{Value, json};

use crate::support::app::instant;
use crate::support::{TestApp, User};

const A: (&str, &str) = ("91433101MADEM00112", "湘西（演示）测绘有限公司");
const B: (&str, &str) = ("91433101MADEM002XR", "吉首（演示）工程咨询有限公司");
const C: (&str, &str) = ("12433101MADEM1022J", "吉首市（演示）水利局");
const D: (&str, &str) = ("12433101MADEM103XX", "吉首市（演示）住建局");

async fn items(t: &TestApp, user: &User) -> Vec<Value> {
    t.get("/api/v1/work-list", Some(user)).await.ok()["items"].as_array().unwrap().clone()
}

async fn kinds(t: &TestApp, user: &User) -> Vec<String> {
    items(t, user).await.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

async fn run(t: &TestApp, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&t.db.pool).await.unwrap();
}

#[tokio::test]
async fn a_client_sees_its_own_rounds_in_order_of_their_state() {
    let t = TestApp::start().await;
    let client = t.client(C.0, C.1).await;
    let other = t.client(D.0, D.1).await;
    for (number, state) in ["draft", "returned", "selecting", "failed", "published", "in_review"].iter().enumerate() {
        t.round(&client, number as u128, state, "direct").await;
    }
    t.round(&client, 9, "selecting", "draw").await;
    assert_eq!(kinds(&t, &client).await, ["finish_draft", "correct_notice", "select", "reannounce"]);
    assert_eq!(kinds(&t, &other).await, [""; 0]);
    let draft = &items(&t, &client).await[0];
    assert_eq!(draft["link"], "/office/notices/00000000-0000-0000-0000-0000000003e8/edit");
    assert_eq!(
        (&draft["action"], &draft["urgency"], &draft["due_at"]),
        (&json!("继续填写"), &json!("normal"), &Value::Null)
    );
}

#[tokio::test]
async fn a_contract_waits_for_each_side_in_turn() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    let supervisor = t.staff(Role::Supervisor).await;
    run(&t, "UPDATE agency SET checked_at = pledged_at").await;
    let round = t.round(&client, 1, "published", "draw").await;
    let award = t.awarded(&round, &agency, t.clock.get() + TimeDelta::days(1)).await;
    t.contracted(award).await;
    for user in [&client, &agency] {
        assert_eq!(kinds(&t, user).await, ["confirm_contract"]);
    }
    run(&t, "UPDATE contract SET client_confirmed_at = '2026-11-24T02:00:00Z'").await;
    assert_eq!(kinds(&t, &client).await, [""; 0]);
    run(&t, "UPDATE contract SET agency_confirmed_at = '2026-11-24T03:00:00Z', state = 'confirmed'").await;
    assert_eq!(kinds(&t, &agency).await, [""; 0]);
    let filing = items(&t, &client).await;
    assert_eq!((&filing[0]["kind"], &filing[0]["urgency"]), (&json!("file_contract"), &json!("normal")));
    // Its time passes: exactly then is late, and the supervisor sees it.
    let due = filing[0]["due_at"].as_str().unwrap().to_owned();
    t.clock.set(instant(&due) - TimeDelta::milliseconds(1));
    assert_eq!(items(&t, &client).await[0]["urgency"], "soon");
    assert_eq!(kinds(&t, &supervisor).await, [""; 0]);
    t.at(&due);
    assert_eq!(items(&t, &client).await[0]["urgency"], "overdue");
    let seen = items(&t, &supervisor).await;
    assert_eq!(seen[0]["kind"], "file_contract");
    assert!(seen[0]["text"].as_str().unwrap().contains(C.1), "{seen:?}");
    run(&t, "UPDATE contract SET state = 'filed'; UPDATE round SET state = 'in_service'").await;
    assert_eq!(kinds(&t, &agency).await, ["deliver"]);
    run(
        &t,
        "UPDATE round SET state = 'delivered';
        INSERT INTO deliverable (id, contract_id, number, note, submitted_at, state)
        SELECT id, id, 1, '', '2026-11-24T03:00:00Z', 'submitted' FROM contract",
    )
    .await;
    assert_eq!(kinds(&t, &client).await, ["accept_deliverable"]);
    run(&t, "UPDATE deliverable SET state = 'accepted'; UPDATE round SET state = 'accepted'").await;
    assert_eq!(kinds(&t, &client).await, ["pay"]);
    run(
        &t,
        "INSERT INTO payment (id, contract_id, amount_fen, paid_on, state, recorded_at)
        SELECT id, id, price_fen, '2026-11-24', 'recorded', '2026-11-24T03:00:00Z' FROM contract",
    )
    .await;
    assert_eq!(kinds(&t, &client).await, [""; 0]);
    assert_eq!(kinds(&t, &agency).await, ["confirm_payment"]);
    run(&t, "UPDATE payment SET state = 'disputed', decided_at = '2026-09-01T03:00:00Z'").await;
    assert_eq!(kinds(&t, &client).await, ["settle_dispute", "pay"]);
    assert_eq!(kinds(&t, &supervisor).await, ["settle_dispute"]);
    run(&t, "UPDATE payment SET state = 'confirmed'").await;
    for user in [&client, &agency, &supervisor] {
        assert_eq!(kinds(&t, user).await, [""; 0]);
    }
}

#[tokio::test]
async fn an_agency_sees_notices_in_its_services_that_close_soon_and_awards_to_answer() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let stranger = t.agency(B.0, B.1, &["F01"]).await;
    let client = t.client(C.0, C.1).await;
    let soon = t.round(&client, 1, "published", "draw").await;
    let later = t.round(&client, 2, "published", "draw").await;
    run(
        &t,
        &format!(
            "UPDATE round SET signup_deadline = '2026-11-25T17:30:00+08:00' WHERE id = '{}';
            UPDATE round SET signup_deadline = '2026-12-25T17:30:00+08:00' WHERE id = '{}'",
            soon.round_id, later.round_id
        ),
    )
    .await;
    let list = items(&t, &agency).await;
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(
        list[0],
        json!({
            "kind": "sign_up", "title": "河道整治工程测绘",
            "text": "吉首市（演示）水利局，¥18,000.00，随机抽取。报名即将截止。",
            "due_at": "2026-11-25T17:30:00+08:00", "provisional": false, "working_days_left": 1, "link": format!("/notices/{}", soon.notice_id),
            "action": "查看并报名", "urgency": "soon",
        })
    );
    assert_eq!(kinds(&t, &stranger).await, [""; 0]);
    // No button where it may not sign up: the certificate has expired.
    run(&t, "UPDATE round SET qualification_required = true").await;
    run(&t, "UPDATE agency_qualification SET valid_to = '2026-11-23'").await;
    assert_eq!(kinds(&t, &agency).await, [""; 0]);
    run(&t, "UPDATE agency_qualification SET valid_to = '2026-11-24'").await;
    assert_eq!(kinds(&t, &agency).await, ["sign_up"]);
    t.signed_up(&soon, &agency).await;
    assert_eq!(kinds(&t, &agency).await, [""; 0]);
    let won = t.round(&client, 3, "awarded", "draw").await;
    t.awarded(&won, &agency, instant("2026-11-26T17:30:00+08:00")).await;
    run(&t, "UPDATE agency SET owed_due_at = '2026-12-20T17:30:00+08:00', check_failed = '执照过期'").await;
    assert_eq!(kinds(&t, &agency).await, ["confirm_award", "hand_in_scans", "correct_entry"]);
}

#[tokio::test]
async fn the_operator_reviews_and_checks_within_working_days() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    let supervisor = t.staff(Role::Supervisor).await;
    let client = t.client(C.0, C.1).await;
    t.round(&client, 1, "in_review", "draw").await;
    t.agency(A.0, A.1, &["C01"]).await;
    let list = items(&t, &operator).await;
    let due = |n: usize| {
        (list[n]["kind"].as_str().unwrap(), list[n]["due_at"].as_str().unwrap(), &list[n]["working_days_left"])
    };
    // One and two working days after a Tuesday.
    assert_eq!(due(0), ("review_notice", "2026-11-25T17:30:00+08:00", &json!(1)));
    assert_eq!(due(1), ("check_agency", "2026-11-26T17:30:00+08:00", &json!(2)));
    t.at("2026-11-25T17:30:00+08:00");
    assert_eq!(kinds(&t, &supervisor).await, ["review_notice"]);
}

#[tokio::test]
async fn a_missing_year_is_shown_to_who_can_load_it() {
    let t = TestApp::start().await;
    let admin = t.staff(Role::Admin).await;
    let desk = t.staff(Role::Desk).await;
    run(&t, "DELETE FROM calendar_year WHERE year = 2027").await;
    t.at("2026-12-30T09:00:00+08:00");
    let list = items(&t, &admin).await;
    assert_eq!((&list[0]["kind"], &list[0]["title"]), (&json!("load_calendar"), &json!("2027 年工作日历")));
    let english = t
        .call_with(axum::http::Method::GET, "/api/v1/work-list", Some(&admin), None, &[("Accept-Language", "en")])
        .await
        .ok();
    assert_eq!(english["items"][0]["action"], "Load the calendar");
    assert_eq!(kinds(&t, &desk).await, [""; 0]);
    t.get("/api/v1/work-list", None).await.refused(401, "unauthorized");
}

#[tokio::test]
async fn a_corrected_entry_waits_for_the_operator_again() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let operator = t.staff(Role::Operator).await;
    let path = format!("/api/v1/agencies/{}", agency.org());
    let failed = json!({ "passed": false, "reason": "执照扫描件缺页" });
    t.post(&format!("{path}/check"), Some(&operator), failed).await.ok();
    assert_eq!(kinds(&t, &agency).await, ["correct_entry"]);
    let to_check = async || {
        let mut waiting = items(&t, &operator).await;
        waiting.retain(|it| it["kind"] == "check_agency");
        waiting
    };
    assert_eq!(to_check().await, [Value::Null; 0]);
    t.advance(TimeDelta::days(30));
    let person = json!({ "name": "向某", "certificate": "注册测绘师" });
    t.post(&format!("{path}/practitioners"), Some(&agency), person).await.ok();
    assert_eq!(kinds(&t, &agency).await, [""; 0]);
    // The operator's days begin with the correction.
    assert_eq!(to_check().await[0]["urgency"], "normal");
    t.post(&format!("{path}/check"), Some(&operator), json!({ "passed": true })).await.ok();
    assert_eq!(to_check().await, [Value::Null; 0]);
}

#[tokio::test]
async fn what_has_a_deadline_is_seen_behind_any_number_of_contracts_that_have_none() {
    let t = TestApp::start().await;
    let agency = t.agency(A.0, A.1, &["C01"]).await;
    let client = t.client(C.0, C.1).await;
    let round = t.round(&client, 1, "published", "draw").await;
    let award = t.awarded(&round, &agency, t.clock.get()).await;
    t.contracted(award).await;
    // Accepted long ago, and not paid.
    run(
        &t,
        "INSERT INTO notice (id, client_id, created_at)
        SELECT md5('n' || i)::uuid, client_id, created_at
        FROM notice
        CROSS JOIN generate_series(1, 301) i;
        INSERT INTO round (id, notice_id, number, state, state_since, division_code)
        SELECT md5('r' || i)::uuid, md5('n' || i)::uuid, 1, 'accepted', state_since, division_code
        FROM round
        CROSS JOIN generate_series(1, 301) i;
        INSERT INTO award (id, round_id, notice_id, client_id, agency_id, code, method, amount_fen, evidence, selected_at,
            publicity_until, awarded_at)
        SELECT md5('a' || i)::uuid, md5('r' || i)::uuid, md5('n' || i)::uuid, client_id, agency_id, 'a' || i, method, amount_fen,
            evidence, selected_at, publicity_until, awarded_at - interval '90 days'
        FROM award
        CROSS JOIN generate_series(1, 301) i;
        INSERT INTO contract (id, award_id, round_id, notice_id, client_id, agency_id, code, state, name, price_fen, content,
            payment_terms)
        SELECT md5('k' || i)::uuid, md5('a' || i)::uuid, md5('r' || i)::uuid, md5('n' || i)::uuid, client_id, agency_id, 'k' || i,
            'filed', name, price_fen, content, payment_terms
        FROM contract
        CROSS JOIN generate_series(1, 301) i",
    )
    .await;
    assert_eq!(kinds(&t, &client).await[..2], ["confirm_contract", "pay"]);
}
