//! The round's row.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

use crate::core::beacon::BeaconSource;
use crate::core::calendar::Unsettled;
use crate::core::due::{self, Due, Instants, PublicNumber, Shares};
use crate::core::eligibility::{ItemMatch, Recusal};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::project_code::PurchaseCode;
use crate::core::rules::Rules;
use crate::core::seal::{Proposal, Quote, Unopened};
use crate::core::selection::proposal_merit::Sheet;
use crate::core::selection::{QuoteKind, Terms};
use crate::core::state::RoundState;

/// A round with the notice it belongs to. Every column is here, so that a decision needs one read.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Round {
    /// The round's own id.
    pub id: Uuid,
    /// The notice, whose id is the public one.
    pub notice_id: Uuid,
    /// Whose notice it is.
    pub client_id: Uuid,
    /// Purchase code without round suffix; `None` before the first publication. See [`Round::code`].
    pub notice_code: Option<String>,
    /// From 1.
    pub number: i32,
    /// Where it stands; changed by [`advance`](super::advance) only.
    pub state: RoundState,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// Row version, the beginning of the `ETag`.
    pub version: i32,
    /// Name of the project.
    pub project_name: String,
    /// Tenant.
    pub division_code: String,
    /// Whether an agency must offer any or all items.
    pub item_match: ItemMatch,
    /// Percent of fiscal money; `None` where an imported notice does not say.
    pub fiscal_percent: Option<i16>,
    /// The fee; `None` where none was named.
    pub amount_fen: Option<Fen>,
    /// How the winner is found.
    pub method: Method,
    /// Whether a quote is an amount or a discount rate.
    pub quote_kind: QuoteKind,
    /// The lowest amount that may be quoted or bid.
    pub floor_fen: Option<Fen>,
    /// Least discount, in hundredths of a percent.
    pub min_rate: Option<i32>,
    /// Largest discount.
    pub max_rate: Option<i32>,
    /// What proposals are scored by.
    pub sheet: Option<Json<Sheet>>,
    /// The source of the public number that the notice names.
    pub beacon: Option<Json<BeaconSource>>,
    /// From the close on, until when it must be in; `None` there: it waits for `missing_year`.
    pub beacon_by: Option<DateTime<Utc>>,
    /// The number as the seed has it; `-` where it was not in by its time.
    pub beacon_value: Option<String>,
    /// When that was recorded.
    pub beacon_at: Option<DateTime<Utc>>,
    /// Name of who entered it.
    pub beacon_from: Option<String>,
    /// Whether certificates are asked for.
    pub qualification_required: bool,
    /// How many practitioners.
    pub staff_required: i32,
    /// Whom the client excludes.
    pub recusals: Json<Vec<Recusal>>,
    /// Working days of sign-up; `None`: the least that the rules allow, or a chosen `signup_deadline`.
    pub signup_days: Option<i32>,
    /// When sign-up ends; exactly then is late. `None` in a published round: it waits for `missing_year`, and sign-up is open.
    pub signup_deadline: Option<DateTime<Utc>>,
    /// When the winner is found.
    pub select_time: Option<DateTime<Utc>>,
    /// A person chose `signup_deadline`.
    pub signup_deadline_chosen: bool,
    /// A person chose `select_time`.
    pub select_time_chosen: bool,
    /// A year without calendar that a deadline of the running stage waits for; see [`Round::hold`].
    pub missing_year: Option<i32>,
    /// Provisional years that deadlines of the running stage were counted through.
    pub provisional_years: Vec<i32>,
    /// Why the operator sent it back.
    pub return_reason: Option<String>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// The rules frozen at publication.
    pub rules: Option<Json<Rules>>,
    /// SHA-256 of their canonical JSON.
    pub rules_hash: Option<Vec<u8>>,
    /// SHA-256 of the draw's secret.
    pub draw_commit: Option<Vec<u8>>,
    /// The secret, sealed by the vault.
    pub draw_secret: Option<Vec<u8>>,
    /// The public key that sign-ups are sealed to, where the method seals.
    pub seal_key: Option<Vec<u8>>,
    /// Its private half, wrapped to the opening key `wrapped_by`; where it is split among witnesses, from `shares_at` on.
    pub seal_secret: Option<Vec<u8>>,
    /// SHA-256 of the wrapped private half that was split among witnesses.
    pub seal_secret_hash: Option<Vec<u8>>,
    /// How many of them must come.
    pub witness_threshold: Option<i32>,
    /// Until when they may, from the close on.
    pub shares_until: Option<DateTime<Utc>>,
    /// When enough of them had come.
    pub shares_at: Option<DateTime<Utc>>,
    /// Which opening key unwraps it.
    pub wrapped_by: Option<Uuid>,
    /// When the roster froze.
    pub closed_at: Option<DateTime<Utc>>,
    /// Eligible entrants in roster order (by code).
    pub roster: Option<Json<Vec<RosterEntry>>>,
    /// Their hash, published at the freeze, or at the opening where the method seals.
    pub roster_hash: Option<Vec<u8>>,
    /// Hash of their commitments, published at the freeze where the method seals.
    pub sealed_roster_hash: Option<Vec<u8>>,
    /// When what was sealed was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// Whose sealed sign-up did not count, and why.
    pub not_opened: Json<Vec<UnopenedEntry>>,
    /// How many had signed up.
    pub entrants: Option<i32>,
    /// How many of them are eligible.
    pub eligible: Option<i32>,
    /// Why it ended without a winner.
    pub end_reason: Option<String>,
    /// An objection is open: its clocks stand.
    pub frozen: bool,
    /// How many rounds before it failed for too few entrants though they asked for no more and offered no less.
    pub too_few: i32,
    /// When bidding opened in an auction.
    pub auction_start: Option<DateTime<Utc>>,
    /// When a running auction ends unless another bid comes.
    pub auction_end: Option<DateTime<Utc>>,
    /// From the low price that is judged now: until when it may be justified; `None` once it was.
    pub justify_by: Option<DateTime<Utc>>,
    /// From those who score proposals: until when the first that has not handed in may do so.
    pub score_by: Option<DateTime<Utc>>,
    /// From the award, if there is one: set here before advancing a round to publicity. `None` there: it waits for `missing_year`.
    pub publicity_until: Option<DateTime<Utc>>,
    /// From the award: the winner's time to confirm; `None` once it has confirmed or declined, and while it waits for `missing_year`.
    pub confirm_by: Option<DateTime<Utc>>,
}

/// A line of the frozen roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterEntry {
    /// Its sign-up.
    pub sign_up_id: Uuid,
    /// The entrant.
    pub agency_id: Uuid,
    /// Its code: its place in the roster.
    pub uscc: String,
    /// Its name at the freeze.
    pub name: String,
    /// What its sealed sign-up commits to, 64 lower hex digits; `None` where nothing was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// From the opening on: 32 lower hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// From the opening on: 64 lower hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// From the opening on, where the method asks for a proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// From the opening on, where the method asks for a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// Its credit at the freeze, in tenths of a point, where the method goes by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<u32>,
}

/// An eligible entrant whose sealed sign-up did not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnopenedEntry {
    /// The entrant's code.
    pub uscc: String,
    /// Its name at the freeze.
    pub name: String,
    /// What it had committed to.
    pub commitment: String,
    /// Why.
    pub reason: Unopened,
}

/// A named witness of the selection (现场见证), without account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
}

impl Round {
    /// The purchase code with `-Rn` from round 2 on; `None` before publication.
    pub fn code(&self) -> Option<PurchaseCode> {
        let code = PurchaseCode::parse(self.notice_code.as_deref()?).ok()?;
        Some(code.in_round(self.round_number()))
    }

    /// [`Round::code`] as text, empty before publication.
    pub fn code_text(&self) -> String {
        self.code().map(|code| code.to_string()).unwrap_or_default()
    }

    /// Whether everybody may see it: it has been published at some time.
    pub fn is_public(&self) -> bool {
        self.published_at.is_some()
    }

    /// Failures to find entrants before this round, as the rules take them.
    pub fn failures(&self) -> u32 {
        u32::try_from(self.too_few).unwrap_or(0)
    }

    /// Whether sign-up found fewer eligible entrants than its rules ask for.
    pub fn found_too_few(&self) -> bool {
        self.eligible.is_some_and(|found| u32::try_from(found).unwrap_or(0) < self.min_entrants())
    }

    /// The number as the rules take it.
    pub fn round_number(&self) -> u32 {
        u32::try_from(self.number).unwrap_or(1)
    }

    /// Percent of fiscal money as the rules take it: all of it, which asks for more, where it is unknown.
    pub fn fiscal(&self) -> u8 {
        self.fiscal_percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(100)
    }

    /// The frozen rules; the defaults before publication, when nothing is ruled by them yet.
    pub fn rules(&self) -> Rules {
        self.rules.as_ref().map(|rules| rules.0.clone()).unwrap_or_default()
    }

    /// What quotes and bids may be; `None` where entrants do not compete on price.
    pub fn terms(&self) -> Option<Terms> {
        let amount = self.amount_fen.filter(|_| self.method.competes_on_price())?;
        Some(Terms::of(self.quote_kind, amount, self.floor_fen, self.min_rate, self.max_rate))
    }

    /// The least number of entrants under its rules.
    pub fn min_entrants(&self) -> u32 {
        self.rules().min_entrants(self.method, self.fiscal(), self.failures())
    }

    /// How it stands with the public number of its seed.
    pub fn public_number(&self) -> PublicNumber {
        match (&self.beacon, self.beacon_at) {
            (None, _) => PublicNumber::NotNamed,
            (Some(_), None) => PublicNumber::Awaited,
            (Some(_), Some(at)) => PublicNumber::Settled(at),
        }
    }

    /// Says what keeps the deadlines of the stage that begins from being final.
    pub fn hold(&mut self, unsettled: Unsettled) {
        self.missing_year = unsettled.missing;
        self.provisional_years = unsettled.provisional;
    }

    /// What keeps the deadlines of its stage from being final: nothing in stages that have none, or once they are over.
    pub(super) fn held(&self) -> Unsettled {
        match self.state {
            RoundState::Published | RoundState::Publicity | RoundState::Awarded => self.unsettled(),
            RoundState::Closed if self.awaits_shares() || self.public_number() == PublicNumber::Awaited => {
                self.unsettled()
            }
            _ => Unsettled::default(),
        }
    }

    fn shares(&self) -> Shares {
        match (&self.seal_secret_hash, self.shares_at) {
            (None, _) => Shares::None,
            (Some(_), None) => Shares::Awaited { until: self.shares_until },
            (Some(_), Some(since)) => Shares::Complete { since },
        }
    }

    /// Whether it is closed and can be opened only once enough witnesses have come.
    pub fn awaits_shares(&self) -> bool {
        self.state == RoundState::Closed && matches!(self.shares(), Shares::Awaited { .. })
    }

    /// What keeps the deadlines of its stage from being final, as it was said last.
    pub fn unsettled(&self) -> Unsettled {
        Unsettled { missing: self.missing_year, provisional: self.provisional_years.clone() }
    }

    /// The official instant of the step that its deadline fires at `now`: the deadline, however late the server gets to it.
    pub fn due_instant(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.next_due().map_or(now, |(_, due)| due.min(now))
    }

    /// The deadline it waits for; none while an objection stops its clocks.
    pub fn next_due(&self) -> Option<(Due, DateTime<Utc>)> {
        if self.frozen {
            return None;
        }
        let instants = Instants {
            signup_deadline: self.signup_deadline,
            closed_at: self.closed_at,
            opened_at: self.opened_at,
            shares: self.shares(),
            select_time: self.select_time,
            beacon: self.public_number(),
            beacon_by: self.beacon_by,
            auction_end: self.auction_end,
            justify_by: self.justify_by,
            score_by: self.score_by,
            publicity_until: self.publicity_until,
            confirm_by: self.confirm_by,
        };
        due::next_due(self.state, self.method, instants)
    }
}
