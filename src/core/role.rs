//! The roles of the product; `public` is the absence of a membership.

use serde::{Deserialize, Serialize};

/// What a membership lets a person do (product.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Role {
    Agency,
    Client,
    Desk,
    Operator,
    Supervisor,
    Admin,
    /// Scores proposals (评审专家); belongs to no organisation and sees nothing but its own tasks.
    Assessor,
}

impl Role {
    /// Roles of the operating side, which belong to no organisation.
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Agency | Role::Client | Role::Assessor)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Agency => "agency",
            Role::Client => "client",
            Role::Desk => "desk",
            Role::Operator => "operator",
            Role::Supervisor => "supervisor",
            Role::Admin => "admin",
            Role::Assessor => "assessor",
        }
    }
}
