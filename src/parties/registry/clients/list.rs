//! The register of clients.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::ClientRow;
use crate::core::uscc::Uscc;
use crate::parties::registry::UnitType;
use crate::parties::registry::filters::{clean, division_prefix};
use crate::platform::App;
use crate::platform::web::{Page, PageQuery, Problem, Query};

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClientFilter {
    /// GB/T 2260; a province or prefecture stands for all below it.
    pub division: Option<String>,
    /// Part of the name, or the beginning of the code.
    pub q: Option<String>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 100; 20 unless said.
    pub limit: Option<i64>,
}

/// Clients, the newest first.
///
/// # Errors
/// 400 for a cursor that is not ours.
pub async fn list(conn: &mut PgConnection, filter: &ClientFilter) -> Result<Page<ClientRow>, Problem> {
    let page = PageQuery { cursor: filter.cursor.clone(), limit: filter.limit };
    let (before, before_id) = page.cursor::<(DateTime<Utc>, Uuid)>()?.unzip();
    let division = clean(filter.division.as_ref());
    let limit = page.limit();
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc: Uscc", o.name, c.unit_type AS "unit_type: UnitType", o.division_code,
            d.name AS division_name, o.created_at
        FROM organisation o
        JOIN client c ON c.id = o.id
        JOIN division d ON d.code = o.division_code
        WHERE ($1::text IS NULL OR starts_with(o.division_code, $1))
            AND ($2::text IS NULL OR strpos(o.name, $2) > 0 OR starts_with(o.uscc, upper($2)))
            AND ($3::timestamptz IS NULL OR (o.created_at, o.id) < ($3, $4::uuid))
        ORDER BY o.created_at DESC, o.id DESC
        LIMIT $5"#,
        division.as_deref().map(division_prefix),
        clean(filter.q.as_ref()),
        before,
        before_id,
        limit + 1,
    )
    .fetch_all(conn)
    .await?;
    Ok(Page::cut(rows, limit, |row| (row.created_at, row.id)).map(|row| ClientRow {
        id: row.id,
        uscc: row.uscc,
        name: row.name,
        unit_type: row.unit_type,
        division_code: row.division_code,
        division_name: row.division_name,
        registered_at: row.created_at.into(),
    }))
}

/// The register of clients, public; the newest first.
#[utoipa::path(get, path = "/api/v1/clients", tag = "registry", operation_id = "list_clients",
    params(ClientFilter), responses((status = 200, body = Page<ClientRow>), Problem))]
pub async fn get(State(app): State<App>, Query(filter): Query<ClientFilter>) -> Result<Json<Page<ClientRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &filter).await?))
}
