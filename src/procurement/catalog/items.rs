//! GET /api/v1/catalog-items: the catalogue.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};

use super::Whole;
use crate::core::money::Fen;
use crate::core::text;
use crate::platform::App;
use crate::platform::web::{Problem, Query};

/// An intermediary service.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CatalogItem {
    /// Code: `F01`.
    pub code: String,
    /// Letter of its service type.
    pub group_code: String,
    /// Its service type.
    pub group_name: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Requirement in words.
    pub qualification: String,
    /// Certificate that must be on file; null: ability is pledged only.
    pub qualification_kind: Option<String>,
    /// Its name.
    pub qualification_kind_name: Option<String>,
    /// Lowest accepted grade, 1 is the best; null: any.
    pub qualification_grade: Option<i16>,
    /// Indicative band of fees, not a tariff.
    pub fee_low_fen: Option<Fen>,
    /// Its upper end.
    pub fee_high_fen: Option<Fen>,
    /// On the fee, in words.
    pub fee_note: String,
    /// Typical working days; null with `days_note` where it is a period.
    pub days: Option<i32>,
    /// On the time, in words.
    pub days_note: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// How many agencies offer it.
    pub agencies_count: i64,
}

/// Which items.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ItemFilter {
    /// Letter of a service type.
    pub group: Option<String>,
    /// Part of a code, a name or another name.
    pub q: Option<String>,
}

/// Items by code; a hundred at most stand in the catalogue, so they are read whole.
pub async fn items(
    conn: &mut PgConnection,
    filter: &ItemFilter,
    only: Option<&str>,
) -> Result<Vec<CatalogItem>, sqlx::Error> {
    let asked = filter.q.as_deref().map(|q| text::line(q).to_lowercase()).filter(|q| !q.is_empty());
    sqlx::query_as!(
        CatalogItem,
        r#"SELECT i.code, i.group_code, g.name AS group_name, i.name, i.name_en, i.qualification, i.qualification_kind,
            k.name AS "qualification_kind_name?", i.qualification_grade, i.fee_low_fen AS "fee_low_fen: Fen",
            i.fee_high_fen AS "fee_high_fen: Fen", i.fee_note, i.days, i.days_note, i.aliases,
            (SELECT count(*) FROM agency_service s WHERE s.item_code = i.code) AS "agencies_count!"
        FROM catalog_item i
        JOIN catalog_group g ON g.code = i.group_code
        LEFT JOIN qualification_kind k ON k.code = i.qualification_kind
        WHERE ($1::text IS NULL OR i.group_code = $1)
            AND ($2::text IS NULL OR i.code = $2)
            AND (
                $3::text IS NULL
                OR strpos(lower(concat_ws(E'\n', i.code, i.name, i.name_en, array_to_string(i.aliases, E'\n'))), $3) > 0
            )
        ORDER BY i.code
        LIMIT 1000"#,
        filter.group,
        only,
        asked,
    )
    .fetch_all(conn)
    .await
}

/// The catalogue.
#[utoipa::path(
    get, path = "/api/v1/catalog-items", tag = "catalog", params(ItemFilter),
    responses((status = 200, body = Whole<CatalogItem>), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Query(filter): Query<ItemFilter>,
) -> Result<Json<Whole<CatalogItem>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(Whole { items: items(&mut conn, &filter, None).await? }))
}
