//! Public statistics. Counts come from the journal through the reader [`Statistic`]; money comes from the ledger's postings, so that the
//! totals always equal their sum.

mod model;
mod read;
mod reader;
mod store;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use model::{GroupShare, Measure, MethodShare, Month, Statistics};
pub use read::{Remembered, read};
pub use reader::Statistic;

use crate::platform::App;

/// Routes of the statistics.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read::get)).layer(Extension(Remembered::default()))
}
