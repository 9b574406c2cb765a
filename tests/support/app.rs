//! A whole Jishi in the test's own process: real routes, real database, an injected clock.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::{Extension, Router};
use chrono::{DateTime, TimeDelta, Utc};
use jishi::core::role::Role;
use jishi::platform::app::Parts;
use jishi::platform::clock::{Clock, ManualClock};
use jishi::platform::files::Files;
use jishi::platform::journal::LogKey;
use jishi::platform::opening::{self, Opening};
use jishi::platform::rng::{self, RngSource};
use jishi::platform::vault::Vault;
use jishi::platform::web::layers;
use jishi::platform::{App, Member, journal};
use jishi::reach::search::{self, Search};
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

use super::database::TestDb;

/// Tests begin on a plain Tuesday morning, as in the vectors of the calendar.
pub const START: &str = "2026-11-24T09:30:00+08:00";

pub struct TestApp {
    pub app: App,
    pub clock: ManualClock,
    pub db: TestDb,
    pub search: Search,
    /// What lies in `keys` of its data directory.
    pub keys: tempfile::TempDir,
    _search_dir: tempfile::TempDir,
    router: Router,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct User {
    pub token: String,
    pub member: Member,
}

impl User {
    /// The organisation acted for.
    pub fn org(&self) -> Uuid {
        self.member.organisation_id.unwrap()
    }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} is not JSON: {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    /// The body of a success; panics with the problem otherwise.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, String::from_utf8_lossy(&self.body));
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The problem of a refusal with this status and code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.body));
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{code}"), "{problem}");
        problem
    }
}

impl TestApp {
    pub async fn start() -> Self {
        let db = TestDb::create().await;
        let clock = ManualClock::at(instant(START));
        let (vault, rng) = (Vault::new([7; 32]), RngSource::seeded(7));
        let mut conn = db.pool.acquire().await.unwrap();
        let log_key = LogKey::load(&mut conn, &vault, &RngSource::seeded(1), "433101").await.unwrap();
        let keys = tempfile::tempdir().unwrap();
        let opening = Opening::in_folder(keys.path().join("keys"));
        opening::prepare(&mut conn, &opening, clock.get(), &mut RngSource::System.fork().unwrap()).await.unwrap();
        drop(conn);
        let app = App::new(Parts {
            pool: db.pool.clone(),
            clock: Clock::Manual(clock.clone()),
            rng,
            vault,
            log_key,
            opening,
            files: Files::in_memory(),
            division_code: "433101".to_owned(),
        })
        .unwrap();
        let search_dir = tempfile::tempdir().unwrap();
        let search = Search::open(search_dir.path(), None).await.unwrap();
        let router = layers::wrap(jishi::api::router(app.clone()).layer(Extension(search.clone())));
        Self { app, clock, db, search, keys, _search_dir: search_dir, router }
    }

    pub fn at(&self, when: &str) {
        self.clock.set(instant(when));
    }

    pub fn advance(&self, by: TimeDelta) {
        self.clock.set(self.clock.get() + by);
    }

    /// Places every committed entry in the journal's order; returns its end.
    pub async fn sequence(&self) -> i64 {
        journal::sequencer::turn(&self.app, self.app.server_id()).await.unwrap()
    }

    /// Places every committed entry and has search read them.
    pub async fn index(&self) {
        self.sequence().await;
        search::reader::catch_up(&self.app, &self.search.engines).await.unwrap();
    }

    /// Any request.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    pub async fn call(&self, method: Method, path: &str, user: Option<&User>, body: Option<Value>) -> Reply {
        self.call_with(method, path, user, body, &[]).await
    }

    /// With further headers: `Idempotency-Key`, `If-Match`, `Accept-Language`.
    pub async fn call_with(
        &self,
        method: Method,
        path: &str,
        user: Option<&User>,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(user) = user {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", user.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(serde_json::to_vec(&json).unwrap())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    pub async fn get(&self, path: &str, user: Option<&User>) -> Reply {
        self.call(Method::GET, path, user, None).await
    }

    pub async fn post(&self, path: &str, user: Option<&User>, body: Value) -> Reply {
        self.call(Method::POST, path, user, Some(body)).await
    }

    /// A member of the operating side, straight into the database.
    pub async fn staff(&self, role: Role) -> User {
        assert!(role.is_staff());
        self.member(role, None).await
    }

    /// An assessor that stands in `state`.
    pub async fn assessor(&self, name: &str, state: &str) -> User {
        let user = self.member(Role::Assessor, None).await;
        let phone = self.app.vault().seal(&mut RngSource::System.fork().unwrap(), "13800000000".as_bytes());
        let person = user.member.person_id;
        sqlx::query("UPDATE person SET name = $2 WHERE id = $1")
            .bind(person)
            .bind(name)
            .execute(&self.db.pool)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO assessor (id, employer, field, phone, state, applied_at, decided_at)
            VALUES ($1, '吉首大学（演示）', '水利工程，教授', $2, $3, $4, CASE WHEN $3 <> 'applied' THEN $4 END)",
        )
        .bind(person)
        .bind(phone)
        .bind(state)
        .bind(self.clock.get())
        .execute(&self.db.pool)
        .await
        .unwrap();
        user
    }

    /// A registered, active agency of Jishou that offers `items`, with a qualification of each kind the items ask for.
    pub async fn agency(&self, uscc: &str, name: &str, items: &[&str]) -> User {
        let id = self.organisation("agency", uscc, name).await;
        sqlx::query("INSERT INTO agency (id, org_type, state, pledged_at) VALUES ($1, 'enterprise', 'active', $2)")
            .bind(id)
            .bind(self.clock.get())
            .execute(&self.db.pool)
            .await
            .unwrap();
        for item in items {
            sqlx::query("INSERT INTO agency_service (agency_id, item_code) VALUES ($1, $2)")
                .bind(id)
                .bind(item)
                .execute(&self.db.pool)
                .await
                .unwrap();
            sqlx::query(
                "INSERT INTO agency_qualification (id, agency_id, kind, grade, certificate_no, issuer, valid_from)
                SELECT $3, $1, qualification_kind, 1, 'TEST-0001', '测试发证机关', '2020-01-01'
                FROM catalog_item
                WHERE code = $2 AND qualification_kind IS NOT NULL",
            )
            .bind(id)
            .bind(item)
            .bind(self.id())
            .execute(&self.db.pool)
            .await
            .unwrap();
        }
        self.member(Role::Agency, Some(id)).await
    }

    /// A registered client of Jishou.
    pub async fn client(&self, uscc: &str, name: &str) -> User {
        let id = self.organisation("client", uscc, name).await;
        sqlx::query("INSERT INTO client (id, unit_type) VALUES ($1, 'government')")
            .bind(id)
            .execute(&self.db.pool)
            .await
            .unwrap();
        self.member(Role::Client, Some(id)).await
    }

    fn id(&self) -> Uuid {
        let mut rng = RngSource::System.fork().unwrap();
        rng::uuid_v7(self.clock.get(), &mut rng)
    }

    async fn organisation(&self, kind: &str, uscc: &str, name: &str) -> Uuid {
        let id = self.id();
        let phone = self.app.vault().seal(&mut RngSource::System.fork().unwrap(), "13800000000".as_bytes());
        sqlx::query(
            "INSERT INTO organisation (id, kind, uscc, name, division_code, contact_name, contact_phone, legal_rep, created_at)
            VALUES ($1, $2, $3, $4, '433101', '张某', $5, $4, $6)",
        )
        .bind(id)
        .bind(kind)
        .bind(uscc)
        .bind(name)
        .bind(phone)
        .bind(self.clock.get())
        .execute(&self.db.pool)
        .await
        .unwrap();
        id
    }

    async fn member(&self, role: Role, organisation_id: Option<Uuid>) -> User {
        let (person_id, membership_id, session_id) = (self.id(), self.id(), self.id());
        sqlx::query("INSERT INTO person (id, login, name, password_hash, created_at) VALUES ($1, $2, '测试', '-', $3)")
            .bind(person_id)
            .bind(person_id.to_string())
            .bind(self.clock.get())
            .execute(&self.db.pool)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO membership (id, person_id, organisation_id, role, created_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(membership_id)
        .bind(person_id)
        .bind(organisation_id)
        .bind(role.as_str())
        .bind(self.clock.get())
        .execute(&self.db.pool)
        .await
        .unwrap();
        let member = Member { person_id, membership_id, session_id, role, organisation_id };
        User { token: self.app.tokens().issue(&member).unwrap(), member }
    }
}

/// An instant written in RFC 3339.
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}
