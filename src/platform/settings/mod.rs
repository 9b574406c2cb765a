//! Settings of the tenants (domain.md §7.10): the default rules, overlaid by every division on the way from the province down.
//! A round freezes them at publication; a later change touches later rounds only.

mod change;
mod read;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::PgConnection;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::core::rules::{Rules, RulesError};
use crate::platform::App;
use crate::platform::web::Problem;
use crate::say;

pub use change::{ChangeSettings, change};
pub use read::{SettingsView, read};

/// The one setting that is no rule of a round: how a notice gets published.
const REVIEW: &str = "notice_review";

/// What is in force in a division.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    /// Every number of domain.md §7.10.
    pub rules: Rules,
    /// The operator reviews a notice before it is published.
    pub notice_review: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rules: Rules::default(), notice_review: true }
    }
}

impl Settings {
    /// These with overrides laid over them.
    fn with(&self, overrides: &Map<String, Value>) -> Result<Self, RulesError> {
        let mut rules = overrides.clone();
        let notice_review = match rules.remove(REVIEW) {
            None => self.notice_review,
            Some(Value::Bool(on)) => on,
            Some(other) => {
                return Err(RulesError::WrongType {
                    key: REVIEW.to_owned(),
                    reason: format!("{other} is not true or false"),
                });
            }
        };
        Ok(Self { rules: self.rules.with(&rules)?, notice_review })
    }
}

/// What is in force in a division: the defaults, overlaid by its ancestors from the province down, and by itself.
///
/// # Errors
/// 500 where a stored override no longer fits, which the check at writing excludes.
pub async fn in_force(conn: &mut PgConnection, division_code: &str) -> Result<Settings, Problem> {
    let layers = sqlx::query!(
        r#"WITH RECURSIVE up AS (
            SELECT code, parent_code, 0 AS height
            FROM division
            WHERE code = $1
            UNION ALL
            SELECT above.code, above.parent_code, up.height + 1
            FROM up
            JOIN division above ON above.code = up.parent_code
            WHERE up.height < 8
        )
        SELECT jsonb_object_agg(s.key, s.value) AS "overrides!"
        FROM up
        JOIN setting s ON s.division_code = up.code
        GROUP BY up.height
        ORDER BY up.height DESC"#,
        division_code,
    )
    .fetch_all(conn)
    .await?;
    let mut settings = Settings::default();
    for layer in layers {
        if let Value::Object(overrides) = layer.overrides {
            settings = settings.with(&overrides).map_err(|error| Problem::internal(&error))?;
        }
    }
    Ok(settings)
}

/// The rules in force in a division.
///
/// # Errors
/// As [`in_force`].
pub async fn rules_in_force(conn: &mut PgConnection, division_code: &str) -> Result<Rules, Problem> {
    Ok(in_force(conn, division_code).await?.rules)
}

fn no_division(code: &str) -> Problem {
    Problem::field("/division_code", "unknown", say!("没有行政区划 {code}", "there is no division {code}"))
}

/// GET and PUT /api/v1/settings.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read::get, change::put))
}
