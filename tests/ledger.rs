//! The ledger: whatever happens, the public totals are the sum of the postings, and nobody rewrites one.

use jishi::core::money::Fen;
use jishi::platform::Actor;
use jishi::procurement::ledger::{self, AwardMoney};
use serde_json::{Value, json};
use sqlx::{Executor, PgPool};
use uuid::Uuid;

use crate::support::deal::{AWARD_FEN, Deal, NOTICE_CODE};

/// Totals of the API, once they are seen to be the sums of the postings.
async fn totals(deal: &Deal) -> [i64; 4] {
    let shown = deal.t.get("/api/v1/ledger/totals", None).await.ok();
    let mut totals = [0; 4];
    for (total, (account, sign)) in
        totals.iter_mut().zip([("awarded", 1), ("committed", -1), ("payable", -1), ("paid", -1)])
    {
        let sum: Option<i64> = sqlx::query_scalar("SELECT SUM(amount_fen)::bigint FROM posting WHERE account = $1")
            .bind(account)
            .fetch_one(&deal.t.db.pool)
            .await
            .unwrap();
        *total = shown[format!("{account}_fen")].as_i64().unwrap();
        assert_eq!(*total, sign * sum.unwrap_or(0), "{account}");
    }
    assert_eq!(totals[0], totals[1..].iter().sum::<i64>(), "awarded is what the others explain");
    totals
}

#[tokio::test]
async fn totals_are_the_sum_of_postings_after_every_step() {
    let deal = Deal::drafted().await;
    assert_eq!(totals(&deal).await, [AWARD_FEN, AWARD_FEN, 0, 0]);
    let deal = deal.agreed().await;
    assert_eq!(totals(&deal).await, [AWARD_FEN, AWARD_FEN, 0, 0]);
    deal.post(&deal.client, "/file", json!({})).await.ok();
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, AWARD_FEN, 0]);
    let first = deal.pay(500_000).await;
    let second = deal.pay(1_220_000).await;
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, AWARD_FEN, 0], "a record is no payment yet");
    deal.decide(&first, "confirm", json!({})).await.ok();
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, AWARD_FEN - 500_000, 500_000]);
    deal.decide(&second, "dispute", json!({ "reason": "未到账" })).await.ok();
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, AWARD_FEN - 500_000, 500_000]);
    deal.decide(&second, "confirm", json!({})).await.ok();
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, 0, AWARD_FEN]);
}

#[tokio::test]
async fn a_statement_reads_like_a_banks_and_everybody_may_read_it() {
    let deal = Deal::drafted().await.filed().await;
    for amount in [500_000, 200_000] {
        let payment = deal.pay(amount).await;
        deal.decide(&payment, "confirm", json!({})).await.ok();
    }
    let (client, agency) = (deal.client.org(), deal.agency.org());
    let contract = deal.contract_id;
    for (path, holder, other) in [
        (format!("agencies/{agency}"), "湘西（演示）测绘有限公司", client),
        (format!("clients/{client}"), "吉首市（演示）建设服务中心", agency),
        (format!("contracts/{contract}"), "乾州古城排水改造测绘服务合同", agency),
    ] {
        let page = deal.t.get(&format!("/api/v1/ledger/{path}"), None).await.ok();
        assert_eq!(page["holder"]["name"], holder);
        let lines: Vec<_> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["kind"].as_str().unwrap(), it["amount_fen"].as_i64(), it["balance_payable_fen"].as_i64()))
            .collect();
        assert_eq!(lines[0], ("payment", Some(200_000), Some(1_020_000)));
        assert_eq!(lines[1], ("payment", Some(500_000), Some(1_220_000)));
        assert_eq!(lines.len(), 4);
        let line = &page["items"][0];
        assert_eq!(line["counterparty"]["id"], json!(other));
        assert_eq!(line["award"]["code"], format!("ZX-{NOTICE_CODE}"));
        assert_eq!(line["contract_code"], format!("HT-{NOTICE_CODE}"));
        assert_eq!(line["text"], "付款确认：乾州古城排水改造测绘");
        let expected =
            json!([{ "account": "payable", "amount_fen": 200_000 }, { "account": "paid", "amount_fen": -200_000 }]);
        assert_eq!(line["postings"], expected);
        let totals =
            json!({ "awarded_fen": AWARD_FEN, "committed_fen": 0, "payable_fen": 1_020_000, "paid_fen": 700_000 });
        assert_eq!(page["totals"], totals);
    }
    deal.t.get(&format!("/api/v1/ledger/clients/{agency}"), None).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_statement_is_paged_without_losing_or_repeating_a_line() {
    let deal = Deal::drafted().await.filed().await;
    for amount in 1..=5 {
        let payment = deal.pay(amount).await;
        deal.decide(&payment, "confirm", json!({})).await.ok();
    }
    let path = format!("/api/v1/ledger/agencies/{}", deal.agency.org());
    let whole = deal.t.get(&path, None).await.ok()["items"].as_array().unwrap().clone();
    let mut paged: Vec<Value> = Vec::new();
    let mut query = "?limit=3".to_owned();
    loop {
        let page = deal.t.get(&format!("{path}{query}"), None).await.ok();
        paged.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(cursor) => query = format!("?limit=3&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(whole.len(), 7);
    assert_eq!(paged, whole);
    deal.t.get(&format!("{path}?cursor=zz"), None).await.refused(400, "bad_cursor");
}

#[tokio::test]
async fn two_deals_do_not_mix() {
    let one = Deal::drafted().await;
    let other_client = one.t.client("11433101MA00000021", "第二（演示）单位").await;
    let (agency, first_client) = (one.agency.clone(), one.client.org());
    let other = Deal::between(one.t, other_client, agency, "433101-20261124-0002", 300).await;
    let read = async |path: String| other.t.get(&format!("/api/v1/ledger/{path}"), None).await.ok();
    assert_eq!(read(format!("clients/{first_client}")).await["totals"]["awarded_fen"], AWARD_FEN);
    assert_eq!(read(format!("clients/{}", other.client.org())).await["totals"]["awarded_fen"], 300);
    assert_eq!(read(format!("contracts/{}", other.contract_id)).await["totals"]["awarded_fen"], 300);
    assert_eq!(read(format!("agencies/{}", other.agency.org())).await["totals"]["awarded_fen"], AWARD_FEN + 300);
    totals(&other).await;
}

async fn post(deal: &Deal, award: &AwardMoney, reverse: bool) -> Result<(), sqlx::Error> {
    let mut work = deal.t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await?;
    if reverse {
        ledger::reverse_award(&mut work, at, award).await?;
    } else {
        ledger::post_award(&mut work, at, award).await?;
    }
    work.commit().await
}

#[tokio::test]
async fn an_award_is_posted_once_and_a_reversal_leaves_nothing_of_it() {
    let deal = Deal::drafted().await;
    assert!(post(&deal, &deal.award, false).await.is_err());
    post(&deal, &deal.award, true).await.unwrap();
    assert!(post(&deal, &deal.award, true).await.is_err());
    assert_eq!(totals(&deal).await, [0, 0, 0, 0]);
    let none = AwardMoney { amount: Fen(0), ..deal.award.clone() };
    assert!(post(&deal, &none, false).await.is_err(), "an event moves something");
}

async fn refusal(pool: &PgPool, statements: &[String]) -> String {
    let mut tx = pool.begin().await.unwrap();
    for sql in statements {
        if let Err(error) = tx.execute(sqlx::AssertSqlSafe(sql.clone())).await {
            return error.to_string();
        }
    }
    tx.commit().await.expect_err("refused at commit").to_string()
}

#[tokio::test]
async fn the_database_refuses_what_does_not_balance_and_every_change() {
    let deal = Deal::drafted().await.filed().await;
    let award = deal.award.award_id;
    let (id, payment) = (Uuid::from_u128(7), deal.pay(1).await);
    let entry = format!(
        "INSERT INTO ledger_entry SELECT '{id}', 'payment', at, award_id, '{}', '{payment}', client_id, agency_id, division_code
        FROM ledger_entry WHERE award_id = '{award}' AND kind = 'award'",
        deal.contract_id
    );
    let posting = |account: &str, fen: i64| format!("INSERT INTO posting VALUES ('{id}', '{account}', {fen})");
    for statements in [
        vec![entry.clone()],
        vec![entry.clone(), posting("payable", 5)],
        vec![entry.clone(), posting("payable", 5), posting("paid", -4)],
    ] {
        let error = refusal(&deal.t.db.pool, &statements).await;
        assert!(error.contains("does not balance"), "{statements:?}: {error}");
    }
    for sql in [
        "UPDATE posting SET amount_fen = amount_fen * 2",
        "DELETE FROM posting",
        "TRUNCATE posting",
        "UPDATE ledger_entry SET at = at + interval '1 day'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
    ] {
        let error = refusal(&deal.t.db.pool, &[sql.to_owned()]).await;
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
    assert_eq!(totals(&deal).await, [AWARD_FEN, 0, AWARD_FEN, 0]);
}
