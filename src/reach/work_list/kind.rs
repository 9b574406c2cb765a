//! What can wait for somebody.

use crate::core::coded::coded;

coded! {
    /// A task; its name is the button.
    pub enum WorkKind {
        /// A notice of one's own is not submitted yet.
        FinishDraft => "finish_draft", "继续填写", "Continue";
        /// The operator has sent a notice back.
        CorrectNotice => "correct_notice", "修改公告", "Correct";
        /// The client picks: of the roster, or of a short list.
        Select => "select", "选定机构", "Select";
        /// The client judges what an agency says of its low price.
        JudgeLowPrice => "judge_low_price", "认定偏低报价", "Judge the low price";
        /// An agency is asked to justify its low price.
        JustifyLowPrice => "justify_low_price", "说明报价", "Justify the price";
        /// An auction takes bids.
        Bid => "bid", "进入竞价", "Bid";
        /// An assessor is asked to score proposals.
        ScoreProposals => "score_proposals", "评审方案", "Score the proposals";
        /// Somebody wants to score proposals, and waits for the operator.
        DecideAssessor => "decide_assessor", "审核专家", "Decide";
        /// A round waits for its public number.
        EnterBeacon => "enter_beacon", "录入公开号码", "Enter the public number";
        /// A round has failed.
        Reannounce => "reannounce", "再次公告或取消", "Announce again or cancel";
        /// The text of a contract waits for this side.
        ConfirmContract => "confirm_contract", "核对并确认合同", "Check and confirm";
        /// A contract that both have confirmed is not filed.
        FileContract => "file_contract", "备案合同", "File the contract";
        /// A result waits for acceptance.
        AcceptDeliverable => "accept_deliverable", "验收成果", "Review the result";
        /// The agency says that a payment has not come.
        SettleDispute => "settle_dispute", "核对付款", "Settle the dispute";
        /// The work is accepted and not paid.
        Pay => "pay", "登记付款", "Record the payment";
        /// An open notice in one's own services closes soon.
        SignUp => "sign_up", "查看并报名", "Open and sign up";
        /// A won award waits for the winner's word.
        ConfirmAward => "confirm_award", "确认中选", "Confirm the award";
        /// Work is under way.
        Deliver => "deliver", "提交成果", "Hand in the result";
        /// A payment waits for the agency's word.
        ConfirmPayment => "confirm_payment", "确认收款", "Confirm the payment";
        /// Scans of the entry are owed.
        HandInScans => "hand_in_scans", "补交扫描件", "Hand in scans";
        /// The form check has failed.
        CorrectEntry => "correct_entry", "更正登记", "Correct the entry";
        /// A notice waits for the operator.
        ReviewNotice => "review_notice", "审核公告", "Review";
        /// A new agency waits for its form check.
        CheckAgency => "check_agency", "核对登记", "Check the entry";
        /// What was sealed cannot be opened.
        OpenSealed => "open_sealed", "查看公告", "Open the notice";
        /// Witnesses have not come to open what was sealed.
        AwaitWitnesses => "await_witnesses", "查看公告", "Open the notice";
        /// Working days of a year that deadlines reach into are not known, or only provisionally.
        LoadCalendar => "load_calendar", "载入工作日历", "Load the calendar";
    }
}
