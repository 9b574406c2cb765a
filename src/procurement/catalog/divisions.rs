//! GET /api/v1/divisions: the tree of divisions.

use axum::Json;
use axum::extract::State;

use super::Whole;
use crate::platform::App;
use crate::platform::divisions::{self, Division};
use crate::platform::web::Problem;

/// Every division, by code.
#[utoipa::path(get, path = "/api/v1/divisions", tag = "catalog", responses((status = 200, body = Whole<Division>), Problem))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<Whole<Division>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(Whole { items: divisions::all(&mut conn).await? }))
}
