//! Sealed sign-ups: what nobody can read before the deadline, what everybody can check after it, and what happens without the key.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use axum::http::Method;
use chrono::TimeDelta;
use jishi::core::evidence::verify;
use jishi::core::seal::sealed_roster_hash;
use jishi::platform::App;
use jishi::platform::app::Parts;
use jishi::platform::clock::Clock;
use jishi::platform::opening::Opening;
use jishi::platform::rng::RngSource;
use jishi::procurement::notices::open_due;
use serde_json::{Value, json};

use super::support::award::{DRAW_AT, evidence, only_award};
use super::support::road::{AGENCIES, Cast, cast, content, content_with, fire, notice, sealed, sign_up};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";

/// A draw with `count` sign-ups whose deadline is now.
async fn entered(t: &TestApp, count: usize) -> (Cast, String) {
    let cast = cast(t, count).await;
    let id = cast.published(t, content()).await;
    cast.sign_up(t, &id, count).await;
    (cast, id)
}

async fn run(t: &TestApp, sql: &str, agency: &User) {
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(agency.org()).execute(&t.db.pool).await.unwrap();
    assert_eq!(done.rows_affected(), 1);
}

async fn entry(t: &TestApp, kind: &str) -> Value {
    sqlx::query_scalar("SELECT public FROM journal_entry WHERE kind = $1")
        .bind(kind)
        .fetch_one(&t.db.pool)
        .await
        .unwrap()
}

fn line<'a>(page: &'a Value, agency: &User) -> &'a Value {
    page["roster"].as_array().unwrap().iter().find(|it| it["agency"]["id"] == json!(agency.org())).unwrap()
}

#[tokio::test]
async fn a_sealed_draw_is_fixed_then_opened_then_drawn_and_every_commitment_can_be_checked() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 3).await;
    let before = notice(&t, &id, None).await;
    assert_eq!(before["seal_key"].as_str().unwrap().len(), 64);
    assert_eq!(entry(&t, "notice.published").await["seal_key"], before["seal_key"]);
    t.at(DEADLINE);
    fire(&t).await;
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["opened_at"]), (&json!("closed"), &json!(DEADLINE)));
    let commitments: Vec<(String, String)> = cast
        .agencies
        .iter()
        .map(|it| line(&page, it))
        .map(|it| (it["agency"]["uscc"].as_str().unwrap().into(), it["commitment"].as_str().unwrap().into()))
        .collect();
    let hash = hex::encode(sealed_roster_hash(commitments.iter().map(|(uscc, it)| (uscc.as_str(), it.as_str()))));
    assert_eq!(page["sealed_roster_hash"], json!(hash));
    // First who is in with what, then what it was.
    let closed = entry(&t, "round.closed").await;
    assert_eq!((&closed["sealed_roster_hash"], &closed["roster_hash"]), (&json!(hash), &json!(null)));
    let opened = entry(&t, "round.opened").await;
    assert_eq!((&opened["roster_hash"], &opened["not_opened"]), (&page["roster_hash"], &json!([])));

    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 1);
    let file = evidence(&t, &only_award(&t).await).await;
    assert_eq!(file["sealed_roster_hash"], json!(hash));
    assert_eq!(file["roster"][1]["nonce"], json!(format!("{:032x}", 1)));
    assert_eq!(file["roster"][1]["commitment"], json!(commitments[1].1));
    assert!(verify(file.to_string()).passed);
    let mut forged = file.clone();
    forged["roster"][1]["nonce"] = json!("f".repeat(32));
    let verdict = verify(forged.to_string());
    assert!(verdict.failures().any(|it| it.name == "commitment" && it.pointer == "/roster/1/commitment"));
}

#[tokio::test]
async fn what_cannot_be_opened_is_out_with_its_reason_and_the_rest_go_on() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 6).await;
    let agencies = &cast.agencies;
    // The fourth has copied what its competitor sealed, the fifth what it sealed for another notice; the sixth's is damaged.
    let copied = "UPDATE sign_up
        SET (sealed, commitment) = (SELECT sealed, commitment FROM sign_up WHERE agency_id <> $1 ORDER BY id LIMIT 1)
        WHERE agency_id = $1";
    run(&t, copied, &agencies[3]).await;
    let (key, code) = (notice(&t, &id, None).await["seal_key"].clone(), "433101-20261124-0009");
    let other = sealed(key.as_str().unwrap(), code, AGENCIES[4], 4);
    let path = format!("/api/v1/sign-ups/{}/sealed", my_sign_up(&t, &id, &agencies[4]).await);
    t.call(Method::PUT, &path, Some(&agencies[4]), Some(other)).await.ok();
    run(&t, "UPDATE sign_up SET sealed = set_byte(sealed, 700, 0) WHERE agency_id = $1", &agencies[5]).await;

    t.at(DEADLINE);
    fire(&t).await;
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["entrants"], &page["eligible"]), (&json!("closed"), &json!(6), &json!(3)));
    for agency in &agencies[3..] {
        let line = line(&page, agency);
        assert_eq!((&line["eligible"], &line["failed_rules"]), (&json!(false), &json!(["sealed"])));
        assert_eq!(line["not_opened"], "cannot_open");
    }
    let told = entry(&t, "round.opened").await;
    assert_eq!(told["not_opened"][0]["uscc"], json!(AGENCIES[3]));
    assert_eq!(told["not_opened"].as_array().unwrap().len(), 3);

    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 1);
    let file = evidence(&t, &only_award(&t).await).await;
    assert_eq!((file["roster"].as_array().unwrap().len(), file["not_opened"].as_array().unwrap().len()), (3, 3));
    assert!(verify(file.to_string()).passed);
    // Nobody who was in can be left out of the file.
    let mut without = file;
    without["not_opened"].as_array_mut().unwrap().pop();
    assert!(verify(without.to_string()).failures().any(|it| it.pointer == "/sealed_roster_hash"));
}

async fn my_sign_up(t: &TestApp, id: &str, agency: &User) -> String {
    notice(t, id, Some(agency)).await["my_sign_up"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_round_with_too_few_left_after_the_opening_fails() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 3).await;
    run(&t, "UPDATE sign_up SET sealed = set_byte(sealed, 1071, 0) WHERE agency_id = $1", &cast.agencies[0]).await;
    t.at(DEADLINE);
    fire(&t).await;
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["eligible"]), (&json!("failed"), &json!(2)));
    assert_eq!(page["end_reason"], "报名 3 家，符合条件 2 家，少于要求的 3 家");
    assert_eq!(line(&page, &cast.agencies[0])["not_opened"], "cannot_open");
}

#[tokio::test]
async fn a_round_that_finds_too_few_is_never_opened() {
    let t = TestApp::start().await;
    let (_, id) = entered(&t, 2).await;
    t.at(DEADLINE);
    assert_eq!(fire(&t).await, 1);
    let page = notice(&t, &id, None).await;
    assert_eq!(
        (&page["state"], &page["opened_at"], &page["roster_hash"]),
        (&json!("failed"), &json!(null), &json!(null))
    );
}

#[tokio::test]
async fn without_its_key_a_round_waits_says_what_to_do_and_goes_on_once_the_file_is_back() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 3).await;
    let file = t.keys.path().join("keys/opening.key");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o400);
    let key = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();

    t.at(DEADLINE);
    assert_eq!(fire(&t).await, 1, "it closes, and is not opened");
    t.at(DRAW_AT);
    assert_eq!(fire(&t).await, 0, "nor drawn");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["opened_at"], &page["eligible"]), (&json!("closed"), &json!(null), &json!(3)));
    let work = t.get("/api/v1/work-list", Some(&cast.operator)).await.ok();
    let task = work["items"].as_array().unwrap().iter().find(|it| it["kind"] == "open_sealed").unwrap();
    let said = task["text"].as_str().unwrap();
    assert!(said.contains("jishi keys test") && said.contains("keys"), "{said}");

    // A wrong one is no help, and says so.
    fs::write(&file, "09".repeat(32)).unwrap();
    assert_eq!(fire(&t).await, 0);
    let mut conn = t.db.pool.acquire().await.unwrap();
    let wanted = jishi::platform::opening::store::in_use(&mut conn).await.unwrap();
    let refused = t.app.opening().unwrap(&wanted, &[0; 80], "-").await.unwrap_err().text();
    assert!(refused.en.contains(&wanted.id.to_string()) && refused.en.contains("opening.key"), "{refused}");
    drop(conn);

    fs::remove_file(&file).unwrap();
    fs::write(&file, key).unwrap();
    assert_eq!(fire(&t).await, 0, "not tried again at once");
    t.advance(TimeDelta::seconds(30));
    assert_eq!(fire(&t).await, 2, "opened, then drawn");
    let page = notice(&t, &id, None).await;
    assert_eq!((&page["state"], &page["opened_at"]), (&json!("publicity"), &json!(DEADLINE)));
    assert_eq!(only_award(&t).await["selected_at"], DRAW_AT);
    let work = t.get("/api/v1/work-list", Some(&cast.operator)).await.ok();
    assert!(!work.to_string().contains("open_sealed"));
}

/// Another server on the same database.
pub fn server(t: &TestApp, opening: Opening) -> App {
    App::new(Parts {
        pool: t.db.pool.clone(),
        clock: Clock::Manual(t.clock.clone()),
        rng: RngSource::System,
        vault: t.app.vault().clone(),
        log_key: t.app.log_key().clone(),
        opening,
        files: t.app.files().clone(),
        division_code: t.app.division_code().to_owned(),
    })
    .unwrap()
}

#[tokio::test]
async fn of_several_servers_those_without_the_key_leave_the_opening_to_the_others() {
    let t = TestApp::start().await;
    let (_, id) = entered(&t, 3).await;
    t.at(DEADLINE);
    assert!(jishi::procurement::notices::close_due(&t.app).await.unwrap());
    let keyless = server(&t, Opening::in_folder(PathBuf::from("/nonexistent")));
    assert!(!open_due(&keyless).await.unwrap());
    let others = [t.app.clone(), server(&t, t.app.opening().clone()), keyless];
    let opened = futures_util::future::join_all(others.iter().map(open_due)).await;
    assert_eq!(opened.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
    assert_eq!(notice(&t, &id, None).await["opened_at"], DEADLINE);
}

#[tokio::test]
async fn a_command_may_keep_the_key() {
    let t = TestApp::start().await;
    let (_, id) = entered(&t, 3).await;
    t.at(DEADLINE);
    assert!(jishi::procurement::notices::close_due(&t.app).await.unwrap());
    let program = t.keys.path().join("open");
    let asked = t.keys.path().join("asked");
    let script = |body: &str| {
        fs::write(&program, format!("#!/bin/sh\necho \"$@\" >> {}\n{body}\n", asked.display())).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    };
    let by_command = server(&t, Opening::by_command(program.clone()));
    script("echo the card is not in the reader >&2; exit 3");
    assert!(!open_due(&by_command).await.unwrap());
    script("echo AAAA");
    t.advance(TimeDelta::seconds(30));
    assert!(!open_due(&by_command).await.unwrap());
    let (wrapped, key_id): (Vec<u8>, uuid::Uuid) =
        sqlx::query_as("SELECT seal_secret, wrapped_by FROM round").fetch_one(&t.db.pool).await.unwrap();
    let mut conn = t.db.pool.acquire().await.unwrap();
    let key = jishi::platform::opening::store::by_id(&mut conn, key_id).await.unwrap();
    drop(conn);
    let code = "433101-20261124-0001";
    let secret = t.app.opening().unwrap(&key, &wrapped, code).await.unwrap();
    use base64::Engine;
    let answer = base64::engine::general_purpose::STANDARD.encode(secret.as_bytes());
    script(&format!("cat > {}; echo {answer}", t.keys.path().join("given").display()));
    t.advance(TimeDelta::seconds(30));
    assert!(open_due(&by_command).await.unwrap());
    assert_eq!(notice(&t, &id, None).await["opened_at"], DEADLINE);
    let asked = fs::read_to_string(asked).unwrap();
    assert_eq!(asked.lines().last().unwrap(), format!("{key_id} {code}"));
    let given = fs::read_to_string(t.keys.path().join("given")).unwrap();
    assert_eq!(base64::engine::general_purpose::STANDARD.decode(given).unwrap(), wrapped);
}

#[tokio::test]
async fn what_was_sealed_may_be_replaced_before_the_deadline_and_the_last_counts() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 3).await;
    let agency = Some(&cast.agencies[0]);
    let sign_up_id = my_sign_up(&t, &id, &cast.agencies[0]).await;
    let path = format!("/api/v1/sign-ups/{sign_up_id}/sealed");
    let first = t.get(&format!("/api/v1/sign-ups/{sign_up_id}"), agency).await.ok();
    let new = sign_up(&t, &id, agency, 77).await["sealed"].clone();
    let put = async |user, body: &Value| t.call(Method::PUT, &path, user, Some(body.clone())).await;
    put(Some(&cast.agencies[1]), &new).await.refused(404, "not_found");
    put(Some(&cast.client), &new).await.refused(403, "wrong_role");
    put(None, &new).await.refused(401, "unauthorized");
    t.at("2026-11-27T17:29:59.999+08:00");
    let view = put(agency, &new).await.ok();
    assert_eq!(view["commitment"], new["commitment"]);
    assert_ne!(view["receipt"]["entry_hash"], first["receipt"]["entry_hash"], "the receipt is of the last");
    assert_eq!((&view["at"], &view["resealed_at"]), (&first["at"], &json!("2026-11-27T17:29:59.999+08:00")));
    assert_eq!(entry(&t, "sign_up.resealed").await["commitment"], new["commitment"]);
    t.at(DEADLINE);
    put(agency, &new).await.refused(409, "late");
    fire(&t).await;
    t.at(DRAW_AT);
    fire(&t).await;
    let file = evidence(&t, &only_award(&t).await).await;
    assert_eq!(file["roster"][0]["nonce"], json!(format!("{:032x}", 77)));
}

#[tokio::test]
async fn a_method_that_does_not_seal_has_no_key_and_takes_nothing_sealed() {
    let t = TestApp::start().await;
    let cast = cast(&t, 1).await;
    let id = cast.published(&t, content_with(json!({ "method": "direct" }))).await;
    assert_eq!(notice(&t, &id, None).await["seal_key"], json!(null));
    let body = json!({ "no_conflict": true, "sealed": sealed(&"09".repeat(32), "-", AGENCIES[0], 1) });
    let (path, agency) = (format!("/api/v1/notices/{id}/sign-ups"), Some(&cast.agencies[0]));
    let problem = t.post(&path, agency, body.clone()).await.refused(422, "invalid");
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/sealed"), &json!("not_sealed"))
    );
    let view = t.post(&path, agency, sign_up(&t, &id, agency, 0).await).await.ok();
    assert_eq!(view["commitment"], json!(null));
    let path = format!("/api/v1/sign-ups/{}/sealed", view["id"].as_str().unwrap());
    t.call(Method::PUT, &path, agency, Some(body["sealed"].clone())).await.refused(422, "invalid");
}

#[tokio::test]
async fn a_round_from_before_gets_a_key_and_its_earlier_sign_ups_count() {
    let t = TestApp::start().await;
    let (cast, id) = entered(&t, 2).await;
    for sql in [
        "UPDATE round SET seal_key = NULL, seal_secret = NULL, wrapped_by = NULL",
        "UPDATE sign_up SET sealed = NULL, commitment = NULL, nonce = decode(repeat('ab', 16), 'hex')",
    ] {
        sqlx::query(sql).execute(&t.db.pool).await.unwrap();
    }
    let third = app_agency(&t).await;
    let (path, agency) = (format!("/api/v1/notices/{id}/sign-ups"), Some(&third));
    let early = json!({ "no_conflict": true, "sealed": sealed(&"09".repeat(32), "-", AGENCIES[2], 1) });
    t.post(&path, agency, early).await.refused(503, "no_seal_key");
    assert_eq!(fire(&t).await, 1, "it gets its key");
    assert_eq!(fire(&t).await, 0);
    t.post(&path, agency, sign_up(&t, &id, agency, 2).await).await.ok();
    t.at(DEADLINE);
    fire(&t).await;
    t.at(DRAW_AT);
    fire(&t).await;
    let file = evidence(&t, &only_award(&t).await).await;
    assert_eq!(
        (&file["roster"][0]["nonce"], &file["roster"][2]["nonce"]),
        (&json!("ab".repeat(16)), &json!(format!("{:032x}", 2)))
    );
    assert_eq!(file["sealed_roster_hash"], json!(null), "not all of it was sealed");
    assert_eq!(cast.agencies.len(), 2);
}

async fn app_agency(t: &TestApp) -> User {
    t.agency(AGENCIES[2], "湘西演示3号技术咨询有限公司", &["F01"]).await
}

#[tokio::test]
async fn two_sealings_of_the_same_number_have_nothing_in_common_but_their_length() {
    let t = TestApp::start().await;
    let cast = cast(&t, 2).await;
    let id = cast.published(&t, content()).await;
    let mut seen = Vec::new();
    for agency in &cast.agencies {
        let sealed = sign_up(&t, &id, Some(agency), 5).await["sealed"].clone();
        seen.push((sealed["ciphertext"].as_str().unwrap().to_owned(), sealed["commitment"].clone()));
    }
    assert_eq!(seen[0].0.len(), seen[1].0.len());
    assert_ne!(seen[0].1, seen[1].1, "a number that somebody else could guess is not given away by its commitment");
    assert!(seen[0].0.bytes().zip(seen[1].0.bytes()).filter(|(a, b)| a == b).count() < 100);
}
