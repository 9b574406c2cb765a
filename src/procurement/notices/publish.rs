//! POST /api/v1/notices/{id}/publish: the operator publishes; deadlines are computed, rules frozen, the draw's secret committed.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use rand::Rng;
use serde_json::json;
use sqlx::types::Json as Column;
use uuid::Uuid;

use super::check::{self, Context};
use super::dates::{self, Dates};
use super::seal_key::give_key;
use super::view::Notice;
use super::{read, store};
use crate::core::calendar::cst;
use crate::core::draw;
use crate::core::project_code::PurchaseCode;
use crate::core::role::Role;
use crate::core::rules::Rules;
use crate::core::state::RoundEvent;
use crate::platform::web::{Instant, Path, Problem, Signed};
use crate::platform::{App, Work, calendar, settings};
use crate::procurement::rounds::{self, Move, Round};
use crate::procurement::witnesses;

/// Publishes a reviewed notice.
///
/// # Errors
/// 403 for others than the operator, 404; 409 in another state; 422 where time has made it unfit, so that it should go back.
pub async fn publish(work: &mut Work, id: Uuid) -> Result<Notice, Problem> {
    work.actor().require(&[Role::Operator])?;
    let mut round = rounds::lock_current(work, id).await?;
    make_public(work, &mut round).await?;
    let at = work.now().await?;
    read::seen(work, id, at).await
}

/// Publishes a locked round at this instant.
pub(super) async fn make_public(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    round.state.apply(RoundEvent::Publish)?;
    let at = work.now().await?;
    let content = store::read_content(work.db(), round.id).await?;
    let rules = settings::rules_in_force(work.db(), &round.division_code).await?;
    let calendar = calendar::load(work.db()).await?;
    let context = Context {
        at,
        calendar: &calendar,
        rules: &rules,
        round_number: round.round_number(),
        failures: round.failures(),
    };
    let mut problems = check::problems(&content, &context);
    problems.extend(witnesses::missing_keys(work.db(), round.id).await?);
    if !problems.is_empty() {
        return Err(Problem::invalid(problems));
    }
    let dates = dates::dates(&content, &context).map_err(Problem::invalid)?;
    give_code(work, round, at).await?;
    let provisional = dates.provisional();
    freeze(round, rules, dates, at)?;
    if round.method.seals() {
        commit_draw(work, round);
    }
    give_key(work, round).await?;
    let public = json!({
        "signup_deadline": round.signup_deadline.map(Instant),
        "select_time": round.select_time.map(Instant),
        "deadline_provisional": provisional,
        "calendar_missing": round.missing_year,
        "terms": round.terms(),
        "sheet": round.sheet,
        "beacon_source": round.beacon,
        "min_entrants": round.min_entrants(),
        "rules_hash": round.rules_hash.as_deref().map(hex::encode),
        "draw_commit": round.draw_commit.as_deref().map(hex::encode),
        "seal_key": round.seal_key.as_deref().map(hex::encode),
        "split": witnesses::promised(work.db(), round).await?,
    });
    rounds::advance(work, round, at, Move::public(RoundEvent::Publish, "notice.published", public)).await?;
    Ok(())
}

/// A purchase code at the first publication; further rounds keep it and add `-Rn`.
async fn give_code(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    if round.notice_code.is_some() {
        return Ok(());
    }
    let date = at.with_timezone(&cst()).date_naive();
    let division = round.division_code.clone();
    let sequence = store::next_number(work.db(), &PurchaseCode::day_prefix(&division, date)).await?;
    let code = PurchaseCode { division, date, sequence, round: 1 }.to_string();
    store::set_code(work.db(), round.notice_id, &code).await?;
    round.notice_code = Some(code);
    Ok(())
}

fn freeze(round: &mut Round, rules: Rules, dates: Dates, at: DateTime<Utc>) -> Result<(), Problem> {
    round.rules_hash = Some(rules.hash().map_err(|error| Problem::internal(&error))?.to_vec());
    round.rules = Some(Column(rules));
    // What stands there before the publication was chosen by a person.
    round.signup_deadline_chosen = round.signup_deadline.is_some();
    round.select_time_chosen = round.select_time.is_some();
    round.signup_deadline = dates.signup_deadline;
    round.select_time = dates.select_time;
    round.hold(dates.unsettled);
    round.published_at = Some(at);
    round.return_reason = None;
    Ok(())
}

/// The secret of all chance in the round is made now, sealed, and only its hash is shown until the evidence (domain.md §7.12).
fn commit_draw(work: &mut Work, round: &mut Round) {
    let mut secret = [0; 32];
    work.rng().fill_bytes(&mut secret);
    round.draw_commit = Some(draw::commit(&secret).to_vec());
    round.draw_secret = Some(work.seal(&secret));
}

/// The operator publishes a reviewed notice.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/publish", tag = "notices", params(("id" = Uuid, Path)),
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    let notice = publish(&mut work, id).await?;
    work.commit().await?;
    Ok(Json(notice))
}
