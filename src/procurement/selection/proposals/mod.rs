//! Proposal merit (domain.md §7.7): at the selection time the pool of assessors is frozen and put into an order by lot; the first ones serve.
//! Each declares that it has no interest in anybody who takes part, or stands down and the next one serves; so it is with who is silent until the
//! end of its time. They read the proposals by number and score them alone. The last sheet that comes in ends the selection in the same
//! transaction: until then nobody reads a score (`panel_seat.scores` is sealed by the vault), nor whose proposal has which number (that follows
//! from the round's secret and is stored nowhere).

mod declare;
mod file;
mod files;
mod hand_in;
mod overdue;
mod scoring;
mod store;

pub use declare::{Declaration, declare};
pub use hand_in::{Sheets, hand_in};
pub use overdue::score_due;
pub use scoring::{Scoring, scoring};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::conclude::{Hindered, conclude, fail, terms};
use super::sealed;
use crate::core::calendar::CLOSING;
use crate::core::evidence::{self, NotMade, ProposalMeritOwn, SealedInput, Selected};
use crate::core::method::Method;
use crate::core::selection::proposal_merit::{self, Input, Panel, Sheet};
use crate::core::selection::{Line, Need, NoOutcome};
use crate::platform::web::{Instant, Problem};
use crate::platform::{Actor, App, Work, calendar};
use crate::procurement::rounds::{Round, note};

/// By how much more than its days an assessor has where the calendar of a year is missing: nothing may wait for it for ever.
const WITHOUT_CALENDAR: TimeDelta = TimeDelta::days(7);

/// Routes of assessors, and of the files that they read.
pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(scoring::get, hand_in::post))
        .routes(routes!(declare::post))
        .routes(routes!(file::get))
        .routes(routes!(files::get))
}

/// The outcome once every assessor has scored. The first time, the panel is drawn.
pub(super) async fn found(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<Selected, Hindered> {
    let input = sealed::input(work, round).await?;
    if !store::is_drawn(work.db(), round.id).await? {
        draw(work, round, &input).await?;
    }
    // Whom the operator has suspended since does not score.
    store::stand_down_suspended(work.db(), round.id, at).await?;
    let own = own(work, round).await?;
    Ok(evidence::sealed(input, own)?)
}

/// Freezes the pool, in the order of its lots. One that is too small is not kept: the round fails.
async fn draw(work: &mut Work, round: &Round, input: &SealedInput) -> Result<(), Hindered> {
    let pool = store::approved(work.db()).await?;
    let own = ProposalMeritOwn { pool, ..own(work, round).await? };
    let drawn = panel(input, &own).map_err(Hindered::from)?;
    let order = drawn.working.iter().find_map(|line| match line {
        Line::Assessors { order, .. } => Some(order),
        _ => None,
    });
    let order = order.ok_or_else(|| Problem::internal(&"a panel without its order"))?;
    let ids = order.iter().map(|id| id.parse()).collect::<Result<Vec<Uuid>, _>>();
    store::freeze(work.db(), round.id, &ids.map_err(|error| Problem::internal(&error))?).await?;
    Ok(())
}

fn sheet(round: &Round) -> Result<Sheet, Problem> {
    round.sheet.as_ref().map(|it| it.0.clone()).ok_or_else(|| Problem::internal(&"a round without its sheet"))
}

/// All that the method depends on beside the opened roster.
async fn own(work: &mut Work, round: &Round) -> Result<ProposalMeritOwn, Problem> {
    let (terms, sheet) = (terms(round)?, sheet(round)?);
    let seats = store::seats(work.db(), round.id).await?;
    let mut own = ProposalMeritOwn { terms, sheet, pool: vec![], stood_down: vec![], scores: vec![] };
    for seat in seats {
        own.stood_down.extend(seat.stood_down());
        own.scores.extend(seat.scores(work.vault())?);
        own.pool.push(seat.assessor());
    }
    Ok(own)
}

/// Who serves, and who is which number.
fn panel(input: &SealedInput, own: &ProposalMeritOwn) -> Result<Panel, NotMade> {
    let facts = input.facts(Method::ProposalMerit)?;
    let ProposalMeritOwn { terms, sheet, pool, stood_down, scores } = own;
    Ok(proposal_merit::panel(&Input { ground: &facts.ground, terms, sheet, pool, stood_down, scores })?)
}

/// Who is which number: the sign-ups in the order of their labels. Worked out from the round's secret whenever it is asked for.
async fn labels(work: &mut Work, round: &Round) -> Result<Vec<Uuid>, Problem> {
    let input = sealed::input(work, round).await?;
    let own = own(work, round).await?;
    let panel = match panel(&input, &own) {
        Ok(panel) => panel,
        // Where the round has failed for it.
        Err(NotMade::NoOutcome(_)) => return Ok(Vec::new()),
        Err(error) => return Err(Problem::internal(&error)),
    };
    let roster = super::facts::roster(round);
    let sign_up = |uscc: &crate::core::uscc::Uscc| roster.iter().find(|it| it.uscc == uscc.as_str());
    Ok(panel.labels.iter().filter_map(sign_up).map(|it| it.sign_up_id).collect())
}

/// What follows from an assessor's step. The entries about that do not say whose step it was.
async fn go_on(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    let actor = work.actor().clone();
    work.act_as(Actor::System("panel"));
    let done = conclude(work, round, at).await;
    work.act_as(actor);
    done
}

/// Too few assessors are left: by the rules the round fails.
pub(super) async fn ask_assessors(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    have: u32,
    needed: u32,
) -> Result<(), Problem> {
    let why = NoOutcome::Needs(Need::Assessors { have, needed }).text();
    fail(work, round, at, &why).await
}

/// Asks those who serve and were not asked yet, in as many working days as a winner has to confirm, counted from when they can know.
pub(super) async fn ask_scores(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    missing: &[String],
) -> Result<(), Problem> {
    let ids = missing.iter().map(|id| id.parse()).collect::<Result<Vec<Uuid>, _>>();
    let ids = ids.map_err(|error| Problem::internal(&error))?;
    let known = work.now().await?.max(at);
    let days = round.rules().confirm_award_days;
    let counted = calendar::load(work.db()).await?.count(known, days, CLOSING).at;
    let by = counted.unwrap_or_else(|| known + WITHOUT_CALENDAR + TimeDelta::days(i64::from(days.0)));
    let asked = store::ask(work.db(), round.id, &ids, at, by).await?;
    round.score_by = store::score_by(work.db(), round.id).await?;
    if asked == 0 {
        return Ok(());
    }
    let public = json!({ "asked": asked, "seats": sheet(round)?.seats, "score_by": Instant(by) });
    note(work, round, at, "panel.asked", [], public).await?;
    Ok(())
}
