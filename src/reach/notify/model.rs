//! What the inbox shows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::web::Instant;

/// A message, in the words of the request's language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Message {
    /// Its id.
    pub id: Uuid,
    /// Kind of the journal entry it follows from.
    pub kind: String,
    /// What happened, in one line.
    pub title: String,
    /// Why, and what comes next.
    pub body: String,
    /// The page it is about.
    pub link: String,
    /// When it happened.
    pub at: Instant,
    /// When it was read; null: unread.
    pub read_at: Option<Instant>,
}

/// How many messages are unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Unread {
    /// Their number.
    pub unread: i64,
}
