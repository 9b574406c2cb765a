//! GET /api/v1/notices/{id}/candidates: the compliant roster of a direct selection, or the short list of credit merit, with what the client should know before it picks.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::direct::{no_notice, pickable, pickable_codes};
use super::facts::{roster, winner};
use super::pair::{Past, SplitWarning};
use crate::core::money::Fen;
use crate::core::pairs::Concentration;
use crate::core::role::Role;
use crate::platform::web::{Instant, Path, Problem, Query, Signed};
use crate::platform::{App, Work};
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::store::read_current;
use crate::procurement::rounds::{RosterEntry, Round};

/// Whom the client may pick.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Candidates {
    /// The cap of direct selection in this round, by the frozen rules.
    pub cap_fen: Fen,
    /// The notice's amount; null where the client names it with the selection.
    pub amount_fen: Option<Fen>,
    /// The compliant roster, in its order.
    pub candidates: Vec<Candidate>,
    /// This purchase looks split.
    pub split_warning: Option<SplitWarning>,
}

/// One eligible entrant.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Candidate {
    /// Who.
    pub agency: OrganisationRef,
    /// Tenths of a point, 0 to 1100.
    pub credit: i32,
    /// When it signed up.
    pub signed_up_at: Instant,
    /// What the client awarded to it in the last twelve months.
    pub concentration: PairShare,
}

/// A pair's part of all awards of the client in the last twelve months.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PairShare {
    /// Awards to this agency.
    pub count: u32,
    /// All awards of the client.
    pub total: u32,
    /// Share by number in whole percent; null without any award.
    pub share_percent: Option<u32>,
    /// Share by amount in whole percent; null without any award.
    pub amount_share_percent: Option<u32>,
    /// Sum of the awards to this agency.
    pub amount_fen: Fen,
}

impl From<Concentration> for PairShare {
    fn from(it: Concentration) -> Self {
        Self {
            count: it.awards_to_agency,
            total: it.awards,
            share_percent: it.percent_by_count(),
            amount_share_percent: it.percent_by_amount(),
            amount_fen: it.amount_to_agency_fen,
        }
    }
}

/// The price that the client thinks of, to see what it would mean.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Considered {
    /// In fen, where the notice names none.
    pub amount_fen: Option<i64>,
}

/// The compliant roster of the client's own notice while it is selecting.
///
/// # Errors
/// 403 for others than the client, 404; 409 in another state or method.
pub async fn candidates(work: &mut Work, notice_id: Uuid, considered: Considered) -> Result<Candidates, Problem> {
    let client = work.actor().organisation(Role::Client)?;
    let round = read_current(work.db(), notice_id).await?.ok_or_else(no_notice)?;
    pickable(work, &round, client).await?;
    let at = work.now().await?;
    let past = Past::read(work, &round, at).await?;
    let amount = round.amount_fen.unwrap_or(Fen(considered.amount_fen.unwrap_or_default().clamp(0, Fen::MAX.0)));
    Ok(Candidates {
        cap_fen: round.rules().direct_cap(round.failures()),
        amount_fen: round.amount_fen,
        split_warning: past.splits(work, &round, amount).await?,
        candidates: known(work, &round, &past).await?,
    })
}

async fn known(work: &mut Work, round: &Round, past: &Past) -> Result<Vec<Candidate>, Problem> {
    let of = pickable_codes(work, round).await?;
    let entries: Vec<&RosterEntry> = roster(round).iter().filter(|entry| of.contains(&entry.uscc)).collect();
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.sign_up_id).collect();
    let rows = sqlx::query!(
        "SELECT s.id, s.at, g.credit
        FROM sign_up s
        JOIN agency g ON g.id = s.agency_id
        WHERE s.id = ANY($1)",
        &ids,
    )
    .fetch_all(work.db())
    .await?;
    let candidate = |entry: &&RosterEntry| {
        let row = rows.iter().find(|row| row.id == entry.sign_up_id)?;
        Some(Candidate {
            agency: winner(entry),
            credit: entry.credit.and_then(|tenths| i32::try_from(tenths).ok()).unwrap_or(row.credit),
            signed_up_at: row.at.into(),
            concentration: past.concentration(entry.agency_id).into(),
        })
    };
    Ok(entries.iter().filter_map(candidate).collect())
}

/// Whom the client may pick, and what it should know before.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/candidates", tag = "selection", operation_id = "selection_candidates",
    params(("id" = Uuid, Path), Considered),
    responses((status = 200, body = Candidates), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Query(considered): Query<Considered>,
) -> Result<Json<Candidates>, Problem> {
    let mut work = app.begin(actor).await?;
    Ok(Json(candidates(&mut work, id, considered).await?))
}
