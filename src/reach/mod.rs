//! What reaches out: readers that follow the journal, and views over everything below. Nothing of it is written here.

mod links;
pub mod notify;
pub mod pages;
pub mod search;
pub mod statistics;
pub mod work_list;

use utoipa_axum::router::OpenApiRouter;

use crate::platform::App;
use crate::platform::journal::reader;
use crate::platform::tasks::Tasks;

/// Routes of this floor.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(search::router())
        .merge(notify::router())
        .merge(statistics::router())
        .merge(work_list::router())
}

/// Starts the readers of the inbox and the statistics; each ends after its step when shutdown is asked for. The reader of search needs an
/// engine and is started with it.
pub fn spawn(tasks: &mut Tasks, app: &App) {
    tasks.spawn("inbox", reader::run(app.clone(), notify::Inbox, tasks.shutdown()));
    tasks.spawn("statistics", reader::run(app.clone(), statistics::Statistic, tasks.shutdown()));
}
