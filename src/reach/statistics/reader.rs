//! The reader `statistics`: counts per division, month, measure and method.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::Measure;
use super::store;
use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::platform::journal::{PlacedEntry, Reader};

/// Keeps the table `statistic`. Leaf 0 begins anew, so that a cursor set back to 0 rebuilds it.
pub struct Statistic;

/// Where a count stands: division, month, measure, method.
pub(super) type Cell = (String, NaiveDate, Measure, String);

impl Reader for Statistic {
    const NAME: &'static str = "statistics";

    async fn apply(&self, conn: &mut PgConnection, entries: &[PlacedEntry]) -> Result<(), sqlx::Error> {
        if entries.first().is_some_and(|entry| entry.index == 0) {
            store::clear(conn).await?;
        }
        let mut counts = BTreeMap::<Cell, i64>::new();
        for entry in entries {
            let mut changes = changes(entry);
            if changes.is_empty() {
                continue;
            }
            if entry.kind == "award.selected" {
                changes.push((Measure::SecondsToAward, seconds_to_award(conn, entry).await?));
            }
            let Some(division) = division(conn, entry).await? else {
                tracing::warn!(index = entry.index, kind = entry.kind, "an entry names no division and is not counted");
                continue;
            };
            let method = text(&entry.public, "method");
            for (measure, change) in changes {
                // What falls is taken back where it was counted.
                let at = if change < 0 { store::awarded_at(conn, entry).await?.unwrap_or(entry.at) } else { entry.at };
                *counts.entry((division.clone(), month(at), measure, method.to_owned())).or_default() += change;
            }
        }
        store::add(conn, &counts).await
    }
}

/// What an entry adds to which measures.
fn changes(entry: &PlacedEntry) -> Vec<(Measure, i64)> {
    match entry.kind.as_str() {
        "agency.registered" => vec![(Measure::Agencies, 1)],
        "client.registered" => vec![(Measure::Clients, 1)],
        "notice.published" if entry.public.get("round_number").and_then(Value::as_i64).unwrap_or(1) == 1 => {
            vec![(Measure::Notices, 1)]
        }
        "round.failed" => vec![(Measure::Failed, 1)],
        "award.selected" => vec![(Measure::Selected, 1)],
        "award.effective" => vec![(Measure::Awards, 1)],
        // The next-ranked follows; where nobody is left, the round's own entry says so.
        "award.declined" | "award.lapsed" if method(&entry.public).is_some_and(Method::ranks) => {
            vec![(Measure::Awards, -1), (Measure::Fallen, 1)]
        }
        "award.declined" | "award.lapsed" => vec![(Measure::Awards, -1), (Measure::Failed, 1), (Measure::Fallen, 1)],
        _ => Vec::new(),
    }
}

fn method(public: &Value) -> Option<Method> {
    Method::from_code(text(public, "method"))
}

async fn seconds_to_award(conn: &mut PgConnection, entry: &PlacedEntry) -> Result<i64, sqlx::Error> {
    let published = store::first_published(conn, entry.subject_id).await?;
    Ok(published.map_or(0, |published| (entry.at - published).num_seconds().max(0)))
}

async fn division(conn: &mut PgConnection, entry: &PlacedEntry) -> Result<Option<String>, sqlx::Error> {
    match text(&entry.public, "division_code") {
        "" => store::division_of(conn, entry.subject_id).await,
        code => Ok(Some(code.to_owned())),
    }
}

fn text<'a>(public: &'a Value, key: &str) -> &'a str {
    public.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// First day of the month an instant falls into in China.
fn month(at: DateTime<Utc>) -> NaiveDate {
    let day = at.with_timezone(&cst()).date_naive();
    day.with_day(1).unwrap_or(day)
}
