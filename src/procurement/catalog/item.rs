//! GET /api/v1/catalog-items/{code}: one item, what was paid for it, who offers it.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::items::{CatalogItem, ItemFilter, items};
use crate::core::money::Fen;
use crate::core::text;
use crate::parties::registry::agencies::{self, Offer};
use crate::platform::App;
use crate::platform::web::{Path, Problem};
use crate::say;

/// Agencies shown on an item's page.
const AGENCIES: i64 = 10;

/// What was awarded for an item alone.
#[derive(Debug, Serialize, ToSchema)]
pub struct Prices {
    /// How many awards.
    pub count: i64,
    /// The lowest.
    pub min_fen: Option<Fen>,
    /// The middle one (the lower of two).
    pub median_fen: Option<Fen>,
    /// The highest.
    pub max_fen: Option<Fen>,
}

/// An item's page.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogItemPage {
    /// The item.
    #[serde(flatten)]
    pub item: CatalogItem,
    /// Published notices that ask for it.
    pub notices_count: i64,
    /// Awards in force that include it.
    pub awards_count: i64,
    /// What was awarded where nothing else was asked for, so that the price is its own.
    pub prices: Prices,
    /// Ten agencies that offer it, those first that can take the work now.
    pub agencies: Vec<Offer>,
}

/// An item's page at the instant `now`.
///
/// # Errors
/// 404.
pub async fn read(conn: &mut PgConnection, code: &str, now: DateTime<Utc>) -> Result<CatalogItemPage, Problem> {
    let code = text::code(code);
    let found = items(conn, &ItemFilter::default(), Some(&code)).await?.pop();
    let item =
        found.ok_or_else(|| Problem::not_found(say!("目录中没有事项 {code}", "there is no catalog item {code}")))?;
    let counts = sqlx::query!(
        r#"SELECT count(DISTINCT r.notice_id) AS "notices!", count(a.id) AS "awards!"
        FROM round_item ri
        JOIN round r ON r.id = ri.round_id
        LEFT JOIN award a ON a.round_id = r.id AND a.declined_at IS NULL
        WHERE ri.item_code = $1 AND r.published_at IS NOT NULL"#,
        code,
    )
    .fetch_one(&mut *conn)
    .await?;
    let prices = sqlx::query_as!(
        Prices,
        r#"SELECT count(*) AS "count!", min(a.amount_fen) AS "min_fen: Fen",
            percentile_disc(0.5) WITHIN GROUP (ORDER BY a.amount_fen) AS "median_fen: Fen", max(a.amount_fen) AS "max_fen: Fen"
        FROM round_item ri
        JOIN award a ON a.round_id = ri.round_id AND a.declined_at IS NULL
        WHERE ri.item_code = $1
            AND NOT EXISTS (
                SELECT FROM round_item other
                WHERE other.round_id = ri.round_id AND other.item_code <> $1
            )"#,
        code,
    )
    .fetch_one(&mut *conn)
    .await?;
    let agencies = agencies::offering(conn, &code, now, AGENCIES).await?;
    Ok(CatalogItemPage { item, notices_count: counts.notices, awards_count: counts.awards, prices, agencies })
}

/// An item's page.
#[utoipa::path(
    get, path = "/api/v1/catalog-items/{code}", tag = "catalog", params(("code" = String, Path)),
    responses((status = 200, body = CatalogItemPage), Problem)
)]
pub(super) async fn get(State(app): State<App>, Path(code): Path<String>) -> Result<Json<CatalogItemPage>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(Json(read(&mut conn, &code, now).await?))
}
