//! Filters of the registers.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::core::text;

/// A division's code without the zeros of the levels below it: `433100` → `4331`.
fn division_prefix(code: &str) -> &str {
    let mut prefix = code;
    while prefix.len() > 2
        && let Some(shorter) = prefix.strip_suffix("00")
    {
        prefix = shorter;
    }
    prefix
}

/// The first and the last code of a division and all below it.
fn divisions(code: &str) -> (String, String) {
    let prefix = division_prefix(code);
    (format!("{prefix:0<6}"), format!("{prefix:9<6}"))
}

/// A filter as compared in SQL: no NUL, which PostgreSQL cannot take.
pub fn clean(value: Option<&String>) -> Option<String> {
    value.map(|it| text::line(it)).filter(|it| !it.is_empty())
}

/// Ends the query of a register (`organisation o`, with a WHERE) with what every register can be asked for: a division and all below
/// it, a part of the name or the beginning of the code, and a page of at most `limit` after `before`; ids, the newest first.
pub async fn newest(
    conn: &mut PgConnection,
    mut query: QueryBuilder<Postgres>,
    division: Option<&String>,
    q: Option<&String>,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    if let Some(division) = clean(division) {
        let (first, last) = divisions(&division);
        query.push(" AND o.division_code BETWEEN ").push_bind(first).push(" AND ").push_bind(last);
    }
    if let Some(q) = clean(q) {
        query.push(" AND (strpos(o.name, ").push_bind(q.clone()).push(") > 0");
        query.push(" OR starts_with(o.uscc, upper(").push_bind(q).push(")))");
    }
    if let Some((at, id)) = before {
        query.push(" AND (o.created_at, o.id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" ORDER BY o.created_at DESC, o.id DESC LIMIT ").push_bind(limit);
    query.build_query_scalar().persistent(false).fetch_all(conn).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_stands_for_all_below_it() {
        let of = ["430000", "433100", "433101", "441900", "", "00"].map(division_prefix);
        assert_eq!(of, ["43", "4331", "433101", "4419", "", "00"]);
        assert_eq!(divisions("433100"), ("433100".to_owned(), "433199".to_owned()));
        assert_eq!(divisions("433101"), ("433101".to_owned(), "433101".to_owned()));
    }
}
