//! What a caller may do with a contract now; the operations themselves decide again.

use super::model::{Payment, Row, Side, Sums};
use crate::core::coded::coded;
use crate::core::money::Fen;
use crate::core::state::{ContractEvent, ContractState, PaymentEvent, RoundEvent};

coded! {
    /// A button on the contract's page.
    pub enum ContractAction {
        /// Change the text.
        Change => "change", "修改合同", "change";
        /// Confirm the text.
        Confirm => "confirm", "确认合同", "confirm";
        /// File the contract.
        File => "file", "合同备案", "file";
        /// Hand in a result.
        SubmitDeliverable => "submit_deliverable", "提交成果", "submit deliverable";
        /// Accept the result.
        AcceptDeliverable => "accept_deliverable", "验收成果", "accept deliverable";
        /// Send the result back.
        SendBackDeliverable => "send_back_deliverable", "退回成果", "send back deliverable";
        /// Record a payment.
        RecordPayment => "record_payment", "登记付款", "record payment";
        /// Confirm a payment.
        ConfirmPayment => "confirm_payment", "确认收款", "confirm payment";
        /// Dispute a payment.
        DisputePayment => "dispute_payment", "付款异议", "dispute payment";
    }
}

use ContractAction as A;

/// Everything a side may do.
pub(super) fn actions(row: &Row, payments: &[Payment], side: Option<Side>) -> Vec<ContractAction> {
    let Some(side) = side else { return Vec::new() };
    A::ALL.iter().copied().filter(|action| allowed(*action, row, payments, side)).collect()
}

fn allowed(action: A, row: &Row, payments: &[Payment], side: Side) -> bool {
    let round = |event| row.round_state.apply(event).is_ok();
    let payment = |event| payments.iter().any(|payment| payment.state.apply(event).is_ok());
    let (client, agency) = (side == Side::Client, side == Side::Agency);
    match action {
        A::Change => row.state.apply(ContractEvent::Revise).is_ok(),
        A::Confirm => row.state.apply(ContractEvent::Confirm).is_ok() && !row.confirmed_by(side),
        A::File => client && row.state.apply(ContractEvent::File).is_ok() && round(RoundEvent::File),
        A::SubmitDeliverable => agency && round(RoundEvent::Deliver),
        A::AcceptDeliverable => client && round(RoundEvent::Accept),
        A::SendBackDeliverable => client && round(RoundEvent::SendBack),
        A::RecordPayment => {
            client && row.state == ContractState::Filed && Sums::of(payments).open(row.price_fen) > Fen(0)
        }
        A::ConfirmPayment => agency && payment(PaymentEvent::Confirm),
        A::DisputePayment => agency && payment(PaymentEvent::Dispute),
    }
}

impl Row {
    /// Whether a side has confirmed the text as it stands.
    pub(super) fn confirmed_by(&self, side: Side) -> bool {
        match side {
            Side::Client => self.client_confirmed_at.is_some(),
            Side::Agency => self.agency_confirmed_at.is_some(),
        }
    }
}
