//! One winner, found by rule, provable by anybody.

use std::io::Write;
use std::process::{Command, Stdio};

use axum::http::Method;
use chrono::TimeDelta;
use jishi::core::role::Role;
use jishi::procurement::selection::select_due;
use serde_json::{Value, json};

use super::support::award::{DRAW_AT, Won, direct, evidence, only_award, pick, selecting};
use super::support::road::{OTHER_CLIENT, cast, content, content_with, fire, notice};
use super::support::{TestApp, User};

const WHY: &str = "近三年同类项目业绩最多，报价合理";

fn selection(id: &str) -> String {
    format!("/api/v1/notices/{id}/selection")
}

async fn count(t: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&t.db.pool).await.unwrap()
}

#[tokio::test]
async fn a_draw_happens_at_its_time_and_anybody_can_recompute_it() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content()).await;
    let published = notice(&t, &id, None).await;
    cast.sign_up(&t, &id, 3).await;
    t.at("2026-11-27T17:30:00+08:00");
    fire(&t).await;
    t.at(DRAW_AT);
    t.advance(TimeDelta::milliseconds(-1));
    assert_eq!(fire(&t).await, 0, "not a millisecond early");
    t.advance(TimeDelta::milliseconds(1));
    assert_eq!(fire(&t).await, 1);
    assert_eq!(fire(&t).await, 0, "nobody repeats it");

    let award = only_award(&t).await;
    let file = evidence(&t, &award).await;
    let page = notice(&t, &id, None).await;
    assert_eq!(page["state"], "publicity");
    assert_eq!(page["award"]["id"], award["id"]);
    for (name, expected) in [
        ("notice_code", &page["code"]),
        ("select_time", &json!(DRAW_AT)),
        ("beacon", &json!("-")),
        ("commit", &published["draw_commit"]),
        ("rules_hash", &published["rules_hash"]),
        ("roster_hash", &page["roster_hash"]),
        ("winner", &award["agency"]["uscc"]),
    ] {
        assert_eq!(&file[name], expected, "{name}");
    }
    assert_eq!(award["code"], json!(format!("ZX-{}", page["code"].as_str().unwrap())));
    assert_eq!((&award["entrants"], &award["eligible"]), (&json!(3), &json!(3)));
    assert_eq!(award["amount_fen"], 1_800_000);
    assert_eq!(python(&file), award["agency"]["uscc"].as_str().unwrap());
}

/// What the second implementation says.
pub fn python(evidence: &Value) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify_draw.py");
    let mut child = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{evidence}").unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn everybody_who_took_part_is_told_how_many_entered_and_why_it_went_so() {
    let won = Won::drawn().await;
    let (about, audience, public): (Vec<uuid::Uuid>, String, Value) =
        sqlx::query_as("SELECT about, audience, public FROM journal_entry WHERE kind = 'award.selected'")
            .fetch_one(&won.t.db.pool)
            .await
            .unwrap();
    for agency in won.cast.agencies.iter().take(3) {
        assert!(about.contains(&agency.org()));
    }
    assert!(!about.contains(&won.cast.agencies[3].org()), "it did not take part");
    assert!(about.contains(&won.cast.client.org()));
    assert!(about.contains(&won.award["id"].as_str().unwrap().parse().unwrap()));
    assert_eq!(audience, "public");
    let file = evidence(&won.t, &won.award).await;
    for (name, expected) in [
        ("entrants", &json!(3)),
        ("eligible", &json!(3)),
        ("method", &json!("draw")),
        ("amount_fen", &json!(1_800_000)),
        ("agency_id", &won.award["agency"]["id"]),
        ("seed", &file["seed"]),
        ("roster_hash", &file["roster_hash"]),
        ("evidence_digest", &file["digest"]),
        ("notice_code", &file["notice_code"]),
    ] {
        assert_eq!(&public[name], expected, "{name}");
    }
}

#[tokio::test]
async fn several_servers_draw_once() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 3).await;
    t.at("2026-11-27T17:30:00+08:00");
    fire(&t).await;
    // Down over the selection time, then four servers come up at once.
    t.at("2026-12-02T08:00:00+08:00");
    let fired = futures_util::future::join_all((0..4).map(|_| select_due(&t.app))).await;
    assert_eq!(fired.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
    let award = only_award(&t).await;
    assert_eq!(award["selected_at"], DRAW_AT, "official as fixed before sign-up");
    assert_eq!(evidence(&t, &award).await["select_time"], DRAW_AT);
    let page = t.get(&format!("/api/v1/awards/{}", award["id"].as_str().unwrap()), None).await.ok();
    assert_eq!(page["publicity_until"], "2026-12-03T17:30:00+08:00", "counted from when everybody could read it");
    assert_eq!(count(&t, "SELECT count(*) FROM journal_entry WHERE kind = 'award.selected'").await, 1);
}

#[tokio::test]
async fn a_round_that_cannot_be_drawn_now_stands_in_nobodys_way() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let (spoilt, sound) = (cast.published(&t, content()).await, cast.published(&t, content()).await);
    for id in [&spoilt, &sound] {
        cast.sign_up(&t, id, 3).await;
    }
    t.at("2026-11-27T17:30:00+08:00");
    assert_eq!(fire(&t).await, 4, "both closed and opened");
    let kept: Vec<u8> = sqlx::query_scalar("SELECT draw_secret FROM round WHERE notice_id = $1::uuid")
        .bind(&spoilt)
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
    let set = "UPDATE round SET draw_secret = $2 WHERE notice_id = $1::uuid";
    sqlx::query(set).bind(&spoilt).bind(vec![0_u8; 72]).execute(&t.db.pool).await.unwrap();
    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &sound, None).await["state"], "publicity");
    assert_eq!(notice(&t, &spoilt, None).await["state"], "closed", "left as it was");
    sqlx::query(set).bind(&spoilt).bind(kept).execute(&t.db.pool).await.unwrap();
    assert_eq!(fire(&t).await, 0, "not tried again at once");
    t.advance(TimeDelta::seconds(30));
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &spoilt, None).await["state"], "publicity");
}

#[tokio::test]
async fn a_direct_selection_is_a_reasoned_pick_from_the_compliant_roster() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = selecting(&t, &cast, json!(null), 2).await;
    let seen = t.get(&format!("/api/v1/notices/{id}/candidates"), Some(&cast.client)).await.ok();
    assert_eq!((&seen["cap_fen"], &seen["amount_fen"]), (&json!(10_000_000), &json!(null)));
    assert_eq!(seen["candidates"].as_array().unwrap().len(), 2);
    assert_eq!(seen["candidates"][0]["agency"]["id"], json!(cast.agencies[0].org()));
    assert_eq!(seen["candidates"][0]["concentration"]["total"], 0);
    assert_eq!(seen["split_warning"], json!(null));

    let wrong = pick(&cast.agencies[2], "  就是它了  ", json!(null));
    let problem = t.post(&selection(&id), Some(&cast.client), wrong).await.refused(422, "invalid");
    let fields: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|it| (&it["pointer"], &it["code"])).collect();
    let expected = [("/agency_id", "not_in_roster"), ("/reason", "length"), ("/amount_fen", "required")];
    assert_eq!(json!(fields), json!(expected), "all at once");

    let right = pick(&cast.agencies[1], WHY, json!("4.5万"));
    let reply = t.post(&selection(&id), Some(&cast.client), right).await;
    assert_eq!(reply.status.as_u16(), 201);
    let award = reply.ok();
    assert_eq!(award["agency"]["id"], json!(cast.agencies[1].org()));
    assert_eq!((&award["amount_fen"], &award["reason"]), (&json!(4_500_000), &json!(WHY)));
    assert_eq!((&award["state"], &award["entrants"]), (&json!("publicity"), &json!(2)));
    assert_eq!(award["concentration"]["awards"], 0);
    let file = evidence(&t, &award).await;
    assert_eq!((&file["method"], &file["reason"]), (&json!("direct"), &json!(WHY)));

    let again = t.post(&selection(&id), Some(&cast.client), pick(&cast.agencies[0], WHY, json!(4_500_000))).await;
    let problem = again.refused(409, "already_selected");
    assert_eq!(problem["winner"]["id"], json!(cast.agencies[1].org()));
    assert!(problem["detail"].as_str().unwrap().contains("湘西演示2号"), "{problem}");
    t.get(&format!("/api/v1/notices/{id}/candidates"), Some(&cast.client)).await.refused(409, "already_selected");
}

#[tokio::test]
async fn two_presses_at_once_get_one_award_and_one_clear_refusal() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = selecting(&t, &cast, json!(3_000_000), 2).await;
    let path = selection(&id);
    let press = |n: usize| t.post(&path, Some(&cast.client), pick(&cast.agencies[n], WHY, json!(null)));
    let (one, two) = tokio::join!(press(0), press(1));
    let (won, lost) = if one.status.is_success() { (one, two) } else { (two, one) };
    let award = won.ok();
    assert_eq!(lost.refused(409, "already_selected")["winner"]["id"], award["agency"]["id"]);
    assert_eq!(only_award(&t).await["id"], award["id"]);
}

#[tokio::test]
async fn a_retried_press_gets_the_first_answer() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = selecting(&t, &cast, json!(3_000_000), 2).await;
    let body = pick(&cast.agencies[0], WHY, json!(null));
    let key = [("idempotency-key", "press-1")];
    let path = selection(&id);
    let press = || t.call_with(Method::POST, &path, Some(&cast.client), Some(body.clone()), &key);
    let (first, second) = (press().await.ok(), press().await.ok());
    assert_eq!(first, second);
}

#[tokio::test]
async fn the_cap_of_the_frozen_rules_holds_to_the_fen() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let id = selecting(&t, &cast, json!(null), 1).await;
    // Later settings touch later rounds only.
    sqlx::query("INSERT INTO setting (division_code, key, value) VALUES ('433101', 'direct_cap_fen', '1')")
        .execute(&t.db.pool)
        .await
        .unwrap();
    let refusals = [
        (json!(10_000_001), "over_cap"),
        (json!(0), "too_small"),
        (json!(-5), "amount"),
        (json!("abc"), "amount"),
        (json!(null), "required"),
    ];
    for (amount, code) in refusals {
        let reply = t.post(&selection(&id), Some(&cast.client), pick(&cast.agencies[0], WHY, amount)).await;
        let problem = reply.refused(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!("/amount_fen"), &json!(code))
        );
    }
    let at_cap = pick(&cast.agencies[0], WHY, json!(10_000_000));
    t.post(&selection(&id), Some(&cast.client), at_cap).await.ok();
}

#[tokio::test]
async fn an_amount_other_than_the_notices_is_refused() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let id = selecting(&t, &cast, json!(3_000_000), 1).await;
    let other = pick(&cast.agencies[0], WHY, json!(2_999_999));
    let problem = t.post(&selection(&id), Some(&cast.client), other).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "differs");
    let text = problem["errors"][0]["detail"].as_str().unwrap();
    assert!(text.contains("¥30,000.00") && text.contains("¥29,999.99"), "{text}");
}

#[tokio::test]
async fn the_pairs_past_and_a_split_purchase_are_shown_before_and_recorded_after() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let first = selecting(&t, &cast, json!(6_000_000), 2).await;
    t.post(&selection(&first), Some(&cast.client), pick(&cast.agencies[0], WHY, json!(null))).await.ok();

    let second = selecting(&t, &cast, json!(6_000_000), 2).await;
    let seen = t.get(&format!("/api/v1/notices/{second}/candidates"), Some(&cast.client)).await.ok();
    let pair = &seen["candidates"][0]["concentration"];
    assert_eq!((&pair["count"], &pair["total"], &pair["share_percent"]), (&json!(1), &json!(1), &json!(100)));
    assert_eq!(pair["amount_fen"], 6_000_000);
    assert_eq!(seen["candidates"][1]["concentration"]["count"], 0);
    let split = &seen["split_warning"];
    assert_eq!(split["findings"], json!([{ "item_code": "F01", "purchases": 2, "sum_fen": 12_000_000 }]));
    assert!(split["text"].as_str().unwrap().contains("¥120,000.00"), "{split}");

    let reply = t.post(&selection(&second), Some(&cast.client), pick(&cast.agencies[0], WHY, json!(null))).await;
    assert_eq!(reply.ok()["concentration"]["awards_to_agency"], 1);
    let public: Value = sqlx::query_scalar(
        "SELECT public FROM journal_entry WHERE kind = 'award.selected' ORDER BY at DESC, id DESC LIMIT 1",
    )
    .fetch_one(&t.db.pool)
    .await
    .unwrap();
    assert_eq!(public["splits"], split["findings"]);
    assert_eq!(public["reason"], WHY);
}

#[tokio::test]
async fn only_the_notices_own_client_selects_and_only_while_it_is_selecting() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let stranger = t.client(OTHER_CLIENT, "吉首市（演示）水务中心").await;
    let body = || pick(&cast.agencies[0], WHY, json!(3_000_000));

    let open = cast.published(&t, direct(json!(3_000_000))).await;
    let problem = t.post(&selection(&open), Some(&cast.client), body()).await.refused(409, "illegal_transition");
    assert_eq!((&problem["state"], &problem["to"]), (&json!("published"), &json!("publicity")));
    let draft = cast.draft(&t, direct(json!(3_000_000))).await;
    t.post(&selection(&draft), Some(&stranger), body()).await.refused(404, "not_found");
    let drawn = cast.published(&t, content()).await;
    t.post(&selection(&drawn), Some(&cast.client), body()).await.refused(409, "not_direct");
    t.post(&selection(&drawn[..35]), Some(&cast.client), body()).await.refused(404, "not_found");

    let id = selecting(&t, &cast, json!(3_000_000), 1).await;
    for route in ["selection", "candidates"] {
        let path = format!("/api/v1/notices/{id}/{route}");
        let call = async |user: Option<&User>| match route {
            "selection" => t.post(&path, user, body()).await,
            _ => t.get(&path, user).await,
        };
        call(None).await.refused(401, "unauthorized");
        for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
            call(Some(&t.staff(role).await)).await.refused(403, "wrong_role");
        }
        call(Some(&cast.agencies[0])).await.refused(403, "wrong_role");
        call(Some(&stranger)).await.refused(403, "not_yours");
    }
    assert_eq!(count(&t, "SELECT count(*) FROM award").await, 0);
    t.post(&selection(&id), Some(&cast.client), body()).await.ok();
}

#[tokio::test]
async fn a_crowd_of_rounds_that_cannot_be_drawn_does_not_starve_the_next() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let sound = cast.published(&t, content()).await;
    cast.sign_up(&t, &sound, 3).await;
    t.at("2026-11-27T17:30:00+08:00");
    fire(&t).await;
    // Rounds without a secret, all due before the sound one.
    for number in 0..101 {
        t.round(&cast.client, 5_000 + number, "closed", "draw").await;
    }
    let stuck = "UPDATE round SET next_due = 'select', next_due_at = '2026-11-28T00:00:00Z' WHERE next_due IS NULL";
    sqlx::query(stuck).execute(&t.db.pool).await.unwrap();
    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 0, "the crowd comes first");
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &sound, None).await["state"], "publicity");
}

#[tokio::test]
async fn relief_counts_failures_to_find_entrants_and_no_others() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content()).await;
    let until = async |field: &str| {
        t.at(notice(&t, &id, None).await[field].as_str().unwrap());
        assert!(fire(&t).await > 0, "{field}");
    };
    let again = async || {
        t.post(&format!("/api/v1/notices/{id}/next-round"), Some(&cast.client), json!({})).await.ok();
        t.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
        let page = notice(&t, &id, None).await;
        (
            page["round_number"].as_i64().unwrap(),
            page["too_few"].as_i64().unwrap(),
            page["min_entrants"].as_i64().unwrap(),
        )
    };
    until("signup_deadline").await;
    assert_eq!(again().await, (2, 1, 3), "nobody came");
    cast.sign_up(&t, &id, 3).await;
    until("signup_deadline").await;
    until("select_time").await;
    let award = only_award(&t).await;
    let page = t.get(&format!("/api/v1/awards/{}", award["id"].as_str().unwrap()), None).await.ok();
    t.at(page["publicity_until"].as_str().unwrap());
    assert_eq!(fire(&t).await, 1);
    let winner = cast.agencies.iter().find(|user| award["agency"]["id"] == json!(user.org())).unwrap();
    let path = format!("/api/v1/awards/{}/decline", award["id"].as_str().unwrap());
    t.post(&path, Some(winner), json!({ "reason": "人手不足" })).await.ok();
    assert_eq!(again().await, (3, 1, 3), "the second round found its entrants");
    cast.sign_up(&t, &id, 2).await;
    until("signup_deadline").await;
    assert_eq!(again().await, (4, 2, 2), "the second failure to find them");
    cast.sign_up(&t, &id, 2).await;
    until("signup_deadline").await;
    until("select_time").await;
    let awards = t.get(&format!("/api/v1/awards?notice={id}"), None).await.ok();
    let file = evidence(&t, &awards["items"][0]).await;
    assert_eq!((&file["too_few"], file["roster"].as_array().unwrap().len()), (&json!(2), 2));
}

#[tokio::test]
async fn two_rounds_meant_to_fail_do_not_lift_the_cap_of_direct_selection() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    // ¥500,000, five times the cap. Nobody comes: too much is asked for, or too little offered.
    let wanted = json!({ "method": "direct", "amount_fen": 50_000_000, "staff_required": 0 });
    let again = async |id: &str, more: &Value| {
        t.at(notice(&t, id, None).await["signup_deadline"].as_str().unwrap());
        assert_eq!(fire(&t).await, 1);
        t.post(&format!("/api/v1/notices/{id}/next-round"), Some(&cast.client), more.clone()).await
    };
    let publish = async |id: &str| {
        t.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    };
    for staged in [json!({ "amount_fen": 50_000_000, "staff_required": 50 }), json!({ "amount_fen": 1_000_000 })] {
        let id = cast.published(&t, content_with(staged)).await;
        again(&id, &json!({})).await.ok();
        publish(&id).await;
        let refused = again(&id, &wanted).await.refused(422, "invalid");
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!("/amount_fen"), &json!("over_cap"))
        );
    }
    // Nobody came for the same on the same terms, twice.
    let id = cast.published(&t, content_with(json!({ "amount_fen": 50_000_000 }))).await;
    again(&id, &json!({})).await.ok();
    publish(&id).await;
    assert_eq!(again(&id, &wanted).await.ok()["too_few"], 2);
    // Sent back, it cannot be raised either.
    let (path, reason) = (format!("/api/v1/notices/{id}"), json!({ "reason": "请补充说明" }));
    t.post(&format!("{path}/return"), Some(&cast.operator), reason).await.ok();
    let draft = t.get(&format!("{path}/draft"), Some(&cast.client)).await;
    let version = draft.headers["etag"].to_str().unwrap().to_owned();
    let mut raised = draft.ok();
    raised["amount_fen"] = json!(60_000_000);
    for member in ["id", "version", "problems"] {
        raised.as_object_mut().unwrap().remove(member);
    }
    let headers = [("if-match", version.as_str())];
    let saved =
        t.call_with(Method::PUT, &format!("{path}/draft"), Some(&cast.client), Some(raised), &headers).await.ok();
    assert_eq!(saved["problems"][0]["code"], "over_cap");
}

#[tokio::test]
async fn rules_frozen_before_their_range_was_checked_do_no_harm() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let id = selecting(&t, &cast, json!(3_000_000), 1).await;
    sqlx::query("UPDATE round SET rules = jsonb_set(rules, '{split_days}', '4294967295')")
        .execute(&t.db.pool)
        .await
        .unwrap();
    let seen = t.get(&format!("/api/v1/notices/{id}/candidates"), Some(&cast.client)).await.ok();
    assert_eq!(seen["candidates"].as_array().unwrap().len(), 1);
}
