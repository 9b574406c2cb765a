//! Who has signed up for a round; for the freeze and for those who must be told, never for a page before the freeze.

use sqlx::PgConnection;
use uuid::Uuid;

/// An active sign-up.
pub struct Entered {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub agency_id: Uuid,
    /// 16 bytes.
    pub nonce: Vec<u8>,
    /// How many of the practitioners named are still on file.
    pub staff: i64,
}

/// Active sign-ups.
pub async fn entered(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Entered>, sqlx::Error> {
    sqlx::query_as!(
        Entered,
        r#"SELECT s.id, s.agency_id, s.nonce,
            (
                SELECT count(*)
                FROM practitioner
                WHERE id = ANY (s.practitioners) AND agency_id = s.agency_id AND removed_at IS NULL
            ) AS "staff!"
        FROM sign_up s
        WHERE s.round_id = $1 AND s.withdrawn_at IS NULL
        ORDER BY s.id"#,
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// Agencies with an active sign-up.
pub async fn agencies(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT agency_id
        FROM sign_up
        WHERE round_id = $1 AND withdrawn_at IS NULL
        ORDER BY agency_id",
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// Writes what the check at the freeze found: ids with the codes of the rules that failed, joined by commas.
pub async fn judge(conn: &mut PgConnection, ids: &[Uuid], failed: &[String]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE sign_up
        SET eligible = found.failed = '', failed_rules = string_to_array(found.failed, ',')
        FROM UNNEST($1::uuid[], $2::text[]) AS found (id, failed)
        WHERE sign_up.id = found.id",
        ids,
        failed,
    )
    .execute(conn)
    .await?;
    Ok(())
}
