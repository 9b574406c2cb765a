//! An agency as people see it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::state::AgencyState;
use crate::core::text::Text;
use crate::core::uscc::{OrgType, Uscc};
use crate::platform::files::FileView;
use crate::platform::web::Instant;

/// A line of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyRow {
    pub id: Uuid,
    pub uscc: String,
    pub name: String,
    pub division_code: String,
    pub division_name: String,
    pub state: AgencyState,
    /// The first six by code.
    pub services: Vec<ServiceBrief>,
    pub services_count: i64,
    /// Points, 0 to 110; a new agency starts at 100.
    pub credit: f64,
    /// Counter in the physical store, if resident.
    pub resident_counter: Option<String>,
    pub registered_at: Instant,
}

/// A service by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ServiceBrief {
    pub code: String,
    pub name: String,
}

/// An agency's page. What it has won is told by `/agencies/{id}/record`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Agency {
    pub id: Uuid,
    pub uscc: Uscc,
    pub name: String,
    pub org_type: OrgType,
    pub division_code: String,
    pub division_name: String,
    pub address: String,
    pub contact_name: String,
    /// Masked, unless the reader is of the agency, the operator or the supervisor.
    pub contact_phone: String,
    /// Masked likewise; empty when none is given.
    pub email: String,
    pub legal_rep: String,
    pub intro: String,
    pub state: AgencyState,
    /// The standing in one sentence.
    pub status_sentence: Text,
    pub suspended_until: Option<Instant>,
    /// Points, 0 to 110; a new agency starts at 100.
    pub credit: f64,
    pub resident_counter: Option<String>,
    /// By when the documents still owed must be in; null when none is owed.
    pub owed_due_at: Option<Instant>,
    /// Year without calendar that this date waits for; null: none.
    pub owed_calendar_missing: Option<i32>,
    /// It was counted through a provisional calendar year and is counted again when the official one comes.
    pub owed_provisional: bool,
    /// When the operator form-checked the entry.
    pub checked_at: Option<Instant>,
    /// Reason of a failed form check, for the agency itself, the operator and the supervisor.
    pub check_failed: Option<String>,
    pub registered_at: Instant,
    pub services: Vec<AgencyService>,
    pub qualifications: Vec<AgencyQualification>,
    pub practitioners: Vec<Practitioner>,
    /// Send back as `If-Match`.
    pub version: i32,
}

/// A service that an agency offers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AgencyService {
    pub code: String,
    pub name: String,
    pub price_note: String,
    /// Promised working days.
    pub days: Option<i32>,
    /// Whether it can be used to sign up for a notice that asks for certificates.
    pub open: bool,
    /// Why it is closed.
    pub closed_reason: Option<Text>,
}

/// A certificate on file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AgencyQualification {
    pub id: Uuid,
    pub kind: String,
    pub kind_name: String,
    /// 1 = 甲 (best), 2 = 乙, 3 = 丙, 4 = 丁; null where the kind has no grades.
    pub grade: Option<i16>,
    pub certificate_no: String,
    pub issuer: String,
    pub valid_from: NaiveDate,
    /// Last day; null without end.
    pub valid_to: Option<NaiveDate>,
    /// Its scan.
    pub file: Option<FileView>,
}

/// A registered practitioner (执业人员).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Practitioner {
    pub id: Uuid,
    pub name: String,
    pub certificate: String,
    pub reg_no: String,
}
