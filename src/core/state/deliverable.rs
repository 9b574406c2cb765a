//! One handed-in version of the result.

use crate::core::coded::coded;

coded! {
    /// Where a deliverable stands. The `CHECK` of `deliverable.state` lists the same codes.
    pub enum DeliverableState {
        /// Waits for the client.
        Submitted => "submitted", "待验收", "submitted";
        /// Accepted.
        Accepted => "accepted", "已验收", "accepted";
        /// Sent back with a reason; the next version is a row of its own.
        SentBack => "sent_back", "已退回", "sent back";
    }
}

coded! {
    /// What may happen to a deliverable.
    pub enum DeliverableEvent {
        /// The client accepts it.
        Accept => "accept", "验收", "accept";
        /// The client sends it back.
        SendBack => "send_back", "退回", "send back";
    }
}

use DeliverableEvent as E;
use DeliverableState as S;

/// Every legal step of a deliverable.
pub const DELIVERABLE_TRANSITIONS: &[(DeliverableState, DeliverableEvent, DeliverableState)] =
    &[(S::Submitted, E::Accept, S::Accepted), (S::Submitted, E::SendBack, S::SentBack)];

machine!(DeliverableState, DeliverableEvent, DELIVERABLE_TRANSITIONS);
