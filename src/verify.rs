//! `jishi verify FILE`: recomputes an evidence file, or checks a receipt of the log, offline.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::core::evidence;
use crate::core::log::receipt;
use crate::core::selection::Line;

/// No evidence file comes near this size; a larger file is something else.
const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// How receipts and promises of the log begin.
const RECEIPTS: [&str; 2] = ["c2sp.org/tlog-proof@", receipt::PROMISE];

/// What a file says was published before it was made. The file cannot prove that; whoever checks it compares.
const PUBLISHED: [(&str, &str); 4] = [
    ("commit", "公告发布时公布的承诺 / commitment, published with the notice"),
    ("rules_hash", "公告发布时公布的规则哈希 / hash of the rules, published with the notice"),
    ("sealed_roster_hash", "截止时公布的密封名单哈希 / hash of the sealed roster, published at the freeze"),
    ("roster_hash", "公布的名单哈希 / hash of the roster, published before the selection"),
];

/// Prints each check; fails when one does.
pub fn run(file: &Path, key: Option<&str>) -> anyhow::Result<ExitCode> {
    let name = file.display();
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(|| format!("cannot read {name}"))?;
    // One more than the limit: a device or a pipe has no size to ask for.
    opened.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    ensure!(bytes.len() as u64 <= SIZE_LIMIT, "{name} is too large for an evidence file");
    if let Ok(text) = std::str::from_utf8(&bytes)
        && RECEIPTS.iter().any(|first| text.starts_with(first))
    {
        return Ok(receipt(text, key));
    }
    let said: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let verdict = evidence::verify(bytes);
    for check in &verdict.checks {
        println!("{} {}", if check.passed { "✓" } else { "✗" }, plain(&check.text.to_string()));
        if !check.passed {
            println!("    expected {}\n    found    {}", plain(&check.expected), plain(&check.found));
        }
    }
    if verdict.passed {
        working(&said);
    }
    println!("请与公告页面（或您当时保存的页面）核对 / compare with the notice, or with what you kept of it:");
    for (field, what) in PUBLISHED {
        if let Some(value) = said.get(field).and_then(|it| it.as_str()) {
            println!("  {what}\n    {}", plain(value));
        }
    }
    println!("{}", if verdict.passed { "verified / 核验通过" } else { "NOT verified / 核验不通过" });
    Ok(if verdict.passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The working of a method that shows it, in words; it has been recomputed line by line.
fn working(said: &serde_json::Value) {
    let lines = said.get("working").and_then(|it| it.as_array()).map_or(&[][..], Vec::as_slice);
    for line in lines.iter().filter_map(|it| Line::deserialize(it).ok()) {
        println!("  {}", plain(&line.text().to_string()));
    }
}

/// Prints each step of checking a receipt.
fn receipt(text: &str, key: Option<&str>) -> ExitCode {
    let steps = receipt::verify(text, key);
    for step in &steps {
        println!("{} {}", if step.passed { "✓" } else { "✗" }, plain(&step.text.to_string()));
        println!("    {}", plain(&step.found));
    }
    if key.is_none() {
        println!(
            "请核对上面的公钥与日志公布的是否相同 / compare the key above with the one the log publishes (/log/key)"
        );
    }
    let passed = steps.iter().all(|it| it.passed);
    println!("{}", if passed { "verified / 核验通过" } else { "NOT verified / 核验不通过" });
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A text of the file as it may be shown on a terminal: what would move the cursor or turn the writing is spelled out.
fn plain(text: &str) -> String {
    let turns = |it: char| matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |it: char| if it.is_control() || turns(it) { it.escape_unicode().to_string() } else { it.to_string() };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_file_cannot_write_over_the_findings() {
        assert_eq!(plain("\u{1b}[2J✓ 中选\r\nverified\u{202e}"), "\\u{1b}[2J✓ 中选\\u{d}\\u{a}verified\\u{202e}");
    }
}
