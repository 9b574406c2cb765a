//! Instants in files: RFC 3339 at +08:00, in the one spelling of [`select_time_text`]. Another spelling is refused,
//! because two spellings of one file would be two files.

use crate::core::draw::select_time_text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes it.
pub fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&select_time_text(*at))
}

/// Reads it.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let read = DateTime::parse_from_rfc3339(&text).ok().map(|it| it.with_timezone(&Utc));
    read.filter(|it| select_time_text(*it) == text)
        .ok_or_else(|| D::Error::custom(format!("{text} does not look like 2026-11-30T09:30:00+08:00")))
}
