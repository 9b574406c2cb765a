//! `GET /api/v1/contracts/{id}`: to its parties, the operator and the supervisor.

use axum::extract::State;
use sqlx::PgConnection;
use uuid::Uuid;

use super::actions::actions;
use super::model::{Contract, ContractAward, ContractNotice, Row, Sums};
use super::open::{no_contract, side_of};
use super::store;
use crate::core::role::Role;
use crate::platform::actor::{Actor, not_yours};
use crate::platform::files;
use crate::platform::web::{Instant, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::procurement::refs::NameRef;

/// A contract with its deliverables and payments.
#[utoipa::path(get, path = "/api/v1/contracts/{id}", tag = "contracts", operation_id = "read_contract",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Contract), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Versioned<Contract>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let contract = read(&mut conn, id, &actor).await?;
    Ok(Versioned(contract.version, contract))
}

/// A contract as `viewer` may see it.
///
/// # Errors
/// 404 where there is none, 401 or 403 for everybody but its parties, the operator and the supervisor.
pub async fn read(conn: &mut PgConnection, id: Uuid, viewer: &Actor) -> Result<Contract, Problem> {
    let row = store::find(conn, id).await?.ok_or_else(no_contract)?;
    let watches = viewer.is_system() || matches!(viewer.role(), Some(Role::Operator | Role::Supervisor));
    if !watches && side_of(viewer, &row).is_none() {
        viewer.member()?;
        return Err(not_yours());
    }
    let file = match row.file_id {
        Some(file) => files::views(conn, &[file]).await?.pop(),
        None => None,
    };
    let deliverables = store::deliverables(conn, id).await?;
    let payments = store::payments(conn, id).await?;
    let sums = Sums::of(&payments);
    let actions = actions(&row, &payments, side_of(viewer, &row));
    Ok(Contract { file, deliverables, payments, actions, ..bare(row, sums) })
}

/// The contract as the actor of a change sees it after the change.
pub(super) async fn after(work: &mut Work, id: Uuid) -> Result<Contract, Problem> {
    let viewer = work.actor().clone();
    read(work.db(), id, &viewer).await
}

fn bare(row: Row, sums: Sums) -> Contract {
    Contract {
        id: row.id,
        code: row.code,
        state: row.state,
        round_state: row.round_state,
        name: row.name,
        price_fen: row.price_fen,
        price_capitals: row.price_fen.capitals(),
        award: ContractAward { id: row.award_id, code: row.award_code, amount_fen: row.award_fen },
        notice: ContractNotice { id: row.notice_id, code: row.notice_code, project_name: row.project_name },
        client: NameRef { id: row.client_id, name: row.client_name },
        agency: NameRef { id: row.agency_id, name: row.agency_name },
        service_start: row.service_start,
        service_end: row.service_end,
        content: row.content,
        payment_terms: row.payment_terms,
        client_confirmed_at: row.client_confirmed_at.map(Instant),
        agency_confirmed_at: row.agency_confirmed_at.map(Instant),
        filed_at: row.filed_at.map(Instant),
        file: None,
        version: row.version,
        deliverables: Vec::new(),
        payments: Vec::new(),
        paid_fen: sums.paid,
        pending_fen: sums.pending,
        open_fen: sums.open(row.price_fen),
        actions: Vec::new(),
    }
}
