//! The methods beyond draw and direct selection, from the sealed quote to the award: what the rules decide, what people decide, and what
//! follows where a winner is out. The arithmetic itself is tested beside it (`core/selection/tests`).

use chrono::TimeDelta;
use jishi::core::money::Fen;
use jishi::core::seal::Quote;
use jishi::platform::journal::reader;
use jishi::procurement::selection::select_due;
use jishi::reach::statistics::Statistic;
use serde_json::{Value, json};

use super::support::app::Reply;
use super::support::award::{DRAW_AT, evidence, pick};
use super::support::road::{AGENCIES, Cast, OTHER_CLIENT, cast, content_with, fire, notice, sealed_quote};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
const WHY: &str = "设备和人员都在本地，成本低，附有测算";

/// A round of `method` with a ceiling of ¥100,000.00.
fn of(method: &str, changes: Value) -> Value {
    let mut content = content_with(json!({ "method": method, "amount_fen": 10_000_000 }));
    for (key, value) in changes.as_object().unwrap() {
        content[key] = value.clone();
    }
    content
}

fn yuan(yuan: i64) -> Option<Quote> {
    Some(Quote::Amount(Fen(yuan * 100)))
}

async fn enter(t: &TestApp, cast: &Cast, id: &str, n: usize, quote: Option<Quote>) -> Reply {
    let page = notice(t, id, None).await;
    let (key, code) = (page["seal_key"].as_str().unwrap(), page["code"].as_str().unwrap());
    let body = json!({ "sealed": sealed_quote(key, code, AGENCIES[n], n, quote), "no_conflict": true });
    t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&cast.agencies[n]), body).await
}

/// Published, entered with these quotes, closed and opened; the clock stands at the deadline.
async fn opened(t: &TestApp, content: Value, quotes: &[Option<Quote>]) -> (Cast, String) {
    let cast = cast(t, quotes.len()).await;
    let id = cast.published(t, content).await;
    for (n, quote) in quotes.iter().enumerate() {
        enter(t, &cast, &id, n, *quote).await.ok();
    }
    t.at(DEADLINE);
    assert_eq!(fire(t).await, 2, "the deadline and the opening");
    (cast, id)
}

/// The same at the selection time.
async fn selected(t: &TestApp, content: Value, quotes: &[Option<Quote>]) -> (Cast, String) {
    let found = opened(t, content, quotes).await;
    t.at(DRAW_AT);
    assert_eq!(fire(t).await, 1, "the selection");
    found
}

async fn award_of(t: &TestApp, id: &str) -> Value {
    let page = notice(t, id, None).await;
    let path = format!("/api/v1/awards/{}", page["award"]["id"].as_str().unwrap_or_else(|| panic!("no award: {page}")));
    t.get(&path, None).await.ok()
}

fn by<'a>(cast: &'a Cast, award: &Value) -> &'a User {
    cast.agencies.iter().find(|it| award["agency"]["id"] == json!(it.org())).unwrap()
}

async fn entries(t: &TestApp, kind: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM journal_entry WHERE kind = $1")
        .bind(kind)
        .fetch_one(&t.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_lowest_price_wins_and_its_price_is_the_award() {
    let t = TestApp::start().await;
    let (_, id) = selected(&t, of("price", json!({})), &[yuan(95_000), yuan(88_000), yuan(90_000)]).await;
    let award = award_of(&t, &id).await;
    assert_eq!(
        (&award["agency"]["uscc"], &award["amount_fen"]),
        (&json!(AGENCIES[1]), &json!(8_800_000)),
        "the winner's own price"
    );
    let file = evidence(&t, &award).await;
    assert_eq!(file["method"], "price");
    let ranking: Vec<_> = file["ranking"].as_array().unwrap().iter().map(|it| &it["uscc"]).collect();
    assert_eq!(json!(ranking), json!([AGENCIES[1], AGENCIES[2], AGENCIES[0]]));
}

#[tokio::test]
async fn prices_are_seen_by_nobody_before_the_opening_and_by_everybody_after_it() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, of("price", json!({}))).await;
    for n in 0..3 {
        enter(&t, &cast, &id, n, yuan(90_000 + i64::try_from(n).unwrap())).await.ok();
    }
    for user in [None, Some(&cast.client), Some(&cast.operator), Some(&cast.agencies[0])] {
        let page = notice(&t, &id, user).await;
        assert_eq!(page["roster"], json!([]), "{page}");
    }
    t.at(DEADLINE);
    fire(&t).await;
    let page = notice(&t, &id, None).await;
    let quotes: Vec<_> = page["roster"].as_array().unwrap().iter().map(|it| &it["quote"]).collect();
    let expected = [9_000_000, 9_000_100, 9_000_200].map(|fen| json!({ "amount_fen": fen }));
    assert_eq!(json!(quotes), json!(expected));
}

#[tokio::test]
async fn a_quote_out_of_bounds_is_public_as_invalid_and_counts_nowhere() {
    let t = TestApp::start().await;
    let content = of("price", json!({ "floor_fen": 8_000_000 }));
    let quotes = [yuan(100_001), yuan(79_999), yuan(80_000), yuan(100_000), yuan(99_000)];
    let (_, id) = selected(&t, content, &quotes).await;
    let award = award_of(&t, &id).await;
    assert_eq!(award["amount_fen"], 8_000_000, "a quote on the bound keeps it");
    let file = evidence(&t, &award).await;
    let invalid: Vec<_> = file["working"].as_array().unwrap().iter().filter(|it| it["step"] == "invalid").collect();
    assert_eq!(invalid.len(), 2, "{file}");
    assert_eq!(file["ranking"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn with_fewer_valid_quotes_than_needed_the_round_fails_once_and_says_why() {
    let t = TestApp::start().await;
    let (_, id) = selected(&t, of("price", json!({})), &[yuan(100_001), yuan(90_000), yuan(91_000)]).await;
    let page = notice(&t, &id, None).await;
    assert_eq!(page["state"], "failed");
    assert!(page["end_reason"].as_str().unwrap().contains("有效参与 2 家"), "{page}");
    assert_eq!((fire(&t).await, entries(&t, "round.failed").await), (0, 1));
}

#[tokio::test]
async fn with_nobody_in_it_a_round_fails_once_at_its_deadline() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    let mut ids = Vec::new();
    for method in ["price", "reference_price", "credit_merit", "reverse_auction"] {
        ids.push(cast.published(&t, of(method, json!({}))).await);
    }
    t.at(DEADLINE);
    fire(&t).await;
    for id in &ids {
        assert_eq!(notice(&t, id, None).await["state"], "failed");
    }
    assert_eq!((fire(&t).await, entries(&t, "round.failed").await), (0, 4));
}

#[tokio::test]
async fn discount_rates_are_compared_by_the_price_they_give() {
    let t = TestApp::start().await;
    let content = of("price", json!({ "quote_kind": "rate", "min_rate": 0, "max_rate": 2000 }));
    let rates = [500, 1250, 2001, 1249].map(|rate| Some(Quote::Rate(rate)));
    let (_, id) = selected(&t, content, &rates).await;
    let award = award_of(&t, &id).await;
    assert_eq!((&award["agency"]["uscc"], &award["amount_fen"]), (&json!(AGENCIES[1]), &json!(8_750_000)));
    evidence(&t, &award).await;
}

#[tokio::test]
async fn the_last_of_several_quotes_counts_and_every_one_is_journalled() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, of("price", json!({}))).await;
    for (n, price) in [95_000, 90_000, 85_000].into_iter().enumerate() {
        enter(&t, &cast, &id, n, yuan(price)).await.ok();
    }
    let page = notice(&t, &id, Some(&cast.agencies[0])).await;
    assert!(page["actions"].as_array().unwrap().contains(&json!("reseal")), "{page}");
    let own = page["my_sign_up"]["id"].as_str().unwrap();
    let (key, code) = (page["seal_key"].as_str().unwrap(), page["code"].as_str().unwrap());
    let path = format!("/api/v1/sign-ups/{own}/sealed");
    let again = |price| sealed_quote(key, code, AGENCIES[0], 0, yuan(price));
    t.at(DEADLINE);
    t.advance(TimeDelta::milliseconds(-1));
    t.call(axum::http::Method::PUT, &path, Some(&cast.agencies[0]), Some(again(80_000))).await.ok();
    t.advance(TimeDelta::milliseconds(1));
    t.call(axum::http::Method::PUT, &path, Some(&cast.agencies[0]), Some(again(70_001))).await.refused(409, "late");
    fire(&t).await;
    t.at(DRAW_AT);
    fire(&t).await;
    let award = award_of(&t, &id).await;
    assert_eq!((&award["agency"]["uscc"], &award["amount_fen"]), (&json!(AGENCIES[0]), &json!(8_000_000)));
    assert_eq!((entries(&t, "sign_up.made").await, entries(&t, "sign_up.resealed").await), (3, 1));
}

/// A round of price whose lowest quote, of the second agency, is under 70 % of the ceiling.
async fn low(t: &TestApp) -> (Cast, String) {
    selected(t, of("price", json!({})), &[yuan(90_000), yuan(60_000), yuan(80_000)]).await
}

fn justification(id: &str) -> String {
    format!("/api/v1/notices/{id}/low-price/justification")
}

fn verdict(id: &str) -> String {
    format!("/api/v1/notices/{id}/low-price/verdict")
}

#[tokio::test]
async fn a_low_price_wins_once_its_justification_is_accepted() {
    let t = TestApp::start().await;
    let (cast, id) = low(&t).await;
    let page = notice(&t, &id, Some(&cast.agencies[1])).await;
    assert_eq!((&page["state"], &page["award"]), (&json!("selecting"), &json!(null)));
    assert_eq!(page["low_prices"][0]["price_fen"], 6_000_000);
    assert_eq!(page["low_prices"][0]["justify_by"], "2026-12-02T17:30:00+08:00");
    assert!(page["actions"].as_array().unwrap().contains(&json!("justify")), "{page}");
    let accept = json!({ "agency_id": cast.agencies[1].org(), "accepted": true, "reason": WHY });
    t.post(&verdict(&id), Some(&cast.client), accept.clone()).await.refused(409, "not_justified");

    let said = json!({ "text": WHY });
    t.post(&justification(&id), Some(&cast.agencies[0]), said.clone()).await.refused(403, "not_yours");
    t.post(&justification(&id), Some(&cast.client), said.clone()).await.refused(403, "wrong_role");
    t.post(&justification(&id), Some(&cast.agencies[1]), json!({ "text": "便宜" })).await.refused(422, "invalid");
    t.post(&justification(&id), Some(&cast.agencies[1]), said.clone()).await.ok();
    t.post(&justification(&id), Some(&cast.agencies[1]), said).await.refused(409, "already_justified");
    t.at("2026-12-03T17:30:00+08:00");
    assert_eq!(fire(&t).await, 0, "a justification waits for its verdict");

    let other = t.client(OTHER_CLIENT, "吉首市（演示）水利服务中心").await;
    t.post(&verdict(&id), Some(&other), accept.clone()).await.refused(403, "not_yours");
    t.post(&verdict(&id), Some(&cast.operator), accept.clone()).await.refused(403, "wrong_role");
    let another = json!({ "agency_id": cast.agencies[2].org(), "accepted": false, "reason": WHY });
    t.post(&verdict(&id), Some(&cast.client), another).await.refused(422, "invalid");
    let page = t.post(&verdict(&id), Some(&cast.client), accept.clone()).await.ok();
    assert_eq!(page["state"], "publicity");
    let award = award_of(&t, &id).await;
    assert_eq!(award["amount_fen"], 6_000_000);
    let file = evidence(&t, &award).await;
    assert_eq!((&file["verdicts"][0]["accepted"], &file["verdicts"][0]["reason"]), (&json!(true), &json!(WHY)));
    t.post(&verdict(&id), Some(&cast.client), accept).await.refused(409, "not_asked");
}

#[tokio::test]
async fn a_low_price_that_is_refused_is_out_and_the_next_is_looked_at() {
    let t = TestApp::start().await;
    let (cast, id) = low(&t).await;
    t.post(&justification(&id), Some(&cast.agencies[1]), json!({ "text": WHY })).await.ok();
    let refuse = json!({ "agency_id": cast.agencies[1].org(), "accepted": false, "reason": "测算没有计入检测费用" });
    t.post(&verdict(&id), Some(&cast.client), refuse).await.ok();
    let award = award_of(&t, &id).await;
    assert_eq!((&award["agency"]["uscc"], &award["amount_fen"]), (&json!(AGENCIES[2]), &json!(8_000_000)));
    evidence(&t, &award).await;
}

#[tokio::test]
async fn who_says_nothing_of_its_low_price_is_refused_by_the_rule() {
    let t = TestApp::start().await;
    let (cast, id) = low(&t).await;
    t.at("2026-12-02T17:30:00+08:00");
    t.post(&justification(&id), Some(&cast.agencies[1]), json!({ "text": WHY })).await.refused(409, "late");
    assert_eq!(fire(&t).await, 1);
    let award = award_of(&t, &id).await;
    assert_eq!(award["agency"]["uscc"], AGENCIES[2]);
    let file = evidence(&t, &award).await;
    assert_eq!((&file["verdicts"][0]["by"], &file["verdicts"][0]["reason"]), (&json!("规则"), &json!("期满未作说明")));
}

#[tokio::test]
async fn the_reference_price_is_drawn_and_the_nearest_wins() {
    let t = TestApp::start().await;
    let quotes = [88_000, 92_000, 95_000, 96_500, 97_000, 98_000].map(yuan);
    let (_, id) = selected(&t, of("reference_price", json!({})), &quotes).await;
    let award = award_of(&t, &id).await;
    let file = evidence(&t, &award).await;
    let line = |step: &str| file["working"].as_array().unwrap().iter().find(|it| it["step"] == step).cloned().unwrap();
    assert_eq!(line("mean")["mean_fen"], 9_512_500, "without the highest and the lowest");
    let percent = line("percent")["percent"].as_i64().unwrap();
    assert_eq!(line("reference")["reference_fen"], 9_512_500 * percent / 100);
    assert_eq!(file["winner"], award["agency"]["uscc"]);
}

#[tokio::test]
async fn where_the_winner_is_out_the_next_ranked_follows_at_its_own_price() {
    let t = TestApp::start().await;
    let (cast, id) = selected(&t, of("price", json!({})), &[yuan(95_000), yuan(88_000), yuan(90_000)]).await;
    let first = award_of(&t, &id).await;
    t.at("2026-12-01T17:30:00+08:00");
    fire(&t).await;
    assert_eq!(t.get("/api/v1/ledger/totals", None).await.ok()["awarded_fen"], 8_800_000);
    let path = format!("/api/v1/awards/{}/decline", first["id"].as_str().unwrap());
    t.post(&path, Some(by(&cast, &first)), json!({ "reason": "项目负责人离职" })).await.ok();
    assert_eq!(t.get("/api/v1/ledger/totals", None).await.ok()["awarded_fen"], 0);

    let second = award_of(&t, &id).await;
    assert_eq!((&second["agency"]["uscc"], &second["amount_fen"]), (&json!(AGENCIES[2]), &json!(9_000_000)));
    t.sequence().await;
    reader::catch_up(&t.app, &Statistic).await.unwrap();
    let counted = t.get("/api/v1/statistics", None).await.ok();
    assert_eq!((&counted["failed_rounds"], &counted["awards"]), (&json!(0), &json!(0)), "the round goes on: {counted}");
    assert_eq!(second["code"], json!(format!("{}-2", first["code"].as_str().unwrap())));
    let file = evidence(&t, &second).await;
    assert_eq!(
        (&file["passed_over"][0]["uscc"], &file["passed_over"][0]["reason"]),
        (&json!(AGENCIES[1]), &json!("项目负责人离职"))
    );
    let kept = t.get(&format!("/api/v1/awards/{}", first["id"].as_str().unwrap()), None).await.ok();
    assert_eq!(
        (&kept["decline_reason"], &kept["state"]),
        (&json!("项目负责人离职"), &json!("failed")),
        "history is kept"
    );
    evidence(&t, &first).await;

    // The second is silent, the third declines: nobody is left.
    t.at("2026-12-02T17:30:00+08:00");
    fire(&t).await;
    t.at("2026-12-04T17:30:00+08:00");
    fire(&t).await;
    let third = award_of(&t, &id).await;
    assert_eq!((&third["agency"]["uscc"], &third["amount_fen"]), (&json!(AGENCIES[0]), &json!(9_500_000)));
    t.at("2026-12-07T17:30:00+08:00");
    fire(&t).await;
    let path = format!("/api/v1/awards/{}/decline", third["id"].as_str().unwrap());
    t.post(&path, Some(by(&cast, &third)), json!({ "reason": "排不出人手" })).await.ok();
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["end_reason"]), (&json!("failed"), &json!("无人可以中选，本轮流标")));
    assert_eq!(t.get("/api/v1/ledger/totals", None).await.ok()["awarded_fen"], 0);
}

#[tokio::test]
async fn credit_merit_draws_a_short_list_and_the_client_picks_of_it_with_a_reason() {
    let t = TestApp::start().await;
    let (cast, id) = selected(&t, of("credit_merit", json!({})), &[None; 5]).await;
    let page = notice(&t, &id, Some(&cast.client)).await;
    assert_eq!(page["state"], "selecting");
    assert_eq!(page["credit_lists"]["long"].as_array().unwrap().len(), 5);
    let short: Vec<String> = serde_json::from_value(page["credit_lists"]["short"].clone()).unwrap();
    assert_eq!(short.len(), 3);
    assert!(page["actions"].as_array().unwrap().contains(&json!("select")), "{page}");
    let seen = t.get(&format!("/api/v1/notices/{id}/candidates"), Some(&cast.client)).await.ok();
    assert_eq!(seen["candidates"].as_array().unwrap().len(), 3, "the short list only");

    let agency = |uscc: &str| &cast.agencies[AGENCIES.iter().position(|it| *it == uscc).unwrap()];
    let outside = AGENCIES.iter().take(5).find(|it| !short.contains(&(**it).to_owned())).unwrap();
    let path = format!("/api/v1/notices/{id}/selection");
    t.post(&path, Some(&cast.client), pick(agency(outside), WHY, json!(null))).await.refused(422, "invalid");
    t.post(&path, Some(&cast.operator), pick(agency(&short[0]), WHY, json!(null))).await.refused(403, "wrong_role");
    let award = t.post(&path, Some(&cast.client), pick(agency(&short[1]), WHY, json!(null))).await.ok();
    assert_eq!((&award["agency"]["uscc"], &award["amount_fen"]), (&json!(short[1]), &json!(10_000_000)));
    let file = evidence(&t, &award).await;
    assert_eq!((&file["pick"]["reason"], &file["credits"].as_array().unwrap().len()), (&json!(WHY), &5));
    t.post(&path, Some(&cast.client), pick(agency(&short[0]), WHY, json!(null))).await.refused(409, "already_selected");

    // The picked one declines: the client picks another of the same short list.
    t.at("2026-12-01T17:30:00+08:00");
    fire(&t).await;
    let decline = format!("/api/v1/awards/{}/decline", award["id"].as_str().unwrap());
    t.post(&decline, Some(agency(&short[1])), json!({ "reason": "排不出人手" })).await.ok();
    let page = notice(&t, &id, Some(&cast.client)).await;
    assert_eq!((&page["state"], &page["credit_lists"]["short"]), (&json!("selecting"), &json!(short)));
    t.post(&path, Some(&cast.client), pick(agency(&short[1]), WHY, json!(null))).await.refused(422, "invalid");
    let second = t.post(&path, Some(&cast.client), pick(agency(&short[2]), WHY, json!(null))).await.ok();
    assert_eq!(second["agency"]["uscc"], short[2]);
    evidence(&t, &second).await;
}

#[tokio::test]
async fn several_servers_and_a_client_that_presses_select_get_one_result() {
    let t = TestApp::start().await;
    let (cast, id) = opened(&t, of("credit_merit", json!({})), &[None; 3]).await;
    t.at(DRAW_AT);
    let fired = futures_util::future::join_all((0..3).map(|_| select_due(&t.app))).await;
    assert_eq!(fired.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
    assert_eq!(entries(&t, "round.short_list").await, 1);
    let path = format!("/api/v1/notices/{id}/selection");
    let press = |n: usize| t.post(&path, Some(&cast.client), pick(&cast.agencies[n], WHY, json!(null)));
    let (one, two, _) = tokio::join!(press(0), press(1), select_due(&t.app));
    let (won, lost) = if one.status.is_success() { (one, two) } else { (two, one) };
    let award = won.ok();
    assert_eq!(lost.refused(409, "already_selected")["winner"]["id"], award["agency"]["id"]);
    assert_eq!(entries(&t, "award.selected").await, 1);
}
