//! `jishi keys open`: an opening command's work, for a machine that has the key and no database.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::core::seal;
use crate::platform::opening::key_file;

/// A wrapped key as base64 has 108 digits.
const MAX_BYTES: u64 = 1024;

/// Unwraps standard input to standard output.
pub(super) fn run(key: &Path, notice_code: &str) -> anyhow::Result<()> {
    let opening = key_file::read(key)?;
    let mut text = String::new();
    std::io::stdin().take(MAX_BYTES).read_to_string(&mut text)?;
    let wrapped = STANDARD.decode(text.trim()).context("标准输入应为 base64 / standard input is not base64")?;
    let secret = seal::unwrap(&wrapped, &opening, notice_code)
        .context("这个密钥解不开：它属于另一个密钥或另一份公告 / this key does not open it: it is of another key or another notice")?;
    let answer = Zeroizing::new(STANDARD.encode(secret.as_bytes()));
    writeln!(std::io::stdout(), "{}", answer.as_str())?;
    Ok(())
}
