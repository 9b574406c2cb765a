//! The reason that a person gives for a step.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::core::text;
use crate::platform::web::Problem;
use crate::say;

/// Why; shown to whom it concerns.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// At most 500 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub reason: String,
}

impl Reason {
    /// The reason, normalised.
    ///
    /// # Errors
    /// 422 where it is empty or too long.
    pub fn text(&self) -> Result<String, Problem> {
        self.if_any()?.ok_or_else(|| Problem::field("/reason", "required", say!("请写明原因", "give a reason")))
    }

    /// The same where none need be given.
    ///
    /// # Errors
    /// 422 where it is too long.
    pub fn if_any(&self) -> Result<Option<String>, Problem> {
        let reason = text::prose(&self.reason);
        match reason.chars().count() {
            0 => Ok(None),
            1..=500 => Ok(Some(reason)),
            _ => Err(Problem::field("/reason", "too_long", say!("最多 500 个字", "at most 500 characters"))),
        }
    }
}
