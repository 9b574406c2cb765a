//! The database Jishi brings itself: made, found again, revived, and refused where opening it would do harm.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jishi::platform::db::{self, Cluster, ClusterError, Database, DbError, LockError, MigrateError, Role, Settings};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{Connection, PgConnection, PgExecutor, PgPool};
use tempfile::TempDir;

use crate::support::database::TestDb;

/// The longest any of these waits; all take a fraction of it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A folder that only we can enter: for root that shuts out the account PostgreSQL runs as.
fn closed_dir() -> TempDir {
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o700)).tempdir().unwrap()
}

fn settings(data_dir: &Path, role: Role) -> Settings {
    Settings { database_url: None, data_dir: data_dir.to_owned(), max_connections: 4, role }
}

async fn open(data_dir: &Path) -> Database {
    db::open(&settings(data_dir, Role::Server)).await.unwrap()
}

fn pid_file(data_dir: &Path) -> PathBuf {
    data_dir.join("postgres/data/postmaster.pid")
}

fn postmaster(data_dir: &Path) -> Pid {
    let text = fs::read_to_string(pid_file(data_dir)).unwrap();
    Pid::from_raw(text.lines().next().unwrap().parse().unwrap())
}

async fn write_note(pool: &PgPool, text: &str) {
    sqlx::query("CREATE TABLE IF NOT EXISTS note (text TEXT NOT NULL)").execute(pool).await.unwrap();
    sqlx::query("INSERT INTO note (text) VALUES ($1)").bind(text).execute(pool).await.unwrap();
}

async fn notes(pool: &PgPool) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT text FROM note ORDER BY text").fetch_all(pool).await
}

async fn connect(cluster: &Cluster) -> PgConnection {
    PgConnection::connect_with(&cluster.connect_options()).await.unwrap()
}

/// Tells one run of a server from the next.
async fn started(database: impl PgExecutor<'_>) -> Result<String, sqlx::Error> {
    sqlx::query_scalar("SELECT pg_postmaster_start_time()::text").fetch_one(database).await
}

#[tokio::test]
async fn a_cluster_is_made_stopped_and_started_again_with_its_data() {
    let dir = closed_dir();
    let data_dir = dir.path().join("new/data");
    let unfinished = data_dir.join("postgres/data.part-1");
    fs::create_dir_all(&unfinished).unwrap();
    fs::write(unfinished.join("PG_VERSION"), "from a start that was killed").unwrap();
    let first = open(&data_dir).await;
    assert!(!unfinished.exists());
    write_note(&first.pool, "集市").await;
    first.stop().await;
    assert!(!pid_file(&data_dir).exists(), "a stopped server leaves no pid file");

    let second = open(&data_dir).await;
    assert_eq!(notes(&second.pool).await.unwrap(), ["集市"]);
    second.stop().await;
}

#[tokio::test]
async fn its_server_is_durable_private_and_no_root() {
    let dir = closed_dir();
    let database = open(dir.path()).await;
    for (name, expected) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("statement_timeout", "30s"),
        ("TimeZone", "UTC"),
        ("application_name", "jishi"),
    ] {
        let value: String =
            sqlx::query_scalar("SELECT current_setting($1)").bind(name).fetch_one(&database.pool).await.unwrap();
        assert_eq!(value, expected, "{name}");
    }
    let home = dir.path().join("postgres").metadata().unwrap();
    assert_eq!(home.mode() & 0o777, 0o700);
    let process = fs::metadata(format!("/proc/{}", postmaster(dir.path()))).unwrap();
    assert_ne!(process.uid(), 0);
    assert_eq!(process.uid(), home.uid());
    database.stop().await;
}

#[tokio::test]
async fn a_server_that_outlived_its_keeper_is_taken_over_and_stopped() {
    let dir = closed_dir();
    let first = Cluster::start(dir.path()).await.unwrap();
    let run = started(&mut connect(&first).await).await.unwrap();
    drop(first);

    let second = Cluster::start(dir.path()).await.unwrap();
    assert_eq!(started(&mut connect(&second).await).await.unwrap(), run, "it is the same server");
    second.stop().await;
    assert!(!pid_file(dir.path()).exists());
}

#[tokio::test]
async fn a_killed_server_comes_back_under_a_running_jishi() {
    let dir = closed_dir();
    let database = open(dir.path()).await;
    write_note(&database.pool, "committed").await;
    let killed = started(&database.pool).await.unwrap();
    kill(postmaster(dir.path()), Signal::SIGKILL).unwrap();

    // The orphans of the killed server may still answer for a moment.
    let answer = tokio::time::timeout(PATIENCE, async {
        while started(&database.pool).await.map_or(true, |now| now == killed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        notes(&database.pool).await.unwrap()
    });
    assert_eq!(answer.await.unwrap(), ["committed"]);
    database.stop().await;
    assert!(!pid_file(dir.path()).exists(), "the new server is stopped too");
}

#[tokio::test]
async fn what_was_committed_survives_the_death_of_both() {
    let dir = closed_dir();
    let first = Cluster::start(dir.path()).await.unwrap();
    let pool = db::pool::connect_with(first.connect_options(), 1).await.unwrap();
    write_note(&pool, "committed").await;
    kill(postmaster(dir.path()), Signal::SIGKILL).unwrap();
    // Dropping it does what our own death would: the lock is gone, and nothing else happens.
    drop(first);

    let second = open(dir.path()).await;
    assert_eq!(notes(&second.pool).await.unwrap(), ["committed"]);
    second.stop().await;
}

#[tokio::test]
async fn a_second_server_is_refused_and_a_command_joins() {
    let dir = closed_dir();
    let server = open(dir.path()).await;
    let refused = db::open(&settings(dir.path(), Role::Server)).await.unwrap_err();
    assert!(matches!(refused, DbError::Cluster(ClusterError::Lock(LockError::Busy { .. }))), "{refused}");
    assert!(refused.to_string().contains(&std::process::id().to_string()), "the holder is named: {refused}");

    let command = db::open(&settings(dir.path(), Role::Command)).await.unwrap();
    write_note(&command.pool, "from a command").await;
    command.stop().await;
    assert_eq!(notes(&server.pool).await.unwrap(), ["from a command"]);
    server.stop().await;

    let alone = db::open(&settings(dir.path(), Role::Command)).await.unwrap();
    assert_eq!(notes(&alone.pool).await.unwrap(), ["from a command"]);
    alone.stop().await;
    assert!(!pid_file(dir.path()).exists(), "a command that started the server stops it");
}

#[tokio::test]
async fn a_data_directory_with_a_long_name_works() {
    let dir = closed_dir();
    let data_dir = dir.path().join("湖南省湘西土家族苗族自治州吉首市中介服务集市的数据目录").join("a".repeat(100));
    let database = open(&data_dir).await;
    write_note(&database.pool, "far away").await;
    assert_eq!(notes(&database.pool).await.unwrap(), ["far away"]);
    database.stop().await;
}

#[tokio::test]
async fn a_cluster_of_another_major_version_is_explained_and_left_alone() {
    let dir = closed_dir();
    let data = dir.path().join("postgres/data");
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&data).unwrap();
    fs::write(data.join("PG_VERSION"), "9\n").unwrap();

    let refused = Cluster::start(dir.path()).await.unwrap_err();
    assert!(matches!(&refused, ClusterError::OtherMajor { found, .. } if found == "9"), "{refused}");
    let files: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["PG_VERSION"]);
}

#[tokio::test]
async fn a_pid_file_that_names_a_stranger_does_not_stand_in_the_way() {
    let dir = closed_dir();
    let first = Cluster::start(dir.path()).await.unwrap();
    let text = fs::read_to_string(pid_file(dir.path())).unwrap();
    first.stop().await;
    drop(first);
    // As in a container that starts anew: the number in the file has been given to another process of the same account.
    let owner = dir.path().join("postgres").metadata().unwrap();
    let mut stranger = Command::new("sleep").arg("1000").uid(owner.uid()).gid(owner.gid()).spawn().unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    fs::write(pid_file(dir.path()), format!("{}\n{rest}", stranger.id())).unwrap();

    let second = Cluster::start(dir.path()).await;
    stranger.kill().unwrap();
    stranger.wait().unwrap();
    let second = second.unwrap();
    connect(&second).await.close().await.unwrap();
    second.stop().await;
}

#[tokio::test]
async fn a_broken_cluster_is_reported_with_the_servers_own_words() {
    let dir = closed_dir();
    let first = Cluster::start(dir.path()).await.unwrap();
    first.stop().await;
    drop(first);
    fs::remove_file(dir.path().join("postgres/data/global/pg_control")).unwrap();

    let refused = Cluster::start(dir.path()).await.unwrap_err();
    assert!(matches!(refused, ClusterError::Died { .. }), "{refused}");
    assert!(refused.to_string().contains("pg_control"), "{refused}");
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    let db = TestDb::create().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', TRUE, '\\x00', 0)",
    )
    .execute(&db.pool)
    .await
    .unwrap();

    let refused = db::migrate::run(&db.pool).await.unwrap_err();
    let known = db::migrate::known_version();
    assert!(matches!(refused, MigrateError::DatabaseNewer { found: 9999, known: k } if k == known), "{refused}");
    assert!(refused.to_string().contains("9999"));
}

#[tokio::test]
async fn a_migration_changed_after_it_was_applied_is_refused() {
    let db = TestDb::create().await;
    sqlx::query("UPDATE _sqlx_migrations SET checksum = '\\x00' WHERE version = 1").execute(&db.pool).await.unwrap();
    let refused = db::migrate::run(&db.pool).await.unwrap_err();
    assert!(matches!(refused, MigrateError::Changed { version: 1 }), "{refused}");
}

#[tokio::test]
async fn many_servers_may_migrate_at_once() {
    let db = TestDb::create().await;
    let runs = futures_util::future::join_all((0..5).map(|_| db::migrate::run(&db.pool))).await;
    assert!(runs.iter().all(Result::is_ok), "{runs:?}");
}

#[tokio::test]
async fn a_given_database_takes_the_place_of_the_private_one() {
    let dir = closed_dir();
    let db = TestDb::create().await;
    let given = Settings { database_url: Some(db.url.clone()), ..settings(dir.path(), Role::Server) };
    let database = db::open(&given).await.unwrap();
    assert!(database.cluster.is_none());
    assert!(!dir.path().join("postgres").exists());
    let name: String = sqlx::query_scalar("SELECT current_database()").fetch_one(&database.pool).await.unwrap();
    assert!(db.url.ends_with(&name));
    database.stop().await;
}

#[tokio::test]
async fn each_test_has_its_own_database() {
    let (one, two) = (TestDb::create().await, TestDb::create().await);
    write_note(&one.pool, "one").await;
    assert!(notes(&two.pool).await.is_err(), "the other has no such table");
}
