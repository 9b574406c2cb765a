//! `GET /api/v1/inbox/stream`: server-sent events, read by `fetch` with a bearer token.

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::Instant;
use uuid::Uuid;

use super::store;
use super::streams::{Streams, Ticket};
use crate::platform::App;
use crate::platform::app::Shutdown;
use crate::platform::web::{Problem, Signed};
use crate::say;

/// A stream ends before its token would be stale for long; the client opens the next with a fresh one.
const LIFETIME: Duration = Duration::from_mins(10);

/// The unread count, at once and whenever it changes (`event: inbox`, `{"unread": 3}`), and the index of the newest public entry of
/// the journal whenever there is another (`event: tail`, `{"index": 41}`). It ends after ten minutes and at shutdown; open it again.
#[utoipa::path(get, path = "/api/v1/inbox/stream", operation_id = "follow_inbox", tag = "inbox",
    responses((status = 200, content_type = "text/event-stream", body = String), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Extension(streams): Extension<Streams>,
    shutdown: Option<Extension<Shutdown>>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let membership_id = actor.member()?.membership_id;
    let Some(ticket) = streams.open(&app, membership_id) else {
        return Err(Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_streams",
            say!(
                "同时打开的窗口太多，消息提醒只在最先打开的几个窗口里更新。",
                "Too many windows are open; messages are announced in the first ones only."
            ),
        ));
    };
    let mut tail = app.tail().follow_public();
    tail.mark_unchanged();
    let listening = Listening {
        app,
        membership_id,
        ticket,
        tail,
        shutdown: shutdown.map(|Extension(shutdown)| shutdown),
        until: Instant::now() + LIFETIME,
        unread: None,
    };
    let events = stream::unfold(listening, |mut listening| async {
        listening.next().await.map(|event| (Ok::<_, Infallible>(event), listening))
    });
    // Proxies must not hold events back.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(events).keep_alive(KeepAlive::default())).into_response())
}

struct Listening {
    app: App,
    membership_id: Uuid,
    ticket: Ticket,
    tail: watch::Receiver<i64>,
    shutdown: Option<Shutdown>,
    until: Instant,
    /// As last sent.
    unread: Option<i64>,
}

impl Listening {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        while self.unread.is_some() {
            tokio::select! {
                () = self.ticket.changed() => {
                    if let Some(event) = self.news().await {
                        return Some(event);
                    }
                }
                grown = self.tail.changed() => {
                    grown.ok()?;
                    let index = *self.tail.borrow_and_update();
                    return Some(Event::default().event("tail").data(json!({ "index": index }).to_string()));
                }
                () = stopped(self.shutdown.as_mut()) => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
        self.news().await
    }

    /// The unread count, if it is another than was sent last. A database that is away ends the stream only at its start.
    async fn news(&mut self) -> Option<Event> {
        let mut conn = self.app.pool().acquire().await.ok()?;
        let unread = store::unread(&mut conn, self.membership_id).await.ok()?;
        if self.unread.replace(unread) == Some(unread) {
            return None;
        }
        Some(Event::default().event("inbox").data(json!({ "unread": unread }).to_string()))
    }
}

async fn stopped(shutdown: Option<&mut Shutdown>) {
    match shutdown {
        Some(shutdown) => shutdown.requested().await,
        None => std::future::pending().await,
    }
}
