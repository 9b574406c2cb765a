//! GET /api/v1/history: what the journal says about one resource.

use axum::Json;
use axum::extract::State;
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::core::role::Role;
use crate::platform::actor::Actor;
use crate::platform::app::App;
use crate::platform::web::{Caller, Instant, Page, PageQuery, Problem, Query};

/// A line of a resource's history.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryItem {
    /// Id of the journal entry.
    pub id: Uuid,
    /// Place in the journal's order; null for the moment before the sequencer has placed it.
    pub index: Option<i64>,
    /// The official instant.
    pub at: Instant,
    /// When it was done, where the server got to it later than its official instant.
    pub done_at: Option<Instant>,
    /// What happened, noun.verb.
    pub kind: String,
    /// Role, and organisation where it is public, of who acted.
    #[schema(value_type = Object)]
    pub actor: Value,
    /// Public part of the entry.
    #[schema(value_type = Object)]
    pub public: Value,
    /// Entry hash, SHA-256, lower-case hex.
    pub hash: String,
}

/// Stands for the place of an entry that has none yet.
const UNPLACED: i64 = i64::MAX;

/// Which resource.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Id of a notice, agency, client, award or contract.
    pub about: Uuid,
    pub cursor: Option<String>,
    pub limit: Option<i64>,
}

/// Newest first: by the official instant, and of one instant by the journal's order, in which what is not placed yet comes last. Entries between parties are shown to those parties and the operating side only, and what is sealed to nobody:
/// the view `sealed_subject` says for how long.
pub async fn list(
    conn: &mut PgConnection,
    about: Uuid,
    actor: &Actor,
    page: &PageQuery,
) -> Result<Page<HistoryItem>, Problem> {
    let before = page.cursor::<(i64, i64, Uuid)>()?;
    let before_ms = before.map(|(ms, ..)| ms);
    let (_, before_index, before_id) = before.unwrap_or((0, UNPLACED, Uuid::max()));
    let sees_all = matches!(actor.role(), Some(Role::Operator | Role::Supervisor));
    let limit = page.limit();
    let rows = sqlx::query!(
        r#"SELECT e.id, e.at, e.kind, e.actor, e.public, e.hash, l.index AS "index?"
        FROM journal_about a
        JOIN journal_entry e ON e.id = a.entry_id
        LEFT JOIN journal_leaf l ON l.entry_id = e.id
        WHERE a.about = $1
            AND a.at <= COALESCE(to_timestamp($4::bigint / 1000.0), 'infinity')
            AND (a.at, COALESCE(l.index, $7), a.entry_id)
                < (COALESCE(to_timestamp($4::bigint / 1000.0), 'infinity'), $8::bigint, $5::uuid)
            AND (e.audience = 'public' OR $2 OR e.about @> ARRAY[$3::uuid])
            AND NOT EXISTS (
                SELECT FROM sealed_subject
                WHERE subject_id = e.subject_id
            )
        ORDER BY a.at DESC, COALESCE(l.index, $7) DESC, a.entry_id DESC
        LIMIT $6"#,
        about,
        sees_all,
        actor.organisation_id(),
        before_ms,
        before_id,
        limit + 1,
        UNPLACED,
        before_index,
    )
    .fetch_all(conn)
    .await?;
    Ok(Page::cut(rows, limit, |row| (row.at.timestamp_millis(), row.index.unwrap_or(UNPLACED), row.id)).map(|row| {
        HistoryItem {
            id: row.id,
            index: row.index,
            at: row.at.into(),
            done_at: done_at(&row.public),
            kind: row.kind,
            actor: row.actor,
            public: row.public,
            hash: hex::encode(row.hash),
        }
    }))
}

fn done_at(public: &Value) -> Option<Instant> {
    let at = public.get("done_at")?.as_str()?;
    Some(Instant(DateTime::parse_from_rfc3339(at).ok()?.to_utc()))
}

/// History of a resource, newest first.
#[utoipa::path(get, path = "/api/v1/history", tag = "journal", params(HistoryQuery),
    responses((status = 200, body = Page<HistoryItem>), Problem))]
async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<HistoryItem>>, Problem> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, query.about, &actor, &page).await?))
}

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}
