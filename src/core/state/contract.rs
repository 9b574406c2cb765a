//! A contract: drafted from notice and award, confirmed by both sides, filed.

use crate::core::coded::coded;

coded! {
    /// Where a contract stands. The `CHECK` of `contract.state` lists the same codes.
    pub enum ContractState {
        /// Being agreed; neither or one side has confirmed.
        Draft => "draft", "待确认", "draft";
        /// Confirmed by both sides.
        Confirmed => "confirmed", "已确认", "confirmed";
        /// Filed with its signed scan.
        Filed => "filed", "已备案", "filed";
    }
}

coded! {
    /// What may happen to a contract.
    pub enum ContractEvent {
        /// Either side changes the text, which takes back the other's confirmation.
        Revise => "revise", "修改", "revise";
        /// The second side confirms.
        Confirm => "confirm", "确认", "confirm";
        /// It is filed.
        File => "file", "备案", "file";
    }
}

use ContractEvent as E;
use ContractState as S;

/// Every legal step of a contract.
pub const CONTRACT_TRANSITIONS: &[(ContractState, ContractEvent, ContractState)] =
    &[(S::Draft, E::Revise, S::Draft), (S::Draft, E::Confirm, S::Confirmed), (S::Confirmed, E::File, S::Filed)];

machine!(ContractState, ContractEvent, CONTRACT_TRANSITIONS);
