//! `PATCH /api/v1/contracts/{id}`: either side changes the draft; what the other has confirmed is confirmed no more.

use axum::extract::State;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Errors, given};
use super::model::{Contract, Row};
use super::record::record;
use super::{open, read, store};
use crate::core::money::AmountInput;
use crate::core::state::ContractEvent;
use crate::platform::journal::Audience;
use crate::platform::web::{Body, FieldError, IfMatch, Path, Problem, Signed, Versioned};
use crate::platform::{App, Work};
use crate::say;

/// Longest name of a contract.
pub(super) const NAME: usize = 200;

/// What changes; a missing field stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractChange {
    /// 2 to 200 characters.
    pub name: Option<String>,
    /// Must equal the award.
    pub price_fen: Option<AmountInput>,
    /// `null` clears it; not before the award.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    pub service_start: Option<Option<NaiveDate>>,
    /// `null` clears it; not before the start.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    pub service_end: Option<Option<NaiveDate>>,
    /// Up to 20,000 characters.
    pub content: Option<String>,
    /// Up to 5,000 characters.
    pub payment_terms: Option<String>,
}

/// Changes the draft.
#[utoipa::path(patch, path = "/api/v1/contracts/{id}", tag = "contracts", operation_id = "change_contract",
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "Version seen")),
    request_body = ContractChange, responses((status = 200, body = Contract), Problem))]
pub(super) async fn patch(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Body(command, _): Body<ContractChange>,
) -> Result<Versioned<Contract>, Problem> {
    let mut work = app.begin(actor).await?;
    let contract = change(&mut work, id, seen, command).await?;
    work.commit().await?;
    Ok(Versioned(contract.version, contract))
}

/// Changes a draft that the caller has seen in the version `seen`.
///
/// # Errors
/// 409 once both have confirmed, 412 and 428 by the version, 422 for what is wrong: `price_differs` names both amounts.
pub async fn change(work: &mut Work, id: Uuid, seen: IfMatch, command: ContractChange) -> Result<Contract, Problem> {
    let (row, side) = open::by_either(work, id).await?;
    row.state.apply(ContractEvent::Revise)?;
    seen.check(row.version)?;
    let mut revised = revise(&row, &command)?;
    if !differs(&row, &revised) {
        return read::after(work, id).await;
    }
    let at = work.now().await?;
    revised.version += 1;
    revised.text_version = revised.version;
    revised.client_confirmed_at = None;
    revised.agency_confirmed_at = None;
    store::write(work.db(), &revised).await?;
    let texts = |row: &Row| {
        json!({
            "name": row.name,
            "service_start": row.service_start,
            "service_end": row.service_end,
            "content": row.content,
            "payment_terms": row.payment_terms,
        })
    };
    let private = json!({ "before": texts(&row), "after": texts(&revised) });
    let public = json!({ "side": side.code(), "version": revised.version });
    record(work, at, &revised, "contract.changed", Audience::Parties, public, Some(private)).await?;
    read::after(work, id).await
}

/// The row with what was asked for, or everything that is wrong with it.
fn revise(row: &Row, command: &ContractChange) -> Result<Row, Problem> {
    let mut errors = Errors::default();
    let mut revised = row.clone();
    if let Some(name) = &command.name {
        revised.name = errors.title("/name", name, 2..=NAME);
    }
    if let Some(content) = &command.content {
        revised.content = errors.prose("/content", content, 1..=20_000);
    }
    if let Some(terms) = &command.payment_terms {
        revised.payment_terms = errors.prose("/payment_terms", terms, 1..=5_000);
    }
    for (pointer, day) in [("/service_start", command.service_start), ("/service_end", command.service_end)] {
        errors.service_day(pointer, day.flatten(), row.award_day());
    }
    revised.service_start = command.service_start.unwrap_or(row.service_start);
    revised.service_end = command.service_end.unwrap_or(row.service_end);
    if let (Some(start), Some(end)) = (revised.service_start, revised.service_end)
        && end < start
    {
        let text = say!("结束日期不能早于开始日期（{start}）。", "The end cannot come before the start ({start}).");
        errors.add(FieldError::new("/service_end", "before_start", text));
    }
    let price = command.price_fen.as_ref().map(AmountInput::fen);
    let award = row.award_fen;
    match price {
        Some(Err(error)) => errors.add(FieldError::new("/price_fen", "amount", error.text())),
        Some(Ok(price)) if price != award => {
            let text = say!(
                "合同价 {price} 与中选金额 {award} 不一致；合同价必须等于中选金额。",
                "The price {price} differs from the award {award}; they must be equal."
            );
            errors.add(FieldError::new("/price_fen", "price_differs", text));
        }
        _ => {}
    }
    let checked = errors.check();
    checked.map_err(|problem| problem.with("award_fen", json!(award)))?;
    Ok(revised)
}

fn differs(one: &Row, other: &Row) -> bool {
    let text = |row: &Row| {
        (row.name.clone(), row.content.clone(), row.payment_terms.clone(), row.service_start, row.service_end)
    };
    text(one) != text(other)
}
