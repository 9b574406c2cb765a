//! Guessing is slowed down per login, whether the login exists or not. Others' logins are never touched, and the
//! longest wait is a minute, so nobody can be locked out for long.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::platform::clock::machine_time;
use crate::platform::web::Problem;
use crate::say;

/// Failures that cost nothing.
const FREE: i32 = 5;
/// Failures further apart than this are not counted together.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

fn hash(login: &str) -> [u8; 32] {
    Sha256::digest(login).into()
}

/// How long to wait after so many failures in a row: 5 s after the fifth, doubling, a minute at most.
fn pause(failures: i32) -> Option<TimeDelta> {
    let over = u32::try_from(failures - FREE).ok()?;
    Some(TimeDelta::seconds((5_i64 << over.min(4)).min(60)))
}

/// Counts an attempt as failed before the password is looked at, so that many at once cannot slip through.
///
/// # Errors
/// 429 while the login has to wait.
pub async fn reserve(conn: &mut PgConnection, login: &str) -> Result<(), Problem> {
    let (hash, now) = (hash(login), machine_time());
    drop_old(conn, now).await?;
    sqlx::query!(
        "INSERT INTO login_attempt (login_hash, failures, last_at)
        VALUES ($1, 0, $2)
        ON CONFLICT (login_hash) DO NOTHING",
        hash.as_slice(),
        now,
    )
    .execute(&mut *conn)
    .await?;
    let row = sqlx::query!(
        "SELECT failures, last_at, locked_until
        FROM login_attempt
        WHERE login_hash = $1
        FOR UPDATE",
        hash.as_slice(),
    )
    .fetch_one(&mut *conn)
    .await?;
    if let Some(until) = row.locked_until.filter(|until| *until > now) {
        return Err(wait(until - now));
    }
    let failures = if now - row.last_at > WINDOW { 1 } else { row.failures.saturating_add(1) };
    sqlx::query!(
        "UPDATE login_attempt
        SET failures = $2, last_at = $3, locked_until = $4
        WHERE login_hash = $1",
        hash.as_slice(),
        failures,
        now,
        pause(failures).map(|pause| now + pause),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the failures of a login whose password was right.
pub async fn clear(conn: &mut PgConnection, login: &str) -> Result<(), sqlx::Error> {
    let hash = hash(login);
    sqlx::query!("DELETE FROM login_attempt WHERE login_hash = $1", hash.as_slice()).execute(conn).await?;
    Ok(())
}

async fn drop_old(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM login_attempt
        WHERE login_hash IN (
            SELECT login_hash
            FROM login_attempt
            WHERE last_at < $1
            LIMIT 100
            FOR UPDATE SKIP LOCKED
        )",
        now - WINDOW,
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn wait(left: TimeDelta) -> Problem {
    let seconds = left.num_seconds() + 1;
    Problem::new(
        axum::http::StatusCode::TOO_MANY_REQUESTS,
        "too_many_attempts",
        say!(
            "连续输错次数较多，请 {seconds} 秒后再试",
            "several wrong attempts in a row; please try again in {seconds} seconds"
        ),
    )
    .with("retry_after_seconds", serde_json::json!(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_starts_at_the_fifth_failure_and_never_exceeds_a_minute() {
        let seconds = |failures| pause(failures).map_or(0, |it| it.num_seconds());
        assert_eq!([1, 4, 5, 6, 7, 8, 9, 10, i32::MAX].map(seconds), [0, 0, 5, 10, 20, 40, 60, 60, 60]);
    }
}
