//! GET /api/v1/notices/{id}: a notice as its page shows it, by one of its rounds.

use axum::extract::State;
use axum::{Extension, Json};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::check::Context;
use super::view::{Expected, MySignUp, Notice, NoticeFacts, title};
use super::{actions, dates, page_store, road, store};
use crate::core::beacon::{BeaconSource, drand_round};
use crate::core::role::Role;
use crate::core::rules::Rules;
use crate::core::state::RoundState;
use crate::platform::journal::{Memo, Recall};
use crate::platform::web::{Caller, Instant, Path, Problem, Query};
use crate::platform::{Actor, App, Work, calendar, settings};
use crate::say;

/// Which of its rounds.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// Number of a round, from 1; the newest that may be seen unless said.
    pub round: Option<i32>,
}

/// A notice as `viewer` may see it at the instant `at`, by its newest round. Unpublished rounds are seen by their client, operator and supervisor only;
/// others see the newest published round.
///
/// # Errors
/// 404 where there is nothing to see.
pub async fn read(conn: &mut PgConnection, id: Uuid, viewer: &Actor, at: DateTime<Utc>) -> Result<Notice, Problem> {
    read_round(conn, id, NoticeQuery::default(), viewer, at).await
}

/// The same by a round of it.
///
/// # Errors
/// 404 where there is nothing to see.
pub async fn read_round(
    conn: &mut PgConnection,
    id: Uuid,
    query: NoticeQuery,
    viewer: &Actor,
    at: DateTime<Utc>,
) -> Result<Notice, Problem> {
    read_with(conn, id, query, viewer, at, None).await
}

/// What everybody sees of a notice, by its id and the round asked for, until something more has happened.
pub type Remembered = Memo<(Uuid, Option<i32>), NoticeFacts>;

async fn read_with(
    conn: &mut PgConnection,
    id: Uuid,
    query: NoticeQuery,
    viewer: &Actor,
    at: DateTime<Utc>,
    remembered: Option<&Remembered>,
) -> Result<Notice, Problem> {
    let staff = viewer.is_system() || matches!(viewer.role(), Some(Role::Operator | Role::Supervisor));
    let client = viewer.organisation(Role::Client).ok();
    let found = match remembered.filter(|_| matches!(viewer, Actor::Anonymous)) {
        Some(remembered) => public_facts(conn, id, query.round, remembered).await?,
        None => page_store::facts(conn, id, staff, client, viewer.organisation_id(), query.round).await?,
    };
    let mut facts = found.ok_or_else(|| Problem::not_found(say!("没有这份采购公告", "there is no such notice")))?;
    let inside = staff || client == Some(facts.client.id);
    if !inside {
        conceal(&mut facts);
    }
    let my_sign_up = match viewer.organisation(Role::Agency) {
        Ok(agency) => page_store::my_sign_up(conn, facts.round_id, agency).await?,
        Err(_) => None,
    };
    let rules = match &facts.rules {
        Some(frozen) => frozen.0.clone(),
        // Before publication: what it would freeze were it published now.
        None => settings::rules_in_force(conn, &facts.division_code).await?,
    };
    let unpublished = matches!(facts.state, RoundState::Draft | RoundState::InReview | RoundState::Returned);
    let expected = if inside && unpublished { expected(conn, &facts, &rules, at).await? } else { None };
    Ok(Notice { expected, ..assemble(facts, &rules, viewer, my_sign_up, inside, at) })
}

async fn public_facts(
    conn: &mut PgConnection,
    id: Uuid,
    round: Option<i32>,
    remembered: &Remembered,
) -> Result<Option<NoticeFacts>, sqlx::Error> {
    let entries = match remembered.recall(conn, &(id, round)).await? {
        Recall::Known(facts) => return Ok(Some(facts.as_ref().clone())),
        Recall::Unknown { entries } => entries,
    };
    let facts = page_store::facts(conn, id, false, None, None, round).await?;
    // What does not exist is not remembered: there is no end of it.
    if let Some(facts) = &facts {
        remembered.remember((id, round), entries, facts.clone());
    }
    Ok(facts)
}

/// The dates that a publication at the instant `at` would give; `None` where the content does not allow any.
async fn expected(
    conn: &mut PgConnection,
    facts: &NoticeFacts,
    rules: &Rules,
    at: DateTime<Utc>,
) -> Result<Option<Expected>, Problem> {
    let content = store::read_content(conn, facts.round_id).await?;
    let calendar = calendar::load(conn).await?;
    let round_number = u32::try_from(facts.round_number).unwrap_or(1);
    let context = Context { at, calendar: &calendar, rules, round_number, failures: failures(facts) };
    let dates = dates::dates(&content, &context);
    Ok(dates.ok().map(|dates| Expected {
        provisional: dates.provisional(),
        signup_deadline: dates.signup_deadline.map(Instant),
        select_time: dates.select_time.map(Instant),
        calendar_missing: dates.unsettled.missing,
    }))
}

/// Earlier rounds that found too few entrants.
fn failures(facts: &NoticeFacts) -> u32 {
    u32::try_from(facts.too_few).unwrap_or(0)
}

fn assemble(
    facts: NoticeFacts,
    rules: &Rules,
    viewer: &Actor,
    my_sign_up: Option<MySignUp>,
    inside: bool,
    at: DateTime<Utc>,
) -> Notice {
    let fiscal = facts.fiscal_percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(100);
    Notice {
        title: title(&facts.project_name, facts.items.iter().map(|item| item.group_name.as_str())),
        min_entrants: rules.min_entrants(facts.method, fiscal, failures(&facts)),
        beacon_round: drand_round_of(&facts),
        beacon_days: rules.confirm_award_days.0,
        road: road::road(&facts, inside),
        actions: actions::actions(&facts, viewer, my_sign_up.is_some(), at),
        expected: None,
        my_sign_up,
        facts,
    }
}

/// Which round of drand a notice waits for: known as soon as its selection time is.
fn drand_round_of(facts: &NoticeFacts) -> Option<u64> {
    match facts.beacon.as_deref() {
        Some(BeaconSource::Drand {}) => facts.select_time.map(|at| drand_round(at.0)),
        _ => None,
    }
}

/// What the public does not need: telephones of witnesses, why a draft came back.
fn conceal(facts: &mut NoticeFacts) {
    for witness in &mut facts.witnesses.0 {
        witness.phone = String::new();
    }
    facts.return_reason = None;
}

/// A notice as the acting one sees it, after its own change.
pub(super) async fn seen(work: &mut Work, id: Uuid, at: DateTime<Utc>) -> Result<Notice, Problem> {
    let viewer = work.actor().clone();
    read(work.db(), id, &viewer, at).await
}

/// A notice.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}", tag = "notices", params(("id" = Uuid, Path), NoticeQuery),
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Extension(remembered): Extension<Remembered>,
    Path(id): Path<Uuid>,
    Query(query): Query<NoticeQuery>,
) -> Result<Json<Notice>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let at = app.clock().now(&mut conn).await?;
    Ok(Json(read_with(&mut conn, id, query, &actor, at, Some(&remembered)).await?))
}
