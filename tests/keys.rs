//! `jishi keys`: the opening key in hand.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;

use super::support::TestApp;
use super::support::road::{cast, content, fire, notice};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";

/// The program on the test's database and keys.
fn keys(t: &TestApp, args: &[&str]) -> Output {
    let master = t.keys.path().join("keys/master.key");
    if !master.exists() {
        fs::write(master, "07".repeat(32)).unwrap();
    }
    program(t.keys.path()).args(args).env("DATABASE_URL", &t.db.url).output().unwrap()
}

fn program(data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jishi"));
    command.arg("--data-dir").arg(data_dir).arg("keys");
    for name in ["DATABASE_URL", "JISHI_OPENING_COMMAND", "JISHI_DIVISION", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.env("JISHI_KEYS_PASSPHRASE", "jishou-qianzhou-2026");
    command
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    said(output)
}

#[track_caller]
fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", said(output));
    said(output)
}

#[tokio::test]
async fn after_a_rotation_old_rounds_open_with_the_old_key_and_new_ones_with_the_new() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    let old = cast.published(&t, content()).await;
    let first = fs::read(t.keys.path().join("keys/opening.key")).unwrap();
    let told = done(&keys(&t, &["rotate"]));
    assert!(told.contains("433101-20261124-0001"), "it says which rounds need the former key: {told}");
    let new = cast.published(&t, content()).await;
    let of = async |id: &str| -> uuid::Uuid {
        let sql = "SELECT wrapped_by FROM round WHERE notice_id = $1::uuid";
        sqlx::query_scalar(sql).bind(id).fetch_one(&t.db.pool).await.unwrap()
    };
    let (former, current) = (of(&old).await, of(&new).await);
    assert_ne!(former, current);
    let kept = t.keys.path().join(format!("keys/opening-{former}.key"));
    assert_eq!(fs::read(&kept).unwrap(), first);
    for file in [&kept, &t.keys.path().join("keys/opening.key")] {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o400);
    }
    let shown = done(&keys(&t, &["show"]));
    assert!(shown.contains(&current.to_string()) && shown.contains(&kept.display().to_string()), "{shown}");
    assert!(done(&keys(&t, &["test"])).lines().filter(|it| it.starts_with('✓')).count() == 2);

    for id in [&old, &new] {
        cast.sign_up(&t, id, 3).await;
    }
    t.at(DEADLINE);
    fire(&t).await;
    for id in [&old, &new] {
        assert_eq!(notice(&t, id, None).await["opened_at"], DEADLINE);
    }
    assert!(done(&keys(&t, &["show"])).contains("may be deleted"));
    fs::remove_file(&kept).unwrap();
    done(&keys(&t, &["test"]));
    // What is in use must be here: a rotation does not lose sight of the rounds that need it.
    fs::remove_file(t.keys.path().join("keys/opening.key")).unwrap();
    let missing = refused(&keys(&t, &["test"]));
    assert!(missing.contains("opening.key") && missing.contains(&current.to_string()), "{missing}");
    refused(&keys(&t, &["rotate"]));
    assert_eq!(of(&new).await, current);
}

#[tokio::test]
async fn a_backup_needs_its_passphrase_and_replaces_nothing() {
    let t = TestApp::start().await;
    let (folder, file) = (t.keys.path().join("keys"), t.keys.path().join("keys.backup"));
    let path = file.to_str().unwrap();
    let key = fs::read(folder.join("opening.key")).unwrap();
    done(&program(t.keys.path()).args(["backup", path]).output().unwrap());
    let text = fs::read_to_string(&file).unwrap();
    let hex = String::from_utf8_lossy(&key[..64]).into_owned();
    assert!(!text.contains(&hex) && fs::metadata(&file).unwrap().permissions().mode() & 0o077 == 0);
    refused(&program(t.keys.path()).args(["backup", path]).output().unwrap());
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "never over a file");

    let other = tempfile::tempdir().unwrap();
    let restore = |passphrase: &str| {
        program(other.path()).args(["restore", path]).env("JISHI_KEYS_PASSPHRASE", passphrase).output().unwrap()
    };
    assert!(refused(&restore("another-passphrase")).contains("passphrase"));
    assert!(refused(&restore("short")).contains("12"));
    assert!(!other.path().join("keys").exists());
    done(&restore("jishou-qianzhou-2026"));
    assert_eq!(fs::read(other.path().join("keys/opening.key")).unwrap(), key);
    done(&restore("jishou-qianzhou-2026"));
    fs::remove_file(other.path().join("keys/opening.key")).unwrap();
    fs::write(other.path().join("keys/opening.key"), "09".repeat(32)).unwrap();
    refused(&restore("jishou-qianzhou-2026"));
    assert_eq!(fs::read_to_string(other.path().join("keys/opening.key")).unwrap(), "09".repeat(32));
    // A file that was made up puts nothing outside of the folder.
    fs::write(&file, text.replace("jishi-opening-backup/1", "jishi-opening-backup/9")).unwrap();
    refused(&restore("jishou-qianzhou-2026"));
}

#[tokio::test]
async fn a_key_that_never_was_on_the_server_opens_by_a_command() {
    let t = TestApp::start().await;
    let cast = cast(&t, 3).await;
    // A custodian's own machine.
    let away = tempfile::tempdir().unwrap();
    let secret = jishi::core::seal::SecretKey::from_slice(&[5; 32]).unwrap();
    let held = away.path().join("held.key");
    fs::write(&held, format!("{}\n{}\n", "05".repeat(32), secret.public())).unwrap();
    refused(&keys(&t, &["rotate", "--public-key", "05"]));
    done(&keys(&t, &["rotate", "--public-key", &secret.public().to_string()]));
    refused(&keys(&t, &["rotate", "--public-key", &secret.public().to_string()]));
    assert!(refused(&keys(&t, &["test"])).contains("is not the opening key"));

    let id = cast.published(&t, content()).await;
    cast.sign_up(&t, &id, 3).await;
    t.at(DEADLINE);
    fire(&t).await;
    assert_eq!(notice(&t, &id, None).await["opened_at"], json!(null));
    let script = away.path().join("open");
    let binary = env!("CARGO_BIN_EXE_jishi");
    fs::write(&script, format!("#!/bin/sh\nexec {binary} keys open --key {} \"$@\"\n", held.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    let command = ["--opening-command", script.to_str().unwrap(), "test"];
    done(&keys(&t, &command));
    let opening = jishi::platform::opening::Opening::by_command(script);
    t.advance(chrono::TimeDelta::seconds(30));
    assert!(jishi::procurement::notices::open_due(&super::seal::server(&t, opening)).await.unwrap());
    assert_eq!(notice(&t, &id, None).await["opened_at"], DEADLINE);
}
