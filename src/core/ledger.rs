//! The chart of accounts and what each money event posts (domain.md §9, product.md §2.7). Jishi records money, it never
//! holds any: the accounts say how far the money of an award has come.

use super::coded::coded;
use super::money::Fen;

coded! {
    /// How far money has come. The `CHECK` of `posting.account` lists the same codes.
    pub enum Account {
        /// All awards in force: the debit side that the other three explain.
        Awarded => "awarded", "中选金额", "awarded";
        /// Awarded, without a filed contract.
        Committed => "committed", "已中选未签约", "committed";
        /// Contracted, not paid.
        Payable => "payable", "合同待付", "payable";
        /// Payments that the agency has confirmed.
        Paid => "paid", "已付金额", "paid";
    }
}

coded! {
    /// A money event. The `CHECK` of `ledger_entry.kind` lists the same codes.
    pub enum LedgerKind {
        /// An award takes effect.
        Award => "award", "中选生效", "award";
        /// The winner is out: the award is taken back.
        AwardReversal => "award_reversal", "中选撤销", "award reversed";
        /// The contract is filed.
        Contract => "contract", "合同备案", "contract filed";
        /// The agency has confirmed a payment.
        Payment => "payment", "付款确认", "payment confirmed";
    }
}

/// One side of an entry: debit positive, credit negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where it is posted.
    pub account: Account,
    /// The signed amount.
    pub amount: Fen,
}

/// The debit and the credit of an event over a positive amount; they sum to zero.
pub fn postings(kind: LedgerKind, amount: Fen) -> [Posting; 2] {
    let (debit, credit) = match kind {
        LedgerKind::Award => (Account::Awarded, Account::Committed),
        LedgerKind::AwardReversal => (Account::Committed, Account::Awarded),
        LedgerKind::Contract => (Account::Committed, Account::Payable),
        LedgerKind::Payment => (Account::Payable, Account::Paid),
    };
    [Posting { account: debit, amount }, Posting { account: credit, amount: Fen(-amount.0) }]
}

/// The balance of an account as people read it, never negative: `awarded` stands on the debit side, the accounts that
/// explain it on the credit side, so that awarded = committed + payable + paid.
pub fn balance(account: Account, sum_of_postings: Fen) -> Fen {
    match account {
        Account::Awarded => sum_of_postings,
        Account::Committed | Account::Payable | Account::Paid => Fen(-sum_of_postings.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn sum(of: Account, entries: &[[Posting; 2]]) -> Fen {
        Fen(entries.iter().flatten().filter(|it| it.account == of).map(|it| it.amount.0).sum())
    }

    fn balances(entries: &[[Posting; 2]]) -> [i64; 4] {
        [Account::Awarded, Account::Committed, Account::Payable, Account::Paid]
            .map(|account| balance(account, sum(account, entries)).0)
    }

    #[test]
    fn an_award_moves_from_committed_over_payable_to_paid() {
        let mut entries = vec![postings(LedgerKind::Award, Fen(1_000))];
        assert_eq!(balances(&entries), [1_000, 1_000, 0, 0]);
        entries.push(postings(LedgerKind::Contract, Fen(1_000)));
        assert_eq!(balances(&entries), [1_000, 0, 1_000, 0]);
        entries.push(postings(LedgerKind::Payment, Fen(400)));
        assert_eq!(balances(&entries), [1_000, 0, 600, 400]);
        entries.push(postings(LedgerKind::Payment, Fen(600)));
        assert_eq!(balances(&entries), [1_000, 0, 0, 1_000]);
    }

    #[test]
    fn a_reversal_leaves_nothing_of_its_award() {
        let entries = [LedgerKind::Award, LedgerKind::AwardReversal].map(|kind| postings(kind, Fen(77)));
        assert_eq!(balances(&entries), [0, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn every_event_sums_to_zero_over_two_accounts(kind in select(LedgerKind::ALL), fen in 1..=Fen::MAX.0) {
            let [debit, credit] = postings(kind, Fen(fen));
            prop_assert_eq!((debit.amount, credit.amount), (Fen(fen), Fen(-fen)));
            prop_assert_ne!(debit.account, credit.account);
        }

        #[test]
        fn any_events_keep_awarded_equal_to_what_explains_it(
            events in proptest::collection::vec((select(LedgerKind::ALL), 1..=Fen::MAX.0), 0..50),
        ) {
            let entries: Vec<_> = events.iter().map(|&(kind, fen)| postings(kind, Fen(fen))).collect();
            let [awarded, committed, payable, paid] = balances(&entries);
            prop_assert_eq!(awarded, committed + payable + paid);
        }
    }
}
