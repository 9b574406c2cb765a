//! What is done to a log, its owner's key and database in hand, is noticed by whoever looked before: by `jishi monitor`, and by a script
//! that shares no line with it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use jishi::core::draw::Entrant;
use jishi::core::evidence::{self, DrawInput, DrawOpened, DrawSealed, Notice};
use jishi::core::log::Tampering;
use jishi::core::money::Fen;
use jishi::core::seal::{Payload, sealed_roster_hash};
use jishi::core::uscc::Uscc;
use jishi::monitor::{self, Alarm, MonitorError, Visit};
use jishi::platform::Actor;
use jishi::platform::journal::{Audience, Entry, Subject};
use jishi::platform::web::layers;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::award::{Won, evidence as evidence_of};

/// A log with an award in it, seen once by both.
struct Seen {
    won: Won,
    url: String,
    kept: TempDir,
}

impl Seen {
    async fn new() -> Self {
        let won = Won::drawn().await;
        won.t.sequence().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = layers::wrap(jishi::api::router(won.t.app.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let seen = Self { won, url, kept: tempfile::tempdir().unwrap() };
        let visit = seen.visit().await.unwrap();
        assert_eq!((visit.new, visit.awards), (visit.size, 1), "everything is new the first time");
        assert_eq!(seen.script().await, Ok(format!("verified: {} entries, 1 selections", visit.size)));
        seen
    }

    async fn visit(&self) -> Result<Visit, MonitorError> {
        monitor::once(&self.url, &self.kept.path().join("monitor"), None).await
    }

    async fn alarm(&self) -> Alarm {
        match self.visit().await {
            Err(MonitorError::Alarm(alarm)) => alarm,
            other => panic!("no alarm: {other:?}"),
        }
    }

    /// The other verifier: what it says when it believes, and when it does not.
    async fn script(&self) -> Result<String, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify_log.py");
        let mut command = Command::new("python3");
        command.arg(script).arg(&self.url).arg(self.kept.path().join("script.json"));
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().trim().to_owned();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    }

    /// Something happens.
    async fn more(&self) {
        let mut work = self.won.t.app.begin(Actor::System("test")).await.unwrap();
        let at = work.now().await.unwrap();
        let entry = Entry {
            kind: "test.happened",
            subject: Subject { kind: "notice", id: Uuid::from_u128(1) },
            about: vec![],
            audience: Audience::Public,
            public: json!({}),
            private: None,
        };
        work.record(at, entry).await.unwrap();
        work.commit().await.unwrap();
        self.won.t.sequence().await;
    }

    /// Changes the past as the owner of the database, who can switch the triggers off.
    async fn tamper(&self, sql: &[&str]) {
        let mut conn = self.won.t.db.pool.acquire().await.unwrap();
        sqlx::query("SET session_replication_role = replica").execute(&mut *conn).await.unwrap();
        for sql in sql {
            let done = sqlx::query(sqlx::AssertSqlSafe(*sql)).execute(&mut *conn).await.unwrap();
            assert!(done.rows_affected() > 0, "{sql}");
        }
        sqlx::query("RESET session_replication_role").execute(&mut *conn).await.unwrap();
    }

    /// The same, and the whole tree signed anew with the log's own key.
    async fn rewrite(&self, sql: &[&str]) {
        self.tamper(sql).await;
        self.tamper(&["DELETE FROM log_checkpoint", "DELETE FROM log_hash"]).await;
        self.won.t.sequence().await;
    }
}

fn tampered(alarm: &Alarm) -> Tampering {
    match alarm {
        Alarm::Tampered(it) => *it,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_log_that_only_grows_is_followed_in_peace() {
    let seen = Seen::new().await;
    let before = seen.visit().await.unwrap();
    assert_eq!((before.new, before.awards), (0, 0));
    seen.more().await;
    let after = seen.visit().await.unwrap();
    assert_eq!(after.size, before.size + after.new);
    assert!(after.new > 0);
    assert!(seen.script().await.unwrap().starts_with("verified"));
}

#[tokio::test]
async fn an_entry_changed_in_place_is_noticed() {
    let seen = Seen::new().await;
    let at: i64 = sqlx::query_scalar(
        "SELECT l.index FROM journal_leaf l JOIN journal_entry e ON e.id = l.entry_id WHERE e.kind = 'round.closed'",
    )
    .fetch_one(&seen.won.t.db.pool)
    .await
    .unwrap();
    seen.tamper(&[r#"UPDATE journal_entry SET public = public || '{"entrants": 2}' WHERE kind = 'round.closed'"#])
        .await;
    assert_eq!(tampered(&seen.alarm().await), Tampering::Changed(u64::try_from(at).unwrap()));
    assert_eq!(seen.script().await, Err(format!("ALARM: entry {at} is not the one seen before")));
}

#[tokio::test]
async fn an_entry_removed_or_inserted_is_noticed_though_all_is_signed_anew() {
    let seen = Seen::new().await;
    seen.rewrite(&[
        "DELETE FROM journal_leaf WHERE index = 3",
        "UPDATE journal_leaf SET index = index + 1000000 WHERE index > 3",
        "UPDATE journal_leaf SET index = index - 1000001 WHERE index > 1000000",
    ])
    .await;
    assert!(matches!(seen.alarm().await, Alarm::Truncated { .. }), "shorter, before anything else");
    assert!(seen.script().await.unwrap_err().contains("truncated"));
    // Something else is written, so that the length is right again.
    seen.more().await;
    assert_eq!(tampered(&seen.alarm().await), Tampering::Removed(3));
    assert_eq!(seen.script().await, Err("ALARM: entry 3 is not the one seen before".to_owned()));

    let seen = Seen::new().await;
    seen.more().await;
    // The last entry is put in at 3, as if it had always been there.
    seen.rewrite(&[
        "UPDATE journal_leaf SET index = 9000000 WHERE index = (SELECT max(index) FROM journal_leaf)",
        "UPDATE journal_leaf SET index = index + 1000000 WHERE index BETWEEN 3 AND 999999",
        "UPDATE journal_leaf SET index = index - 999999 WHERE index BETWEEN 1000000 AND 8999999",
        "UPDATE journal_leaf SET index = 3 WHERE index = 9000000",
    ])
    .await;
    assert_eq!(tampered(&seen.alarm().await), Tampering::Inserted(3));
    assert_eq!(seen.script().await, Err("ALARM: entry 3 is not the one seen before".to_owned()));
}

#[tokio::test]
async fn a_truncated_log_is_noticed() {
    let seen = Seen::new().await;
    seen.rewrite(&["DELETE FROM journal_leaf WHERE index > 4"]).await;
    assert!(matches!(seen.alarm().await, Alarm::Truncated { found: 5, .. }));
    assert_eq!(seen.script().await, Err("ALARM: the log was truncated to 5 entries".to_owned()));
}

#[tokio::test]
async fn a_forked_checkpoint_is_noticed() {
    let seen = Seen::new().await;
    // Another root of the same size, signed with the log's own key.
    let t = &seen.won.t;
    let (size, _): (i64, Vec<u8>) = sqlx::query_as("SELECT size, root FROM log_checkpoint ORDER BY size DESC LIMIT 1")
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
    let key = t.app.log_key();
    let note = key.sign(&format!("{}\n{size}\n{}=\n", key.origin(), "A".repeat(43))).unwrap();
    seen.tamper(&[&format!("UPDATE log_checkpoint SET note = '{note}' WHERE size = {size}")]).await;
    assert!(matches!(seen.alarm().await, Alarm::Forked { .. }));
    assert_eq!(seen.script().await, Err("ALARM: the entries do not give the signed root".to_owned()));
    // Who has not looked before sees it, too: the entries do not give that root.
    let new = tempfile::tempdir().unwrap();
    let first = monitor::once(&seen.url, new.path(), None).await;
    assert!(matches!(first, Err(MonitorError::Alarm(Alarm::WrongRoot { .. }))), "{first:?}");
    // A root that nobody signed is not even compared.
    seen.tamper(&[&format!("UPDATE log_checkpoint SET note = replace(note, 'AAAA', 'AAAB') WHERE size = {size}")])
        .await;
    assert!(matches!(seen.alarm().await, Alarm::Signature(_)));
    assert_eq!(seen.script().await, Err("ALARM: the checkpoint is not signed by the key".to_owned()));
}

/// The evidence drawn again, with these changes to what went in; consistent in itself.
async fn drawn_again(seen: &Seen, change: impl Fn(&mut DrawInput)) -> Value {
    let file = evidence_of(&seen.won.t, &seen.won.award).await;
    let text = |name: &str| file[name].as_str().unwrap().to_owned();
    let bytes = |name: &str| <[u8; 32]>::try_from(hex::decode(text(name)).unwrap()).unwrap();
    let roster = file["roster"].as_array().unwrap().iter();
    let roster: Vec<Entrant> = roster
        .map(|it| Entrant {
            uscc: Uscc::parse(it["uscc"].as_str().unwrap()).unwrap(),
            nonce: hex::decode(it["nonce"].as_str().unwrap()).unwrap().try_into().unwrap(),
            name: it["name"].as_str().unwrap().to_owned(),
        })
        .collect();
    let mut input = DrawInput {
        notice: Notice {
            notice_code: text("notice_code"),
            too_few: 0,
            project_name: text("project_name"),
            client_name: text("client_name"),
            amount: Fen(file["amount_fen"].as_i64().unwrap()),
            signups: 3,
            select_time: chrono::DateTime::parse_from_rfc3339(&text("select_time")).unwrap(),
            roster_hash: bytes("roster_hash"),
            rules: file["rules"].clone(),
            rules_hash: bytes("rules_hash"),
        },
        fiscal_percent: 100,
        commit: bytes("commit"),
        secret: bytes("secret"),
        beacon: text("beacon"),
        beacon_source: None,
        roster,
        sealed: None,
    };
    change(&mut input);
    input.sealed = Some(sealed_again(&input, &file));
    evidence::draw(input).unwrap().evidence
}

/// What was sealed, as if what is in the roster now had been.
fn sealed_again(input: &DrawInput, file: &Value) -> DrawSealed {
    let opened = |it: &Entrant| {
        let old = file["roster"].as_array().unwrap().iter().find(|old| old["uscc"] == it.uscc.as_str()).unwrap();
        let salt = old["salt"].as_str().unwrap().to_owned();
        let payload = Payload {
            nonce: it.nonce,
            notice_code: input.notice.notice_code.clone(),
            proposal: None,
            quote: None,
            salt: hex::decode(&salt).unwrap().try_into().unwrap(),
            uscc: it.uscc.to_string(),
        };
        (it.uscc.to_string(), DrawOpened { commitment: hex::encode(payload.commitment()), salt })
    };
    let opened: BTreeMap<String, DrawOpened> = input.roster.iter().map(opened).collect();
    let roster_hash = sealed_roster_hash(opened.iter().map(|(uscc, it)| (uscc.as_str(), it.commitment.as_str())));
    DrawSealed { roster_hash, opened, not_opened: Vec::new() }
}

async fn replace_evidence(seen: &Seen, file: &Value) {
    let mut conn = seen.won.t.db.pool.acquire().await.unwrap();
    sqlx::query("SET session_replication_role = replica").execute(&mut *conn).await.unwrap();
    sqlx::query("UPDATE award SET evidence = $1").bind(file).execute(&mut *conn).await.unwrap();
    // The entry of the award, too: as if it had always said so.
    sqlx::query("UPDATE journal_entry SET public = public || jsonb_build_object('evidence_digest', $1::text) WHERE kind = 'award.selected'")
        .bind(file["digest"].as_str())
        .execute(&mut *conn)
        .await
        .unwrap();
    sqlx::query("RESET session_replication_role").execute(&mut *conn).await.unwrap();
}

#[tokio::test]
async fn a_swapped_roster_and_a_secret_drawn_anew_are_noticed_at_the_first_visit() {
    let swap = |input: &mut DrawInput| {
        input.roster[0].nonce = [9; 16];
        input.notice.roster_hash = jishi::core::draw::roster_hash(&input.roster);
    };
    let redraw = |input: &mut DrawInput| {
        input.secret = [9; 32];
        input.commit = jishi::core::draw::commit(&input.secret);
    };
    for (field, change) in [("roster_hash", &swap as &dyn Fn(&mut DrawInput)), ("commit", &redraw)] {
        let seen = Seen::new().await;
        let file = drawn_again(&seen, change).await;
        assert!(evidence::verify(file.to_string()).passed, "consistent in itself");
        replace_evidence(&seen, &file).await;
        assert!(matches!(seen.alarm().await, Alarm::Tampered(Tampering::Changed(_))), "the entry was seen before");
        // Recorded as if it had always been so, and signed anew: what was promised before the draw speaks all the same.
        rehash(&seen).await;
        let new = tempfile::tempdir().unwrap();
        match monitor::once(&seen.url, new.path(), None).await {
            Err(MonitorError::Alarm(Alarm::Award { what, .. })) => assert!(what.starts_with(field), "{what}"),
            other => panic!("{other:?}"),
        }
        std::fs::remove_file(seen.kept.path().join("script.json")).unwrap();
        let said = seen.script().await.unwrap_err();
        assert!(said.contains(&format!("{field} is not what was promised")), "{said}");
    }
}

/// Writes the hash that each entry should have, and the tree and its signature anew.
async fn rehash(seen: &Seen) {
    seen.tamper(&["UPDATE log_identity SET inherited = 1000000"]).await;
    seen.tamper(&["DELETE FROM log_checkpoint", "DELETE FROM log_hash"]).await;
    seen.won.t.sequence().await;
}

#[tokio::test]
async fn a_log_under_another_key_is_not_believed() {
    let seen = Seen::new().await;
    let other = tempfile::tempdir().unwrap();
    let found = monitor::once(&seen.url, other.path(), Some("jishi/433101/0+00000000+AAAA")).await;
    assert!(matches!(found, Err(MonitorError::Alarm(Alarm::AnotherKey { .. }))), "{found:?}");
}

#[tokio::test]
async fn what_cannot_be_read_is_no_alarm() {
    let t = TestApp::start().await;
    let kept = tempfile::tempdir().unwrap();
    let found = monitor::once("http://127.0.0.1:9", kept.path(), None).await;
    assert!(matches!(found, Err(MonitorError::Unreachable(_))), "{found:?}");
    assert_eq!(t.get("/log/key", None).await.status, 200, "the key is there from the start");
    assert_eq!(json!(t.get("/log/checkpoint", None).await.status.as_u16()), 404);
}
