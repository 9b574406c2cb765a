//! A price that would win and is abnormally low (domain.md §7.10): its entrant is asked to justify it, the client judges what it says, with a
//! reason in public. Whoever is silent until the end of that time is refused by the rule; nobody else's price can be judged.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::conclude::{conclude, tell_entrants};
use super::facts::roster;
use crate::core::calendar::CLOSING;
use crate::core::due::Due;
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::selection::price::Verdict;
use crate::core::text;
use crate::core::uscc::Uscc;
use crate::platform::actor::not_yours;
use crate::platform::web::{Body, Instant, Path, Problem, Signed};
use crate::platform::{App, Work, calendar};
use crate::procurement::late;
use crate::procurement::notices::{self, Notice, public_text};
use crate::procurement::rounds::{DueRounds, Round, facts, lock_current};
use crate::say;

/// Characters of a text that says something.
const SAYS: std::ops::RangeInclusive<usize> = 10..=2000;

/// A price that must be judged.
pub(super) struct Low {
    /// Whose.
    pub uscc: Uscc,
    /// How much.
    pub price: Fen,
    /// By the measure of the ceiling.
    pub under_ceiling: bool,
    /// By the measure of the mean.
    pub under_mean: bool,
}

/// What the entrant says of its low price.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Justification {
    /// Why it can do the work at this price; 10 to 2,000 characters, public.
    pub text: String,
}

/// What the client decides about it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LowPriceVerdict {
    /// Whose price.
    pub agency_id: Uuid,
    /// Whether it may win.
    pub accepted: bool,
    /// Why; 10 to 2,000 characters, public.
    pub reason: String,
}

/// The verdicts there are.
pub(super) async fn verdicts(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Verdict>, Problem> {
    let rows = sqlx::query!(
        r#"SELECT o.uscc AS "uscc!", l.accepted AS "accepted!", l.reason AS "reason!", l.decided_by AS "by!", l.decided_at AS "at!"
        FROM low_price l
        JOIN organisation o ON o.id = l.agency_id
        WHERE l.round_id = $1 AND l.decided_at IS NOT NULL
        ORDER BY o.uscc"#,
        round_id,
    )
    .fetch_all(conn)
    .await?;
    let verdict = |uscc: String, accepted, reason, by, at| {
        let uscc = Uscc::parse(&uscc).map_err(|error| Problem::internal(&error))?;
        Ok(Verdict { uscc, accepted, reason, by, at })
    };
    rows.into_iter().map(|it| verdict(it.uscc, it.accepted, it.reason, it.by, it.at)).collect()
}

/// Asks for a justification, in as many working days as a winner has to confirm, counted from when the entrant can know.
pub(super) async fn ask(work: &mut Work, round: &mut Round, at: DateTime<Utc>, low: Low) -> Result<(), Problem> {
    let entry = roster(round).iter().find(|it| it.uscc == low.uscc.as_str());
    let entry = entry.cloned().ok_or_else(|| Problem::internal(&"a low price of nobody in the roster"))?;
    let known = work.now().await?.max(at);
    let days = round.rules().confirm_award_days;
    let counted = calendar::load(work.db()).await?.count(known, days, CLOSING).at;
    // Without the calendar of a year a few days more, so that nothing waits for it for ever.
    let by = Some(counted.unwrap_or_else(|| known + TimeDelta::days(7 + i64::from(days.0))));
    let asked = sqlx::query!(
        "INSERT INTO low_price (round_id, agency_id, price_fen, under_ceiling, under_mean, asked_at, justify_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (round_id, agency_id) DO NOTHING",
        round.id,
        entry.agency_id,
        low.price.0,
        low.under_ceiling,
        low.under_mean,
        at,
        by,
    )
    .execute(work.db())
    .await?;
    if asked.rows_affected() == 0 {
        // Asked already; the answer is awaited.
        return Ok(());
    }
    round.justify_by = by;
    let public = json!({
        "agency_id": entry.agency_id,
        "agency_name": entry.name,
        "agency_uscc": entry.uscc,
        "price_fen": low.price,
        "under_ceiling": low.under_ceiling,
        "under_mean": low.under_mean,
        "justify_by": by.map(Instant),
    });
    tell_entrants(work, round, at, "low_price.asked", public).await
}

/// The low price that is judged now.
struct Asked {
    agency_id: Uuid,
    justify_by: Option<DateTime<Utc>>,
    justified_at: Option<DateTime<Utc>>,
}

async fn asked(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
    sqlx::query_as!(
        Asked,
        "SELECT agency_id, justify_by, justified_at
        FROM low_price
        WHERE round_id = $1 AND decided_at IS NULL",
        round_id,
    )
    .fetch_optional(conn)
    .await
}

fn not_asked() -> Problem {
    Problem::conflict("not_asked", say!("现在没有待说明的偏低报价", "no low price is to be justified now"))
}

fn says(pointer: &str, said: &str) -> Result<String, Problem> {
    let said = text::prose(said);
    let length = said.chars().count();
    if SAYS.contains(&length) {
        public_text(pointer, &said).map_err(|error| Problem::invalid(vec![error]))?;
        return Ok(said);
    }
    let (least, most) = (SAYS.start(), SAYS.end());
    let text =
        say!("请写 {least} 到 {most} 字，现为 {length} 字", "write {least} to {most} characters; there are {length}");
    Err(Problem::field(pointer, "length", text))
}

/// The acting agency justifies its low price, once and in time.
///
/// # Errors
/// 403 for others, 404; 409 `not_asked`, `already_justified`, `late`; 422 for a thin text.
pub async fn justify(work: &mut Work, notice_id: Uuid, command: &Justification) -> Result<(), Problem> {
    let agency = work.actor().organisation(Role::Agency)?;
    let mut round = lock_current(work, notice_id).await?;
    let asked = asked(work.db(), round.id).await?.ok_or_else(not_asked)?;
    if asked.agency_id != agency {
        return Err(not_yours());
    }
    let at = work.now().await?;
    if asked.justified_at.is_some() {
        let text = say!("已提交说明，等待委托人认定", "it is justified; the client judges it");
        return Err(Problem::conflict("already_justified", text));
    }
    if let Some(deadline) = asked.justify_by.filter(|deadline| at >= *deadline) {
        return Err(late(at, deadline));
    }
    let said = says("/text", &command.text)?;
    sqlx::query!(
        "UPDATE low_price
        SET justification = $3, justified_at = $4
        WHERE round_id = $1 AND agency_id = $2",
        round.id,
        agency,
        said,
        at,
    )
    .execute(work.db())
    .await?;
    round.justify_by = None;
    let public = json!({ "agency_id": agency, "justification": said });
    tell_entrants(work, &mut round, at, "low_price.justified", public).await
}

/// The client judges a low price, and the selection goes on with that.
///
/// # Errors
/// 403 for others than the client of the notice, 404; 409 `not_asked` and `not_justified`; 422 for another agency or a thin reason.
pub async fn judge(work: &mut Work, notice_id: Uuid, command: &LowPriceVerdict) -> Result<(), Problem> {
    let client = work.actor().organisation(Role::Client)?;
    let mut round = lock_current(work, notice_id).await?;
    if round.client_id != client {
        return Err(not_yours());
    }
    let asked = asked(work.db(), round.id).await?.ok_or_else(not_asked)?;
    if asked.agency_id != command.agency_id {
        let text = say!("该机构的报价不在待认定之列", "the price of this agency is not to be judged");
        return Err(Problem::field("/agency_id", "not_asked", text));
    }
    if asked.justified_at.is_none() {
        let text = say!("该机构尚未说明，期满前不能认定", "the agency has not justified it yet; its time runs");
        return Err(Problem::conflict("not_justified", text).with("justify_by", json!(asked.justify_by.map(Instant))));
    }
    let reason = says("/reason", &command.reason)?;
    let at = work.now().await?;
    let by = facts(work.db(), round.id, round.client_id).await?.client_name;
    decide(work, &mut round, at, command.agency_id, command.accepted, reason, by).await
}

async fn decide(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    agency_id: Uuid,
    accepted: bool,
    reason: String,
    by: String,
) -> Result<(), Problem> {
    sqlx::query!(
        "UPDATE low_price
        SET accepted = $3, reason = $4, decided_by = $5, decided_at = $6
        WHERE round_id = $1 AND agency_id = $2 AND decided_at IS NULL",
        round.id,
        agency_id,
        accepted,
        reason,
        by,
        at,
    )
    .execute(work.db())
    .await?;
    round.justify_by = None;
    let public = json!({ "agency_id": agency_id, "accepted": accepted, "reason": reason, "by": by });
    tell_entrants(work, round, at, "low_price.judged", public).await?;
    conclude(work, round, at).await
}

/// Timer: refuses one low price whose entrant was silent until the end of its time.
///
/// # Errors
/// When the database cannot be reached.
pub async fn justify_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Justify, "justify");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = silent(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn silent(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    let asked = asked(work.db(), round.id).await?.ok_or_else(not_asked)?;
    let reason = say!("期满未作说明", "it was not justified in time").zh;
    decide(work, round, at, asked.agency_id, false, reason, "规则".to_owned()).await
}

/// The entrant of a low price justifies it.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/low-price/justification", tag = "selection", operation_id = "justify_low_price",
    params(("id" = Uuid, Path)), request_body = Justification, responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post_justification(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Justification>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    justify(&mut work, id, &command).await?;
    let at = work.now().await?;
    let notice = notices::read(work.db(), id, &actor, at).await?;
    work.commit().await?;
    Ok(Json(notice))
}

/// The client judges a low price.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/low-price/verdict", tag = "selection", operation_id = "judge_low_price",
    params(("id" = Uuid, Path)), request_body = LowPriceVerdict, responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post_verdict(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<LowPriceVerdict>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    judge(&mut work, id, &command).await?;
    let at = work.now().await?;
    let notice = notices::read(work.db(), id, &actor, at).await?;
    work.commit().await?;
    Ok(Json(notice))
}
