//! SQL of agencies.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{AgencyQualification, Practitioner};
use crate::core::state::AgencyState;
use crate::core::uscc::{OrgType, Uscc};
use crate::platform::files::FileView;

/// An agency's own row with its organisation's.
pub struct AgencyRecord {
    pub id: Uuid,
    pub uscc: Uscc,
    pub name: String,
    pub org_type: OrgType,
    pub division_code: String,
    pub division_name: String,
    pub address: String,
    pub contact_name: String,
    pub contact_phone: Vec<u8>,
    pub email: String,
    pub legal_rep: String,
    pub intro: String,
    pub state: AgencyState,
    pub suspended_until: Option<DateTime<Utc>>,
    pub credit: i32,
    pub resident_counter: Option<String>,
    pub owed_due_at: Option<DateTime<Utc>>,
    pub owed_missing_year: Option<i32>,
    pub owed_provisional: bool,
    pub checked_at: Option<DateTime<Utc>>,
    pub check_failed: Option<String>,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

pub async fn agency(conn: &mut PgConnection, id: Uuid) -> Result<Option<AgencyRecord>, sqlx::Error> {
    sqlx::query_as!(
        AgencyRecord,
        r#"SELECT o.id, o.uscc AS "uscc!: Uscc", o.name, a.org_type AS "org_type: OrgType", o.division_code,
            d.name AS division_name, o.address, o.contact_name, o.contact_phone, o.email, o.legal_rep, o.intro,
            a.state AS "state: AgencyState", a.suspended_until, a.credit, a.resident_counter, a.owed_due_at,
            a.owed_missing_year, a.owed_provisional_years <> '{}' AS "owed_provisional!", a.checked_at, a.check_failed, o.created_at, o.version
        FROM agency a
        JOIN organisation o ON o.id = a.id
        JOIN division d ON d.code = o.division_code
        WHERE a.id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// A service, and what its item asks for. The catalogue is reference data below all slices.
pub struct ServiceRecord {
    pub code: String,
    pub name: String,
    pub price_note: String,
    pub days: Option<i32>,
    pub closed_reason: Option<String>,
    pub qualification_kind: Option<String>,
    pub qualification_kind_name: Option<String>,
    pub qualification_kind_name_en: Option<String>,
    pub qualification_grade: Option<i16>,
}

pub async fn services(conn: &mut PgConnection, id: Uuid) -> Result<Vec<ServiceRecord>, sqlx::Error> {
    sqlx::query_as!(
        ServiceRecord,
        r#"SELECT s.item_code AS code, i.name, s.price_note, s.days, s.closed_reason, i.qualification_kind,
            k.name AS "qualification_kind_name?", k.name_en AS "qualification_kind_name_en?", i.qualification_grade
        FROM agency_service s
        JOIN catalog_item i ON i.code = s.item_code
        LEFT JOIN qualification_kind k ON k.code = i.qualification_kind
        WHERE s.agency_id = $1
        ORDER BY s.item_code"#,
        id,
    )
    .fetch_all(conn)
    .await
}

pub async fn qualifications(conn: &mut PgConnection, id: Uuid) -> Result<Vec<AgencyQualification>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT q.id, q.kind, k.name AS kind_name, q.grade, q.certificate_no, q.issuer, q.valid_from, q.valid_to,
            f.id AS "file_id?", f.name AS "file_name?", f.media_type AS "media_type?", f.size AS "size?"
        FROM agency_qualification q
        JOIN qualification_kind k ON k.code = q.kind
        LEFT JOIN file f ON f.id = q.file_id
        WHERE q.agency_id = $1 AND q.removed_at IS NULL
        ORDER BY q.kind, q.grade, q.valid_from, q.id"#,
        id,
    )
    .fetch_all(conn)
    .await?;
    let file =
        |id, name, media_type, size| Some(FileView { id: id?, name: name?, media_type: media_type?, size: size? });
    Ok(rows
        .into_iter()
        .map(|row| AgencyQualification {
            id: row.id,
            kind: row.kind,
            kind_name: row.kind_name,
            grade: row.grade,
            certificate_no: row.certificate_no,
            issuer: row.issuer,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            file: file(row.file_id, row.file_name, row.media_type, row.size),
        })
        .collect())
}

pub async fn practitioners(conn: &mut PgConnection, id: Uuid) -> Result<Vec<Practitioner>, sqlx::Error> {
    sqlx::query_as!(
        Practitioner,
        "SELECT id, name, certificate, reg_no
        FROM practitioner
        WHERE agency_id = $1 AND removed_at IS NULL
        ORDER BY name, id",
        id,
    )
    .fetch_all(conn)
    .await
}

/// A certificate to be written.
pub struct QualificationRow<'a> {
    pub id: Uuid,
    pub kind: &'a str,
    pub grade: Option<i16>,
    pub certificate_no: &'a str,
    pub issuer: &'a str,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub file_id: Option<Uuid>,
}

pub async fn insert_qualification(
    conn: &mut PgConnection,
    agency_id: Uuid,
    row: &QualificationRow<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO agency_qualification (
            id, agency_id, kind, grade, certificate_no, issuer, valid_from, valid_to, file_id
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id,
        agency_id,
        row.kind,
        row.grade,
        row.certificate_no,
        row.issuer,
        row.valid_from,
        row.valid_to,
        row.file_id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The correction of an entry whose form check has failed: the next check waits since the first change.
pub async fn note_correction(conn: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE agency
        SET corrected_at = COALESCE(corrected_at, $2)
        WHERE id = $1 AND check_failed IS NOT NULL",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces the services; one that stays keeps its closure, and one that is closed stays.
pub async fn replace_services(
    conn: &mut PgConnection,
    agency_id: Uuid,
    codes: &[String],
    notes: &[String],
    days: &[Option<i32>],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM agency_service
        WHERE agency_id = $1 AND item_code <> ALL($2)",
        agency_id,
        codes,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO agency_service (agency_id, item_code, price_note, days)
        SELECT $1, code, note, days
        FROM UNNEST($2::text[], $3::text[], $4::integer[]) AS row (code, note, days)
        ON CONFLICT (agency_id, item_code) DO UPDATE
        SET price_note = excluded.price_note, days = excluded.days",
        agency_id,
        codes,
        notes,
        days as &[Option<i32>],
    )
    .execute(conn)
    .await?;
    Ok(())
}
