//! Who watches auctions on this server: a room for each auction that is watched, with one watcher that looks into the database for all of them.
//! Any server may take the bids; what is shown comes from the database alone. The journal's tail is a hint to look at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::PgConnection;
use tokio::sync::watch;
use uuid::Uuid;

use super::model::{AuctionNow, BidView, Book};
use super::store;
use crate::platform::App;
use crate::platform::web::Problem;
use crate::procurement::rounds::Round;
use crate::procurement::rounds::store::read_published;

/// Streams of the public on one server.
const MOST_PUBLIC: usize = 1_000;
/// Streams of one member of the roster, which the public cannot take away.
const MOST_PER_MEMBER: usize = 6;
/// How often the watcher looks though it was not told of anything.
const TICK: Duration = Duration::from_millis(500);
/// The newest bids, which streams get without asking the database.
const WINDOW: i64 = 200;

/// Shared by the routes of one server.
#[derive(Clone, Default)]
pub(super) struct Hall(Arc<Mutex<Seats>>);

#[derive(Default)]
struct Seats {
    /// Open streams: of members by agency, of the public under none.
    taken: HashMap<Option<Uuid>, usize>,
    /// By round.
    rooms: HashMap<Uuid, Room>,
}

struct Room {
    open: usize,
    board: watch::Sender<Option<Arc<Board>>>,
}

/// An auction as the watcher last saw it.
pub(super) struct Board {
    /// The round it belongs to.
    pub round: Round,
    /// How it stands.
    pub now: AuctionNow,
    /// Its newest bids, in order.
    pub newest: Vec<BidView>,
    /// When it was read.
    pub read_at: tokio::time::Instant,
}

/// One open stream; its place is free again when it is dropped.
pub(super) struct Ticket {
    hall: Hall,
    round_id: Uuid,
    member: Option<Uuid>,
    /// What there is to see.
    pub board: watch::Receiver<Option<Arc<Board>>>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut seats = self.hall.seats();
        if let Some(taken) = seats.taken.get_mut(&self.member) {
            *taken = taken.saturating_sub(1);
            if *taken == 0 {
                seats.taken.remove(&self.member);
            }
        }
        if let Some(room) = seats.rooms.get_mut(&self.round_id) {
            room.open = room.open.saturating_sub(1);
        }
    }
}

impl Hall {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more stream, of a member of the roster or of the public; `None` where too many are open.
    pub(super) fn enter(&self, app: &App, round: &Round, member: Option<Uuid>) -> Option<Ticket> {
        let most = if member.is_some() { MOST_PER_MEMBER } else { MOST_PUBLIC };
        let mut seats = self.seats();
        let taken = seats.taken.entry(member).or_default();
        if *taken >= most {
            return None;
        }
        *taken += 1;
        let mut empty = false;
        let room = seats.rooms.entry(round.id).or_insert_with(|| {
            empty = true;
            Room { open: 0, board: watch::Sender::new(None) }
        });
        room.open += 1;
        let board = room.board.subscribe();
        if empty {
            tokio::spawn(look(app.clone(), self.clone(), (round.notice_id, round.number, round.id)));
        }
        Some(Ticket { hall: self.clone(), round_id: round.id, member, board })
    }

    /// The board of a room that is watched; an empty room is closed.
    fn watched(&self, round_id: Uuid) -> Option<watch::Sender<Option<Arc<Board>>>> {
        let mut seats = self.seats();
        if seats.rooms.get(&round_id)?.open == 0 {
            seats.rooms.remove(&round_id);
            return None;
        }
        Some(seats.rooms.get(&round_id)?.board.clone())
    }
}

/// Keeps the board of one room while anybody watches.
async fn look(app: App, hall: Hall, (notice_id, number, round_id): (Uuid, i32, Uuid)) {
    let mut tail = app.tail().follow_public();
    while let Some(board) = hall.watched(round_id) {
        tail.mark_unchanged();
        let known = board.borrow().as_ref().map(|it| it.round.version);
        match news(&app, notice_id, number, round_id, known).await {
            Ok(Some(newer)) => {
                board.send_replace(Some(Arc::new(newer)));
            }
            Ok(None) => {}
            Err(problem) => tracing::warn!(%problem, "an auction's watchers wait for the database"),
        }
        tokio::select! {
            _ = tail.changed() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// The board as it is now, where the round is of another version than the one known.
async fn news(
    app: &App,
    notice_id: Uuid,
    number: i32,
    round_id: Uuid,
    known: Option<i32>,
) -> Result<Option<Board>, Problem> {
    let mut conn = app.pool().acquire().await?;
    if known.is_some() && store::version(&mut conn, round_id).await? == known {
        return Ok(None);
    }
    let Some(round) = read_published(&mut conn, notice_id, Some(number)).await? else { return Ok(None) };
    let now = app.clock().now(&mut conn).await?;
    let read_at = tokio::time::Instant::now();
    let (last, newest) = bids(&mut conn, &round).await?;
    let award = store::award(&mut conn, round.id).await?;
    let now = Book::of(&round)?.now(last.as_ref(), award, now.into())?;
    Ok(Some(Board { round, now, newest, read_at }))
}

async fn bids(conn: &mut PgConnection, round: &Round) -> Result<(Option<store::BidRow>, Vec<BidView>), Problem> {
    if round.auction_start.is_none() {
        return Ok((None, Vec::new()));
    }
    let last = store::last(conn, round.id).await?;
    let from = last.as_ref().map_or(0, |it| i64::from(it.number) - WINDOW).max(0);
    let rows = store::after(conn, round.id, i32::try_from(from).unwrap_or(0), WINDOW).await?;
    let book = Book::of(round)?;
    let newest = rows.iter().map(|row| book.view(row)).collect::<Result<_, _>>()?;
    Ok((last, newest))
}
