//! A database per test, cloned in milliseconds from one migrated template.
//!
//! All tests of all processes share one private server. The first one starts it (without durability: nothing in it is
//! worth keeping), it stays running, and later runs find it. It lies in memory if there is enough: cloning makes some five
//! hundred small files, and ext4 takes ever longer over each after many were deleted. The link `target/tmp/test-postgres`
//! leads to it either way, and this stops and removes it:
//!
//! ```sh
//! kill -INT $(head -1 target/tmp/test-postgres/postgres/data/postmaster.pid)
//! rm -r "$(readlink -f target/tmp/test-postgres)" target/tmp/test-postgres
//! ```
//!
//! `JISHI_TEST_DATABASE` names another server instead (an address with the right to make databases). `DATABASE_URL` is
//! ignored on purpose: it may be a real one.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, symlink};
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
/// A file system in memory, and how much it must have free (a container's may have 64 MB).
const MEMORY: &str = "/dev/shm";
const MEMORY_NEEDED: u64 = 2 << 30;
/// How many databases of killed tests one process drops at most.
const SWEEP_LIMIT: usize = 5;

/// How often ended sessions are looked for, each a fraction of a millisecond.
const DROP_LOOKS: u32 = 200;

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
        // Copying files costs a checkpoint, which is quick only where nothing is synced: on our own server.
        let strategy = if server.cluster.is_some() { "FILE_COPY" } else { "WAL_LOG" };
        let sql = format!(r#"CREATE DATABASE "{name}" TEMPLATE "{}" STRATEGY {strategy}"#, server.template);
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
        let name = self.name.clone();
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            if let Some(server) = SERVER.get() {
                runtime.block_on(server.drop_database(&name));
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
        if self.cluster.is_some() {
            self.sweep(&mut connection).await;
        }
        if !there {
            // It gets its name when it is whole.
            let part = format!("{}_part", self.template);
            run(&mut connection, format!(r#"DROP DATABASE IF EXISTS "{part}" WITH (FORCE)"#)).await;
            run(&mut connection, format!(r#"CREATE DATABASE "{part}""#)).await;
            let pool = pool::connect_with(self.admin.clone().database(&part), 1).await.expect("the template answers");
            migrate::run(&pool).await.expect("the migrations run");
            jishi::reference::load(&pool, super::app::instant(super::app::START))
                .await
                .expect("the reference data loads");
            pool.close().await;
            run(&mut connection, format!(r#"ALTER DATABASE "{part}" RENAME TO "{}""#, self.template)).await;
        }
        connection.close().await.expect("a connection closes");
    }

    /// On our own server: drops older templates, and what killed tests left behind.
    async fn sweep(&self, connection: &mut PgConnection) {
        let names: Vec<String> = sqlx::query_scalar("SELECT datname FROM pg_database WHERE datname LIKE 'jishi\\_t%'")
            .fetch_all(&mut *connection)
            .await
            .expect("a list of databases");
        for name in names.iter().filter(|name| **name != self.template && !in_use(name)).take(SWEEP_LIMIT) {
            run(connection, format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await;
        }
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect_with(&self.admin).await.expect("the tests' server answers")
    }

    /// Ends the database's sessions first: `DROP DATABASE` itself looks for them only every tenth of a second.
    async fn drop_database(&self, name: &str) {
        let mut connection = self.connect().await;
        for _ in 0..DROP_LOOKS {
            let sessions = sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
                .bind(name)
                .fetch_all(&mut connection)
                .await
                .expect("sessions are ended");
            if sessions.is_empty() {
                break;
            }
        }
        run(&mut connection, format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await;
        connection.close().await.expect("a connection closes");
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

/// The shared server's folder, by a path short enough for a socket's address in any process.
fn base() -> PathBuf {
    let link = Path::new(env!("CARGO_TARGET_TMPDIR")).join("test-postgres");
    let mut hash = DefaultHasher::new();
    link.hash(&mut hash);
    let name = format!("jishi-test-{:016x}", hash.finish());
    let root = if is_roomy(MEMORY) { PathBuf::from(MEMORY) } else { std::env::temp_dir() };
    let base = root.join(name);
    match fs::DirBuilder::new().mode(0o700).create(&base) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => panic!("{}: {error}", base.display()),
        _ => {}
    }
    let owner = fs::symlink_metadata(&base).expect("the folder is there").uid();
    assert_eq!(owner, nix::unistd::geteuid().as_raw(), "{} belongs to somebody else", base.display());
    if fs::read_link(&link).ok().as_ref() != Some(&base) {
        // Two processes may be at it; both make the same link.
        let _ = fs::remove_file(&link);
        let _ = symlink(&base, &link);
    }
    base
}

fn is_roomy(dir: &str) -> bool {
    nix::sys::statvfs::statvfs(dir).is_ok_and(|state| state.blocks_available() * state.fragment_size() >= MEMORY_NEEDED)
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
