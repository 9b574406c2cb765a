//! Finding the winner of a closed round (domain.md §7, §14; product.md §3, §5). What decides is one pure function per method (`core/selection`);
//! here it gets what it asks for: the opened roster, the secret, what named people decided. A selection begins at a time fixed beforehand, by
//! a timer that nobody can stop or repeat ([`select_due`]); a direct one is the client's reasoned pick. [`conclude`](conclude::conclude) is the one way
//! from there to an award, to a failed round, or to a person who must decide something first. The same way leads to the next-ranked, where the
//! winner is out. `awards` announces; at most one award of a round stands, which the database promises.

mod auction;
mod beacon;
mod candidates;
mod conclude;
mod decline;
mod direct;
mod drand;
mod draw;
mod facts;
mod lapse;
mod low_price;
mod pair;
mod pick;
mod proposals;
mod sealed;
mod select;

pub use auction::{
    AuctionNow, AuctionPhase, AuctionQuery, AuctionView, BidView, PlaceBid, bid, end_due as end_auction_due,
    read as read_auction,
};
pub use beacon::{EnterBeacon, beacon_due, enter};
pub use candidates::{Candidates, Considered, candidates};
pub use decline::{DeclineAward, decline};
pub use direct::{SelectAgency, select};
pub use drand::{Drand, fetch as fetch_drand, run as run_drand};
pub use lapse::confirm_lapses_due;
pub use low_price::{Justification, LowPriceVerdict, judge, justify, justify_due};
pub use proposals::{Declaration, Scoring, Sheets, declare, hand_in, score_due, scoring};
pub use select::select_due;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;

/// Routes of what people decide and bid in a selection, of watching it, and of a winner's refusal.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(candidates::get))
        .routes(routes!(beacon::post))
        .routes(routes!(direct::post))
        .routes(routes!(low_price::post_justification))
        .routes(routes!(low_price::post_verdict))
        .routes(routes!(decline::post))
        .merge(auction::router())
        .merge(proposals::router())
}
