//! `POST /api/v1/contracts/{id}/file`: the client files the confirmed contract; from then on its price is payable.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Contract, Row};
use super::record::move_round;
use super::{open, read, store};
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::state::{ContractEvent, RoundEvent};
use crate::platform::files;
use crate::platform::web::{Body, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::procurement::ledger::{self, AwardMoney};

/// What is filed with it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The signed scan, uploaded before.
    pub file_id: Option<Uuid>,
}

/// Files the contract.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/file", tag = "contracts", operation_id = "file_contract",
    params(("id" = Uuid, Path)),
    request_body = Filing, responses((status = 200, body = Contract), Problem))]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<Filing>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = file(&mut work, id, command).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Files a contract that both sides have confirmed, and posts it.
///
/// # Errors
/// 409 in any other state, 422 for a file that the client did not upload.
pub async fn file(work: &mut Work, id: Uuid, command: Filing) -> Result<Contract, Problem> {
    let (mut round, mut row, _) = open::with_round(work, id, &[Role::Client]).await?;
    row.state = row.state.apply(ContractEvent::File)?;
    if let Some(file) = command.file_id {
        files::claim_one(work, file, row.client_id, "/file_id").await?;
        row.file_id = Some(file);
    }
    let at = work.now().await?;
    row.filed_at = Some(at);
    row.version += 1;
    store::write(work.db(), &row).await?;
    let public = json!({ "with_file": row.file_id.is_some() });
    move_round(work, &mut round, at, &row, (RoundEvent::File, "contract.filed"), public, None).await?;
    ledger::post_contract(work, at, &money(&row, row.price_fen), id).await?;
    read::after(work, id).await
}

/// An amount of a contract as the ledger posts it.
pub(super) fn money(row: &Row, amount: Fen) -> AwardMoney {
    AwardMoney {
        award_id: row.award_id,
        client_id: row.client_id,
        agency_id: row.agency_id,
        division_code: row.division_code.clone(),
        amount,
    }
}
