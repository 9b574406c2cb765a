//! The catalogue of intermediary services (中介服务事项目录; domain.md §5): groups, items, kinds of qualification; and the reference
//! data that forms need beside it: divisions, amounts as people write them.

mod amounts;
mod divisions;
mod groups;
mod item;
mod items;
pub mod load;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

pub use groups::{CatalogGroup, QualificationKind, groups, qualification_kinds};
pub use item::{CatalogItemPage, read};
pub use items::{CatalogItem, ItemFilter, items};

/// A short list that is read whole.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Whole<T> {
    /// All of it.
    pub items: Vec<T>,
}

/// The routes of the catalogue and the reference data.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(divisions::get))
        .routes(routes!(groups::get))
        .routes(routes!(groups::get_kinds))
        .routes(routes!(items::get))
        .routes(routes!(item::get))
        .routes(routes!(amounts::post))
}
