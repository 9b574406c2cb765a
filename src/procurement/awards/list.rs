//! The public list of awards.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::AwardRow;
use super::store;
use crate::core::method::Method;
use crate::core::state::RoundState;
use crate::platform::App;
use crate::platform::web::{Page, PageQuery, Problem, Query};

/// What narrows the list; everything given must hold.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AwardFilter {
    /// Selection method.
    pub method: Option<Method>,
    /// Code of a catalog item.
    pub item: Option<String>,
    /// GB/T 2260 code; the divisions below count, too.
    pub division: Option<String>,
    /// Id of a client.
    pub client: Option<Uuid>,
    /// Id of an agency.
    pub agency: Option<Uuid>,
    /// Id of a notice: the awards of all its rounds.
    pub notice: Option<Uuid>,
    /// State of the round.
    pub state: Option<RoundState>,
}

impl AwardFilter {
    /// The first and the last code of the division and those below: 433100 is a prefecture, 430000 a province (domain.md §12.3).
    pub(super) fn divisions(&self) -> Option<(String, String)> {
        let code: String = self.division.as_ref()?.chars().filter(char::is_ascii_digit).collect();
        let prefix = code.strip_suffix("0000").or_else(|| code.strip_suffix("00")).unwrap_or(&code);
        Some((format!("{prefix:0<6}"), format!("{prefix:9<6}")))
    }
}

/// One page of awards, newest first.
///
/// # Errors
/// 400 for a foreign cursor.
pub async fn list(conn: &mut PgConnection, filter: &AwardFilter, page: &PageQuery) -> Result<Page<AwardRow>, Problem> {
    let after = page.cursor::<(DateTime<Utc>, Uuid)>()?;
    let lines = store::lines(conn, filter, after, page.limit() + 1).await?;
    let rows = lines.iter().map(store::Line::row).collect();
    Ok(Page::cut(rows, page.limit(), |row: &AwardRow| (row.selected_at.0, row.id)))
}

/// Awards, newest first.
#[utoipa::path(
    get, path = "/api/v1/awards", tag = "awards", operation_id = "list_awards", params(AwardFilter, PageQuery),
    responses((status = 200, body = Page<AwardRow>), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Query(filter): Query<AwardFilter>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AwardRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &filter, &page).await?))
}
