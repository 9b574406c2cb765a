//! What a server promises beside its answers: it starts only with its own key, tells how it fares, and stops when asked.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use jishi::demo;
use jishi::platform::db::Role;
use jishi::serve::{self, Settings};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reqwest::StatusCode;
use tokio::process::Command;
use tokio::time::{sleep, timeout};

use crate::support::database::TestDb;

/// The longest any of these waits; all take a fraction of it.
const PATIENCE: Duration = Duration::from_mins(1);

fn settings(db: &TestDb, data_dir: &Path) -> Settings {
    Settings {
        drand_url: None,
        data_dir: data_dir.to_owned(),
        database_url: Some(db.url.clone()),
        meili_url: None,
        meili_key: None,
        opening_command: None,
        division: "433101".to_owned(),
        witnesses: Vec::new(),
    }
}

async fn opened(settings: &Settings) -> Result<[u8; 32], String> {
    match serve::open(settings, Role::Server).await {
        Ok(opened) => {
            let fingerprint = opened.app.vault().fingerprint();
            opened.database.stop().await;
            Ok(fingerprint)
        }
        Err(error) => Err(format!("{error:#}")),
    }
}

#[tokio::test]
async fn a_lost_or_foreign_master_key_is_never_replaced_in_silence() {
    let (db, dir) = (TestDb::create().await, tempfile::tempdir().unwrap());
    let settings = settings(&db, dir.path());
    let file = dir.path().join("keys/master.key");
    let first = opened(&settings).await.unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(
        fs::read_dir(dir.path().join("keys")).unwrap().count(),
        2,
        "this and opening.key: no half of a file stays"
    );
    let key = fs::read(&file).unwrap();

    fs::remove_file(&file).unwrap();
    let missing = opened(&settings).await.unwrap_err();
    assert!(missing.contains("master.key") && missing.contains("backup") && missing.contains("备份"), "{missing}");
    assert!(!file.exists(), "no new key is made");

    fs::write(&file, "07".repeat(32)).unwrap();
    let different = opened(&settings).await.unwrap_err();
    assert!(different.contains("is not the one"), "{different}");
    fs::write(&file, "07").unwrap();
    let damaged = opened(&settings).await.unwrap_err();
    assert!(damaged.contains("damaged"), "{damaged}");

    fs::write(&file, key).unwrap();
    assert_eq!(opened(&settings).await.unwrap(), first);
}

#[tokio::test]
async fn an_interrupted_demo_is_no_installation_and_says_what_to_do() {
    let (db, dir) = (TestDb::create().await, tempfile::tempdir().unwrap());
    let settings = settings(&db, dir.path());
    let opened = serve::open(&settings, Role::Server).await.unwrap();
    let people = async {
        while sqlx::query("SELECT FROM person").fetch_optional(&db.pool).await.unwrap().is_none() {
            sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        done = demo::run(&opened, demo::SEED) => panic!("the whole demo before its first person: {done:?}"),
        () = people => {}
    }
    let training: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM training_clock)").fetch_one(&db.pool).await.unwrap();
    assert!(training, "people with published passwords, and no training installation");
    let again = demo::run(&opened, demo::SEED).await.unwrap_err().to_string();
    assert!(again.contains("delete the data"), "{again}");
    // Alone on the data directory, as a server is.
    let busy = serve::open(&settings, Role::Server).await.err().unwrap().to_string();
    assert!(busy.contains("in use"), "{busy}");
    opened.database.stop().await;
    let address = "127.0.0.1:0".parse().unwrap();
    let served = serve::run(&settings, address, false).await.unwrap_err().to_string();
    assert!(served.contains("not complete"), "{served}");
}

#[tokio::test]
async fn a_server_tells_how_it_fares_and_stops_when_asked() {
    let (db, dir) = (TestDb::create().await, tempfile::tempdir().unwrap());
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_jishi"))
        .args(["serve", "--listen", &listen, "--data-dir"])
        .arg(dir.path())
        .env("DATABASE_URL", &db.url)
        .env_remove("MEILI_URL")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let get = async |path: &str| reqwest::get(format!("http://{listen}{path}")).await;
    let healthy = async {
        while !get("/healthz").await.is_ok_and(|answer| answer.status() == StatusCode::OK) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, healthy).await.expect("the server comes up");
    for path in ["/api/v1/statistics", "/api/v1/notices/00000000-0000-0000-0000-000000000001", "/statistics", "/x/y"] {
        get(path).await.unwrap();
    }
    let metrics = get("/metrics").await.unwrap().text().await.unwrap();
    for line in [
        r#"jishi_http_request_seconds_count{route="/api/v1/statistics",method="GET",status="200"} 1"#,
        r#"jishi_http_request_seconds_count{route="/api/v1/notices/{id}",method="GET",status="404"} 1"#,
        r#"jishi_http_request_seconds_count{route="/statistics",method="GET","#,
        r#"jishi_http_request_seconds_bucket{route="/api/v1/statistics",method="GET",status="200",le="30"} 1"#,
        "jishi_journal_pending 0",
        "jishi_timer_lag_seconds 0",
        r#"jishi_reader_lag{reader="search"} 0"#,
        r#"jishi_loop_silence_seconds{loop="timers"}"#,
    ] {
        assert!(metrics.contains(line), "{line} is missing in\n{metrics}");
    }
    assert!(!metrics.contains("/x/y"), "what people type makes no series");
    kill(Pid::from_raw(i32::try_from(child.id().unwrap()).unwrap()), Signal::SIGTERM).unwrap();
    let status = timeout(PATIENCE, child.wait()).await.expect("the server stops").unwrap();
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn every_table_and_column_says_what_it_is_for() {
    let db = TestDb::create().await;
    let silent: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname || COALESCE('.' || a.attname, '')
        FROM pg_class c
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid
            AND a.attnum > 0
            AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace
            AND c.relkind = 'r'
            AND c.relname <> '_sqlx_migrations'
            AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)
        ORDER BY 1",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    assert_eq!(silent, [""; 0]);
}
