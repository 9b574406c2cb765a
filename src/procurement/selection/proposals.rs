//! Proposal merit (domain.md §7.7).

use chrono::{DateTime, Utc};

use super::conclude::Hindered;
use crate::core::evidence::Selected;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::rounds::Round;

/// The outcome once every assessor has scored.
pub(super) async fn found(_work: &mut Work, _round: &mut Round, _at: DateTime<Utc>) -> Result<Selected, Hindered> {
    Err(Problem::internal(&"proposals are not scored yet").into())
}

/// Too few assessors are left.
pub(super) async fn ask_assessors(
    _work: &mut Work,
    _round: &mut Round,
    _at: DateTime<Utc>,
    _have: u32,
    _needed: u32,
) -> Result<(), Problem> {
    Ok(())
}

/// Some have not scored yet.
pub(super) async fn ask_scores(
    _work: &mut Work,
    _round: &mut Round,
    _at: DateTime<Utc>,
    _missing: &[String],
) -> Result<(), Problem> {
    Ok(())
}
