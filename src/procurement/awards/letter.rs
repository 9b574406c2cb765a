//! The award letter (中选通知书), once the award is in effect.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::effect::no_award;
use super::model::AwardRow;
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
    /// Who bought.
    pub client: NameRef,
    /// Who won.
    pub agency: OrganisationRef,
    /// The price.
    pub amount_fen: Fen,
    /// The price in RMB capitals.
    pub amount_capitals: String,
    /// The paragraphs, in the request's language.
    pub paragraphs: Vec<String>,
    /// When the award took effect.
    pub awarded_at: Instant,
    /// Until when the winner confirms.
    pub confirm_by: Option<Instant>,
    /// Address of the page that proves the letter, from the root of the site.
    pub verify_url: String,
}

/// The letter of an award in effect.
///
/// # Errors
/// 404 where there is no such award, while its publicity lasts, and when the winner is out.
pub async fn letter(conn: &mut PgConnection, award_id: Uuid) -> Result<AwardLetter, Problem> {
    let line = store::line(conn, award_id).await?.ok_or_else(no_award)?;
    if line.declined_at.is_some() {
        return Err(Problem::not_found(say!(
            "中选机构已放弃，中选通知书不再有效",
            "the winner is out, so the letter is no longer valid"
        )));
    }
    let Some(awarded_at) = line.awarded_at else {
        let text = match line.publicity_until.map(minute) {
            Some(until) => say!(
                "公示期至 {until}，期满后才有中选通知书",
                "the letter is issued after the publicity, which ends at {until}"
            ),
            None => say!(
                "公示期满后才有中选通知书；截止时间待工作日历载入后确定",
                "the letter is issued after the publicity, whose end waits for the working-day calendar"
            ),
        };
        return Err(Problem::not_found(text));
    };
    let row = line.row();
    let paragraphs = paragraphs(&line, &row, awarded_at).iter().map(|it| it.pick(language()).to_owned()).collect();
    Ok(AwardLetter {
        code: row.code,
        notice: row.notice,
        client: row.client,
        agency: row.agency,
        amount_fen: row.amount_fen,
        amount_capitals: row.amount_fen.capitals(),
        paragraphs,
        awarded_at: awarded_at.into(),
        confirm_by: line.confirm_by.map(Instant),
        verify_url: format!("/awards/{award_id}"),
    })
}

fn paragraphs(line: &Line, row: &AwardRow, awarded_at: DateTime<Utc>) -> Vec<Text> {
    let (agency, uscc, client, project) = (&row.agency.name, &row.agency.uscc, &row.client.name, &row.project_name);
    let (code, entrants, eligible) = (&row.notice.code, row.entrants, row.eligible);
    let (method_zh, method_en) = (row.method.zh(), row.method.en());
    let (amount, capitals) = (row.amount_fen, row.amount_fen.capitals());
    let (selected, awarded) = (minute(row.selected_at.0), minute(awarded_at));
    let mut paragraphs = vec![
        say!("{agency}（统一社会信用代码 {uscc}）：", "To {agency} (unified social credit code {uscc}):"),
        say!(
            "{client}就「{project}」（采购项目编码 {code}）公开选取中介机构。本次共 {entrants} 家报名，{eligible} 家符合条件，于 {selected} 以{method_zh}方式确定贵单位中选，公示期满无变更，自 {awarded} 起生效。",
            "{client} publicly selected an agency for “{project}” (purchase code {code}). {entrants} signed up, {eligible} of them eligible; at {selected} you were selected by {method_en}. The publicity period is over and the award is in effect since {awarded}."
        ),
        say!("中选金额：{amount}（{capitals}）。", "Amount of the award: {amount} ({capitals})."),
    ];
    if let Some(confirm_by) = line.confirm_by.filter(|_| line.confirmed_at.is_none()).map(minute) {
        paragraphs.push(say!(
            "请于 {confirm_by} 之前在集市确认中选；逾期未确认视为放弃。",
            "Please confirm the award here before {confirm_by}; otherwise it counts as declined."
        ));
    }
    paragraphs.push(say!(
        "任何人都可以用选取证据文件自行验证本次结果。",
        "Anybody can recompute this result from the evidence file."
    ));
    paragraphs
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
