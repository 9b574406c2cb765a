//! How one resource names another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A resource by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NameRef {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A resource by its human code (domain.md §12.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodeRef {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: String,
}
