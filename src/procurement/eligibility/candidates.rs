//! What is known of agencies.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::core::eligibility::{Candidate, FormerLegalRep, HeldQualification};
use crate::core::state::AgencyState;
use crate::core::uscc::Uscc;
use crate::platform::web::Problem;

/// An agency with its id.
pub struct Known {
    /// Its id.
    pub agency_id: Uuid,
    /// What the rules look at. `staff` counts all practitioners on file, `signed_up` is false: the caller knows better.
    pub candidate: Candidate,
}

#[derive(Deserialize)]
struct Held {
    kind: String,
    grade: Option<i16>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

struct Row {
    id: Uuid,
    uscc: String,
    name: String,
    legal_rep: String,
    former_legal_reps: Json<Vec<FormerLegalRep>>,
    state: AgencyState,
    suspended_until: Option<DateTime<Utc>>,
    owed_due_at: Option<DateTime<Utc>>,
    items: Vec<String>,
    qualifications: Json<Vec<Held>>,
    staff: i64,
}

impl Row {
    fn known(self) -> Result<Known, Problem> {
        let held = self.qualifications.0.into_iter().map(|it| HeldQualification {
            kind: it.kind,
            grade: it.grade,
            valid_from: it.valid_from,
            valid_to: it.valid_to,
        });
        let candidate = Candidate {
            uscc: Uscc::parse(&self.uscc).map_err(|error| Problem::internal(&error.text()))?,
            name: self.name,
            legal_rep: self.legal_rep,
            former_legal_reps: self.former_legal_reps.0,
            state: self.state,
            suspended_until: self.suspended_until,
            owed_due_at: self.owed_due_at,
            items: self.items.into_iter().collect(),
            qualifications: held.collect(),
            staff: u32::try_from(self.staff).unwrap_or(u32::MAX),
            signed_up: false,
        };
        Ok(Known { agency_id: self.id, candidate })
    }
}

/// What is known of these agencies, by code.
///
/// # Errors
/// 500 where a stored code is none, which the registry excludes.
pub async fn candidates(conn: &mut PgConnection, agencies: &[Uuid]) -> Result<Vec<Known>, Problem> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT o.id, o.uscc AS "uscc!", o.name, o.legal_rep,
            COALESCE((
                SELECT jsonb_agg(jsonb_build_object('name', name, 'until', until))
                FROM former_legal_rep
                WHERE organisation_id = o.id
            ), '[]') AS "former_legal_reps!: Json<Vec<FormerLegalRep>>",
            a.state AS "state: _", a.suspended_until, a.owed_due_at,
            ARRAY(
                SELECT item_code
                FROM agency_service
                WHERE agency_id = o.id AND closed_reason IS NULL
            ) AS "items!",
            COALESCE((
                SELECT jsonb_agg(jsonb_build_object(
                    'kind', kind, 'grade', grade, 'valid_from', valid_from, 'valid_to', valid_to
                ))
                FROM agency_qualification
                WHERE agency_id = o.id AND removed_at IS NULL
            ), '[]') AS "qualifications!: Json<Vec<Held>>",
            (SELECT count(*) FROM practitioner WHERE agency_id = o.id AND removed_at IS NULL) AS "staff!"
        FROM agency a
        JOIN organisation o ON o.id = a.id
        WHERE a.id = ANY ($1)
        ORDER BY o.uscc"#,
        agencies,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::known).collect()
}

/// Agencies that offer any of the items, at most `most` of them.
pub async fn offering(conn: &mut PgConnection, items: &[String], most: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT agency_id
        FROM agency_service
        WHERE item_code = ANY ($1) AND closed_reason IS NULL
        ORDER BY agency_id
        LIMIT $2",
        items,
        most,
    )
    .fetch_all(conn)
    .await
}
