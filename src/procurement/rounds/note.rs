//! What happens in a round without moving it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::advance::tell;
use super::model::Round;
use crate::platform::Work;
use crate::platform::journal::{Audience, Recorded};
use crate::platform::web::Problem;

/// Writes what the caller changed in a locked round at the instant `at` (its next deadline follows) and a public entry about it:
/// `kind`, and what joins [`Facts::public`](super::Facts::public).
///
/// # Errors
/// When the database cannot be reached.
pub async fn note(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    kind: &'static str,
    about: impl IntoIterator<Item = Uuid>,
    public: Value,
) -> Result<Recorded, Problem> {
    tell(work, round, at, (kind, Audience::Public), about.into_iter().collect(), public, None).await
}

/// The same where nobody may read who did it: of the actor the entry says the role alone, and `private` is kept beside the journal.
///
/// # Errors
/// When the database cannot be reached.
pub async fn note_by_nobody(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    kind: &'static str,
    public: Value,
    private: Value,
) -> Result<Recorded, Problem> {
    tell(work, round, at, (kind, Audience::Public), Vec::new(), public, Some(private)).await
}
