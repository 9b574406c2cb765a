//! The award's row and what the API shows of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::pairs::Concentration;
use crate::core::state::RoundState;
use crate::platform::web::Instant;
use crate::procurement::ledger::AwardMoney;
use crate::procurement::notices::{ItemRef, OrganisationRef};
use crate::procurement::refs::NameRef;
use crate::procurement::signups::NoticeRef;

/// The row of an award, without its evidence.
#[derive(Clone, Debug)]
pub struct Award {
    /// Its id.
    pub id: Uuid,
    /// The round it ended.
    pub round_id: Uuid,
    /// The notice of that round.
    pub notice_id: Uuid,
    /// Who bought.
    pub client_id: Uuid,
    /// Who won.
    pub agency_id: Uuid,
    /// `ZX-433101-20261123-0001`.
    pub code: String,
    /// How it was won.
    pub method: Method,
    /// The price.
    pub amount_fen: Fen,
    /// The client's reason where it picked the winner, else empty.
    pub reason: String,
    /// When the winner was found.
    pub selected_at: DateTime<Utc>,
    /// When the publicity ends; `None`: it waits for a calendar year.
    pub publicity_until: Option<DateTime<Utc>>,
    /// When it took effect; `None` in publicity.
    pub awarded_at: Option<DateTime<Utc>>,
    /// Until when the winner may confirm or decline; `None` in publicity, and while it waits for a calendar year.
    pub confirm_by: Option<DateTime<Utc>>,
    /// When the winner confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When the winner was out: it declined, or let `confirm_by` pass.
    pub declined_at: Option<DateTime<Utc>>,
    /// Why it declined; `None` where it stayed silent.
    pub decline_reason: Option<String>,
}

impl Award {
    /// What the ledger needs to know of it.
    pub fn money(&self, division_code: &str) -> AwardMoney {
        AwardMoney {
            award_id: self.id,
            client_id: self.client_id,
            agency_id: self.agency_id,
            division_code: division_code.to_owned(),
            amount: self.amount_fen,
        }
    }

    /// Whether the winner may still answer.
    pub fn is_open(&self) -> bool {
        self.awarded_at.is_some() && self.confirmed_at.is_none() && self.declined_at.is_none()
    }

    /// What every journal entry about an award says of it.
    pub fn public(&self, winner: &OrganisationRef) -> Map<String, Value> {
        let facts = json!({
            "award_id": self.id,
            "award_code": self.code,
            "agency_id": winner.id,
            "agency_name": winner.name,
            "agency_uscc": winner.uscc,
            "method": self.method,
            "amount_fen": self.amount_fen,
            "selected_at": Instant(self.selected_at),
            "publicity_until": self.publicity_until.map(Instant),
        });
        match facts {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// A line of the list of awards.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AwardRow {
    /// Its id.
    pub id: Uuid,
    /// `ZX-433101-20261123-0001`.
    pub code: String,
    /// What was procured.
    pub notice: NoticeRef,
    /// Name of the project.
    pub project_name: String,
    /// Who bought.
    pub client: NameRef,
    /// Who won.
    pub agency: OrganisationRef,
    /// The catalog items.
    pub items: Vec<ItemRef>,
    /// Division of the notice.
    pub division_code: String,
    /// How it was won.
    pub method: Method,
    /// The price.
    pub amount_fen: Fen,
    /// How many had signed up.
    pub entrants: i32,
    /// How many of them were eligible.
    pub eligible: i32,
    /// When the winner was found.
    pub selected_at: Instant,
    /// Where the round stands now: `publicity`, `awarded`, `contracted` …; `failed` where the winner is out.
    pub state: RoundState,
}

/// An award with all that is public about it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Award)]
pub struct AwardView {
    /// What the list says.
    #[serde(flatten)]
    pub row: AwardRow,
    /// From 1.
    pub round_number: i32,
    /// The client's reason where it picked the winner: direct selection and credit merit.
    pub reason: Option<String>,
    /// How much the client had awarded to this agency in the twelve months before; direct selection only.
    pub concentration: Option<Concentration>,
    /// The price in RMB capitals.
    pub amount_capitals: String,
    /// What the price includes.
    pub amount_note: String,
    /// By when the work is due, in words.
    pub service_time_note: String,
    /// Until when objections may come; null while it waits for a calendar year.
    pub publicity_until: Option<Instant>,
    /// When it took effect.
    pub awarded_at: Option<Instant>,
    /// Until when the winner confirms or declines; exactly then is late. Null before the award is in effect, and while it waits for a
    /// calendar year.
    pub confirm_by: Option<Instant>,
    /// Year without calendar that the end of publicity, or the time to confirm, waits for; null: none.
    pub calendar_missing: Option<i32>,
    /// The deadline that runs was counted through a provisional calendar year and is counted again when the official one comes.
    pub deadline_provisional: bool,
    /// When the winner confirmed.
    pub confirmed_at: Option<Instant>,
    /// When the winner was out.
    pub declined_at: Option<Instant>,
    /// Why it declined.
    pub decline_reason: Option<String>,
    /// It was out because it stayed silent.
    pub lapsed: bool,
    /// The contract, once confirmed.
    pub contract_id: Option<Uuid>,
    /// Where to object.
    pub objection_phone: String,
    /// The evidence file.
    pub evidence_url: String,
    /// Its digest, as in the journal.
    pub evidence_digest: String,
    /// The letter, once the award is in effect.
    pub letter_url: Option<String>,
    /// What the caller may do now: `confirm`, `decline`.
    pub actions: Vec<String>,
}
