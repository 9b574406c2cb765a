//! Payments.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::money::Fen;
use crate::core::state::PaymentState;
use crate::platform::web::Instant;
use crate::procurement::contracts::model::Payment;

/// Payments of a contract, newest first.
pub(in super::super) async fn payments(
    conn: &mut PgConnection,
    contract_id: Uuid,
) -> Result<Vec<Payment>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT
            id,
            amount_fen AS "amount_fen: Fen",
            paid_on,
            note,
            state AS "state: PaymentState",
            recorded_at,
            decided_at,
            decision_note
        FROM payment
        WHERE contract_id = $1
        ORDER BY recorded_at DESC, id DESC"#,
        contract_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Payment {
            id: row.id,
            amount_fen: row.amount_fen,
            paid_on: row.paid_on,
            note: row.note,
            state: row.state,
            recorded_at: Instant(row.recorded_at),
            decided_at: row.decided_at.map(Instant),
            decision_note: row.decision_note,
        })
        .collect())
}

pub(in super::super) async fn insert_payment(
    conn: &mut PgConnection,
    id: Uuid,
    contract_id: Uuid,
    amount: Fen,
    paid_on: NaiveDate,
    note: &str,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO payment (id, contract_id, amount_fen, paid_on, note, state, recorded_at)
        VALUES ($1, $2, $3, $4, $5, 'recorded', $6)",
        id,
        contract_id,
        amount.0,
        paid_on,
        note,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in super::super) async fn decide_payment(
    conn: &mut PgConnection,
    id: Uuid,
    state: PaymentState,
    at: DateTime<Utc>,
    note: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE payment
        SET state = $2, decided_at = $3, decision_note = $4
        WHERE id = $1",
        id,
        state as PaymentState,
        at,
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}
