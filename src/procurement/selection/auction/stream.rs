//! `GET /api/v1/notices/{id}/auction/stream`: server-sent events of an auction, for everybody. Each bid comes once and in order; a client that was
//! away names the last one it has and misses nothing.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use futures_util::stream;
use serde::Deserialize;
use tokio::time::Instant;
use utoipa::IntoParams;
use uuid::Uuid;

use super::super::facts::entrant;
use super::hall::{Board, Hall, Ticket};
use super::model::{AuctionPhase, BidView, Book};
use super::{is_auction, no_auction, store};
use crate::platform::App;
use crate::platform::app::Shutdown;
use crate::platform::web::{self, Caller, Path, Problem, Query};
use crate::procurement::rounds::store::read_published;
use crate::say;

/// A stream ends before its token would be stale for long; the client opens the next with a fresh one.
const LIFETIME: Duration = Duration::from_mins(10);
/// Bids that are read at once for a client that has been away.
const PAGE: i64 = 200;

/// Where a stream begins.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct StreamQuery {
    /// Number of a round, from 1; the newest published one unless said.
    pub round: Option<i32>,
    /// Bids after this number; from the first on unless said here or in `Last-Event-ID`.
    pub after: Option<i32>,
}

/// An auction as it goes on: `event: state` with how it stands, at once and when it opens, stops or ends; `event: bid` for each bid in order,
/// its number as the id. It ends with the auction, after ten minutes, and at shutdown; open it again with `Last-Event-ID`.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/auction/stream", operation_id = "follow_auction", tag = "selection",
    params(("id" = Uuid, Path), StreamQuery, ("Last-Event-ID" = Option<i32>, Header)),
    responses((status = 200, content_type = "text/event-stream", body = String), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Extension(hall): Extension<Hall>,
    shutdown: Option<Extension<Shutdown>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<StreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut conn = app.pool().acquire().await?;
    let round = read_published(&mut conn, id, query.round).await?;
    let round = round.filter(is_auction).ok_or_else(no_auction)?;
    drop(conn);
    let member = actor.organisation_id().filter(|id| entrant(&round, *id).is_some());
    let Some(ticket) = hall.enter(&app, &round, member) else { return Err(full()) };
    let seen = headers.get("last-event-id").and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    let watching = Watching {
        app,
        ticket,
        shutdown: shutdown.map(|Extension(shutdown)| shutdown),
        until: Instant::now() + LIFETIME,
        sent: seen.max(query.after).unwrap_or(0),
        told: None,
        ready: VecDeque::new(),
        over: false,
    };
    let events = stream::unfold(watching, |mut watching| async {
        watching.next().await.map(|event| (Ok::<_, Infallible>(event), watching))
    });
    // Proxies must not hold events back.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(events).keep_alive(KeepAlive::default())).into_response())
}

fn full() -> Problem {
    let text = say!(
        "正在观看的人太多，页面改为每隔几秒刷新一次。",
        "Too many are watching; the page asks every few seconds instead."
    );
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", text)
}

struct Watching {
    app: App,
    ticket: Ticket,
    shutdown: Option<Shutdown>,
    until: Instant,
    /// Number of the last bid sent.
    sent: i32,
    /// Phase and stop as last sent.
    told: Option<(AuctionPhase, bool)>,
    /// Events to send.
    ready: VecDeque<Event>,
    /// Nothing follows what is ready.
    over: bool,
}

impl Watching {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let board = self.ticket.board.borrow_and_update().clone();
            if let Some(board) = board
                && self.tell(&board).await.ok()?
            {
                continue;
            }
            tokio::select! {
                changed = self.ticket.board.changed() => changed.ok()?,
                () = stopped(self.shutdown.as_mut()) => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }

    /// Makes events of what is new; whether there is any. Bids come before the end that follows from them.
    async fn tell(&mut self, board: &Arc<Board>) -> Result<bool, Problem> {
        let stands = (board.now.phase, board.now.frozen);
        let begins = self.told.is_none() && stands.0 != AuctionPhase::Over;
        if begins {
            self.state(board);
        }
        let bids = self.missing(board).await?;
        for bid in &bids {
            self.sent = bid.number;
            let data = serde_json::to_string(bid).map_err(|error| Problem::internal(&error))?;
            self.ready.push_back(Event::default().event("bid").id(bid.number.to_string()).data(data));
        }
        let behind = board.now.best.as_ref().is_some_and(|best| best.number > self.sent);
        if !behind && self.told != Some(stands) {
            self.state(board);
            self.over = stands.0 == AuctionPhase::Over;
        }
        Ok(!self.ready.is_empty())
    }

    /// Bids after the last one sent: of the board, or, where they are older, a page out of the database.
    async fn missing(&self, board: &Board) -> Result<Vec<BidView>, Problem> {
        let newest = board.newest.iter().filter(|it| it.number > self.sent);
        let from = board.newest.first().map_or(i32::MAX, |it| it.number);
        if board.newest.is_empty() || from <= self.sent.saturating_add(1) {
            return Ok(newest.cloned().collect());
        }
        let mut conn = self.app.pool().acquire().await?;
        let rows = store::after(&mut conn, board.round.id, self.sent, PAGE).await?;
        let book = Book::of(&board.round)?;
        rows.iter().map(|row| book.view(row)).collect()
    }

    fn state(&mut self, board: &Board) {
        self.told = Some((board.now.phase, board.now.frozen));
        let passed = TimeDelta::from_std(board.read_at.elapsed()).unwrap_or_default();
        let now = web::Instant(board.now.now.0 + TimeDelta::milliseconds(passed.num_milliseconds()));
        let state = super::AuctionNow { now, ..board.now.clone() };
        if let Ok(data) = serde_json::to_string(&state) {
            self.ready.push_back(Event::default().event("state").data(data));
        }
    }
}

async fn stopped(shutdown: Option<&mut Shutdown>) {
    match shutdown {
        Some(shutdown) => shutdown.requested().await,
        None => std::future::pending().await,
    }
}
