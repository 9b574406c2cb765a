//! How a notice is shown.

use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::beacon::BeaconSource;
use crate::core::eligibility::{ItemMatch, Recusal};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::seal::{Quote, Unopened};
use crate::core::selection::QuoteKind;
use crate::core::selection::proposal_merit::Sheet;
use crate::core::state::RoundState;
use crate::platform::files::FileView;
use crate::platform::web::Instant;
use crate::procurement::rounds::Witness;
use crate::procurement::witnesses::SplitView;

/// A catalog item of a notice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ItemRef {
    /// Code: `F01`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its service type: `F`.
    pub group_code: String,
    /// Name of the service type, which stands in the title.
    pub group_name: String,
}

/// An organisation by name and code.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrganisationRef {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its unified social credit code.
    pub uscc: String,
}

/// A client by name and code.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ClientRef {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its unified social credit code; null where only imported notices name it (未登记代码).
    pub uscc: Option<String>,
}

/// A round of the notice.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoundRef {
    /// From 1.
    pub number: i32,
    /// Where it stands.
    pub state: RoundState,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Why it ended without a winner.
    pub end_reason: Option<String>,
    /// How many signed up; null before its deadline.
    pub entrants: Option<i32>,
}

/// An entrant, shown after the freeze.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RosterLine {
    /// Who.
    pub agency: OrganisationRef,
    /// Whether it was eligible at the freeze.
    pub eligible: bool,
    /// Names of the rules that failed; `sealed` where its sealed sign-up did not count.
    pub failed_rules: Vec<String>,
    /// When it signed up.
    pub at: Instant,
    /// What its sealed sign-up commits to, 64 lower hex digits; null where nothing was sealed.
    pub commitment: Option<String>,
    /// Why its sealed sign-up did not count, from the opening on.
    pub not_opened: Option<Unopened>,
    /// Its price, from the opening on.
    pub quote: Option<Quote>,
}

/// The two lists of credit merit.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreditLists {
    /// Codes of the long list (大名单), sorted.
    pub long: Vec<String>,
    /// Codes of the short list (小名单), in the order drawn.
    pub short: Vec<String>,
}

/// A price that would win and is abnormally low, with what was said and decided about it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LowPrice {
    /// Whose.
    pub agency: OrganisationRef,
    /// How much.
    pub price_fen: Fen,
    /// It is low by the measure of the ceiling.
    pub under_ceiling: bool,
    /// It is low by the measure of the mean.
    pub under_mean: bool,
    /// When its entrant was asked.
    pub asked_at: Instant,
    /// Until when it may answer; null while it waits for a calendar year.
    pub justify_by: Option<Instant>,
    /// What it said.
    pub justification: Option<String>,
    /// When.
    pub justified_at: Option<Instant>,
    /// The verdict; null before.
    pub accepted: Option<bool>,
    /// Its reason.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Instant>,
}

/// How far the scoring of proposals has come. Who scores, and how, comes out with the evidence.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PanelProgress {
    /// How many assessors are scoring now or have handed in.
    pub serving: i32,
    /// How many have handed in.
    pub handed_in: i32,
    /// How many stood down or were replaced.
    pub stood_down: i32,
    /// Until when the next of those who have not handed in may do so.
    pub score_by: Option<Instant>,
}

/// The award of the round.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeAward {
    /// Its id.
    pub id: Uuid,
    /// `ZX-433101-20261123-0001`
    pub code: String,
    /// The winner.
    pub agency: OrganisationRef,
    /// The price.
    pub amount_fen: Fen,
    /// When the winner was found.
    pub selected_at: Instant,
    /// When the publicity ends; null while it waits for a calendar year.
    pub publicity_until: Option<Instant>,
    /// When the award became effective.
    pub awarded_at: Option<Instant>,
}

/// What stands in the database about the round shown.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NoticeFacts {
    /// Id of the notice.
    pub id: Uuid,
    /// The round shown.
    #[serde(skip)]
    #[schema(ignore)]
    pub round_id: Uuid,
    /// Its frozen rules.
    #[serde(skip)]
    #[schema(ignore)]
    pub rules: Option<Json<Rules>>,
    /// When the notice was begun.
    #[serde(skip)]
    #[schema(ignore)]
    pub created_at: Option<Instant>,
    /// When both sides had confirmed the contract.
    #[serde(skip)]
    #[schema(ignore)]
    pub contracted_at: Option<Instant>,
    /// When it was filed.
    #[serde(skip)]
    #[schema(ignore)]
    pub filed_at: Option<Instant>,
    /// When the newest result was handed in.
    #[serde(skip)]
    #[schema(ignore)]
    pub delivered_at: Option<Instant>,
    /// When the newest result was accepted.
    #[serde(skip)]
    #[schema(ignore)]
    pub accepted_at: Option<Instant>,
    /// Purchase code, with `-Rn` from round 2 on; null before publication.
    pub code: Option<String>,
    /// Row version for `If-Match`.
    pub version: i32,
    /// Name of the project.
    pub project_name: String,
    /// Tenant.
    pub division_code: String,
    /// Its name.
    pub division_name: String,
    /// Catalog items.
    #[schema(value_type = Vec<ItemRef>)]
    pub items: Json<Vec<ItemRef>>,
    /// Whether an agency must offer any or all of them.
    pub item_match: ItemMatch,
    /// National investment project code.
    pub approve_code: String,
    /// The approval the service is for.
    pub approval_matter: String,
    /// Who answers.
    pub contact_name: String,
    /// Their telephone.
    pub contact_phone: String,
    /// Telephone for complaints.
    pub complaint_phone: String,
    /// How the size of the project is given.
    pub scale_kind: String,
    /// Size in money.
    pub scale_fen: Option<Fen>,
    /// Size in hundredths of a square metre.
    pub scale_m2_hundredths: Option<i64>,
    /// Size in words.
    pub scale_note: String,
    /// Percent of fiscal money; null where an imported notice does not say.
    pub fiscal_percent: Option<i16>,
    /// What is to be done.
    pub service_content: String,
    /// By when.
    pub service_time_note: String,
    /// The fee; null where none was named.
    pub amount_fen: Option<Fen>,
    /// What the fee covers.
    pub amount_note: String,
    /// How the winner is found.
    pub method: Method,
    /// Where entrants compete on price (`price`, `reference_price`, `proposal_merit`, `reverse_auction`): whether a quote is an amount or a
    /// discount rate. `amount_fen` is then the ceiling, or what a rate is taken off.
    pub quote_kind: QuoteKind,
    /// The lowest amount that may be quoted or bid; null: none is named.
    pub floor_fen: Option<Fen>,
    /// Least discount, in hundredths of a percent.
    pub min_rate: Option<i32>,
    /// Largest discount, in hundredths of a percent.
    pub max_rate: Option<i32>,
    /// What proposals are scored by; proposal merit only.
    #[schema(value_type = Option<Sheet>)]
    pub sheet: Option<Json<Sheet>>,
    /// The source of the public number that joins the seed; null for none.
    #[schema(value_type = Option<BeaconSource>)]
    pub beacon: Option<Json<BeaconSource>>,
    /// From the close on: without the number by then, the round is selected without it. Null while it waits for a calendar year.
    pub beacon_by: Option<Instant>,
    /// The number as the seed has it; `-` where it was not in by its time. Null before.
    pub beacon_value: Option<String>,
    /// When that was recorded.
    pub beacon_at: Option<Instant>,
    /// Who entered it.
    pub beacon_from: Option<String>,
    /// Whether certificates are asked for.
    pub qualification_required: bool,
    /// In words.
    pub qualification_note: String,
    /// How many registered practitioners.
    pub staff_required: i32,
    /// Further requirements.
    pub other_note: String,
    /// Excluded agencies.
    #[schema(value_type = Vec<Recusal>)]
    pub recusals: Json<Vec<Recusal>>,
    /// Witnesses; their telephones only to the client and the operating side.
    #[schema(value_type = Vec<Witness>)]
    pub witnesses: Json<Vec<Witness>>,
    /// Working days of sign-up, where so given.
    pub signup_days: Option<i32>,
    /// Whose notice it is.
    #[schema(value_type = ClientRef)]
    pub client: Json<ClientRef>,
    /// The file it was imported from, of a notice that was published elsewhere; null for one of this marketplace.
    pub source: Option<String>,
    /// Where the round stands.
    pub state: RoundState,
    /// Since when.
    pub state_since: Instant,
    /// From 1.
    pub round_number: i32,
    /// How many rounds before this one failed for too few entrants though they asked for no more and offered no less; from the second on the rules ask for less (domain.md §7.10).
    pub too_few: i32,
    /// All rounds that may be seen.
    #[schema(value_type = Vec<RoundRef>)]
    pub rounds: Json<Vec<RoundRef>>,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
    /// When it was published here; null for an imported one.
    pub published_at: Option<Instant>,
    /// When sign-up ends; exactly then is late. Null in a published notice: it waits for `calendar_missing`, and sign-up is open.
    pub signup_deadline: Option<Instant>,
    /// Year without calendar that a deadline of the running stage waits for; it is computed when the year is loaded. Null: none.
    pub calendar_missing: Option<i32>,
    /// A deadline of the running stage was counted through a provisional calendar year and is counted again when the official one comes.
    pub deadline_provisional: bool,
    /// When the winner is found.
    pub select_time: Option<Instant>,
    /// When the roster froze.
    pub closed_at: Option<Instant>,
    /// SHA-256 of the frozen rules.
    pub rules_hash: Option<String>,
    /// SHA-256 of the draw's secret.
    pub draw_commit: Option<String>,
    /// The X25519 public key that sign-ups are sealed to, 64 lower hex digits; null where the method does not seal.
    pub seal_key: Option<String>,
    /// How the private half of `seal_key` is split among witnesses; null where it is not.
    #[schema(value_type = Option<SplitView>)]
    pub split: Option<Json<SplitView>>,
    /// SHA-256 of who is in with which commitment, fixed at the deadline, before anything sealed is opened.
    pub sealed_roster_hash: Option<String>,
    /// When what was sealed was opened.
    pub opened_at: Option<Instant>,
    /// SHA-256 of the frozen roster; where the method seals, from the opening on.
    pub roster_hash: Option<String>,
    /// How many signed up; null before the deadline.
    pub entrants: Option<i32>,
    /// How many of them are eligible.
    pub eligible: Option<i32>,
    /// Why it ended without a winner.
    pub end_reason: Option<String>,
    /// Why the operator sent it back; to the client and the operating side only.
    pub return_reason: Option<String>,
    /// Who signed up, once the roster is frozen.
    #[schema(value_type = Vec<RosterLine>)]
    pub roster: Json<Vec<RosterLine>>,
    /// The lists of credit merit, from the selection time on.
    #[schema(value_type = Option<CreditLists>)]
    pub credit_lists: Option<Json<CreditLists>>,
    /// When bidding opened in an auction.
    pub auction_start: Option<Instant>,
    /// When a running auction ends unless another bid comes.
    pub auction_end: Option<Instant>,
    /// Low prices that were, or must be, judged.
    #[schema(value_type = Vec<LowPrice>)]
    pub low_prices: Json<Vec<LowPrice>>,
    /// Of proposal merit, from the selection time on.
    #[schema(value_type = Option<PanelProgress>)]
    pub panel: Option<Json<PanelProgress>>,
    /// The award, if there is one.
    #[schema(value_type = Option<NoticeAward>)]
    pub award: Option<Json<NoticeAward>>,
    /// The contract, to its parties and the operating side.
    pub contract_id: Option<Uuid>,
    /// Attached files.
    #[schema(value_type = Vec<FileView>)]
    pub files: Json<Vec<FileView>>,
}

/// A step of the round's road.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoadStep {
    /// The state it leads to.
    pub state: RoundState,
    /// When it happened, or when it is due.
    pub at: Option<Instant>,
    /// It has happened.
    pub done: bool,
    /// The round stands here.
    pub current: bool,
    /// Whose move it is there: `client`, `operator`, `agency`, `clock`, `nobody`.
    pub who: String,
}

/// The caller's own sign-up in the round shown.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MySignUp {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// Result of the check at the freeze; null before.
    pub eligible: Option<bool>,
    /// Names of the rules that failed there.
    pub failed_rules: Vec<String>,
}

/// The dates that publication now would give.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Expected {
    /// End of sign-up; null where it would wait for a calendar year.
    pub signup_deadline: Option<Instant>,
    /// Of a draw; null as above, and for other methods.
    pub select_time: Option<Instant>,
    /// A provisional calendar year is counted through.
    pub provisional: bool,
    /// Year without calendar that a date would wait for.
    pub calendar_missing: Option<i32>,
}

/// A notice as its page shows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    /// 关于为【…】公开选取【…】机构的公告
    pub title: String,
    /// What stands in the database.
    #[serde(flatten)]
    pub facts: NoticeFacts,
    /// The least number of eligible entrants, under the rules frozen at publication; before, under those of the division now.
    pub min_entrants: u32,
    /// Of a drand number its round, which follows from the selection time; null for another source, and before that time is known.
    pub beacon_round: Option<u64>,
    /// Working days after the selection time within which the public number must be in, until 17:30.
    pub beacon_days: u16,
    /// From publication to acceptance.
    pub road: Vec<RoadStep>,
    /// What the caller may do now; nothing in a round that has a successor.
    pub actions: Vec<String>,
    /// Before publication, to the client and the operating side: the dates if it were published now. Null where none can be told.
    pub expected: Option<Expected>,
    /// The caller's own active sign-up.
    pub my_sign_up: Option<MySignUp>,
}

/// The title of a notice: 关于为【{项目名称}】公开选取【{服务类型}】机构的公告 (domain.md §6.1).
pub fn title<'a>(project_name: &str, groups: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in groups {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("关于为【{project_name}】公开选取【{}】机构的公告", names.join("，"))
}
