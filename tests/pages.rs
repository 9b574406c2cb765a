//! What the server writes into pages, for those without the script, and the status of addresses that lead nowhere. The shell is built by
//! `make web`; without it there are no pages to look at.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Extension, Router};
use jishi::core::money::Fen;
use jishi::core::seal::{self, Payload, PublicKey, Quote};
use jishi::platform::rng::RngSource;
use jishi::platform::web::layers;
use jishi::procurement::signups::Sealed;
use jishi::reach::pages;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::TestApp;
use crate::support::award::{Won, only_award};
use crate::support::road::{AGENCIES, Cast, cast, content_with, fire, notice};

const SHELL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/dist/index.html");

fn site(t: &TestApp) -> Router {
    let pages = pages::router().layer(Extension(t.search.clone())).with_state(t.app.clone());
    layers::wrap(pages.fallback(pages::other))
}

async fn read(site: &Router, path: &str) -> (StatusCode, String, String) {
    let answer = site.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, kind, String::from_utf8_lossy(&body).into_owned())
}

/// The addresses in the frontend's `routes.ts` that need no id.
fn addresses() -> Vec<String> {
    let slices = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/src")).unwrap().flatten();
    let routes = slices.filter_map(|slice| std::fs::read_to_string(slice.path().join("routes.ts")).ok());
    let paths = routes.flat_map(|text| {
        let named = text.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next().map(str::to_owned));
        named.collect::<Vec<_>>()
    });
    paths.filter(|path| path.starts_with('/') && !path.contains(':')).collect()
}

#[tokio::test]
async fn every_page_has_a_menu_and_what_is_no_page_is_a_404_page() {
    if !std::path::Path::new(SHELL).exists() {
        return;
    }
    let won = Won::effective().await;
    let site = site(&won.t);
    let known = addresses();
    assert!(known.len() > 10, "{known:?}");
    for path in &known {
        let (status, kind, _) = read(&site, path).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/html; charset=utf-8"), "{path}");
    }
    for path in ["/notices/abc", "/no/such/page", "/awards/01900000-0000-7000-8000-000000000000", "/clients/x"] {
        let (status, kind, body) = read(&site, path).await;
        assert_eq!((status, kind.as_str()), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"), "{path}");
        assert!(body.contains("<h1>") && body.contains("href=\"/notices\""), "{path}: {body}");
    }
    for path in ["/ledger", "/verify", "/awards", "/agencies", "/statistics", "/"] {
        let (_, _, body) = read(&site, path).await;
        assert!(body.contains("<h1>") && body.contains("href=\"/ledger\""), "{path}: {body}");
        assert!(!body.contains("<ul></ul>"), "{path}: {body}");
    }
    let (_, _, notice) = read(&site, &format!("/notices/{}?round=1", won.notice)).await;
    let (winner, award) = (won.award["agency"]["name"].as_str().unwrap(), won.award["id"].as_str().unwrap());
    assert!(notice.contains(winner) && notice.contains(&format!("href=\"/awards/{award}\"")), "{notice}");
}

/// Signs an agency up with what its browser would seal.
async fn enter(t: &TestApp, cast: &Cast, id: &str, agency: usize, quote: Option<Quote>) {
    let notice = notice(t, id, None).await;
    let mut rng = RngSource::System.fork().unwrap();
    let payload = Payload::new([7; 16], notice["code"].as_str().unwrap(), AGENCIES[agency], quote, &mut rng);
    let key = PublicKey::from_hex(notice["seal_key"].as_str().unwrap()).unwrap();
    let sealed = Sealed::from(&seal::seal(&payload, key, &mut rng).unwrap());
    let body = json!({ "no_conflict": true, "sealed": sealed });
    t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&cast.agencies[agency]), body).await.ok();
}

/// To the end of sign-up, and to the selection.
async fn selected(t: &TestApp, id: &str) {
    for name in ["signup_deadline", "select_time"] {
        t.at(notice(t, id, None).await[name].as_str().unwrap());
        while fire(t).await > 0 {}
    }
}

#[tokio::test]
async fn the_page_of_a_notice_says_what_was_quoted_and_what_kept_a_quote_from_counting() {
    if !std::path::Path::new(SHELL).exists() {
        return;
    }
    let t = TestApp::start().await;
    let cast = cast(&t, 4).await;
    let content = content_with(json!({ "method": "price", "amount_fen": "10万", "floor_fen": "4万" }));
    let id = cast.published(&t, content).await;
    let site = site(&t);
    let page = async || read(&site, &format!("/notices/{id}")).await.2;
    for text in ["<dt>最高限价</dt><dd>¥100,000.00</dd>", "<dt>最低限价</dt><dd>¥40,000.00</dd>"] {
        assert!(page().await.contains(text), "{text}");
    }
    for (agency, yuan) in [50_000, 88_000, 91_000, 120_000].into_iter().enumerate() {
        enter(&t, &cast, &id, agency, Some(Quote::Amount(Fen(yuan * 100)))).await;
    }
    assert!(!page().await.contains("报价 ¥"), "nothing before the opening");
    selected(&t, &id).await;
    for text in ["符合条件 · 报价 ¥88,000.00<", "报价 ¥120,000.00，无效：高于上限 ¥100,000.00", "偏低报价的说明和认定"]
    {
        assert!(page().await.contains(text), "{text}");
    }
    let said = json!({ "text": "已有同一流域的勘测成果，只需补测。" });
    let low = format!("/api/v1/notices/{id}/low-price");
    let asked = t.post(&format!("{low}/justification"), Some(&cast.agencies[0]), said).await.ok();
    let verdict = json!({
        "agency_id": asked["low_prices"][0]["agency"]["id"], "accepted": false, "reason": "成果年份太久，不能再用于本项目。",
    });
    t.post(&format!("{low}/verdict"), Some(&cast.client), verdict).await.ok();
    assert!(page().await.contains("说明：已有同一流域的勘测成果") && page().await.contains("未采纳，不得中选"));
    assert_eq!(only_award(&t).await["amount_fen"], 8_800_000);
}

#[tokio::test]
async fn the_pages_of_credit_merit_have_both_lists_and_the_reason_of_the_pick() {
    if !std::path::Path::new(SHELL).exists() {
        return;
    }
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = cast.published(&t, content_with(json!({ "method": "credit_merit" }))).await;
    for agency in 0..2 {
        enter(&t, &cast, &id, agency, None).await;
    }
    selected(&t, &id).await;
    let site = site(&t);
    let (_, _, page) = read(&site, &format!("/notices/{id}")).await;
    assert!(page.contains("大名单：湘西演示1号") && page.contains("小名单（按抽取先后）："), "{page}");
    let roster = notice(&t, &id, None).await["roster"].clone();
    let reason = "同类项目业绩最多，负责人全程在场。";
    let pick = json!({ "agency_id": roster[1]["agency"]["id"], "reason": reason });
    t.post(&format!("/api/v1/notices/{id}/selection"), Some(&cast.client), pick).await.ok();
    let path = format!("/api/v1/awards/{}", only_award(&t).await["id"].as_str().unwrap());
    assert_eq!(t.get(&path, None).await.ok()["reason"], Value::from(reason));
}
