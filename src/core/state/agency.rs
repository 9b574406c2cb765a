//! The standing of an agency on the register (product.md §4).

use crate::core::coded::coded;

coded! {
    /// Where an agency stands. The `CHECK` of `agency.state` lists the same codes.
    pub enum AgencyState {
        /// May take work.
        Active => "active", "正常", "active";
        /// May not sign up until a date.
        Suspended => "suspended", "暂停", "suspended";
        /// Struck off (清退), with a ban.
        Removed => "removed", "清退", "removed";
        /// Left by its own wish.
        Withdrawn => "withdrawn", "已退出", "withdrawn";
    }
}

coded! {
    /// What may happen to an agency.
    pub enum AgencyEvent {
        /// A sanction, or doubt about its identity.
        Suspend => "suspend", "暂停", "suspend";
        /// The suspension is over or lifted.
        Reinstate => "reinstate", "恢复", "reinstate";
        /// Struck off.
        Remove => "remove", "清退", "remove";
        /// It leaves.
        Withdraw => "withdraw", "退出", "withdraw";
    }
}

use AgencyEvent as E;
use AgencyState as S;

/// Every legal step of an agency.
pub const AGENCY_TRANSITIONS: &[(AgencyState, AgencyEvent, AgencyState)] = &[
    (S::Active, E::Suspend, S::Suspended),
    // A further sanction replaces the date.
    (S::Suspended, E::Suspend, S::Suspended),
    (S::Suspended, E::Reinstate, S::Active),
    (S::Active, E::Remove, S::Removed),
    (S::Suspended, E::Remove, S::Removed),
    (S::Active, E::Withdraw, S::Withdrawn),
    // After the ban, or when one that left comes back.
    (S::Removed, E::Reinstate, S::Active),
    (S::Withdrawn, E::Reinstate, S::Active),
];

machine!(AgencyState, AgencyEvent, AGENCY_TRANSITIONS);
