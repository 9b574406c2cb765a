//! GET /api/v1/settings: what is in force in a division, and what it overrides itself.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

use super::{Settings, in_force, no_division};
use crate::platform::App;
use crate::platform::divisions;
use crate::platform::web::{Problem, Query};

/// Whose settings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SettingsQuery {
    /// The installation's own division unless said.
    pub division: Option<String>,
}

/// The settings of a division.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingsView {
    /// The division.
    pub division_code: String,
    /// What is in force there.
    #[serde(flatten)]
    pub settings: Settings,
    /// What this division itself overrides.
    #[schema(value_type = Object)]
    pub overrides: BTreeMap<String, Value>,
    /// The defaults.
    pub defaults: Settings,
}

/// The settings of a division.
///
/// # Errors
/// 422 for an unknown division.
pub async fn read(conn: &mut PgConnection, division_code: &str) -> Result<SettingsView, Problem> {
    if divisions::path(conn, division_code).await?.is_empty() {
        return Err(no_division(division_code));
    }
    let overrides = sqlx::query!(
        "SELECT key, value
        FROM setting
        WHERE division_code = $1",
        division_code,
    )
    .fetch_all(&mut *conn)
    .await?;
    Ok(SettingsView {
        division_code: division_code.to_owned(),
        settings: in_force(conn, division_code).await?,
        overrides: overrides.into_iter().map(|row| (row.key, row.value)).collect(),
        defaults: Settings::default(),
    })
}

/// The rules in force in a division; public, because they rule everybody.
#[utoipa::path(get, path = "/api/v1/settings", tag = "settings", params(SettingsQuery), responses((status = 200, body = SettingsView), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Query(query): Query<SettingsQuery>,
) -> Result<Json<SettingsView>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let division = query.division.unwrap_or_else(|| app.division_code().to_owned());
    Ok(Json(read(&mut conn, &division).await?))
}
