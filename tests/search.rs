//! Search over HTTP: what is committed is found, what is not public is not, and the index is lost and found again.

use axum::http::Method;
use jishi::reach::search::embedded::Embedded;
use jishi::reach::search::{Batch, Engine, Engines, reader, reindex};
use serde_json::{Value, json};

use crate::support::app::{TestApp, User};
use crate::support::deal::{AWARD_FEN, Deal, NOTICE_CODE};

const USCC: &str = "91433101MADEM00112";

async fn register(t: &TestApp) -> (User, String) {
    let session = t
        .post(
            "/api/v1/registrations",
            None,
            json!({
                "organisation": {
                    "kind": "agency", "uscc": USCC, "name": "吉首市（演示）青山环保咨询有限公司", "division_code": "433101",
                    "contact_name": "张某", "contact_phone": "13800000000", "services": ["E02", "F01"], "pledge_accepted": true,
                },
                "person": { "login": "qingshan", "name": "张某", "password": "correct horse battery" },
            }),
        )
        .await
        .ok();
    let id = session["membership"]["organisation"]["id"].as_str().unwrap().to_owned();
    let mut user = t.agency("91433101MADEM002XR", "湘西（演示）测绘有限公司", &["C01"]).await;
    session["access_token"].as_str().unwrap().clone_into(&mut user.token);
    (user, id)
}

async fn search(t: &TestApp, query: &str) -> Value {
    t.get(&format!("/api/v1/search/{query}"), None).await.ok()
}

async fn names(t: &TestApp, query: &str) -> Vec<String> {
    let page = search(t, query).await;
    page["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
}

#[tokio::test]
async fn a_registered_agency_is_found_by_what_it_does_in_every_way_people_type() {
    let t = TestApp::start().await;
    let (user, id) = register(&t).await;
    t.index().await;
    for q in ["青山环保", "環評", "水保", "shuibao", "qshb", "91433101MADEM001", "吉首 环境影响评价"] {
        let page = search(&t, &format!("agencies?q={}", percent(q))).await;
        assert_eq!(page["items"][0]["id"], id, "{q}: {page}");
        assert_eq!(page["items"][0]["uscc"], USCC);
    }
    let page = search(&t, &format!("agencies?q={}", percent("青山"))).await;
    assert_eq!(page["total"], 1);
    assert!(page["items"][0]["highlight"]["name"].as_array().unwrap().iter().any(|it| it["hit"] == true));
    let facet = &page["facets"]["division"][0];
    assert_eq!((facet["value"].as_str(), facet["count"].as_u64()), (Some("430000"), Some(1)));
    assert_eq!(facet["label"], "湖南省");
    // No certificate is on file for E02, but F01 asks for none: it can take work.
    assert_eq!(page["items"][0]["able"], "yes");

    let seen = t.get(&format!("/api/v1/agencies/{id}"), None).await;
    let version = seen.headers["etag"].to_str().unwrap().to_owned();
    let change = json!({ "name": "吉首市（演示）绿水环保咨询有限公司" });
    let path = format!("/api/v1/agencies/{id}");
    t.call_with(Method::PATCH, &path, Some(&user), Some(change), &[("if-match", &version)]).await.ok();
    t.index().await;
    assert_eq!(names(&t, &format!("agencies?q={}", percent("绿水"))).await.len(), 1);
    assert!(names(&t, &format!("agencies?q={}", percent("青山"))).await.is_empty());
}

#[tokio::test]
async fn who_cannot_do_an_item_ranks_below_those_who_can_and_says_why() {
    let t = TestApp::start().await;
    // Its name says it, its credit is the best, and it can do other things; but its certificate has expired.
    let expired = t.agency("91433101MADEM00112", "吉首（演示）环境影响评价有限公司", &["E02", "F01"]).await;
    let able = t.agency("91433101MADEM002XR", "湘西（演示）青山咨询有限公司", &["E02"]).await;
    sqlx::query("UPDATE agency_qualification SET valid_to = '2026-11-23' WHERE agency_id = $1")
        .bind(expired.org())
        .execute(&t.db.pool)
        .await
        .unwrap();
    sqlx::query("UPDATE agency SET credit = 1100 WHERE id = $1").bind(expired.org()).execute(&t.db.pool).await.unwrap();
    // Nothing was recorded: search fills itself from the tables once there is anything in the journal.
    t.post("/api/v1/registrations", None, json!({
        "organisation": {
            "kind": "client", "uscc": "12433101MADEM1022J", "name": "吉首市（演示）水利局", "division_code": "433101",
            "contact_name": "张某", "contact_phone": "13800000000", "unit_type": "institution",
        },
        "person": { "login": "shuili", "name": "张某", "password": "correct horse battery" },
    }))
    .await
    .ok();
    t.index().await;
    let ids = json!([able.org(), expired.org()]);
    let item = t.get("/api/v1/catalog-items/E02", None).await.ok();
    let by_query = search(&t, &format!("agencies?q={}", percent("环境影响评价"))).await;
    let by_item = search(&t, "agencies?item=E02").await;
    let suggested = search(&t, &format!("suggestions?q={}", percent("环境影响评价"))).await;
    let lists = [&item["agencies"], &by_query["items"], &by_item["items"], &suggested["agencies"]];
    for (n, list) in lists.into_iter().enumerate() {
        let found: Vec<&Value> = list.as_array().unwrap().iter().map(|it| &it["id"]).collect();
        assert_eq!(json!(found), ids, "{n}: {list}");
        assert_eq!(list[0]["status"], json!(null), "{n}: {list}");
        assert!(list[1]["status"]["zh"].as_str().unwrap().contains("过期"), "{n}: {list}");
    }
    assert_eq!((&by_item["items"][0]["able"], &by_item["items"][1]["able"]), (&json!("yes"), &json!("closed")));
    // For what it can do it is as good as any.
    let other = search(&t, "agencies?item=F01").await;
    assert_eq!((&other["items"][0]["able"], &other["items"][0]["status"]), (&json!("yes"), &json!(null)));
}

#[tokio::test]
async fn awards_and_notices_are_found_by_project_parties_and_code_and_drafts_are_not() {
    let deal = Deal::drafted().await.filed().await;
    let t = &deal.t;
    t.post("/api/v1/notices", Some(&deal.client), json!({ "project_name": "秘密草稿项目" })).await.ok();
    t.index().await;
    for q in ["乾州古城", NOTICE_CODE, "建设服务中心"] {
        let page = search(t, &format!("notices?q={}", percent(q))).await;
        assert_eq!(page["items"][0]["code"], NOTICE_CODE, "{q}: {page}");
    }
    for q in ["乾州古城", NOTICE_CODE, "湘西 测绘", "建设服务中心"] {
        let page = search(t, &format!("awards?q={}", percent(q))).await;
        assert_eq!(page["items"][0]["amount_fen"], AWARD_FEN, "{q}: {page}");
        assert_eq!(page["items"][0]["agency"]["id"], deal.agency.org().to_string());
    }
    assert_eq!(search(t, &format!("notices?q={}", percent("秘密草稿"))).await["total"], 0);
    let one = search(t, &format!("awards?agency={}", deal.agency.org())).await;
    assert_eq!(one["total"], 1);
    let suggestions = search(t, &format!("suggestions?q={}", percent("测绘"))).await;
    assert!(!suggestions["services"].as_array().unwrap().is_empty());
    assert!(!suggestions["agencies"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn wrong_questions_are_refused_with_what_would_be_right_and_odd_ones_answered() {
    let t = TestApp::start().await;
    t.index().await;
    for (query, pointer) in [
        ("agencies?limit=0", "/limit"),
        ("agencies?limit=many", "/limit"),
        ("agencies?cursor=xyz", "/cursor"),
        ("agencies?sort=price", "/sort"),
        ("agencies?colour=red", "/colour"),
        ("notices?state=%22%20OR%201", "/state"),
    ] {
        let problem = t.get(&format!("/api/v1/search/{query}"), None).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer);
    }
    assert_eq!(t.get("/api/v1/search/ledgers", None).await.status, 404);
    for q in ["%00%01", "%F0%9F%98%80", "%22%27%3B--", "-", "*", &"a".repeat(5_000)] {
        search(&t, &format!("agencies?q={q}")).await;
    }
}

#[tokio::test]
async fn a_lost_index_is_filled_again_and_a_rebuilt_one_goes_on_from_where_it_read() {
    let t = TestApp::start().await;
    register(&t).await;
    t.index().await;
    let lost = tempfile::tempdir().unwrap();
    let engines = Engines::Embedded(Embedded::open(lost.path()).await.unwrap());
    reader::catch_up(&t.app, &engines).await.unwrap();
    assert_eq!(engines.cursor().await.unwrap(), t.search.engines.cursor().await.unwrap());

    // Something that only a rebuild corrects.
    sqlx::query("UPDATE organisation SET name = '凤凰（演示）测绘有限公司' WHERE uscc = '91433101MADEM002XR'")
        .execute(&t.db.pool)
        .await
        .unwrap();
    t.index().await;
    assert!(names(&t, &format!("agencies?q={}", percent("凤凰"))).await.is_empty());
    assert_eq!(reindex::run(&t.app, &t.search.engines).await.unwrap(), 2);
    assert_eq!(names(&t, &format!("agencies?q={}", percent("凤凰"))).await, ["凤凰（演示）测绘有限公司"]);
}

/// The cursor and the documents are one commit: after a crash between reading and committing, everything is read again.
#[tokio::test]
async fn entries_are_read_again_after_a_crash_before_the_commit() {
    let t = TestApp::start().await;
    register(&t).await;
    t.index().await;
    let before = t.search.engines.cursor().await.unwrap();
    t.post("/api/v1/registrations", None, json!({
        "organisation": {
            "kind": "agency", "uscc": "91433101MADEM0038R", "name": "古丈（演示）会计服务部", "division_code": "433126",
            "contact_name": "李某", "contact_phone": "13900000000", "services": ["M02"], "pledge_accepted": true,
        },
        "person": { "login": "guzhang", "name": "李某", "password": "correct horse battery" },
    }))
    .await
    .ok();
    t.sequence().await;
    // The server dies here: nothing of the new leaf is committed to the index.
    assert_eq!(t.search.engines.cursor().await.unwrap(), before);
    t.search.engines.apply(Batch::default()).await.unwrap();
    assert_eq!(t.search.engines.cursor().await.unwrap(), before, "a batch without cursor leaves it");
    t.index().await;
    assert_eq!(names(&t, "agencies?q=guzhang").await, ["古丈（演示）会计服务部"]);
}

#[tokio::test]
async fn a_new_day_shows_that_a_certificate_is_over_though_nothing_was_entered() {
    let t = TestApp::start().await;
    let agency = t.agency("91433101MADEM002XR", "湘西（演示）测绘有限公司", &["A04"]).await;
    sqlx::query("UPDATE agency_qualification SET valid_to = '2026-11-30'").execute(&t.db.pool).await.unwrap();
    t.record(
        jishi::platform::Actor::System("test"),
        "agency.registered",
        jishi::platform::journal::Subject { kind: "agency", id: agency.org() },
        json!({ "division_code": "433101" }),
        None,
    )
    .await;
    t.index().await;
    let able = async || search(&t, "agencies").await["items"][0]["able"].clone();
    assert_eq!(able().await, "yes");
    t.at("2026-11-30T23:00:00+08:00");
    let day = reader::turn_of_day(&t.app, &t.search.engines, None).await.unwrap();
    assert_eq!(able().await, "yes", "its last day counts");
    t.at("2026-12-01T00:00:00+08:00");
    reader::turn_of_day(&t.app, &t.search.engines, Some(day)).await.unwrap();
    assert_eq!(able().await, "closed");
    // After a time of being down, too.
    sqlx::query("UPDATE agency_qualification SET valid_to = '2030-01-01'").execute(&t.db.pool).await.unwrap();
    reindex::run(&t.app, &t.search.engines).await.unwrap();
    assert_eq!(able().await, "yes");
    sqlx::query("UPDATE agency_qualification SET valid_to = '2026-01-01'").execute(&t.db.pool).await.unwrap();
    reader::turn_of_day(&t.app, &t.search.engines, None).await.unwrap();
    assert_eq!(able().await, "closed");
}

#[tokio::test]
async fn a_new_name_is_found_on_everything_that_shows_it_and_other_changes_touch_nothing_else() {
    let deal = Deal::drafted().await.filed().await;
    let t = &deal.t;
    t.index().await;
    let of_client = async |q: &str| {
        let found = async |kind: &str| search(t, &format!("{kind}?q={}", percent(q))).await["total"].clone();
        (found("notices").await, found("awards").await)
    };
    let path = format!("/api/v1/clients/{}", deal.client.org());
    let change = async |body: Value| {
        let tag = t.get(&path, None).await.headers["etag"].to_str().unwrap().to_owned();
        t.call_with(Method::PATCH, &path, Some(&deal.client), Some(body), &[("if-match", &tag)]).await.ok();
        t.index().await;
    };
    // Only the row: no entry says so. A change of the address does not make its notices be read again.
    sqlx::query("UPDATE organisation SET name = '吉首市（演示）凌云中心' WHERE id = $1")
        .bind(deal.client.org())
        .execute(&t.db.pool)
        .await
        .unwrap();
    change(json!({ "address": "人民路 1 号" })).await;
    assert_eq!(of_client("凌云").await, (json!(0), json!(0)));
    change(json!({ "name": "吉首市（演示）长风中心" })).await;
    assert_eq!(of_client("长风").await, (json!(1), json!(1)));
}
