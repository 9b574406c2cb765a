//! What an agency has won and a client has awarded: numbers beside their pages.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::money::Fen;
use crate::platform::App;
use crate::platform::web::{Instant, Path, Problem};
use crate::procurement::refs::NameRef;
use crate::say;

/// Prices shown per item, newest.
const POINTS: i64 = 50;
/// Agencies shown in a client's concentration, most first.
const AGENCIES: i64 = 20;

/// What an agency has done here.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct AgencyRecord {
    /// Awards in effect.
    pub awards_count: i64,
    /// Their sum.
    pub awarded_fen: Fen,
    /// Sign-ups to rounds whose roster is frozen (an open round tells nobody who has signed up).
    pub sign_ups_count: i64,
    /// Contracts filed.
    pub contracts_count: i64,
    /// What it was paid per catalog item, where an award was for this item alone.
    pub prices: Vec<ItemPrices>,
}

/// Prices of one catalog item.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ItemPrices {
    /// Its code.
    pub item_code: String,
    /// Its name.
    pub item_name: String,
    /// Oldest first.
    pub points: Vec<PricePoint>,
}

/// The price of one award.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PricePoint {
    /// The award.
    pub award_id: Uuid,
    /// When it was selected.
    pub at: Instant,
    /// The price.
    pub amount_fen: Fen,
}

/// What a client has done here.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ClientRecord {
    /// Notices published.
    pub notices_count: i64,
    /// Sum of its awards in effect.
    pub awarded_fen: Fen,
    /// To whom it awarded in the last twelve months.
    pub concentration: Vec<ShareOfAgency>,
}

/// The part of one agency in a client's awards.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ShareOfAgency {
    /// Who.
    pub agency: NameRef,
    /// Awards to it.
    pub count: i64,
    /// Their sum.
    pub amount_fen: Fen,
    /// Share by number in whole percent, rounded half up.
    pub share_percent: i64,
}

/// The record of an agency.
///
/// # Errors
/// 404 where there is no such agency.
pub async fn of_agency(conn: &mut PgConnection, agency_id: Uuid) -> Result<AgencyRecord, Problem> {
    let sums = sqlx::query!(
        r#"SELECT (SELECT COUNT(*) FROM award a WHERE a.agency_id = g.id AND a.awarded_at IS NOT NULL AND a.declined_at IS NULL) AS "awards!",
            (
                SELECT COALESCE(SUM(a.amount_fen), 0)::bigint
                FROM award a
                WHERE a.agency_id = g.id
                    AND a.awarded_at IS NOT NULL
                    AND a.declined_at IS NULL
            ) AS "awarded!",
            (
                SELECT COUNT(*)
                FROM sign_up s
                JOIN round r ON r.id = s.round_id
                WHERE s.agency_id = g.id
                    AND s.withdrawn_at IS NULL
                    AND r.closed_at IS NOT NULL
            ) AS "sign_ups!",
            (SELECT COUNT(*) FROM contract c WHERE c.agency_id = g.id AND c.filed_at IS NOT NULL) AS "contracts!"
        FROM agency g
        WHERE g.id = $1"#,
        agency_id,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or_else(|| Problem::not_found(say!("没有这家中介机构", "there is no such agency")))?;
    Ok(AgencyRecord {
        awards_count: sums.awards,
        awarded_fen: Fen(sums.awarded),
        sign_ups_count: sums.sign_ups,
        contracts_count: sums.contracts,
        prices: prices(conn, agency_id).await?,
    })
}

/// Prices by item; an award for several items says nothing about the price of one.
async fn prices(conn: &mut PgConnection, agency_id: Uuid) -> Result<Vec<ItemPrices>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT item_code AS "item_code!", item_name AS "item_name!", award_id AS "award_id!", selected_at AS "selected_at!: DateTime<Utc>",
            amount_fen AS "amount_fen!: Fen"
        FROM (
            SELECT i.code AS item_code, i.name AS item_name, a.id AS award_id, a.selected_at, a.amount_fen,
                ROW_NUMBER() OVER (PARTITION BY i.code ORDER BY a.selected_at DESC, a.id DESC) AS nth
            FROM award a
            JOIN round_item ri ON ri.round_id = a.round_id
            JOIN catalog_item i ON i.code = ri.item_code
            WHERE a.agency_id = $1
                AND a.awarded_at IS NOT NULL
                AND a.declined_at IS NULL
                AND NOT EXISTS (SELECT FROM round_item other WHERE other.round_id = a.round_id AND other.item_code <> ri.item_code)
        ) AS priced
        WHERE nth <= $2
        ORDER BY item_code, selected_at, award_id"#,
        agency_id,
        POINTS,
    )
    .fetch_all(conn)
    .await?;
    let mut prices: Vec<ItemPrices> = Vec::new();
    for row in rows {
        let point = PricePoint { award_id: row.award_id, at: row.selected_at.into(), amount_fen: row.amount_fen };
        match prices.last_mut().filter(|last| last.item_code == row.item_code) {
            Some(item) => item.points.push(point),
            None => prices.push(ItemPrices { item_code: row.item_code, item_name: row.item_name, points: vec![point] }),
        }
    }
    Ok(prices)
}

/// The record of a client at the instant `now`.
///
/// # Errors
/// 404 where there is no such client.
pub async fn of_client(conn: &mut PgConnection, client_id: Uuid, now: DateTime<Utc>) -> Result<ClientRecord, Problem> {
    let sums = sqlx::query!(
        r#"SELECT (
                SELECT COUNT(*)
                FROM notice n
                WHERE n.client_id = c.id
                    AND EXISTS (SELECT FROM round r WHERE r.notice_id = n.id AND r.published_at IS NOT NULL)
            ) AS "notices!",
            (
                SELECT COALESCE(SUM(a.amount_fen), 0)::bigint
                FROM award a
                WHERE a.client_id = c.id
                    AND a.awarded_at IS NOT NULL
                    AND a.declined_at IS NULL
            ) AS "awarded!"
        FROM client c
        WHERE c.id = $1"#,
        client_id,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or_else(|| Problem::not_found(say!("没有这位委托人", "there is no such client")))?;
    let concentration = sqlx::query!(
        r#"SELECT a.agency_id, o.name, COUNT(*) AS "count!", SUM(a.amount_fen)::bigint AS "amount!",
            (SUM(COUNT(*)) OVER ())::bigint AS "total!"
        FROM award a
        JOIN organisation o ON o.id = a.agency_id
        WHERE a.client_id = $1
            AND a.declined_at IS NULL
            AND a.selected_at > $2::timestamptz - interval '12 months'
            AND a.selected_at <= $2
        GROUP BY a.agency_id, o.name
        ORDER BY COUNT(*) DESC, SUM(a.amount_fen) DESC, a.agency_id
        LIMIT $3"#,
        client_id,
        now,
        AGENCIES,
    )
    .fetch_all(conn)
    .await?;
    let share = |count: i64, total: i64| (count * 200 + total) / (total.max(1) * 2);
    Ok(ClientRecord {
        notices_count: sums.notices,
        awarded_fen: Fen(sums.awarded),
        concentration: concentration
            .into_iter()
            .map(|row| ShareOfAgency {
                agency: NameRef { id: row.agency_id, name: row.name },
                count: row.count,
                amount_fen: Fen(row.amount),
                share_percent: share(row.count, row.total),
            })
            .collect(),
    })
}

/// What an agency has done here.
#[utoipa::path(
    get, path = "/api/v1/agencies/{id}/record", tag = "awards", operation_id = "agency_record", params(("id" = Uuid, Path)),
    responses((status = 200, body = AgencyRecord), Problem)
)]
pub(super) async fn get_agency(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Json<AgencyRecord>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(of_agency(&mut conn, id).await?))
}

/// What a client has done here.
#[utoipa::path(
    get, path = "/api/v1/clients/{id}/record", tag = "awards", operation_id = "client_record", params(("id" = Uuid, Path)),
    responses((status = 200, body = ClientRecord), Problem)
)]
pub(super) async fn get_client(State(app): State<App>, Path(id): Path<Uuid>) -> Result<Json<ClientRecord>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(Json(of_client(&mut conn, id, now).await?))
}
