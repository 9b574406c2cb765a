//! Work lists: what waits for me, until when, one button each. Read from the tables as they stand; nothing of it is kept.

mod agency;
mod assessor;
mod beacon;
mod client;
mod desk;
mod kind;
mod model;
mod staff;
mod store;
mod store_staff;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use kind::WorkKind;
pub use model::{Urgency, WorkItem, WorkList};

use self::desk::Desk;
use crate::core::role::Role;
use crate::platform::web::{Problem, Signed};
use crate::platform::{App, Member, calendar};

/// Items of one list; the most urgent ones are shown.
const MOST: usize = 50;

/// What waits for a member, the most urgent first.
///
/// # Errors
/// When the database cannot be reached.
pub async fn work_list(conn: &mut PgConnection, member: &Member, now: DateTime<Utc>) -> Result<WorkList, Problem> {
    let mut desk = Desk::new(calendar::load(conn).await?, now);
    match (member.role, member.organisation_id) {
        (Role::Client, Some(id)) => client::fill(conn, &mut desk, id).await?,
        (Role::Agency, Some(id)) => agency::fill(conn, &mut desk, id).await?,
        (Role::Assessor, _) => assessor::fill(conn, &mut desk, member.person_id).await?,
        (Role::Operator, _) => staff::operator(conn, &mut desk).await?,
        (Role::Supervisor, _) => staff::supervisor(conn, &mut desk).await?,
        (Role::Admin, _) => staff::admin(conn, &mut desk).await?,
        _ => {}
    }
    Ok(WorkList { items: desk.sorted(MOST) })
}

/// What waits for the caller.
#[utoipa::path(get, path = "/api/v1/work-list", operation_id = "read_work_list", tag = "work list", responses((status = 200, body = WorkList), Problem))]
async fn get(State(app): State<App>, Signed(actor): Signed) -> Result<Json<WorkList>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(Json(work_list(&mut conn, actor.member()?, now).await?))
}

/// Routes of the work lists.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}
