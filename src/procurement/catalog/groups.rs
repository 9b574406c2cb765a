//! GET /api/v1/catalog-groups, GET /api/v1/qualification-kinds.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::Whole;
use crate::platform::App;
use crate::platform::web::Problem;

/// A coarse service type (服务类型).
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogGroup {
    /// Letter.
    pub code: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Who regulates it.
    pub regulator: String,
    /// How many items it has.
    pub items_count: i64,
}

/// A kind of qualification certificate.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualificationKind {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
}

/// Every group, by code.
pub async fn groups(conn: &mut PgConnection) -> Result<Vec<CatalogGroup>, sqlx::Error> {
    sqlx::query_as!(
        CatalogGroup,
        r#"SELECT g.code, g.name, g.name_en, g.regulator,
            (SELECT count(*) FROM catalog_item i WHERE i.group_code = g.code) AS "items_count!"
        FROM catalog_group g
        ORDER BY g.code"#,
    )
    .fetch_all(conn)
    .await
}

/// Every kind of qualification, by code.
pub async fn qualification_kinds(conn: &mut PgConnection) -> Result<Vec<QualificationKind>, sqlx::Error> {
    sqlx::query_as!(
        QualificationKind,
        "SELECT code, name, name_en
        FROM qualification_kind
        ORDER BY code",
    )
    .fetch_all(conn)
    .await
}

/// The service types.
#[utoipa::path(get, path = "/api/v1/catalog-groups", tag = "catalog", responses((status = 200, body = Whole<CatalogGroup>), Problem))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<Whole<CatalogGroup>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(Whole { items: groups(&mut conn).await? }))
}

/// The kinds of qualification.
#[utoipa::path(
    get, path = "/api/v1/qualification-kinds", tag = "catalog",
    responses((status = 200, body = Whole<QualificationKind>), Problem)
)]
pub(super) async fn get_kinds(State(app): State<App>) -> Result<Json<Whole<QualificationKind>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(Whole { items: qualification_kinds(&mut conn).await? }))
}
