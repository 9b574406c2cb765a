//! Late is late: judged after the row lock, to the millisecond, and both instants are named.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::platform::web::{Instant, Problem};
use crate::say;

/// 409 `late`: the deadline had come when the request got its turn. Exactly at the deadline is late.
pub fn late(at: DateTime<Utc>, deadline: DateTime<Utc>) -> Problem {
    let (now, end) = (Instant(at), Instant(deadline));
    Problem::conflict(
        "late",
        say!("已过截止时间：截止 {end}，现在 {now}", "the deadline has passed: it was {end}, now it is {now}"),
    )
    .with("now", json!(now))
    .with("deadline", json!(end))
}
