use super::*;

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
    assert_eq!(calendar.next_working_day(day("2026-09-30")), Ok(day("2026-10-08")));
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
