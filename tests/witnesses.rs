//! Opening together: a round's key split among witnesses, who register keys, come after the close and open, or do not come.

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use jishi::core::canonical;
use jishi::core::evidence::verify;
use jishi::core::seal::{self, SecretKey};
use jishi::platform::opening::{key_file, store};
use serde_json::{Value, json};

use super::support::app::Reply;
use super::support::award::{DRAW_AT, evidence, only_award};
use super::support::road::{Cast, cast, content_with, fire, notice};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
/// 17:30 on the second working day after it.
const UNTIL: &str = "2026-12-01T17:30:00+08:00";

/// A witness with its link and key.
struct Witness {
    number: u8,
    token: String,
    key: SecretKey,
}

impl Witness {
    async fn call(&self, t: &TestApp, method: Method, path: &str, body: Option<Value>) -> Reply {
        as_holder_of(t, &self.token, method, path, body).await
    }

    async fn page(&self, t: &TestApp) -> Value {
        self.call(t, Method::GET, "/api/v1/witness", None).await.ok()
    }

    async fn register(&self, t: &TestApp) -> Reply {
        let body = json!({ "public_key": self.key.public().to_string() });
        self.call(t, Method::POST, "/api/v1/witness/key", Some(body)).await
    }

    /// Its share as its browser opens it.
    async fn share(&self, t: &TestApp) -> Vec<u8> {
        let page = self.page(t).await;
        let sealed = STANDARD.decode(page["sealed_share"].as_str().unwrap()).unwrap();
        seal::open_share(&sealed, &self.key, page["code"].as_str().unwrap(), self.number).unwrap().to_vec()
    }

    async fn send(&self, t: &TestApp, share: &[u8]) -> Reply {
        let body = json!({ "share": STANDARD.encode(share) });
        self.call(t, Method::POST, "/api/v1/witness/share", Some(body)).await
    }

    async fn give(&self, t: &TestApp) -> Value {
        let share = self.share(t).await;
        self.send(t, &share).await.ok()
    }
}

async fn as_holder_of(t: &TestApp, token: &str, method: Method, path: &str, body: Option<Value>) -> Reply {
    t.call_with(method, path, None, body, &[("Witness-Token", token)]).await
}

fn of_three(threshold: u8) -> Value {
    content_with(json!({
        "witnesses": [
            { "name": "石某", "phone": "13900000001" },
            { "name": "龙某", "phone": "13900000002" },
            { "name": "吴某", "phone": "13900000003" },
        ],
        "witness_threshold": threshold,
    }))
}

async fn invited(t: &TestApp, client: &User, id: &str, body: Value) -> Vec<Witness> {
    let links = t.post(&format!("/api/v1/notices/{id}/witness-invitations"), Some(client), body).await.ok();
    let witness = |it: &Value| {
        let number = u8::try_from(it["number"].as_u64().unwrap()).unwrap();
        let token = it["link"].as_str().unwrap().strip_prefix("/witness#").unwrap().to_owned();
        Witness { number, token, key: SecretKey::from_slice(&[number; 32]).unwrap() }
    };
    links["items"].as_array().unwrap().iter().map(witness).collect()
}

async fn step(t: &TestApp, id: &str, verb: &str, user: &User) -> Reply {
    t.post(&format!("/api/v1/notices/{id}/{verb}"), Some(user), json!({})).await
}

/// A published draw whose key is split among three, with three sign-ups.
async fn split(t: &TestApp, threshold: u8) -> (Cast, String, Vec<Witness>) {
    let cast = cast(t, 3).await;
    let id = cast.draft(t, of_three(threshold)).await;
    let witnesses = invited(t, &cast.client, &id, json!({})).await;
    for witness in &witnesses {
        witness.register(t).await.ok();
    }
    step(t, &id, "submit", &cast.client).await.ok();
    step(t, &id, "publish", &cast.operator).await.ok();
    cast.sign_up(t, &id, 3).await;
    (cast, id, witnesses)
}

async fn entries(t: &TestApp, kind: &str) -> Vec<Value> {
    sqlx::query_scalar("SELECT public FROM journal_entry WHERE kind = $1 ORDER BY at, id")
        .bind(kind)
        .fetch_all(&t.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn two_of_three_witnesses_open_together_and_the_draw_follows() {
    let t = TestApp::start().await;
    let (cast, id, witnesses) = split(&t, 2).await;
    let promised = entries(&t, "notice.published").await[0]["split"].clone();
    assert_eq!((&promised["threshold"], &promised["days"]), (&json!(2), &json!(2)));
    assert_eq!(promised["witnesses"][1]["public_key"], json!(witnesses[1].key.public().to_string()));
    assert_eq!(promised["witnesses"][1]["name"], "龙某");
    assert!(!promised.to_string().contains("139"), "no telephone");
    assert_eq!(witnesses[0].page(&t).await["stage"], "wait");

    t.at(DEADLINE);
    assert_eq!(fire(&t).await, 1, "it closes, and waits");
    t.at("2026-11-28T10:00:00+08:00");
    assert_eq!(fire(&t).await, 0);
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["opened_at"]), (&json!("closed"), &json!(null)));
    assert_eq!((&page["split"]["until"], &page["split"]["complete_at"]), (&json!(UNTIL), &json!(null)));
    assert_eq!(page["split"]["secret_hash"], promised["secret_hash"]);

    let work = t.get("/api/v1/work-list", Some(&cast.client)).await.ok();
    let task = work["items"].as_array().unwrap().iter().find(|it| it["kind"] == "await_witnesses").unwrap();
    assert_eq!(task["due_at"], UNTIL, "{task}");
    t.advance(TimeDelta::minutes(2));
    let work = t.get("/api/v1/work-list", Some(&cast.operator)).await.ok();
    assert!(!work.to_string().contains("open_sealed"), "no key is missing");
    t.at("2026-11-28T10:00:00+08:00");

    let seen = witnesses[2].give(&t).await;
    assert_eq!(seen["stage"], "given");
    assert_eq!(fire(&t).await, 0, "one is not enough");
    let given = notice(&t, &id, None).await["split"]["witnesses"].clone();
    assert_eq!((&given[2]["given_at"], &given[0]["given_at"]), (&json!("2026-11-28T10:00:00+08:00"), &json!(null)));
    // After the time of the draw, which still is the one that its seed is made of.
    t.at("2026-11-30T15:00:00+08:00");
    assert_eq!(fire(&t).await, 0, "nor drawn");
    let seen = witnesses[0].give(&t).await;
    assert_eq!(
        (&seen["stage"], &seen["split"]["complete_at"]),
        (&json!("complete"), &json!("2026-11-30T15:00:00+08:00"))
    );
    assert_eq!(fire(&t).await, 2, "opened, then drawn");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["opened_at"]), (&json!("publicity"), &json!("2026-11-30T15:00:00+08:00")));
    let award = only_award(&t).await;
    assert_eq!(award["selected_at"], "2026-11-30T15:00:00+08:00");
    let file = evidence(&t, &award).await;
    assert_eq!(file["select_time"], DRAW_AT);
    assert!(verify(file.to_string()).passed);
    witnesses[1].send(&t, &[2; 81]).await.refused(409, "shares_complete");

    let told = entries(&t, "round.share_given").await;
    assert_eq!(told.len(), 2);
    assert_eq!(
        (&told[0]["witness"]["name"], &told[0]["given"], &told[0]["complete"]),
        (&json!("吴某"), &json!(1), &json!(false))
    );
    assert_eq!((&told[1]["witness"]["number"], &told[1]["complete"]), (&json!(1), &json!(true)));
    let left: i64 = sqlx::query_scalar("SELECT count(share) FROM witness_share").fetch_one(&t.db.pool).await.unwrap();
    assert_eq!(left, 0, "what came together is not kept apart any more");
}

#[tokio::test]
async fn with_the_database_and_the_opening_key_but_without_witnesses_nothing_opens() {
    let t = TestApp::start().await;
    let (_, id, witnesses) = split(&t, 2).await;
    let hash = hex::decode(notice(&t, &id, None).await["split"]["secret_hash"].as_str().unwrap()).unwrap();
    // Whatever any column holds, as bytes: neither the wrapped key, nor what opens to it or to a share.
    let mut conn = t.db.pool.acquire().await.unwrap();
    let key = store::in_use(&mut conn).await.unwrap();
    let opening = key_file::of(t.app.opening().folder().unwrap(), &key).unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'bytea'",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    assert!(columns.contains(&("witness_share".into(), "sealed_share".into())));
    let code = "433101-20261124-0001";
    let mut held = Vec::new();
    for (table, column) in columns {
        let sql = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
        let values: Vec<Vec<u8>> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *conn).await.unwrap();
        held.extend(values);
    }
    assert!(held.len() > 10);
    for bytes in &held {
        assert_ne!(canonical::sha256(bytes).to_vec(), hash);
        assert!(seal::unwrap(bytes, &opening, code).is_none());
        assert!((1..=3).all(|number| seal::open_share(bytes, &opening, code, number).is_none()));
        assert!((1..=3).all(|number| !seal::is_share(bytes, number)));
    }
    drop(conn);
    // With one witness, too: a share for itself says nothing, and no other is left.
    t.at(DEADLINE);
    fire(&t).await;
    witnesses[0].give(&t).await;
    let given: Vec<Vec<u8>> = sqlx::query_scalar("SELECT share FROM witness_share WHERE share IS NOT NULL")
        .fetch_all(&t.db.pool)
        .await
        .unwrap();
    assert_eq!(given.len(), 1);
    assert!(seal::combine(&given, 2, &hash).is_none() && seal::combine(&given, 1, &hash).is_none());
}

#[tokio::test]
async fn a_wrong_share_blames_nobody_and_does_not_stand_in_the_way() {
    let t = TestApp::start().await;
    let (_, id, witnesses) = split(&t, 2).await;
    t.at(DEADLINE);
    fire(&t).await;
    let mut wrong = witnesses[0].share(&t).await;
    wrong[50] ^= 1;
    witnesses[0].send(&t, &wrong).await.ok();
    let right = witnesses[0].share(&t).await;
    witnesses[0].send(&t, &right).await.refused(409, "share_given");
    let seen = witnesses[1].give(&t).await;
    assert_eq!((&seen["stage"], &seen["wrong"]), (&json!("open"), &json!(true)));
    assert_eq!(fire(&t).await, 0);
    assert_eq!(notice(&t, &id, None).await["split"]["complete_at"], json!(null));
    // Still wrong, and no entry each time.
    wrong[51] ^= 1;
    witnesses[0].send(&t, &wrong).await.ok();
    assert_eq!(entries(&t, "round.share_given").await.len(), 2);
    assert_eq!(witnesses[2].give(&t).await["stage"], "complete");
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &id, None).await["opened_at"], DEADLINE);
    assert_eq!(entries(&t, "round.share_given").await.len(), 3);
}

#[tokio::test]
async fn who_gave_a_wrong_share_may_give_it_again() {
    let t = TestApp::start().await;
    let (_, id, witnesses) = split(&t, 3).await;
    t.at(DEADLINE);
    fire(&t).await;
    let mut wrong = witnesses[1].share(&t).await;
    wrong[80] ^= 1;
    witnesses[0].give(&t).await;
    witnesses[1].send(&t, &wrong).await.ok();
    assert_eq!(witnesses[2].give(&t).await["wrong"], true);
    t.advance(TimeDelta::minutes(5));
    assert_eq!(witnesses[1].give(&t).await["stage"], "complete");
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &id, None).await["opened_at"], "2026-11-27T17:35:00+08:00");
    let last = entries(&t, "round.share_given").await.pop().unwrap();
    assert_eq!((&last["witness"]["number"], &last["complete"]), (&json!(2), &json!(true)));
}

#[tokio::test]
async fn where_too_few_come_in_time_the_round_fails_once_and_was_never_opened() {
    let t = TestApp::start().await;
    let (cast, id, witnesses) = split(&t, 2).await;
    t.at(DEADLINE);
    fire(&t).await;
    witnesses[0].give(&t).await;
    t.at("2026-12-01T17:29:59.999+08:00");
    assert_eq!(fire(&t).await, 0);
    let late = witnesses[1].share(&t).await;
    t.at(UNTIL);
    let problem = witnesses[1].send(&t, &late).await.refused(409, "late");
    assert_eq!(problem["deadline"], UNTIL);
    t.at("2026-12-02T09:00:00+08:00");
    assert_eq!(fire(&t).await, 1);
    assert_eq!(fire(&t).await, 0);
    let page = notice(&t, &id, None).await;
    assert_eq!(
        (&page["state"], &page["opened_at"], &page["state_since"]),
        (&json!("failed"), &json!(null), &json!(UNTIL))
    );
    assert!(page["end_reason"].as_str().unwrap().contains("须有 2 位见证人共同启封"));
    let failed = entries(&t, "round.failed").await;
    assert_eq!(
        (failed.len(), &failed[0]["reason_code"], &failed[0]["given"]),
        (1, &json!("witnesses_absent"), &json!(1))
    );
    assert_eq!(witnesses[1].page(&t).await["stage"], "over");
    witnesses[1].send(&t, &late).await.refused(409, "shares_complete");
    assert_eq!(page["too_few"], 0);

    // The next round has the same witnesses, whose keys and links go on.
    let next = t.post(&format!("/api/v1/notices/{id}/next-round"), Some(&cast.client), json!({})).await.ok();
    assert_eq!((&next["state"], &next["too_few"]), (&json!("in_review"), &json!(0)));
    step(&t, &id, "publish", &cast.operator).await.ok();
    cast.sign_up(&t, &id, 3).await;
    assert_eq!(witnesses[1].page(&t).await["code"], "433101-20261124-0001-R2");
    let deadline = notice(&t, &id, None).await["signup_deadline"].as_str().unwrap().to_owned();
    t.at(&deadline);
    fire(&t).await;
    witnesses[1].give(&t).await;
    witnesses[2].give(&t).await;
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &id, None).await["opened_at"], json!(deadline));
}

#[tokio::test]
async fn early_is_refused_to_the_millisecond_and_a_share_is_taken_once() {
    let t = TestApp::start().await;
    let (_, _, witnesses) = split(&t, 2).await;
    let page = witnesses[0].page(&t).await;
    assert_eq!(page["sealed_share"], json!(null), "not even sealed before the close");
    let mut share = vec![0; 81];
    share[0] = 1;
    t.at("2026-11-27T17:29:59.999+08:00");
    let problem = witnesses[0].send(&t, &share).await.refused(409, "early");
    assert_eq!((&problem["deadline"], &problem["now"]), (&json!(DEADLINE), &json!("2026-11-27T17:29:59.999+08:00")));
    t.at(DEADLINE);
    // First it is fixed who is in.
    witnesses[0].send(&t, &share).await.refused(409, "early");
    fire(&t).await;
    let share = witnesses[0].share(&t).await;
    for wrong in [&share[..80], &[&share[..], &[0]].concat(), &[], &[2; 81]] {
        let problem = witnesses[0].send(&t, wrong).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/share");
    }
    witnesses[0].send(&t, &share).await.ok();
    t.advance(TimeDelta::minutes(1));
    witnesses[0].send(&t, &share).await.ok();
    let again = witnesses[0].page(&t).await;
    assert_eq!(again["split"]["witnesses"][0]["given_at"], DEADLINE, "a replay changes nothing");
    assert_eq!(entries(&t, "round.share_given").await.len(), 1);
}

#[tokio::test]
async fn a_notice_is_not_handed_in_before_each_witness_has_a_key_of_its_own() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    let id = cast.draft(&t, of_three(2)).await;
    let lacks = async |verb: &str, user: &User| {
        let problem = step(&t, &id, verb, user).await.refused(422, "invalid");
        let errors = problem["errors"].as_array().unwrap().clone();
        errors.iter().map(|it| (it["pointer"].clone(), it["code"].clone())).collect::<Vec<_>>()
    };
    let no_key = |place: u8| (json!(format!("/witnesses/{place}")), json!("no_key"));
    assert_eq!(lacks("submit", &cast.client).await, [no_key(0), no_key(1), no_key(2)]);
    let witnesses = invited(&t, &cast.client, &id, json!({})).await;
    assert_eq!(witnesses.len(), 3);
    assert_eq!(witnesses[0].page(&t).await["stage"], "register");
    witnesses[0].register(&t).await.ok();
    witnesses[0].register(&t).await.ok();
    let post = async |n: usize, key: &str| {
        witnesses[n].call(&t, Method::POST, "/api/v1/witness/key", Some(json!({ "public_key": key }))).await
    };
    post(0, &witnesses[1].key.public().to_string()).await.refused(409, "key_registered");
    for (key, code) in
        [("0".repeat(64), "format"), ("x".into(), "format"), (witnesses[0].key.public().to_string(), "not_own")]
    {
        assert_eq!(post(1, &key).await.refused(422, "invalid")["errors"][0]["code"], code);
    }
    post(1, &witnesses[1].key.public().to_string().to_uppercase()).await.refused(422, "invalid");
    witnesses[1].register(&t).await.ok();
    assert_eq!(lacks("submit", &cast.client).await, [no_key(2)]);
    // Only who has none yet is invited again; one by one, anew.
    let again = invited(&t, &cast.client, &id, json!({})).await;
    assert_eq!(again.iter().map(|it| it.number).collect::<Vec<_>>(), [3]);
    let first = invited(&t, &cast.client, &id, json!({ "number": 1 })).await;
    witnesses[0].call(&t, Method::GET, "/api/v1/witness", None).await.refused(404, "not_found");
    assert_eq!(first[0].page(&t).await["stage"], "register");
    first[0].register(&t).await.ok();
    again[0].register(&t).await.ok();
    // Another person in its place has no key, and the former link leads nowhere.
    let mut changed = of_three(2);
    changed["witnesses"][1]["name"] = json!("麻某");
    let version = notice(&t, &id, Some(&cast.client)).await["version"].to_string();
    let path = format!("/api/v1/notices/{id}/draft");
    let saved =
        t.call_with(Method::PUT, &path, Some(&cast.client), Some(changed), &[("If-Match", &version)]).await.ok();
    assert_eq!(saved["problems"][0]["pointer"], "/witnesses/1");
    assert_eq!(lacks("submit", &cast.client).await, [no_key(1)]);
    witnesses[1].call(&t, Method::GET, "/api/v1/witness", None).await.refused(404, "not_found");
    let other = invited(&t, &cast.client, &id, json!({})).await;
    other[0].register(&t).await.ok();
    step(&t, &id, "submit", &cast.client).await.ok();
    // From now on a key stands; a link that was lost can be replaced.
    post(0, "x").await.refused(404, "not_found");
    first[0]
        .call(&t, Method::POST, "/api/v1/witness/key", Some(json!({ "public_key": "08".repeat(32) })))
        .await
        .refused(409, "key_registered");
    let relinked = invited(&t, &cast.client, &id, json!({ "number": 1 })).await;
    assert_eq!(relinked[0].page(&t).await["public_key"], json!(first[0].key.public().to_string()));
    first[0].call(&t, Method::GET, "/api/v1/witness", None).await.refused(404, "not_found");
    step(&t, &id, "publish", &cast.operator).await.ok();
}

#[tokio::test]
async fn a_threshold_is_between_two_and_the_number_of_witnesses_and_belongs_to_what_is_sealed() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    for threshold in [1, 6] {
        let problem = t.post("/api/v1/notices", Some(&cast.client), of_three(threshold)).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/witness_threshold");
    }
    let id = cast.draft(&t, of_three(4)).await;
    let problem = step(&t, &id, "submit", &cast.client).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "too_few_witnesses");
    let mut direct = of_three(2);
    direct["method"] = json!("direct");
    let id = cast.published(&t, direct).await;
    assert_eq!(notice(&t, &id, None).await["split"], json!(null));
    step(&t, &id, "witness-invitations", &cast.client).await.refused(409, "no_witnesses");
}

#[tokio::test]
async fn only_the_client_invites_and_only_who_holds_a_link_is_a_witness() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let other = t.client("11433101MADEM1014T", "吉首市（演示）另一单位").await;
    let id = cast.draft(&t, of_three(2)).await;
    let path = format!("/api/v1/notices/{id}/witness-invitations");
    t.post(&path, None, json!({})).await.refused(401, "unauthorized");
    t.post(&path, Some(&other), json!({})).await.refused(403, "not_yours");
    for user in [&cast.operator, &cast.agencies[0]] {
        t.post(&path, Some(user), json!({})).await.refused(403, "wrong_role");
    }
    t.post(&path, Some(&cast.client), json!({ "number": 4 })).await.refused(422, "invalid");
    let made = t.post(&path, Some(&cast.client), json!({})).await.ok();
    let token = made["items"][0]["link"].as_str().unwrap().strip_prefix("/witness#").unwrap().to_owned();
    let kept: i64 =
        sqlx::query_scalar("SELECT count(*) FROM witness_share WHERE token_hash = sha256(convert_to($1, 'UTF8'))")
            .bind(&token)
            .fetch_one(&t.db.pool)
            .await
            .unwrap();
    assert_eq!(kept, 1);
    // The same answer for whatever is no token.
    let mut answers = Vec::new();
    for no_token in ["x", "", &"A".repeat(43), &token[1..]] {
        for (method, path, body) in [
            (Method::GET, "/api/v1/witness", None),
            (Method::POST, "/api/v1/witness/key", Some(json!({ "public_key": "01".repeat(32) }))),
            (Method::POST, "/api/v1/witness/share", Some(json!({ "share": "" }))),
        ] {
            let reply = as_holder_of(&t, no_token, method, path, body).await;
            reply.refused(404, "not_found");
            answers.push(reply.body);
        }
    }
    t.get("/api/v1/witness", None).await.refused(404, "not_found");
    // A member is no witness either.
    t.get("/api/v1/witness", Some(&cast.client)).await.refused(404, "not_found");
    answers.dedup();
    assert_eq!(answers.len(), 1);
    let long = json!({ "share": "A".repeat(5000) });
    as_holder_of(&t, &token, Method::POST, "/api/v1/witness/share", Some(long)).await.refused(413, "too_large");
}

#[tokio::test]
async fn a_round_with_too_few_entrants_asks_no_witness() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = cast.draft(&t, of_three(2)).await;
    for witness in invited(&t, &cast.client, &id, json!({})).await {
        witness.register(&t).await.ok();
    }
    step(&t, &id, "submit", &cast.client).await.ok();
    step(&t, &id, "publish", &cast.operator).await.ok();
    cast.sign_up(&t, &id, 2).await;
    t.at(DEADLINE);
    assert_eq!(fire(&t).await, 1);
    assert_eq!(notice(&t, &id, None).await["state"], "failed");
}
