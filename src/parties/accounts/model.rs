//! What a signed-in person is told about themselves.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::role::Role;

/// A sign-in. The refresh token travels beside it in a cookie that scripts cannot read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Send as `Authorization: Bearer …`.
    pub access_token: String,
    /// Seconds the access token lives.
    pub expires_in: i64,
    pub person: PersonView,
    /// In which of the memberships this session acts.
    pub membership: Membership,
    pub memberships: Vec<Membership>,
}

/// A person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PersonView {
    pub id: Uuid,
    pub name: String,
    pub login: String,
}

/// A role that a person holds, in an organisation or on the operating side.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Membership {
    pub id: Uuid,
    pub role: Role,
    /// Missing for the operating side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationBrief>,
}

/// The organisation acted for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OrganisationBrief {
    pub id: Uuid,
    pub name: String,
    /// `agency` or `client`.
    pub kind: String,
}
