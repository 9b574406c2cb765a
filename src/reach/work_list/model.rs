//! What a work list shows.

use serde::Serialize;
use utoipa::ToSchema;

use super::kind::WorkKind;
use crate::core::coded::coded;
use crate::platform::web::Instant;

coded! {
    /// How near the end is.
    pub enum Urgency {
        /// Its time is over.
        Overdue => "overdue", "已逾期", "overdue";
        /// One working day is left, or less.
        Soon => "soon", "即将到期", "soon";
        /// There is time, or no deadline.
        Normal => "normal", "待办", "to do";
    }
}

/// One thing to do, in the request's language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkItem {
    /// What is to be done.
    pub kind: WorkKind,
    /// What it is about.
    pub title: String,
    /// Why it waits and what the rules say.
    pub text: String,
    /// Until when; exactly then is late. Null where nothing runs out.
    pub due_at: Option<Instant>,
    /// It was counted through a provisional calendar year and is counted again with the official one.
    pub provisional: bool,
    /// Working days after today up to the day it is due; null where nothing runs out or the year is not known.
    pub working_days_left: Option<u32>,
    /// Where it is done.
    pub link: String,
    /// The button.
    pub action: String,
    /// How near the end is.
    pub urgency: Urgency,
}

/// What waits, the most urgent first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkList {
    /// At most fifty.
    pub items: Vec<WorkItem>,
}
