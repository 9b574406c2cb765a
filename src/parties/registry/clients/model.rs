//! A client as people see it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::uscc::Uscc;
use crate::parties::registry::UnitType;
use crate::platform::web::Instant;

/// A line of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientRow {
    pub id: Uuid,
    /// Null for a client that only imported notices name: 未登记代码.
    pub uscc: Option<Uscc>,
    pub name: String,
    pub unit_type: UnitType,
    pub division_code: String,
    pub division_name: String,
    pub registered_at: Instant,
}

/// A client's page.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Client {
    pub id: Uuid,
    /// Null for a client that only imported notices name: 未登记代码.
    pub uscc: Option<Uscc>,
    pub name: String,
    pub unit_type: UnitType,
    pub division_code: String,
    pub division_name: String,
    pub address: String,
    pub contact_name: String,
    /// Masked, unless the reader is of the client, the operator or the supervisor.
    pub contact_phone: String,
    /// Masked likewise; empty when none is given.
    pub email: String,
    pub legal_rep: String,
    pub intro: String,
    pub registered_at: Instant,
    /// Send back as `If-Match`.
    pub version: i32,
}
