//! When a loop last came round: a loop that hangs does not end, so nothing but its silence tells.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Silence after which a loop counts as dead: far more than its longest turn, a database that is slow to answer included.
pub const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// One loop's.
#[derive(Clone)]
pub struct Pulse {
    start: Instant,
    /// Milliseconds after `start`.
    beat_at: Arc<AtomicU64>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self { start: Instant::now(), beat_at: Arc::default() }
    }
}

impl Pulse {
    /// The loop has come round.
    pub fn beat(&self) {
        self.beat_at.store(millis(self.start.elapsed()), Ordering::Relaxed);
    }

    /// How long it has not.
    pub fn silence(&self) -> Duration {
        Duration::from_millis(millis(self.start.elapsed()).saturating_sub(self.beat_at.load(Ordering::Relaxed)))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The loops that a server is no use without.
#[derive(Clone, Default)]
pub struct Pulses {
    pub sequencer: Pulse,
    pub timers: Pulse,
}

impl Pulses {
    /// By name.
    pub fn all(&self) -> [(&'static str, &Pulse); 2] {
        [("sequencer", &self.sequencer), ("timers", &self.timers)]
    }
}
