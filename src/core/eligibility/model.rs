//! The facts that eligibility is judged on.

use crate::core::coded::coded;
use crate::core::state::AgencyState;
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// The rules, by name.
    pub enum Rule {
        /// The agency is in good standing.
        AgencyActive => "agency_active", "机构状态正常", "agency in good standing";
        /// It offers the items.
        OffersItems => "offers_items", "服务事项符合", "offers the services";
        /// It has the certificates.
        Qualification => "qualification", "资质符合", "qualified";
        /// Nothing owed is overdue.
        OwedItems => "owed_items", "入驻材料齐全", "documents complete";
        /// It has enough practitioners.
        Staff => "staff", "执业人员符合", "enough practitioners";
        /// It is not the client itself.
        NotTheClient => "not_the_client", "不是委托人本身", "not the client itself";
        /// It is not tied to the client.
        NotRelated => "not_related", "与委托人无关联", "not related to the client";
        /// The client has not excluded it.
        NotRecused => "not_recused", "不在回避名单", "not recused";
        /// Sign-up is open.
        WindowOpen => "window_open", "在报名时间内", "sign-up is open";
        /// It has not signed up already.
        NotSignedUp => "not_signed_up", "尚未报名", "not signed up yet";
    }
}

coded! {
    /// How several items combine (多个服务具备其一 / 都具备).
    pub enum ItemMatch {
        /// One is enough.
        Any => "any", "具备其一", "any of them";
        /// All are needed.
        All => "all", "都具备", "all of them";
    }
}

/// When the question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// At sign-up: the window must be open and no earlier sign-up stand.
    SignUp { at: DateTime<Utc> },
    /// Again when the roster freezes.
    Freeze { at: DateTime<Utc> },
}

impl Moment {
    /// The instant.
    pub fn at(self) -> DateTime<Utc> {
        match self {
            Self::SignUp { at } | Self::Freeze { at } => at,
        }
    }
}

/// What is known of the agency.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its code.
    pub uscc: Uscc,
    /// Its name.
    pub name: String,
    /// Its legal representative; empty where unknown.
    pub legal_rep: String,
    /// Those it named before.
    pub former_legal_reps: Vec<FormerLegalRep>,
    /// Its standing.
    pub state: AgencyState,
    /// The end of a suspension.
    pub suspended_until: Option<DateTime<Utc>>,
    /// By when owed documents must be in; `None` when none is owed.
    pub owed_due_at: Option<DateTime<Utc>>,
    /// Codes of the catalog items it offers.
    pub items: BTreeSet<String>,
    /// Certificates on file, removed ones left out.
    pub qualifications: Vec<HeldQualification>,
    /// Registered practitioners: at sign-up those on file or picked.
    pub staff: u32,
    /// An active sign-up exists.
    pub signed_up: bool,
}

/// A legal representative that an agency named before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormerLegalRep {
    /// As it was written.
    pub name: String,
    /// When the agency named another instead.
    pub until: DateTime<Utc>,
}

/// A certificate on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldQualification {
    /// Its kind.
    pub kind: String,
    /// 1 = 甲 (best), 2 = 乙, 3 = 丙; `None` where the kind has no grades.
    pub grade: Option<i16>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; `None` without end.
    pub valid_to: Option<NaiveDate>,
}

/// What the round asks for.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The client's code.
    pub client_uscc: Option<Uscc>,
    /// The client's legal representative; empty where unknown.
    pub client_legal_rep: String,
    /// Catalog items.
    pub items: Vec<NeededItem>,
    /// How they combine.
    pub item_match: ItemMatch,
    /// Whether certificates are asked for; otherwise a pledge is enough (仅承诺服务).
    pub qualification_required: bool,
    /// How many practitioners.
    pub staff_required: u32,
    /// Whom the client excludes.
    pub recusals: Vec<Recusal>,
    /// The round is open for sign-up.
    pub published: bool,
    /// When sign-up ends.
    pub signup_deadline: Option<DateTime<Utc>>,
}

/// A catalog item of the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeededItem {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The certificate it asks for; `None` where ability is pledged only.
    pub qualification: Option<NeededQualification>,
}

/// A certificate that an item asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeededQualification {
    /// Its kind.
    pub kind: String,
    /// The kind's name.
    pub kind_name: String,
    /// The lowest accepted grade; `None`: any.
    pub grade: Option<i16>,
}

impl NeededQualification {
    /// `测绘资质（乙级及以上）`.
    pub fn describe(&self) -> String {
        let name = &self.kind_name;
        match self.grade {
            None => name.clone(),
            Some(grade) => {
                let grades = ["甲", "乙", "丙", "丁"];
                let word =
                    usize::try_from(grade - 1).ok().and_then(|place| grades.get(place)).copied().unwrap_or("其他");
                format!("{name}（{word}级及以上）")
            }
        }
    }
}

/// An agency that the client excludes (回避), as `round.recusals` holds it. By code where one is given, else by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recusal {
    /// Its code, if known.
    #[serde(default)]
    pub uscc: Option<Uscc>,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// One rule, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuleResult {
    /// Which.
    pub rule: Rule,
    /// Whether it passed.
    pub passed: bool,
    /// What was found.
    pub detail: Text,
    /// What would mend it; `None` where it passed.
    pub mend: Option<Text>,
    /// The part of the agency's own profile where it is mended: `services`, `qualifications`, `owed`, `people`.
    pub mend_link: Option<String>,
}
