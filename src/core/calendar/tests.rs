use super::*;
use chrono::Utc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn span(from: &str, to: &str, working: bool) -> impl Iterator<Item = (NaiveDate, bool)> {
    let to = day(to);
    day(from).iter_days().take_while(move |it| *it <= to).map(move |it| (it, working))
}

/// domain.md §12.4.
fn official() -> Calendar {
    let off = [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ];
    let worked = [
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ];
    let exceptions =
        off.iter().flat_map(|(from, to)| span(from, to, false)).chain(worked.iter().flat_map(|it| span(it, it, true)));
    Calendar::new([(2025, false), (2026, false)], exceptions)
}

#[test]
fn both_years_have_248_working_days() {
    let calendar = official();
    for (year, months) in [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ] {
        let mut found = [0; 12];
        for it in NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take(365) {
            found[it.month0() as usize] += i32::from(calendar.is_working_day(it).unwrap());
        }
        assert_eq!(found, months);
        assert_eq!(found.iter().sum::<i32>(), 248);
    }
}

#[test]
fn deadlines_fall_on_the_nth_working_day_at_closing_time() {
    let calendar = official();
    for (start, n, expected) in [
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-04-30", 3, "2026-05-08"),
        ("2026-05-08", 1, "2026-05-09"),
        ("2026-09-18", 2, "2026-09-21"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2025-01-24", 3, "2025-02-05"),
        ("2025-04-25", 1, "2025-04-27"),
        ("2025-09-30", 3, "2025-10-11"),
    ] {
        assert_eq!(calendar.add_working_days(day(start), WorkingDays(n)), Ok((day(expected), false)), "{start} + {n}");
        assert_eq!(calendar.working_days_between(day(start), day(expected)), Ok(u32::from(n)));
        let deadline = calendar.deadline(instant(&format!("{start}T23:59:59.999+08:00")), WorkingDays(n)).unwrap();
        assert_eq!(deadline.at.to_rfc3339(), format!("{expected}T17:30:00+08:00"));
    }
    // The day is the day in China, whatever the zone of the instant.
    let evening = instant("2026-05-07T16:30:00+00:00");
    assert_eq!(calendar.deadline(evening, WorkingDays(1)).unwrap().at, instant("2026-05-09T17:30:00+08:00"));
    assert_eq!(calendar.working_days_between(day("2026-09-30"), day("2026-09-01")), Ok(0));
}

#[test]
fn zero_working_days_is_now() {
    let now = instant("2026-10-01T11:22:33.444+08:00");
    assert_eq!(official().deadline(now, WorkingDays(0)), Ok(Deadline { at: now, provisional: false }));
}

#[test]
fn a_year_without_data_is_never_guessed() {
    let calendar = official();
    assert_eq!(calendar.add_working_days(day("2026-12-30"), WorkingDays(1)), Ok((day("2026-12-31"), false)));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), WorkingDays(2)), Err(MissingYear(2027)));
    assert_eq!(calendar.in_working_hours(instant("2027-01-04T10:00:00+08:00")), Err(MissingYear(2027)));
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, WorkingDays(1)), Err(MissingYear(262_143)));
    assert!(MissingYear(2027).text().zh.contains("2027"));
}

#[test]
fn a_provisional_year_marks_what_is_counted_through_it() {
    let mut calendar = official();
    calendar.years.insert(2027, true);
    calendar.exceptions.extend(provisional_year(2027));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), WorkingDays(1)), Ok((day("2026-12-31"), false)));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), WorkingDays(2)), Ok((day("2027-01-04"), true)));
    assert_eq!(calendar.add_working_days(day("2027-02-04"), WorkingDays(1)), Ok((day("2027-02-09"), true)));
}

#[test]
fn a_provisional_year_holds_the_statutory_days() {
    let off = |year| {
        provisional_year(year).iter().map(|(it, _)| it.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(off(2027), "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03");
    assert_eq!(off(2028), "01-01 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-28 10-01 10-02 10-03");
    assert_eq!(off(2036), "01-01 05-01 05-02 10-01 10-02 10-03");
}

#[test]
fn working_hours_include_both_ends() {
    let calendar = official();
    for (text, inside) in [
        ("2026-10-10T09:09:59+08:00", false),
        ("2026-10-10T09:10:00+08:00", true),
        ("2026-10-10T17:30:00+08:00", true),
        ("2026-10-10T17:30:00.001+08:00", false),
        ("2026-10-10T01:10:00Z", true),
        ("2026-10-01T10:00:00+08:00", false),
        ("2026-11-22T10:00:00+08:00", false),
    ] {
        assert_eq!(calendar.in_working_hours(instant(text)), Ok(inside), "{text}");
    }
}

fn utc(text: &str) -> DateTime<Utc> {
    instant(text).to_utc()
}

#[test]
fn a_counted_deadline_says_which_years_keep_it_from_being_final() {
    let mut calendar = official();
    let count = |calendar: &Calendar, start: &str, n| calendar.count(utc(start), WorkingDays(n), CLOSING);
    let start = "2026-12-30T10:00:00+08:00";
    assert_eq!(count(&calendar, start, 1), Counted::fixed(Some(utc("2026-12-31T17:30:00+08:00"))));
    assert_eq!(count(&calendar, start, 2), Counted::waiting(Some(2027)));
    assert_eq!(count(&calendar, start, 0), Counted::fixed(Some(utc(start))));
    calendar.years.insert(2027, true);
    calendar.exceptions.extend(provisional_year(2027));
    let through = count(&calendar, start, 2);
    assert_eq!(through.at, Some(utc("2027-01-04T17:30:00+08:00")));
    assert_eq!(through.unsettled, Unsettled { missing: None, provisional: vec![2027] });
    assert_eq!(count(&calendar, start, 1).unsettled, Unsettled::default());
    let both = through.unsettled.and(Unsettled { missing: Some(2028), provisional: vec![2026, 2027] });
    assert_eq!(both, Unsettled { missing: Some(2028), provisional: vec![2026, 2027] });
}

#[test]
fn a_recount_overtakes_nobody() {
    let calendar = official();
    // Three working days after Tuesday the 24th: Friday the 27th.
    let recount = |told: Option<&str>, now: &str| {
        let counted =
            calendar.recount(utc("2026-11-24T10:00:00+08:00"), WorkingDays(3), CLOSING, told.map(utc), utc(now));
        assert_eq!(counted.unsettled, Unsettled::default());
        counted.at.unwrap().with_timezone(&cst()).format("%m-%d %H:%M").to_string()
    };
    let early = "2026-11-25T09:00:00+08:00";
    assert_eq!(recount(None, early), "11-27 17:30", "it had waited, and there is time");
    assert_eq!(recount(Some("2026-11-26T17:30:00+08:00"), early), "11-27 17:30", "later than told");
    assert_eq!(recount(Some("2026-11-30T17:30:00+08:00"), early), "11-27 17:30", "sooner than told, with time left");
    let late = "2026-11-27T17:00:00+08:00";
    assert_eq!(recount(None, late), "11-30 17:30", "it had waited: the next working day is left to everybody");
    assert_eq!(recount(Some("2026-12-01T17:30:00+08:00"), late), "11-30 17:30");
    assert_eq!(recount(Some("2026-11-27T18:00:00+08:00"), late), "11-27 18:00", "it was to be soon: as told");
    assert_eq!(recount(Some("2026-11-27T17:00:00+08:00"), late), "11-27 17:00", "it has passed");
    assert_eq!(recount(None, "2026-12-05T12:00:00+08:00"), "12-07 17:30", "the day it should have been is long gone");
    let last = utc("2026-12-31T12:00:00+08:00");
    let waits = calendar.recount(utc("2026-11-24T10:00:00+08:00"), WorkingDays(3), CLOSING, None, last);
    assert_eq!(waits, Counted::waiting(Some(2027)), "the working day it would leave is not known");
}

proptest::proptest! {
    #[test]
    fn adding_and_counting_agree(offset in 0u64..400, n in 1u16..80) {
        let calendar = official();
        let start = day("2025-01-01") + chrono::Days::new(offset);
        let (end, _) = calendar.add_working_days(start, WorkingDays(n)).unwrap();
        proptest::prop_assert!(calendar.is_working_day(end).unwrap());
        proptest::prop_assert_eq!(calendar.working_days_between(start, end), Ok(u32::from(n)));
    }
}
