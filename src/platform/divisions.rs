//! Administrative divisions (GB/T 2260): the tree whose nodes are tenants and places.
//!
//! `data/divisions.csv` holds every province and prefecture, and the counties of Hunan, Guangdong and the places domain.md names.
//! A division without districts, such as Dongguan or Zhongshan, is a leaf (domain.md §12.3).

use sqlx::PgConnection;

use crate::platform::data::{self, DataError};

const DIVISIONS: &str = include_str!("../../data/divisions.csv");

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Division {
    /// Six digits.
    pub code: String,
    /// The node above; a province has none.
    pub parent_code: Option<String>,
    /// 吉首市
    pub name: String,
    /// 吉首
    pub short_name: String,
}

/// Writes the divisions of the data file; answers how many rows changed.
pub async fn load(conn: &mut PgConnection) -> Result<u64, DataError> {
    let records = data::records(DIVISIONS)?;
    let changed = sqlx::query!(
        "INSERT INTO division (code, parent_code, name, short_name)
        SELECT code, parent_code, name, short_name
        FROM jsonb_to_recordset($1) AS row (code text, parent_code text, name text, short_name text)
        ORDER BY code
        ON CONFLICT (code) DO UPDATE
        SET parent_code = excluded.parent_code, name = excluded.name, short_name = excluded.short_name
        WHERE (division.parent_code, division.name, division.short_name)
            IS DISTINCT FROM (excluded.parent_code, excluded.name, excluded.short_name)",
        records,
    )
    .execute(conn)
    .await?;
    Ok(changed.rows_affected())
}

/// Every division, by code.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<Division>, sqlx::Error> {
    sqlx::query_as!(
        Division,
        "SELECT code, parent_code, name, short_name
        FROM division
        ORDER BY code",
    )
    .fetch_all(conn)
    .await
}

/// The way from the province down to a division, itself included; empty for an unknown code.
pub async fn path(conn: &mut PgConnection, code: &str) -> Result<Vec<Division>, sqlx::Error> {
    sqlx::query_as!(
        Division,
        r#"WITH RECURSIVE up AS (
            SELECT code, parent_code, name, short_name, 0 AS height
            FROM division
            WHERE code = $1
            UNION ALL
            SELECT above.code, above.parent_code, above.name, above.short_name, up.height + 1
            FROM up
            JOIN division above ON above.code = up.parent_code
            WHERE up.height < 8
        )
        SELECT code AS "code!", parent_code, name AS "name!", short_name AS "short_name!"
        FROM up
        ORDER BY height DESC"#,
        code,
    )
    .fetch_all(conn)
    .await
}

/// Whether a code of six digits may stand for a division of today. The table goes down to the county only in places: where it ends above,
/// every code below is taken for one.
pub async fn may_exist(conn: &mut PgConnection, code: &str) -> Result<bool, sqlx::Error> {
    let above = |digits: usize| format!("{:0<6}", code.get(..digits).unwrap_or_default());
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM division
            WHERE code = $1 OR code = ANY ($2) AND NOT EXISTS (
                SELECT FROM division below
                WHERE below.parent_code = division.code
            )
        ) AS "may!""#,
        code,
        &[above(4), above(2)],
    )
    .fetch_one(conn)
    .await
}
