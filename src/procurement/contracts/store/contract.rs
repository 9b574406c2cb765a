//! The contract's own row.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::money::Fen;
use crate::core::state::{ContractState, RoundState};
use crate::procurement::contracts::model::{ContractRow, Row};
use crate::procurement::refs::{CodeRef, NameRef};

/// The columns of [`Row`]; a macro because the checked query wants a literal.
macro_rules! select_contract {
    ($tail:literal, $id:expr) => {
        sqlx::query_as!(
            Row,
            r#"SELECT
                contract.id,
                contract.award_id,
                award.code AS award_code,
                award.amount_fen AS "award_fen: Fen",
                COALESCE(award.awarded_at, award.selected_at) AS "awarded_at!",
                contract.round_id,
                round.state AS "round_state: RoundState",
                contract.notice_id,
                COALESCE(notice.code, '') AS "notice_code!",
                round.project_name,
                round.division_code,
                contract.client_id,
                client.name AS client_name,
                contract.agency_id,
                agency.name AS agency_name,
                contract.code,
                contract.version,
                contract.text_version,
                contract.state AS "state: ContractState",
                contract.name,
                contract.price_fen AS "price_fen: Fen",
                contract.service_start,
                contract.service_end,
                contract.content,
                contract.payment_terms,
                contract.client_confirmed_at,
                contract.agency_confirmed_at,
                contract.filed_at,
                contract.file_id
            FROM contract
            JOIN award ON award.id = contract.award_id
            JOIN round ON round.id = contract.round_id
            JOIN notice ON notice.id = contract.notice_id
            JOIN organisation AS client ON client.id = contract.client_id
            JOIN organisation AS agency ON agency.id = contract.agency_id
            WHERE contract.id = $1
            "#
                + $tail,
            $id
        )
    };
}

pub(in super::super) async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<Row>, sqlx::Error> {
    select_contract!("", id).fetch_optional(conn).await
}

/// The same, locked against other changes until the end of the transaction.
pub(in super::super) async fn lock(conn: &mut PgConnection, id: Uuid) -> Result<Option<Row>, sqlx::Error> {
    select_contract!("FOR NO KEY UPDATE OF contract", id).fetch_optional(conn).await
}

/// What a draft is made of.
pub(in super::super) struct Source {
    pub award_code: String,
    pub project_name: String,
    pub service_content: String,
    pub service_time_note: String,
}

pub(in super::super) async fn source(conn: &mut PgConnection, award_id: Uuid) -> Result<Source, sqlx::Error> {
    sqlx::query_as!(
        Source,
        "SELECT award.code AS award_code, round.project_name, round.service_content, round.service_time_note
        FROM award
        JOIN round ON round.id = award.round_id
        WHERE award.id = $1",
        award_id,
    )
    .fetch_one(conn)
    .await
}

/// Writes a draft; price and parties are the award's.
pub(in super::super) async fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    award_id: Uuid,
    [code, name, content, payment_terms]: [&str; 4],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO contract
            (id, award_id, round_id, notice_id, client_id, agency_id, code, state, name, price_fen, content, payment_terms)
        SELECT $1, id, round_id, notice_id, client_id, agency_id, $3, $4, $5, amount_fen, $6, $7
        FROM award
        WHERE id = $2",
        id,
        award_id,
        code,
        ContractState::Draft as ContractState,
        name,
        content,
        payment_terms,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what changes in a locked contract.
pub(in super::super) async fn write(conn: &mut PgConnection, row: &Row) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE contract
        SET version = $2, text_version = $3, state = $4, name = $5, service_start = $6, service_end = $7, content = $8,
            payment_terms = $9, client_confirmed_at = $10, agency_confirmed_at = $11, filed_at = $12, file_id = $13
        WHERE id = $1",
        row.id,
        row.version,
        row.text_version,
        row.state as ContractState,
        row.name,
        row.service_start,
        row.service_end,
        row.content,
        row.payment_terms,
        row.client_confirmed_at,
        row.agency_confirmed_at,
        row.filed_at,
        row.file_id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Contracts of an organisation, or all, newest first (ids grow with time), from below `after`.
pub(in super::super) async fn list(
    conn: &mut PgConnection,
    organisation_id: Option<Uuid>,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ContractRow>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT
            contract.id,
            contract.code,
            contract.name,
            contract.client_id,
            client.name AS client_name,
            contract.agency_id,
            agency.name AS agency_name,
            contract.price_fen AS "price_fen: Fen",
            contract.state AS "state: ContractState",
            round.state AS "round_state: RoundState",
            contract.notice_id,
            COALESCE(notice.code, '') AS "notice_code!",
            COALESCE((
                SELECT SUM(payment.amount_fen)
                FROM payment
                WHERE payment.contract_id = contract.id AND payment.state = 'confirmed'
            ), 0)::bigint AS "paid_fen!: Fen"
        FROM (
            (
                SELECT id
                FROM contract
                WHERE client_id = $1 AND id < $2
                ORDER BY id DESC
                LIMIT $3
            )
            UNION
            (
                SELECT id
                FROM contract
                WHERE agency_id = $1 AND id < $2
                ORDER BY id DESC
                LIMIT $3
            )
            UNION
            (
                SELECT id
                FROM contract
                WHERE $1::uuid IS NULL AND id < $2
                ORDER BY id DESC
                LIMIT $3
            )
        ) AS page
        JOIN contract ON contract.id = page.id
        JOIN round ON round.id = contract.round_id
        JOIN notice ON notice.id = contract.notice_id
        JOIN organisation AS client ON client.id = contract.client_id
        JOIN organisation AS agency ON agency.id = contract.agency_id
        ORDER BY contract.id DESC
        LIMIT $3"#,
        organisation_id,
        after.unwrap_or(Uuid::max()),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ContractRow {
            id: row.id,
            code: row.code,
            name: row.name,
            client: NameRef { id: row.client_id, name: row.client_name },
            agency: NameRef { id: row.agency_id, name: row.agency_name },
            price_fen: row.price_fen,
            state: row.state,
            round_state: row.round_state,
            notice: CodeRef { id: row.notice_id, code: row.notice_code },
            paid_fen: row.paid_fen,
        })
        .collect())
}
