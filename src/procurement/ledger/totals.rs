//! `GET /api/v1/ledger/totals`: how far all the money has come.

use axum::Json;
use axum::extract::State;
use sqlx::PgConnection;

use super::model::Totals;
use super::store;
use crate::platform::App;
use crate::platform::web::Problem;

/// Public totals of all entries.
#[utoipa::path(get, path = "/api/v1/ledger/totals", tag = "ledger", operation_id = "ledger_totals",
    responses((status = 200, body = Totals), Problem))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<Totals>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(totals(&mut conn).await?))
}

/// The sums of all postings.
pub async fn totals(conn: &mut PgConnection) -> Result<Totals, sqlx::Error> {
    store::totals(conn).await
}
