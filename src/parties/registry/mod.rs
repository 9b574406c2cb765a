//! The register of agencies and clients: entry, profiles, services, certificates, people, the form check.
//!
//! What an organisation has won or spent is procurement's to tell (`/agencies/{id}/record`, `/clients/{id}/record`).

pub mod agencies;
pub mod clients;
pub mod contact;
pub mod entry;
mod filters;
mod profile;
mod uscc;

pub use agencies::recount_due;
pub use profile::UnitType;

use crate::platform::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<App> {
    agencies::router().merge(clients::router()).routes(routes!(uscc::get))
}
