//! The award letter (中选通知书): issued when the award takes effect, and the same from then on. What becomes of the award afterwards is said
//! beside it.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::effect::no_award;
use super::store::{self, Line};
use crate::core::calendar::cst;
use crate::core::money::Fen;
use crate::core::text::Text;
use crate::platform::App;
use crate::platform::web::{Instant, Path, Problem, language};
use crate::procurement::notices::OrganisationRef;
use crate::procurement::refs::NameRef;
use crate::procurement::signups::NoticeRef;
use crate::say;

/// The letter as pages and documents set it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AwardLetter {
    /// Code of the award.
    pub code: String,
    /// What was procured.
    pub notice: NoticeRef,
    /// Who bought, by its name at the issue.
    pub client: NameRef,
    /// Who won, by its name at the issue.
    pub agency: OrganisationRef,
    /// The price.
    pub amount_fen: Fen,
    /// The price in RMB capitals.
    pub amount_capitals: String,
    /// The paragraphs, in the request's language: the same since the issue.
    pub paragraphs: Vec<String>,
    /// When the award took effect.
    pub awarded_at: Instant,
    /// Until when the winner confirms.
    pub confirm_by: Option<Instant>,
    /// What has become of the award since; no part of the letter.
    pub status: String,
    /// The winner is out, so that the letter no longer holds.
    pub void: bool,
    /// Address of the page that proves the letter, from the root of the site.
    pub verify_url: String,
}

/// What is kept of a letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Issued {
    client_name: String,
    agency_name: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Paragraph {
    zh: String,
    en: String,
}

/// Issues the letter of an award that takes effect at the instant `awarded_at`; its row is written already.
///
/// # Errors
/// When the database cannot be reached.
pub(super) async fn issue(conn: &mut PgConnection, award_id: Uuid, awarded_at: DateTime<Utc>) -> Result<(), Problem> {
    let line = store::line(conn, award_id).await?.ok_or_else(no_award)?;
    Ok(store::write_letter(conn, award_id, &issued(&line, awarded_at)).await?)
}

/// The letter of an award, from its effect on.
///
/// # Errors
/// 404 where there is no such award, and while its publicity lasts.
pub async fn letter(conn: &mut PgConnection, award_id: Uuid) -> Result<AwardLetter, Problem> {
    let line = store::line(conn, award_id).await?.ok_or_else(no_award)?;
    let Some(awarded_at) = line.awarded_at else { return Err(not_yet(&line)) };
    // Awards of before letters were kept have none; theirs is written as it would have been.
    let issued = store::letter(conn, award_id).await?.unwrap_or_else(|| issued(&line, awarded_at));
    let row = line.row();
    let chosen = |it: Paragraph| Text { zh: it.zh, en: it.en }.pick(language()).to_owned();
    Ok(AwardLetter {
        code: row.code,
        notice: row.notice,
        client: NameRef { name: issued.client_name, ..row.client },
        agency: OrganisationRef { name: issued.agency_name, ..row.agency },
        amount_fen: row.amount_fen,
        amount_capitals: row.amount_fen.capitals(),
        paragraphs: issued.paragraphs.into_iter().map(chosen).collect(),
        awarded_at: awarded_at.into(),
        confirm_by: line.confirm_by.map(Instant),
        status: status(&line).pick(language()).to_owned(),
        void: line.declined_at.is_some(),
        verify_url: format!("/awards/{award_id}"),
    })
}

fn not_yet(line: &Line) -> Problem {
    Problem::not_found(match line.publicity_until.map(minute) {
        Some(until) => say!(
            "公示期至 {until}，期满后才有中选通知书",
            "the letter is issued after the publicity, which ends at {until}"
        ),
        None => say!(
            "公示期满后才有中选通知书；截止时间待工作日历载入后确定",
            "the letter is issued after the publicity, whose end waits for the working-day calendar"
        ),
    })
}

/// What has become of the award.
fn status(line: &Line) -> Text {
    match (line.declined_at.map(minute), line.confirmed_at.map(minute), line.confirm_by.map(minute)) {
        (Some(at), ..) if line.decline_reason.is_some() => {
            say!(
                "中选机构已于 {at} 放弃中选，本通知书失效。",
                "The winner declined at {at}; this letter no longer holds."
            )
        }
        (Some(at), ..) => say!(
            "中选机构逾期未确认，{at} 起视为放弃，本通知书失效。",
            "The winner did not answer by {at}, which counts as declining; this letter no longer holds."
        ),
        (None, Some(at), _) => {
            say!("中选机构已于 {at} 确认中选。", "The winner confirmed the award at {at}.")
        }
        (None, None, Some(by)) => {
            say!("待中选机构于 {by} 之前确认。", "The winner's confirmation is awaited, before {by}.")
        }
        (None, None, None) => say!(
            "待中选机构确认；期限待工作日历载入后确定。",
            "The winner's confirmation is awaited; its date waits for the working-day calendar."
        ),
    }
}

fn issued(line: &Line, awarded_at: DateTime<Utc>) -> Issued {
    let row = line.row();
    let (agency, uscc, client, project) = (&row.agency.name, &row.agency.uscc, &row.client.name, &row.project_name);
    let (code, entrants, eligible) = (&row.notice.code, row.entrants, row.eligible);
    let (method_zh, method_en) = (row.method.zh(), row.method.en());
    let (amount, capitals) = (row.amount_fen, row.amount_fen.capitals());
    let (selected, awarded) = (minute(row.selected_at.0), minute(awarded_at));
    let paragraphs = [
        say!("{agency}（统一社会信用代码 {uscc}）：", "To {agency} (unified social credit code {uscc}):"),
        say!(
            "{client}就「{project}」（采购项目编码 {code}）公开选取中介机构。本次共 {entrants} 家报名，{eligible} 家符合条件，于 {selected} 以{method_zh}方式确定贵单位中选，公示期满无变更，自 {awarded} 起生效。",
            "{client} publicly selected an agency for “{project}” (purchase code {code}). {entrants} signed up, {eligible} of them eligible; at {selected} you were selected by {method_en}. The publicity period is over and the award is in effect since {awarded}."
        ),
        say!("中选金额：{amount}（{capitals}）。", "Amount of the award: {amount} ({capitals})."),
        match line.confirm_by.map(minute) {
            Some(confirm_by) => say!(
                "请于 {confirm_by} 之前在集市确认中选；逾期未确认视为放弃。",
                "Please confirm the award here before {confirm_by}; otherwise it counts as declined."
            ),
            None => say!(
                "请在集市确认中选；确认期限待工作日历载入后另行通知，逾期未确认视为放弃。",
                "Please confirm the award here; you will be told until when once the working-day calendar is loaded. After that it counts as declined."
            ),
        },
        say!(
            "任何人都可以用选取证据文件自行验证本次结果。",
            "Anybody can recompute this result from the evidence file."
        ),
    ];
    Issued {
        client_name: row.client.name.clone(),
        agency_name: row.agency.name.clone(),
        paragraphs: paragraphs.map(|Text { zh, en }| Paragraph { zh, en }).into(),
    }
}

/// `2026-11-30 09:30`, as people in China read it.
fn minute(at: DateTime<Utc>) -> String {
    at.with_timezone(&cst()).format("%Y-%m-%d %H:%M").to_string()
}

/// The award letter.
#[utoipa::path(
    get, path = "/api/v1/awards/{id}/letter", tag = "awards", operation_id = "award_letter", params(("id" = Uuid, Path)),
    responses((status = 200, body = AwardLetter), Problem)
)]
pub(super) async fn get(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Json<AwardLetter>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(letter(&mut conn, id).await?))
}
