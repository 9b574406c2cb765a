//! What reaches out: readers that follow the journal, and views over everything below. Nothing of it is written here.

mod links;
pub mod notify;
pub mod search;
pub mod statistics;
pub mod work_list;

use tokio::task::JoinHandle;
use utoipa_axum::router::OpenApiRouter;

use crate::platform::App;
use crate::platform::app::Shutdown;
use crate::platform::journal::reader;

/// Routes of this floor.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(search::router()).merge(notify::router()).merge(statistics::router()).merge(work_list::router())
}

/// Starts the readers; each ends after its step when shutdown is asked for.
pub fn spawn(app: &App, shutdown: &Shutdown) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(reader::run(app.clone(), notify::Inbox, shutdown.clone())),
        tokio::spawn(reader::run(app.clone(), statistics::Statistic, shutdown.clone())),
    ]
}
