//! The house stands: no floor uses one above it, and inside a floor no slice uses a later one.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first; the order that `ARCHITECTURE.md` draws.
const FLOORS: &[&str] = &["core", "platform", "parties", "procurement", "reach", "demo"];

/// Inside procurement, as its `mod.rs` says: a caller stands above what it calls.
const PROCUREMENT: &[&str] = &[
    "refs",
    "catalog",
    "rounds",
    "eligibility",
    "witnesses",
    "notices",
    "signups",
    "ledger",
    "contracts",
    "awards",
    "selection",
    "import",
];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn level(order: &[&str], name: &str) -> Option<usize> {
    order.iter().position(|known| *known == name)
}

/// The name that follows each `prefix` in a line.
fn used<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let name = |rest: &'a str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    line.split(prefix).skip(1).map(name).collect()
}

/// Edges from the parts of `root` (in `order`) to later ones, named in source by `prefix`.
fn upward(root: &Path, order: &[&str], prefix: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (own, part) in order.iter().enumerate() {
        let folder = root.join(part);
        if !folder.is_dir() {
            continue;
        }
        let mut files = Vec::new();
        sources(&folder, &mut files);
        for file in files {
            for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
                for name in used(line, prefix) {
                    if level(order, name).is_some_and(|level| level > own) {
                        wrong.push(format!("{}:{}: {part} uses {name}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    wrong
}

#[test]
fn no_floor_uses_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let wrong = upward(&root, FLOORS, "crate::");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn inside_procurement_a_caller_stands_above_what_it_calls() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/procurement");
    let wrong = upward(&root, PROCUREMENT, "crate::procurement::");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
