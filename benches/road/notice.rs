//! A public notice as JSON against a bare route that reads the same.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::measure::{CLIENTS, Figure, Op, client, listen, op, ops, pair};
use crate::stock::router;
use crate::support::TestApp;
use crate::support::road::{cast, content};

/// What the page of a published notice is made of, without lock, rule or view.
#[derive(FromRow, Serialize)]
struct Bare {
    id: Uuid,
    code: Option<String>,
    version: i32,
    project_name: String,
    division_code: String,
    division_name: String,
    items: Value,
    item_match: String,
    approve_code: String,
    approval_matter: String,
    contact_name: String,
    contact_phone: String,
    complaint_phone: String,
    scale_kind: String,
    scale_fen: Option<i64>,
    fiscal_percent: i16,
    service_content: String,
    service_time_note: String,
    amount_fen: Option<i64>,
    method: String,
    staff_required: i32,
    recusals: Value,
    witnesses: Value,
    client: Value,
    state: String,
    state_since: DateTime<Utc>,
    number: i32,
    rules: Option<Value>,
    submitted_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    signup_deadline: Option<DateTime<Utc>>,
    select_time: Option<DateTime<Utc>>,
    award: Option<Uuid>,
    contract: Option<Uuid>,
}

const BARE: &str = "SELECT n.id, n.code, r.version, r.project_name, r.division_code, d.name AS division_name,
        COALESCE((
            SELECT jsonb_agg(
                jsonb_build_object('code', i.code, 'name', i.name, 'group_code', g.code, 'group_name', g.name)
                ORDER BY ri.position
            )
            FROM round_item ri
            JOIN catalog_item i ON i.code = ri.item_code
            JOIN catalog_group g ON g.code = i.group_code
            WHERE ri.round_id = r.id
        ), '[]') AS items,
        r.item_match, r.approve_code, r.approval_matter, r.contact_name, r.contact_phone, r.complaint_phone, r.scale_kind,
        r.scale_fen, r.fiscal_percent, r.service_content, r.service_time_note, r.amount_fen, r.method, r.staff_required,
        r.recusals, r.witnesses, jsonb_build_object('id', c.id, 'name', c.name, 'uscc', c.uscc) AS client, r.state,
        r.state_since, r.number, r.rules, r.submitted_at, r.published_at, r.signup_deadline, r.select_time, a.id AS award,
        k.id AS contract
    FROM notice n
    JOIN round r ON r.notice_id = n.id
    JOIN division d ON d.code = r.division_code
    JOIN organisation c ON c.id = n.client_id
    LEFT JOIN award a ON a.round_id = r.id
    LEFT JOIN contract k ON k.round_id = r.id
    WHERE n.id = $1 AND r.published_at IS NOT NULL
    ORDER BY r.number DESC
    LIMIT 1";

async fn bare(State(pool): State<PgPool>, Path(id): Path<Uuid>) -> Json<Bare> {
    Json(sqlx::query_as(BARE).bind(id).fetch_one(&pool).await.unwrap())
}

/// Reads an address over and over.
fn reads(url: String) -> Op {
    let http = client();
    op(move |_| {
        let request = http.get(&url);
        async move {
            let reply = request.send().await.unwrap().error_for_status().unwrap();
            assert!(!reply.bytes().await.unwrap().is_empty());
        }
    })
}

pub async fn run() -> Vec<Figure> {
    let t = TestApp::start().await;
    let id = cast(&t, 0).await.published(&t, content()).await;
    let ours = listen(router(&t)).await;
    let theirs = listen(Router::new().route("/{id}", get(bare)).with_state(t.db.pool.clone())).await;
    let (ours, theirs) = (reads(format!("{ours}/api/v1/notices/{id}")), reads(format!("{theirs}/{id}")));
    let pair = pair(CLIENTS, ops(), &ours, &theirs).await;
    vec![pair.figure("2 public notice as JSON / bare axum + sqlx route, both over HTTP", "≥ 0.8")]
}
