//! `jishi serve`: the wiring of one server, its start and its stop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Extension, Router};
use futures_util::FutureExt;
use futures_util::future::FusedFuture;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::parties::accounts;
use crate::platform::app::{Parts, Shutdown};
use crate::platform::clock::Clock;
use crate::platform::db::{self, Database};
use crate::platform::files::{self, Files};
use crate::platform::journal::{LogKey, Witness, log};
use crate::platform::opening::{self, Opening};
use crate::platform::pulse::LONGEST_SILENCE;
use crate::platform::rng::RngSource;
use crate::platform::tasks::Tasks;
use crate::platform::timers::{self, Timer};
use crate::platform::web::measure::note_route;
use crate::platform::web::{layers, purge_once};
use crate::platform::{App, installation, journal, master_key};
use crate::procurement::{import, selection};
use crate::reach::search::{Search, reader, reindex};
use crate::{api, metrics, procurement, reach, reference};

/// How long requests and tasks under way may take to end after the signal.
const GRACE: Duration = Duration::from_secs(10);

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
    /// A program that unwraps the keys of sealed rounds, instead of keys/opening.key in the data directory (docs/keys.md)
    #[arg(long, env = "JISHI_OPENING_COMMAND", global = true)]
    pub opening_command: Option<PathBuf>,
    /// A server of drand to fetch public numbers from, such as <https://api.drand.sh>; without one, people enter them
    #[arg(long, env = "JISHI_DRAND_URL", global = true)]
    pub drand_url: Option<String>,
    /// The tenant's division (GB/T 2260)
    #[arg(long, env = "JISHI_DIVISION", default_value = "433101", global = true)]
    pub division: String,
    /// Who cosigns the log's checkpoints: verifier key and submission prefix, `name+hash+key@https://…`; several with commas
    #[arg(long = "witness", env = "JISHI_WITNESSES", value_delimiter = ',', global = true)]
    pub witnesses: Vec<Witness>,
}

impl Settings {
    /// Where the opening key is.
    pub fn opening(&self) -> Opening {
        match &self.opening_command {
            Some(program) => Opening::by_command(program.clone()),
            None => Opening::in_folder(self.data_dir.join("keys")),
        }
    }
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
    match assemble(settings, &database).await {
        Ok(app) => Ok(Opened { app, database }),
        Err(error) => {
            database.stop().await;
            Err(error)
        }
    }
}

async fn assemble(settings: &Settings, database: &Database) -> anyhow::Result<App> {
    let mut conn = database.pool.acquire().await?;
    let mut rng = RngSource::System.fork()?;
    let vault = master_key::open(&mut conn, &settings.data_dir.join("keys/master.key"), &mut rng).await?;
    let now = Clock::Database.now(&mut conn).await?;
    let log_key = LogKey::load(&mut conn, &vault, &RngSource::System, &settings.division).await?;
    let opening = settings.opening();
    opening::prepare(&mut conn, &opening, now, &mut rng).await?;
    drop(conn);
    reference::load(&database.pool, now).await.context("loading the reference data")?;
    let files = Files::in_folder(&settings.data_dir.join("files")).context("opening the folder of files")?;
    Ok(App::new(Parts {
        pool: database.pool.clone(),
        clock: Clock::Database,
        rng: RngSource::System,
        vault,
        log_key,
        opening,
        files,
        division_code: settings.division.clone(),
    })?)
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

/// Serves until SIGTERM or SIGINT, or until a task that the server is no use without has ended: then it fails, so that whatever
/// supervises it starts it anew.
pub async fn run(settings: &Settings, listen: SocketAddr, training: bool) -> anyhow::Result<()> {
    // Bound before anything else is started, so that a taken port costs nothing.
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let Opened { app, database } = open(settings, db::Role::Server).await?;
    let served = serve(settings, app, listener, training).await;
    database.stop().await;
    served
}

async fn serve(settings: &Settings, app: App, listener: TcpListener, training: bool) -> anyhow::Result<()> {
    installation::refuse_unfinished_demo(&mut *app.pool().acquire().await?).await?;
    if training {
        installation::make_training(&mut *app.pool().acquire().await?).await?;
    }
    let search = open_search(settings).await?;
    let metrics = metrics::install()?;
    let (stop, shutdown) = Shutdown::switch();
    let mut tasks = Tasks::new(shutdown.clone());
    tasks.spawn("sequencer", journal::sequencer::run(app.clone(), shutdown.clone()));
    tasks.spawn("tiles", log::keep(app.clone(), shutdown.clone()));
    tasks.spawn("witnesses", log::witness::run(app.clone(), settings.witnesses.clone(), shutdown.clone()));
    tasks.spawn("timers", timers::run(app.clone(), timers(), shutdown.clone()));
    // Apart, because it may wait for a command: no other deadline waits with it.
    tasks.spawn("opening", timers::run_apart(app.clone(), vec![procurement::opening()], shutdown.clone()));
    tasks.spawn("daily", timers::daily(app.clone(), daily(), shutdown.clone()));
    tasks.spawn("search", reader::run(app.clone(), search.engines.clone(), shutdown.clone()));
    tasks.spawn("metrics", metrics::upkeep(metrics.clone(), shutdown.clone()));
    if let Some(url) = &settings.drand_url {
        let drand = selection::Drand::new(url).context("fetching from drand")?;
        tasks.spawn("drand", selection::run_drand(app.clone(), drand, shutdown.clone()));
    }
    reach::spawn(&mut tasks, &app);
    let router = router(app, search, metrics, &shutdown);
    eprintln!("Jishi 集市 → http://{}", listener.local_addr()?);
    let mut asked = shutdown;
    let server = axum::serve(listener, router).with_graceful_shutdown(async move { asked.requested().await });
    until_stopped(server.into_future(), tasks, stop, stop_signal(), GRACE).await
}

/// What fires by itself: first what later steps may need.
fn timers() -> Vec<Timer> {
    let mut all = vec![Timer { name: "years_ahead", fire: |app| Box::pin(reference::keep_years(app)) }];
    all.extend(procurement::timers().into_iter().filter(|timer| timer.name != procurement::opening().name));
    all.extend(files::timers());
    all
}

/// What is cleared away daily.
fn daily() -> Vec<Timer> {
    vec![
        Timer { name: "old_idempotency_keys", fire: |app| Box::pin(purge_once(app)) },
        Timer { name: "old_sessions", fire: |app| Box::pin(accounts::purge_sessions(app)) },
    ]
}

/// Waits for the signal, or for the end of what should not end; then stops everything, within `grace`.
async fn until_stopped(
    server: impl Future<Output = std::io::Result<()>>,
    mut tasks: Tasks,
    stop: watch::Sender<bool>,
    signal: impl Future<Output = ()>,
    grace: Duration,
) -> anyhow::Result<()> {
    let mut server = pin!(server.fuse());
    let outcome = tokio::select! {
        () = signal => Ok(()),
        ended = tasks.ended() => Err(ended.into()),
        served = &mut server => served.context("serving").and_then(|()| bail!("the web server has ended by itself")),
    };
    if let Err(error) = &outcome {
        tracing::error!(error = format!("{error:#}"), "the server stops");
    }
    let _ = stop.send(true);
    let rest = async {
        if !server.is_terminated() {
            let _ = server.await;
        }
        tasks.join().await;
    };
    if tokio::time::timeout(grace, rest).await.is_err() {
        tracing::warn!("requests or tasks still under way are cut off");
    }
    outcome
}

fn router(app: App, search: Search, metrics: PrometheusHandle, shutdown: &Shutdown) -> Router {
    let pages = reach::pages::router()
        .layer(Extension(search.clone()))
        .with_state(app.clone())
        .layer(from_fn(note_route))
        .fallback(reach::pages::other);
    let (health, measured, index) = (app.clone(), app.clone(), search.clone());
    let router = api::router(app)
        .layer(Extension(search))
        // Streams end with the server.
        .layer(Extension(shutdown.clone()))
        .route("/healthz", get(move || healthy(health.clone())))
        .route("/metrics", get(move || metrics::answer(measured.clone(), index.clone(), metrics.clone())))
        .fallback_service(pages);
    layers::wrap(router)
}

/// 200 once requests can be answered, and while deadlines fire and the journal goes on.
async fn healthy(app: App) -> (StatusCode, String) {
    if sqlx::query_scalar!("SELECT 1").fetch_one(app.pool()).await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned());
    }
    let silent = app.pulses().all().into_iter().find(|(_, pulse)| pulse.silence() > LONGEST_SILENCE);
    match silent {
        Some((name, pulse)) => {
            let seconds = pulse.silence().as_secs();
            (StatusCode::SERVICE_UNAVAILABLE, format!("the {name} have not come round for {seconds} s\n"))
        }
        None => (StatusCode::OK, "ok\n".to_owned()),
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

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn a_task_that_panics_takes_the_server_down_with_an_error() {
        let (stop, shutdown) = Shutdown::switch();
        let mut tasks = Tasks::new(shutdown.clone());
        let mut other = shutdown.clone();
        tasks.spawn("timers", async { panic!("a rule nobody thought of") });
        tasks.spawn("inbox", async move { other.requested().await });
        let mut asked = shutdown;
        let server = async move {
            asked.requested().await;
            Ok(())
        };
        let error = until_stopped(server, tasks, stop, pending(), GRACE).await.unwrap_err().to_string();
        assert!(error.contains("timers") && error.contains("a rule nobody thought of"), "{error}");
    }

    #[tokio::test]
    async fn a_request_that_never_ends_does_not_hold_up_the_stop() {
        let (stop, shutdown) = Shutdown::switch();
        let mut tasks = Tasks::new(shutdown);
        tasks.spawn("timers", pending());
        let grace = Duration::from_millis(20);
        until_stopped(pending(), tasks, stop, async {}, grace).await.unwrap();
    }
}
