//! SQL of the round: read it under a lock, write what decisions change.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Round;
use crate::core::due::Due;
use crate::core::state::RoundState;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::say;

/// The columns of [`Round`]; a macro because the compile-time checked query wants a literal.
macro_rules! select_round {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Round,
            r#"SELECT r.id, r.notice_id, n.client_id, n.code AS notice_code, r.number, r.state AS "state: _", r.state_since,
                r.version, r.project_name, r.division_code, r.item_match AS "item_match: _", r.fiscal_percent,
                r.amount_fen AS "amount_fen: _", r.method AS "method: _", r.quote_kind AS "quote_kind: _",
                r.floor_fen AS "floor_fen: _", r.min_rate, r.max_rate, r.sheet AS "sheet: _", r.beacon AS "beacon: _",
                r.beacon_by, r.beacon_value, r.beacon_at, r.beacon_from, r.qualification_required, r.staff_required,
                r.recusals AS "recusals: _", r.signup_days, r.signup_deadline, r.select_time,
                r.signup_deadline_chosen, r.select_time_chosen, r.missing_year, r.provisional_years, r.return_reason, r.submitted_at, r.published_at, r.rules AS "rules: _", r.rules_hash, r.draw_commit,
                r.draw_secret, r.seal_key, r.seal_secret, r.seal_secret_hash, r.witness_threshold, r.shares_until, r.shares_at,
                r.wrapped_by, r.closed_at, r.roster AS "roster: _", r.roster_hash,
                r.sealed_roster_hash, r.opened_at, r.not_opened AS "not_opened: _", r.entrants, r.eligible, r.end_reason,
                r.frozen, r.too_few, r.auction_start, r.auction_end, a.publicity_until AS "publicity_until?",
                CASE WHEN a.confirmed_at IS NULL THEN a.confirm_by END AS "confirm_by?",
                (
                    SELECT justify_by
                    FROM low_price
                    WHERE round_id = r.id AND justified_at IS NULL AND decided_at IS NULL
                ) AS justify_by,
                (
                    SELECT min(score_by)
                    FROM panel_seat
                    WHERE round_id = r.id AND asked_at IS NOT NULL AND scored_at IS NULL AND stood_down_at IS NULL
                ) AS score_by
            FROM round r
            JOIN notice n ON n.id = r.notice_id
            LEFT JOIN award a ON a.round_id = r.id AND a.declined_at IS NULL
            "# + $tail,
            $($arg),*
        )
    };
}

fn no_notice() -> Problem {
    Problem::not_found(say!("没有这份采购公告", "there is no such notice"))
}

/// Locks the current round of a notice for a change, notice first.
///
/// # Errors
/// 404 where there is no such notice.
pub async fn lock_current(work: &mut Work, notice_id: Uuid) -> Result<Round, Problem> {
    let current = sqlx::query_scalar!(
        "SELECT current_round
        FROM notice
        WHERE id = $1
        FOR NO KEY UPDATE",
        notice_id,
    )
    .fetch_optional(work.db())
    .await?
    .flatten()
    .ok_or_else(no_notice)?;
    lock_by_id(work, current).await
}

/// Locks one round for a change.
///
/// # Errors
/// 404 where there is no such round.
pub async fn lock_by_id(work: &mut Work, round_id: Uuid) -> Result<Round, Problem> {
    // First the lock, then the read: after a wait, a statement that locks re-reads the locked row only and would join the award as it
    // was before.
    sqlx::query!("SELECT FROM round WHERE id = $1 FOR NO KEY UPDATE", round_id).execute(work.db()).await?;
    select_round!("WHERE r.id = $1", round_id).fetch_optional(work.db()).await?.ok_or_else(no_notice)
}

/// Locks the round of a notice that has this number, after its current one.
///
/// # Errors
/// 404 where there is none.
pub async fn lock_number(work: &mut Work, notice_id: Uuid, number: i32) -> Result<Round, Problem> {
    let found = sqlx::query_scalar!("SELECT id FROM round WHERE notice_id = $1 AND number = $2", notice_id, number)
        .fetch_optional(work.db())
        .await?
        .ok_or_else(no_notice)?;
    lock_by_id(work, found).await
}

/// When sign-up for the current round ends, without a lock; `None` where that is not known. Who is late by it need not queue for the
/// lock, so that no stream of them keeps the close from it.
pub async fn signup_deadline(conn: &mut PgConnection, notice_id: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT r.signup_deadline
        FROM notice n
        JOIN round r ON r.id = n.current_round
        WHERE n.id = $1 AND r.published_at IS NOT NULL",
        notice_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.flatten())
}

/// Locks the current round against change, shared with others who only rely on it: sign-ups. What it says of the award may be older
/// than the lock; nobody who shares a round asks for that.
///
/// # Errors
/// 404 where there is no such notice.
pub async fn share(work: &mut Work, notice_id: Uuid) -> Result<Round, Problem> {
    select_round!("WHERE n.id = $1 AND r.id = n.current_round FOR SHARE OF r", notice_id)
        .fetch_optional(work.db())
        .await?
        .ok_or_else(no_notice)
}

/// The same for a round by its own id.
///
/// # Errors
/// 404 where there is no such round.
pub async fn share_by_id(work: &mut Work, round_id: Uuid) -> Result<Round, Problem> {
    select_round!("WHERE r.id = $1 FOR SHARE OF r", round_id).fetch_optional(work.db()).await?.ok_or_else(no_notice)
}

/// The current round as it stands, without a lock.
pub async fn read_current(conn: &mut PgConnection, notice_id: Uuid) -> Result<Option<Round>, sqlx::Error> {
    select_round!("WHERE n.id = $1 AND r.id = n.current_round", notice_id).fetch_optional(conn).await
}

/// The newest round of a notice that was ever published: while a further one is prepared, the one before it.
pub async fn read_public(conn: &mut PgConnection, notice_id: Uuid) -> Result<Option<Round>, sqlx::Error> {
    select_round!("WHERE n.id = $1 AND r.published_at IS NOT NULL ORDER BY r.number DESC LIMIT 1", notice_id)
        .fetch_optional(conn)
        .await
}

/// The newest round of a notice that was ever published, or the one of this number.
pub async fn read_published(
    conn: &mut PgConnection,
    notice_id: Uuid,
    number: Option<i32>,
) -> Result<Option<Round>, sqlx::Error> {
    select_round!(
        "WHERE n.id = $1 AND r.published_at IS NOT NULL AND ($2::integer IS NULL OR r.number = $2) ORDER BY r.number DESC LIMIT 1",
        notice_id,
        number
    )
    .fetch_optional(conn)
    .await
}

/// The rounds of a notice before one, oldest first.
pub async fn before(conn: &mut PgConnection, notice_id: Uuid, number: i32) -> Result<Vec<Round>, sqlx::Error> {
    select_round!("WHERE n.id = $1 AND r.number < $2 ORDER BY r.number", notice_id, number).fetch_all(conn).await
}

/// Locks a round whose deadline of this kind has come and that nobody else has in hand.
pub(super) async fn due(conn: &mut PgConnection, due: Due, now: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM round
        WHERE next_due = $1
            AND COALESCE(due_retry_at, next_due_at) <= $2
        ORDER BY COALESCE(due_retry_at, next_due_at), id
        LIMIT 1
        FOR NO KEY UPDATE SKIP LOCKED",
        due.code(),
        now,
    )
    .fetch_optional(conn)
    .await
}

/// Locks the round that is due the longest, at `since` or before, and waits a moment for it: one that is always in somebody's hand would
/// be passed over for ever.
pub(super) async fn overdue(
    conn: &mut PgConnection,
    due: Due,
    since: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let overdue = sqlx::query_scalar!(
        "SELECT id
        FROM round
        WHERE next_due = $1
            AND COALESCE(due_retry_at, next_due_at) <= $2
        ORDER BY COALESCE(due_retry_at, next_due_at), id
        LIMIT 1",
        due.code(),
        since,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(overdue) = overdue else { return Ok(None) };
    sqlx::query!("SET LOCAL lock_timeout = '1s'").execute(&mut *conn).await?;
    let locked = sqlx::query_scalar!(
        "SELECT id
        FROM round
        WHERE id = $1
            AND next_due = $2
            AND COALESCE(due_retry_at, next_due_at) <= $3
        FOR NO KEY UPDATE",
        overdue,
        due.code(),
        since,
    )
    .fetch_optional(&mut *conn)
    .await;
    match locked {
        Ok(Some(id)) => {
            // The step itself may wait as long as any.
            sqlx::query!("SET LOCAL lock_timeout = 0").execute(conn).await?;
            Ok(Some(id))
        }
        // 55P03: somebody holds it longer than that; the next tick waits again.
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55P03") => Ok(None),
        other => other,
    }
}

/// Has a round's step tried again at `until`, unless somebody else has the round in hand.
pub(super) async fn put_off(conn: &mut PgConnection, round_id: Uuid, until: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE round
        SET due_retry_at = $2
        WHERE id = (
            SELECT id
            FROM round
            WHERE id = $1
            FOR NO KEY UPDATE SKIP LOCKED
        )",
        round_id,
        until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Locks a round in one of these states, not due, whose missing year is loaded or one of whose provisional years is official, and that
/// nobody else has in hand.
pub(super) async fn to_recount(
    conn: &mut PgConnection,
    states: &[RoundState],
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let states: Vec<String> = states.iter().map(|state| state.code().to_owned()).collect();
    sqlx::query_scalar!(
        "SELECT r.id
        FROM round r
        WHERE (r.missing_year IS NOT NULL OR r.provisional_years <> '{}')
            AND r.state = ANY($1)
            AND NOT r.frozen
            AND (r.next_due_at IS NULL OR r.next_due_at > $2)
            AND (r.due_retry_at IS NULL OR r.due_retry_at <= $2)
            AND EXISTS (
                SELECT FROM calendar_year y
                WHERE y.year = r.missing_year
                    OR (y.year = ANY(r.provisional_years) AND NOT y.provisional)
            )
        ORDER BY r.id
        LIMIT 1
        FOR NO KEY UPDATE OF r SKIP LOCKED",
        &states,
        now,
    )
    .fetch_optional(conn)
    .await
}

/// An open round that seals and has no key yet, from before rounds had keys, locked.
pub async fn without_seal_key(conn: &mut PgConnection) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM round
        WHERE state = 'published'
            AND seal_key IS NULL
            AND method NOT IN ('direct', 'reverse_auction')
        ORDER BY id
        LIMIT 1
        FOR NO KEY UPDATE SKIP LOCKED",
    )
    .fetch_optional(conn)
    .await
}

/// Codes of the rounds that cannot be opened without this opening key, the oldest first; at most a thousand.
pub async fn needing(conn: &mut PgConnection, key_id: Uuid) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT n.code || CASE WHEN r.number > 1 THEN '-R' || r.number ELSE '' END AS "code!"
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        WHERE r.wrapped_by = $1
            AND r.opened_at IS NULL
            AND r.state IN ('published', 'closed')
        ORDER BY r.published_at, r.id
        LIMIT 1000"#,
        key_id,
    )
    .fetch_all(conn)
    .await
}

/// A round that cannot be opened before witnesses have come.
pub struct Awaiting {
    /// Its code.
    pub code: String,
    /// How many witnesses have come.
    pub given: i64,
    /// How many must.
    pub threshold: i32,
    /// Until when they may; `None` before its deadline.
    pub until: Option<DateTime<Utc>>,
}

/// Rounds whose key is split among witnesses that have not come yet, the oldest first; at most a thousand.
pub async fn awaiting_shares(conn: &mut PgConnection) -> Result<Vec<Awaiting>, sqlx::Error> {
    sqlx::query_as!(
        Awaiting,
        r#"SELECT n.code || CASE WHEN r.number > 1 THEN '-R' || r.number ELSE '' END AS "code!",
            (SELECT count(*) FROM witness_share WHERE round_id = r.id AND given_at IS NOT NULL) AS "given!",
            r.witness_threshold AS "threshold!", r.shares_until AS until
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        WHERE r.seal_secret_hash IS NOT NULL
            AND r.shares_at IS NULL
            AND r.state IN ('published', 'closed')
        ORDER BY r.published_at, r.id
        LIMIT 1000"#,
    )
    .fetch_all(conn)
    .await
}

/// The opening key that the round waits for which has waited longest to be opened.
pub async fn waits_for_key(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "SELECT wrapped_by
        FROM round
        WHERE next_due = 'open'
            AND next_due_at <= $1
        ORDER BY COALESCE(due_retry_at, next_due_at), id
        LIMIT 1",
        now,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.flatten())
}

/// Writes what decisions change; the content of a draft is written by the notices slice.
pub(super) async fn write(conn: &mut PgConnection, round: &Round) -> Result<(), sqlx::Error> {
    let due = round.next_due();
    let held = round.held();
    sqlx::query!(
        "UPDATE round
        SET state = $2, state_since = $3, version = $4, signup_deadline = $5, select_time = $6, missing_year = $7,
            return_reason = $8, submitted_at = $9, published_at = $10, rules = $11, rules_hash = $12, draw_commit = $13,
            draw_secret = $14, closed_at = $15, roster = $16, roster_hash = $17, entrants = $18, eligible = $19,
            end_reason = $20, frozen = $21, next_due = $22, next_due_at = $23, due_retry_at = NULL,
            provisional_years = $24, signup_deadline_chosen = $25, select_time_chosen = $26, seal_key = $27,
            seal_secret = $28, wrapped_by = $29, sealed_roster_hash = $30, opened_at = $31, not_opened = $32,
            auction_end = $33, auction_start = $34, seal_secret_hash = $35, shares_until = $36, shares_at = $37,
            beacon_by = $38, beacon_value = $39, beacon_at = $40, beacon_from = $41
        WHERE id = $1",
        round.id,
        round.state.code(),
        round.state_since,
        round.version,
        round.signup_deadline,
        round.select_time,
        held.missing,
        round.return_reason,
        round.submitted_at,
        round.published_at,
        round.rules.as_ref() as _,
        round.rules_hash,
        round.draw_commit,
        round.draw_secret,
        round.closed_at,
        round.roster.as_ref() as _,
        round.roster_hash,
        round.entrants,
        round.eligible,
        round.end_reason,
        round.frozen,
        due.map(|(due, _)| due.code()),
        due.map(|(_, at)| at),
        &held.provisional,
        round.signup_deadline_chosen,
        round.select_time_chosen,
        round.seal_key,
        round.seal_secret,
        round.wrapped_by,
        round.sealed_roster_hash,
        round.opened_at,
        &round.not_opened as _,
        round.auction_end,
        round.auction_start,
        round.seal_secret_hash,
        round.shares_until,
        round.shares_at,
        round.beacon_by,
        round.beacon_value,
        round.beacon_at,
        round.beacon_from,
    )
    .execute(conn)
    .await?;
    Ok(())
}
