//! `GET /api/v1/ledger/totals`: how far all the money has come.

use axum::extract::State;
use axum::{Extension, Json};

use super::model::Totals;
use super::store;
use crate::platform::App;
use crate::platform::journal::{Look, Memo};
use crate::platform::web::Problem;

/// Public totals of all entries.
#[utoipa::path(get, path = "/api/v1/ledger/totals", tag = "ledger", operation_id = "ledger_totals",
    responses((status = 200, body = Totals), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Extension(memo): Extension<Memo<(), Totals>>,
) -> Result<Json<Totals>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let totals = match memo.look(&mut conn, ()).await? {
        Look::Known(totals) => totals,
        Look::Turn(turn) => turn.keep(store::totals(&mut conn).await?),
    };
    Ok(Json(*totals))
}
