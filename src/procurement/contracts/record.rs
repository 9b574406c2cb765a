//! What the journal says of a contract: codes, names of the parties and amounts, which the award and the ledger show
//! anyway; what the parties write to each other stays beside the journal.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::model::Row;
use crate::core::state::RoundEvent;
use crate::platform::Work;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::Problem;
use crate::procurement::rounds::{Move, Round, advance};

/// The public part of every entry about a contract, with `more` added.
pub(super) fn facts(row: &Row, more: Value) -> Value {
    let mut facts = json!({
        "contract_id": row.id,
        "contract_code": row.code,
        "price_fen": row.price_fen,
        "award_id": row.award_id,
        "notice_id": row.notice_id,
        "notice_code": row.notice_code,
        "project_name": row.project_name,
        "division_code": row.division_code,
        "client_id": row.client_id,
        "client_name": row.client_name,
        "agency_id": row.agency_id,
        "agency_name": row.agency_name,
    });
    if let (Value::Object(facts), Value::Object(more)) = (&mut facts, more) {
        facts.extend(more);
    }
    facts
}

fn about(row: &Row) -> Vec<Uuid> {
    vec![row.id, row.notice_id, row.award_id, row.client_id, row.agency_id]
}

/// Records what happened between the parties without moving the round.
pub(super) async fn record(
    work: &mut Work,
    at: DateTime<Utc>,
    row: &Row,
    kind: &'static str,
    audience: Audience,
    more: Value,
    private: Option<Value>,
) -> Result<(), sqlx::Error> {
    let subject = Subject { kind: "contract", id: row.id };
    let entry = Entry { kind, subject, about: about(row), audience, public: facts(row, more), private };
    work.record(at, entry).await?;
    Ok(())
}

/// Moves the round, and records that as what happened.
pub(super) async fn move_round(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    row: &Row,
    (event, kind): (RoundEvent, &'static str),
    more: Value,
    private: Option<Value>,
) -> Result<(), Problem> {
    let step = Move { private, ..Move::public(event, kind, facts(row, more)).about(about(row)) };
    advance(work, round, at, step).await?;
    Ok(())
}
