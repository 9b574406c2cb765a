//! Guessing passwords is slowed down, by the design that OWASP describes as device cookies ("Slow Down Online Guessing Attacks with
//! Device Cookies"): a slow-down that others cannot turn into a lockout.
//!
//! - A browser in which somebody has signed in gets a mark for that login ([`known`](super::known)). Its attempts are counted for itself
//!   alone, so whoever guesses elsewhere does not hold its owner up.
//! - All attempts at a login from browsers without its mark share one leaky bucket (GCRA): a few cost nothing, then one in [`DRAIN`].
//!   It only slows down: an attempt that is turned away adds nothing, so it never takes longer than one [`DRAIN`] until there is room
//!   for the next, however much was tried.
//!
//! Unknown logins are counted and answered like known ones. No address of a client is looked at: behind a proxy or a shared line it
//! says little, and many are cheap to come by.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::known::Mark;
use crate::platform::clock::machine_time;
use crate::platform::web::Problem;
use crate::say;

/// Failures at once that cost nothing.
const FREE: i32 = 5;
/// How long one failure takes to drain away.
const DRAIN: TimeDelta = TimeDelta::seconds(20);

/// Which bucket an attempt is counted in.
#[derive(Clone, Copy)]
pub struct Bucket([u8; 32]);

impl Bucket {
    pub fn of(login: &str, known: Option<Mark>) -> Self {
        let mut hash = Sha256::new_with_prefix(login);
        if let Some(mark) = known {
            hash.update(b"\0");
            hash.update(mark.0);
        }
        Self(hash.finalize().into())
    }
}

/// When the bucket is drained after one more failure at `now`, or how long there is no room for it.
fn fill(drained_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TimeDelta> {
    let full = drained_at - now - DRAIN * (FREE - 1);
    if full > TimeDelta::zero() { Err(full) } else { Ok(drained_at.max(now) + DRAIN) }
}

/// Counts an attempt as failed before the password is looked at, so that many at once cannot slip through.
///
/// # Errors
/// 429 while the bucket is full.
pub async fn reserve(conn: &mut PgConnection, bucket: Bucket) -> Result<(), Problem> {
    let now = machine_time();
    drop_drained(conn, now).await?;
    sqlx::query!(
        "INSERT INTO sign_in_bucket (key_hash, drained_at)
        VALUES ($1, $2)
        ON CONFLICT (key_hash) DO NOTHING",
        bucket.0.as_slice(),
        now,
    )
    .execute(&mut *conn)
    .await?;
    let drained_at = sqlx::query_scalar!(
        "SELECT drained_at
        FROM sign_in_bucket
        WHERE key_hash = $1
        FOR UPDATE",
        bucket.0.as_slice(),
    )
    .fetch_one(&mut *conn)
    .await?;
    let drained_at = fill(drained_at, now).map_err(wait)?;
    sqlx::query!("UPDATE sign_in_bucket SET drained_at = $2 WHERE key_hash = $1", bucket.0.as_slice(), drained_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets the failures before a right password.
pub async fn clear(conn: &mut PgConnection, bucket: Bucket) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM sign_in_bucket WHERE key_hash = $1", bucket.0.as_slice()).execute(conn).await?;
    Ok(())
}

async fn drop_drained(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM sign_in_bucket
        WHERE key_hash IN (
            SELECT key_hash
            FROM sign_in_bucket
            WHERE drained_at < $1
            LIMIT 100
            FOR UPDATE SKIP LOCKED
        )",
        now,
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

    /// What becomes of attempts `apart` from each other: how many of `count` are looked at.
    fn looked_at(drained_at: &mut DateTime<Utc>, now: &mut DateTime<Utc>, count: usize, apart: TimeDelta) -> usize {
        (0..count)
            .filter(|_| {
                *now += apart;
                fill(*drained_at, *now).is_ok_and(|next| {
                    *drained_at = next;
                    true
                })
            })
            .count()
    }

    #[test]
    fn five_failures_are_free_and_then_one_drains_in_twenty_seconds() {
        let start = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap();
        let (mut drained, mut now) = (start, start);
        assert_eq!(looked_at(&mut drained, &mut now, 10, TimeDelta::zero()), 5);
        assert_eq!(fill(drained, now), Err(DRAIN));
        assert_eq!(
            looked_at(&mut drained, &mut now, 600, TimeDelta::seconds(1)),
            30,
            "a flood gets one in twenty seconds"
        );
    }

    #[test]
    fn a_wrong_attempt_a_minute_leaves_room_for_others() {
        let start = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap();
        let (mut drained, mut now) = (start, start);
        assert_eq!(looked_at(&mut drained, &mut now, 1_000, TimeDelta::minutes(1)), 1_000);
        assert!(fill(drained, now).is_ok());
    }
}
