//! The entry of an assessor.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::phone::Phone;
use crate::parties::fields::Fields;
use crate::platform::Work;
use crate::platform::journal::{Audience, Entry, Subject};

/// What somebody who wants to score says of itself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessorForm {
    /// Where it works; 2 to 100 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub employer: String,
    /// Title and field (职称、专业); 2 to 100 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub field: String,
    /// Mobile or landline number.
    #[serde(default)]
    #[schema(required = true)]
    pub phone: String,
}

/// A form found right.
pub struct NewAssessor {
    employer: String,
    field: String,
    phone: Phone,
}

/// Judges the form; `None` where something is wrong, which `fields` says.
pub fn check(fields: &mut Fields, pointer: &str, form: &AssessorForm) -> Option<NewAssessor> {
    let employer = fields.name(&format!("{pointer}/employer"), &form.employer, 2, 100);
    let field = fields.name(&format!("{pointer}/field"), &form.field, 2, 100);
    let phone = fields.phone(&format!("{pointer}/phone"), &form.phone)?;
    Some(NewAssessor { employer, field, phone })
}

/// Writes the entry of a person.
///
/// # Errors
/// When the database fails.
pub async fn insert(work: &mut Work, at: DateTime<Utc>, id: Uuid, new: &NewAssessor) -> Result<(), sqlx::Error> {
    let phone = work.seal(new.phone.reveal().as_bytes());
    sqlx::query!(
        "INSERT INTO assessor (id, employer, field, phone, state, applied_at)
        VALUES ($1, $2, $3, $4, 'applied', $5)",
        id,
        new.employer,
        new.field,
        phone,
        at,
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Writes the journal entry, under the new member. Who scores is nobody's business before the award.
///
/// # Errors
/// When the database fails.
pub async fn record(
    work: &mut Work,
    at: DateTime<Utc>,
    id: Uuid,
    name: &str,
    new: &NewAssessor,
) -> Result<(), sqlx::Error> {
    let entry = Entry {
        kind: "assessor.applied",
        subject: Subject { kind: "assessor", id },
        about: vec![],
        audience: Audience::Parties,
        public: json!({ "name": name, "employer": new.employer, "field": new.field }),
        private: None,
    };
    work.record(at, entry).await?;
    Ok(())
}
