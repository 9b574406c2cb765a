//! What a notice says: the command of its form, and the same made storable. A draft may lack anything; what no column can hold is
//! refused at once, what only a publication needs is found by [`check`](super::check).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::reader::{MAX_LINE, MAX_LIST, Reader, distinct};
use crate::core::beacon::BeaconSource;
use crate::core::eligibility::{ItemMatch, Recusal};
use crate::core::method::Method;
use crate::core::money::{AmountInput, Fen};
use crate::core::selection::proposal_merit::Sheet;
use crate::core::selection::{QuoteKind, Terms};
use crate::core::text;
use crate::platform::web::{FieldError, Instant};
use crate::procurement::rounds::Witness;
use crate::say;

/// How the size of the project is given (项目规模); it is not the fee (domain.md §17).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScaleKind {
    /// Investment, in fen.
    Investment,
    /// Total of assets, in fen.
    AssetTotal,
    /// Area, in hundredths of a square metre.
    Area,
    /// Words only.
    #[default]
    Other,
}

impl ScaleKind {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::AssetTotal => "asset_total",
            Self::Area => "area",
            Self::Other => "other",
        }
    }

    /// From what is stored.
    pub fn from_code(code: &str) -> Self {
        match code {
            "investment" => Self::Investment,
            "asset_total" => Self::AssetTotal,
            "area" => Self::Area,
            _ => Self::Other,
        }
    }
}

/// An excluded agency as written in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecusalInput {
    /// Its code, if known.
    pub uscc: Option<String>,
    /// Its name.
    pub name: String,
    /// Why; required.
    pub reason: String,
}

/// The form of a notice; everything may be missing while it is a draft (domain.md §6.2).
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeContent {
    /// Only when a draft is made: the notice to copy, one of the client's own or any published one. All else is taken from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<Uuid>,
    /// 采购项目名称
    pub project_name: String,
    /// The tenant; the client's own division unless said.
    pub division_code: Option<String>,
    /// Codes of catalog items, at most 20.
    pub items: Vec<String>,
    /// Whether an agency must offer any or all of them.
    pub item_match: ItemMatch,
    /// National investment project code (GB/T 40058-2021), if there is one.
    pub approve_code: String,
    /// The approval the service is for.
    pub approval_matter: String,
    /// Who answers.
    pub contact_name: String,
    /// Public.
    pub contact_phone: String,
    /// For complaints; public, required.
    pub complaint_phone: String,
    /// How the size of the project is given.
    pub scale_kind: ScaleKind,
    /// Size in money.
    #[schema(value_type = Option<AmountInput>)]
    pub scale_fen: Option<AmountInput>,
    /// Size in hundredths of a square metre.
    pub scale_m2_hundredths: Option<i64>,
    /// Size in words.
    pub scale_note: String,
    /// Percent of fiscal money; the rest is social.
    pub fiscal_percent: i16,
    /// What is to be done.
    pub service_content: String,
    /// By when.
    pub service_time_note: String,
    /// The fee: fen, or a text as people write amounts; null where none is named.
    #[schema(value_type = Option<AmountInput>)]
    pub amount_fen: Option<AmountInput>,
    /// What the fee covers.
    pub amount_note: String,
    /// How the winner is found.
    pub method: Method,
    /// Where entrants compete on price: whether they quote amounts or discount rates. `amount_fen` is then the ceiling, or what a rate is
    /// taken off.
    pub quote_kind: QuoteKind,
    /// The lowest amount that may be quoted or bid; null: one fen.
    #[schema(value_type = Option<AmountInput>)]
    pub floor_fen: Option<AmountInput>,
    /// Least discount, in hundredths of a percent.
    pub min_rate: Option<i32>,
    /// Largest discount, in hundredths of a percent; below 10,000.
    pub max_rate: Option<i32>,
    /// What proposals are scored by; proposal merit only.
    pub sheet: Option<Sheet>,
    /// A public number from outside that joins the seed of all chance, where the method seals: its source; null for none.
    pub beacon: Option<BeaconSource>,
    /// Whether certificates are asked for; otherwise a pledge is enough.
    pub qualification_required: bool,
    /// In words.
    pub qualification_note: String,
    /// How many registered practitioners.
    pub staff_required: i32,
    /// Further requirements.
    pub other_note: String,
    /// Agencies excluded, each with the reason.
    pub recusals: Vec<RecusalInput>,
    /// At most five.
    pub witnesses: Vec<Witness>,
    /// Where the method seals: how many of the witnesses must come to open what was sealed, two or more; null: it does not depend on them.
    /// Each then needs a key of its own before publication (`POST /notices/{id}/witness-invitations`).
    pub witness_threshold: Option<i32>,
    /// Working days of sign-up, counted from publication; or give `signup_deadline`.
    pub signup_days: Option<i32>,
    /// End of sign-up, within working hours; or give `signup_days`.
    pub signup_deadline: Option<Instant>,
    /// When the winner is found or bidding begins; the working day after the deadline at 09:30 unless said.
    pub select_time: Option<Instant>,
    /// Uploaded files.
    pub files: Vec<Uuid>,
}

impl Default for NoticeContent {
    fn default() -> Self {
        Self {
            copy_of: None,
            project_name: String::new(),
            division_code: None,
            items: Vec::new(),
            item_match: ItemMatch::All,
            approve_code: String::new(),
            approval_matter: String::new(),
            contact_name: String::new(),
            contact_phone: String::new(),
            complaint_phone: String::new(),
            scale_kind: ScaleKind::Other,
            scale_fen: None,
            scale_m2_hundredths: None,
            scale_note: String::new(),
            fiscal_percent: 100,
            service_content: String::new(),
            service_time_note: String::new(),
            amount_fen: None,
            amount_note: String::new(),
            method: Method::Draw,
            quote_kind: QuoteKind::Amount,
            floor_fen: None,
            min_rate: None,
            max_rate: None,
            sheet: None,
            beacon: None,
            qualification_required: true,
            qualification_note: String::new(),
            staff_required: 0,
            other_note: String::new(),
            recusals: Vec::new(),
            witnesses: Vec::new(),
            witness_threshold: None,
            signup_days: None,
            signup_deadline: None,
            select_time: None,
            files: Vec::new(),
        }
    }
}

/// A notice's content as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// See [`NoticeContent`] for each of these.
    pub project_name: String,
    pub division_code: String,
    pub items: Vec<String>,
    pub item_match: ItemMatch,
    pub approve_code: String,
    pub approval_matter: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub complaint_phone: String,
    pub scale_kind: ScaleKind,
    pub scale_fen: Option<Fen>,
    pub scale_m2_hundredths: Option<i64>,
    pub scale_note: String,
    pub fiscal_percent: i16,
    pub service_content: String,
    pub service_time_note: String,
    pub amount_fen: Option<Fen>,
    pub amount_note: String,
    pub method: Method,
    pub quote_kind: QuoteKind,
    pub floor_fen: Option<Fen>,
    pub min_rate: Option<i32>,
    pub max_rate: Option<i32>,
    pub sheet: Option<Sheet>,
    pub beacon: Option<BeaconSource>,
    pub qualification_required: bool,
    pub qualification_note: String,
    pub staff_required: i32,
    pub other_note: String,
    pub recusals: Vec<Recusal>,
    pub witnesses: Vec<Witness>,
    pub witness_threshold: Option<i32>,
    pub signup_days: Option<i32>,
    pub signup_deadline: Option<DateTime<Utc>>,
    pub select_time: Option<DateTime<Utc>>,
    pub files: Vec<Uuid>,
}

impl NoticeContent {
    /// The content in the form the database holds: normalised, bounded. `home` is the client's division.
    ///
    /// # Errors
    /// Every field that no column can hold.
    pub fn storable(&self, home: &str) -> Result<Content, Vec<FieldError>> {
        let mut reader = Reader::default();
        let r = &mut reader;
        if self.copy_of.is_some() {
            r.refuse("/copy_of", "only_when_new", say!("只有新建草稿时可以复制", "only a new draft can be a copy"));
        }
        r.within("/fiscal_percent", self.fiscal_percent, 0, 100);
        r.within("/staff_required", self.staff_required, 0, 99);
        if let Some(days) = self.signup_days {
            r.within("/signup_days", days, 1, 60);
        }
        if let Some(area) = self.scale_m2_hundredths {
            r.within("/scale_m2_hundredths", area, 0, Fen::MAX.0);
        }
        r.at_most("/items", &self.items, MAX_LIST);
        r.at_most("/files", &self.files, MAX_LIST);
        let (prices, rates) =
            (self.method.competes_on_price(), self.method.quotes() && self.quote_kind == QuoteKind::Rate);
        for (pointer, rate) in [("/min_rate", self.min_rate), ("/max_rate", self.max_rate)] {
            if let Some(rate) = rate {
                r.within(pointer, rate, 0, 9_999);
            }
        }
        if let Some(threshold) = self.witness_threshold {
            r.within("/witness_threshold", threshold, 2, 5);
        }
        let items: Vec<String> = self.items.iter().take(MAX_LIST).map(|code| text::code(code)).collect();
        let division = self.division_code.as_deref().map(text::code).filter(|code| !code.is_empty());
        let content = Content {
            project_name: r.line("/project_name", &self.project_name),
            division_code: division.unwrap_or_else(|| home.to_owned()),
            items: distinct(&items),
            item_match: self.item_match,
            approve_code: r.bounded("/approve_code", text::code(&self.approve_code), MAX_LINE),
            approval_matter: r.line("/approval_matter", &self.approval_matter),
            contact_name: r.line("/contact_name", &self.contact_name),
            contact_phone: r.line("/contact_phone", &self.contact_phone),
            complaint_phone: r.line("/complaint_phone", &self.complaint_phone),
            scale_kind: self.scale_kind,
            scale_fen: r.amount("/scale_fen", self.scale_fen.as_ref()),
            scale_m2_hundredths: self.scale_m2_hundredths,
            scale_note: r.prose("/scale_note", &self.scale_note),
            fiscal_percent: self.fiscal_percent,
            service_content: r.prose("/service_content", &self.service_content),
            service_time_note: r.prose("/service_time_note", &self.service_time_note),
            amount_fen: r.amount("/amount_fen", self.amount_fen.as_ref()),
            amount_note: r.prose("/amount_note", &self.amount_note),
            method: self.method,
            // What another method would ask for says nothing here.
            quote_kind: if prices { self.quote_kind } else { QuoteKind::Amount },
            floor_fen: r.amount("/floor_fen", self.floor_fen.as_ref().filter(|_| prices && !rates)),
            min_rate: self.min_rate.filter(|_| rates),
            max_rate: self.max_rate.filter(|_| rates),
            sheet: r.sheet(self.sheet.as_ref().filter(|_| self.method == Method::ProposalMerit)),
            beacon: r.beacon(self.beacon.as_ref().filter(|_| self.method.seals())),
            qualification_required: self.qualification_required,
            qualification_note: r.prose("/qualification_note", &self.qualification_note),
            staff_required: self.staff_required,
            other_note: r.prose("/other_note", &self.other_note),
            recusals: r.recusals(&self.recusals),
            witnesses: r.witnesses(&self.witnesses),
            witness_threshold: self.witness_threshold.filter(|_| self.method.seals()),
            signup_days: self.signup_days,
            signup_deadline: self.signup_deadline.map(DateTime::from),
            select_time: self.select_time.map(DateTime::from),
            files: distinct(&self.files),
        };
        if reader.errors.is_empty() { Ok(content) } else { Err(reader.errors) }
    }
}

impl Content {
    /// Without what belongs to one round alone: the issue of a lottery is out by the next.
    #[must_use]
    pub fn without_issue(mut self) -> Self {
        if let Some(BeaconSource::Lottery { issue, .. }) = &mut self.beacon {
            issue.clear();
        }
        self
    }

    /// What quotes and bids may be; `None` where entrants do not compete on price, or no amount is named yet.
    pub fn terms(&self) -> Option<Terms> {
        let amount = self.amount_fen.filter(|_| self.method.competes_on_price())?;
        Some(Terms::of(self.quote_kind, amount, self.floor_fen, self.min_rate, self.max_rate))
    }
}

impl From<Content> for NoticeContent {
    fn from(it: Content) -> Self {
        let amount = |fen: Option<Fen>| fen.map(|fen| AmountInput::Fen(fen.0));
        let recusals = it.recusals.into_iter().map(|it| RecusalInput {
            uscc: it.uscc.map(|uscc| uscc.to_string()),
            name: it.name,
            reason: it.reason,
        });
        Self {
            copy_of: None,
            project_name: it.project_name,
            division_code: Some(it.division_code),
            items: it.items,
            item_match: it.item_match,
            approve_code: it.approve_code,
            approval_matter: it.approval_matter,
            contact_name: it.contact_name,
            contact_phone: it.contact_phone,
            complaint_phone: it.complaint_phone,
            scale_kind: it.scale_kind,
            scale_fen: amount(it.scale_fen),
            scale_m2_hundredths: it.scale_m2_hundredths,
            scale_note: it.scale_note,
            fiscal_percent: it.fiscal_percent,
            service_content: it.service_content,
            service_time_note: it.service_time_note,
            amount_fen: amount(it.amount_fen),
            amount_note: it.amount_note,
            method: it.method,
            quote_kind: it.quote_kind,
            floor_fen: amount(it.floor_fen),
            min_rate: it.min_rate,
            max_rate: it.max_rate,
            sheet: it.sheet,
            beacon: it.beacon,
            qualification_required: it.qualification_required,
            qualification_note: it.qualification_note,
            staff_required: it.staff_required,
            other_note: it.other_note,
            recusals: recusals.collect(),
            witnesses: it.witnesses,
            witness_threshold: it.witness_threshold,
            signup_days: it.signup_days,
            signup_deadline: it.signup_deadline.map(Instant),
            select_time: it.select_time.map(Instant),
            files: it.files,
        }
    }
}
