//! GET /api/v1/notices/{id}/auction: how an auction stands, and its bids, for everybody.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::model::{AuctionView, Book};
use super::{is_auction, no_auction, store};
use crate::platform::App;
use crate::platform::web::{Path, Problem, Query};
use crate::procurement::rounds::store::read_published;

const DEFAULT_LIMIT: i64 = 200;
const MAX_LIMIT: i64 = 500;

/// Which bids of which round.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct AuctionQuery {
    /// Number of a round, from 1; the newest published one unless said.
    pub round: Option<i32>,
    /// Bids after this number; from the first on unless said.
    pub after: Option<i32>,
    /// Bids wanted, 1 to 500; 200 unless said.
    pub limit: Option<i64>,
}

/// An auction at the instant `now`, with a page of its bids.
///
/// # Errors
/// 404 where no such round was published, or it holds no auction.
pub async fn read(
    conn: &mut PgConnection,
    notice_id: Uuid,
    query: AuctionQuery,
    now: DateTime<Utc>,
) -> Result<AuctionView, Problem> {
    let round = read_published(conn, notice_id, query.round).await?.filter(is_auction).ok_or_else(no_auction)?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let (mut last, mut rows) = (None, Vec::new());
    if round.auction_start.is_some() {
        last = store::last(conn, round.id).await?;
        rows = store::after(conn, round.id, query.after.unwrap_or(0), limit + 1).await?;
    }
    let award = store::award(conn, round.id).await?;
    let book = Book::of(&round)?;
    let auction = book.now(last.as_ref(), award, now.into())?;
    book.whole(auction, rows, usize::try_from(limit).unwrap_or(usize::MAX))
}

/// An auction.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/auction", tag = "selection", operation_id = "read_auction",
    params(("id" = Uuid, Path), AuctionQuery), responses((status = 200, body = AuctionView), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Query(query): Query<AuctionQuery>,
) -> Result<Json<AuctionView>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(Json(read(&mut conn, id, query, now).await?))
}
