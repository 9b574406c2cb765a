//! Addresses of the pages that messages and work lists point to.

use uuid::Uuid;

/// The public page of a notice; those it concerns find their actions there.
pub fn notice(id: Uuid) -> String {
    format!("/notices/{id}")
}

/// Where an auction is held.
pub fn auction(id: Uuid) -> String {
    format!("/notices/{id}/auction")
}

/// The form of a notice that is not published yet.
pub fn draft(id: Uuid) -> String {
    format!("/office/notices/{id}/edit")
}

/// Where a client selects one of the eligible agencies.
pub fn select(id: Uuid) -> String {
    format!("/office/notices/{id}/select")
}

/// Where an assessor scores the proposals of a notice.
pub fn scoring(id: Uuid) -> String {
    format!("/office/scoring/{id}")
}

/// The page of an award.
pub fn award(id: Uuid) -> String {
    format!("/awards/{id}")
}

/// The page of a contract, for its parties.
pub fn contract(id: Uuid) -> String {
    format!("/office/contracts/{id}")
}

/// The page of an agency.
pub fn agency(id: Uuid) -> String {
    format!("/agencies/{id}")
}

/// One's own entry in the register.
pub const PROFILE: &str = "/office/profile";
/// What waits for whoever is signed in.
pub const WORK: &str = "/office";
/// The pool of assessors.
pub const ASSESSORS: &str = "/office/assessors";
/// The working-day calendars.
pub const CALENDAR: &str = "/office/calendar";
