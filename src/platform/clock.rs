//! Where an instant that decides comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// The clock of an installation. Instants have millisecond precision everywhere.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The database's clock, shared by all servers (in a training installation shifted by its `training_clock` row).
    Database,
    /// Injected by tests and the demo.
    Manual(ManualClock),
}

/// A clock that stands until it is set.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(AtomicI64::new(instant.timestamp_millis())))
    }

    pub fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp_millis(), Ordering::SeqCst);
    }

    pub fn get(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

impl Clock {
    /// Reads the clock. To decide whether something is late, call it after the row lock is held.
    pub async fn now(&self, conn: &mut PgConnection) -> Result<DateTime<Utc>, sqlx::Error> {
        match self {
            Clock::Database => sqlx::query_scalar!(r#"SELECT jishi_now() AS "now!""#).fetch_one(conn).await,
            Clock::Manual(clock) => Ok(clock.get()),
        }
    }
}

/// The machine's own time, for what must not follow a training clock: token and session lifetimes. Never decides who is late.
pub fn machine_time() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}
