//! Reverse auction (domain.md §7.3).

use chrono::{DateTime, Utc};

use super::conclude::Hindered;
use crate::core::evidence::Selected;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::rounds::Round;

/// The outcome once the auction is over.
pub(super) async fn found(_work: &mut Work, _round: &mut Round, _at: DateTime<Utc>) -> Result<Selected, Hindered> {
    Err(Problem::internal(&"reverse auctions are not held yet").into())
}
