//! The register of clients.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, QueryBuilder};
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::ClientRow;
use crate::core::uscc::Uscc;
use crate::parties::registry::UnitType;
use crate::parties::registry::filters::newest;
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
    let limit = page.limit();
    let ids = matching(conn, filter, page.cursor()?, limit + 1).await?;
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc: Uscc", o.name, c.unit_type AS "unit_type: UnitType", o.division_code,
            d.name AS division_name, o.created_at
        FROM organisation o
        JOIN client c ON c.id = o.id
        JOIN division d ON d.code = o.division_code
        WHERE o.id = ANY ($1)
        ORDER BY o.created_at DESC, o.id DESC"#,
        &ids,
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

/// Ids of the clients that the filter lets through, the newest first: along `organisation_list`.
async fn matching(
    conn: &mut PgConnection,
    filter: &ClientFilter,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let query =
        QueryBuilder::new("SELECT o.id FROM organisation o JOIN client c ON c.id = o.id WHERE o.kind = 'client'");
    newest(conn, query, filter.division.as_ref(), filter.q.as_ref(), before, limit).await
}

/// The register of clients, public; the newest first.
#[utoipa::path(get, path = "/api/v1/clients", tag = "registry", operation_id = "list_clients",
    params(ClientFilter), responses((status = 200, body = Page<ClientRow>), Problem))]
pub async fn get(State(app): State<App>, Query(filter): Query<ClientFilter>) -> Result<Json<Page<ClientRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &filter).await?))
}
