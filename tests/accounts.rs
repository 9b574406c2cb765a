//! Accounts: what registration, signing in and sessions promise.

use axum::http::{Method, StatusCode, header};
use jishi::core::role::Role;
use jishi::parties::accounts::{NewStaff, add_staff, purge_sessions};
use jishi::platform::web::purge_once;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::app::{Reply, TestApp, User};

const PASSWORD: &str = "湘西的山水一直都很好看";
const AGENCY: &str = "91433101MADEM00112";
const CLIENT: &str = "11433101MADEM1014T";

fn agency_form() -> Value {
    json!({
        "organisation": {
            "kind": "agency", "uscc": " 91433101madem00112 ", "name": "湘西（演示）测绘有限公司", "division_code": "433101",
            "contact_name": "田某", "contact_phone": "１３８ 0000 0001", "email": "Tian@Example.cn",
            "services": ["A01", "A02"], "pledge_accepted": true
        },
        "person": { "login": "138-0000-0001", "name": "田某", "password": PASSWORD }
    })
}

fn client_form() -> Value {
    json!({
        "organisation": {
            "kind": "client", "uscc": CLIENT, "name": "吉首市（演示）建设服务中心", "division_code": "433101",
            "contact_name": "石某", "contact_phone": "0743-8222222"
        },
        "person": { "login": "shi.mou", "name": "石某", "password": PASSWORD }
    })
}

async fn register(t: &TestApp, form: Value) -> Reply {
    t.post("/api/v1/registrations", None, form).await
}

async fn sign_in(t: &TestApp, login: &str, password: &str) -> Reply {
    t.post("/api/v1/sessions", None, json!({ "login": login, "password": password })).await
}

/// The `name=value` of the refresh cookie that an answer sets.
fn cookie(reply: &Reply) -> String {
    cookie_named(reply, "jishi_refresh")
}

fn cookie_named(reply: &Reply, name: &str) -> String {
    let set = reply.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap());
    let mut pairs = set.map(|it| it.split(';').next().unwrap());
    pairs.rfind(|it| it.split('=').next() == Some(name)).unwrap().to_owned()
}

async fn refresh(t: &TestApp, cookie: &str) -> Reply {
    t.call_with(Method::POST, "/api/v1/sessions/refresh", None, None, &[("cookie", cookie)]).await
}

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect()
}

/// A user by the token of a session.
fn user(t: &TestApp, session: &Value) -> User {
    let token = session["access_token"].as_str().unwrap().to_owned();
    let member = t.app.tokens().read(&token).unwrap();
    User { token, member }
}

#[tokio::test]
async fn an_agency_registers_in_one_form_and_is_active_at_once() {
    let t = TestApp::start().await;
    let reply = register(&t, agency_form()).await;
    let session = reply.ok();
    assert_eq!(reply.status, StatusCode::CREATED);
    assert_eq!(session["membership"]["role"], "agency");
    assert_eq!(session["person"]["login"], "13800000001");
    let me = user(&t, &session);
    let agency = t.get(&format!("/api/v1/agencies/{}", me.org()), Some(&me)).await.ok();
    assert_eq!(agency["uscc"], AGENCY);
    assert_eq!(agency["state"], "active");
    assert_eq!(agency["credit"], 100.0);
    assert_eq!(agency["contact_phone"], "13800000001");
    assert_eq!(agency["email"], "tian@example.cn");
    // Twenty working days after 24 November 2026.
    assert_eq!(agency["owed_due_at"], "2026-12-22T17:30:00+08:00");
    let codes: Vec<_> = agency["services"].as_array().unwrap().iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["A01", "A02"]);

    t.sequence().await;
    let history = t.get(&format!("/api/v1/history?about={}", me.org()), None).await.ok();
    assert_eq!(history["items"][0]["kind"], "agency.registered");
    assert_eq!(history["items"][0]["actor"]["role"], "agency");
    assert!(!history.to_string().contains("13800000001"), "no telephone number in the journal");
    assert_eq!(t.get("/api/v1/me", Some(&me)).await.ok()["membership"]["organisation"]["kind"], "agency");
}

#[tokio::test]
async fn a_client_registers_and_its_unit_type_follows_from_its_code() {
    let t = TestApp::start().await;
    let session = register(&t, client_form()).await.ok();
    let id = &session["membership"]["organisation"]["id"];
    let client = t.get(&format!("/api/v1/clients/{}", id.as_str().unwrap()), None).await.ok();
    assert_eq!(client["unit_type"], "government");
    assert_eq!(client["contact_phone"], "0743-****222");
    let mut form = client_form();
    form["organisation"]["uscc"] = json!("12433101MADEM1022J");
    form["organisation"]["unit_type"] = json!("private_company");
    form["person"]["login"] = json!("somebody.else");
    assert_eq!(pointers(&register(&t, form).await.refused(422, "invalid")), ["/organisation/unit_type"]);
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once_and_nothing_is_written() {
    let t = TestApp::start().await;
    register(&t, client_form()).await.ok();
    let form = json!({
        "organisation": {
            "kind": "agency", "uscc": "91433101MADEM00113", "name": "", "division_code": "999999",
            "contact_name": "\u{200B}", "contact_phone": "12", "email": "nobody", "intro": "长".repeat(2001),
            "services": ["A01", "Z99", "A01", "x'; DROP TABLE agency; --"]
        },
        "person": { "login": "shi.mou", "name": "", "password": "1234567890" }
    });
    let problem = register(&t, form).await.refused(422, "invalid");
    let expected = [
        "/organisation/uscc",
        "/organisation/name",
        "/organisation/division_code",
        "/organisation/contact_name",
        "/organisation/contact_phone",
        "/organisation/email",
        "/organisation/intro",
        "/organisation/pledge_accepted",
        "/organisation/services/1",
        "/organisation/services/2",
        "/organisation/services/3",
        "/person/name",
        "/person/password",
        "/person/login",
    ];
    assert_eq!(pointers(&problem), expected);
    let agencies = t.get("/api/v1/agencies", None).await.ok();
    assert_eq!(agencies["items"], json!([]));

    let mut form = agency_form();
    form["organisation"]["owner"] = json!("x");
    assert_eq!(register(&t, form).await.refused(422, "invalid")["errors"][0]["code"], "unknown_field");
}

#[tokio::test]
async fn a_second_registration_says_how_to_join() {
    let t = TestApp::start().await;
    let first = register(&t, agency_form()).await.ok();
    let mut form = agency_form();
    form["person"]["login"] = json!("other.person");
    let problem = register(&t, form).await.refused(409, "already_registered");
    assert_eq!(problem["organisation_id"], first["membership"]["organisation"]["id"]);
    assert!(problem["detail"].as_str().unwrap().contains("登录"));
    // The same unit may also be a client, once.
    let mut form = agency_form();
    form["organisation"] = client_form()["organisation"].clone();
    form["organisation"]["uscc"] = json!(AGENCY);
    form["person"]["login"] = json!("other.person");
    register(&t, form).await.ok();
}

#[tokio::test]
async fn the_same_registration_sent_twice_with_a_key_is_done_once() {
    let t = TestApp::start().await;
    let send = || {
        let key = [("idempotency-key", "form-1")];
        let (t, form) = (&t, agency_form());
        async move { t.call_with(Method::POST, "/api/v1/registrations", None, Some(form), &key).await }
    };
    let (first, second) = (send().await, send().await);
    assert_eq!(first.ok()["membership"], second.ok()["membership"]);
    // Each answer has a session of its own.
    refresh(&t, &cookie(&first)).await.ok();
    refresh(&t, &cookie(&second)).await.ok();
    // A key of any legal length is one, whatever the path.
    let long = "k".repeat(200);
    for _ in 0..2 {
        let key = [("idempotency-key", long.as_str())];
        t.call_with(Method::POST, "/api/v1/registrations", None, Some(client_form()), &key).await.ok();
    }
}

#[tokio::test]
async fn unknown_login_and_wrong_password_are_told_alike_and_slowed_down_alike() {
    let t = TestApp::start().await;
    register(&t, client_form()).await.ok();
    let mut answers = Vec::new();
    for login in ["shi.mou", "nobody.here"] {
        for _ in 0..5 {
            let problem = sign_in(&t, login, "wrong password").await.refused(401, "wrong_credentials");
            answers.push(problem.to_string());
        }
        sign_in(&t, login, "wrong password").await.refused(429, "too_many_attempts");
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    // Only for some seconds, and only this login.
    let wait = sign_in(&t, "shi.mou", PASSWORD).await.refused(429, "too_many_attempts");
    assert!(wait["retry_after_seconds"].as_i64().unwrap() <= 21);
    register(&t, agency_form()).await.ok();
    sign_in(&t, "13800000001", PASSWORD).await.ok();
}

#[tokio::test]
async fn guessing_at_a_login_does_not_lock_its_owner_out() {
    let t = TestApp::start().await;
    let registered = register(&t, client_form()).await;
    let known = cookie_named(&registered, "jishi_known");
    let from_known = async |login: &str, password: &str| {
        let body = json!({ "login": login, "password": password });
        t.call_with(Method::POST, "/api/v1/sessions", None, Some(body), &[("cookie", &known)]).await
    };
    for _ in 0..20 {
        sign_in(&t, "shi.mou", "wrong password").await;
    }
    sign_in(&t, "shi.mou", PASSWORD).await.refused(429, "too_many_attempts");
    from_known("shi.mou", "wrong password").await.refused(401, "wrong_credentials");
    let reply = from_known("shi.mou", PASSWORD).await;
    reply.ok();
    assert_eq!(cookie_named(&reply, "jishi_known"), known);
    // The mark gives no more guesses than anybody has, and none at other logins.
    for _ in 0..5 {
        from_known("shi.mou", "wrong password").await.refused(401, "wrong_credentials");
        sign_in(&t, "operator.one", "wrong password").await.refused(401, "wrong_credentials");
    }
    from_known("shi.mou", PASSWORD).await.refused(429, "too_many_attempts");
    from_known("operator.one", "wrong password").await.refused(429, "too_many_attempts");
}

#[tokio::test]
async fn a_right_password_ends_the_counting() {
    let t = TestApp::start().await;
    register(&t, client_form()).await.ok();
    for _ in 0..3 {
        for _ in 0..4 {
            sign_in(&t, "SHI.mou", "wrong password").await.refused(401, "wrong_credentials");
        }
        sign_in(&t, " Shi.Mou ", PASSWORD).await.ok();
    }
    let long = "x".repeat(100_000);
    sign_in(&t, "shi.mou", &long).await.refused(401, "wrong_credentials");
    sign_in(&t, &long, PASSWORD).await.refused(401, "wrong_credentials");
    sign_in(&t, "x' OR '1'='1\u{0}", PASSWORD).await.refused(401, "wrong_credentials");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let t = TestApp::start().await;
    let reply = register(&t, client_form()).await;
    for set in reply.headers.get_all(header::SET_COOKIE) {
        let plain = set.to_str().unwrap();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/sessions", "Max-Age="] {
            assert!(plain.contains(part), "{plain}");
        }
        assert!(!plain.contains("Secure"), "{plain}");
    }
    let body = json!({ "login": "shi.mou", "password": PASSWORD });
    let proxied = [("x-forwarded-proto", "https")];
    let reply = t.call_with(Method::POST, "/api/v1/sessions", None, Some(body), &proxied).await;
    assert!(reply.headers[header::SET_COOKIE].to_str().unwrap().contains("Secure"));
    let cookie = cookie(&reply);
    let foreign = [("cookie", cookie.as_str()), ("sec-fetch-site", "cross-site")];
    let reply = t.call_with(Method::POST, "/api/v1/sessions/refresh", None, None, &foreign).await;
    reply.refused(401, "session_ended");
    refresh(&t, &cookie).await.ok();
}

#[tokio::test]
async fn a_refresh_token_is_replaced_at_each_use_and_an_old_one_ends_the_session() {
    let t = TestApp::start().await;
    let first = cookie(&register(&t, client_form()).await);
    let reply = refresh(&t, &first).await;
    reply.ok();
    let second = cookie(&reply);
    assert_ne!(first, second);
    // Two tabs race: the token just replaced brings an access token, but no refresh token.
    let reply = refresh(&t, &first).await;
    reply.ok();
    assert!(reply.headers.get(header::SET_COOKIE).is_none());
    let third = cookie(&refresh(&t, &second).await);
    // Two generations old: somebody has a copy.
    let reply = refresh(&t, &first).await;
    reply.refused(401, "session_ended");
    assert!(cookie(&reply).ends_with('='), "the cookie is taken away");
    refresh(&t, &third).await.refused(401, "session_ended");
    for bad in ["", "jishi_refresh=", "jishi_refresh=x.y", "jishi_refresh=%00"] {
        refresh(&t, bad).await.refused(401, "session_ended");
    }
}

#[tokio::test]
async fn a_lost_answer_costs_no_session() {
    let t = TestApp::start().await;
    let first = cookie(&register(&t, client_form()).await);
    let lost = cookie(&refresh(&t, &first).await);
    // Longer ago than two tabs race.
    sqlx::query("UPDATE session SET rotated_at = rotated_at - interval '1 hour'").execute(&t.db.pool).await.unwrap();
    let reply = refresh(&t, &first).await;
    reply.ok();
    let second = cookie(&reply);
    assert_ne!(second, lost);
    let third = cookie(&refresh(&t, &second).await);
    // The successor has been used: who comes with the first token now has a copy.
    refresh(&t, &first).await.refused(401, "session_ended");
    refresh(&t, &third).await.refused(401, "session_ended");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_is_no_error_twice() {
    let t = TestApp::start().await;
    let reply = register(&t, client_form()).await;
    let (me, cookie) = (user(&t, &reply.ok()), cookie(&reply));
    for _ in 0..2 {
        let reply = t.call(Method::DELETE, "/api/v1/sessions/current", Some(&me), None).await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
    }
    refresh(&t, &cookie).await.refused(401, "session_ended");
    let switch = json!({ "membership_id": me.member.membership_id });
    t.post("/api/v1/sessions/switch", Some(&me), switch).await.refused(401, "session_ended");
    // With the cookie alone, too.
    let cookie = self::cookie(&sign_in(&t, "shi.mou", PASSWORD).await);
    let headers = [("cookie", cookie.as_str())];
    t.call_with(Method::DELETE, "/api/v1/sessions/current", None, None, &headers).await.ok();
    refresh(&t, &cookie).await.refused(401, "session_ended");
}

#[tokio::test]
async fn a_person_with_two_memberships_switches_between_them() {
    let t = TestApp::start().await;
    let session = register(&t, client_form()).await.ok();
    let me = user(&t, &session);
    add_staff(&t.app, staff(Role::Desk, "shi.mou", None)).await.unwrap();
    let memberships = t.get("/api/v1/me", Some(&me)).await.ok()["memberships"].clone();
    let desk = memberships.as_array().unwrap().iter().find(|it| it["role"] == "desk").unwrap()["id"].clone();
    let switched = t.post("/api/v1/sessions/switch", Some(&me), json!({ "membership_id": desk })).await.ok();
    assert_eq!(switched["membership"]["role"], "desk");
    assert_eq!(user(&t, &switched).member.organisation_id, None);
    let other = json!({ "membership_id": Uuid::from_u128(1) });
    t.post("/api/v1/sessions/switch", Some(&me), other).await.refused(403, "no_such_membership");
    t.post("/api/v1/sessions/switch", None, json!({ "membership_id": desk })).await.refused(401, "unauthorized");
    let body = json!({ "login": "shi.mou", "password": PASSWORD, "membership_id": desk });
    assert_eq!(t.post("/api/v1/sessions", None, body).await.ok()["membership"]["role"], "desk");
}

fn staff(role: Role, login: &str, password: Option<&str>) -> NewStaff {
    NewStaff { role, login: login.to_owned(), name: "运营一号".to_owned(), password: password.map(str::to_owned) }
}

#[tokio::test]
async fn the_operating_side_has_three_separate_hands() {
    let t = TestApp::start().await;
    let added = add_staff(&t.app, staff(Role::Operator, "operator.one", None)).await.unwrap();
    let password = added.made_password.unwrap();
    assert_eq!(sign_in(&t, "operator.one", &password).await.ok()["membership"]["role"], "operator");
    for role in [Role::Supervisor, Role::Admin] {
        let refused = add_staff(&t.app, staff(role, "operator.one", None)).await.unwrap_err();
        assert_eq!(refused.code(), "separate_hands");
    }
    let refused = add_staff(&t.app, staff(Role::Operator, "operator.one", None)).await.unwrap_err();
    assert_eq!(refused.code(), "already_member");
    add_staff(&t.app, staff(Role::Desk, "operator.one", None)).await.unwrap();
    add_staff(&t.app, staff(Role::Supervisor, "supervisor.one", Some(PASSWORD))).await.unwrap();
    sign_in(&t, "supervisor.one", PASSWORD).await.ok();
    let refused = add_staff(&t.app, staff(Role::Admin, "1", Some("short"))).await.unwrap_err();
    assert_eq!(refused.errors().iter().map(|it| it.pointer.as_str()).collect::<Vec<_>>(), ["/login", "/password"]);
    let refused = add_staff(&t.app, staff(Role::Agency, "agency.one", None)).await.unwrap_err();
    assert_eq!(refused.code(), "wrong_role");
}

#[tokio::test]
async fn what_nobody_asks_for_any_more_is_deleted_and_nothing_else() {
    let t = TestApp::start().await;
    let send = async |key: &str, form: Value| {
        t.call_with(Method::POST, "/api/v1/registrations", None, Some(form), &[("idempotency-key", key)]).await
    };
    let (old, new) = (send("old", agency_form()).await, send("new", client_form()).await);
    let count = async |sql: &'static str| sqlx::query_scalar::<_, i64>(sql).fetch_one(&t.db.pool).await.unwrap();
    let purge = async || {
        while purge_once(&t.app).await.unwrap() {}
        while purge_sessions(&t.app).await.unwrap() {}
        (count("SELECT count(*) FROM idempotency").await, count("SELECT count(*) FROM session").await)
    };
    assert_eq!(purge().await, (2, 2));
    for sql in [
        "UPDATE idempotency SET created_at = created_at - interval '8 days' WHERE created_at = (SELECT min(created_at) FROM idempotency)",
        "UPDATE session SET ended_at = rotated_at - interval '31 days' WHERE created_at = (SELECT min(created_at) FROM session)",
    ] {
        sqlx::query(sql).execute(&t.db.pool).await.unwrap();
    }
    assert_eq!(purge().await, (1, 1));
    refresh(&t, &cookie(&old)).await.refused(401, "session_ended");
    refresh(&t, &cookie(&new)).await.ok();
    send("new", client_form()).await.ok();
    // Without its key it is a second registration.
    send("old", agency_form()).await.refused(422, "invalid");
}
