//! Who keeps choosing whom: how concentrated a client's awards are on one agency, and whether purchases were split to
//! stay under the cap (domain.md §7.1, §10). Pure counts over slices; what follows from them is decided elsewhere.

use super::money::Fen;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One award of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastAward {
    /// Who won.
    pub agency: Uuid,
    /// For how much.
    pub amount: Fen,
    /// The day of the selection, in China.
    pub on: NaiveDate,
}

/// How much of what a client awarded in the twelve months up to a day went to one agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Concentration {
    /// Awards of the client in the period.
    pub awards: u32,
    /// Those to this agency.
    pub awards_to_agency: u32,
    /// Their sum in fen.
    pub amount_fen: Fen,
    /// The part of this agency in fen.
    pub amount_to_agency_fen: Fen,
}

impl Concentration {
    /// Share by number, in whole percent; `None` without awards.
    pub fn percent_by_count(&self) -> Option<u32> {
        percent(i64::from(self.awards_to_agency), i64::from(self.awards))
    }

    /// Share by amount, in whole percent; `None` without awards.
    pub fn percent_by_amount(&self) -> Option<u32> {
        percent(self.amount_to_agency_fen.0, self.amount_fen.0)
    }
}

/// Rounded half up.
fn percent(part: i64, whole: i64) -> Option<u32> {
    let (part, whole) = (i128::from(part), i128::from(whole));
    if whole <= 0 { None } else { u32::try_from((part * 200 + whole) / (whole * 2)).ok() }
}

/// The concentration of a client's awards on `agency` in the twelve months that end with `today`.
pub fn concentration(awards: &[PastAward], agency: Uuid, today: NaiveDate) -> Concentration {
    let from = today.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
    let mut found = Concentration::default();
    for award in awards.iter().filter(|it| it.on > from && it.on <= today) {
        found.awards = found.awards.saturating_add(1);
        found.amount_fen = Fen(found.amount_fen.0.saturating_add(award.amount.0));
        if award.agency == agency {
            found.awards_to_agency = found.awards_to_agency.saturating_add(1);
            found.amount_to_agency_fen = Fen(found.amount_to_agency_fen.0.saturating_add(award.amount.0));
        }
    }
    found
}

/// One purchase of a client. A purchase of several items counts whole for each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPurchase {
    /// Its catalog items.
    pub items: Vec<String>,
    /// Its amount.
    pub amount: Fen,
    /// Its day, in China.
    pub on: NaiveDate,
}

/// Purchases of one item that together cross the cap which each alone stays under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Split {
    /// The catalog item.
    pub item_code: String,
    /// How many purchases, the new one included.
    pub purchases: u32,
    /// Their sum in fen.
    pub sum_fen: Fen,
}

/// Whether a new purchase, with the same client's earlier ones of `split_days` calendar days before it, looks split:
/// one finding per item whose sum is over `cap` although the new one alone is not.
pub fn splits(earlier: &[PastPurchase], new: &PastPurchase, split_days: u32, cap: Fen) -> Vec<Split> {
    if new.amount > cap {
        return Vec::new();
    }
    let from = new.on.checked_sub_days(Days::new(u64::from(split_days))).unwrap_or(NaiveDate::MIN);
    let recent = || earlier.iter().filter(|it| it.on >= from && it.on <= new.on);
    let of_item = |item: &String| {
        let same = || recent().filter(|it| it.items.contains(item));
        let sum = same().fold(new.amount.0, |sum, it| sum.saturating_add(it.amount.0));
        let purchases = u32::try_from(same().count()).unwrap_or(u32::MAX).saturating_add(1);
        Split { item_code: item.clone(), purchases, sum_fen: Fen(sum) }
    };
    new.items.iter().map(of_item).filter(|it| it.purchases > 1 && it.sum_fen > cap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn concentration_counts_the_last_twelve_months() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let award = |agency, fen, on| PastAward { agency, amount: Fen(fen), on: day(on) };
        let awards = [
            award(a, 100, "2025-11-24"),
            award(a, 300, "2025-11-25"),
            award(b, 100, "2026-06-01"),
            award(a, 500, "2026-11-24"),
            award(a, 900, "2026-11-25"),
        ];
        let found = concentration(&awards, a, day("2026-11-24"));
        let expected =
            Concentration { awards: 3, awards_to_agency: 2, amount_fen: Fen(900), amount_to_agency_fen: Fen(800) };
        assert_eq!(found, expected);
        assert_eq!((found.percent_by_count(), found.percent_by_amount()), (Some(67), Some(89)));
        let none = concentration(&[], a, day("2026-11-24"));
        assert_eq!((none.percent_by_count(), none.percent_by_amount()), (None, None));
    }

    #[test]
    fn purchases_split_under_the_cap_are_found_per_item() {
        let purchase = |items: &[&str], fen, on| PastPurchase {
            items: items.iter().map(|&it| it.to_owned()).collect(),
            amount: Fen(fen),
            on: day(on),
        };
        let earlier = [
            purchase(&["F01"], 40, "2026-08-26"),
            purchase(&["F01", "C01"], 30, "2026-10-01"),
            purchase(&["F01"], 99, "2026-08-25"),
            purchase(&["F01"], 99, "2026-11-25"),
        ];
        let find = |items: &[&str], fen| splits(&earlier, &purchase(items, fen, "2026-11-24"), 90, Fen(100));
        let f01 = |sum| Split { item_code: "F01".into(), purchases: 3, sum_fen: Fen(sum) };
        assert_eq!(find(&["F01"], 31), [f01(101)]);
        assert_eq!(find(&["F01"], 30), []);
        assert_eq!(
            find(&["F01", "C01"], 71),
            [f01(141), Split { item_code: "C01".into(), purchases: 2, sum_fen: Fen(101) }]
        );
        assert_eq!(find(&["F01"], 101), [], "over the cap by itself is refused elsewhere, not split");
        assert_eq!(find(&["A01"], 100), []);
    }
}
