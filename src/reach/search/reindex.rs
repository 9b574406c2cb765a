//! `jishi reindex`: builds the search index anew while the old one answers.

use indicatif::{ProgressBar, ProgressStyle};

use super::engine::{Engine, Engines};
use super::model::SearchError;
use super::{reader, store};
use crate::platform::App;

/// Rebuilds with a progress bar on stderr; answers how many rows were read.
pub async fn run(app: &App, engines: &Engines) -> Result<u64, SearchError> {
    engines.prepare().await?;
    let total = store::count(&mut *app.pool().acquire().await?).await?;
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or(0));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message("重建搜索索引 / rebuilding the search index");
    reader::rebuild(app, engines, |done| bar.inc(done)).await?;
    bar.finish();
    Ok(bar.position())
}
