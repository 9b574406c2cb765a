//! Clients (委托人): who buys. What a client has spent is told by `/clients/{id}/record`.

mod list;
mod model;
mod read;
mod update;

pub use list::{ClientFilter, list};
pub use model::{Client, ClientRow};
pub use read::read;

use crate::platform::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list::get)).routes(routes!(read::get, update::patch))
}
