//! `GET /api/v1/inbox`, `GET /api/v1/inbox/unread`.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::{Message, Unread};
use super::store;
use super::texts::{self, Viewer};
use crate::platform::web::{Instant, Page, PageQuery, Problem, Query, Signed, language};
use crate::platform::{App, Member};

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InboxQuery {
    /// Only unread ones.
    #[serde(default)]
    pub unread: bool,
    pub cursor: Option<String>,
    pub limit: Option<i64>,
}

/// The messages of a member, newest first.
///
/// # Errors
/// 400 for a cursor that is not ours.
pub async fn list(
    conn: &mut PgConnection,
    member: &Member,
    unread_only: bool,
    page: &PageQuery,
) -> Result<Page<Message>, Problem> {
    let before = page.cursor::<i64>()?;
    let limit = page.limit();
    let rows = store::messages(conn, member.membership_id, unread_only, before, limit + 1).await?;
    let viewer = Viewer { organisation_id: member.organisation_id, role: member.role };
    let lang = language();
    Ok(Page::cut(rows, limit, |row| row.leaf_index).map(|row| {
        let (title, body) = texts::render(&row.kind, &row.params, viewer);
        Message {
            id: row.id,
            title: title.pick(lang).to_owned(),
            body: body.pick(lang).to_owned(),
            kind: row.kind,
            link: row.link,
            at: Instant(row.at),
            read_at: row.read_at.map(Instant),
        }
    }))
}

/// How many messages of a membership are unread.
pub async fn unread(conn: &mut PgConnection, membership_id: Uuid) -> Result<Unread, sqlx::Error> {
    Ok(Unread { unread: store::unread(conn, membership_id).await? })
}

/// The caller's messages, newest first.
#[utoipa::path(get, path = "/api/v1/inbox", operation_id = "list_messages", tag = "inbox", params(InboxQuery),
    responses((status = 200, body = Page<Message>), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(query): Query<InboxQuery>,
) -> Result<Json<Page<Message>>, Problem> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, actor.member()?, query.unread, &page).await?))
}

/// How many of the caller's messages are unread.
#[utoipa::path(get, path = "/api/v1/inbox/unread", operation_id = "count_unread_messages", tag = "inbox", responses((status = 200, body = Unread), Problem))]
pub(super) async fn get_unread(State(app): State<App>, Signed(actor): Signed) -> Result<Json<Unread>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(unread(&mut conn, actor.member()?.membership_id).await?))
}
