//! Rows in bulk: copies of a notice that was published by the API, and agencies.

use jishi::platform::App;
use jishi::platform::app::Parts;
use jishi::platform::clock::Clock;
use jishi::platform::rng::RngSource;
use jishi::platform::web::layers;
use serde_json::Value;
use sqlx::{PgPool, Postgres};
use uuid::Uuid;

use crate::support::TestApp;

/// Copies made by one statement, well within a session's time limit.
const BATCH: usize = 20_000;

/// The routes of a server on the real clock, over the test's database and keys, with every layer.
pub fn router(t: &TestApp) -> axum::Router {
    routes(t, server(t))
}

/// The routes of this server.
pub fn routes(t: &TestApp, app: App) -> axum::Router {
    layers::wrap(jishi::api::router(app).layer(axum::Extension(t.search.clone())))
}

/// A server on the real clock, over the test's database and keys.
pub fn server(t: &TestApp) -> App {
    App::new(Parts {
        pool: t.db.pool.clone(),
        clock: Clock::Database,
        rng: RngSource::System,
        vault: t.app.vault().clone(),
        log_key: t.app.log_key().clone(),
        opening: t.app.opening().clone(),
        files: t.app.files().clone(),
        division_code: t.app.division_code().to_owned(),
    })
    .unwrap()
}

/// Id of the n-th copy of a notice, from 1.
pub fn copy_id(n: usize) -> Uuid {
    format!("00000000-0000-7000-8000-{n:012x}").parse().unwrap()
}

/// Adds `count` copies of a published notice, each published a second before the last and open for another month; `changes`
/// replaces columns of the round.
pub async fn copy_notice(pool: &PgPool, model: &str, count: usize, changes: &Value) {
    let model: Uuid = model.parse().unwrap();
    let mut conn = pool.acquire().await.unwrap();
    // Copies of valid rows need no check of each reference; not every account may say so, and then it takes longer.
    let _ = sqlx::query("SET session_replication_role = replica").execute(&mut *conn).await;
    let columns = "SELECT string_agg(quote_ident(column_name), ', ')
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'round' AND is_generated = 'NEVER'";
    let columns: String = sqlx::query_scalar(columns).fetch_one(&mut *conn).await.unwrap();
    let rounds = ROUNDS.replace("$columns", &columns);
    for first in (1..=count).step_by(BATCH) {
        let last = count.min(first + BATCH - 1);
        let mut tx = sqlx::Connection::begin(&mut *conn).await.unwrap();
        for sql in [NOTICES, &rounds, ITEMS] {
            let query = sqlx::query::<Postgres>(sqlx::AssertSqlSafe(sql)).bind(model);
            let query = query.bind(i64::try_from(first).unwrap()).bind(i64::try_from(last).unwrap());
            query.bind(changes).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    sqlx::query("SET statement_timeout = 0").execute(&mut *conn).await.unwrap();
    for sql in ["VACUUM (ANALYZE) notice", "VACUUM (ANALYZE) round", "VACUUM (ANALYZE) round_item"] {
        sqlx::query(sql).execute(&mut *conn).await.unwrap();
    }
    // Its settings go with it.
    conn.close().await.unwrap();
}

/// $1 the model, $2 and $3 the first and last number; $4 is for the rounds.
const NOTICES: &str = "INSERT INTO notice (id, client_id, code, current_round, created_at)
    SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, client_id,
        '433101-20261123-' || lpad(n::text, 7, '0'),
        ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, created_at
    FROM notice
    CROSS JOIN generate_series($2::bigint, $3::bigint) AS n
    WHERE id = $1 AND $4::jsonb IS NOT NULL";

/// `$columns`: those that are not computed.
const ROUNDS: &str = "INSERT INTO round ($columns)
    SELECT $columns
    FROM (
        SELECT copy.*
        FROM round r
        CROSS JOIN generate_series($2::bigint, $3::bigint) AS n
        CROSS JOIN LATERAL jsonb_populate_record(r, $4::jsonb || jsonb_build_object(
            'id', '00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'),
            'notice_id', '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'),
            'published_at', r.published_at - n * interval '1 second',
            'signup_deadline', jishi_now() + interval '30 days'
        )) AS copy
        WHERE r.notice_id = $1
    ) AS copies";

const ITEMS: &str = "INSERT INTO round_item (round_id, item_code, position)
    SELECT ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, ri.item_code, ri.position
    FROM round_item ri
    JOIN round r ON r.id = ri.round_id
    CROSS JOIN generate_series($2::bigint, $3::bigint) AS n
    WHERE r.notice_id = $1 AND $4::jsonb IS NOT NULL";

/// Adds agencies of Jishou, each with six services.
pub async fn agencies(pool: &PgPool, count: i64) {
    for sql in [AGENCIES, SERVICES] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.replace("$1", &count.to_string()))).execute(pool).await.unwrap();
    }
}

const AGENCIES: &str = "WITH named AS (
        SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid AS id,
            '91433101MA' || lpad(n::text, 8, '0') AS uscc,
            '吉首市（演示）'
                || (ARRAY['青山', '乾州', '峒河', '天问', '武陵', '湘江', '德夯', '正大', '恒信', '诚达', '中湘'])[1 + n % 11]
                || (ARRAY['环保咨询', '工程造价咨询', '测绘', '会计师事务', '资产评估', '水利勘测设计', '招标代理'])[1 + n % 7]
                || '有限公司' AS name
        FROM generate_series(1, $1) AS n
    ), registered AS (
        INSERT INTO organisation (id, kind, uscc, name, division_code, contact_name, contact_phone, created_at)
        SELECT id, 'agency', uscc, name, '433101', '张某', '', jishi_now()
        FROM named
        RETURNING id
    )
    INSERT INTO agency (id, org_type, state, pledged_at)
    SELECT id, 'enterprise', 'active', jishi_now()
    FROM registered";

const SERVICES: &str = "INSERT INTO agency_service (agency_id, item_code)
    SELECT a.id, i.code
    FROM agency a
    CROSS JOIN LATERAL (
        SELECT code
        FROM catalog_item
        ORDER BY md5(code || a.id)
        LIMIT 6
    ) AS i
    ON CONFLICT DO NOTHING";
