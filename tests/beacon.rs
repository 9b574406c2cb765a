//! The public number of a round (公开号码): named beforehand, in the seed, entered by whoever is concerned, and not waited for without end.
//! The drand round of these tests was signed in May 2024; the clock is set there.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use chrono::TimeDelta;
use jishi::core::beacon::CHAIN;
use jishi::core::draw::seed;
use jishi::core::evidence::verify;
use jishi::core::money::Fen;
use jishi::core::role::Role;
use jishi::core::seal::Quote;
use jishi::procurement::selection::{Drand, fetch_drand};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::selection::python;
use super::support::app::Reply;
use super::support::award::{DRAW_AT, evidence, only_award};
use super::support::road::{AGENCIES, Cast, OTHER_CLIENT, cast, content_with, fire, notice, sealed_quote};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
/// 17:30 on the second working day after the selection time.
const BEACON_BY: &str = "2026-12-02T17:30:00+08:00";
const NUMBERS: &str = "31 08 03 19 24 12 + 07";
const VALUE: &str = "lottery:ssq:2026139:03,08,12,19,24,31+07";

const SIGNED_AT: &str = "2024-05-20T09:33:09+08:00";
const ROUND: u64 = 7_788_475;
const SIGNATURE: &str =
    "a17b758d8ef1a88a1e7f2db59634d5bc40f779ad44d41fe01cc0862bafb23f1510afdb12ff90985c5ed495434e4a19e5";

fn lottery() -> Value {
    json!({ "source": "lottery", "game": "ssq", "issue": "2026139" })
}

async fn enter(t: &TestApp, id: &str, user: Option<&User>, value: &str) -> Reply {
    t.post(&format!("/api/v1/notices/{id}/beacon"), user, json!({ "value": value })).await
}

/// A draw among three that names a lottery, at its deadline, opened.
async fn closed(t: &TestApp) -> (Cast, String) {
    let cast = cast(t, 4).await;
    let id = cast.published(t, content_with(json!({ "beacon": lottery() }))).await;
    cast.sign_up(t, &id, 3).await;
    t.at(DEADLINE);
    assert_eq!(fire(t).await, 2, "the deadline and the opening");
    (cast, id)
}

/// A draw that names drand, at the time of the round that was signed in 2024.
async fn awaits_drand(t: &TestApp) -> (Cast, String) {
    t.at("2024-05-14T09:30:00+08:00");
    while jishi::reference::keep_years(&t.app).await.unwrap() {}
    let cast = cast(t, 3).await;
    let content = content_with(json!({ "beacon": { "source": "drand" }, "select_time": SIGNED_AT }));
    let id = cast.published(t, content).await;
    cast.sign_up(t, &id, 3).await;
    assert_eq!(notice(t, &id, None).await["beacon_round"], ROUND, "shown beforehand");
    t.at("2024-05-17T17:30:00+08:00");
    assert_eq!(fire(t).await, 2);
    t.at(SIGNED_AT);
    assert_eq!(fire(t).await, 0, "it waits");
    (cast, id)
}

async fn entry(t: &TestApp, kind: &str) -> Vec<Value> {
    sqlx::query_scalar("SELECT public FROM journal_entry WHERE kind = $1")
        .bind(kind)
        .fetch_all(&t.db.pool)
        .await
        .unwrap()
}

fn offered(page: &Value) -> bool {
    page["actions"].as_array().unwrap().contains(&json!("enter_beacon"))
}

#[tokio::test]
async fn the_number_is_named_beforehand_and_makes_the_seed() {
    let t = TestApp::start().await;
    let (cast, id) = closed(&t).await;
    assert_eq!(entry(&t, "notice.published").await[0]["beacon_source"], lottery());
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["beacon"], &page["beacon_value"]), (&lottery(), &json!(null)));
    assert_eq!((&page["beacon_by"], &page["beacon_days"]), (&json!(BEACON_BY), &json!(2)));

    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 0, "the draw waits for the number");
    assert_eq!(notice(&t, &id, None).await["state"], "closed");
    t.advance(TimeDelta::hours(12));
    let page = enter(&t, &id, Some(&cast.agencies[1]), NUMBERS).await.ok();
    assert_eq!((&page["beacon_value"], &page["beacon_at"]), (&json!(VALUE), &json!("2026-11-30T21:30:00+08:00")));
    assert_eq!(page["beacon_from"], "湘西演示2号技术咨询有限公司");
    let told = &entry(&t, "round.beacon").await[0];
    assert_eq!((&told["beacon"], &told["entered_by"]), (&json!(VALUE), &page["beacon_from"]));

    assert_eq!(fire(&t).await, 1, "the draw");
    let award = only_award(&t).await;
    assert_eq!(award["selected_at"], "2026-11-30T21:30:00+08:00", "when the number was in");
    let file = evidence(&t, &award).await;
    assert_eq!((&file["select_time"], &file["beacon"]), (&json!(DRAW_AT), &json!(VALUE)));
    assert_eq!(file["beacon_source"], lottery());
    assert_eq!(entry(&t, "award.selected").await[0]["beacon"], VALUE);
    assert_eq!(python(&file), award["agency"]["uscc"].as_str().unwrap());

    let bytes = |name: &str| hex::decode(file[name].as_str().unwrap()).unwrap().try_into().unwrap();
    let text = |name: &str| file[name].as_str().unwrap();
    let of = |beacon| seed(&bytes("secret"), text("notice_code"), &bytes("roster_hash"), DRAW_AT, beacon);
    assert_eq!(hex::encode(of(VALUE)), text("seed"));
    assert_ne!(hex::encode(of("-")), text("seed"));
    assert_ne!(hex::encode(of("lottery:ssq:2026139:03,08,12,19,24,31+08")), text("seed"));
}

#[tokio::test]
async fn nobody_enters_it_before_its_time() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content_with(json!({ "beacon": lottery() }))).await;
    cast.sign_up(&t, &id, 3).await;
    enter(&t, &id, Some(&cast.operator), NUMBERS).await.refused(409, "too_early");
    t.at(DEADLINE);
    fire(&t).await;
    enter(&t, &id, Some(&cast.operator), NUMBERS).await.refused(409, "too_early");
    t.at(DRAW_AT);
    t.advance(TimeDelta::milliseconds(-1));
    let problem = enter(&t, &id, Some(&cast.operator), NUMBERS).await.refused(409, "too_early");
    assert_eq!(problem["select_time"], DRAW_AT);
    assert!(!offered(&notice(&t, &id, Some(&cast.operator)).await));
    t.advance(TimeDelta::milliseconds(1));
    assert!(offered(&notice(&t, &id, Some(&cast.operator)).await));
    enter(&t, &id, Some(&cast.operator), NUMBERS).await.ok();
    let other = cast.published(&t, content_with(json!({ "amount_fen": 1_700_000 }))).await;
    enter(&t, &other, Some(&cast.operator), NUMBERS).await.refused(409, "no_beacon");
    let draft = cast.draft(&t, content_with(json!({ "beacon": lottery() }))).await;
    enter(&t, &draft, Some(&cast.operator), NUMBERS).await.refused(404, "not_found");
}

#[tokio::test]
async fn whoever_is_concerned_may_enter_it_and_nobody_else() {
    let t = TestApp::start().await;
    let (cast, id) = closed(&t).await;
    t.at(DRAW_AT);
    let other = t.client(OTHER_CLIENT, "吉首市（演示）水利服务中心").await;
    let (desk, admin, supervisor) =
        (t.staff(Role::Desk).await, t.staff(Role::Admin).await, t.staff(Role::Supervisor).await);
    enter(&t, &id, None, NUMBERS).await.refused(401, "unauthorized");
    for outsider in [&other, &desk, &admin, &cast.agencies[3]] {
        enter(&t, &id, Some(outsider), NUMBERS).await.refused(403, "not_yours");
        assert!(!offered(&notice(&t, &id, Some(outsider)).await));
    }
    for insider in [&cast.client, &cast.operator, &supervisor, &cast.agencies[0]] {
        assert!(offered(&notice(&t, &id, Some(insider)).await));
        // Refused for the numbers, not for who it is.
        for wrong in ["", "03 08 12 19 24 31", "03 03 12 19 24 31 + 07", "03 08 12 19 24 34 + 07"] {
            let problem = enter(&t, &id, Some(insider), wrong).await.refused(422, "invalid");
            assert_eq!(problem["errors"][0]["pointer"], "/value");
        }
    }
    let page = enter(&t, &id, Some(&supervisor), NUMBERS).await.ok();
    assert_eq!(page["beacon_from"], "监督方");
    assert!(!offered(&page));
    let problem = enter(&t, &id, Some(&cast.client), "01 02 03 04 05 06 + 07").await.refused(409, "beacon_known");
    assert_eq!(problem["value"], VALUE);
    assert_eq!(entry(&t, "round.beacon").await.len(), 1);
}

#[tokio::test]
async fn without_it_the_round_is_drawn_once_at_the_published_time() {
    let t = TestApp::start().await;
    let (cast, id) = closed(&t).await;
    t.at(BEACON_BY);
    t.advance(TimeDelta::milliseconds(-1));
    assert_eq!(fire(&t).await, 0);
    t.advance(TimeDelta::milliseconds(1));
    enter(&t, &id, Some(&cast.operator), NUMBERS).await.refused(409, "late");
    t.advance(TimeDelta::hours(3));
    assert_eq!(fire(&t).await, 2, "the end of its time, and the draw");
    assert_eq!(fire(&t).await, 0);
    let told = entry(&t, "round.beacon_missing").await;
    assert_eq!((told.len(), &told[0]["beacon"]), (1, &json!("-")));
    let award = only_award(&t).await;
    assert_eq!(award["selected_at"], BEACON_BY, "official at its time, however late the server is");
    let file = evidence(&t, &award).await;
    assert_eq!((&file["beacon"], &file["beacon_source"]), (&json!("-"), &lottery()));
    enter(&t, &id, Some(&cast.operator), NUMBERS).await.refused(409, "beacon_known");
}

#[tokio::test]
async fn whoever_may_enter_it_is_asked_for_it() {
    let t = TestApp::start().await;
    let (cast, id) = closed(&t).await;
    let other = t.client(OTHER_CLIENT, "吉首市（演示）水利服务中心").await;
    t.at(DRAW_AT);
    t.advance(TimeDelta::minutes(1));
    let asked = async |user: &User| {
        let list = t.get("/api/v1/work-list", Some(user)).await.ok();
        let tasks = list["items"].as_array().unwrap().iter().filter(|it| it["kind"] == "enter_beacon");
        tasks.map(|it| it["due_at"].clone()).collect::<Vec<_>>()
    };
    for user in [&cast.client, &cast.operator, &cast.agencies[0]] {
        assert_eq!(asked(user).await, [json!(BEACON_BY)]);
    }
    for user in [&other, &cast.agencies[3]] {
        assert_eq!(asked(user).await, [""; 0]);
    }
    enter(&t, &id, Some(&cast.client), NUMBERS).await.ok();
    assert_eq!(asked(&cast.client).await, [""; 0]);
}

#[tokio::test]
async fn of_two_who_enter_it_at_once_one_is_the_first() {
    let t = TestApp::start().await;
    let (cast, id) = closed(&t).await;
    t.at(DRAW_AT);
    let (one, two) = tokio::join!(
        enter(&t, &id, Some(&cast.agencies[0]), NUMBERS),
        enter(&t, &id, Some(&cast.agencies[1]), "01 02 03 04 05 06 + 07")
    );
    let (first, second) = if one.status.is_success() { (one, two) } else { (two, one) };
    let known = second.refused(409, "beacon_known");
    assert_eq!(first.ok()["beacon_value"], known["value"]);
    assert_eq!(entry(&t, "round.beacon").await.len(), 1);
    assert_eq!(fire(&t).await, 1);
    assert_eq!(evidence(&t, &only_award(&t).await).await["beacon"], known["value"]);
}

#[tokio::test]
async fn a_drand_number_is_entered_by_anybody_and_cannot_be_forged() {
    let t = TestApp::start().await;
    let (cast, id) = awaits_drand(&t).await;
    let other = t.client(OTHER_CLIENT, "吉首市（演示）水利服务中心").await;
    enter(&t, &id, None, SIGNATURE).await.refused(401, "unauthorized");
    let forged = SIGNATURE.replace("a17b", "a17c");
    for wrong in ["", "-", &forged, &"0".repeat(96), &SIGNATURE[..94]] {
        let problem = enter(&t, &id, Some(&cast.operator), wrong).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["code"], "not_of_source");
    }
    assert!(offered(&notice(&t, &id, Some(&other)).await));
    let value = format!("drand-quicknet:{ROUND}:{SIGNATURE}");
    assert_eq!(enter(&t, &id, Some(&other), SIGNATURE).await.ok()["beacon_value"], value);
    assert_eq!(fire(&t).await, 1);
    let award = only_award(&t).await;
    let file = evidence(&t, &award).await;
    assert_eq!((&file["beacon"], &file["beacon_source"]), (&json!(value), &json!({ "source": "drand" })));
    assert_eq!(python(&file), award["agency"]["uscc"].as_str().unwrap());
    let text = file.to_string();
    let changed = text.replace(SIGNATURE, &forged);
    let failed: Vec<String> = verify(&changed).failures().map(|it| it.pointer.clone()).collect();
    assert!(failed.contains(&"/beacon".to_owned()) && failed.contains(&"/seed".to_owned()), "{failed:?}");
}

#[tokio::test]
async fn a_server_fetches_it_and_believes_no_answer_that_does_not_verify() {
    let t = TestApp::start().await;
    let (_, id) = awaits_drand(&t).await;
    let answers = |signature: String| {
        let body = json!({ "round": ROUND, "randomness": "00", "signature": signature }).to_string();
        Router::new().route(&format!("/{CHAIN}/public/{ROUND}"), get(move || async move { body }))
    };
    let silent = Router::new().fallback(|| async { (StatusCode::NOT_FOUND, "not yet") });
    let wrong = [silent, answers(SIGNATURE.replace("a17b", "a17c")), answers("x".repeat(20_000))];
    for stub in wrong {
        let drand = Drand::new(&serve(stub).await).unwrap();
        assert!(fetch_drand(&t.app, &drand).await.is_err());
        assert_eq!(notice(&t, &id, None).await["beacon_value"], json!(null));
    }
    let drand = Drand::new(&format!("{}/", serve(answers(SIGNATURE.to_owned())).await)).unwrap();
    assert_eq!(fetch_drand(&t.app, &drand).await, Ok(1));
    assert_eq!(fetch_drand(&t.app, &drand).await, Ok(0), "nothing waits");
    let page = notice(&t, &id, None).await;
    assert_eq!(page["beacon_value"], format!("drand-quicknet:{ROUND}:{SIGNATURE}"));
    assert_eq!(page["beacon_from"], "系统");
    assert_eq!(fire(&t).await, 1);
    evidence(&t, &only_award(&t).await).await;
}

/// Serves on a port of this machine; its address.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

#[tokio::test]
async fn an_issue_belongs_to_one_round_alone() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    let id = cast.published(&t, content_with(json!({ "beacon": lottery() }))).await;
    let copy = t.post("/api/v1/notices", Some(&cast.client), json!({ "copy_of": id })).await.ok();
    assert_eq!(copy["beacon"], json!({ "source": "lottery", "game": "ssq", "issue": "" }));
    let path = format!("/api/v1/notices/{}/submit", copy["id"].as_str().unwrap());
    let problem = t.post(&path, Some(&cast.client), json!({})).await.refused(422, "invalid");
    assert!(problem["errors"].as_array().unwrap().iter().any(|it| it["pointer"] == "/beacon/issue"), "{problem}");

    t.at(DEADLINE);
    fire(&t).await;
    let next = format!("/api/v1/notices/{id}/next-round");
    t.post(&next, Some(&cast.client), json!({})).await.refused(422, "invalid");
    let named = json!({ "beacon": { "source": "lottery", "game": "pl3", "issue": "26320" } });
    assert_eq!(t.post(&next, Some(&cast.client), named.clone()).await.ok()["beacon"], named["beacon"]);
    let direct = cast.draft(&t, content_with(json!({ "method": "direct", "beacon": lottery() }))).await;
    assert_eq!(notice(&t, &direct, Some(&cast.client)).await["beacon"], json!(null), "nothing is drawn there");
}

/// The end of its time is counted like any deadline: it waits for a year whose calendar nobody has loaded, and nobody is overtaken then.
#[tokio::test]
async fn the_end_of_its_time_waits_for_the_calendar() {
    let t = TestApp::start().await;
    let no_year =
        "DELETE FROM calendar_exception WHERE day >= '2027-01-01'; DELETE FROM calendar_year WHERE year = 2027";
    sqlx::raw_sql(no_year).execute(&t.db.pool).await.unwrap();
    t.at("2026-12-24T09:30:00+08:00");
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content_with(json!({ "beacon": lottery() }))).await;
    cast.sign_up(&t, &id, 3).await;
    t.at("2026-12-29T17:30:00+08:00");
    assert_eq!(fire(&t).await, 2);
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["beacon_by"], &page["calendar_missing"]), (&json!(null), &json!(2027)));
    t.at("2027-01-11T09:30:00+08:00");
    assert_eq!(fire(&t).await, 0);
    assert!(offered(&notice(&t, &id, Some(&cast.client)).await), "it may still be entered");

    while jishi::reference::keep_years(&t.app).await.unwrap() {}
    assert_eq!(fire(&t).await, 1, "counted");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["beacon_by"], &page["calendar_missing"]), (&json!("2027-01-12T17:30:00+08:00"), &json!(null)));
    assert_eq!(entry(&t, "round.beacon_by_recomputed").await.len(), 1);
    assert_eq!(fire(&t).await, 0, "once");
    t.at("2027-01-12T17:30:00+08:00");
    assert_eq!(fire(&t).await, 2, "the end of its time, and the draw");
    assert_eq!(evidence(&t, &only_award(&t).await).await["beacon"], "-");
}

/// Where nothing but a percent and ties are left to chance, it is in the seed all the same.
#[tokio::test]
async fn it_is_in_the_seed_of_the_methods_that_compare_prices() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let changes = json!({ "method": "reference_price", "amount_fen": 10_000_000, "beacon": lottery() });
    let id = cast.published(&t, content_with(changes)).await;
    let page = notice(&t, &id, None).await;
    for (n, yuan) in [90_000, 91_000, 92_000].into_iter().enumerate() {
        let (key, code) = (page["seal_key"].as_str().unwrap(), page["code"].as_str().unwrap());
        let sealed = sealed_quote(key, code, AGENCIES[n], n, Some(Quote::Amount(Fen(yuan * 100))));
        let body = json!({ "sealed": sealed, "no_conflict": true });
        t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&cast.agencies[n]), body).await.ok();
    }
    t.at(DEADLINE);
    fire(&t).await;
    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 0);
    enter(&t, &id, Some(&cast.client), NUMBERS).await.ok();
    assert_eq!(fire(&t).await, 1);
    let file = evidence(&t, &only_award(&t).await).await;
    assert_eq!((&file["method"], &file["beacon"]), (&json!("reference_price"), &json!(VALUE)));
}
