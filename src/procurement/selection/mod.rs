//! Finding the winner of a closed round (domain.md §7.1, §7.12; product.md §3, §5): by the draw, which a timer starts and nobody can stop
//! or repeat, or by the client's reasoned pick from the compliant roster. Either way the outcome and its evidence come from one pure
//! function, and `awards` announces it; the unique round of an award makes a second winner impossible.

mod candidates;
mod direct;
mod draw;
mod facts;
mod pair;

pub use candidates::{Candidates, candidates};
pub use direct::{SelectAgency, select};
pub use draw::select_due;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

/// Routes of the client's selection.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(candidates::get)).routes(routes!(direct::post))
}
