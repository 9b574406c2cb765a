//! What the evidence says of a round, whatever the method.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::core::beacon::BeaconSource;
use crate::core::calendar::cst;
use crate::core::draw::NO_BEACON;
use crate::core::evidence;
use crate::core::money::Fen;
use crate::core::uscc::Uscc;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::notices::OrganisationRef;
use crate::procurement::rounds::{RosterEntry, Round, facts};

/// The round as its evidence names it.
pub(super) async fn notice(
    work: &mut Work,
    round: &Round,
    amount: Fen,
    select_time: DateTime<Utc>,
) -> Result<evidence::Notice, Problem> {
    // The stored rules, not a re-writing of them: their hash is taken over every field that was frozen.
    let rules: Option<Value> =
        sqlx::query_scalar!("SELECT rules FROM round WHERE id = $1", round.id).fetch_one(work.db()).await?;
    Ok(evidence::Notice {
        notice_code: round.code_text(),
        too_few: round.failures(),
        project_name: round.project_name.clone(),
        client_name: facts(work.db(), round.id, round.client_id).await?.client_name,
        signups: round.entrants.and_then(|count| u32::try_from(count).ok()).unwrap_or_default(),
        amount,
        select_time: select_time.with_timezone(&cst()),
        rules: rules.unwrap_or_default(),
        rules_hash: bytes(round.rules_hash.as_deref(), "rules_hash")?,
        roster_hash: bytes(round.roster_hash.as_deref(), "roster_hash")?,
    })
}

/// A column of fixed length that every closed round has.
pub(super) fn bytes<const N: usize>(column: Option<&[u8]>, name: &str) -> Result<[u8; N], Problem> {
    let found = column.and_then(|bytes| bytes.try_into().ok());
    found.ok_or_else(|| Problem::internal(&format!("a closed round has no {name} of {N} bytes")))
}

/// The public number in the seed, and its source where the notice names one.
pub(super) fn beacon(round: &Round) -> Result<(String, Option<BeaconSource>), Problem> {
    let source = round.beacon.as_ref().map(|it| it.0.clone());
    match (&source, &round.beacon_value) {
        (None, _) => Ok((NO_BEACON.to_owned(), None)),
        (Some(_), Some(value)) => Ok((value.clone(), source)),
        (Some(_), None) => Err(Problem::internal(&"a selection before its public number")),
    }
}

/// The frozen roster.
pub(super) fn roster(round: &Round) -> &[RosterEntry] {
    round.roster.as_ref().map_or(&[], |roster| roster.0.as_slice())
}

/// The code of an entrant, as it was checked at registration.
pub(super) fn code(entry: &RosterEntry) -> Result<Uscc, Problem> {
    Uscc::parse(&entry.uscc).map_err(|error| Problem::internal(&error))
}

/// An entrant as the winner.
pub(super) fn winner(entry: &RosterEntry) -> OrganisationRef {
    OrganisationRef { id: entry.agency_id, name: entry.name.clone(), uscc: entry.uscc.clone() }
}

/// The entrant with this id.
pub(super) fn entrant(round: &Round, agency_id: Uuid) -> Option<&RosterEntry> {
    roster(round).iter().find(|entry| entry.agency_id == agency_id)
}
