//! `GET /metrics`: requests as they were measured, and what waits, read when somebody asks.

use std::time::Duration;

use anyhow::Context;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use metrics::gauge;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::platform::App;
use crate::platform::app::Shutdown;
use crate::platform::web::measure;
use crate::reach::search::{Engine, Search, SearchError};

/// How often what was measured is taken into the histograms, so that it does not pile up where nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// What collects the measurements of this process.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(measure::METRIC.to_owned()), measure::BUCKETS)?
        .install_recorder()
        .context("starting the metrics")
}

/// Keeps the collected measurements small.
pub async fn upkeep(handle: PrometheusHandle, mut shutdown: Shutdown) {
    loop {
        handle.run_upkeep();
        tokio::select! {
            () = tokio::time::sleep(UPKEEP) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// The text that Prometheus reads. Without a database the gauges keep their last values.
pub async fn answer(app: App, search: Search, handle: PrometheusHandle) -> Response {
    if let Err(error) = look(&app, &search).await {
        tracing::warn!(%error, "the gauges of /metrics could not be read");
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render()).into_response()
}

#[expect(clippy::cast_precision_loss, reason = "gauges are floating-point numbers; none is near 2^53")]
async fn look(app: &App, search: &Search) -> Result<(), SearchError> {
    for (name, pulse) in app.pulses().all() {
        gauge!("jishi_loop_silence_seconds", "loop" => name).set(pulse.silence());
    }
    let pool = app.pool();
    gauge!("jishi_database_connections", "state" => "idle").set(pool.num_idle() as f64);
    gauge!("jishi_database_connections", "state" => "open").set(pool.size());
    let mut conn = pool.acquire().await?;
    let journal = sqlx::query!(
        r#"SELECT
            (SELECT count(*) FROM journal_pending) AS "pending!",
            (SELECT COALESCE(max(index) + 1, 0) FROM journal_leaf) AS "end!",
            (
                SELECT COALESCE(EXTRACT(EPOCH FROM jishi_now() - min(next_due_at)), 0)::float8
                FROM round
                WHERE next_due_at < jishi_now() AND NOT frozen
            ) AS "timer_lag!""#
    )
    .fetch_one(&mut *conn)
    .await?;
    gauge!("jishi_journal_pending").set(journal.pending as f64);
    gauge!("jishi_journal_entries").set(journal.end as f64);
    gauge!("jishi_timer_lag_seconds").set(journal.timer_lag);
    let readers = sqlx::query!("SELECT reader, next_index FROM reader_cursor").fetch_all(&mut *conn).await?;
    for it in readers {
        gauge!("jishi_reader_lag", "reader" => it.reader).set((journal.end - it.next_index) as f64);
    }
    if let Some(cursor) = search.engines.cursor().await? {
        gauge!("jishi_reader_lag", "reader" => "search").set((journal.end - cursor) as f64);
    }
    Ok(())
}
