//! POST /api/v1/notices/{id}/beacon: the public number that the notice named is entered, once it exists; and what happens where it is not.
//! Until then the round stays closed; with it, or without it at the end of its time, the selection follows by itself.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::conclude::tell_entrants;
use super::direct::no_notice;
use crate::core::beacon::BeaconSource;
use crate::core::draw::NO_BEACON;
use crate::core::due::Due;
use crate::core::role::Role;
use crate::core::state::RoundState;
use crate::platform::actor::not_yours;
use crate::platform::web::{Body, Instant, Path, Problem, Signed};
use crate::platform::{Actor, App, Work};
use crate::procurement::notices::{self, Notice};
use crate::procurement::rounds::{DueRounds, Round, lock_current};
use crate::procurement::{awards, late};
use crate::say;

/// The public number as somebody read it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterBeacon {
    /// The signature of the drand round, or the numbers of the lottery in any usual spelling.
    pub value: String,
}

/// Records the public number of a closed round. The first one counts.
///
/// # Errors
/// 401, 403 for who may not; 404; 409 `no_beacon`, `too_early`, `beacon_known` with the one there is, `late`; 422 for what is not of the source.
pub async fn enter(work: &mut Work, notice_id: Uuid, command: &EnterBeacon) -> Result<(), Problem> {
    if !work.actor().is_system() {
        work.actor().member()?;
    }
    let mut round = lock_current(work, notice_id).await?;
    if !round.is_public() {
        return Err(no_notice());
    }
    let source = round.beacon.as_ref().map(|it| it.0.clone());
    let source = source.ok_or_else(|| {
        Problem::conflict("no_beacon", say!("公告没有指定公开号码", "the notice names no public number"))
    })?;
    let from = who(work, &round, &source).await?;
    if let (Some(value), Some(at)) = (&round.beacon_value, round.beacon_at) {
        let text = say!("公开号码已有：{value}", "the public number is known: {value}");
        let known = Problem::conflict("beacon_known", text).with("value", json!(value));
        return Err(known.with("at", json!(Instant(at))));
    }
    let at = work.now().await?;
    let select_time = round.select_time.filter(|time| *time <= at && round.state != RoundState::Published);
    let Some(select_time) = select_time else {
        let text = say!(
            "报名截止并到选取时间以后才能录入公开号码",
            "it can be entered once sign-up has closed and the selection time has come"
        );
        return Err(Problem::conflict("too_early", text).with("select_time", json!(round.select_time.map(Instant))));
    };
    if round.state != RoundState::Closed {
        let text = say!("本轮已不再等待公开号码", "this round does not wait for its public number");
        return Err(Problem::conflict("no_beacon", text));
    }
    if let Some(by) = round.beacon_by.filter(|by| at >= *by) {
        return Err(late(at, by));
    }
    let value = source
        .value(select_time, &command.value)
        .map_err(|wrong| Problem::field("/value", "not_of_source", wrong.text()))?;
    round.beacon_value = Some(value.clone());
    round.beacon_at = Some(at);
    round.beacon_from = Some(from.clone());
    let public = json!({ "beacon": value, "beacon_source": source, "entered_by": from });
    tell_entrants(work, &mut round, at, "round.beacon", public).await
}

/// The name of who enters it, who may: where a signature verifies it, anybody; else whoever is concerned, so that nobody can hold it back
/// alone.
async fn who(work: &mut Work, round: &Round, source: &BeaconSource) -> Result<String, Problem> {
    let Actor::Member(member) = work.actor().clone() else { return Ok("系统".to_owned()) };
    let staff = match member.role {
        Role::Operator => Some("运营方"),
        Role::Supervisor => Some("监督方"),
        Role::Desk | Role::Admin => Some("平台工作人员"),
        Role::Assessor => Some("评审专家"),
        Role::Client | Role::Agency => None,
    };
    let signed = *source == BeaconSource::Drand {};
    let concerned = match member.role {
        Role::Operator | Role::Supervisor => true,
        Role::Client => member.organisation_id == Some(round.client_id),
        Role::Agency => match member.organisation_id {
            Some(agency) => awards::entrants(work.db(), round.id).await?.contains(&agency),
            None => false,
        },
        Role::Desk | Role::Admin | Role::Assessor => false,
    };
    if !signed && !concerned {
        return Err(not_yours());
    }
    match (staff, member.organisation_id) {
        (None, Some(id)) => {
            Ok(sqlx::query_scalar!("SELECT name FROM organisation WHERE id = $1", id).fetch_one(work.db()).await?)
        }
        (staff, _) => Ok(staff.unwrap_or("平台工作人员").to_owned()),
    }
}

/// Timer: lets one round be selected without its public number, which was not in by its time.
///
/// # Errors
/// When the database cannot be reached.
pub async fn beacon_due(app: &App) -> Result<bool, Problem> {
    let mut queue = DueRounds::of(app, Due::Beacon, "beacon");
    while let Some((mut work, mut round)) = queue.next().await? {
        let done = without(&mut work, &mut round).await;
        if queue.settle(work, round.id, done).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn without(work: &mut Work, round: &mut Round) -> Result<(), Problem> {
    let at = round.due_instant(work.now().await?);
    round.beacon_value = Some(NO_BEACON.to_owned());
    round.beacon_at = Some(at);
    let public = json!({ "beacon": NO_BEACON, "beacon_source": round.beacon, "beacon_by": Instant(at) });
    tell_entrants(work, round, at, "round.beacon_missing", public).await
}

/// The public number of a notice is entered.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/beacon", tag = "selection", operation_id = "enter_beacon",
    params(("id" = Uuid, Path)), request_body = EnterBeacon, responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<EnterBeacon>,
) -> Result<Json<Notice>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    enter(&mut work, id, &command).await?;
    let at = work.now().await?;
    let notice = notices::read(work.db(), id, &actor, at).await?;
    work.commit().await?;
    Ok(Json(notice))
}
