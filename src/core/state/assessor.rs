//! The standing of an assessor (评审专家).

use crate::core::coded::coded;

coded! {
    /// Where an assessor stands. The `CHECK` of `assessor.state` lists the same codes.
    pub enum AssessorState {
        /// Waits for the operator.
        Applied => "applied", "待审核", "applied";
        /// May be drawn.
        Approved => "approved", "已入库", "approved";
        /// May not be drawn, and scores nothing.
        Suspended => "suspended", "已暂停", "suspended";
    }
}

coded! {
    /// What the operator may do.
    pub enum AssessorEvent {
        /// Takes it into the pool, for the first time or again.
        Approve => "approve", "入库", "approve";
        /// Keeps it out.
        Suspend => "suspend", "暂停", "suspend";
    }
}

use AssessorEvent as E;
use AssessorState as S;

/// Every legal step of an assessor.
pub const ASSESSOR_TRANSITIONS: &[(AssessorState, AssessorEvent, AssessorState)] = &[
    (S::Applied, E::Approve, S::Approved),
    (S::Applied, E::Suspend, S::Suspended),
    (S::Approved, E::Suspend, S::Suspended),
    (S::Suspended, E::Approve, S::Approved),
];

machine!(AssessorState, AssessorEvent, ASSESSOR_TRANSITIONS);
