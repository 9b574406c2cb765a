//! SQL of a notice's content.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::content::{Content, ScaleKind};
use crate::core::beacon::BeaconSource;
use crate::core::eligibility::Recusal;
use crate::core::selection::proposal_merit::Sheet;
use crate::procurement::rounds::Witness;

/// The division a client is registered in.
pub async fn home(conn: &mut PgConnection, client_id: Uuid) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT division_code
        FROM organisation
        WHERE id = $1",
        client_id,
    )
    .fetch_one(conn)
    .await
}

/// Whether there is such a division.
pub async fn division_exists(conn: &mut PgConnection, code: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM division
            WHERE code = $1
        ) AS "exists!""#,
        code,
    )
    .fetch_one(conn)
    .await
}

/// Places in `codes` that no catalog item has.
pub async fn unknown_items(conn: &mut PgConnection, codes: &[String]) -> Result<Vec<usize>, sqlx::Error> {
    let places = sqlx::query_scalar!(
        r#"SELECT asked.place AS "place!"
        FROM UNNEST($1::text[]) WITH ORDINALITY AS asked (code, place)
        WHERE NOT EXISTS (
            SELECT FROM catalog_item
            WHERE catalog_item.code = asked.code
        )
        ORDER BY asked.place"#,
        codes,
    )
    .fetch_all(conn)
    .await?;
    Ok(places.into_iter().filter_map(|place| usize::try_from(place - 1).ok()).collect())
}

/// A new notice without a round.
pub async fn insert_notice(
    conn: &mut PgConnection,
    id: Uuid,
    client_id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO notice (id, client_id, created_at)
        VALUES ($1, $2, $3)",
        id,
        client_id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A new round in state `draft`, which becomes the notice's current one: its number, and how many before it count as failures to find entrants.
pub async fn insert_round(
    conn: &mut PgConnection,
    id: Uuid,
    notice_id: Uuid,
    (number, too_few): (i32, i32),
    content: &Content,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO round (id, notice_id, number, too_few, state, state_since, version, division_code)
        VALUES ($1, $2, $3, $4, 'draft', $5, 0, $6)",
        id,
        notice_id,
        number,
        too_few,
        at,
        content.division_code,
    )
    .execute(&mut *conn)
    .await?;
    write_content(conn, id, content).await?;
    sqlx::query!(
        "UPDATE notice
        SET current_round = $2
        WHERE id = $1",
        notice_id,
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many rounds before this one count as failures to find entrants.
pub async fn write_too_few(conn: &mut PgConnection, round_id: Uuid, too_few: i32) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE round SET too_few = $2 WHERE id = $1", round_id, too_few).execute(conn).await?;
    Ok(())
}

/// Replaces the content of a draft; its version grows by one. Gives the files that hang on it no longer.
pub async fn write_content(conn: &mut PgConnection, round_id: Uuid, it: &Content) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query!(
        "UPDATE round
        SET version = version + 1, project_name = $2, division_code = $3, item_match = $4, approve_code = $5,
            approval_matter = $6, contact_name = $7, contact_phone = $8, complaint_phone = $9, scale_kind = $10,
            scale_fen = $11, scale_m2_hundredths = $12, scale_note = $13, fiscal_percent = $14, service_content = $15,
            service_time_note = $16, amount_fen = $17, amount_note = $18, method = $19, qualification_required = $20,
            qualification_note = $21, staff_required = $22, other_note = $23, recusals = $24, witnesses = $25,
            signup_days = $26, signup_deadline = $27, select_time = $28, quote_kind = $29, floor_fen = $30,
            min_rate = $31, max_rate = $32, sheet = $33, witness_threshold = $34, beacon = $35
        WHERE id = $1",
        round_id,
        it.project_name,
        it.division_code,
        it.item_match.code(),
        it.approve_code,
        it.approval_matter,
        it.contact_name,
        it.contact_phone,
        it.complaint_phone,
        it.scale_kind.code(),
        it.scale_fen.map(|fen| fen.0),
        it.scale_m2_hundredths,
        it.scale_note,
        it.fiscal_percent,
        it.service_content,
        it.service_time_note,
        it.amount_fen.map(|fen| fen.0),
        it.amount_note,
        it.method.code(),
        it.qualification_required,
        it.qualification_note,
        it.staff_required,
        it.other_note,
        Json(&it.recusals) as _,
        Json(&it.witnesses) as _,
        it.signup_days,
        it.signup_deadline,
        it.select_time,
        it.quote_kind.code(),
        it.floor_fen.map(|fen| fen.0),
        it.min_rate,
        it.max_rate,
        it.sheet.as_ref().map(Json) as _,
        it.witness_threshold,
        it.beacon.as_ref().map(Json) as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "WITH gone AS (
            DELETE FROM round_item
            WHERE round_id = $1 AND item_code <> ALL ($2)
        )
        INSERT INTO round_item (round_id, item_code, position)
        SELECT $1, code, place
        FROM UNNEST($2::text[]) WITH ORDINALITY AS row (code, place)
        ON CONFLICT (round_id, item_code) DO UPDATE
        SET position = excluded.position",
        round_id,
        &it.items,
    )
    .execute(&mut *conn)
    .await?;
    let let_go = sqlx::query_scalar!(
        "DELETE FROM round_file
        WHERE round_id = $1 AND file_id <> ALL ($2)
        RETURNING file_id",
        round_id,
        &it.files,
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO round_file (round_id, file_id, position)
        SELECT $1, id, place
        FROM UNNEST($2::uuid[]) WITH ORDINALITY AS row (id, place)
        ON CONFLICT (round_id, file_id) DO UPDATE
        SET position = excluded.position",
        round_id,
        &it.files,
    )
    .execute(conn)
    .await?;
    Ok(let_go)
}

/// The content of a round. Where the fiscal share is unknown, all of it: a copy says what it wants.
pub async fn read_content(conn: &mut PgConnection, round_id: Uuid) -> Result<Content, sqlx::Error> {
    let it = sqlx::query!(
        r#"SELECT project_name, division_code, item_match AS "item_match: crate::core::eligibility::ItemMatch", approve_code,
            approval_matter, contact_name, contact_phone, complaint_phone, scale_kind,
            scale_fen AS "scale_fen: crate::core::money::Fen", scale_m2_hundredths, scale_note,
            COALESCE(fiscal_percent, 100::smallint) AS "fiscal_percent!", service_content, service_time_note, amount_fen AS "amount_fen: crate::core::money::Fen", amount_note,
            method AS "method: crate::core::method::Method", quote_kind AS "quote_kind: crate::core::selection::QuoteKind",
            floor_fen AS "floor_fen: crate::core::money::Fen", min_rate, max_rate, sheet AS "sheet: Json<Sheet>", beacon AS "beacon: Json<BeaconSource>",
            qualification_required, qualification_note, staff_required, other_note, recusals AS "recusals: Json<Vec<Recusal>>", witnesses AS "witnesses: Json<Vec<Witness>>",
            witness_threshold, signup_days, signup_deadline, select_time,
            ARRAY(
                SELECT item_code
                FROM round_item
                WHERE round_id = round.id
                ORDER BY position
            ) AS "items!",
            ARRAY(
                SELECT file_id
                FROM round_file
                WHERE round_id = round.id
                ORDER BY position
            ) AS "files!"
        FROM round
        WHERE id = $1"#,
        round_id,
    )
    .fetch_one(conn)
    .await?;
    Ok(Content {
        project_name: it.project_name,
        division_code: it.division_code,
        items: it.items,
        item_match: it.item_match,
        approve_code: it.approve_code,
        approval_matter: it.approval_matter,
        contact_name: it.contact_name,
        contact_phone: it.contact_phone,
        complaint_phone: it.complaint_phone,
        scale_kind: ScaleKind::from_code(&it.scale_kind),
        scale_fen: it.scale_fen,
        scale_m2_hundredths: it.scale_m2_hundredths,
        scale_note: it.scale_note,
        fiscal_percent: it.fiscal_percent,
        service_content: it.service_content,
        service_time_note: it.service_time_note,
        amount_fen: it.amount_fen,
        amount_note: it.amount_note,
        method: it.method,
        quote_kind: it.quote_kind,
        floor_fen: it.floor_fen,
        min_rate: it.min_rate,
        max_rate: it.max_rate,
        sheet: it.sheet.map(|sheet| sheet.0),
        beacon: it.beacon.map(|beacon| beacon.0),
        qualification_required: it.qualification_required,
        qualification_note: it.qualification_note,
        staff_required: it.staff_required,
        other_note: it.other_note,
        recusals: it.recusals.0,
        witnesses: it.witnesses.0,
        witness_threshold: it.witness_threshold,
        signup_days: it.signup_days,
        signup_deadline: it.signup_deadline,
        select_time: it.select_time,
        files: it.files,
    })
}

/// The next number under a prefix of purchase codes; the row lock keeps two publications of a day apart.
pub async fn next_number(conn: &mut PgConnection, prefix: &str) -> Result<u32, sqlx::Error> {
    let last = sqlx::query_scalar!(
        "INSERT INTO code_sequence AS held (prefix, last)
        VALUES ($1, 1)
        ON CONFLICT (prefix) DO UPDATE
        SET last = held.last + 1
        RETURNING last",
        prefix,
    )
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(last).unwrap_or(1))
}

/// Gives a notice its purchase code.
pub async fn set_code(conn: &mut PgConnection, notice_id: Uuid, code: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE notice
        SET code = $2
        WHERE id = $1",
        notice_id,
        code,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A round that a client may copy.
pub struct Readable {
    /// The round.
    pub round_id: Uuid,
    /// Whose it is.
    pub client_id: Uuid,
}

/// The newest round of a notice that this client may read: its own, or one that is public.
pub async fn readable_round(
    conn: &mut PgConnection,
    notice_id: Uuid,
    client_id: Uuid,
) -> Result<Option<Readable>, sqlx::Error> {
    sqlx::query_as!(
        Readable,
        "SELECT r.id AS round_id, n.client_id
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        WHERE n.id = $1 AND (n.client_id = $2 OR r.published_at IS NOT NULL)
        ORDER BY r.number DESC
        LIMIT 1",
        notice_id,
        client_id,
    )
    .fetch_optional(conn)
    .await
}
