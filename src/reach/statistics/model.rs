//! What the statistics page shows.

use serde::Serialize;
use utoipa::ToSchema;

use crate::core::coded::coded;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::platform::web::Instant;

coded! {
    /// What the reader counts.
    pub enum Measure {
        /// Agencies that entered the register.
        Agencies => "agencies", "入驻机构", "agencies";
        /// Clients that registered.
        Clients => "clients", "委托人", "clients";
        /// Notices published for the first time.
        Notices => "notices", "公告", "notices";
        /// Winners found.
        Selected => "selected", "选出", "selected";
        /// Seconds from the first publication of a notice to its winner, added up over `selected`.
        SecondsToAward => "seconds_to_award", "公告到选出的秒数", "seconds to award";
        /// Awards in effect, less those whose winner fell out.
        Awards => "awards", "中选", "awards";
        /// Rounds that ended without a winner, those whose winner fell out included.
        Failed => "failed", "流标", "failed";
        /// Of these, those whose winner fell out.
        Fallen => "fallen", "放弃或逾期", "fallen";
    }
}

/// Everything, of the whole installation or of one branch of the divisions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Statistics {
    /// Agencies that entered the register.
    pub agencies: i64,
    /// Clients that registered.
    pub clients: i64,
    /// Notices published; further rounds of a notice are not counted again.
    pub notices: i64,
    /// Awards in force.
    pub awards: i64,
    /// What is awarded: the sum of the ledger's postings.
    pub awarded_fen: Fen,
    /// Awarded, without a filed contract.
    pub committed_fen: Fen,
    /// Contracted, not paid.
    pub payable_fen: Fen,
    /// Paid and confirmed.
    pub paid_fen: Fen,
    /// Agencies with a counter in the physical store.
    pub residents: i64,
    /// Notices open for sign-up now.
    pub open_notices: i64,
    /// Rounds that ended without a winner.
    pub failed_rounds: i64,
    /// Their share of all rounds that ended; null before the first.
    pub failure_rate_percent: Option<f64>,
    /// Calendar days from the first publication to the winner; null before the first.
    pub mean_days_to_award: Option<f64>,
    /// By the way the winner was found, most first.
    pub by_method: Vec<MethodShare>,
    /// By month of Asia/Shanghai, oldest first.
    pub by_month: Vec<Month>,
    /// By the group of a notice's first catalog item, most money first.
    pub by_group: Vec<GroupShare>,
    /// When this was read.
    pub as_of: Instant,
}

/// One method's share.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MethodShare {
    pub method: Method,
    pub awards: i64,
    pub awarded_fen: Fen,
}

/// One month.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Month {
    /// `2026-11`
    pub month: String,
    pub notices: i64,
    pub awards: i64,
    pub awarded_fen: Fen,
}

/// One group of the catalogue.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupShare {
    /// Letter of the group.
    pub code: String,
    /// Its name in the request's language.
    pub name: String,
    pub awards: i64,
    pub awarded_fen: Fen,
}
