//! Why there is no outcome.

use super::words::codes;
use crate::core::money::Fen;
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use crate::say;
use std::fmt;

/// Why a function gives no outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOutcome {
    /// By the rules the round fails.
    Failed(Failure),
    /// Somebody must decide something first.
    Needs(Need),
    /// An input is not one of this round: whoever brought it must not have been let through.
    Refused(Refusal),
}

/// Why a round fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Fewer valid entrants than the rules ask for.
    TooFew { valid: u32, needed: u32 },
    /// Everybody is out: refused as too low, or passed over.
    NobodyLeft,
    /// Nobody bid.
    NoBids,
}

/// A named human input that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A verdict on the justification of a low price that would win.
    Verdict { uscc: Uscc, price: Fen, under_ceiling: bool, under_mean: bool },
    /// The client's pick out of this.
    Pick { short_list: Vec<Uscc> },
    /// More assessors: too many stood down.
    Assessors { have: u32, needed: u32 },
    /// The scores of these assessors.
    Scores { missing: Vec<String> },
}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names an entrant that is not in the roster.
    NotInRoster(Uscc),
    /// It names an entrant twice.
    Twice(Uscc),
    /// A verdict on a price that is not low.
    NotLow(Uscc),
    /// An entrant without a credit.
    NoCredit(Uscc),
    /// A pick outside of the short list.
    NotShortListed(Uscc),
    /// An assessor who occurs twice, or stands down without being in the pool.
    Pool,
    /// A sheet that is incomplete, outside of its points, twice, or of somebody who does not serve.
    Scores { assessor: String },
    /// A rule or a bound that means nothing.
    Unsound,
}

impl Failure {
    /// Why, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::TooFew { valid, needed } => say!(
                "有效参与 {valid} 家，不足 {needed} 家，本轮流标",
                "{valid} valid entrants, {needed} are needed: the round fails"
            ),
            Self::NobodyLeft => say!("无人可以中选，本轮流标", "nobody is left who could win: the round fails"),
            Self::NoBids => say!("无人出价，本轮流标", "nobody bid: the round fails"),
        }
    }
}

impl Need {
    /// What is missing, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::Verdict { uscc, price, .. } => say!(
                "{uscc} 的报价 {price} 明显偏低，须先对其说明作出认定",
                "{price} of {uscc} is abnormally low: its justification must be judged first"
            ),
            Self::Pick { short_list } => {
                let names = codes(short_list);
                say!("须由委托人从小名单中选取：{names}", "the client must pick one of the short list: {names}")
            }
            Self::Assessors { have, needed } => {
                say!("可用评审 {have} 人，需要 {needed} 人", "{have} assessors are left, {needed} are needed")
            }
            Self::Scores { missing } => {
                let missing = missing.join(", ");
                say!("尚缺评分：{missing}", "scores are missing of {missing}")
            }
        }
    }
}

impl Refusal {
    /// What is wrong, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::NotInRoster(uscc) => say!("{uscc} 不在名单之内", "{uscc} is not in the roster"),
            Self::Twice(uscc) => say!("{uscc} 出现两次", "{uscc} is named twice"),
            Self::NoCredit(uscc) => say!("{uscc} 没有信用分", "{uscc} has no credit"),
            Self::NotShortListed(uscc) => {
                say!("{uscc} 不在小名单之内或已不再参与", "{uscc} is not in the short list, or is passed over")
            }
            Self::Pool => say!("评审库或回避名单不成立", "the pool of assessors or who stood down means nothing"),
            Self::Scores { assessor } => {
                say!("评审 {assessor} 的评分表不成立", "the sheet of assessor {assessor} cannot count")
            }
            Self::NotLow(uscc) => say!("{uscc} 的报价并不偏低", "the price of {uscc} is not low"),
            Self::Unsound => say!("规则或限值不成立", "a rule or a bound means nothing"),
        }
    }
}

impl NoOutcome {
    /// Why, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::Failed(it) => it.text(),
            Self::Needs(it) => it.text(),
            Self::Refused(it) => it.text(),
        }
    }
}

impl fmt::Display for NoOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for NoOutcome {}
