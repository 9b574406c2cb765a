//! `POST /api/v1/contracts/{id}/confirm`: each side confirms the text; with the second the contract stands.

use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::model::{Contract, Side};
use super::record::{move_round, record};
use super::{open, read, store};
use crate::core::state::{ContractEvent, RoundEvent};
use crate::platform::journal::Audience;
use crate::platform::web::{IfMatch, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::say;

/// Confirms the text as it stands. `If-Match`, where given, makes sure that it is the text the caller has read.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/confirm", tag = "contracts", operation_id = "confirm_contract",
    params(("id" = Uuid, Path), ("If-Match" = Option<String>, Header, description = "Version seen")),
    responses((status = 200, body = Contract), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = confirm(&mut work, id, seen).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Confirms for the caller's side.
///
/// # Errors
/// 409 once both have confirmed, or this side has; 412 when the text was changed after the version `seen`.
pub async fn confirm(work: &mut Work, id: Uuid, seen: IfMatch) -> Result<Contract, Problem> {
    let (mut round, mut row, side) = open::with_round_by_either(work, id).await?;
    let confirmed = row.state.apply(ContractEvent::Confirm)?;
    if let Some(version) = seen.0
        && !(row.text_version..=row.version).contains(&version)
    {
        return Err(Problem::precondition_failed(row.version));
    }
    if row.confirmed_by(side) {
        return Err(Problem::conflict(
            "already_confirmed",
            say!("您方已确认，正在等对方确认。", "Your side has confirmed already; the other has not yet."),
        ));
    }
    let at = work.now().await?;
    match side {
        Side::Client => row.client_confirmed_at = Some(at),
        Side::Agency => row.agency_confirmed_at = Some(at),
    }
    let both = row.confirmed_by(Side::Client) && row.confirmed_by(Side::Agency);
    row.version += 1;
    if both {
        row.state = confirmed;
    }
    store::write(work.db(), &row).await?;
    let public = json!({ "side": side.code(), "both": both });
    if both {
        move_round(work, &mut round, at, &row, (RoundEvent::Contract, "contract.confirmed"), public, None).await?;
    } else {
        record(work, at, &row, "contract.confirmed", Audience::Public, public, None).await?;
    }
    read::after(work, id).await
}
