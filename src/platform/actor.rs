//! Who acts in a unit of work.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::core::role::Role;
use crate::platform::web::Problem;
use crate::say;

/// The hand behind a unit of work; written into every journal entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// The system itself: a timer, an import, the command line. The name says which.
    System(&'static str),
    Member(Member),
}

/// A signed-in person in one of their memberships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub person_id: Uuid,
    pub membership_id: Uuid,
    pub session_id: Uuid,
    pub role: Role,
    /// The agency or client acted for; `None` for the operating side.
    pub organisation_id: Option<Uuid>,
}

impl Actor {
    /// The acting member.
    ///
    /// # Errors
    /// 401 when nobody is signed in.
    pub fn member(&self) -> Result<&Member, Problem> {
        match self {
            Actor::Member(member) => Ok(member),
            _ => Err(Problem::unauthorized()),
        }
    }

    /// The organisation of a member acting in `role` (agency or client).
    ///
    /// # Errors
    /// 401 when nobody is signed in, 403 in any other role.
    pub fn organisation(&self, role: Role) -> Result<Uuid, Problem> {
        let member = self.member()?;
        match member.organisation_id {
            Some(id) if member.role == role => Ok(id),
            _ => Err(Problem::wrong_role(&[role])),
        }
    }

    /// Passes only members in one of `roles`, and the system itself.
    ///
    /// # Errors
    /// 401 when nobody is signed in, 403 in any other role.
    pub fn require(&self, roles: &[Role]) -> Result<(), Problem> {
        if let Actor::System(_) = self {
            return Ok(());
        }
        if roles.contains(&self.member()?.role) { Ok(()) } else { Err(Problem::wrong_role(roles)) }
    }

    pub fn is_system(&self) -> bool {
        matches!(self, Actor::System(_))
    }

    pub fn role(&self) -> Option<Role> {
        match self {
            Actor::Member(member) => Some(member.role),
            _ => None,
        }
    }

    pub fn organisation_id(&self) -> Option<Uuid> {
        match self {
            Actor::Member(member) => member.organisation_id,
            _ => None,
        }
    }

    /// Distinguishes callers in the idempotency table.
    pub fn key(&self) -> String {
        match self {
            Actor::Anonymous => "anonymous".to_owned(),
            Actor::System(name) => format!("system:{name}"),
            Actor::Member(member) => member.membership_id.to_string(),
        }
    }

    /// As written into journal entries. `sealed` leaves out whom the actor acts for.
    pub fn to_json(&self, sealed: bool) -> Value {
        match self {
            Actor::Anonymous => json!({ "role": "public" }),
            Actor::System(name) => json!({ "role": "system", "name": name }),
            Actor::Member(member) if sealed => json!({ "role": member.role }),
            Actor::Member(member) => json!({
                "role": member.role,
                "organisation_id": member.organisation_id,
                "membership_id": member.membership_id,
            }),
        }
    }
}

/// The 403 of a member who is of the right role but not of the right organisation.
pub fn not_yours() -> Problem {
    Problem::forbidden(
        "not_yours",
        say!("这不是您单位的业务，您无权办理。", "This belongs to another organisation; you may not act on it."),
    )
}
