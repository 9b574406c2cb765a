//! Who has signed up for a round; for the freeze and for those who must be told, never for a page before the freeze.

use std::collections::HashMap;

use sqlx::PgConnection;
use uuid::Uuid;

/// An active sign-up.
pub struct Entered {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub agency_id: Uuid,
    /// What its sealed sign-up commits to, 32 bytes; `None` where nothing was sealed.
    pub commitment: Option<Vec<u8>>,
    /// Its display credit, in tenths of a point.
    pub credit: i32,
    /// How many of the practitioners named are still on file.
    pub staff: i64,
}

/// Active sign-ups.
pub async fn entered(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Entered>, sqlx::Error> {
    sqlx::query_as!(
        Entered,
        r#"SELECT s.id, s.agency_id, s.commitment, g.credit,
            (
                SELECT count(*)
                FROM practitioner
                WHERE id = ANY (s.practitioners) AND agency_id = s.agency_id AND removed_at IS NULL
            ) AS "staff!"
        FROM sign_up s
        JOIN agency g ON g.id = s.agency_id
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

/// What an entrant handed in.
pub struct SealedSignUp {
    /// `None` where it is from before sign-ups were sealed.
    pub sealed: Option<Vec<u8>>,
    /// 32 bytes.
    pub commitment: Option<Vec<u8>>,
    /// 16 bytes, of a sign-up from before they were sealed.
    pub nonce: Option<Vec<u8>>,
}

/// What was handed in with these sign-ups, by id.
pub async fn sealed(conn: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, SealedSignUp>, sqlx::Error> {
    struct Row {
        id: Uuid,
        sealed: Option<Vec<u8>>,
        commitment: Option<Vec<u8>>,
        nonce: Option<Vec<u8>>,
    }
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, sealed, commitment, nonce
        FROM sign_up
        WHERE id = ANY ($1)",
        ids,
    )
    .fetch_all(conn)
    .await?;
    let entry = |it: Row| (it.id, SealedSignUp { sealed: it.sealed, commitment: it.commitment, nonce: it.nonce });
    Ok(rows.into_iter().map(entry).collect())
}

/// Puts out those whose sealed sign-up did not count.
pub async fn put_out(conn: &mut PgConnection, ids: &[Uuid], rule: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE sign_up
        SET eligible = false, failed_rules = array_append(failed_rules, $2)
        WHERE id = ANY ($1)",
        ids,
        rule,
    )
    .execute(conn)
    .await?;
    Ok(())
}
