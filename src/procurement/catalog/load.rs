//! Writes the catalogue of `data/*.csv` to its tables at start-up.

use serde_json::Value;
use sqlx::PgConnection;

use crate::platform::data::{self, DataError};

const GROUPS: &str = include_str!("../../../data/catalog_groups.csv");
const KINDS: &str = include_str!("../../../data/qualification_kinds.csv");
const ITEMS: &str = include_str!("../../../data/catalog_items.csv");

/// Writes groups, kinds of qualification and items; answers how many rows changed.
pub async fn load(conn: &mut PgConnection) -> Result<u64, DataError> {
    let groups = sqlx::query!(
        "INSERT INTO catalog_group (code, name, name_en, regulator)
        SELECT code, name, name_en, regulator
        FROM jsonb_to_recordset($1) AS row (code text, name text, name_en text, regulator text)
        ORDER BY code
        ON CONFLICT (code) DO UPDATE
        SET name = excluded.name, name_en = excluded.name_en, regulator = excluded.regulator
        WHERE (catalog_group.name, catalog_group.name_en, catalog_group.regulator)
            IS DISTINCT FROM (excluded.name, excluded.name_en, excluded.regulator)",
        data::records(GROUPS)?,
    )
    .execute(&mut *conn)
    .await?;
    let kinds = sqlx::query!(
        "INSERT INTO qualification_kind (code, name, name_en)
        SELECT code, name, name_en
        FROM jsonb_to_recordset($1) AS row (code text, name text, name_en text)
        ORDER BY code
        ON CONFLICT (code) DO UPDATE
        SET name = excluded.name, name_en = excluded.name_en
        WHERE (qualification_kind.name, qualification_kind.name_en) IS DISTINCT FROM (excluded.name, excluded.name_en)",
        data::records(KINDS)?,
    )
    .execute(&mut *conn)
    .await?;
    Ok(groups.rows_affected() + kinds.rows_affected() + items(conn, data::records(ITEMS)?).await?)
}

async fn items(conn: &mut PgConnection, records: Value) -> Result<u64, sqlx::Error> {
    let changed = sqlx::query!(
        "INSERT INTO catalog_item AS item (
            code, group_code, name, name_en, qualification, qualification_kind, qualification_grade,
            fee_low_fen, fee_high_fen, fee_note, days, days_note, aliases
        )
        SELECT code, group_code, name, name_en, qualification, qualification_kind, qualification_grade,
            fee_low_fen, fee_high_fen, COALESCE(fee_note, ''), days, COALESCE(days_note, ''),
            COALESCE(string_to_array(aliases, '|'), '{}')
        FROM jsonb_to_recordset($1) AS row (
            code text, group_code text, name text, name_en text, qualification text, qualification_kind text,
            qualification_grade smallint, fee_low_fen bigint, fee_high_fen bigint, fee_note text, days integer,
            days_note text, aliases text
        )
        ORDER BY code
        ON CONFLICT (code) DO UPDATE
        SET group_code = excluded.group_code, name = excluded.name, name_en = excluded.name_en,
            qualification = excluded.qualification, qualification_kind = excluded.qualification_kind,
            qualification_grade = excluded.qualification_grade, fee_low_fen = excluded.fee_low_fen,
            fee_high_fen = excluded.fee_high_fen, fee_note = excluded.fee_note, days = excluded.days,
            days_note = excluded.days_note, aliases = excluded.aliases
        WHERE item.* IS DISTINCT FROM excluded.*",
        records,
    )
    .execute(conn)
    .await?;
    Ok(changed.rows_affected())
}
