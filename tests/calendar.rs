//! The working-day calendar: a counted deadline waits for its year, a provisional one is counted again with the official one, a chosen one
//! is never guessed, and what has passed stays (domain.md §17).

use axum::http::Method;
use jishi::core::role::Role;
use jishi::platform::journal::reader;
use jishi::platform::{calendar, timers};
use jishi::procurement;
use jishi::reach::notify::Inbox;
use serde_json::{Value, json};

use super::support::app::Reply;
use super::support::award::only_award;
use super::support::road::{cast, content, content_with, fire, notice, sign_up};
use super::support::{TestApp, User};

/// In the last days of a year.
const NEW_YEAR: &str = "2026-12-30T10:00:00+08:00";

async fn run(t: &TestApp, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&t.db.pool).await.unwrap();
}

/// As if nobody had loaded 2027 yet.
async fn without_2027(t: &TestApp) {
    run(t, "DELETE FROM calendar_exception WHERE day >= '2027-01-01'; DELETE FROM calendar_year WHERE year = 2027")
        .await;
}

async fn put(t: &TestApp, user: Option<&User>, year: i32, body: Value) -> Reply {
    t.call(Method::PUT, &format!("/api/v1/calendar/{year}"), user, Some(body)).await
}

/// The official year of this test: the days from New Year to the 4th off, a Saturday worked, and Wednesday the 6th off.
fn official() -> Value {
    json!({
        "source": "国办发明电〔2026〕99号",
        "exceptions": [
            { "day": "2027-01-01", "working": false },
            { "day": "2027-01-02", "working": false },
            { "day": "2027-01-03", "working": false },
            { "day": "2027-01-04", "working": false },
            { "day": "2027-01-06", "working": false },
            { "day": "2027-01-16", "working": true },
        ],
    })
}

async fn load_provisional(t: &TestApp, operator: &User) {
    assert_eq!(put(t, Some(operator), 2027, json!({ "provisional": true })).await.ok()["provisional"], true);
}

async fn load_official(t: &TestApp, operator: &User) {
    assert_eq!(put(t, Some(operator), 2027, official()).await.ok()["provisional"], false);
}

async fn history(t: &TestApp, about: &Value) -> Vec<Value> {
    let path = format!("/api/v1/history?about={}", about.as_str().unwrap());
    t.get(&path, None).await.ok()["items"].as_array().unwrap().clone()
}

async fn kinds(t: &TestApp, about: &Value) -> Vec<String> {
    history(t, about).await.iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

async fn inbox(t: &TestApp, user: &User) -> Vec<Value> {
    t.sequence().await;
    reader::catch_up(&t.app, &Inbox).await.unwrap();
    t.get("/api/v1/inbox", Some(user)).await.ok()["items"].as_array().unwrap().clone()
}

fn dates(page: &Value) -> (&str, &str, bool) {
    let text = |name: &str| page[name].as_str().unwrap_or_default();
    (text("signup_deadline"), text("select_time"), page["deadline_provisional"].as_bool().unwrap())
}

#[tokio::test]
async fn a_counted_deadline_waits_for_its_year_and_is_counted_again_with_the_official_one() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    without_2027(&t).await;
    t.at(NEW_YEAR);
    let id = cast.draft(&t, content()).await;
    let draft = t.get(&format!("/api/v1/notices/{id}/draft"), Some(&cast.client)).await.ok();
    assert_eq!(draft["problems"], json!([]));
    let preview = t.post("/api/v1/notices/assess", Some(&cast.client), content()).await.ok();
    assert_eq!((&preview["deadline_preview"], &preview["calendar_missing"]), (&json!(null), &json!(2027)));
    t.post(&format!("/api/v1/notices/{id}/submit"), Some(&cast.client), json!({})).await.ok();
    let page = t.post(&format!("/api/v1/notices/{id}/publish"), Some(&cast.operator), json!({})).await.ok();
    assert_eq!((&page["state"], &page["calendar_missing"]), (&json!("published"), &json!(2027)));
    assert_eq!(dates(&page), ("", "", false));

    // It stands in the lists, last among those that close, and sign-up is open.
    for sort in ["published", "closing"] {
        let list = t.get(&format!("/api/v1/notices?sort={sort}"), None).await.ok();
        assert_eq!((&list["items"][0]["id"], &list["items"][0]["calendar_missing"]), (&json!(id), &json!(2027)));
    }
    assert_eq!(notice(&t, &id, Some(&cast.agencies[0])).await["actions"], json!(["sign_up"]));
    cast.sign_up(&t, &id, 3).await;
    assert_eq!(t.get("/api/v1/statistics", None).await.ok()["open_notices"], 1);
    let work = t.get("/api/v1/work-list", Some(&cast.operator)).await.ok();
    let task = work["items"].as_array().unwrap().iter().find(|it| it["kind"] == "load_calendar").unwrap();
    assert_eq!(task["link"], "/office/calendar");
    assert!(task["text"].as_str().unwrap().contains("1 项期限正在等待"), "{task}");
    assert_eq!(fire(&t).await, 0, "nothing to count with");

    load_provisional(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    assert_eq!(fire(&t).await, 0, "once");
    let page = notice(&t, &id, None).await;
    assert_eq!(dates(&page), ("2027-01-05T17:30:00+08:00", "2027-01-06T09:30:00+08:00", true));
    assert_eq!(page["calendar_missing"], json!(null));
    for user in [&cast.client, &cast.agencies[0]] {
        let told = &inbox(&t, user).await[0];
        assert_eq!(told["kind"], "notice.deadline_recomputed");
        assert!(told["body"].as_str().unwrap().contains("2027-01-05 17:30"), "{told}");
        assert!(told["body"].as_str().unwrap().contains("临时工作日历"), "{told}");
    }

    load_official(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    let page = notice(&t, &id, None).await;
    assert_eq!(dates(&page), ("2027-01-07T17:30:00+08:00", "2027-01-08T09:30:00+08:00", false));
    let told = &inbox(&t, &cast.agencies[1]).await[0];
    assert!(told["body"].as_str().unwrap().contains("报名截止由 2027-01-05 17:30 改为 2027-01-07 17:30"), "{told}");
    let entries = history(&t, &page["id"]).await;
    let entry = entries.iter().find(|it| it["kind"] == "notice.deadline_recomputed").unwrap();
    assert_eq!(entry["public"]["signup_deadline_before"], "2027-01-05T17:30:00+08:00");
    assert_eq!(entry["public"]["signup_deadline"], "2027-01-07T17:30:00+08:00");
    assert!(!entry.to_string().contains(&cast.agencies[0].org().to_string()), "who has signed up is not told");

    // Loading it again changes nothing.
    let before = t.sequence().await;
    load_official(&t, &cast.operator).await;
    assert_eq!((fire(&t).await, t.sequence().await), (0, before));
    // It closes as it says now.
    t.at("2027-01-07T17:30:00+08:00");
    assert_eq!(fire(&t).await, 2, "closed and opened");
    assert_eq!(notice(&t, &id, None).await["state"], "closed");
}

#[tokio::test]
async fn a_date_that_a_person_chooses_is_refused_without_its_year_and_stays_with_another() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    t.at(NEW_YEAR);
    let chosen = content_with(json!({ "signup_deadline": "2027-01-06T16:30:00+08:00" }));
    let id = cast.published(&t, chosen.clone()).await;
    // The draw is counted from it; only that waits for the official year.
    let told = ("2027-01-06T16:30:00+08:00", "2027-01-07T09:30:00+08:00", true);
    assert_eq!(dates(&notice(&t, &id, None).await), told);
    load_official(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    let page = notice(&t, &id, None).await;
    assert_eq!(dates(&page), (told.0, told.1, false), "it was to be a working day, and stays where people were told");
    assert!(kinds(&t, &page["id"]).await.contains(&"notice.deadline_confirmed".to_owned()));

    without_2027(&t).await;
    for (change, pointer) in [
        (json!({ "signup_deadline": "2027-01-06T16:30:00+08:00" }), "/signup_deadline"),
        (json!({ "signup_days": 3, "select_time": "2027-02-01T10:00:00+08:00" }), "/select_time"),
    ] {
        let id = cast.draft(&t, content_with(change)).await;
        let problem = t
            .post(&format!("/api/v1/notices/{id}/submit"), Some(&cast.client), json!({}))
            .await
            .refused(422, "invalid");
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!("calendar_missing")));
    }
}

#[tokio::test]
async fn what_has_passed_stays_and_nobody_is_overtaken() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    // Closed: the roster is open to read, so the time of the draw, of which the seed is made, stands.
    t.at("2026-12-28T10:00:00+08:00");
    let closed = cast.published(&t, content()).await;
    cast.sign_up(&t, &closed, 3).await;
    assert_eq!(dates(&notice(&t, &closed, None).await).1, "2027-01-04T09:30:00+08:00");
    t.at("2026-12-31T17:30:00+08:00");
    assert_eq!(fire(&t).await, 2, "closed and opened");
    // Due, not fired yet, while the official year comes; and one that has days to go.
    t.at(NEW_YEAR);
    let due = cast.published(&t, content()).await;
    let open = cast.published(&t, content_with(json!({ "signup_days": 5 }))).await;
    t.at("2027-01-05T17:30:00+08:00");
    load_official(&t, &cast.operator).await;
    assert_eq!(notice(&t, &closed, None).await["select_time"], "2027-01-04T09:30:00+08:00");
    fire(&t).await;
    assert_eq!(notice(&t, &due, None).await["state"], "failed", "closed when people were told");
    assert_eq!(notice(&t, &due, None).await["signup_deadline"], "2027-01-05T17:30:00+08:00");
    assert_eq!(dates(&notice(&t, &open, None).await).0, "2027-01-11T17:30:00+08:00");

    // The clock has run far past the day that nobody could know: the next working day is left to everybody.
    without_2027(&t).await;
    t.at(NEW_YEAR);
    let late = cast.published(&t, content()).await;
    t.at("2027-03-01T10:00:00+08:00");
    load_provisional(&t, &cast.operator).await;
    fire(&t).await;
    let page = notice(&t, &late, None).await;
    assert_eq!(dates(&page), ("2027-03-02T17:30:00+08:00", "2027-03-03T09:30:00+08:00", true));
}

#[tokio::test]
async fn the_roster_of_a_draw_is_not_opened_before_its_time_is_known() {
    let t = TestApp::start().await;
    let cast = cast(&t, 4).await;
    without_2027(&t).await;
    t.at("2026-12-28T10:00:00+08:00");
    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 3).await;
    let page = notice(&t, &id, None).await;
    assert_eq!((dates(&page).0, &page["calendar_missing"]), ("2026-12-31T17:30:00+08:00", &json!(2027)));
    t.at("2026-12-31T17:30:00+08:00");
    assert_eq!(fire(&t).await, 0);
    t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&cast.agencies[3]), sign_up(&t, &id, None, 3).await)
        .await
        .refused(409, "late");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["roster"]), (&json!("published"), &json!([])));
    load_provisional(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 3, "the draw has its time, then sign-up closes and is opened");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], dates(&page).1), (&json!("closed"), "2027-01-04T09:30:00+08:00"));
}

#[tokio::test]
async fn the_end_of_publicity_and_the_time_to_confirm_wait_too() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    without_2027(&t).await;
    t.at("2026-12-25T10:00:00+08:00");
    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 3).await;
    for (at, steps) in [("2026-12-30T17:30:00+08:00", 2), ("2026-12-31T09:30:00+08:00", 1)] {
        t.at(at);
        assert_eq!(fire(&t).await, steps);
    }
    let path = format!("/api/v1/awards/{}", only_award(&t).await["id"].as_str().unwrap());
    assert_eq!(notice(&t, &id, None).await["state"], "publicity");
    let award = t.get(&path, None).await.ok();
    assert_eq!((&award["publicity_until"], &award["calendar_missing"]), (&json!(null), &json!(2027)));
    t.get(&format!("{path}/letter"), None).await.refused(404, "not_found");
    t.at("2027-01-01T10:00:00+08:00");
    assert_eq!(fire(&t).await, 0, "it waits");

    load_provisional(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    let award = t.get(&path, None).await.ok();
    let told = (&award["publicity_until"], &award["deadline_provisional"], &award["calendar_missing"]);
    assert_eq!(told, (&json!("2027-01-04T17:30:00+08:00"), &json!(true), &json!(null)));
    load_official(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    let award = t.get(&path, None).await.ok();
    assert_eq!(
        (&award["publicity_until"], &award["deadline_provisional"]),
        (&json!("2027-01-05T17:30:00+08:00"), &json!(false))
    );
    let winner = cast.agencies.iter().find(|it| award["agency"]["id"] == json!(it.org())).unwrap();
    let loser = cast.agencies.iter().find(|it| award["agency"]["id"] != json!(it.org())).unwrap();
    for user in [winner, loser, &cast.client] {
        let told = &inbox(&t, user).await[0];
        assert_eq!(
            (&told["kind"], &told["link"]),
            (&json!("award.deadline_recomputed"), &json!(path.replace("/api/v1", "")))
        );
        assert!(told["body"].as_str().unwrap().contains("2027-01-05 17:30"), "{told}");
    }

    without_2027(&t).await;
    t.at("2027-01-05T17:30:00+08:00");
    assert_eq!(fire(&t).await, 1, "in effect; the time to confirm waits");
    let award = t.get(&path, Some(winner)).await.ok();
    assert_eq!((&award["confirm_by"], &award["calendar_missing"]), (&json!(null), &json!(2027)));
    assert_eq!(award["actions"], json!(["confirm", "decline"]), "who wants to answer need not wait");
    load_official(&t, &cast.operator).await;
    assert_eq!(fire(&t).await, 1);
    assert_eq!(t.get(&path, None).await.ok()["confirm_by"], "2027-01-08T17:30:00+08:00");
    t.post(&format!("{path}/confirm"), Some(winner), json!({})).await.ok();
    assert_eq!(fire(&t).await, 0);
}

#[tokio::test]
async fn a_client_may_select_while_the_end_of_publicity_is_not_known() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    without_2027(&t).await;
    t.at(NEW_YEAR);
    let id = cast.published(&t, content_with(json!({ "method": "direct", "signup_days": 1 }))).await;
    cast.sign_up(&t, &id, 1).await;
    t.at("2026-12-31T17:30:00+08:00");
    assert_eq!(fire(&t).await, 1);
    let pick = json!({ "agency_id": cast.agencies[0].org(), "reason": "近三年同类项目业绩最多，报价合理" });
    let award = t.post(&format!("/api/v1/notices/{id}/selection"), Some(&cast.client), pick).await.ok();
    assert_eq!((&award["publicity_until"], &award["calendar_missing"]), (&json!(null), &json!(2027)));
}

#[tokio::test]
async fn the_date_of_owed_scans_waits_and_is_counted_again() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    without_2027(&t).await;
    t.at("2026-12-10T10:00:00+08:00");
    let form = json!({
        "organisation": {
            "kind": "agency", "uscc": "91433101MADEM00112", "name": "湘西（演示）测绘有限公司", "division_code": "433101",
            "contact_name": "田某", "contact_phone": "13800000001", "services": ["A01"], "pledge_accepted": true
        },
        "person": { "login": "13800000001", "name": "田某", "password": "湘西的山水一直都很好看" }
    });
    let session = t.post("/api/v1/registrations", None, form).await.ok();
    let id = &session["membership"]["organisation"]["id"];
    let path = format!("/api/v1/agencies/{}", id.as_str().unwrap());
    let owed = async || {
        let agency = t.get(&path, None).await.ok();
        (agency["owed_due_at"].clone(), agency["owed_calendar_missing"].clone(), agency["owed_provisional"].clone())
    };
    assert_eq!(owed().await, (json!(null), json!(2027), json!(false)));
    load_provisional(&t, &operator).await;
    assert_eq!((fire(&t).await, fire(&t).await), (1, 0));
    assert_eq!(owed().await, (json!("2027-01-08T17:30:00+08:00"), json!(null), json!(true)));
    load_official(&t, &operator).await;
    assert_eq!((fire(&t).await, fire(&t).await), (1, 0));
    assert_eq!(owed().await, (json!("2027-01-12T17:30:00+08:00"), json!(null), json!(false)));
    assert_eq!(kinds(&t, id).await.iter().filter(|it| *it == "agency.owed_date_recomputed").count(), 2);
}

#[tokio::test]
async fn many_rounds_are_counted_once_each_by_however_many_servers_and_frozen_ones_later() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    without_2027(&t).await;
    t.at(NEW_YEAR);
    let mut ids = Vec::new();
    for _ in 0..6 {
        ids.push(cast.published(&t, content()).await);
    }
    let frozen = &ids[5];
    sqlx::query("UPDATE round SET frozen = true WHERE notice_id = $1::uuid")
        .bind(frozen)
        .execute(&t.db.pool)
        .await
        .unwrap();
    load_provisional(&t, &cast.operator).await;
    fire(&t).await;
    load_official(&t, &cast.operator).await;
    let timers = procurement::timers();
    let (one, other) = tokio::join!(timers::fire_all(&t.app, &timers), timers::fire_all(&t.app, &timers));
    assert_eq!(one + other, 5);
    for id in &ids[..5] {
        let page = notice(&t, id, None).await;
        assert_eq!(dates(&page).0, "2027-01-07T17:30:00+08:00");
        let counted = kinds(&t, &page["id"]).await.iter().filter(|it| *it == "notice.deadline_recomputed").count();
        assert_eq!(counted, 2);
    }
    assert_eq!(notice(&t, frozen, None).await["calendar_missing"], 2027, "its clocks stand");
    run(&t, "UPDATE round SET frozen = false").await;
    assert_eq!(fire(&t).await, 1);
    assert_eq!(dates(&notice(&t, frozen, None).await).0, "2027-01-07T17:30:00+08:00");
}

#[tokio::test]
async fn pages_of_what_closes_soon_go_on_to_what_waits() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    t.at(NEW_YEAR);
    let known = cast.published(&t, content()).await;
    without_2027(&t).await;
    let mut waiting = [cast.published(&t, content()).await, cast.published(&t, content()).await];
    waiting.sort();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = t.get(&format!("/api/v1/notices?sort=closing&limit=1{cursor}"), None).await.ok();
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, [known, waiting[0].clone(), waiting[1].clone()]);
}

#[tokio::test]
async fn only_operator_and_admin_load_a_year_and_everybody_sees_it() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    put(&t, None, 2028, json!({ "provisional": true })).await.refused(401, "unauthorized");
    for user in [&cast.client, &cast.agencies[0]] {
        put(&t, Some(user), 2028, json!({ "provisional": true })).await.refused(403, "wrong_role");
    }
    for role in [Role::Desk, Role::Supervisor] {
        let user = t.staff(role).await;
        put(&t, Some(&user), 2028, json!({ "provisional": true })).await.refused(403, "wrong_role");
    }
    let admin = t.staff(Role::Admin).await;
    put(&t, Some(&admin), 2028, json!({ "provisional": true })).await.ok();
    put(&t, Some(&cast.operator), 2027, official()).await.ok();
    let years = t.get("/api/v1/calendar", None).await.ok();
    let states: Vec<_> = years["items"].as_array().unwrap().iter().map(|it| (&it["year"], &it["state"])).collect();
    let expected = [(2025, "official"), (2026, "official"), (2027, "official"), (2028, "provisional")];
    assert_eq!(json!(states), json!(expected));
    assert_eq!(years["items"][2]["source"], "国办发明电〔2026〕99号");
    let year = t.get("/api/v1/calendar/2027", None).await.ok();
    // 261 from Monday to Friday, less Friday the 1st, Monday the 4th and Wednesday the 6th, and a Saturday more.
    assert_eq!((&year["working_days"], year["exceptions"].as_array().unwrap().len()), (&json!(259), 6));
    let entries = history(&t, &json!(uuid::Uuid::from_u128(2027).to_string())).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (&entries[0]["kind"], &entries[0]["public"]["before"]["provisional"]),
        (&json!("calendar.loaded"), &json!(true))
    );
    assert_eq!(entries[0]["public"]["after"]["source"], "国办发明电〔2026〕99号");
}

#[tokio::test]
async fn an_official_year_is_only_corrected_by_an_official_one_and_what_was_firm_stays() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    load_official(&t, &cast.operator).await;
    t.at(NEW_YEAR);
    let id = cast.published(&t, content()).await;
    let firm = ("2027-01-07T17:30:00+08:00", "2027-01-08T09:30:00+08:00", false);
    assert_eq!(dates(&notice(&t, &id, None).await), firm);
    put(&t, Some(&cast.operator), 2027, json!({ "provisional": true })).await.refused(409, "calendar_official");
    let mut corrected = official();
    corrected["exceptions"].as_array_mut().unwrap().retain(|it| it["day"] != "2027-01-06");
    assert_eq!(put(&t, Some(&cast.operator), 2027, corrected).await.ok()["working_days"], 260);
    assert_eq!(fire(&t).await, 0);
    assert_eq!(dates(&notice(&t, &id, None).await), firm, "what people were told for certain stays");
    // A start does not take back what a person has corrected.
    let mut this = t.get("/api/v1/calendar/2026", None).await.ok();
    let day = this["exceptions"].as_array_mut().unwrap().pop().unwrap();
    let fixed = json!({ "source": "国办发明电〔2025〕7号", "exceptions": this["exceptions"] });
    put(&t, Some(&cast.operator), 2026, fixed).await.ok();
    let mut conn = t.db.pool.acquire().await.unwrap();
    assert!(calendar::load_official(&mut conn).await.unwrap().is_empty());
    let kept = t.get("/api/v1/calendar/2026", None).await.ok();
    assert_eq!(kept["exceptions"], this["exceptions"]);
    assert!(!kept["exceptions"].as_array().unwrap().contains(&day));
}

#[tokio::test]
async fn a_year_that_makes_no_sense_is_refused_line_by_line() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    let source = "国办发明电〔2026〕99号";
    let day = |day: &str, working: bool| json!([{ "day": day, "working": working }]);
    for (year, body, pointer, code) in [
        (1999, json!({ "provisional": true }), "/year", "out_of_range"),
        (2027, json!({ "provisional": true, "source": source }), "/provisional", "one_of"),
        (2027, json!({}), "/source", "length"),
        (2027, json!({ "source": source }), "/exceptions", "length"),
        (2027, json!({ "source": source, "exceptions": [] }), "/exceptions", "length"),
        (
            2027,
            json!({ "source": source, "exceptions": vec![json!({ "day": "2027-01-01", "working": false }); 367] }),
            "/exceptions",
            "length",
        ),
        (2027, json!({ "source": " ", "exceptions": day("2027-01-01", false) }), "/source", "length"),
        (2027, json!({ "source": source, "exceptions": day("2026-12-31", false) }), "/exceptions/0/day", "other_year"),
        (2027, json!({ "source": source, "exceptions": day("2027-01-15", true) }), "/exceptions/0/day", "no_exception"),
        (
            2027,
            json!({ "source": source, "exceptions": [
                { "day": "2027-01-01", "working": false }, { "day": "2027-01-01", "working": false },
            ] }),
            "/exceptions/1/day",
            "duplicate",
        ),
    ] {
        let problem = put(&t, Some(&operator), year, body.clone()).await.refused(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
    }
    for body in [
        json!({ "year": 2027 }),
        json!({ "source": source, "exceptions": [{ "day": "2027-02-30", "working": false }] }),
        json!({ "source": source, "exceptions": [{ "day": "2027-01-01" }] }),
    ] {
        assert!(put(&t, Some(&operator), 2027, body).await.status.is_client_error());
    }
    assert_eq!(t.get("/api/v1/calendar/2027", None).await.ok()["provisional"], true, "nothing has changed");
}

#[tokio::test]
async fn a_running_server_knows_the_years_around_its_clock() {
    let t = TestApp::start().await;
    t.at("2030-06-01T10:00:00+08:00");
    for expected in [true, true, true, false] {
        assert_eq!(jishi::reference::keep_years(&t.app).await.unwrap(), expected);
    }
    let years = t.get("/api/v1/calendar", None).await.ok();
    let known: Vec<_> = years["items"].as_array().unwrap().iter().map(|it| it["year"].as_i64().unwrap()).collect();
    assert_eq!(known, [2025, 2026, 2027, 2029, 2030, 2031]);
    assert_eq!(years["items"][5]["state"], "provisional");
}
