//! What must hold after any number of kills.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgConnection};
use tokio::time::{Instant, sleep};

use super::road::{Walked, sign_in};
use super::server::{PATIENCE, PAUSE, Server};

/// Journal entries of one road: each step once, each deadline once.
const ENTRIES: [(&str, i64); 19] = [
    ("agency.registered", 3),
    ("award.confirmed", 1),
    ("award.effective", 1),
    ("award.selected", 1),
    ("client.registered", 1),
    ("contract.changed", 1),
    ("contract.confirmed", 2),
    ("contract.drafted", 1),
    ("contract.filed", 1),
    ("deliverable.accepted", 1),
    ("deliverable.submitted", 1),
    ("notice.published", 1),
    ("notice.submitted", 1),
    ("payment.confirmed", 1),
    ("payment.recorded", 1),
    ("round.closed", 1),
    ("round.opened", 1),
    ("round.selecting", 1),
    ("sign_up.made", 3),
];
/// Rows of one road.
const ROWS: [(&str, i64); 10] = [
    ("organisation", 4),
    ("notice", 1),
    ("round", 1),
    ("sign_up", 3),
    ("award", 1),
    ("contract", 1),
    ("file", 1),
    ("deliverable", 1),
    ("payment", 1),
    ("ledger_entry", 3),
];

pub async fn everything(server: &Server, walked: &[Walked]) {
    readers(server, walked).await;
    let mut database = server.database().await;
    journal(&mut database, walked).await;
    rows(&mut database, walked).await;
    ledger(server, &mut database, walked).await;
    for walk in walked {
        pages(server, walk).await;
        inboxes(server, walk).await;
        evidence(server, walk).await;
    }
}

async fn number(database: &mut PgConnection, sql: String) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(database).await.unwrap()
}

/// Statistics and search have caught up, and say what happened.
async fn readers(server: &Server, walked: &[Walked]) {
    let (roads, sum) = (walked.len(), total(walked));
    let expected = json!({
        "agencies": 3 * roads, "clients": roads, "notices": roads, "awards": roads, "failed_rounds": 0,
        "awarded_fen": sum, "committed_fen": 0, "payable_fen": 0, "paid_fen": sum,
        "by_method": [{ "method": "draw", "awards": roads, "awarded_fen": sum }],
    });
    let right = |it: &Value| expected.as_object().unwrap().iter().all(|(name, value)| it[name] == *value);
    server.until("/statistics", None, right).await;
    for (kind, count) in [("agencies", 3 * roads), ("notices", roads), ("awards", roads)] {
        let found = server.until(&format!("/search/{kind}?limit=100"), None, |it| it["total"] == count).await;
        let ids: HashSet<_> = found["items"].as_array().unwrap().iter().map(|it| it["id"].to_string()).collect();
        assert_eq!(ids.len(), count.min(100), "{kind} are found once");
    }
}

/// Every entry has its place, without a gap; every step and every deadline is there as often as it happened.
async fn journal(database: &mut PgConnection, walked: &[Walked]) {
    // A sequencer that was killed at the last step is replaced once its lease is over.
    let until = Instant::now() + PATIENCE;
    while number(database, "SELECT count(*) FROM journal_pending".into()).await > 0 && Instant::now() < until {
        sleep(PAUSE).await;
    }
    let entries = number(database, "SELECT count(*) FROM journal_entry".into()).await;
    let leaves = "SELECT count(*) FROM journal_leaf WHERE index < (SELECT count(*) FROM journal_entry)";
    assert_eq!(number(database, leaves.into()).await, entries, "indices 0, 1, 2 … without a gap");
    assert_eq!(number(database, "SELECT count(*) FROM journal_pending".into()).await, 0);
    let roads = i64::try_from(walked.len()).unwrap();
    let mut expected: BTreeMap<String, i64> =
        ENTRIES.iter().map(|(kind, count)| ((*kind).to_owned(), count * roads)).collect();
    expected.insert("staff.added".to_owned(), 1);
    let found: BTreeMap<String, i64> = sqlx::query_as("SELECT kind, count(*) FROM journal_entry GROUP BY kind")
        .fetch_all(&mut *database)
        .await
        .unwrap()
        .into_iter()
        .collect();
    assert_eq!(found, expected);
    for walk in walked {
        for kind in ["round.closed", "round.opened", "award.selected", "award.effective"] {
            let sql =
                format!("SELECT count(*) FROM journal_entry WHERE kind = '{kind}' AND subject_id = '{}'", walk.notice);
            assert_eq!(number(database, sql).await, 1, "{kind} of {}", walk.notice);
        }
        for (id, hash) in &walk.receipts {
            let sql =
                format!("SELECT count(*) FROM journal_entry WHERE id = '{id}' AND encode(hash, 'hex') = '{hash}'");
            assert_eq!(number(database, sql).await, 1, "the entry of a receipt");
        }
    }
}

async fn rows(database: &mut PgConnection, walked: &[Walked]) {
    let roads = i64::try_from(walked.len()).unwrap();
    for (table, count) in ROWS {
        assert_eq!(number(database, format!("SELECT count(*) FROM {table}")).await, count * roads, "{table}");
    }
}

/// Postings sum to zero, one entry by one and altogether; the totals are the contracts' amounts.
async fn ledger(server: &Server, database: &mut PgConnection, walked: &[Walked]) {
    let unbalanced = "SELECT count(*) FROM (
            SELECT entry_id FROM posting GROUP BY entry_id HAVING sum(amount_fen) <> 0 OR count(*) <> 2
        ) AS wrong";
    assert_eq!(number(database, unbalanced.into()).await, 0);
    assert_eq!(number(database, "SELECT COALESCE(sum(amount_fen), 0)::bigint FROM posting".into()).await, 0);
    let sum = total(walked);
    let totals = server.read("/ledger/totals", None).await;
    assert_eq!(totals, json!({ "awarded_fen": sum, "committed_fen": 0, "payable_fen": 0, "paid_fen": sum }));
}

/// What was acknowledged is on the pages.
async fn pages(server: &Server, walk: &Walked) {
    let client = sign_in(server, &walk.client.login).await;
    let token = Some(client.token.as_str());
    let notice = server.read(&format!("/notices/{}", walk.notice), token).await;
    assert_eq!((&notice["state"], &notice["award"]["id"]), (&json!("accepted"), &json!(walk.award)));
    let award = server.read(&format!("/awards/{}", walk.award), None).await;
    assert_eq!(award["agency"]["id"], json!(walk.agencies[walk.winner].organisation));
    assert_eq!((&award["entrants"], &award["eligible"]), (&json!(3), &json!(3)));
    let contract = server.read(&format!("/contracts/{}", walk.contract), token).await;
    assert_eq!((&contract["paid_fen"], &contract["open_fen"]), (&json!(walk.amount_fen), &json!(0)));
    assert_eq!(contract["payments"].as_array().unwrap().len(), 1);
    assert_eq!(contract["deliverables"].as_array().unwrap().len(), 1);
    let statement = server.read(&format!("/ledger/contracts/{}", walk.contract), None).await;
    assert_eq!(statement["totals"]["paid_fen"], json!(walk.amount_fen));
    assert_eq!(statement["items"].as_array().unwrap().len(), 3, "award, contract, payment");
}

/// Everybody is told of the winner once, and nothing twice.
async fn inboxes(server: &Server, walk: &Walked) {
    for (index, agency) in walk.agencies.iter().enumerate() {
        let told = |it: &Value| -> usize {
            it["items"].as_array().unwrap().iter().filter(|it| it["kind"] == "award.selected").count()
        };
        let agency = sign_in(server, &agency.login).await;
        let inbox = server.until("/inbox?limit=100", Some(&agency.token), |it| told(it) > 0).await;
        assert_eq!(told(&inbox), 1, "agency {index}");
        let items = inbox["items"].as_array().unwrap();
        let different: HashSet<_> =
            items.iter().map(|it| (it["kind"].to_string(), it["link"].to_string(), it["at"].to_string())).collect();
        assert_eq!(different.len(), items.len(), "{inbox}");
    }
}

/// The evidence of the draw is right, as `jishi verify` says.
async fn evidence(server: &Server, walk: &Walked) {
    let file = server.path("evidence.json");
    fs::write(&file, server.bytes(&format!("/awards/{}/evidence", walk.award), None).await).unwrap();
    let verdict = server.run(&["verify", file.to_str().unwrap()], &[]);
    assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stdout));
}

fn total(walked: &[Walked]) -> i64 {
    walked.iter().map(|walk| walk.amount_fen).sum()
}
