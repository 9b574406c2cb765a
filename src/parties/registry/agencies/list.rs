//! The register of agencies, by filters. Searching by words is the search's.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, QueryBuilder};
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::{AgencyRow, ServiceBrief};
use crate::core::state::AgencyState;
use crate::parties::credit;
use crate::parties::registry::filters::{clean, newest};
use crate::platform::App;
use crate::platform::web::{Page, PageQuery, Problem, Query};

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgencyFilter {
    /// GB/T 2260; a province or prefecture stands for all below it.
    pub division: Option<String>,
    /// Code of a catalog item offered.
    pub item: Option<String>,
    /// Code of a kind of qualification on file.
    pub qualification: Option<String>,
    pub state: Option<AgencyState>,
    /// Only residents of the physical store (true), or only others.
    pub resident: Option<bool>,
    /// Part of the name, or the beginning of the code.
    pub q: Option<String>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 100; 20 unless said.
    pub limit: Option<i64>,
}

/// Agencies, the newest first.
///
/// # Errors
/// 400 for a cursor that is not ours.
pub async fn list(conn: &mut PgConnection, filter: &AgencyFilter) -> Result<Page<AgencyRow>, Problem> {
    let page = PageQuery { cursor: filter.cursor.clone(), limit: filter.limit };
    let limit = page.limit();
    let ids = matching(conn, filter, page.cursor()?, limit + 1).await?;
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc!", o.name, o.division_code, d.name AS division_name, a.state AS "state: AgencyState",
            a.credit, a.resident_counter, o.created_at,
            (SELECT count(*) FROM agency_service s WHERE s.agency_id = a.id) AS "services_count!"
        FROM organisation o
        JOIN agency a ON a.id = o.id
        JOIN division d ON d.code = o.division_code
        WHERE o.id = ANY ($1)
        ORDER BY o.created_at DESC, o.id DESC"#,
        &ids,
    )
    .fetch_all(&mut *conn)
    .await?;
    let page = Page::cut(rows, limit, |row| (row.created_at, row.id));
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut briefs = service_briefs(conn, &ids).await?;
    Ok(page.map(|row| AgencyRow {
        services: take(&mut briefs, row.id),
        id: row.id,
        uscc: row.uscc,
        name: row.name,
        division_code: row.division_code,
        division_name: row.division_name,
        state: row.state,
        services_count: row.services_count,
        credit: credit::points(row.credit),
        resident_counter: row.resident_counter,
        registered_at: row.created_at.into(),
    }))
}

/// Ids of the agencies that the filter lets through, the newest first. Put together from the filters there are and planned with their
/// values, so that it reads along `organisation_list` or from the rare thing that is asked for.
async fn matching(
    conn: &mut PgConnection,
    filter: &AgencyFilter,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let mut query =
        QueryBuilder::new("SELECT o.id FROM organisation o JOIN agency a ON a.id = o.id WHERE o.kind = 'agency'");
    if let Some(item) = clean(filter.item.as_ref()) {
        query
            .push(" AND EXISTS (SELECT FROM agency_service s WHERE s.agency_id = a.id AND s.item_code = ")
            .push_bind(item)
            .push(")");
    }
    if let Some(kind) = clean(filter.qualification.as_ref()) {
        query
            .push(" AND EXISTS (SELECT FROM agency_qualification q WHERE q.agency_id = a.id AND q.removed_at IS NULL AND q.kind = ")
            .push_bind(kind)
            .push(")");
    }
    if let Some(state) = filter.state {
        query.push(" AND a.state = ").push_bind(state.code());
    }
    match filter.resident {
        Some(true) => query.push(" AND a.resident_counter IS NOT NULL"),
        Some(false) => query.push(" AND a.resident_counter IS NULL"),
        None => &mut query,
    };
    newest(conn, query, filter.division.as_ref(), filter.q.as_ref(), before, limit).await
}

/// The first six services of each of these agencies.
pub(super) async fn service_briefs(
    conn: &mut PgConnection,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, ServiceBrief)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT agency.id, brief.code, brief.name
        FROM UNNEST($1::uuid[]) AS agency (id)
        CROSS JOIN LATERAL (
            SELECT i.code, i.name
            FROM agency_service s
            JOIN catalog_item i ON i.code = s.item_code
            WHERE s.agency_id = agency.id
            ORDER BY i.code
            LIMIT 6
        ) AS brief",
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id?, ServiceBrief { code: row.code, name: row.name }))).collect())
}

pub(super) fn take(briefs: &mut Vec<(Uuid, ServiceBrief)>, id: Uuid) -> Vec<ServiceBrief> {
    briefs.extract_if(.., |(agency, _)| *agency == id).map(|(_, brief)| brief).collect()
}

/// The register of agencies, public; the newest first.
#[utoipa::path(get, path = "/api/v1/agencies", tag = "registry", operation_id = "list_agencies",
    params(AgencyFilter), responses((status = 200, body = Page<AgencyRow>), Problem))]
pub async fn get(State(app): State<App>, Query(filter): Query<AgencyFilter>) -> Result<Json<Page<AgencyRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &filter).await?))
}
