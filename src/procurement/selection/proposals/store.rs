//! SQL of the panel.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::selection::proposal_merit::{Assessor, Scores, StoodDown};
use crate::platform::vault::Vault;
use crate::platform::web::Problem;

/// Who is in the pool now, by id.
pub(super) async fn approved(conn: &mut PgConnection) -> Result<Vec<Assessor>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT a.id, p.name
        FROM assessor a
        JOIN person p ON p.id = a.id
        WHERE a.state = 'approved'
        ORDER BY a.id",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|it| Assessor { id: it.id.to_string(), name: it.name }).collect())
}

/// Whether the pool of a round is frozen.
pub(super) async fn is_drawn(conn: &mut PgConnection, round_id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM panel_seat
            WHERE round_id = $1
        ) AS "exists!""#,
        round_id,
    )
    .fetch_one(conn)
    .await
}

/// Whether scores have led to an award, whose evidence has them and the numbers.
pub(super) async fn is_announced(conn: &mut PgConnection, round_id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM award
            WHERE round_id = $1
        ) AS "exists!""#,
        round_id,
    )
    .fetch_one(conn)
    .await
}

/// Freezes the pool, in the order of its lots.
pub(super) async fn freeze(conn: &mut PgConnection, round_id: Uuid, order: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO panel_seat (round_id, assessor_id, place, name)
        SELECT $1, p.id, drawn.place, p.name
        FROM UNNEST($2::uuid[]) WITH ORDINALITY AS drawn (id, place)
        JOIN person p ON p.id = drawn.id",
        round_id,
        order,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of the pool.
pub(super) struct Seat {
    pub assessor_id: Uuid,
    pub name: String,
    pub score_by: Option<DateTime<Utc>>,
    pub declared_at: Option<DateTime<Utc>>,
    pub scores: Option<Vec<u8>>,
    pub scored_at: Option<DateTime<Utc>>,
    pub stood_down_at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
    pub stood_down_by: Option<String>,
}

impl Seat {
    /// As the evidence names it.
    pub fn assessor(self) -> Assessor {
        Assessor { id: self.assessor_id.to_string(), name: self.name }
    }

    /// Why it does not serve.
    pub fn stood_down(&self) -> Option<StoodDown> {
        let (reason, by) = (self.reason.clone()?, self.stood_down_by.clone()?);
        Some(StoodDown { id: self.assessor_id.to_string(), reason, by, at: self.stood_down_at? })
    }

    /// What it scored.
    ///
    /// # Errors
    /// 500 where the vault cannot open it.
    pub fn scores(&self, vault: &Vault) -> Result<Option<Scores>, Problem> {
        let (Some(sealed), Some(at)) = (&self.scores, self.scored_at) else { return Ok(None) };
        let opened = vault.open(sealed).map_err(|error| Problem::internal(&error))?;
        let proposals = serde_json::from_slice(&opened).map_err(|error| Problem::internal(&error))?;
        Ok(Some(Scores { assessor: self.assessor_id.to_string(), at, proposals }))
    }
}

/// The frozen pool, by id.
pub(super) async fn seats(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Seat>, sqlx::Error> {
    sqlx::query_as!(
        Seat,
        "SELECT assessor_id, name, score_by, declared_at, scores, scored_at, stood_down_at, reason, stood_down_by
        FROM panel_seat
        WHERE round_id = $1
        ORDER BY assessor_id",
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// The seat of an assessor who was asked; `None` once the operator has suspended it.
pub(super) async fn seat(
    conn: &mut PgConnection,
    round_id: Uuid,
    assessor_id: Uuid,
) -> Result<Option<Seat>, sqlx::Error> {
    sqlx::query_as!(
        Seat,
        "SELECT s.assessor_id, s.name, s.score_by, s.declared_at, s.scores, s.scored_at, s.stood_down_at, s.reason,
            s.stood_down_by
        FROM panel_seat s
        JOIN assessor a ON a.id = s.assessor_id
        WHERE s.round_id = $1 AND s.assessor_id = $2 AND s.asked_at IS NOT NULL AND a.state = 'approved'",
        round_id,
        assessor_id,
    )
    .fetch_optional(conn)
    .await
}

/// Asks these of the pool, unless they were asked before; how many it were.
pub(super) async fn ask(
    conn: &mut PgConnection,
    round_id: Uuid,
    ids: &[Uuid],
    at: DateTime<Utc>,
    by: DateTime<Utc>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE panel_seat
        SET asked_at = $3, score_by = $4
        WHERE round_id = $1 AND assessor_id = ANY ($2) AND asked_at IS NULL",
        round_id,
        ids,
        at,
        by,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Until when the first that has not handed in may do so.
pub(super) async fn score_by(conn: &mut PgConnection, round_id: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT min(score_by)
        FROM panel_seat
        WHERE round_id = $1 AND asked_at IS NOT NULL AND scored_at IS NULL AND stood_down_at IS NULL",
        round_id,
    )
    .fetch_one(conn)
    .await
}

/// One of those who serve, or who are silent, stands down: the one named, or all whose time is over at `at`. How many it were.
pub(super) async fn stand_down(
    conn: &mut PgConnection,
    round_id: Uuid,
    assessor_id: Option<Uuid>,
    at: DateTime<Utc>,
    (reason, by): (&str, &str),
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE panel_seat
        SET stood_down_at = $3, reason = $4, stood_down_by = $5
        WHERE round_id = $1
            AND (assessor_id = $2 OR ($2::uuid IS NULL AND score_by <= $3))
            AND asked_at IS NOT NULL
            AND scored_at IS NULL
            AND stood_down_at IS NULL",
        round_id,
        assessor_id,
        at,
        reason,
        by,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Those whom the operator has suspended do not score; who has handed in already, has scored.
pub(super) async fn stand_down_suspended(
    conn: &mut PgConnection,
    round_id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE panel_seat s
        SET stood_down_at = $2, reason = '专家资格已暂停', stood_down_by = '规则'
        FROM assessor a
        WHERE s.round_id = $1
            AND a.id = s.assessor_id
            AND a.state <> 'approved'
            AND s.asked_at IS NOT NULL
            AND s.scored_at IS NULL
            AND s.stood_down_at IS NULL",
        round_id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An assessor has no interest in anybody who takes part.
pub(super) async fn declared(
    conn: &mut PgConnection,
    round_id: Uuid,
    assessor_id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE panel_seat
        SET declared_at = $3
        WHERE round_id = $1 AND assessor_id = $2 AND declared_at IS NULL",
        round_id,
        assessor_id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a sheet, sealed; once.
pub(super) async fn scored(
    conn: &mut PgConnection,
    round_id: Uuid,
    assessor_id: Uuid,
    at: DateTime<Utc>,
    sealed: &[u8],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE panel_seat
        SET scores = $4, scored_at = $3
        WHERE round_id = $1 AND assessor_id = $2",
        round_id,
        assessor_id,
        at,
        sealed,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many have handed in.
pub(super) async fn handed_in(conn: &mut PgConnection, round_id: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
        FROM panel_seat
        WHERE round_id = $1 AND scored_at IS NOT NULL"#,
        round_id,
    )
    .fetch_one(conn)
    .await
}

/// Sizes of the opened files of these sign-ups, in this order.
pub(super) async fn sizes(conn: &mut PgConnection, sign_ups: &[Uuid]) -> Result<Vec<i32>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT length(p.opened) AS "size!"
        FROM UNNEST($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
        JOIN proposal p ON p.sign_up_id = wanted.id
        WHERE p.opened IS NOT NULL
        ORDER BY wanted.place"#,
        sign_ups,
    )
    .fetch_all(conn)
    .await
}

/// The opened file of a sign-up.
pub(super) async fn file(conn: &mut PgConnection, sign_up_id: Uuid) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let found = sqlx::query_scalar!("SELECT opened FROM proposal WHERE sign_up_id = $1", sign_up_id)
        .fetch_optional(conn)
        .await?;
    Ok(found.flatten())
}
