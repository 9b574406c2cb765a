//! `jishi serve`: the wiring of one server, its start and its stop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Extension, Router};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;

use crate::api;
use crate::platform::app::{Parts, Shutdown};
use crate::platform::clock::Clock;
use crate::platform::db::{self, Database};
use crate::platform::files::{self, Files};
use crate::platform::rng::RngSource;
use crate::platform::timers::{self, Timer};
use crate::platform::vault::Vault;
use crate::platform::web::{layers, shell};
use crate::platform::{App, installation, journal};
use crate::procurement::import;
use crate::reach::search::{Search, reader, reindex};
use crate::{procurement, reach, reference};

/// What a server or command is told: the same names as options and environment variables.
#[derive(Debug, Clone, clap::Args)]
pub struct Settings {
    /// Where the private database, keys, files and search index lie
    #[arg(long, env = "JISHI_DATA_DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,
    /// A PostgreSQL to use instead of the private one
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// A Meilisearch server to search with instead of the embedded index
    #[arg(long, env = "MEILI_URL", global = true)]
    pub meili_url: Option<String>,
    /// Its API key
    #[arg(long, env = "MEILI_KEY", hide_env_values = true, global = true)]
    pub meili_key: Option<String>,
    /// The tenant's division (GB/T 2260)
    #[arg(long, env = "JISHI_DIVISION", default_value = "433101", global = true)]
    pub division: String,
}

/// An opened installation: database, keys, files.
pub struct Opened {
    pub app: App,
    pub database: Database,
}

/// Opens the installation: starts or finds the database, migrates it, loads reference data and keys.
pub async fn open(settings: &Settings, role: db::Role) -> anyhow::Result<Opened> {
    let database = db::open(&db::Settings {
        database_url: settings.database_url.clone(),
        data_dir: settings.data_dir.clone(),
        max_connections: db::pool::DEFAULT_MAX_CONNECTIONS,
        role,
    })
    .await?;
    let mut conn = database.pool.acquire().await?;
    let now = Clock::Database.now(&mut conn).await?;
    drop(conn);
    reference::load(&database.pool, now).await.context("loading the reference data")?;
    let mut rng = RngSource::System.fork()?;
    let vault =
        Vault::open_file(&settings.data_dir.join("keys/master.key"), &mut rng).context("opening the master key")?;
    let files = Files::in_folder(&settings.data_dir.join("files")).context("opening the folder of files")?;
    let app = App::new(Parts {
        pool: database.pool.clone(),
        clock: Clock::Database,
        rng: RngSource::System,
        vault,
        files,
        division_code: settings.division.clone(),
    })?;
    Ok(Opened { app, database })
}

/// Opens the search engine that the settings name.
pub async fn open_search(settings: &Settings) -> anyhow::Result<Search> {
    let meili = settings.meili_url.as_deref().map(|url| (url, settings.meili_key.as_deref()));
    Search::open(&settings.data_dir.join("search"), meili).await.context("opening the search index")
}

/// `jishi reindex`: builds the search index anew; a running server changes over to it.
pub async fn reindex(settings: &Settings) -> anyhow::Result<()> {
    let Opened { app, database } = open(settings, db::Role::Command).await?;
    let search = open_search(settings).await?;
    let done = reindex::run(&app, &search.engines).await;
    database.stop().await;
    let count = done?;
    eprintln!("已重建搜索索引：{count} 条 / search index rebuilt: {count} rows");
    Ok(())
}

/// `jishi import notices`: prints what became of each row; what could not be taken is no failure of the command.
pub async fn import_notices(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    let Opened { app, database } = open(settings, db::Role::Command).await?;
    let done = import::run(&app, file, &mut std::io::stdout().lock()).await;
    database.stop().await;
    done?;
    Ok(())
}

/// Serves until SIGTERM or SIGINT.
pub async fn run(settings: &Settings, listen: SocketAddr, training: bool) -> anyhow::Result<()> {
    // Bound before anything else is started, so that a taken port costs nothing.
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let Opened { app, database } = open(settings, db::Role::Server).await?;
    if training {
        installation::make_training(&mut *app.pool().acquire().await?).await?;
    }
    let (stop, shutdown) = Shutdown::switch();
    let mut tasks = JoinSet::new();
    tasks.spawn(journal::sequencer::run(app.pool().clone(), app.server_id(), app.tail().clone(), shutdown.clone()));
    tasks.spawn(timers::run(app.clone(), timers(), shutdown.clone()));
    let search = open_search(settings).await?;
    tasks.spawn(reader::run(app.clone(), search.engines.clone(), shutdown.clone()));
    reach::spawn(&mut tasks, &app, &shutdown);
    let router = router(app, search, &shutdown)?;
    eprintln!("Jishi 集市 → http://{}", listener.local_addr()?);
    let mut asked = shutdown.clone();
    tokio::spawn(async move {
        stop_signal().await;
        let _ = stop.send(true);
    });
    axum::serve(listener, router).with_graceful_shutdown(async move { asked.requested().await }).await?;
    tasks.join_all().await;
    database.stop().await;
    Ok(())
}

/// What fires by itself: first what later steps may need.
fn timers() -> Vec<Timer> {
    let mut all = vec![Timer { name: "years_ahead", fire: |app| Box::pin(reference::keep_years(app)) }];
    all.extend(procurement::timers());
    all.extend(files::timers());
    all
}

fn router(app: App, search: Search, shutdown: &Shutdown) -> anyhow::Result<Router> {
    let metrics = PrometheusBuilder::new().install_recorder().context("starting the metrics")?;
    let pages = reach::pages::router().layer(Extension(search.clone())).with_state(app.clone()).fallback(shell::serve);
    let health = app.clone();
    let router = api::router(app)
        .layer(Extension(search))
        // Streams end with the server.
        .layer(Extension(shutdown.clone()))
        .route("/healthz", get(move || healthy(health.clone())))
        .route("/metrics", get(move || std::future::ready(metrics.render())))
        .fallback_service(pages);
    Ok(layers::wrap(router))
}

/// 200 once requests can be answered.
async fn healthy(app: App) -> StatusCode {
    match sqlx::query_scalar!("SELECT 1").fetch_one(app.pool()).await {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn stop_signal() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
