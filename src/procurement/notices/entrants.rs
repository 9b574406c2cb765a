//! Who has signed up for a round; for those who must be told, never for a page before the freeze.

use sqlx::PgConnection;
use uuid::Uuid;

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
