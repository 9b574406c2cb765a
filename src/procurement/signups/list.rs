//! GET /api/v1/sign-ups, GET /api/v1/sign-ups/{id}: an agency's own sign-ups.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::held::missing;
use super::model::SignUpView;
use super::store;
use crate::core::role::Role;
use crate::platform::App;
use crate::platform::journal::LogKey;
use crate::platform::web::{Page, PageQuery, Path, Problem, Query, Signed};

/// Sign-ups of an agency, newest first.
///
/// # Errors
/// 400 for a foreign cursor.
pub async fn list(
    conn: &mut PgConnection,
    key: &LogKey,
    agency_id: Uuid,
    page: &PageQuery,
) -> Result<Page<SignUpView>, Problem> {
    let before = page.cursor::<(DateTime<Utc>, Uuid)>()?;
    let rows = store::views(conn, key, agency_id, before, page.limit() + 1).await?;
    Ok(Page::cut(rows, page.limit(), |row| (row.at.0, row.id)))
}

/// One sign-up of an agency.
///
/// # Errors
/// 404 where it is not its own.
pub async fn read(conn: &mut PgConnection, key: &LogKey, agency_id: Uuid, id: Uuid) -> Result<SignUpView, Problem> {
    store::view(conn, key, agency_id, id).await?.ok_or_else(missing)
}

/// The acting agency's sign-ups.
#[utoipa::path(
    get, path = "/api/v1/sign-ups", tag = "sign-ups", params(PageQuery),
    responses((status = 200, body = Page<SignUpView>), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<SignUpView>>, Problem> {
    let agency_id = actor.organisation(Role::Agency)?;
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, app.log_key(), agency_id, &page).await?))
}

/// One of the acting agency's sign-ups.
#[utoipa::path(
    get, path = "/api/v1/sign-ups/{id}", tag = "sign-ups", params(("id" = Uuid, Path)),
    responses((status = 200, body = SignUpView), Problem)
)]
pub(super) async fn get_one(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<SignUpView>, Problem> {
    let agency_id = actor.organisation(Role::Agency)?;
    let mut conn = app.pool().acquire().await?;
    Ok(Json(read(&mut conn, app.log_key(), agency_id, id).await?))
}
