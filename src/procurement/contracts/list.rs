//! `GET /api/v1/contracts`: one's own; all for the operator and the supervisor.

use axum::Json;
use axum::extract::State;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::ContractRow;
use super::store;
use crate::core::role::Role;
use crate::platform::App;
use crate::platform::actor::Actor;
use crate::platform::web::{Page, PageQuery, Problem, Query, Signed};

/// Contracts, newest first.
#[utoipa::path(get, path = "/api/v1/contracts", tag = "contracts", operation_id = "list_contracts", params(PageQuery),
    responses((status = 200, body = Page<ContractRow>), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ContractRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &actor, &page).await?))
}

/// The contracts that `viewer` may see.
pub async fn list(conn: &mut PgConnection, viewer: &Actor, page: &PageQuery) -> Result<Page<ContractRow>, Problem> {
    const READERS: &[Role] = &[Role::Client, Role::Agency, Role::Operator, Role::Supervisor];
    viewer.require(READERS)?;
    let after = page.cursor::<Uuid>()?;
    let rows = store::list(conn, viewer.organisation_id(), after, page.limit() + 1).await?;
    Ok(Page::cut(rows, page.limit(), |row| row.id))
}
