//! A database per test, cloned in milliseconds from one migrated template.
//!
//! All tests of all processes share one private server below `target/tmp/test-postgres`. The first one starts it (without
//! durability: nothing in it is worth keeping), it stays running, and later runs find it. It is stopped by
//!
//! ```sh
//! kill -INT $(head -1 target/tmp/test-postgres/postgres/data/postmaster.pid)
//! ```
//!
//! and stops by itself within a minute once `target` is deleted. `JISHI_TEST_DATABASE` names another server instead (an
//! address with the right to make databases). `DATABASE_URL` is ignored on purpose: it may be a real one.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use jishi::platform::db::cluster::{Cluster, Recipe};
use jishi::platform::db::{migrate, pool};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool};
use tokio::sync::OnceCell;

/// Guards the making of the template, across processes.
const TEMPLATE_LOCK: i64 = 0x006a_6973_6869;
/// Connections of one test's pool.
const CONNECTIONS: u32 = 8;
/// Longest path below which a socket's own path still fits its address; urls must hold in child processes too.
const BASE_LIMIT: usize = 70;

static SERVER: OnceCell<Server> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A migrated, otherwise empty database, dropped with this value.
#[derive(Debug)]
pub struct TestDb {
    /// Connections to it, as the product makes them.
    pub pool: PgPool,
    /// Its address, also for a child process.
    pub url: String,
    name: String,
}

impl TestDb {
    /// Makes one.
    pub async fn create() -> Self {
        let server = SERVER.get_or_init(Server::find).await;
        let name = unique_name();
        let sql = format!(r#"CREATE DATABASE "{name}" TEMPLATE "{}""#, server.template);
        server.execute(sql).await;
        let options = server.admin.clone().database(&name);
        let url = url(&options);
        let pool = pool::connect_with(options, CONNECTIONS).await.expect("the new database answers");
        Self { pool, url, name }
    }
}

impl Drop for TestDb {
    /// From a thread of its own, because a test's runtime may be going down.
    fn drop(&mut self) {
        let sql = format!(r#"DROP DATABASE IF EXISTS "{}" WITH (FORCE)"#, self.name);
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            if let Some(server) = SERVER.get() {
                runtime.block_on(server.execute(sql));
            }
        };
        // A failure is already printed; a panic here would hide the test's own.
        let _ = std::thread::spawn(work).join();
    }
}

struct Server {
    /// To the database in which databases are made.
    admin: PgConnectOptions,
    template: String,
    /// Ours, unless another was named. Keeps the way to the socket open. Dropped, it leaves the server running.
    cluster: Option<Cluster>,
}

impl Server {
    async fn find() -> Self {
        let (admin, cluster) = if let Ok(url) = std::env::var("JISHI_TEST_DATABASE") {
            (url.parse().expect("JISHI_TEST_DATABASE is a postgres:// address"), None)
        } else {
            let cluster = Cluster::start_or_join(recipe()).await.expect("the tests' server starts");
            (cluster.connect_options().database("postgres"), Some(cluster))
        };
        let template = format!("jishi_template_{}", &migrate::fingerprint()[..16]);
        let server = Self { admin, template, cluster };
        server.make_template().await;
        server
    }

    async fn make_template(&self) {
        let mut connection = self.connect().await;
        sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await.expect("a lock");
        let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(&self.template)
            .fetch_one(&mut connection)
            .await
            .expect("a list of databases");
        if !there {
            if self.cluster.is_some() {
                self.sweep(&mut connection).await;
            }
            // It gets its name when it is whole.
            let part = format!("{}_part", self.template);
            run(&mut connection, format!(r#"DROP DATABASE IF EXISTS "{part}" WITH (FORCE)"#)).await;
            run(&mut connection, format!(r#"CREATE DATABASE "{part}""#)).await;
            let pool = pool::connect_with(self.admin.clone().database(&part), 1).await.expect("the template answers");
            migrate::run(&pool).await.expect("the migrations run");
            pool.close().await;
            run(&mut connection, format!(r#"ALTER DATABASE "{part}" RENAME TO "{}""#, self.template)).await;
        }
        connection.close().await.expect("a connection closes");
    }

    /// Before a new template is made on our own server: drops older templates, and what killed tests left behind.
    async fn sweep(&self, connection: &mut PgConnection) {
        let names: Vec<String> = sqlx::query_scalar("SELECT datname FROM pg_database WHERE datname LIKE 'jishi\\_t%'")
            .fetch_all(&mut *connection)
            .await
            .expect("a list of databases");
        for name in names.iter().filter(|name| !in_use(name)) {
            run(connection, format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await;
        }
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect_with(&self.admin).await.expect("the tests' server answers")
    }

    async fn execute(&self, sql: String) {
        let mut connection = self.connect().await;
        run(&mut connection, sql).await;
        connection.close().await.expect("a connection closes");
    }
}

async fn run(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql.clone()))
        .execute(connection)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn recipe() -> Recipe {
    Recipe::new(&base())
        .with("fsync", "off")
        .with("synchronous_commit", "off")
        .with("full_page_writes", "off")
        .with("max_connections", "300")
}

fn base() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("test-postgres");
    if target.as_os_str().len() <= BASE_LIMIT {
        return target;
    }
    let mut hash = std::hash::DefaultHasher::new();
    std::hash::Hash::hash(&target, &mut hash);
    std::env::temp_dir().join(format!("jishi-test-{:016x}", std::hash::Hasher::finish(&hash)))
}

/// `jishi_test_<process>_<instant>_<count>`: unique, and telling whether its maker still lives.
fn unique_name() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("jishi_test_{}_{now}_{count}", std::process::id())
}

fn in_use(name: &str) -> bool {
    name.strip_prefix("jishi_test_")
        .and_then(|rest| rest.split('_').next())
        .is_some_and(|process| Path::new("/proc").join(process).exists())
}

fn url(options: &PgConnectOptions) -> String {
    let mut url = options.to_url_lossy();
    url.set_query(None);
    url.to_string()
}
