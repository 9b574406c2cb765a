//! Sign-ups (报名): eligibility with each rule named, the sign-up with its receipt and what it seals, its withdrawal.
//!
//! Sign-ups of one round run side by side: they share its lock, which the deadline takes alone. The instant that decides is read
//! after that lock.

mod eligibility;
mod held;
mod list;
mod model;
mod proposal;
mod receipt;
mod reseal;
mod sealed;
mod sign_up;
mod store;
mod withdraw;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

pub use eligibility::{Eligibility, eligibility};
pub use list::{list, read};
pub use model::{NoticeRef, Receipt, SignUpView};
pub use proposal::{UploadedProposal, sweep_due, upload};
pub use reseal::reseal;
pub use sealed::Sealed;
pub use sign_up::{SignUp, sign_up};
pub use withdraw::withdraw;

/// The routes of sign-ups.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(eligibility::get))
        .routes(routes!(sign_up::post))
        .routes(routes!(withdraw::post))
        .routes(routes!(reseal::put))
        .routes(routes!(list::get))
        .routes(routes!(list::get_one))
        .routes(routes!(receipt::get))
        .routes(routes!(proposal::post))
}
