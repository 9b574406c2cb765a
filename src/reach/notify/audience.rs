//! Who is told of an entry, by its kind.

use serde_json::Value;
use uuid::Uuid;

use crate::core::role::Role;
use crate::platform::journal::PlacedEntry;
use crate::reach::links;

/// The people an entry concerns.
#[expect(clippy::struct_excessive_bools, reason = "each is one circle of people, and they combine freely")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Audience {
    /// Every membership in one of these roles.
    pub staff: &'static [Role],
    /// Members of the client.
    pub client: bool,
    /// Members of the agency: the winner, the other party, the entry's own subject.
    pub agency: bool,
    /// Members of every agency whose sign-up of this round stands.
    pub entrants: bool,
    /// The same over all rounds of the notice.
    pub all_rounds: bool,
    /// Members of every active agency that offers what an open notice asks for.
    pub offering: bool,
    /// Assessors whom this entry asks to score.
    pub asked: bool,
    /// The assessor whom the entry is about.
    pub assessor: bool,
    /// Also who did it: results of a selection go to everybody who took part.
    pub actor_too: bool,
}

const NOBODY: Audience = Audience {
    staff: &[],
    client: false,
    agency: false,
    entrants: false,
    all_rounds: false,
    offering: false,
    asked: false,
    assessor: false,
    actor_too: false,
};
const CLIENT: Audience = Audience { client: true, ..NOBODY };
const AGENCY: Audience = Audience { agency: true, ..NOBODY };
const PARTIES: Audience = Audience { client: true, agency: true, ..NOBODY };
const ROUND: Audience = Audience { client: true, entrants: true, ..NOBODY };
const OPERATORS: Audience = Audience { staff: &[Role::Operator], ..NOBODY };

/// The table. A kind that is not listed is told to nobody; sign-ups are not, as they are sealed until the freeze.
pub(super) fn audience(kind: &str) -> Option<Audience> {
    Some(match kind {
        "agency.registered" => Audience { actor_too: true, ..AGENCY_AND_OPERATORS },
        "client.registered" => Audience { actor_too: true, ..CLIENT },
        "agency.checked" | "agency.check_failed" | "agency.owed_date_recomputed" => AGENCY,
        // The agency itself reads it in the result of the check.
        "agency.suspended" | "agency.reinstated" => Audience { staff: &[Role::Supervisor], ..NOBODY },
        "notice.submitted" | "assessor.applied" => OPERATORS,
        "notice.returned" | "notice.dropped" | "award.confirmed" => CLIENT,
        "notice.published" => Audience { offering: true, ..CLIENT },
        "notice.withdrawn"
        | "notice.deadline_recomputed"
        | "round.closed"
        | "round.cancelled"
        | "round.short_list"
        | "round.beacon"
        | "round.beacon_missing"
        | "auction.begun" => ROUND,
        "round.failed" | "award.selected" | "low_price.asked" | "low_price.justified" | "low_price.judged" => {
            Audience { actor_too: true, ..ROUND }
        }
        "panel.asked" => Audience { asked: true, actor_too: true, ..CLIENT },
        "assessor.approved" | "assessor.suspended" => Audience { assessor: true, ..NOBODY },
        "round.reannounced" => Audience { all_rounds: true, ..NOBODY },
        "award.declined" | "award.lapsed" => {
            Audience { staff: &[Role::Supervisor], agency: true, actor_too: true, ..ROUND }
        }
        // Who did not win may object until then.
        "award.deadline_recomputed" => Audience { agency: true, ..ROUND },
        "award.effective"
        | "contract.drafted"
        | "contract.changed"
        | "contract.confirmed"
        | "contract.filed"
        | "deliverable.submitted"
        | "deliverable.accepted"
        | "deliverable.sent_back"
        | "payment.recorded"
        | "payment.confirmed" => PARTIES,
        "payment.disputed" => Audience { staff: &[Role::Supervisor], ..PARTIES },
        _ => return None,
    })
}

const AGENCY_AND_OPERATORS: Audience = Audience { agency: true, ..OPERATORS };

/// An id that the public part names.
pub(super) fn id(public: &Value, key: &str) -> Option<Uuid> {
    public.get(key)?.as_str()?.parse().ok()
}

/// The id of a kind of thing: named by the public part, or the subject itself.
pub(super) fn id_of(entry: &PlacedEntry, what: &str) -> Option<Uuid> {
    id(&entry.public, &format!("{what}_id")).or_else(|| (entry.subject_kind == what).then_some(entry.subject_id))
}

/// The page an entry is about.
pub(super) fn link(entry: &PlacedEntry) -> String {
    let notice = || id_of(entry, "notice").unwrap_or(entry.subject_id);
    let (noun, _) = entry.kind.split_once('.').unwrap_or((&entry.kind, ""));
    match (noun, entry.kind.as_str()) {
        (_, "agency.checked" | "agency.check_failed" | "agency.owed_date_recomputed") => links::PROFILE.to_owned(),
        (_, "notice.returned") => links::draft(notice()),
        ("assessor", "assessor.applied") => links::ASSESSORS.to_owned(),
        ("assessor", _) => links::WORK.to_owned(),
        ("agency", _) => links::agency(entry.subject_id),
        ("client", _) => links::PROFILE.to_owned(),
        ("award", _) => id_of(entry, "award").map_or_else(|| links::notice(notice()), links::award),
        ("contract" | "deliverable" | "payment", _) => {
            id_of(entry, "contract").map_or_else(|| links::notice(notice()), links::contract)
        }
        ("auction", _) => links::auction(notice()),
        _ => links::notice(notice()),
    }
}
