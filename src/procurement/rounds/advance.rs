//! The one call that moves a round: it asks the table of transitions, writes the row with its next deadline, and records the entry.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::facts::facts;
use super::model::Round;
use super::store;
use crate::core::state::RoundEvent;
use crate::platform::Work;
use crate::platform::journal::{Audience, Entry, Recorded, Subject};
use crate::platform::web::{Instant, Problem};

/// A step recorded so much later than its official instant says so: the server was down, or a training clock was moved.
pub const LATE: TimeDelta = TimeDelta::minutes(1);

/// A step of a round and what the journal says about it.
pub struct Move {
    /// The event of the table of transitions.
    pub event: RoundEvent,
    /// `notice.published`
    pub kind: &'static str,
    /// Further resources whose page shows the entry; notice, round and client are there anyway.
    pub about: Vec<Uuid>,
    /// Who may read it.
    pub audience: Audience,
    /// An object, added to what every entry of a round says ([`Facts::public`](super::Facts::public)).
    pub public: Value,
    /// What is kept beside the journal.
    pub private: Option<Value>,
}

impl Move {
    /// A step that everybody may read, about nobody else.
    pub fn public(event: RoundEvent, kind: &'static str, public: Value) -> Self {
        Self { event, kind, about: Vec::new(), audience: Audience::Public, public, private: None }
    }

    /// The same, also shown on these pages.
    #[must_use]
    pub fn about(mut self, about: impl IntoIterator<Item = Uuid>) -> Self {
        self.about.extend(about);
        self
    }

    /// The same, for the parties only.
    #[must_use]
    pub fn for_parties(self) -> Self {
        Self { audience: Audience::Parties, ..self }
    }
}

/// Moves a locked round at the instant `at`. What the caller changed in `round` before (deadlines, roster, reasons) is written with it.
///
/// # Errors
/// 409 `illegal_transition`, naming both states, where the table does not allow the step; nothing is written then.
pub async fn advance(work: &mut Work, round: &mut Round, at: DateTime<Utc>, step: Move) -> Result<Recorded, Problem> {
    let state = round.state.apply(step.event).map_err(|refused| Problem::illegal_transition(&refused))?;
    if state != round.state {
        round.state = state;
        round.state_since = at;
    }
    tell(work, round, at, (step.kind, step.audience), step.about, step.public, step.private).await
}

/// Writes a locked round as the caller changed it, with its next deadline, and the entry that says so. A step that a deadline fires is
/// official at the deadline; where the server got to it later, the entry says when (`done_at`).
pub(super) async fn tell(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    (kind, audience): (&'static str, Audience),
    more_about: Vec<Uuid>,
    more: Value,
    private: Option<Value>,
) -> Result<Recorded, Problem> {
    round.version += 1;
    store::write(work.db(), round).await?;
    let mut public = facts(work.db(), round.id, round.client_id).await?.public(round);
    if let Value::Object(more) = more {
        public.extend(more);
    }
    let now = work.now().await?;
    if now - at >= LATE {
        public.insert("done_at".to_owned(), json!(Instant(now)));
    }
    let mut about = vec![round.notice_id, round.id, round.client_id];
    about.extend(more_about);
    let subject = Subject { kind: "notice", id: round.notice_id };
    let entry = Entry { kind, subject, about, audience, public: Value::Object(public), private };
    Ok(work.record(at, entry).await?)
}
