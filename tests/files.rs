//! Uploads: only what is harmless comes in, and only who may see the thing it hangs on gets it out.

use axum::body::{Body, Bytes};
use axum::http::{Method, header};
use chrono::TimeDelta;
use jishi::core::role::Role;
use jishi::platform::files::{self, KEPT};
use jishi::platform::{Actor, timers};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::deal::{Deal, PDF, upload, upload_with};
use crate::support::road::{cast, content_with};
use crate::support::{TestApp, User};

const MIB: usize = 1024 * 1024;

async fn client() -> (TestApp, User) {
    let t = TestApp::start().await;
    let client = t.client("11433101MA00000001", "吉首市（演示）建设服务中心").await;
    (t, client)
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_is_saved_never_shown() {
    let (t, client) = client().await;
    let file = upload(&t, &client, "../合同 扫描件.PDF", PDF).await.ok();
    assert_eq!(file["name"], "合同 扫描件.PDF");
    assert_eq!((&file["media_type"], &file["size"]), (&json!("application/pdf"), &json!(PDF.len())));
    let reply = t.get(&format!("/api/v1/files/{}", file["id"].as_str().unwrap()), Some(&client)).await;
    assert_eq!((reply.status.as_u16(), reply.body.as_slice()), (200, PDF));
    for (name, value) in [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%20%E6%89%AB%E6%8F%8F%E4%BB%B6.PDF",
        ),
    ] {
        assert_eq!(reply.headers[&name], value);
    }
    let tag = reply.headers[header::ETAG].to_str().unwrap();
    let path = format!("/api/v1/files/{}", file["id"].as_str().unwrap());
    let again = t.call_with(axum::http::Method::GET, &path, Some(&client), None, &[("if-none-match", tag)]).await;
    assert_eq!(again.status.as_u16(), 304);
}

#[tokio::test]
async fn files_that_hang_on_nothing_have_a_bound_per_organisation() {
    let (t, client) = client().await;
    upload(&t, &client, "a.pdf", PDF).await.ok();
    sqlx::query(
        "WITH taken AS (
            INSERT INTO file (id, owner_org, uploaded_by, name, media_type, size, sha256, uploaded_at)
            SELECT gen_random_uuid(), owner_org, uploaded_by, name, media_type, 52428800, sha256, uploaded_at
            FROM file, generate_series(1, 4)
            RETURNING id
        )
        INSERT INTO file_due (id, due_at)
        SELECT id, now()
        FROM taken",
    )
    .execute(&t.db.pool)
    .await
    .unwrap();
    let refused = upload(&t, &client, "b.pdf", PDF).await.refused(409, "too_much_unattached");
    assert!(refused["detail"].as_str().unwrap().contains("200 MiB"), "{refused}");
    let other = t.client("11433101MA0000011X", "吉首市（演示）另一单位").await;
    upload(&t, &other, "b.pdf", PDF).await.ok();
}

#[tokio::test]
async fn what_is_not_what_it_says_or_could_run_is_refused() {
    let (t, client) = client().await;
    for (name, content) in [
        ("a.pdf", b"<!DOCTYPE html><script>alert(1)</script>".as_slice()),
        ("a.html", b"<!DOCTYPE html><p>x"),
        ("a.txt", b"\n <html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.exe", b"MZ\x90\0\x03\0\0\0"),
        ("a.pdf", b"MZ\x90\0\x03\0\0\0"),
        ("a.exe", PDF),
        ("a.docx", PDF),
        ("a", PDF),
        ("a.docm", b"PK\x03\x04............word/vbaProject.bin"),
        ("a.txt", b"\xD6\xD0\xCE\xC4"),
    ] {
        let problem = upload(&t, &client, name, content).await.refused(415, "file_type");
        assert!(problem["detail"].as_str().unwrap().contains(['：', '「']), "{problem}");
    }
    upload(&t, &client, "a.pdf", b"".as_slice()).await.refused(422, "empty_file");
    upload(&t, &client, "..", PDF).await.refused(400, "file_name");
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM file").fetch_one(&t.db.pool).await.unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_announced_or_not() {
    let (t, client) = client().await;
    let length = (50 * MIB + 1).to_string();
    upload_with(&t, &client, "a.pdf", PDF, &[("content-length", &length)]).await.refused(413, "too_large");
    let pieces = |count: usize| {
        let piece = Bytes::from(vec![b'a'; MIB]);
        Body::from_stream(futures_util::stream::iter((0..count).map(move |_| Ok::<_, std::io::Error>(piece.clone()))))
    };
    upload(&t, &client, "a.txt", pieces(51)).await.refused(413, "too_large");
    let most = upload(&t, &client, "a.txt", pieces(50)).await.ok();
    assert_eq!(most["size"], 50 * MIB);
}

#[tokio::test]
async fn a_retried_upload_is_kept_once() {
    let (t, client) = client().await;
    let send = async || upload_with(&t, &client, "a.pdf", PDF, &[("idempotency-key", "k")]).await.ok();
    assert_eq!(send().await, send().await);
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM file").fetch_one(&t.db.pool).await.unwrap();
    assert_eq!(count, 1);
}

/// Status of a download by each of these, and by nobody.
async fn statuses(t: &TestApp, file: &str, users: &[&User]) -> Vec<u16> {
    let path = format!("/api/v1/files/{file}");
    let mut statuses = vec![t.get(&path, None).await.status.as_u16()];
    for user in users {
        statuses.push(t.get(&path, Some(user)).await.status.as_u16());
    }
    statuses
}

#[tokio::test]
async fn a_file_is_read_by_whoever_may_see_what_it_hangs_on() {
    let deal = Deal::drafted().await.agreed().await;
    let t = &deal.t;
    let stranger = t.agency("91433101MA00000009", "另一家（演示）公司", &[]).await;
    let (operator, supervisor) = (t.staff(Role::Operator).await, t.staff(Role::Supervisor).await);
    let (admin, desk) = (t.staff(Role::Admin).await, t.staff(Role::Desk).await);
    let readers = [&deal.client, &deal.agency, &operator, &supervisor, &admin, &desk, &stranger];
    let id = |file: Value| file["id"].as_str().unwrap().to_owned();

    upload(t, &deal.client, "a.pdf", PDF).await.ok();
    let loose = id(upload(t, &deal.client, "a.pdf", PDF).await.ok());
    assert_eq!(statuses(t, &loose, &readers).await, [401, 200, 403, 403, 403, 403, 403, 403]);

    deal.post(&deal.client, "/file", json!({ "file_id": loose })).await.ok();
    assert_eq!(statuses(t, &loose, &readers).await, [401, 200, 200, 200, 200, 403, 403, 403]);

    let delivered = deal.deliver().await["deliverables"][0]["files"][0].clone();
    assert_eq!(statuses(t, &id(delivered), &readers).await, [401, 200, 200, 200, 200, 403, 403, 403]);

    let attached = id(upload(t, &deal.client, "a.pdf", PDF).await.ok());
    let attach = "INSERT INTO round_file SELECT id, $2::uuid, 0 FROM round WHERE notice_id = $1";
    sqlx::query(attach).bind(deal.notice_id).bind(&attached).execute(&t.db.pool).await.unwrap();
    assert_eq!(statuses(t, &attached, &readers).await, [200; 8], "the notice is published");
    sqlx::query("UPDATE round SET published_at = NULL").execute(&t.db.pool).await.unwrap();
    assert_eq!(statuses(t, &attached, &readers).await, [401, 200, 403, 200, 200, 403, 403, 403]);

    let scan = id(upload(t, &stranger, "a.pdf", PDF).await.ok());
    sqlx::query(
        "INSERT INTO agency_qualification (id, agency_id, kind, certificate_no, issuer, valid_from, file_id)
        SELECT $1::uuid, $2, (SELECT code FROM qualification_kind LIMIT 1), 'T', '测试', '2020-01-01', $1::uuid",
    )
    .bind(&scan)
    .bind(stranger.org())
    .execute(&t.db.pool)
    .await
    .unwrap();
    assert_eq!(statuses(t, &scan, &readers).await, [401, 403, 403, 200, 200, 403, 403, 200]);

    t.get("/api/v1/files/00000000-0000-7000-8000-000000000000", None).await.refused(404, "not_found");
}

#[tokio::test]
async fn nobody_files_another_organisations_upload() {
    let deal = Deal::drafted().await.agreed().await;
    let foreign = upload(&deal.t, &deal.agency, "a.pdf", PDF).await.ok();
    let problem = deal.post(&deal.client, "/file", json!({ "file_id": foreign["id"] })).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/file_id");
    assert_eq!(deal.read(&deal.client).await["state"], "confirmed");
}

async fn sweep(t: &TestApp) -> usize {
    timers::fire_all(&t.app, &files::timers()).await
}

fn id(file: &Value) -> Uuid {
    file["id"].as_str().unwrap().parse().unwrap()
}

/// Whether there is a row, and whether there are bytes.
async fn there(t: &TestApp, file: Uuid) -> (bool, bool) {
    let row: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM file WHERE id = $1)")
        .bind(file)
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
    (row, t.app.files().get(file).await.is_ok())
}

#[tokio::test]
async fn an_upload_that_hangs_on_nothing_goes_after_a_day() {
    let (t, client) = client().await;
    let loose = id(&upload(&t, &client, "a.pdf", PDF).await.ok());
    t.advance(KEPT - TimeDelta::milliseconds(1));
    assert_eq!((sweep(&t).await, there(&t, loose).await), (0, (true, true)));
    t.advance(TimeDelta::milliseconds(1));
    assert!(files::sweep_due(&t.app).await.unwrap());
    assert_eq!(there(&t, loose).await, (false, true), "a crash here leaves bytes that the next turn removes");
    assert_eq!((sweep(&t).await, there(&t, loose).await), (1, (false, false)));
    t.get(&format!("/api/v1/files/{loose}"), Some(&client)).await.refused(404, "not_found");
    assert_eq!(sweep(&t).await, 0);
}

#[tokio::test]
async fn what_a_draft_holds_stays_and_goes_a_day_after_it_is_let_go() {
    let t = TestApp::start().await;
    let cast = cast(&t, 0).await;
    let file = id(&upload(&t, &cast.client, "a.pdf", PDF).await.ok());
    let notice = cast.draft(&t, content_with(json!({ "files": [file] }))).await;
    t.advance(KEPT);
    assert_eq!((sweep(&t).await, there(&t, file).await), (1, (true, true)));
    assert_eq!(sweep(&t).await, 0, "looked at once");
    t.advance(KEPT);
    let save = async |files: Value, version: &str| {
        let content = content_with(json!({ "files": files }));
        let path = format!("/api/v1/notices/{notice}/draft");
        t.call_with(Method::PUT, &path, Some(&cast.client), Some(content), &[("if-match", version)]).await
    };
    save(json!([]), "\"1\"").await.ok();
    assert_eq!((sweep(&t).await, there(&t, file).await), (0, (true, true)));
    t.advance(KEPT);
    assert_eq!((sweep(&t).await, there(&t, file).await), (2, (false, false)));
    let problem = save(json!([file]), "\"2\"").await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/files/0");
}

#[tokio::test]
async fn an_upload_cut_off_by_a_crash_leaves_no_bytes() {
    let (t, _) = client().await;
    let file = Uuid::from_u128(1);
    t.app.files().put(file, Bytes::from_static(PDF)).await.unwrap();
    sqlx::query("INSERT INTO file_due VALUES ($1, $2)")
        .bind(file)
        .bind(t.clock.get())
        .execute(&t.db.pool)
        .await
        .unwrap();
    assert_eq!((sweep(&t).await, there(&t, file).await), (1, (false, false)));
}

#[tokio::test]
async fn a_file_that_is_being_attached_is_left_alone() {
    let (t, client) = client().await;
    let file = id(&upload(&t, &client, "a.pdf", PDF).await.ok());
    t.advance(KEPT);
    let mut attaching = t.app.begin(Actor::Member(client.member.clone())).await.unwrap();
    files::claim(&mut attaching, &[file], client.org()).await.unwrap();
    assert!(!files::sweep_due(&t.app).await.unwrap());
    attaching.commit().await.unwrap();
    assert_eq!(there(&t, file).await, (true, true));
}

#[tokio::test]
async fn a_file_that_is_being_swept_cannot_be_attached() {
    let (t, client) = client().await;
    let file = id(&upload(&t, &client, "a.pdf", PDF).await.ok());
    let mut sweeping = t.db.pool.begin().await.unwrap();
    sqlx::query("DELETE FROM file WHERE id = $1").bind(file).execute(&mut *sweeping).await.unwrap();
    let attach = async {
        let mut work = t.app.begin(Actor::Member(client.member.clone())).await.unwrap();
        files::claim(&mut work, &[file], client.org()).await.unwrap_err()
    };
    let commit = async {
        let waiting = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&t.db.pool).await.unwrap() {}
        sweeping.commit().await.unwrap();
    };
    let (problem, ()) = tokio::join!(attach, commit);
    assert_eq!(problem.status().as_u16(), 422);
}
