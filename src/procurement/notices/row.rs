//! A notice as a line of a list.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::{ItemRef, title};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::state::RoundState;
use crate::platform::web::Instant;
use crate::procurement::refs::NameRef;

/// A line of a list of notices.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeRow {
    /// Id of the notice.
    pub id: Uuid,
    /// Id of the round; only for cursors.
    #[serde(skip)]
    #[schema(ignore)]
    pub round_id: Uuid,
    /// Purchase code with its round; null before publication.
    pub code: Option<String>,
    /// Name of the project.
    pub project_name: String,
    /// Title.
    pub title: String,
    /// Whose notice it is.
    pub client: NameRef,
    /// Tenant.
    pub division_code: String,
    /// Its name.
    pub division_name: String,
    /// Catalog items.
    pub items: Vec<ItemRef>,
    /// How the winner is found.
    pub method: Method,
    /// Where the round stands.
    pub state: RoundState,
    /// The fee; null where none was named.
    pub amount_fen: Option<Fen>,
    /// When sign-up ends; null in a published notice: it waits for `calendar_missing`.
    pub signup_deadline: Option<Instant>,
    /// Year without calendar that a deadline waits for; null: none.
    pub calendar_missing: Option<i32>,
    /// A deadline was counted through a provisional calendar year.
    pub deadline_provisional: bool,
    /// When the winner is found.
    pub select_time: Option<Instant>,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// From 1.
    pub round_number: i32,
    /// How many signed up; null before the deadline.
    pub entrants: Option<i32>,
}

/// The columns of a row; conditions follow.
pub(super) const SELECT: &str = "SELECT n.id, r.id AS round_id,
        n.code || CASE WHEN r.number > 1 THEN '-R' || r.number ELSE '' END AS code,
        r.project_name, c.id AS client_id, c.name AS client_name, r.division_code, d.name AS division_name,
        COALESCE((
            SELECT jsonb_agg(
                jsonb_build_object('code', i.code, 'name', i.name, 'group_code', g.code, 'group_name', g.name)
                ORDER BY ri.position
            )
            FROM round_item ri
            JOIN catalog_item i ON i.code = ri.item_code
            JOIN catalog_group g ON g.code = i.group_code
            WHERE ri.round_id = r.id
        ), '[]') AS items,
        r.method, r.state, r.amount_fen, r.signup_deadline, r.missing_year, r.deadline_provisional, r.select_time, r.submitted_at,
        r.published_at, r.number AS round_number, r.entrants
    FROM round r
    JOIN notice n ON n.id = r.notice_id
    JOIN organisation c ON c.id = n.client_id
    JOIN division d ON d.code = r.division_code";

impl<'r> FromRow<'r, sqlx::postgres::PgRow> for NoticeRow {
    fn from_row(row: &'r sqlx::postgres::PgRow) -> Result<Self, sqlx::Error> {
        use sqlx::Row;
        let Json(items): Json<Vec<ItemRef>> = row.try_get("items")?;
        let project_name: String = row.try_get("project_name")?;
        Ok(Self {
            id: row.try_get("id")?,
            round_id: row.try_get("round_id")?,
            code: row.try_get("code")?,
            title: title(&project_name, items.iter().map(|item| item.group_name.as_str())),
            project_name,
            client: NameRef { id: row.try_get("client_id")?, name: row.try_get("client_name")? },
            division_code: row.try_get("division_code")?,
            division_name: row.try_get("division_name")?,
            items,
            method: row.try_get("method")?,
            state: row.try_get("state")?,
            amount_fen: row.try_get("amount_fen")?,
            signup_deadline: row.try_get("signup_deadline")?,
            calendar_missing: row.try_get("missing_year")?,
            deadline_provisional: row.try_get("deadline_provisional")?,
            select_time: row.try_get("select_time")?,
            submitted_at: row.try_get("submitted_at")?,
            published_at: row.try_get("published_at")?,
            round_number: row.try_get("round_number")?,
            entrants: row.try_get("entrants")?,
        })
    }
}
