//! A calendar year has come that the date of an agency's owed items waited for, or was counted through provisionally: it is counted again.

use serde_json::json;
use sqlx::PgConnection;

use crate::core::calendar::{CLOSING, WorkingDays};
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Instant, Problem};
use crate::platform::{Actor, App, calendar};

/// Timer: counts the date of one agency again; false where no year has come for any.
///
/// # Errors
/// When the database cannot be reached.
pub async fn recount_due(app: &App) -> Result<bool, Problem> {
    let mut work = app.begin(Actor::System("calendar")).await?;
    let Some(row) = take(work.db()).await? else { return Ok(false) };
    let at = work.now().await?;
    let calendar = calendar::load(work.db()).await?;
    let days = WorkingDays(u16::try_from(row.owed_days.unwrap_or_default()).unwrap_or_default());
    let counted = calendar.recount(row.pledged_at, days, CLOSING, row.owed_due_at, at);
    sqlx::query!(
        "UPDATE agency
        SET owed_due_at = $2, owed_missing_year = $3, owed_provisional_years = $4
        WHERE id = $1",
        row.id,
        counted.at,
        counted.unsettled.missing,
        &counted.unsettled.provisional,
    )
    .execute(work.db())
    .await?;
    let as_told = counted.at == row.owed_due_at && counted.unsettled.missing.is_none();
    let entry = Entry {
        kind: if as_told { "agency.owed_date_confirmed" } else { "agency.owed_date_recomputed" },
        subject: Subject { kind: "agency", id: row.id },
        about: Vec::new(),
        audience: Audience::Public,
        public: json!({
            "owed_due_at": counted.at.map(Instant),
            "deadline_before": row.owed_due_at.map(Instant),
            "deadline_provisional": !counted.unsettled.provisional.is_empty(),
            "calendar_missing": counted.unsettled.missing,
        }),
        private: None,
    };
    work.record(at, entry).await?;
    work.commit().await?;
    Ok(true)
}

struct Row {
    id: uuid::Uuid,
    pledged_at: chrono::DateTime<chrono::Utc>,
    owed_days: Option<i16>,
    owed_due_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Locks an agency whose missing year is loaded, or one of whose provisional years is official, and that nobody else has in hand.
async fn take(conn: &mut PgConnection) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT a.id, a.pledged_at, a.owed_days, a.owed_due_at
        FROM agency a
        WHERE (a.owed_missing_year IS NOT NULL OR a.owed_provisional_years <> '{}')
            AND EXISTS (
                SELECT FROM calendar_year y
                WHERE y.year = a.owed_missing_year
                    OR (y.year = ANY(a.owed_provisional_years) AND NOT y.provisional)
            )
        ORDER BY a.id
        LIMIT 1
        FOR NO KEY UPDATE OF a SKIP LOCKED",
    )
    .fetch_optional(conn)
    .await
}
