//! PUT /api/v1/settings: the admin sets what a division overrides.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{SettingsView, read};
use super::{in_force, no_division};
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::rules::RulesError;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Body, Problem, Signed};
use crate::platform::{App, Work, divisions};
use crate::say;

/// All that a division overrides; what is left out is inherited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSettings {
    /// The division.
    pub division_code: String,
    /// Key of domain.md §7.10, or `notice_review`, to value; null removes an override.
    #[schema(value_type = Object)]
    pub overrides: Map<String, Value>,
}

/// Replaces the overrides of a division. Rounds already published keep the rules they froze.
///
/// # Errors
/// 403 for others than the admin, 422 naming the key that does not fit.
pub async fn change(work: &mut Work, command: ChangeSettings) -> Result<SettingsView, Problem> {
    work.actor().require(&[Role::Admin])?;
    let ChangeSettings { division_code, mut overrides } = command;
    overrides.retain(|_, value| !value.is_null());
    let path = divisions::path(work.db(), &division_code).await?;
    let Some(division) = path.last() else { return Err(no_division(&division_code)) };
    let parent = division.parent_code.clone().unwrap_or_default();
    in_force(work.db(), &parent).await?.with(&overrides).map_err(|error| refused(&error))?;
    let at = work.now().await?;
    let before = read(work.db(), &division_code).await?.overrides;
    let (keys, values): (Vec<String>, Vec<Value>) =
        overrides.iter().map(|(key, value)| (key.clone(), value.clone())).unzip();
    sqlx::query!(
        "DELETE FROM setting
        WHERE division_code = $1 AND key <> ALL ($2)",
        division_code,
        &keys,
    )
    .execute(work.db())
    .await?;
    sqlx::query!(
        "INSERT INTO setting (division_code, key, value)
        SELECT $1, key, value
        FROM UNNEST($2::text[], $3::jsonb[]) AS row (key, value)
        ON CONFLICT (division_code, key) DO UPDATE
        SET value = excluded.value, version = setting.version + 1
        WHERE setting.value <> excluded.value",
        division_code,
        &keys,
        &values,
    )
    .execute(work.db())
    .await?;
    let entry = Entry {
        kind: "settings.changed",
        subject: Subject { kind: "division", id: division_id(&division_code) },
        about: Vec::new(),
        audience: Audience::Public,
        public: json!({ "division_code": division_code, "before": before, "after": overrides }),
        private: None,
    };
    work.record(at, entry).await?;
    read(work.db(), &division_code).await
}

/// The key is in the pointer, beside a field with its name, so the text says only what would be right.
fn refused(error: &RulesError) -> Problem {
    let (key, text) = match error {
        RulesError::UnknownKey(key) => (key.as_str(), error.text()),
        RulesError::WrongType { key, .. } => {
            (key.as_str(), say!("这里要填数字，多个数用逗号分开", "a number is expected here, or several with commas"))
        }
        RulesError::OutOfRange { key, low, high } if key.ends_with("_fen") => {
            let (low, high) = (Fen(*low), Fen(*high));
            (*key, say!("应在 {low} 到 {high} 之间", "must be between {low} and {high}"))
        }
        RulesError::OutOfRange { key, low, high } => {
            (*key, say!("应在 {low} 到 {high} 之间", "must be between {low} and {high}"))
        }
        RulesError::TooMany { key, most } => (*key, say!("最多 {most} 项", "at most {most} entries")),
    };
    Problem::field(&format!("/overrides/{key}"), "rule", text)
}

/// A division as the subject of an entry: its six digits as the last of an otherwise empty id.
fn division_id(code: &str) -> Uuid {
    Uuid::from_u128(code.parse().unwrap_or_default())
}

/// The admin sets what a division overrides.
#[utoipa::path(put, path = "/api/v1/settings", tag = "settings", request_body = ChangeSettings, responses((status = 200, body = SettingsView), Problem))]
pub(super) async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(command, _): Body<ChangeSettings>,
) -> Result<Json<SettingsView>, Problem> {
    let mut work = app.begin(actor).await?;
    let view = change(&mut work, command).await?;
    work.commit().await?;
    Ok(Json(view))
}
