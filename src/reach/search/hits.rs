//! What a hit shows. Stored with the document, so that a page of results asks no database.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::method::Method;
use crate::core::state::{AgencyState, RoundState};
use crate::core::text::Text;
use crate::platform::web::Instant;

/// An item of the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitItem {
    /// `F01`
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A service of an agency that is closed now.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ClosedService {
    /// `F01`
    pub code: String,
    /// Its name, and why.
    pub status: Text,
}

/// A client.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitParty {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The winner of an award.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitWinner {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its unified social credit code.
    pub uscc: String,
}

/// The notice of an award.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitNotice {
    /// Its id.
    pub id: Uuid,
    /// Its purchase code.
    pub code: String,
}

/// An agency found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AgencyHit {
    /// Its id.
    pub id: Uuid,
    /// Unified social credit code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// Its division.
    pub division_code: Option<String>,
    /// Name of its division.
    pub division_name: Option<String>,
    /// Its state.
    pub state: AgencyState,
    /// `yes`, `closed` (active, but no service is open, or none of those asked for) or `no`; those that cannot take work rank below.
    pub able: String,
    /// Why it cannot take work, where so.
    pub status: Option<Text>,
    /// Some of its services.
    pub services: Vec<HitItem>,
    /// How many it has.
    pub services_count: usize,
    /// Codes of those in which it can take work now.
    pub open: Vec<String>,
    /// Those in which it cannot, and why.
    pub closed: Vec<ClosedService>,
    /// Tenths of a point.
    pub credit: i32,
    /// Its counter in the store, if resident.
    pub resident_counter: Option<String>,
    /// Awards won.
    pub awards_count: i64,
    /// When it registered.
    pub registered_at: Instant,
}

/// A notice found, by its latest published round.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeHit {
    /// Its id.
    pub id: Uuid,
    /// Purchase code; null for an imported notice.
    pub code: Option<String>,
    /// Title of its page.
    pub title: String,
    /// The project.
    pub project_name: String,
    /// Who buys.
    pub client: HitParty,
    /// Where.
    pub division_code: Option<String>,
    /// Name of that division.
    pub division_name: Option<String>,
    /// What is bought.
    pub items: Vec<HitItem>,
    /// How a winner is found.
    pub method: Method,
    /// Where the round stands.
    pub state: RoundState,
    /// The amount, where named.
    pub amount_fen: Option<i64>,
    /// Which round.
    pub round_number: i32,
    /// Sign-up deadline.
    pub signup_deadline: Option<Instant>,
    /// When it was published.
    pub published_at: Instant,
}

/// An award found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AwardHit {
    /// Its id.
    pub id: Uuid,
    /// Award code.
    pub code: String,
    /// The project.
    pub title: String,
    /// The project.
    pub project_name: String,
    /// Its notice.
    pub notice: HitNotice,
    /// Who buys.
    pub client: HitParty,
    /// Who won.
    pub agency: HitWinner,
    /// Where.
    pub division_code: Option<String>,
    /// Name of that division.
    pub division_name: Option<String>,
    /// What was bought.
    pub items: Vec<HitItem>,
    /// How the winner was found.
    pub method: Method,
    /// Where the round stands.
    pub state: RoundState,
    /// What it was awarded for.
    pub amount_fen: i64,
    /// When.
    pub selected_at: Instant,
}

/// An item of the catalogue found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ServiceHit {
    /// `F01`
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Letter of its group.
    pub group_code: String,
    /// Name of its group.
    pub group_name: String,
}
