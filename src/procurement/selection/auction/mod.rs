//! Reverse auction (竞价; domain.md §7.3): open bidding downwards. It opens at the selection time ([`begin`]), takes bids one by one under the lock
//! of its round ([`bid`]), and ends by a timer when it has been quiet for long enough ([`end_due`]). Who is late, too high or no member, the pure
//! core says (`core/selection/reverse_auction`); the evidence replays all bids by the same judge. Everybody may watch: [`read`](read::read)
//! tells how it stands, [`stream`] follows it.

mod begin;
mod bid;
mod end;
mod hall;
mod model;
mod read;
mod store;
mod stream;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::facts::{code, roster};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::selection::Terms;
use crate::core::selection::reverse_auction::{AuctionRules, quiet, step};
use crate::platform::App;
use crate::platform::web::Problem;
use crate::procurement::rounds::Round;
use crate::say;

pub(super) use begin::begin;
pub use bid::{PlaceBid, bid};
pub use end::end_due;
pub(super) use end::found;
pub use model::{AuctionNow, AuctionPhase, AuctionView, BidView};
pub use read::{AuctionQuery, read};

/// Routes of auctions.
pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(bid::post))
        .routes(routes!(read::get))
        .routes(routes!(stream::get))
        .layer(Extension(hall::Hall::default()))
}

/// Ceiling and floor of an auction.
fn bounds(round: &Round) -> Result<(Fen, Fen), Problem> {
    match round.terms() {
        Some(Terms::Amount { min_fen, max_fen }) => Ok((max_fen, min_fen)),
        _ => Err(Problem::internal(&"an auction without a ceiling")),
    }
}

/// What an auction is held by, once it has begun.
fn rules(round: &Round) -> Result<AuctionRules, Problem> {
    let (ceiling, floor) = bounds(round)?;
    let frozen = round.rules();
    Ok(AuctionRules {
        members: roster(round).iter().map(code).collect::<Result<_, _>>()?,
        start: round.auction_start.ok_or_else(|| Problem::internal(&"an auction without its beginning"))?,
        ceiling,
        floor,
        step: step(ceiling, &frozen),
        quiet: quiet(&frozen),
    })
}

/// The 404 of a notice that holds no auction, for whoever looks.
fn no_auction() -> Problem {
    Problem::not_found(say!("这份公告没有竞价", "this notice holds no auction"))
}

/// Whether a round is one.
fn is_auction(round: &Round) -> bool {
    round.method == Method::ReverseAuction
}
