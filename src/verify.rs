//! `jishi verify FILE`: recomputes an evidence file, offline.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, ensure};

use crate::core::evidence;

/// No evidence file comes near this size; a larger file is something else.
const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// Prints each check; fails when one does.
pub fn run(file: &Path) -> anyhow::Result<ExitCode> {
    let name = file.display();
    let size = std::fs::metadata(file).with_context(|| format!("cannot read {name}"))?.len();
    ensure!(size <= SIZE_LIMIT, "{name} is too large for an evidence file ({size} bytes)");
    let verdict = evidence::verify(std::fs::read(file).with_context(|| format!("cannot read {name}"))?);
    for check in &verdict.checks {
        println!("{} {}", if check.passed { "✓" } else { "✗" }, check.text);
        if !check.passed {
            println!("    expected {}\n    found    {}", check.expected, check.found);
        }
    }
    println!("{}", if verdict.passed { "verified / 核验通过" } else { "NOT verified / 核验不通过" });
    Ok(if verdict.passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
