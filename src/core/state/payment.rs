//! One payment: recorded by the client, confirmed or disputed by the agency. The platform never holds money.

use crate::core::coded::coded;

coded! {
    /// Where a payment stands. The `CHECK` of `payment.state` lists the same codes.
    pub enum PaymentState {
        /// The client says it paid.
        Recorded => "recorded", "待确认", "recorded";
        /// The agency has received it.
        Confirmed => "confirmed", "已确认", "confirmed";
        /// The agency says it has not.
        Disputed => "disputed", "有异议", "disputed";
    }
}

coded! {
    /// What may happen to a payment.
    pub enum PaymentEvent {
        /// The agency confirms it.
        Confirm => "confirm", "确认", "confirm";
        /// The agency disputes it.
        Dispute => "dispute", "提出异议", "dispute";
    }
}

use PaymentEvent as E;
use PaymentState as S;

/// Every legal step of a payment.
pub const PAYMENT_TRANSITIONS: &[(PaymentState, PaymentEvent, PaymentState)] = &[
    (S::Recorded, E::Confirm, S::Confirmed),
    (S::Recorded, E::Dispute, S::Disputed),
    // The money arrives, or is found, after all.
    (S::Disputed, E::Confirm, S::Confirmed),
];

machine!(PaymentState, PaymentEvent, PAYMENT_TRANSITIONS);
