//! Procurement notices (采购公告): drafting, review, publication, the public list and page, the deadline, the next round.

pub mod check;
pub mod content;
