//! The register: who may read and change what of agencies and clients.

use axum::http::Method;
use jishi::core::role::Role;
use jishi::platform::journal::reader;
use jishi::reach::notify::Inbox;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::app::{Reply, TestApp, User};

/// Two agencies, a client, and everybody else.
struct Town {
    t: TestApp,
    agency: User,
    rival: User,
    client: User,
    others: Vec<User>,
}

impl Town {
    async fn start() -> Self {
        let t = TestApp::start().await;
        let agency = t.agency("91433101MADEM00112", "湘西（演示）测绘有限公司", &["A01", "A04"]).await;
        let rival = t.agency("91433101MADEM002XR", "吉首（演示）咨询有限公司", &["A02"]).await;
        let client = t.client("11433101MADEM1014T", "吉首市（演示）建设服务中心").await;
        let mut others = Vec::new();
        for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
            others.push(t.staff(role).await);
        }
        Self { t, agency, rival, client, others }
    }

    fn staff(&self, role: Role) -> &User {
        self.others.iter().find(|user| user.member.role == role).unwrap()
    }

    fn agency_path(&self, rest: &str) -> String {
        format!("/api/v1/agencies/{}{rest}", self.agency.org())
    }

    async fn read(&self, viewer: Option<&User>) -> Value {
        self.t.get(&self.agency_path(""), viewer).await.ok()
    }

    async fn edit(&self, method: Method, path: &str, user: Option<&User>, body: Value, version: &Value) -> Reply {
        let version = format!("\"{version}\"");
        self.t.call_with(method, path, user, Some(body), &[("if-match", &version)]).await
    }
}

fn certificate() -> Value {
    json!({
        "kind": "design", "grade": 2, "certificate_no": "A143000001", "issuer": "湖南省住房和城乡建设厅",
        "valid_from": "2024-01-01", "valid_to": "2028-12-31"
    })
}

#[tokio::test]
async fn only_the_agency_itself_changes_its_entry() {
    let town = Town::start().await;
    let changes = [
        (Method::PATCH, "", json!({ "intro": "三十年测绘经验" })),
        (Method::PUT, "/services", json!({ "services": [{ "code": "A01" }] })),
        (Method::POST, "/qualifications", certificate()),
        (Method::POST, "/practitioners", json!({ "name": "向某", "certificate": "注册测绘师" })),
        (Method::DELETE, "/qualifications/00000000-0000-0000-0000-000000000001", Value::Null),
        (Method::DELETE, "/practitioners/00000000-0000-0000-0000-000000000001", Value::Null),
    ];
    for (method, rest, body) in changes {
        let path = town.agency_path(rest);
        let call = async |user: Option<&User>| {
            town.edit(method.clone(), &path, user, body.clone(), &town.read(None).await["version"]).await
        };
        call(None).await.refused(401, "unauthorized");
        call(Some(&town.rival)).await.refused(403, "not_yours");
        call(Some(&town.client)).await.refused(403, "wrong_role");
        for other in &town.others {
            call(Some(other)).await.refused(403, "wrong_role");
        }
        let own = call(Some(&town.agency)).await;
        assert!(own.status.is_success() || own.status == 404, "{method} {rest}: {}", own.status);
    }
}

#[tokio::test]
async fn only_the_client_itself_changes_its_entry() {
    let town = Town::start().await;
    let path = format!("/api/v1/clients/{}", town.client.org());
    let version = town.t.get(&path, None).await.ok()["version"].clone();
    let call = async |user: Option<&User>| {
        town.edit(Method::PATCH, &path, user, json!({ "address": "人民路 1 号" }), &version).await
    };
    call(None).await.refused(401, "unauthorized");
    for other in town.others.iter().chain([&town.agency]) {
        call(Some(other)).await.refused(403, "wrong_role");
    }
    let other_client = town.t.client("12433101MADEM1022J", "吉首市（演示）学校").await;
    call(Some(&other_client)).await.refused(403, "not_yours");
    assert_eq!(call(Some(&town.client)).await.ok()["address"], "人民路 1 号");
    call(Some(&town.client)).await.refused(412, "stale");
    let missing = town.t.call(Method::PATCH, &path, Some(&town.client), Some(json!({}))).await;
    missing.refused(428, "version_required");
}

#[tokio::test]
async fn a_telephone_number_is_masked_for_strangers() {
    let town = Town::start().await;
    for (viewer, shown) in [
        (None, "138****0000"),
        (Some(&town.rival), "138****0000"),
        (Some(&town.client), "138****0000"),
        (Some(town.staff(Role::Desk)), "138****0000"),
        (Some(town.staff(Role::Admin)), "138****0000"),
        (Some(&town.agency), "13800000000"),
        (Some(town.staff(Role::Operator)), "13800000000"),
        (Some(town.staff(Role::Supervisor)), "13800000000"),
    ] {
        assert_eq!(town.read(viewer).await["contact_phone"], shown);
    }
}

#[tokio::test]
async fn a_profile_change_is_checked_kept_and_told() {
    let town = Town::start().await;
    let version = town.read(None).await["version"].clone();
    let path = town.agency_path("");
    let wrong = json!({ "name": "一", "contact_phone": "x", "division_code": "0", "email": "a@b" });
    let problem = town.edit(Method::PATCH, &path, Some(&town.agency), wrong, &version).await.refused(422, "invalid");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 4);
    let right = json!({ "name": "<b>湘西</b>'测绘", "contact_phone": "0743-8222222" });
    let agency = town.edit(Method::PATCH, &path, Some(&town.agency), right, &version).await.ok();
    assert_eq!(agency["name"], "<b>湘西</b>'测绘");
    assert_eq!(agency["contact_phone"], "0743-8222222");
    let history = town.t.get(&format!("/api/v1/history?about={}", town.agency.org()), None).await.ok();
    let public = &history["items"][0]["public"];
    assert_eq!(public["name"]["to"], "<b>湘西</b>'测绘");
    assert_eq!(public["contact"], true);
    assert!(!history.to_string().contains("8222222"));
    let unknown = json!({ "state": "removed" });
    let problem = town.edit(Method::PATCH, &path, Some(&town.agency), unknown, &agency["version"]).await;
    assert_eq!(problem.refused(422, "invalid")["errors"][0]["code"], "unknown_field");
}

#[tokio::test]
async fn services_are_replaced_and_need_their_certificate() {
    let town = Town::start().await;
    let path = town.agency_path("/services");
    let set = async |services: Value| {
        town.t.call(Method::PUT, &path, Some(&town.agency), Some(json!({ "services": services }))).await
    };
    let wrong =
        json!([{ "code": "A01", "days": 0 }, { "code": "A01" }, { "code": "Q77", "price_note": "长".repeat(201) }]);
    let problem = set(wrong).await.refused(422, "invalid");
    let found: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|it| it["pointer"].clone()).collect();
    assert_eq!(found, ["/services/1", "/services/2", "/services/0/days", "/services/2/price_note"].map(Value::from));
    let agency = set(json!([{ "code": "A02", "price_note": "面议", "days": 15 }, { "code": "A04" }])).await.ok();
    let services = agency["services"].as_array().unwrap();
    assert_eq!(
        (&services[0]["code"], &services[0]["price_note"], &services[0]["days"]),
        (&json!("A02"), &json!("面议"), &json!(15))
    );
    // A01 asked for the same kind of certificate as A02: it is on file.
    assert_eq!((&services[0]["open"], &services[1]["open"]), (&json!(true), &json!(true)));
    for certificate in agency["qualifications"].as_array().unwrap() {
        let path = town.agency_path(&format!("/qualifications/{}", certificate["id"].as_str().unwrap()));
        town.t.call(Method::DELETE, &path, Some(&town.agency), None).await.ok();
        town.t.call(Method::DELETE, &path, Some(&town.agency), None).await.refused(404, "not_found");
    }
    let agency = town.read(None).await;
    assert_eq!(agency["services"][1]["open"], false);
    assert!(agency["services"][1]["closed_reason"]["zh"].as_str().unwrap().contains("工程设计资质"));
    let history = town.t.get(&format!("/api/v1/history?about={}", town.agency.org()), None).await.ok();
    let change =
        history["items"].as_array().unwrap().iter().find(|it| it["kind"] == "agency.services_changed").unwrap();
    assert_eq!(change["public"], json!({ "added": ["A02"], "removed": ["A01"], "services": ["A02", "A04"] }));
}

#[tokio::test]
async fn certificates_have_sane_dates_and_known_kinds() {
    let town = Town::start().await;
    let path = town.agency_path("/qualifications");
    let add = async |changes: Value| {
        let mut form = certificate();
        for (key, value) in changes.as_object().unwrap() {
            form[key] = value.clone();
        }
        town.t.post(&path, Some(&town.agency), form).await
    };
    for (changes, pointer) in [
        (json!({ "kind": "nonsense" }), "/kind"),
        (json!({ "grade": 5 }), "/grade"),
        (json!({ "certificate_no": " " }), "/certificate_no"),
        (json!({ "valid_to": "2023-12-31" }), "/valid_to"),
        (json!({ "valid_to": "2026-11-23" }), "/valid_to"),
        (json!({ "valid_from": "1949-10-01" }), "/valid_from"),
        (json!({ "valid_from": "2026-02-30" }), "/valid_from"),
        (json!({ "valid_from": "2030-01-01", "valid_to": "2031-01-01" }), "/valid_from"),
        (json!({ "file_id": Uuid::from_u128(5) }), "/file_id"),
    ] {
        let problem = add(changes.clone()).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{changes}");
    }
    // Valid today: its last day counts.
    let agency = add(json!({ "valid_to": "2026-11-24" })).await.ok();
    let added = agency["qualifications"].as_array().unwrap().iter().find(|it| it["certificate_no"] == "A143000001");
    assert_eq!(added.unwrap()["kind_name"], "工程设计资质");
    assert_eq!(add(json!({})).await.refused(422, "invalid")["errors"][0]["code"], "duplicate");
}

#[tokio::test]
async fn practitioners_come_and_go() {
    let town = Town::start().await;
    let path = town.agency_path("/practitioners");
    let person = json!({ "name": "向某", "certificate": "注册测绘师", "reg_no": "ＣＨ0001" });
    let agency = town.t.post(&path, Some(&town.agency), person.clone()).await.ok();
    assert_eq!(agency["practitioners"][0]["reg_no"], "CH0001");
    town.t.post(&path, Some(&town.agency), person).await.refused(422, "invalid");
    let one = format!("{path}/{}", agency["practitioners"][0]["id"].as_str().unwrap());
    let agency = town.t.call(Method::DELETE, &one, Some(&town.agency), None).await.ok();
    assert_eq!(agency["practitioners"], json!([]));
}

#[tokio::test]
async fn only_an_operator_checks_an_entry_and_a_failed_check_is_told() {
    let town = Town::start().await;
    let path = town.agency_path("/check");
    let check = async |user: Option<&User>, body: Value| town.t.post(&path, user, body).await;
    let failed = json!({ "passed": false, "reason": "执照扫描件缺页", "close_services": ["A04"] });
    check(None, failed.clone()).await.refused(401, "unauthorized");
    for other in [&town.agency, &town.rival, &town.client].into_iter().chain(&town.others) {
        if other.member.role != Role::Operator {
            check(Some(other), failed.clone()).await.refused(403, "wrong_role");
        }
    }
    let operator = Some(town.staff(Role::Operator));
    assert_eq!(
        check(operator, json!({ "passed": false })).await.refused(422, "invalid")["errors"][0]["pointer"],
        "/reason"
    );
    check(operator, json!({ "passed": false, "reason": "缺少材料", "close_services": ["B01"] }))
        .await
        .refused(422, "invalid");
    check(operator, failed).await.ok();

    let own = town.read(Some(&town.agency)).await;
    assert_eq!((&own["check_failed"], &own["state"]), (&json!("执照扫描件缺页"), &json!("active")));
    assert_eq!(own["services"][1]["closed_reason"]["zh"], "执照扫描件缺页");
    let public = town.read(None).await;
    assert_eq!((&public["check_failed"], &public["services"][1]["open"]), (&Value::Null, &json!(false)));
    assert!(!public.to_string().contains("缺页"));
    let history = format!("/api/v1/history?about={}", town.agency.org());
    let kinds = async |user: Option<&User>| town.t.get(&history, user).await.ok()["items"][0]["kind"].clone();
    assert_eq!(kinds(Some(&town.agency)).await, "agency.check_failed");
    assert_eq!(kinds(None).await, Value::Null);

    let doubt = json!({ "passed": false, "reason": "执照与代码不符", "identity_in_doubt": true });
    assert_eq!(check(operator, doubt).await.ok()["state"], "suspended");
    let agency = check(operator, json!({ "passed": true })).await.ok();
    assert_eq!((&agency["state"], &agency["services"][1]["open"]), (&json!("active"), &json!(true)));
    assert_eq!((&agency["check_failed"], &agency["owed_due_at"]), (&Value::Null, &Value::Null));
    assert_eq!(agency["checked_at"], "2026-11-24T09:30:00+08:00");
}

#[tokio::test]
async fn a_closed_service_is_not_opened_by_taking_it_off_the_list() {
    let town = Town::start().await;
    let failed = json!({ "passed": false, "reason": "执照扫描件缺页", "close_services": ["A04"] });
    town.t.post(&town.agency_path("/check"), Some(town.staff(Role::Operator)), failed).await.ok();
    let path = town.agency_path("/services");
    let set = async |codes: &[&str]| {
        let services: Vec<_> = codes.iter().map(|code| json!({ "code": code })).collect();
        town.t.call(Method::PUT, &path, Some(&town.agency), Some(json!({ "services": services }))).await
    };
    let problem = set(&["A01"]).await.refused(422, "invalid");
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/services"), &json!("closed"))
    );
    let agency = set(&["A04", "A05"]).await.ok();
    let open: Vec<_> =
        agency["services"].as_array().unwrap().iter().map(|it| (&it["code"], &it["closed_reason"])).collect();
    assert_eq!(open[0].0, "A04");
    assert!(!open[0].1.is_null());
    town.t.post(&town.agency_path("/check"), Some(town.staff(Role::Operator)), json!({ "passed": true })).await.ok();
    set(&["A01"]).await.ok();
}

#[tokio::test]
async fn the_registers_are_filtered_and_paged() {
    let town = Town::start().await;
    let names = async |query: &str| {
        let page = town.t.get(&format!("/api/v1/agencies?{query}"), None).await.ok();
        page["items"].as_array().unwrap().iter().map(|it| it["uscc"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (first, second) = ("91433101MADEM00112", "91433101MADEM002XR");
    assert_eq!(names("item=A04").await, [first]);
    assert_eq!(names("division=433100&q=咨询").await, [second]);
    assert_eq!(names("q=91433101madem001").await, [first]);
    assert_eq!(names("qualification=design&state=active").await, [first]);
    assert!(names("division=440000").await.is_empty());
    assert!(names("resident=true").await.is_empty());
    assert!(names("q=%25%27%00;--").await.is_empty());
    town.t.get("/api/v1/agencies?state=dead", None).await.refused(400, "bad_query");
    town.t.get("/api/v1/agencies?cursor=00", None).await.refused(400, "bad_cursor");

    let page = town.t.get("/api/v1/agencies?limit=1", None).await.ok();
    let next = page["next_cursor"].as_str().unwrap();
    let rest = town.t.get(&format!("/api/v1/agencies?limit=1&cursor={next}"), None).await.ok();
    assert_ne!(page["items"][0]["id"], rest["items"][0]["id"]);
    assert_eq!(rest["next_cursor"], Value::Null);
    let services = page["items"][0]["services"].as_array().unwrap().len();
    assert_eq!(page["items"][0]["services_count"], services);

    let clients = town.t.get("/api/v1/clients?division=430000&q=建设", None).await.ok();
    assert_eq!(clients["items"][0]["name"], "吉首市（演示）建设服务中心");
    assert_eq!(town.t.get("/api/v1/clients?q=建校", None).await.ok()["items"], json!([]));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let town = Town::start().await;
    for path in
        ["agencies/00000000-0000-0000-0000-000000000001", "agencies/x", "clients/00000000-0000-0000-0000-000000000001"]
    {
        town.t.get(&format!("/api/v1/{path}"), None).await.refused(404, "not_found");
    }
    // A client is no agency.
    let path = format!("/api/v1/agencies/{}", town.client.org());
    town.t.get(&path, None).await.refused(404, "not_found");
    let check =
        town.t.post(&format!("{path}/check"), Some(town.staff(Role::Operator)), json!({ "passed": true })).await;
    check.refused(404, "not_found");
}

#[tokio::test]
async fn an_answer_is_new_when_it_says_something_new_though_its_row_is_old() {
    let town = Town::start().await;
    let path = town.agency_path("");
    sqlx::query("UPDATE agency_qualification SET valid_to = '2026-11-24'").execute(&town.t.db.pool).await.unwrap();
    let seen = town.t.get(&path, None).await;
    let tag = seen.headers["etag"].to_str().unwrap().to_owned();
    let ask = async |known: &str| town.t.call_with(Method::GET, &path, None, None, &[("if-none-match", known)]).await;
    for known in [&tag, "*", &format!("\"x\", {tag}"), &format!("W/\"x\",{}", &tag[2..])] {
        let reply = ask(known).await;
        assert_eq!((reply.status.as_u16(), reply.body.len()), (304, 0), "{known}");
        assert_eq!(reply.headers["etag"], tag);
    }
    for known in ["\"1\"", "", "W/\"\"", &tag[..tag.len() - 2]] {
        assert_eq!(ask(known).await.status, 200, "{known}");
    }
    // A day later the certificate is over, and the row has not changed.
    town.t.advance(chrono::TimeDelta::days(1));
    let reply = ask(&tag).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["version"], seen.json()["version"]);
    assert_eq!(reply.json()["services"][0]["open"], false);
    // The tag is good for an edit, too.
    let change = json!({ "address": "人民路 1 号" });
    let edit = async |tag: &str| {
        town.t.call_with(Method::PATCH, &path, Some(&town.agency), Some(change.clone()), &[("if-match", tag)]).await
    };
    edit(&tag).await.ok();
    edit(&tag).await.refused(412, "stale");
}

#[tokio::test]
async fn the_supervisor_is_told_of_a_suspension_and_of_its_end() {
    let town = Town::start().await;
    let check =
        async |body: Value| town.t.post(&town.agency_path("/check"), Some(town.staff(Role::Operator)), body).await;
    let doubt = json!({ "passed": false, "reason": "执照与代码不符", "identity_in_doubt": true });
    check(doubt.clone()).await.ok();
    check(doubt).await.ok();
    check(json!({ "passed": true })).await.ok();
    town.t.sequence().await;
    reader::catch_up(&town.t.app, &Inbox).await.unwrap();
    let told = async |user: &User| {
        let inbox = town.t.get("/api/v1/inbox", Some(user)).await.ok();
        let kinds = inbox["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned());
        (kinds.collect::<Vec<_>>(), inbox["items"][0]["title"].clone())
    };
    let (kinds, title) = told(town.staff(Role::Supervisor)).await;
    assert_eq!(kinds, ["agency.reinstated", "agency.suspended"]);
    assert_eq!(title, "湘西（演示）测绘有限公司 恢复报名");
    assert_eq!(told(&town.agency).await.0, ["agency.checked", "agency.check_failed", "agency.check_failed"]);
}

#[tokio::test]
async fn a_code_is_read_with_what_is_odd_about_it() {
    let t = TestApp::start().await;
    let read = async |code: &str| t.get(&format!("/api/v1/uscc/{code}"), None).await;
    for good in ["91433101madem00112", "914403001922038216", "91110302562134916R", "91100000100003962T"] {
        let view = read(good).await.ok();
        assert_eq!(view["warnings"], json!([]), "{good}");
        assert_eq!(view["org_type"], "enterprise");
    }
    // 433128 is no division of today: odd, not wrong (domain.md §12.1).
    let odd = jishi::core::uscc::Uscc::compose("91433128", "MADEM001").unwrap();
    let warnings = read(odd.as_str()).await.ok()["warnings"].clone();
    assert_eq!(warnings.as_array().unwrap().len(), 1);
    assert!(warnings[0].as_str().unwrap().contains("433128"), "{warnings}");
    read("91433101MADEM00113").await.refused(422, "invalid");
}

#[tokio::test]
async fn a_missing_field_is_named_where_it_belongs() {
    let t = TestApp::start().await;
    let body = json!({ "organisation": { "uscc": "91433101MADEM00112" }, "person": {} });
    let problem = t.post("/api/v1/registrations", None, body).await.refused(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/organisation/kind"), &json!("required")));
    assert_eq!(error["detail"], "请填写 kind 这一项");
    let problem = t.post("/api/v1/registrations", None, json!({})).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/organisation");
}
