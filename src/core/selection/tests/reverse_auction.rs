use super::*;
use crate::core::rules::Rules;
use crate::core::selection::reverse_auction::{Auction, AuctionRules, Bid, Refused, quiet, step};
use chrono::TimeDelta;
use proptest::prelude::*;

const START: &str = "2026-11-30T09:30:00+08:00";

fn rules() -> AuctionRules {
    AuctionRules {
        members: (1..=3).map(code).collect(),
        start: at(START),
        ceiling: Fen(10_000_000),
        floor: Fen(5_000_000),
        step: Fen(100_000),
        quiet: TimeDelta::minutes(10),
    }
}

fn bid(k: usize, yuan: i64, milliseconds: i64) -> Bid {
    Bid { uscc: code(k), amount_fen: Fen(yuan * 100), at: at(START) + TimeDelta::milliseconds(milliseconds) }
}

fn replay(bids: &[Bid]) -> Result<Auction, (usize, Refused)> {
    Auction::replay(rules(), bids.iter().cloned())
}

const MINUTE: i64 = 60_000;

pub fn samples() -> Vec<Line> {
    replay(&[bid(1, 99_000, 0)]).unwrap().outcome(&[]).unwrap().working
}

#[test]
fn the_step_is_a_percent_of_the_ceiling_and_at_least_the_least_step() {
    let rules = Rules::default();
    assert_eq!(step(Fen(10_000_000), &rules), Fen(100_000));
    assert_eq!(step(Fen(500_000), &rules), Fen(10_000));
    assert_eq!(step(Fen(1_000_050), &rules), Fen(10_001), "half up");
    assert_eq!(quiet(&rules), TimeDelta::minutes(10));
}

#[test]
fn bids_count_only_in_the_window() {
    let mut auction = Auction::new(rules());
    assert_eq!(auction.place(bid(1, 90_000, -1)), Err(Refused::NotOpen { start: at(START) }));
    assert_eq!(auction.place(bid(1, 90_000, 0)), Ok(()), "at the start is in time");
    let end = at(START) + TimeDelta::minutes(10);
    assert_eq!(auction.place(bid(2, 80_000, 10 * MINUTE)), Err(Refused::Over { end }), "at the end is late");
    assert_eq!(auction.place(bid(2, 80_000, 10 * MINUTE - 1)), Ok(()), "a millisecond before is not");
    assert_eq!(auction.end(), at(START) + TimeDelta::milliseconds(20 * MINUTE - 1));
    assert_eq!(auction.bids().len(), 2);
}

#[test]
fn a_bid_must_beat_the_best_by_the_step() {
    let mut auction = Auction::new(rules());
    assert_eq!(auction.place(bid(1, 100_001, 0)), Err(Refused::TooHigh { most: Fen(10_000_000) }));
    assert_eq!(auction.place(bid(1, 100_000, 0)), Ok(()), "the first may be the ceiling");
    assert_eq!(auction.place(bid(2, 99_001, 1)), Err(Refused::TooHigh { most: Fen(9_900_000) }));
    assert_eq!(auction.place(bid(2, 99_000, 1)), Ok(()));
    assert_eq!(auction.place(bid(2, 98_000, 2)), Ok(()), "who leads may bid against itself");
    assert_eq!(auction.place(bid(3, 49_999, 3)), Err(Refused::TooLow { floor: Fen(5_000_000) }));
    assert_eq!(auction.place(bid(4, 90_000, 3)), Err(Refused::NotMember));
    assert_eq!(
        auction.place(bid(3, 90_000, 1)),
        Err(Refused::OutOfOrder { last: at(START) + TimeDelta::milliseconds(2) })
    );
    assert_eq!(auction.place(bid(3, 50_000, 2)), Ok(()), "two in one millisecond are in the order of the server");
    assert_eq!(auction.most(), Fen(4_900_000));
}

#[test]
fn the_last_bid_wins_and_each_is_ranked_by_its_own() {
    let bids =
        [bid(1, 99_000, 0), bid(2, 98_000, 5), bid(1, 97_000, 9), bid(3, 90_000, MINUTE), bid(2, 80_000, 9 * MINUTE)];
    let auction = replay(&bids).unwrap();
    let outcome = auction.outcome(&[]).unwrap();
    assert_eq!(places(&outcome), [code(2), code(3), code(1)]);
    let prices: Vec<i64> = outcome.ranking.iter().map(|it| it.price_fen.0).collect();
    assert_eq!(prices, [8_000_000, 9_000_000, 9_700_000]);
    assert_eq!(auction.end(), at(START) + TimeDelta::minutes(19));
    assert_eq!(places(&auction.outcome(&[code(2)]).unwrap()), [code(3), code(1)]);
    assert!(auction.outcome(&[code(5)]).is_err());
}

#[test]
fn without_a_bid_the_round_fails_at_the_end_of_the_quiet_period() {
    let auction = Auction::new(rules());
    assert_eq!(auction.end(), at(START) + TimeDelta::minutes(10));
    assert_eq!(auction.outcome(&[]), Err(NoOutcome::Failed(Failure::NoBids)));
}

#[test]
fn no_numbers_break_it() {
    let wild = AuctionRules {
        quiet: TimeDelta::MAX,
        step: Fen(i64::MIN),
        floor: Fen(i64::MIN),
        ceiling: Fen(i64::MAX),
        ..rules()
    };
    let mut auction = Auction::new(wild);
    for fen in [i64::MAX, 1, 0, i64::MIN] {
        let _ = auction.place(Bid { amount_fen: Fen(fen), ..bid(1, 0, 0) });
    }
    assert!(auction.end() == DateTime::<Utc>::MAX_UTC && auction.outcome(&[]).is_ok());
}

proptest! {
    #[test]
    fn a_replay_gives_the_same_end_and_winner(attempts in proptest::collection::vec((1_usize..5, 40_000_i64..101_000, 0_i64..12 * MINUTE), 0..60)) {
        let mut live = Auction::new(rules());
        let mut clock = 0;
        for (who, yuan, pause) in attempts {
            clock += pause;
            let before = live.bids().len();
            let taken = live.place(bid(who, yuan, clock)).is_ok();
            prop_assert_eq!(live.bids().len(), before + usize::from(taken));
        }
        let again = replay(live.bids()).unwrap();
        prop_assert_eq!(again.end(), live.end());
        prop_assert_eq!(again.outcome(&[]), live.outcome(&[]));
        let falls = live.bids().windows(2).all(|it| it[1].amount_fen.0 + 100_000 <= it[0].amount_fen.0 && it[0].at <= it[1].at);
        prop_assert!(falls, "every bid beats the one before by the step");
        if let Ok(outcome) = live.outcome(&[]) {
            prop_assert_eq!(&outcome.winner.uscc, &live.best().unwrap().uscc);
        }
    }
}
