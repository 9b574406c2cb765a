//! GET /api/v1/notices/{id}: a notice as its page shows it.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::view::{MySignUp, Notice, NoticeFacts, title};
use super::{actions, page_store, road};
use crate::core::role::Role;
use crate::core::rules::Rules;
use crate::platform::web::{Caller, Path, Problem};
use crate::platform::{Actor, App, Work, settings};
use crate::say;

/// A notice as `viewer` may see it at the instant `at`. Unpublished rounds are seen by their client, operator and supervisor only;
/// others see the newest published round.
///
/// # Errors
/// 404 where there is nothing to see.
pub async fn read(conn: &mut PgConnection, id: Uuid, viewer: &Actor, at: DateTime<Utc>) -> Result<Notice, Problem> {
    let staff = viewer.is_system() || matches!(viewer.role(), Some(Role::Operator | Role::Supervisor));
    let client = viewer.organisation(Role::Client).ok();
    let found = page_store::facts(conn, id, staff, client, viewer.organisation_id()).await?;
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
    Ok(assemble(facts, &rules, viewer, my_sign_up, inside, at))
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
    let failures = u32::try_from(facts.too_few).unwrap_or(0);
    Notice {
        title: title(&facts.project_name, facts.items.iter().map(|item| item.group_name.as_str())),
        min_entrants: rules.min_entrants(facts.method, fiscal, failures),
        road: road::road(&facts, inside),
        actions: actions::actions(&facts, viewer, my_sign_up.is_some(), at),
        my_sign_up,
        facts,
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
    get, path = "/api/v1/notices/{id}", tag = "notices", params(("id" = Uuid, Path)),
    responses((status = 200, body = Notice), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<Notice>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let at = app.clock().now(&mut conn).await?;
    Ok(Json(read(&mut conn, id, &actor, at).await?))
}
