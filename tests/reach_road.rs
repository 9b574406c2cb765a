//! The whole road, told: what inbox, work lists and statistics say while a notice is drawn, contracted, delivered and paid.

use jishi::platform::journal::reader;
use jishi::reach::notify::Inbox;
use jishi::reach::statistics::Statistic;
use serde_json::{Value, json};

use crate::support::award::Won;
use crate::support::deal::{PDF, upload};
use crate::support::road::{cast, content, fire};
use crate::support::{TestApp, User};

async fn told(t: &TestApp, user: &User) -> Vec<Value> {
    t.sequence().await;
    reader::catch_up(&t.app, &Inbox).await.unwrap();
    t.get("/api/v1/inbox?limit=100", Some(user)).await.ok()["items"].as_array().unwrap().clone()
}

fn kinds(items: &[Value]) -> Vec<&str> {
    items.iter().map(|it| it["kind"].as_str().unwrap()).collect()
}

async fn work(t: &TestApp, user: &User) -> Vec<String> {
    let list = t.get("/api/v1/work-list", Some(user)).await.ok();
    list["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

/// The statistics, whose money must be the ledger's at any moment.
async fn statistics(t: &TestApp) -> Value {
    t.sequence().await;
    reader::catch_up(&t.app, &Statistic).await.unwrap();
    let page = t.get("/api/v1/statistics", None).await.ok();
    let totals = t.get("/api/v1/ledger/totals", None).await.ok();
    for account in ["awarded_fen", "committed_fen", "payable_fen", "paid_fen"] {
        assert_eq!(page[account], totals[account], "{account}");
    }
    page
}

#[tokio::test]
async fn a_draw_is_told_to_all_who_took_part_and_to_nobody_before_the_freeze() {
    let won = Won::drawn().await;
    let t = &won.t;
    let loser = told(t, won.loser()).await;
    assert_eq!(kinds(&loser), ["award.selected", "round.closed", "notice.published"]);
    let body = loser[0]["body"].as_str().unwrap();
    for fact in ["共 3 家报名，3 家符合条件", "随机抽取", "¥18,000.00", "2026-12-01 17:30"] {
        assert!(body.contains(fact), "{fact}: {body}");
    }
    assert!(loser[0]["title"].as_str().unwrap().contains(won.award["agency"]["name"].as_str().unwrap()));
    assert_eq!(loser[0]["link"], format!("/awards/{}", won.award["id"].as_str().unwrap()));
    assert!(loser[1]["body"].as_str().unwrap().contains("2026-11-30 09:30 公开随机抽取"), "{loser:?}");
    let winner = told(t, won.winner()).await;
    assert!(winner[0]["title"].as_str().unwrap().starts_with("贵机构中选"), "{winner:?}");
    // The client learns nothing of sign-ups: from the publication straight to the closing.
    assert_eq!(kinds(&told(t, &won.cast.client).await), ["award.selected", "round.closed", "notice.published"]);
    assert_eq!(kinds(&told(t, &won.cast.operator).await), ["notice.submitted"]);
    // Offers the service, did not enter.
    assert_eq!(kinds(&told(t, &won.cast.agencies[3]).await), ["notice.published"]);
}

#[tokio::test]
async fn too_few_entrants_read_the_rule_and_what_is_next() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 2).await;
    t.at("2026-11-27T17:30:00+08:00");
    fire(&t).await;
    for (user, next) in [(&cast.client, "再次公告"), (&cast.agencies[0], "届时会通知您")] {
        let told = told(&t, user).await;
        assert_eq!(kinds(&told)[..2], ["round.failed", "round.closed"]);
        let body = told[0]["body"].as_str().unwrap();
        assert!(body.contains("共 2 家报名，2 家符合条件。按规则至少需要 3 家") && body.contains(next), "{body}");
    }
    assert_eq!(work(&t, &cast.client).await, ["reannounce"]);
    let page = statistics(&t).await;
    assert_eq!((&page["failed_rounds"], &page["failure_rate_percent"]), (&json!(1), &json!(100.0)));
    assert_eq!(page["open_notices"], 0);
}

#[tokio::test]
async fn a_declined_award_is_told_and_taken_out_of_the_statistics() {
    let won = Won::effective().await;
    let t = &won.t;
    assert_eq!(work(t, won.winner()).await, ["confirm_award"]);
    let page = statistics(t).await;
    assert_eq!((&page["awards"], &page["awarded_fen"]), (&json!(1), &json!(1_800_000)));
    assert_eq!(page["mean_days_to_award"], 6.0);
    t.post(&won.path("/decline"), Some(won.winner()), json!({ "reason": "人员不足" })).await.ok();
    for user in [&won.cast.client, won.loser()] {
        let told = told(t, user).await;
        assert_eq!(told[0]["kind"], "award.declined");
        assert!(told[0]["body"].as_str().unwrap().contains("人员不足"), "{told:?}");
    }
    let page = statistics(t).await;
    assert_eq!((&page["awards"], &page["awarded_fen"], &page["failed_rounds"]), (&json!(0), &json!(0), &json!(1)));
    assert_eq!(work(t, won.winner()).await, [""; 0]);
}

#[tokio::test]
async fn from_the_contract_to_the_last_payment_the_other_side_always_knows() {
    let won = Won::effective().await;
    let (t, client, agency) = (&won.t, &won.cast.client, won.winner());
    let award = t.post(&won.path("/confirm"), Some(agency), json!({})).await.ok();
    let contract = format!("/api/v1/contracts/{}", award["contract_id"].as_str().unwrap());
    let at = |rest: &str| format!("{contract}{rest}");
    for user in [client, agency] {
        assert_eq!(work(t, user).await, ["confirm_contract"]);
    }
    t.post(&at("/confirm"), Some(client), json!({})).await.ok();
    t.post(&at("/confirm"), Some(agency), json!({})).await.ok();
    assert_eq!((work(t, client).await, work(t, agency).await), (vec!["file_contract".to_owned()], vec![]));
    t.post(&at("/file"), Some(client), json!({})).await.ok();
    assert_eq!(work(t, agency).await, ["deliver"]);
    let file = upload(t, agency, "成果.pdf", PDF).await.ok();
    t.post(&at("/deliverables"), Some(agency), json!({ "files": [file["id"]] })).await.ok();
    let read = t.get(&contract, Some(client)).await.ok();
    assert_eq!(work(t, client).await, ["accept_deliverable"]);
    let deliverable = read["deliverables"][0]["id"].as_str().unwrap();
    t.post(&at(&format!("/deliverables/{deliverable}/accept")), Some(client), json!({})).await.ok();
    assert_eq!(work(t, client).await, ["pay"]);
    let payment = json!({ "amount_fen": 1_800_000, "paid_on": "2026-12-01" });
    let read = t.post(&at("/payments"), Some(client), payment).await.ok();
    assert_eq!(work(t, agency).await, ["confirm_payment"]);
    let payment = read["payments"][0]["id"].as_str().unwrap();
    t.post(&at(&format!("/payments/{payment}/confirm")), Some(agency), json!({})).await.ok();
    assert_eq!((work(t, client).await, work(t, agency).await), (vec![], vec![]));
    let to_client = told(t, client).await;
    let news =
        ["payment.confirmed", "deliverable.submitted", "contract.confirmed", "contract.drafted", "award.confirmed"];
    assert_eq!(kinds(&to_client)[..5], news);
    assert_eq!(to_client[0]["link"], contract.replace("/api/v1", "/office"));
    assert!(to_client[0]["body"].as_str().unwrap().contains("¥18,000.00"), "{to_client:?}");
    let to_agency = told(t, agency).await;
    assert_eq!(
        kinds(&to_agency)[..4],
        ["payment.recorded", "deliverable.accepted", "contract.filed", "contract.confirmed"]
    );
    let page = statistics(t).await;
    assert_eq!((&page["paid_fen"], &page["payable_fen"]), (&json!(1_800_000), &json!(0)));
    assert_eq!(page["by_group"][0]["code"], "F");
}
