//! Assessors (评审专家): people who score proposals. They register, the operator takes them into the pool or keeps them out of it, with a reason.
//! They belong to no organisation of the marketplace, and their role sees nothing but its own tasks.

mod decide;
pub mod entry;
mod list;
mod model;

pub use decide::{AssessorDecision, decide};
pub use list::{AssessorFilter, list};
pub use model::Assessor;

use crate::platform::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Routes of the pool.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list::get)).routes(routes!(list::get_own)).routes(routes!(decide::post))
}
