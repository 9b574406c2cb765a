//! Credit merit (domain.md §7.6): the two lists are drawn at the selection time, the client picks one of the short list and says why.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::conclude::{Hindered, conclude, tell_entrants};
use super::facts::{code, roster};
use super::sealed;
use crate::core::evidence::{self, CreditMeritOwn, Selected};
use crate::core::method::Method;
use crate::core::selection::credit_merit::{self, Credit, Pick};
use crate::core::uscc::Uscc;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::awards;
use crate::procurement::notices::CreditLists;
use crate::procurement::rounds::{RosterEntry, Round, facts};

/// The outcome where the client's pick of those still left is there.
pub(super) async fn found(work: &mut Work, round: &mut Round) -> Result<Selected, Hindered> {
    let input = sealed::input(work, round).await?;
    let pick = newest(work.db(), round.id).await?;
    // A pick that is out was a pick all the same: another one is asked for.
    let pick = pick.filter(|pick| input.passed_over.iter().all(|it| it.uscc != pick.uscc));
    Ok(evidence::sealed(input, CreditMeritOwn { credits: credits(round)?, pick })?)
}

fn credits(round: &Round) -> Result<Vec<Credit>, Problem> {
    let credit = |entry: &RosterEntry| {
        let tenths = entry.credit.ok_or_else(|| Problem::internal(&"a roster without credits"))?;
        Ok(Credit { uscc: code(entry)?, tenths })
    };
    roster(round).iter().map(credit).collect()
}

async fn newest(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<Pick>, Problem> {
    let row = sqlx::query!(
        r#"SELECT o.uscc AS "uscc!", p.reason, p.picked_by, p.picked_at
        FROM pick p
        JOIN organisation o ON o.id = p.agency_id
        WHERE p.round_id = $1
        ORDER BY p.picked_at DESC
        LIMIT 1"#,
        round_id,
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let uscc = Uscc::parse(&row.uscc).map_err(|error| Problem::internal(&error))?;
    Ok(Some(Pick { uscc, reason: row.reason, by: row.picked_by, at: row.picked_at }))
}

/// Publishes the lists at the selection time, and asks the client for its pick; again where the picked one is out.
pub(super) async fn ask(work: &mut Work, round: &mut Round, at: DateTime<Utc>, left: &[Uscc]) -> Result<(), Problem> {
    let input = sealed::input(work, round).await?;
    let facts = input.facts(Method::CreditMerit).map_err(|error| Problem::internal(&error))?;
    let lists = credit_merit::lists(&credit_merit::Input {
        ground: &facts.ground,
        credits: &credits(round)?,
        long: facts.rules.long_list,
        short: facts.rules.short_list,
        price: facts.fixed_price,
        pick: None,
    })
    .map_err(|error| Problem::internal(&error))?;
    let codes = |list: &[Uscc]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let lists = CreditLists { long: codes(&lists.long), short: codes(&lists.short) };
    sqlx::query!("UPDATE round SET credit_lists = $2 WHERE id = $1", round.id, Json(&lists) as _)
        .execute(work.db())
        .await?;
    let public = json!({ "long_list": lists.long, "short_list": lists.short, "left": codes(left) });
    tell_entrants(work, round, at, "round.short_list", public).await
}

/// Codes of those that the client may pick: of the short list, and not out.
pub(super) async fn pickable(work: &mut Work, round: &Round) -> Result<Vec<String>, Problem> {
    let lists =
        sqlx::query_scalar!(r#"SELECT credit_lists AS "lists: Json<CreditLists>" FROM round WHERE id = $1"#, round.id,)
            .fetch_one(work.db())
            .await?;
    let passed = awards::passed_over(work.db(), round.id).await?;
    let short = lists.map(|lists| lists.0.short).unwrap_or_default();
    Ok(short.into_iter().filter(|it| passed.iter().all(|out| out.uscc.as_str() != it)).collect())
}

/// The client's pick is kept, and the selection ends with it.
pub(super) async fn decide(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    agency_id: Uuid,
    reason: &str,
) -> Result<(), Problem> {
    let by = facts(work.db(), round.id, round.client_id).await?.client_name;
    sqlx::query!(
        "INSERT INTO pick (round_id, agency_id, reason, picked_by, picked_at)
        VALUES ($1, $2, $3, $4, $5)",
        round.id,
        agency_id,
        reason,
        by,
        at,
    )
    .execute(work.db())
    .await?;
    conclude(work, round, at).await
}
