//! Defects that were found in real systems of this kind (domain.md §14), each as a promise. Those that a neighbour checks in depth:
//!
//! | Defect | Checked by |
//! |---|---|
//! | the highest price wins; the price is not the winner's | `methods::the_lowest_price_wins_and_its_price_is_the_award` |
//! | a tie at the last position is overlooked | `core::selection::tests::price::a_tie_at_the_last_position_is_detected` |
//! | the average is compared wrongly | `core::selection::tests::reference_price::the_nearest_to_the_mean_wins` |
//! | weak passwords, no limit of attempts | `accounts::unknown_login_and_wrong_password_are_told_alike_and_slowed_down_alike` |
//! | bids are taken outside of the auction | `core::selection::tests::reverse_auction::bids_count_only_in_the_window`, `auction` |
//! | amounts mix yuan, 万元 and floats | `core::money` |
//! | nobody enters, and the round waits for ever | `methods::with_nobody_in_it_a_round_fails_once_at_its_deadline` |
//! | “any” is taken for “all” | `core::eligibility::tests` |
//! | the contract's price is not the award's | `contract::a_price_that_differs_from_the_award_is_refused_with_both_amounts_named` |
//! | a second sign-up | `sign_up::two_clicks_at_once_enter_once` |
//! | a cursor of timestamps loses what commits late | `journal::entries_that_commit_late_and_out_of_order_are_skipped_by_no_cursor` |
//! | the deadline is now; the clock is skewed | `sign_up::exactly_at_the_deadline_is_late_and_one_millisecond_before_is_not` |
//! | two operators draw at once | `selection::several_servers_draw_once`, `races` |
//! | a recused agency signs up | `sign_up::who_is_not_eligible_is_told_each_rule_and_what_would_mend_it` |
//! | a second run overwrites the first | `award::a_declined_award_leaves_the_ledger_and_the_next_round_finds_its_own_winner` |

use axum::http::Method;
use chrono::TimeDelta;
use futures_util::future::join;
use jishi::core::role::Role;
use jishi::procurement::notices::close_due;
use serde_json::{Value, json};

use super::support::award::DRAW_AT;
use super::support::road::{AGENCIES, cast, content, content_with, fire, notice, sign_up};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
const ROLES: [Role; 4] = [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin];

#[tokio::test]
async fn nobody_starts_stops_or_repeats_a_draw() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 3).await;
    t.at(DEADLINE);
    fire(&t).await;
    let mut hands = vec![cast.client.clone(), cast.operator.clone(), cast.agencies[0].clone()];
    for role in ROLES {
        hands.push(t.staff(role).await);
    }
    let press = async || {
        for hand in &hands {
            let pick = json!({ "agency_id": cast.agencies[0].org(), "reason": "就定这一家，不必再抽了" });
            for (path, body) in
                [("selection", pick), ("withdraw", json!({ "reason": "重新再抽一次" })), ("publish", json!({}))]
            {
                let reply = t.post(&format!("/api/v1/notices/{id}/{path}"), Some(hand), body).await;
                assert!(reply.status.is_client_error(), "{path}: {}", reply.status);
            }
        }
    };
    press().await;
    assert_eq!(notice(&t, &id, None).await["state"], "closed");
    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 1);
    let drawn = notice(&t, &id, None).await["award"].clone();
    press().await;
    fire(&t).await;
    assert_eq!(notice(&t, &id, None).await["award"], drawn);
}

#[tokio::test]
async fn open_data_is_open_to_frequent_readers_without_an_account() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let id = cast.published(&t, content()).await;
    for _ in 0..300 {
        t.get(&format!("/api/v1/notices/{id}"), None).await.ok();
    }
    for path in ["notices", "awards", "agencies", "statistics", "catalog-items", "log", "openapi.json"] {
        t.get(&format!("/api/v1/{path}"), None).await;
    }
}

/// Every operation of the description: a stranger changes nothing, and whatever role asks for what is not there, nothing breaks.
#[tokio::test]
async fn every_route_is_tried_by_every_role() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let mut people: Vec<(&str, Option<User>)> =
        vec![("anonymous", None), ("client", Some(cast.client.clone())), ("agency", Some(cast.agencies[0].clone()))];
    for role in ROLES {
        people.push((role.as_str(), Some(t.staff(role).await)));
    }
    let description = t.get("/api/v1/openapi.json", None).await.ok();
    let mut tried = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(verb) = method.to_uppercase().parse::<Method>() else { continue };
            let target = concrete(path);
            // Streams never end.
            if path.ends_with("/stream") {
                continue;
            }
            for (role, user) in &people {
                let body = (verb != Method::GET).then(|| json!({ "unknown_field": 1 }));
                let reply = t.call(verb.clone(), &target, user.as_ref(), body).await;
                let told = format!("{role} {verb} {target}: {} {}", reply.status, String::from_utf8_lossy(&reply.body));
                assert!(!reply.status.is_server_error() || reply.status == 503, "{told}");
                let changes = verb != Method::GET && operation["tags"][0] != "accounts";
                if user.is_none() && changes {
                    assert!(reply.status.is_client_error(), "{told}");
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 400, "{tried}");
}

/// An address of the description with an id that nothing has.
fn concrete(path: &str) -> String {
    let mut target = String::new();
    for part in path.split('/').skip(1) {
        target.push('/');
        target.push_str(match part {
            "{id}" | "{agency_id}" | "{file_id}" => "00000000-0000-7000-8000-000000000001",
            "{year}" => "2031",
            part if part.starts_with('{') => "1",
            part => part,
        });
    }
    target
}

#[tokio::test]
async fn a_sign_up_is_taken_back_or_stands_when_the_deadline_strikes_never_both() {
    let t = TestApp::start().await;
    let cast = cast(&t, 4).await;
    for late in [false, true] {
        t.at(super::support::app::START);
        let id = cast.published(&t, content()).await;
        cast.sign_up(&t, &id, 4).await;
        let mine = t.get("/api/v1/sign-ups", Some(&cast.agencies[0])).await.ok()["items"][0]["id"].clone();
        let path = format!("/api/v1/sign-ups/{}/withdraw", mine.as_str().unwrap());
        t.at(DEADLINE);
        if !late {
            t.advance(TimeDelta::milliseconds(-1));
        }
        let withdraw = t.post(&path, Some(&cast.agencies[0]), json!({}));
        let (reply, closed) = join(withdraw, close_due(&t.app)).await;
        closed.unwrap();
        t.at(DEADLINE);
        while fire(&t).await > 0 {}
        let page = notice(&t, &id, None).await;
        let listed =
            page["roster"].as_array().unwrap().iter().any(|it| it["agency"]["id"] == json!(cast.agencies[0].org()));
        assert_eq!(reply.status.is_success(), !late);
        assert_eq!((listed, &page["entrants"]), (late, &json!(if late { 4 } else { 3 })));
    }
}

#[tokio::test]
async fn a_certificate_that_ends_before_the_deadline_counts_no_more_and_one_that_ends_after_it_does() {
    let t = TestApp::start().await;
    let mut cast = cast(&t, 0).await;
    for uscc in AGENCIES.iter().take(4) {
        cast.agencies.push(t.agency(uscc, &format!("湘西演示{uscc}工程咨询有限公司"), &["A01"]).await);
    }
    let id = cast.published(&t, content_with(json!({ "qualification_required": true, "items": ["A01"] }))).await;
    cast.sign_up(&t, &id, 4).await;
    for (agency, last_day) in [(0, "2026-11-26"), (1, "2026-11-27")] {
        sqlx::query("UPDATE agency_qualification SET valid_to = $2::date WHERE agency_id = $1")
            .bind(cast.agencies[agency].org())
            .bind(last_day)
            .execute(&t.db.pool)
            .await
            .unwrap();
    }
    t.at(DEADLINE);
    fire(&t).await;
    let page = notice(&t, &id, None).await;
    let eligible = |agency: usize| {
        let org = json!(cast.agencies[agency].org());
        page["roster"].as_array().unwrap().iter().find(|it| it["agency"]["id"] == org).unwrap()["eligible"].clone()
    };
    assert_eq!((eligible(0), eligible(1)), (json!(false), json!(true)));
    // Between the freeze and the draw nothing is judged again.
    t.at(DRAW_AT);
    fire(&t).await;
    assert_eq!(notice(&t, &id, None).await["state"], "publicity");
}

#[tokio::test]
async fn one_person_does_not_enter_a_round_for_two_agencies() {
    let t = TestApp::start().await;
    let mut cast = cast(&t, 3).await;
    let (id, other) = (cast.published(&t, content()).await, cast.published(&t, content()).await);
    // The first agency's person acts for the second one, too.
    cast.agencies[1].member.person_id = cast.agencies[0].member.person_id;
    cast.agencies[1].token = t.app.tokens().issue(&cast.agencies[1].member).unwrap();
    let enter = async |notice: &str, n: usize| {
        let agency = &cast.agencies[n];
        let body = sign_up(&t, notice, Some(agency), n).await;
        t.post(&format!("/api/v1/notices/{notice}/sign-ups"), Some(agency), body).await
    };
    let first = enter(&id, 0).await.ok();
    enter(&id, 1).await.refused(409, "same_person");
    enter(&id, 0).await.refused(409, "already_signed_up");
    enter(&other, 1).await.ok();
    enter(&id, 2).await.ok();
    // Another person of the second agency may; so may the same one once the first agency is out.
    let withdraw = format!("/api/v1/sign-ups/{}/withdraw", first["id"].as_str().unwrap());
    t.post(&withdraw, Some(&cast.agencies[0]), json!({})).await.ok();
    enter(&id, 1).await.ok();
    let body = sign_up(&t, &other, Some(&cast.agencies[0]), 0).await;
    t.post(&format!("/api/v1/notices/{other}/sign-ups"), Some(&cast.agencies[0]), body)
        .await
        .refused(409, "same_person");
}

#[tokio::test]
async fn what_nobody_should_publish_is_not_published() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    for (field, text) in [
        ("service_content", "资料发到 a@b.cn，密码：jishou2026"),
        ("other_note", "联系人身份证 11010519491231002X"),
        ("amount_note", "汇入 6222 0212 3456 7890 128"),
    ] {
        let mut changed = content();
        changed[field] = json!(text);
        let id = cast.draft(&t, changed).await;
        let refused = t
            .post(&format!("/api/v1/notices/{id}/submit"), Some(&cast.client), json!({}))
            .await
            .refused(422, "invalid");
        let error: &Value = &refused["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(format!("/{field}")), &json!("private_data")));
    }
}
