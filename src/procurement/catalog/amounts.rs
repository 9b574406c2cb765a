//! POST /api/v1/amounts/parse: how an amount as written is understood, echoed while one types.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::core::money::{Fen, parse_amount};
use crate::platform::web::{Body, Problem};

/// An amount as people write it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenAmount {
    /// `1.8万`, `¥18,000.00`
    pub text: String,
}

/// An amount as understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmountView {
    /// Integer fen.
    pub amount_fen: Fen,
    /// `¥18,000.00`
    pub text: String,
    /// 人民币壹万捌仟元整
    pub capitals: String,
}

/// How an amount is understood.
#[utoipa::path(
    post, path = "/api/v1/amounts/parse", tag = "catalog", request_body = WrittenAmount,
    responses((status = 200, body = AmountView), Problem)
)]
pub(super) async fn post(Body(command, _): Body<WrittenAmount>) -> Result<Json<AmountView>, Problem> {
    let fen = parse_amount(&command.text).map_err(|error| Problem::field("/text", "amount", error.text()))?;
    Ok(Json(AmountView { amount_fen: fen, text: fen.to_string(), capitals: fen.capitals() }))
}
