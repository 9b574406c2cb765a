//! Certificates (资质): added and removed by the agency itself.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Agency;
use super::store::{self, QualificationRow};
use super::{changed, lock_own, record_own};
use crate::core::calendar::cst;
use crate::core::text;
use crate::parties::fields::Fields;
use crate::platform::web::{Body, Created, Once, Path, Problem, Signed};
use crate::platform::{App, Work, files};
use crate::say;

/// Certificates that one agency may have on file.
const MOST: usize = 300;
/// No certificate of today's kinds was issued before.
const OLDEST: Option<NaiveDate> = NaiveDate::from_ymd_opt(1980, 1, 1);

/// A certificate to put on file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQualification {
    /// Code of a kind of qualification.
    pub kind: String,
    /// 1 = 甲 (best), 2 = 乙, 3 = 丙, 4 = 丁; left out where the kind has no grades.
    #[serde(default)]
    pub grade: Option<i16>,
    /// At most 100 characters.
    pub certificate_no: String,
    /// At most 100 characters.
    pub issuer: String,
    pub valid_from: NaiveDate,
    /// Last day; left out without end.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// A file uploaded by the agency.
    #[serde(default)]
    pub file_id: Option<Uuid>,
}

/// Puts a certificate on file.
///
/// # Errors
/// 401, 403, 404, 422.
pub async fn add(work: &mut Work, id: Uuid, command: NewQualification) -> Result<Agency, Problem> {
    lock_own(work, id).await?;
    let at = work.now().await?;
    let mut fields = Fields::default();
    let certificate_no = fields.name("/certificate_no", &text::line(&command.certificate_no), 1, 100);
    let issuer = fields.name("/issuer", &command.issuer, 1, 100);
    let kind = text::line(&command.kind);
    if command.grade.is_some_and(|grade| !(1..=4).contains(&grade)) {
        let text = say!("等级应为 1（甲）到 4（丁）", "a grade is 1 (甲, best) to 4 (丁)");
        fields.refuse("/grade", "range", text);
    }
    check_dates(&mut fields, &command, at);
    check_rows(work, &mut fields, id, &kind, &certificate_no, command.file_id).await?;
    fields.finish()?;
    let row = QualificationRow {
        id: work.id(at),
        kind: &kind,
        grade: command.grade,
        certificate_no: &certificate_no,
        issuer: &issuer,
        valid_from: command.valid_from,
        valid_to: command.valid_to,
        file_id: command.file_id,
    };
    store::insert_qualification(work.db(), id, &row).await?;
    let public = json!({
        "qualification_id": row.id,
        "kind": kind,
        "grade": command.grade,
        "certificate_no": certificate_no,
        "valid_from": command.valid_from,
        "valid_to": command.valid_to,
    });
    record_own(work, at, "agency.qualification_added", id, public).await?;
    changed(work, id).await
}

/// Sane dates: of today's world, the end after the beginning, not over already.
fn check_dates(fields: &mut Fields, command: &NewQualification, at: DateTime<Utc>) {
    let today = at.with_timezone(&cst()).date_naive();
    let latest = today + TimeDelta::days(366);
    if OLDEST.is_some_and(|oldest| command.valid_from < oldest) || command.valid_from > latest {
        fields.refuse(
            "/valid_from",
            "range",
            say!("起始日期应在 1980-01-01 到 {latest} 之间", "the first day is between 1980-01-01 and {latest}"),
        );
    }
    let Some(last) = command.valid_to else { return };
    if last < command.valid_from {
        let text = say!("有效期止不能早于有效期起", "the last day comes before the first");
        fields.refuse("/valid_to", "before_valid_from", text);
    } else if last < today {
        let text =
            say!("该证书已于 {last} 过期，请上传有效证书", "it expired on {last}; add the one that is valid now");
        fields.refuse("/valid_to", "expired", text);
    } else if last > today + TimeDelta::days(36_600) {
        let text = say!("有效期止太远；长期有效请留空", "too far away; leave it out for a certificate without end");
        fields.refuse("/valid_to", "range", text);
    }
}

async fn check_rows(
    work: &mut Work,
    fields: &mut Fields,
    id: Uuid,
    kind: &str,
    certificate_no: &str,
    file_id: Option<Uuid>,
) -> Result<(), Problem> {
    let known = sqlx::query_scalar!(r#"SELECT true AS "known!" FROM qualification_kind WHERE code = $1"#, kind)
        .fetch_optional(work.db())
        .await?;
    if known.is_none() {
        let text =
            say!("没有这种资质，请从列表中选择", "there is no such kind of qualification; choose one of the list");
        fields.refuse("/kind", "unknown", text);
    }
    let on_file = store::qualifications(work.db(), id).await?;
    if on_file.iter().any(|it| it.kind == kind && it.certificate_no == certificate_no) {
        let text = say!(
            "该证书已登记；如已换证，请先删除旧证",
            "already on file; if it was renewed, remove the old one first"
        );
        fields.refuse("/certificate_no", "duplicate", text);
    }
    if on_file.len() >= MOST {
        fields.refuse("/kind", "too_many", say!("最多登记 {MOST} 份证书", "at most {MOST} certificates"));
    }
    if let Some(file_id) = file_id
        && let Err(problem) = files::claim_one(work, file_id, id, "/file_id").await
    {
        fields.absorb(problem)?;
    }
    Ok(())
}

/// Takes a certificate off the file. Its history stays.
///
/// # Errors
/// 401, 403, 404.
pub async fn remove(work: &mut Work, id: Uuid, qualification_id: Uuid) -> Result<Agency, Problem> {
    lock_own(work, id).await?;
    let at = work.now().await?;
    let removed = sqlx::query!(
        "UPDATE agency_qualification
        SET removed_at = $3
        WHERE id = $1 AND agency_id = $2 AND removed_at IS NULL
        RETURNING kind, certificate_no",
        qualification_id,
        id,
        at,
    )
    .fetch_optional(work.db())
    .await?;
    let removed = removed.ok_or_else(|| {
        Problem::not_found(say!("没有这份证书，可能已删除", "there is no such certificate; it may be removed already"))
    })?;
    let public = json!({
        "qualification_id": qualification_id,
        "kind": removed.kind,
        "certificate_no": removed.certificate_no,
    });
    record_own(work, at, "agency.qualification_removed", id, public).await?;
    changed(work, id).await
}

/// Puts a certificate on file.
#[utoipa::path(post, path = "/api/v1/agencies/{id}/qualifications", tag = "registry",
    operation_id = "add_agency_qualification", params(("id" = Uuid, Path, description = "The agency")),
    request_body = NewQualification, responses((status = 201, body = Agency), Problem))]
pub async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<NewQualification>,
) -> Result<Created<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let agency = add(&mut work, id, command).await?;
    once.commit(work, Created(agency)).await
}

/// Takes a certificate off the file.
#[utoipa::path(delete, path = "/api/v1/agencies/{id}/qualifications/{qualification_id}", tag = "registry",
    operation_id = "remove_agency_qualification",
    params(("id" = Uuid, Path, description = "The agency"), ("qualification_id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, body = Agency), Problem))]
pub async fn delete(
    State(app): State<App>,
    Signed(actor): Signed,
    Path((id, qualification_id)): Path<(Uuid, Uuid)>,
) -> Result<Json<Agency>, Problem> {
    let mut work = app.begin(actor).await?;
    let agency = remove(&mut work, id, qualification_id).await?;
    work.commit().await?;
    Ok(Json(agency))
}
