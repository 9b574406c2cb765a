//! Accounts: registration of an organisation with its first person, signing in and out, sessions, staff.
//!
//! A session is a family of rotating refresh tokens (cookie) that make access tokens of minutes. Lifetimes run in
//! machine time, so that a training clock neither revives nor kills them.

mod attempts;
mod known;
mod login;
mod logout;
mod me;
mod model;
mod password;
mod refresh;
pub mod register;
pub mod register_assessor;
mod session;
mod staff;
mod store;
mod switch;

pub use model::{Membership, OrganisationBrief, PersonView, Session};
pub use session::{Opened, open, purge as purge_sessions};
pub use staff::{NewStaff, add_staff};

use crate::platform::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register::post))
        .routes(routes!(register_assessor::post))
        .routes(routes!(login::post))
        .routes(routes!(refresh::post))
        .routes(routes!(logout::delete))
        .routes(routes!(switch::post))
        .routes(routes!(me::get))
}
