//! An agency's standing, as eligibility judges it.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::eligibility::{Candidate, HeldQualification};
use crate::core::role::Role;
use crate::core::state::AgencyState;
use crate::core::uscc::Uscc;
use crate::parties::registry::profile::no_organisation;
use crate::platform::web::Problem;

/// What is known of an agency. Services that a form check has closed do not count. `signed_up` is for the caller to
/// set: the register knows nothing of rounds.
///
/// # Errors
/// 404.
pub async fn candidate(conn: &mut PgConnection, agency_id: Uuid) -> Result<Candidate, Problem> {
    let found = candidates(conn, Some(&[agency_id])).await?.into_iter().next();
    found.map(|(_, candidate)| candidate).ok_or_else(|| no_organisation(Role::Agency))
}

/// The same for several agencies, or for all of them, by id.
pub async fn candidates(conn: &mut PgConnection, ids: Option<&[Uuid]>) -> Result<Vec<(Uuid, Candidate)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc: Uscc", o.name, o.legal_rep, a.state AS "state: AgencyState",
            a.suspended_until, a.owed_due_at,
            ARRAY(
                SELECT s.item_code
                FROM agency_service s
                WHERE s.agency_id = a.id AND s.closed_reason IS NULL
            ) AS "items!",
            (
                SELECT COALESCE(jsonb_agg(to_jsonb(q)), '[]')
                FROM agency_qualification q
                WHERE q.agency_id = a.id AND q.removed_at IS NULL
            ) AS "qualifications!: Value",
            (
                SELECT count(*)
                FROM practitioner p
                WHERE p.agency_id = a.id AND p.removed_at IS NULL
            ) AS "staff!"
        FROM agency a
        JOIN organisation o ON o.id = a.id
        WHERE $1::uuid[] IS NULL OR a.id = ANY($1)
        ORDER BY o.id"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let candidate = Candidate {
                uscc: row.uscc,
                name: row.name,
                legal_rep: row.legal_rep,
                state: row.state,
                suspended_until: row.suspended_until,
                owed_due_at: row.owed_due_at,
                items: row.items.into_iter().collect(),
                qualifications: held(row.qualifications)?,
                staff: u32::try_from(row.staff).unwrap_or(u32::MAX),
                signed_up: false,
            };
            Ok((row.id, candidate))
        })
        .collect()
}

/// How many of these practitioners the agency has on its list.
pub async fn own_practitioners(conn: &mut PgConnection, agency_id: Uuid, ids: &[Uuid]) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
        FROM practitioner
        WHERE agency_id = $1 AND id = ANY($2) AND removed_at IS NULL"#,
        agency_id,
        ids,
    )
    .fetch_one(conn)
    .await
}

/// The columns of a certificate that eligibility looks at.
#[derive(Deserialize)]
struct Held {
    kind: String,
    grade: Option<i16>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

fn held(rows: Value) -> Result<Vec<HeldQualification>, sqlx::Error> {
    let rows: Vec<Held> = serde_json::from_value(rows).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
    Ok(rows
        .into_iter()
        .map(|it| HeldQualification {
            kind: it.kind,
            grade: it.grade,
            valid_from: it.valid_from,
            valid_to: it.valid_to,
        })
        .collect())
}
