//! The house stands: no floor uses what is above it.

use std::fs;
use std::path::{Path, PathBuf};

/// Lowest first. Inside a floor the order of its slices.
const FLOORS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("platform", &[]),
    ("parties", &["accounts", "registry", "credit"]),
    ("procurement", &[]),
    ("reach", &[]),
    ("demo", &[]),
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

fn level(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|(name, _)| *name == floor)
}

#[test]
fn no_floor_uses_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (own, (floor, _)) in FLOORS.iter().enumerate() {
        let folder = root.join(floor);
        if !folder.exists() {
            continue;
        }
        let mut files = Vec::new();
        sources(&folder, &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for used in line.split("crate::").skip(1) {
                    let name = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                    if level(name).is_some_and(|level| level > own) {
                        wrong.push(format!("{}:{}: {floor} uses {name}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
