//! GET /api/v1/uscc/{code}: a unified social credit code as the registration form checks it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use crate::core::uscc::{OrgType, Uscc};
use crate::platform::web::{Path, Problem, language};
use crate::platform::{App, divisions};

/// Registered with the national office, in no division.
const NATIONAL: &str = "100000";

/// What a valid code says.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsccView {
    /// The 18 characters.
    #[schema(value_type = String)]
    pub uscc: Uscc,
    /// Kind of organisation.
    pub org_type: OrgType,
    /// What is odd, though not wrong (domain.md §12.1), in the request's language; empty as a rule.
    pub warnings: Vec<String>,
}

/// Reads a code.
///
/// # Errors
/// 422 where it is none.
pub async fn read(conn: &mut PgConnection, code: &str) -> Result<UsccView, Problem> {
    let uscc = Uscc::parse(code).map_err(|error| Problem::field("/uscc", "uscc", error.text()))?;
    let known = uscc.division_code() == NATIONAL || divisions::may_exist(conn, uscc.division_code()).await?;
    let warnings = uscc.warnings(|_| known).into_iter().map(|text| text.pick(language()).to_owned()).collect();
    Ok(UsccView { org_type: uscc.org_type(), uscc, warnings })
}

/// What a code says, for the registration form.
#[utoipa::path(get, path = "/api/v1/uscc/{code}", tag = "registry", operation_id = "read_uscc",
    params(("code" = String, Path, description = "Lower case, spaces and full-width characters are understood")),
    responses((status = 200, body = UsccView), Problem))]
pub(super) async fn get(State(app): State<App>, Path(code): Path<String>) -> Result<Json<UsccView>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(read(&mut conn, &code).await?))
}
