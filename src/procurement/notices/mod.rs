//! Procurement notices (采购公告): drafting, review, publication, the public list and page, the deadline, the next round.

mod actions;
mod assess;
mod cancel;
pub mod check;
mod close;
pub mod content;
mod create;
pub mod dates;
mod draft;
mod entrants;
mod list;
mod next_round;
mod open;
mod page_store;
mod proposals;
mod publish;
mod read;
mod reader;
mod reason;
mod recount;
mod relief;
mod road;
mod row;
mod seal_key;
mod send_back;
mod store;
mod submit;
mod view;
mod withdraw;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

pub use assess::{Assessment, assess};
pub use cancel::cancel;
pub use check::public_text;
pub use close::close_due;
pub use content::NoticeContent;
pub use create::create;
pub use draft::{NoticeDraft, save};
pub use list::{Filter, MineQuery, Sort, list, mine, review_queue};
pub use next_round::{NextRound, next_round};
pub use open::open_due;
pub use publish::publish;
pub use read::{NoticeQuery, read, read_round};
pub use reason::Reason;
pub use recount::recount_due;
pub use row::NoticeRow;
pub use seal_key::seal_keys_due;
pub use send_back::send_back;
pub use submit::submit;
pub use view::{
    ClientRef, CreditLists, Expected, ItemRef, LowPrice, Notice, NoticeFacts, OrganisationRef, RoadStep, RosterLine,
    title,
};
pub use withdraw::withdraw;

/// The routes of notices.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::get, create::post))
        .routes(routes!(list::get_mine))
        .routes(routes!(list::get_review_queue))
        .routes(routes!(assess::post))
        .merge(OpenApiRouter::new().routes(routes!(read::get)).layer(Extension(read::Remembered::default())))
        .routes(routes!(draft::get, draft::put))
        .routes(routes!(submit::post))
        .routes(routes!(publish::post))
        .routes(routes!(send_back::post))
        .routes(routes!(withdraw::post))
        .routes(routes!(next_round::post))
        .routes(routes!(cancel::post))
}
