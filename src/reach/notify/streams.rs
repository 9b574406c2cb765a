//! The open streams of this server, and the bell that tells them when their inbox has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use super::store;
use crate::platform::App;

/// Open streams of one membership: a few windows on a few devices.
const MOST_PER_MEMBERSHIP: usize = 6;
/// How long the reader of the inbox takes, as a rule, to write what the order has just got.
const LAG: Duration = Duration::from_millis(50);
/// After so many looks a reader that does not come on is left until the order grows again.
const LOOKS: usize = 100;
/// How often the bell looks though the order has not grown.
const TICK: Duration = Duration::from_secs(5);

/// Shared by the routes of one server.
#[derive(Clone, Default)]
pub(super) struct Streams(Arc<Mutex<Seats>>);

#[derive(Default)]
struct Seats {
    by_membership: HashMap<Uuid, Seat>,
    /// A bell is at work.
    bell: bool,
}

struct Seat {
    open: usize,
    changed: watch::Sender<()>,
}

/// One open stream; its place is free again when it is dropped.
pub(super) struct Ticket {
    streams: Streams,
    membership_id: Uuid,
    changed: watch::Receiver<()>,
}

impl Ticket {
    /// Waits until the membership's inbox may have changed.
    pub async fn changed(&mut self) {
        if self.changed.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut seats = self.streams.seats();
        if let Some(seat) = seats.by_membership.get_mut(&self.membership_id) {
            seat.open -= 1;
            if seat.open == 0 {
                seats.by_membership.remove(&self.membership_id);
            }
        }
    }
}

impl Streams {
    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more stream of a membership; `None` where it has too many open.
    pub fn open(&self, app: &App, membership_id: Uuid) -> Option<Ticket> {
        let mut seats = self.seats();
        let seat = seats
            .by_membership
            .entry(membership_id)
            .or_insert_with(|| Seat { open: 0, changed: watch::Sender::new(()) });
        if seat.open >= MOST_PER_MEMBERSHIP {
            return None;
        }
        seat.open += 1;
        let changed = seat.changed.subscribe();
        if !seats.bell {
            seats.bell = true;
            tokio::spawn(bell(app.clone(), self.clone()));
        }
        Some(Ticket { streams: self.clone(), membership_id, changed })
    }

    /// Tells the streams of these memberships to look again.
    pub fn ring(&self, memberships: &[Uuid]) {
        let seats = self.seats();
        for seat in memberships.iter().filter_map(|id| seats.by_membership.get(id)) {
            seat.changed.send_replace(());
        }
    }

    /// Who listens; where nobody does, the bell goes to rest.
    fn listeners(&self) -> Option<Vec<Uuid>> {
        let mut seats = self.seats();
        seats.bell = !seats.by_membership.is_empty();
        seats.bell.then(|| seats.by_membership.keys().copied().collect())
    }
}

/// Follows the reader of the inbox while anybody listens.
async fn bell(app: App, streams: Streams) {
    let mut tail = app.tail().follow();
    let mut told = None;
    while let Some(listeners) = streams.listeners() {
        match ring_news(&app, &streams, &listeners, told).await {
            Ok(next_index) => told = Some(next_index),
            Err(error) => tracing::warn!(%error, "the streams of the inbox wait for the database"),
        }
        let behind = told.is_some_and(|told| told < *tail.borrow_and_update());
        if !(behind && catch_up(&app, told).await) {
            tokio::select! {
                _ = tail.changed() => tokio::time::sleep(LAG).await,
                () = tokio::time::sleep(TICK) => {}
            }
        }
    }
}

/// Waits until the reader has come further than `told`; false when it takes too long.
async fn catch_up(app: &App, told: Option<i64>) -> bool {
    for _ in 0..LOOKS {
        tokio::time::sleep(LAG).await;
        let Ok(mut conn) = app.pool().acquire().await else { return false };
        match store::cursor(&mut conn).await {
            Ok(next_index) if Some(next_index) > told => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    false
}

/// Rings for who was told something since `told`; the first time for all. Answers how far the reader has come.
async fn ring_news(app: &App, streams: &Streams, listeners: &[Uuid], told: Option<i64>) -> Result<i64, sqlx::Error> {
    let mut conn = app.pool().acquire().await?;
    let next_index = store::cursor(&mut conn).await?;
    match told {
        None => streams.ring(listeners),
        Some(told) if told < next_index => {
            streams.ring(&store::told_between(&mut conn, listeners, told, next_index).await?);
        }
        Some(_) => {}
    }
    Ok(next_index)
}
