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
fn a_missing_file_is_a_message_and_a_failure() {
    let output = Command::new(env!("CARGO_BIN_EXE_jishi")).args(["verify", "/nowhere/evidence.json"]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/evidence.json"));
}
