//! The reference data that start-up writes: whole, repeatable, correctable.

use chrono::NaiveDate;
use jishi::core::calendar::WorkingDays;
use jishi::platform::{calendar, divisions};
use jishi::procurement::catalog;

use crate::support::database::TestDb;

/// A database as the first start finds it: the template of the tests has the reference data already.
async fn fresh() -> TestDb {
    let db = TestDb::create().await;
    for table in
        ["catalog_item", "catalog_group", "qualification_kind", "calendar_exception", "calendar_year", "division"]
    {
        sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&db.pool).await.unwrap();
    }
    db
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_catalogue_has_92_items_and_a_second_start_changes_nothing() {
    let db = fresh().await;
    let mut conn = db.pool.acquire().await.unwrap();
    assert_eq!(catalog::load::load(&mut conn).await.unwrap(), 14 + 34 + 92);
    assert_eq!(catalog::load::load(&mut conn).await.unwrap(), 0);
    let (items, pledged): (i64, i64) =
        sqlx::query_as("SELECT count(*), count(*) FILTER (WHERE qualification_kind IS NULL) FROM catalog_item")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
    assert_eq!((items, pledged), (92, 24));
    let survey: (String, String, i16, i64, i64, i32, Vec<String>) = sqlx::query_as(
        "SELECT group_code, qualification_kind, qualification_grade, fee_low_fen, fee_high_fen, days, aliases
        FROM catalog_item WHERE code = 'C01'",
    )
    .fetch_one(&mut *conn)
    .await
    .unwrap();
    assert_eq!((survey.0.as_str(), survey.1.as_str(), survey.2), ("C", "surveying", 2));
    assert_eq!((survey.3, survey.4, survey.5), (490_000, 10_000_000, 7));
    assert!(survey.6.contains(&"地形图".to_owned()));
    // A corrected data file wins over what an older one wrote.
    sqlx::query("UPDATE catalog_item SET name = 'x' WHERE code = 'C01'").execute(&mut *conn).await.unwrap();
    assert_eq!(catalog::load::load(&mut conn).await.unwrap(), 1);
}

#[tokio::test]
async fn the_divisions_form_a_tree_down_to_the_counties_of_hunan() {
    let db = fresh().await;
    let mut conn = db.pool.acquire().await.unwrap();
    assert!(divisions::load(&mut conn).await.unwrap() > 500);
    assert_eq!(divisions::load(&mut conn).await.unwrap(), 0);
    let path = divisions::path(&mut conn, "433101").await.unwrap();
    let names: Vec<_> = path.iter().map(|it| it.short_name.as_str()).collect();
    assert_eq!(names, ["湖南", "湘西州", "吉首"]);
    let counties = divisions::all(&mut conn)
        .await
        .unwrap()
        .into_iter()
        .filter(|it| it.code.starts_with("43") && !it.code.ends_with("00"));
    assert_eq!(counties.count(), 122);
    assert!(divisions::path(&mut conn, "999999").await.unwrap().is_empty());
}

#[tokio::test]
async fn two_official_years_have_248_working_days_each_and_2027_waits_for_its_notice() {
    let db = fresh().await;
    let mut conn = db.pool.acquire().await.unwrap();
    assert_eq!(calendar::load_official(&mut conn).await.unwrap(), [2025, 2026]);
    assert!(calendar::load_official(&mut conn).await.unwrap().is_empty());
    let known = calendar::load(&mut conn).await.unwrap();
    for year in [2025, 2026] {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        assert_eq!(known.working_days_between(first, last).unwrap(), 248);
    }
    assert_eq!(known.add_working_days(day("2026-12-31"), WorkingDays(1)).unwrap_err().0, 2027);

    assert!(calendar::ensure_provisional_year(&mut conn, 2027).await.unwrap());
    assert!(!calendar::ensure_provisional_year(&mut conn, 2027).await.unwrap());
    assert!(!calendar::ensure_provisional_year(&mut conn, 2026).await.unwrap());
    let known = calendar::load(&mut conn).await.unwrap();
    assert_eq!(known.add_working_days(day("2026-12-31"), WorkingDays(1)).unwrap(), (day("2027-01-04"), true));
}

#[tokio::test]
async fn an_official_year_takes_the_place_of_a_provisional_one() {
    let db = fresh().await;
    let mut conn = db.pool.acquire().await.unwrap();
    assert!(calendar::ensure_provisional_year(&mut conn, 2026).await.unwrap());
    assert_eq!(calendar::load_official(&mut conn).await.unwrap(), [2025, 2026]);
    let known = calendar::load(&mut conn).await.unwrap();
    assert_eq!(known.add_working_days(day("2026-02-12"), WorkingDays(3)).unwrap(), (day("2026-02-24"), false));
}
