//! From the announcement of a winner to its answer.

use axum::http::Method;
use chrono::TimeDelta;
use jishi::core::role::Role;
use serde_json::{Value, json};

use super::support::award::{CONFIRM_BY, PUBLIC_UNTIL, Won, evidence, pick, selecting};
use super::support::road::{cast, content, fire, notice, sign_up};
use super::support::{TestApp, User};

#[tokio::test]
async fn publicity_ends_exactly_and_the_award_stands_in_the_ledger_from_then_on() {
    let won = Won::drawn().await;
    let t = &won.t;
    assert_eq!(won.read().await["publicity_until"], PUBLIC_UNTIL);
    t.at(PUBLIC_UNTIL);
    t.advance(TimeDelta::milliseconds(-1));
    assert_eq!(fire(t).await, 0, "not a millisecond early");
    assert_eq!(won.totals().await["awarded_fen"], 0);
    t.get(&won.path("/letter"), None).await.refused(404, "not_found");
    assert_eq!(won.read().await["letter_url"], json!(null));

    t.advance(TimeDelta::milliseconds(1));
    assert_eq!(fire(t).await, 1);
    assert_eq!(fire(t).await, 0);
    let award = won.read().await;
    assert_eq!((&award["state"], &award["awarded_at"]), (&json!("awarded"), &json!(PUBLIC_UNTIL)));
    assert_eq!(award["confirm_by"], CONFIRM_BY);
    let totals = won.totals().await;
    assert_eq!((&totals["awarded_fen"], &totals["committed_fen"]), (&json!(1_800_000), &json!(1_800_000)));

    let letter = t.get(&won.path("/letter"), None).await.ok();
    assert_eq!(letter["amount_capitals"], "人民币壹万捌仟元整");
    let text = letter["paragraphs"].to_string();
    for part in ["共 3 家报名，3 家符合条件", "随机抽取", "¥18,000.00", "2026-12-03 17:30"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let english = t.call_with(Method::GET, &won.path("/letter"), None, None, &[("accept-language", "en")]).await.ok();
    assert!(english["paragraphs"].to_string().contains("3 signed up"), "{english}");
}

#[tokio::test]
async fn a_letter_stays_as_it_was_issued_whatever_becomes_of_the_award() {
    for answer in ["confirm", "decline"] {
        let won = Won::effective().await;
        let t = &won.t;
        let issued = t.get(&won.path("/letter"), None).await.ok();
        assert!(issued["status"].as_str().unwrap().contains("2026-12-03 17:30"), "{issued}");
        t.post(&won.path(&format!("/{answer}")), Some(won.winner()), json!({ "reason": "人员不足" })).await.ok();
        sqlx::query("UPDATE organisation SET name = name || '（改名）'").execute(&t.db.pool).await.unwrap();
        let later = t.get(&won.path("/letter"), None).await.ok();
        for part in ["paragraphs", "client", "agency", "amount_capitals", "awarded_at", "confirm_by"] {
            assert_eq!(later[part], issued[part], "{answer}: {part}");
        }
        assert_ne!(later["status"], issued["status"]);
        assert_eq!(later["void"], answer == "decline", "{later}");
        assert!(won.read().await["letter_url"].is_string());
    }
}

#[tokio::test]
async fn after_an_outage_steps_are_official_at_their_deadline_and_say_when_they_were_done() {
    let won = Won::drawn().await;
    let t = &won.t;
    t.at("2026-12-03T20:56:00+08:00");
    assert_eq!(fire(t).await, 1, "the end of publicity");
    let award = won.read().await;
    assert_eq!(award["awarded_at"], PUBLIC_UNTIL);
    assert_eq!(award["confirm_by"], "2026-12-07T17:30:00+08:00", "the winner's time begins when it can know");
    let letter = t.get(&won.path("/letter"), None).await.ok();
    assert!(letter["paragraphs"].to_string().contains("自 2026-12-01 17:30 起生效"), "{letter}");
    let notice = notice(t, &won.notice, None).await;
    assert_eq!(notice["state_since"], PUBLIC_UNTIL);
    let step = notice["road"].as_array().unwrap().iter().find(|it| it["state"] == "awarded").unwrap().clone();
    assert_eq!(step["at"], PUBLIC_UNTIL);
    let history = t.get(&format!("/api/v1/history?about={}", award["id"].as_str().unwrap()), None).await.ok();
    let effective = &history["items"][0];
    assert_eq!((&effective["kind"], &effective["at"]), (&json!("award.effective"), &json!(PUBLIC_UNTIL)));
    assert_eq!(effective["done_at"], "2026-12-03T20:56:00+08:00");
    assert_eq!(history["items"][1]["done_at"], json!(null), "the draw was on time");
}

#[tokio::test]
async fn an_award_of_an_earlier_round_keeps_its_roster_when_a_next_round_is_out() {
    let won = Won::effective().await;
    let (t, client) = (&won.t, &won.cast.client);
    t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": "人员不足" })).await.ok();
    let path = format!("/api/v1/notices/{}", won.notice);
    t.post(&format!("{path}/next-round"), Some(client), json!({})).await.ok();
    // In review only its own people see the next one, with the dates that publication now would give.
    let before = notice(t, &won.notice, None).await;
    assert_eq!((&before["round_number"], &before["expected"]), (&json!(1), &json!(null)));
    for user in [client, &won.cast.operator] {
        let next = notice(t, &won.notice, Some(user)).await;
        assert_eq!((&next["round_number"], &next["signup_deadline"]), (&json!(2), &json!(null)));
        assert_eq!(next["expected"]["signup_deadline"], "2026-12-03T17:30:00+08:00");
        assert_eq!(next["expected"]["select_time"], "2026-12-04T09:30:00+08:00");
    }
    t.get(&format!("{path}?round=2"), None).await.refused(404, "not_found");
    t.post(&format!("{path}/publish"), Some(&won.cast.operator), json!({})).await.ok();
    let newest = notice(t, &won.notice, Some(client)).await;
    assert_eq!((&newest["round_number"], &newest["roster"], &newest["award"]), (&json!(2), &json!([]), &json!(null)));
    assert_eq!(newest["expected"], json!(null));
    let first = t.get(&format!("{path}?round=1"), Some(client)).await.ok();
    assert_eq!((&first["round_number"], &first["award"]["id"]), (&json!(1), &won.award["id"]));
    assert_eq!(first["roster"].as_array().unwrap().len(), 3);
    assert_eq!(first["actions"], json!([]), "it is over");
    let end = first["road"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&end["state"], &end["current"]), (&json!("failed"), &json!(true)));
    t.get(&format!("{path}?round=3"), Some(client)).await.refused(404, "not_found");
}

#[tokio::test]
async fn without_publicity_an_award_takes_effect_at_once() {
    let t = TestApp::start().await;
    sqlx::query("INSERT INTO setting (division_code, key, value) VALUES ('433101', 'publicity_days', '0')")
        .execute(&t.db.pool)
        .await
        .unwrap();
    let cast = cast(&t, 1).await;
    let id = selecting(&t, &cast, json!(3_000_000), 1).await;
    let body = pick(&cast.agencies[0], "距离最近，曾服务同一片区", json!(null));
    let award = t.post(&format!("/api/v1/notices/{id}/selection"), Some(&cast.client), body).await.ok();
    assert_eq!(award["state"], "awarded");
    assert_eq!(award["awarded_at"], award["selected_at"]);
    assert_eq!(t.get("/api/v1/ledger/totals", None).await.ok()["awarded_fen"], 3_000_000);
}

#[tokio::test]
async fn the_winner_confirms_until_the_last_millisecond_and_the_contract_is_drafted() {
    let won = Won::effective().await;
    let t = &won.t;
    let seen = t.get(&won.path(""), Some(won.winner())).await.ok();
    assert_eq!(seen["actions"], json!(["confirm", "decline"]));
    assert_eq!(won.read().await["actions"], json!([]), "not for everybody");
    t.at(CONFIRM_BY);
    t.advance(TimeDelta::milliseconds(-1));
    let award = t.post(&won.path("/confirm"), Some(won.winner()), json!({})).await.ok();
    assert!(award["confirmed_at"].is_string());
    assert_eq!(award["actions"], json!([]));
    let contract = award["contract_id"].as_str().unwrap();
    let contract = t.get(&format!("/api/v1/contracts/{contract}"), Some(won.winner())).await.ok();
    assert_eq!((&contract["state"], &contract["price_fen"]), (&json!("draft"), &json!(1_800_000)));
    t.post(&won.path("/confirm"), Some(won.winner()), json!({})).await.refused(409, "already_confirmed");
    t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": "人手不足" }))
        .await
        .refused(409, "already_confirmed");
    t.advance(TimeDelta::days(30));
    assert_eq!(fire(t).await, 0, "a confirmed award does not lapse");
}

#[tokio::test]
async fn two_confirmations_at_once_draft_one_contract() {
    let won = Won::effective().await;
    let path = won.path("/confirm");
    let press = || won.t.post(&path, Some(won.winner()), json!({}));
    let (one, two) = tokio::join!(press(), press());
    let (first, second) = if one.status.is_success() { (one, two) } else { (two, one) };
    first.ok();
    second.refused(409, "already_confirmed");
    let contracts: i64 = sqlx::query_scalar("SELECT count(*) FROM contract").fetch_one(&won.t.db.pool).await.unwrap();
    assert_eq!(contracts, 1);
}

#[tokio::test]
async fn silence_is_late_to_the_millisecond_and_fails_the_round() {
    let won = Won::effective().await;
    let t = &won.t;
    t.at(CONFIRM_BY);
    t.post(&won.path("/confirm"), Some(won.winner()), json!({})).await.refused(409, "late");
    let decline = t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": "人手不足" })).await;
    assert_eq!(decline.refused(409, "late")["deadline"], CONFIRM_BY, "silence has answered");
    assert_eq!(fire(t).await, 1);
    assert_eq!(fire(t).await, 0);
    let award = won.read().await;
    assert_eq!((&award["state"], &award["lapsed"]), (&json!("failed"), &json!(true)));
    assert_eq!(won.totals().await["awarded_fen"], 0, "the entry is reversed");
    assert_eq!(notice(t, &won.notice, None).await["end_reason"], "中选机构未在期限内确认");
    t.post(&won.path("/confirm"), Some(won.winner()), json!({})).await.refused(409, "illegal_transition");
    assert_eq!(t.get(&won.path("/letter"), None).await.ok()["void"], true);
    let told: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT about FROM journal_entry WHERE kind = 'award.lapsed'")
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
    assert!(won.cast.agencies.iter().take(3).all(|agency| told.contains(&agency.org())));
}

#[tokio::test]
async fn a_declined_award_leaves_the_ledger_and_the_next_round_finds_its_own_winner() {
    let won = Won::effective().await;
    let t = &won.t;
    t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": " " })).await.refused(422, "invalid");
    let award = t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": "人手不足" })).await.ok();
    assert_eq!((&award["state"], &award["lapsed"]), (&json!("failed"), &json!(false)));
    assert_eq!(award["decline_reason"], "人手不足");
    assert_eq!(won.totals().await["awarded_fen"], 0);
    assert_eq!(notice(t, &won.notice, None).await["end_reason"], "中选机构放弃：人手不足");

    t.post(&format!("/api/v1/notices/{}/next-round", won.notice), Some(&won.cast.client), json!({})).await.ok();
    t.post(&format!("/api/v1/notices/{}/publish", won.notice), Some(&won.cast.operator), json!({})).await.ok();
    for (n, agency) in won.cast.agencies.iter().enumerate() {
        t.post(
            &format!("/api/v1/notices/{}/sign-ups", won.notice),
            Some(agency),
            sign_up(t, &won.notice, Some(agency), n).await,
        )
        .await
        .ok();
    }
    for (deadline, steps) in [("signup_deadline", 2), ("select_time", 1)] {
        let page = notice(t, &won.notice, None).await;
        t.at(page[deadline].as_str().unwrap());
        assert_eq!(fire(t).await, steps, "{deadline}");
    }
    let page = t.get(&format!("/api/v1/awards?notice={}", won.notice), None).await.ok();
    let second = &page["items"][0];
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    assert!(second["code"].as_str().unwrap().ends_with("-R2"), "{second}");
    assert!(second["notice"]["code"].as_str().unwrap().ends_with("-R2"));
    assert_eq!((&second["entrants"], &second["state"]), (&json!(4), &json!("publicity")));
    evidence(t, second).await;
    evidence(t, &page["items"][1]).await;
}

#[tokio::test]
async fn only_the_winner_answers_and_only_once_the_award_is_in_effect() {
    let won = Won::drawn().await;
    let t = &won.t;
    let body = |verb: &str| if verb == "decline" { json!({ "reason": "人手不足" }) } else { json!({}) };
    for verb in ["confirm", "decline"] {
        let call = async |user: Option<&User>| t.post(&won.path(&format!("/{verb}")), user, body(verb)).await;
        let problem = call(Some(won.winner())).await.refused(409, "illegal_transition");
        assert_eq!(problem["state"], "publicity");
        call(None).await.refused(401, "unauthorized");
        for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
            call(Some(&t.staff(role).await)).await.refused(403, "wrong_role");
        }
        call(Some(&won.cast.client)).await.refused(403, "wrong_role");
        call(Some(won.loser())).await.refused(403, "not_yours");
        let nobody = format!("/api/v1/awards/{}/{verb}", uuid::Uuid::nil());
        t.post(&nobody, Some(won.winner()), body(verb)).await.refused(404, "not_found");
    }
    // Reading is for everybody, signed in or not.
    let admin = t.staff(Role::Admin).await;
    for path in ["", "/evidence"] {
        for user in [None, Some(&admin), Some(won.loser()), Some(&won.cast.client)] {
            t.get(&won.path(path), user).await.ok();
        }
    }
}

#[tokio::test]
async fn the_evidence_file_is_the_same_bytes_at_every_call_and_a_changed_byte_is_found() {
    let won = Won::drawn().await;
    let (one, two) = (won.t.get(&won.path("/evidence"), None).await, won.t.get(&won.path("/evidence"), None).await);
    assert_eq!(one.body, two.body);
    assert_eq!(one.headers["content-type"], "application/json");
    let text = String::from_utf8(one.body).unwrap();
    let forged = text.replace("\"signups\":3", "\"signups\":4");
    assert_ne!(forged, text);
    let verdict = jishi::core::evidence::verify(forged.as_bytes());
    assert!(verdict.failures().any(|check| check.pointer == "/signups"), "{verdict:?}");
}

#[tokio::test]
async fn awards_are_listed_by_page_and_filter() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let id = selecting(&t, &cast, json!(1_000_000), 3).await;
        let body = pick(&cast.agencies[n % 2], "长期熟悉本地地质情况", json!(null));
        let award = t.post(&format!("/api/v1/notices/{id}/selection"), Some(&cast.client), body).await.ok();
        ids.push(award["id"].clone());
    }
    ids.reverse();
    let list = async |query: &str| -> Value { t.get(&format!("/api/v1/awards?{query}"), None).await.ok() };
    let of =
        |page: &Value| -> Vec<Value> { page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect() };
    let first = list("limit=2").await;
    assert_eq!(of(&first), ids[..2]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = list(&format!("limit=2&cursor={cursor}")).await;
    assert_eq!((of(&second), &second["next_cursor"]), (ids[2..].to_vec(), &json!(null)));
    let (one, client) = (cast.agencies[1].org(), cast.client.org());
    for (query, expected) in [
        ("method=direct&item=F01&division=433100".to_owned(), 3),
        (format!("division=430000&client={client}"), 3),
        (format!("agency={one}"), 1),
        ("method=draw".to_owned(), 0),
        ("item=C01".to_owned(), 0),
        ("division=440000".to_owned(), 0),
        ("state=awarded".to_owned(), 2),
        ("state=publicity".to_owned(), 1),
    ] {
        assert_eq!(of(&list(&query).await).len(), expected, "{query}");
    }
    t.get("/api/v1/awards?method=lottery", None).await.refused(400, "bad_query");
    t.get("/api/v1/awards?cursor=00", None).await.refused(400, "bad_cursor");
}

#[tokio::test]
async fn records_count_what_is_in_effect_and_tell_nothing_of_open_rounds() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    for (n, amount) in [(0, 1_000_000), (0, 2_000_000), (1, 3_000_000)] {
        let id = selecting(&t, &cast, json!(amount), 2).await;
        let body = pick(&cast.agencies[n], "长期熟悉本地地质情况", json!(null));
        t.post(&format!("/api/v1/notices/{id}/selection"), Some(&cast.client), body).await.ok();
    }
    let open = cast.published(&t, content()).await;
    cast.sign_up(&t, &open, 1).await;
    let agency = format!("/api/v1/agencies/{}/record", cast.agencies[0].org());
    let before = t.get(&agency, None).await.ok();
    assert_eq!(before["sign_ups_count"], 3, "an open round tells nobody");

    t.advance(TimeDelta::days(1));
    fire(&t).await;
    let record = t.get(&agency, None).await.ok();
    assert_eq!((&record["awards_count"], &record["awarded_fen"]), (&json!(2), &json!(3_000_000)));
    assert_eq!(record["prices"][0]["item_code"], "F01");
    let prices: Vec<_> = record["prices"][0]["points"].as_array().unwrap().iter().map(|it| &it["amount_fen"]).collect();
    assert_eq!(json!(prices), json!([1_000_000, 2_000_000]));

    let record = t.get(&format!("/api/v1/clients/{}/record", cast.client.org()), None).await.ok();
    assert_eq!(
        (&record["notices_count"], &record["awarded_fen"]),
        (&json!(4), &json!(3_000_000)),
        "the third is in publicity"
    );
    let first = &record["concentration"][0];
    assert_eq!(first["agency"]["id"], json!(cast.agencies[0].org()));
    assert_eq!((&first["count"], &first["share_percent"]), (&json!(2), &json!(67)));
    let nobody = uuid::Uuid::nil();
    t.get(&format!("/api/v1/agencies/{nobody}/record"), None).await.refused(404, "not_found");
    t.get(&format!("/api/v1/clients/{nobody}/record"), None).await.refused(404, "not_found");
}
