//! GET /api/v1/assessors, GET /api/v1/assessors/me.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::decide::missing;
use super::model::Assessor;
use crate::core::role::Role;
use crate::core::state::AssessorState;
use crate::platform::vault::Vault;
use crate::platform::web::{Page, PageQuery, Problem, Query, Signed};
use crate::platform::{App, Work};

/// What to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AssessorFilter {
    /// Only those who stand so.
    pub state: Option<AssessorState>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 100; 20 unless said.
    pub limit: Option<i64>,
}

struct Row {
    id: Uuid,
    name: String,
    employer: String,
    field: String,
    phone: Vec<u8>,
    state: AssessorState,
    reason: Option<String>,
    applied_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
}

impl Row {
    fn view(self, vault: &Vault) -> Assessor {
        Assessor {
            phone: vault.open_text(&self.phone),
            id: self.id,
            name: self.name,
            employer: self.employer,
            field: self.field,
            state: self.state,
            reason: self.reason,
            applied_at: self.applied_at.into(),
            decided_at: self.decided_at.map(Into::into),
        }
    }
}

/// Assessors, the newest first.
///
/// # Errors
/// 403 for others than operator and supervisor, 400 for a cursor that is not ours.
pub async fn list(work: &mut Work, filter: &AssessorFilter) -> Result<Page<Assessor>, Problem> {
    work.actor().require(&[Role::Operator, Role::Supervisor])?;
    let page = PageQuery { cursor: filter.cursor.clone(), limit: filter.limit };
    let (before_at, before_id) = page.cursor::<(DateTime<Utc>, Uuid)>()?.unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT a.id, p.name, a.employer, a.field, a.phone, a.state AS "state: AssessorState", a.reason, a.applied_at,
            a.decided_at
        FROM assessor a
        JOIN person p ON p.id = a.id
        WHERE ($1::text IS NULL OR a.state = $1)
            AND ($2::timestamptz IS NULL OR (a.applied_at, a.id) < ($2, $3::uuid))
        ORDER BY a.applied_at DESC, a.id DESC
        LIMIT $4"#,
        filter.state.map(AssessorState::code),
        before_at,
        before_id,
        page.limit() + 1,
    )
    .fetch_all(work.db())
    .await?;
    let vault = work.vault();
    Ok(Page::cut(rows, page.limit(), |row| (row.applied_at, row.id)).map(|row| row.view(vault)))
}

/// One assessor.
pub(super) async fn one(work: &mut Work, id: Uuid) -> Result<Option<Assessor>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT a.id, p.name, a.employer, a.field, a.phone, a.state AS "state: AssessorState", a.reason, a.applied_at,
            a.decided_at
        FROM assessor a
        JOIN person p ON p.id = a.id
        WHERE a.id = $1"#,
        id,
    )
    .fetch_optional(work.db())
    .await?;
    Ok(row.map(|row| row.view(work.vault())))
}

/// Assessors, to operator and supervisor; the newest first.
#[utoipa::path(get, path = "/api/v1/assessors", tag = "assessors", operation_id = "list_assessors",
    params(AssessorFilter), responses((status = 200, body = Page<Assessor>), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(filter): Query<AssessorFilter>,
) -> Result<Json<Page<Assessor>>, Problem> {
    let mut work = app.begin(actor).await?;
    Ok(Json(list(&mut work, &filter).await?))
}

/// The acting assessor's own entry.
#[utoipa::path(get, path = "/api/v1/assessors/me", tag = "assessors", operation_id = "own_assessor_entry",
    responses((status = 200, body = Assessor), Problem))]
pub(super) async fn get_own(State(app): State<App>, Signed(actor): Signed) -> Result<Json<Assessor>, Problem> {
    actor.require(&[Role::Assessor])?;
    let id = actor.member()?.person_id;
    let mut work = app.begin(actor).await?;
    Ok(Json(one(&mut work, id).await?.ok_or_else(missing)?))
}
