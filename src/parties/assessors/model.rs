//! How an assessor is shown: to the operator, the supervisor, and itself.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::state::AssessorState;
use crate::platform::web::Instant;

/// An assessor.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Assessor {
    /// Its id, by which it is drawn.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Where it works.
    pub employer: String,
    /// Title and field.
    pub field: String,
    /// Telephone.
    pub phone: String,
    /// Where it stands.
    pub state: AssessorState,
    /// Why the operator decided so.
    pub reason: Option<String>,
    /// When it registered.
    pub applied_at: Instant,
    /// When the operator decided last.
    pub decided_at: Option<Instant>,
}
