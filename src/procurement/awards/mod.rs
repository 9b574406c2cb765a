//! An award (中选): one winner of a round with its evidence, from the announcement over publicity to confirmed or declined
//! (domain.md §7.12, §13; product.md §2.5). Awards are public from their announcement on.
//!
//! [`announce`] is called by the selection; publicity ends by timer. What follows where the winner is out, the selection says. A confirmed award becomes a contract
//! (`contracts::draft(work, at, award_id) -> Result<Uuid, Problem>`, in the same transaction). Every award in force stands in the ledger.

mod announce;
mod confirm;
mod effect;
mod evidence;
mod letter;
mod list;
mod model;
mod read;
mod record;
mod recount;
mod store;

pub use announce::{Announcement, announce};
pub use confirm::{answerable, confirm, lock_for_winner};
pub use effect::{no_award, publicity_due};
pub use list::{AwardFilter, list};
pub use model::{Award, AwardRow, AwardView};
pub use read::read;
pub use record::{AgencyRecord, ClientRecord, of_agency, of_client};
pub use recount::recount_due;
pub use store::{PastAwards, entrants, of_round, passed_over, past_awards, write};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

/// Routes of awards and of what they add up to per agency and client.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::get))
        .routes(routes!(read::get))
        .routes(routes!(evidence::get))
        .routes(routes!(letter::get))
        .routes(routes!(confirm::post))
        .routes(routes!(record::get_agency))
        .routes(routes!(record::get_client))
}
