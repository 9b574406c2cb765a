//! Timers: what is due is fired, exactly once, by the same operations people use.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::platform::app::{App, Shutdown};
use crate::platform::web::Problem;

/// How often due rows are looked for; the instant that decides stands in the row, so this bounds only the delay.
const TICK: Duration = Duration::from_millis(200);
/// Between two rounds of the daily work.
const DAY: Duration = Duration::from_hours(24);
/// Fired in a row before other timers get their turn.
const BURST: usize = 100;

/// Takes one due thing with `FOR UPDATE SKIP LOCKED` and fires it in that transaction; false when nothing is due.
pub type Fire = for<'a> fn(&'a App) -> Pin<Box<dyn Future<Output = Result<bool, Problem>> + Send + 'a>>;

/// A timer and its name in the log.
pub struct Timer {
    pub name: &'static str,
    pub fire: Fire,
}

/// Fires what is due until shutdown. A failing row delays the others by a tick, never stops them.
pub async fn run(app: App, timers: Vec<Timer>, mut shutdown: Shutdown) {
    loop {
        fire_all(&app, &timers).await;
        app.pulses().timers.beat();
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// The same for what may take long, and whose silence says nothing of the server.
pub async fn run_apart(app: App, timers: Vec<Timer>, mut shutdown: Shutdown) {
    loop {
        tokio::select! {
            _ = fire_all(&app, &timers) => {}
            () = shutdown.requested() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Does the daily work, beginning now, until shutdown. Each timer fires until nothing is due.
pub async fn daily(app: App, timers: Vec<Timer>, mut shutdown: Shutdown) {
    loop {
        for timer in &timers {
            loop {
                let fired = tokio::select! {
                    fired = (timer.fire)(&app) => fired,
                    () = shutdown.requested() => return,
                };
                match fired {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(problem) => {
                        tracing::error!(timer = timer.name, %problem, "the daily work is tried again tomorrow");
                        break;
                    }
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(DAY) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Fires everything that is due now; returns how much was fired.
pub async fn fire_all(app: &App, timers: &[Timer]) -> usize {
    let mut fired = 0;
    for timer in timers {
        for _ in 0..BURST {
            match (timer.fire)(app).await {
                Ok(true) => fired += 1,
                Ok(false) => break,
                Err(problem) => {
                    tracing::error!(timer = timer.name, %problem, "a due step failed and will be tried again");
                    break;
                }
            }
        }
    }
    fired
}
