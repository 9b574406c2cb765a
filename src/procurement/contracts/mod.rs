//! Contracts: drafted from notice and award, agreed by both sides, filed, delivered, paid (domain.md §9, product.md §2.6–2.7).
//!
//! Lock order: the round, then its contract ([`open`]); changes that leave the round alone lock the contract only. What money
//! moves is posted to the ledger in the same transaction.

mod actions;
mod change;
mod confirm;
mod decide_deliverable;
mod decide_payment;
mod deliver;
mod draft;
mod file;
mod input;
mod list;
mod model;
mod open;
mod pay;
mod read;
mod record;
mod store;

pub use actions::ContractAction;
pub use change::{ContractChange, change};
pub use confirm::confirm;
pub use decide_deliverable::{Acceptance, Rejection, accept, send_back};
pub use decide_payment::{Dispute, confirm_payment, dispute_payment};
pub use deliver::{Delivery, deliver};
pub use draft::draft;
pub use file::{Filing, file};
pub use list::list;
pub use model::{Contract, ContractRow, Deliverable, Payment};
pub use pay::{PaymentRecord, record_payment};
pub use read::read;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

/// Routes of contracts.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::get))
        .routes(routes!(read::get, change::patch))
        .routes(routes!(confirm::post))
        .routes(routes!(file::post))
        .routes(routes!(deliver::post))
        .routes(routes!(decide_deliverable::post_accept))
        .routes(routes!(decide_deliverable::post_send_back))
        .routes(routes!(pay::post))
        .routes(routes!(decide_payment::post_confirm))
        .routes(routes!(decide_payment::post_dispute))
}
