//! `jishi verify`: an evidence file is recomputed offline; one changed byte is noticed and named.

use std::io::Write;
use std::process::{Command, Output};

use jishi::core::evidence;

fn verify(bytes: &[u8]) -> Output {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    Command::new(env!("CARGO_BIN_EXE_jishi")).arg("verify").arg(file.path()).output().unwrap()
}

#[test]
fn what_is_no_evidence_file_is_refused_without_a_panic() {
    for bytes in [&b""[..], b"{}", b"[1,2", b"\xff\xfe\x00", b"{\"method\":\"draw\"}"] {
        let output = verify(bytes);
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{said}");
        assert!(!evidence::verify(bytes).passed);
    }
}

#[test]
fn the_file_of_each_method_verifies_and_a_changed_price_does_not() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/evidence");
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let output = verify(text.as_bytes());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("\nverified"), "{said}");
        let amount = serde_json::from_str::<serde_json::Value>(&text).unwrap()["amount_fen"].to_string();
        let output = verify(text.replacen(&format!("\"amount_fen\":{amount}"), "\"amount_fen\":1", 1).as_bytes());
        assert!(!output.status.success() && String::from_utf8_lossy(&output.stdout).contains("/amount_fen"));
    }
}

#[test]
fn a_missing_file_is_a_message_and_a_failure() {
    let output = Command::new(env!("CARGO_BIN_EXE_jishi")).args(["verify", "/nowhere/evidence.json"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/evidence.json"));
}
