//! A key behind a command: `PROGRAM KEY_ID NOTICE_CODE` gets the wrapped key on its standard input and gives the round's private key on its
//! standard output, both as base64. What else it does (asks a key server, a smart card, a second person) is its own affair.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::error::OpeningError;
use crate::core::seal::SecretKey;
use crate::core::text::Text;
use crate::say;

/// How long it may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// More than the key as base64; what comes after is not read.
const MAX_ANSWER: usize = 256;
/// Of its error output, for the log.
const MAX_COMPLAINT: u64 = 500;

/// Asks the program.
pub(super) async fn unwrap(
    program: &Path,
    id: Uuid,
    wrapped: &[u8],
    notice_code: &str,
) -> Result<SecretKey, OpeningError> {
    let failed = |why| OpeningError::Command { program: program.to_owned(), id, why };
    if let Ok(answer) = tokio::time::timeout(TIMEOUT, ask(program, id, wrapped, notice_code)).await {
        return answer.map_err(failed);
    }
    let seconds = TIMEOUT.as_secs();
    Err(failed(say!("{seconds} 秒内没有结果", "it did not end within {seconds} s")))
}

async fn ask(program: &Path, id: Uuid, wrapped: &[u8], notice_code: &str) -> Result<SecretKey, Text> {
    let broken = |error: std::io::Error| say!("{error}", "{error}");
    let mut child = Command::new(program)
        .arg(id.to_string())
        .arg(notice_code)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(broken)?;
    if let Some(mut stdin) = child.stdin.take() {
        // It may know the key without reading.
        let _ = stdin.write_all(STANDARD.encode(wrapped).as_bytes()).await;
    }
    let mut answer = Zeroizing::new(vec![0; MAX_ANSWER]);
    let mut length = 0;
    if let Some(mut stdout) = child.stdout.take() {
        while let Some(rest) = answer.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match stdout.read(rest).await.map_err(broken)? {
                0 => break,
                read => length += read,
            }
        }
    }
    let mut complaint = String::new();
    if let Some(stderr) = child.stderr.take() {
        let _ = stderr.take(MAX_COMPLAINT).read_to_string(&mut complaint).await;
    }
    let status = child.wait().await.map_err(broken)?;
    if !status.success() {
        let complaint = complaint.trim();
        return Err(say!("{status}，{complaint}", "{status}, {complaint}"));
    }
    let text = answer.get(..length).unwrap_or_default().trim_ascii();
    let bytes = STANDARD.decode(text).map(Zeroizing::new).ok();
    bytes.and_then(|bytes| SecretKey::from_slice(&bytes)).ok_or_else(|| {
        say!("标准输出应为 32 字节私钥的 base64", "its standard output should be the 32 bytes of the key as base64")
    })
}
