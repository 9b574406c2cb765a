//! The ledger: every money event as a double entry in integer fen, append-only, open to everybody (domain.md §9,
//! product.md §2.7). Awards and contracts post into it, in the transaction of their own change; nothing else writes it.

mod model;
mod post;
mod statement;
mod store;
mod totals;

pub use model::{Holder, LedgerItem, LedgerPage, PostingView, Totals};
pub use post::{AwardMoney, post_award, post_contract, post_payment, reverse_award};
pub use statement::read;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;
use crate::platform::journal::Memo;

/// Routes of the ledger.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(totals::get))
        .layer(Extension(Memo::<(), Totals>::default()))
        .routes(routes!(statement::of_contract))
        .routes(routes!(statement::of_agency))
        .routes(routes!(statement::of_client))
}
