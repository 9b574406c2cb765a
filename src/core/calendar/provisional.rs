//! A year before its official notice: weekends and the statutory days only, no bridging days and no swapped working
//! days (domain.md §17; statutory days as of 2025: 国务院令第795号).

use chrono::{Days, NaiveDate};

/// Spring Festival (正月初一), Qingming, Dragon Boat (五月初五) and Mid-Autumn (八月十五), as (month, day) of each year.
const LUNAR: [(i32, [(u32, u32); 4]); 9] = [
    (2027, [(2, 6), (4, 5), (6, 9), (9, 15)]),
    (2028, [(1, 26), (4, 4), (5, 28), (10, 3)]),
    (2029, [(2, 13), (4, 4), (6, 16), (9, 22)]),
    (2030, [(2, 3), (4, 5), (6, 5), (9, 12)]),
    (2031, [(1, 23), (4, 5), (6, 24), (10, 1)]),
    (2032, [(2, 11), (4, 4), (6, 12), (9, 19)]),
    (2033, [(1, 31), (4, 4), (6, 1), (9, 8)]),
    (2034, [(2, 19), (4, 5), (6, 20), (9, 27)]),
    (2035, [(2, 8), (4, 5), (6, 10), (9, 16)]),
];

/// The `(day, working)` exceptions of a provisional year: New Year, Labour Day (2), National Day (3), and, for the
/// years 2027 to 2035, the eve and first three days of Spring Festival, Qingming, Dragon Boat and Mid-Autumn. Other
/// years have the fixed days only.
pub fn provisional_year(year: i32) -> Vec<(NaiveDate, bool)> {
    let day = |(month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let mut off: Vec<NaiveDate> =
        [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)].into_iter().filter_map(day).collect();
    if let Some((_, [spring, others @ ..])) = LUNAR.iter().find(|(known, _)| *known == year) {
        let eve = day(*spring).and_then(|first| first.pred_opt());
        off.extend(eve.into_iter().flat_map(|eve| (0..4).filter_map(move |n| eve.checked_add_days(Days::new(n)))));
        off.extend(others.iter().filter_map(|&it| day(it)));
    }
    off.sort_unstable();
    off.dedup();
    off.into_iter().map(|day| (day, false)).collect()
}
