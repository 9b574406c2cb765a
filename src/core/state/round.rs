//! The round of a notice, from draft to archive.

use crate::core::coded::coded;

coded! {
    /// Where a round stands. The `CHECK` of `round.state` lists the same codes.
    pub enum RoundState {
        /// Being written.
        Draft => "draft", "草稿", "draft";
        /// Waiting for the operator.
        InReview => "in_review", "审核中", "in review";
        /// Sent back with a reason.
        Returned => "returned", "已退回", "returned";
        /// Open for sign-up.
        Published => "published", "报名中", "open for sign-up";
        /// Sign-up is over, the roster is frozen.
        Closed => "closed", "待选取", "closed, awaiting selection";
        /// The winner is being found.
        Selecting => "selecting", "选取中", "selecting";
        /// A winner is shown to all; objections may come.
        Publicity => "publicity", "公示中", "in publicity";
        /// The winner is fixed.
        Awarded => "awarded", "已中选", "awarded";
        /// The contract is confirmed by both sides.
        Contracted => "contracted", "已签约", "contracted";
        /// The contract is filed and work goes on.
        InService => "in_service", "服务中", "in service";
        /// A result waits for acceptance.
        Delivered => "delivered", "待验收", "delivered";
        /// The result is accepted.
        Accepted => "accepted", "已验收", "accepted";
        /// Both sides have rated.
        Rated => "rated", "已评价", "rated";
        /// Done.
        Archived => "archived", "已归档", "archived";
        /// Taken back by the client while open.
        Withdrawn => "withdrawn", "已撤回", "withdrawn";
        /// No winner (流标).
        Failed => "failed", "流标", "failed";
        /// Given up by its client: after a failure, or before it was ever published.
        Cancelled => "cancelled", "已终止采购", "cancelled";
        /// An objection voided it.
        Voided => "voided", "已作废", "voided";
        /// The service was broken off.
        Terminated => "terminated", "服务中止", "terminated";
    }
}

coded! {
    /// What may happen to a round; the names complete “cannot …”.
    pub enum RoundEvent {
        /// The client hands the draft in.
        Submit => "submit", "提交审核", "submit for review";
        /// The operator sends it back.
        Return => "return", "退回", "return";
        /// It is published: by the operator, or by the client where review is off.
        Publish => "publish", "发布", "publish";
        /// The client takes it back.
        Withdraw => "withdraw", "撤回", "withdraw";
        /// The sign-up deadline.
        Close => "close", "截止报名", "close sign-up";
        /// Too few entrants, or the client ends the selection with a public reason.
        Fail => "fail", "流标", "fail";
        /// Selection starts.
        BeginSelection => "begin_selection", "开始选取", "begin the selection";
        /// A winner is found.
        Select => "select", "确定中选机构", "select a winner";
        /// The publicity period is over.
        EndPublicity => "end_publicity", "结束公示", "end the publicity";
        /// An objection is upheld: select again.
        Reselect => "reselect", "重新选取", "select again";
        /// An objection is upheld: the round is void.
        Void => "void", "作废", "void";
        /// The winner declines, or lets the time to confirm pass.
        Decline => "decline", "放弃中选", "decline the award";
        /// The winner is out and the method ranks: the next one is shown.
        PassToNext => "pass_to_next", "递补下一名", "pass to the next-ranked";
        /// Both sides have confirmed the contract.
        Contract => "contract", "签订合同", "contract";
        /// The contract is filed.
        File => "file", "备案合同", "file the contract";
        /// The agency hands in a result.
        Deliver => "deliver", "提交成果", "deliver";
        /// The client sends the result back.
        SendBack => "send_back", "退回成果", "send the result back";
        /// The client accepts the result.
        Accept => "accept", "验收", "accept the result";
        /// Both sides have rated.
        Rate => "rate", "评价", "rate";
        /// The round is closed for good.
        Archive => "archive", "归档", "archive";
        /// The service is broken off.
        Terminate => "terminate", "中止服务", "terminate the service";
        /// A failed round is given up, or one that was never published.
        Cancel => "cancel", "取消", "cancel";
        /// A failed round gets a successor; it stays failed itself.
        Reannounce => "reannounce", "再次公告", "announce again";
    }
}

use RoundEvent as E;
use RoundState as S;

/// Every legal step of a round.
pub const TRANSITIONS: &[(RoundState, RoundEvent, RoundState)] = &[
    (S::Draft, E::Submit, S::InReview),
    (S::Returned, E::Submit, S::InReview),
    (S::InReview, E::Return, S::Returned),
    (S::InReview, E::Publish, S::Published),
    // Where review is off, a draft is published at once.
    (S::Draft, E::Publish, S::Published),
    (S::Returned, E::Publish, S::Published),
    (S::Published, E::Withdraw, S::Withdrawn),
    (S::Published, E::Close, S::Closed),
    (S::Closed, E::Fail, S::Failed),
    (S::Closed, E::BeginSelection, S::Selecting),
    (S::Selecting, E::Fail, S::Failed),
    (S::Selecting, E::Select, S::Publicity),
    (S::Publicity, E::EndPublicity, S::Awarded),
    (S::Publicity, E::Reselect, S::Selecting),
    (S::Publicity, E::Void, S::Voided),
    (S::Awarded, E::Decline, S::Failed),
    (S::Awarded, E::PassToNext, S::Publicity),
    // The next one follows only once a person has decided something.
    (S::Awarded, E::BeginSelection, S::Selecting),
    (S::Awarded, E::Contract, S::Contracted),
    (S::Contracted, E::File, S::InService),
    (S::Contracted, E::Terminate, S::Terminated),
    (S::InService, E::Deliver, S::Delivered),
    (S::InService, E::Terminate, S::Terminated),
    (S::Delivered, E::SendBack, S::InService),
    (S::Delivered, E::Accept, S::Accepted),
    (S::Delivered, E::Terminate, S::Terminated),
    (S::Accepted, E::Rate, S::Rated),
    // Not rated in time stays "not rated" (domain.md §17).
    (S::Accepted, E::Archive, S::Archived),
    (S::Rated, E::Archive, S::Archived),
    (S::Draft, E::Cancel, S::Cancelled),
    (S::Returned, E::Cancel, S::Cancelled),
    (S::Failed, E::Cancel, S::Cancelled),
    // The next round is a row of its own.
    (S::Failed, E::Reannounce, S::Failed),
];

machine!(RoundState, RoundEvent, TRANSITIONS);

coded! {
    /// Whose move it is.
    pub enum Actor {
        /// The client (委托人).
        Client => "client", "委托人", "the client";
        /// The operator (运营机构).
        Operator => "operator", "运营机构", "the operator";
        /// Agencies: any that may sign up, or the winner.
        Agency => "agency", "中介机构", "the agency";
        /// Nobody: a deadline moves it on.
        Clock => "clock", "到期自动", "the clock";
        /// Nobody any more.
        Nobody => "nobody", "无", "nobody";
    }
}

impl RoundState {
    /// Who must act for the round to go on.
    pub const fn actor_of(self) -> Actor {
        match self {
            Self::Draft
            | Self::Returned
            | Self::Selecting
            | Self::Contracted
            | Self::Delivered
            | Self::Accepted
            | Self::Failed => Actor::Client,
            Self::InReview => Actor::Operator,
            Self::Awarded | Self::InService => Actor::Agency,
            Self::Published | Self::Closed | Self::Publicity => Actor::Clock,
            Self::Rated | Self::Archived | Self::Withdrawn | Self::Cancelled | Self::Voided | Self::Terminated => {
                Actor::Nobody
            }
        }
    }

    /// Whether links of witnesses are made and made anew: until the close, when everybody sees who has entered. Later the client could keep
    /// the round from its opening by making them void.
    pub const fn invites_witnesses(self) -> bool {
        self.is_editable() || matches!(self, Self::InReview | Self::Published)
    }

    /// Whether the client may still edit it freely.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_road_from_draft_to_archive_is_walkable() {
        let road = [
            E::Submit,
            E::Return,
            E::Submit,
            E::Publish,
            E::Close,
            E::BeginSelection,
            E::Select,
            E::Reselect,
            E::Select,
            E::EndPublicity,
            E::Contract,
            E::File,
            E::Deliver,
            E::SendBack,
            E::Deliver,
            E::Accept,
            E::Rate,
            E::Archive,
        ];
        let end = road.into_iter().try_fold(S::Draft, S::apply);
        assert_eq!(end, Ok(S::Archived));
    }

    #[test]
    fn every_state_can_be_reached_and_whoever_must_act_can() {
        for &state in S::ALL {
            assert!(
                state == S::Draft || TRANSITIONS.iter().any(|(from, _, to)| *to == state && *from != state),
                "{state}"
            );
            let has_way_out = state.events().next().is_some();
            assert_eq!(has_way_out, state.actor_of() != Actor::Nobody || state == S::Rated, "{state}");
        }
    }

    #[test]
    fn a_refusal_names_both_states() {
        let refused = S::Archived.apply(E::Publish).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "当前状态为「已归档」，不能发布（不能变为「报名中」） / it is “archived”: cannot publish, cannot become “open for sign-up”"
        );
        assert_eq!((refused.from, refused.to), ("archived", "published"));
    }
}
