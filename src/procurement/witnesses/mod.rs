//! Opening together (见证启封): the private key of a round split m of n among the witnesses that its notice names, who have no account.
//!
//! Each gets a link from the client, whose secret part the server knows as a hash alone, makes a key in its browser and keeps it in a file. At
//! publication the round's key, wrapped to the opening key as ever, is split; the server keeps the shares sealed to the witnesses, and the
//! hash of what was split ([`split`]). After the close each opens its share and gives it; with enough of them the wrapped key is there again,
//! and the opening goes on as without witnesses. Where they do not come in time, the round fails, and nothing was ever opened ([`lapse_due`]).

mod expect;
mod give;
mod invite;
mod invited;
mod lapse;
mod page;
mod register;
mod split;
mod store;
mod view;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

pub use expect::{expect, recount};
pub use give::{GiveShare, give};
pub use invite::{InviteWitness, WitnessInvitations, invite};
pub use invited::{Invited, Token};
pub use lapse::lapse_due;
pub use register::{WitnessKey, register};
pub use split::{missing_keys, promised, split};
pub use store::carry;
pub use view::{SplitView, SplitWitness, WitnessPage, WitnessStage};

/// What a witness sends is a key or a share.
const BODY_LIMIT: usize = 4096;

/// Routes of the client's invitations and of the witness's own page.
pub fn router() -> OpenApiRouter<App> {
    let own = OpenApiRouter::new()
        .routes(routes!(page::get))
        .routes(routes!(register::post))
        .routes(routes!(give::post))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    OpenApiRouter::new().routes(routes!(invite::post)).merge(own)
}
