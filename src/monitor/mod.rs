//! `jishi monitor URL`: follows a log from outside, keeps what it has seen, and shouts when the log contradicts it.
//!
//! It believes nothing but the key that it keeps from its first visit (or was given). At each start it reads the whole log and compares
//! every leaf with the one it saw before; afterwards it reads what is new. Each award that the log announces is recomputed from its
//! evidence file, and compared with what the log had promised before.

mod kept;
mod remote;

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::core::log::{Checkpoint, Hash, NoteError, TILE_WIDTH, Tampering, Tree, compare, leaf_hash};
use kept::Kept;
use remote::Remote;

/// Why the monitor stops.
#[derive(Debug, thiserror::Error)]
pub enum MonitorError {
    /// The log cannot be read now; says nothing about its honesty.
    #[error("无法读取日志 / the log cannot be read: {0}")]
    Unreachable(String),
    /// What was kept cannot be read or written.
    #[error("无法读写监测记录 {path} / what the monitor keeps cannot be used: {source}")]
    Kept {
        /// Which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The log contradicts itself, or what it said before.
    #[error("{0}")]
    Alarm(#[from] Alarm),
}

/// What an honest log never shows.
#[derive(Debug, thiserror::Error)]
pub enum Alarm {
    /// Another key than the one that was kept.
    #[error("日志的公钥变了：原为 {kept}，现为 {found} / the log's key has changed")]
    AnotherKey {
        /// The key of the first visit.
        kept: String,
        /// The key it shows now.
        found: String,
    },
    /// The checkpoint is not one of this key.
    #[error("检查点的签名不成立 / the checkpoint is not signed by the log's key: {0}")]
    Signature(#[from] NoteError),
    /// A smaller tree than one it has signed.
    #[error(
        "日志缩短了：曾签署 {kept} 条，现只有 {found} 条 / the log was truncated: {kept} entries were signed, now {found}"
    )]
    Truncated {
        /// Size of the checkpoint kept.
        kept: u64,
        /// Size now.
        found: u64,
    },
    /// Two signed heads contradict each other.
    #[error("日志分叉：{size} 条时曾签署 {kept}，现签署 {found} / the log has forked at size {size}")]
    Forked {
        /// Of both trees.
        size: u64,
        /// Root kept, hex.
        kept: String,
        /// Root now, hex.
        found: String,
    },
    /// Entries are not those that were seen.
    #[error("记录与先前所见不符：{0} / the entries are not those seen before")]
    Tampered(Tampering),
    /// Entries do not give the root that is signed.
    #[error(
        "日志条目算不出签名的根：{size} 条得 {computed}，签的是 {signed} / the entries do not give the signed root"
    )]
    WrongRoot {
        /// Of the tree.
        size: u64,
        /// Root of the entries, hex.
        computed: String,
        /// Root of the checkpoint, hex.
        signed: String,
    },
    /// An award is not what was promised.
    #[error(
        "{notice_code} 的选取与日志中的承诺不符：{what} / the selection of {notice_code} is not what the log promised"
    )]
    Award {
        /// Code of the round.
        notice_code: String,
        /// Field, promised, found.
        what: String,
    },
}

/// What a visit found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Entries of the log.
    pub size: u64,
    /// Entries not seen before.
    pub new: u64,
    /// Awards recomputed in this visit.
    pub awards: u64,
}

/// Follows the log until it contradicts itself; with `once` a single visit.
///
/// # Errors
/// [`MonitorError::Alarm`] with what was found. What cannot be read is tried again, unless `once`.
pub async fn run(url: &str, folder: &Path, key: Option<&str>, every: Duration, once: bool) -> Result<(), MonitorError> {
    let remote = Remote::new(url)?;
    let mut whole = true;
    loop {
        match visit(&remote, folder, key, whole).await {
            Ok(visit) => {
                let Visit { size, new, awards } = visit;
                println!(
                    "✓ {size} 条，新增 {new} 条，核验选取 {awards} 项 / {size} entries, {new} new, {awards} selections verified"
                );
                whole = false;
            }
            Err(MonitorError::Unreachable(why)) if !once => {
                eprintln!("无法读取，稍后再试 / cannot be read, trying again: {why}");
            }
            Err(error) => return Err(error),
        }
        if once {
            return Ok(());
        }
        tokio::time::sleep(every).await;
    }
}

/// Reads the log at `url` once, all of it.
///
/// # Errors
/// As [`run`].
pub async fn once(url: &str, folder: &Path, key: Option<&str>) -> Result<Visit, MonitorError> {
    visit(&Remote::new(url)?, folder, key, true).await
}

async fn visit(remote: &Remote, folder: &Path, key: Option<&str>, whole: bool) -> Result<Visit, MonitorError> {
    let mut kept = Kept::open(folder)?;
    let shown = remote.text("log/key").await?.trim().to_owned();
    let trusted = key.map_or_else(|| kept.key.clone().unwrap_or_else(|| shown.clone()), |it| it.trim().to_owned());
    if shown != trusted {
        return Err(Alarm::AnotherKey { kept: trusted, found: shown }.into());
    }
    let note = remote.text("log/checkpoint").await?;
    let now = Checkpoint::open(note.as_bytes(), &trusted).map_err(Alarm::Signature)?;
    let before = kept.checkpoint(&trusted)?;
    let head = same_log(before.as_ref(), &now);
    if let Err(truncated @ Alarm::Truncated { .. }) = head {
        return Err(truncated.into());
    }
    // Two heads of one size: the entries say where they part.
    let whole = whole || head.is_err();
    let seen = kept.leaves.len() as u64;
    let from = if whole { 0 } else { seen };
    let read = Reading::from(remote, from, now.size).await?;
    if whole && let Some(found) = compare(&kept.leaves, &read.hashes) {
        return Err(Alarm::Tampered(found).into());
    }
    head?;
    let fresh = usize::try_from(seen - from).unwrap_or(usize::MAX);
    let new_hashes = read.hashes.get(fresh..).unwrap_or_default();
    kept.leaves.extend_from_slice(new_hashes);
    right_root(&kept.leaves, &now)?;
    let awards = kept_promises(remote, &mut kept, read.documents.get(fresh..).unwrap_or_default()).await?;
    kept.key = Some(trusted);
    kept.note = Some(note);
    kept.save(folder, new_hashes)?;
    Ok(Visit { size: now.size, new: now.size - seen, awards })
}

/// A head may only follow the one before.
fn same_log(before: Option<&Checkpoint>, now: &Checkpoint) -> Result<(), Alarm> {
    let Some(before) = before else { return Ok(()) };
    if now.size < before.size {
        return Err(Alarm::Truncated { kept: before.size, found: now.size });
    }
    if now.size == before.size && now.root != before.root {
        let (kept, found) = (hex::encode(before.root), hex::encode(now.root));
        return Err(Alarm::Forked { size: now.size, kept, found });
    }
    Ok(())
}

fn right_root(leaves: &[Hash], now: &Checkpoint) -> Result<(), Alarm> {
    let mut tree = Tree::new(0, []);
    // In steps, so that only the edge is held.
    for some in leaves.chunks(usize::from(TILE_WIDTH)) {
        let grown = tree.grow(some.iter().copied()).is_ok();
        tree = tree.at_edge();
        if !grown {
            break;
        }
    }
    let computed = tree.root().unwrap_or_default();
    if computed == now.root && tree.size() == now.size {
        return Ok(());
    }
    let (computed, signed) = (hex::encode(computed), hex::encode(now.root));
    Err(Alarm::WrongRoot { size: now.size, computed, signed })
}

/// Recomputes the awards that these leaves announce.
async fn kept_promises(remote: &Remote, kept: &mut Kept, leaves: &[Value]) -> Result<u64, MonitorError> {
    let mut awards = 0;
    for leaf in leaves {
        let Some(award) = kept.promises.read(leaf) else { continue };
        let file = remote.bytes(&format!("api/v1/awards/{}/evidence", award.award_id)).await?;
        if let Some(broken) = award.check(&file).first() {
            let what = format!("{}：{} ≠ {}", broken.field, broken.promised, broken.found);
            return Err(Alarm::Award { notice_code: award.notice_code.clone(), what }.into());
        }
        awards += 1;
    }
    Ok(awards)
}

/// Leaves as the server shows them.
struct Reading {
    hashes: Vec<Hash>,
    documents: Vec<Value>,
}

impl Reading {
    /// The leaves of `[from, to)`, bundle by bundle.
    async fn from(remote: &Remote, from: u64, to: u64) -> Result<Self, MonitorError> {
        let width = u64::from(TILE_WIDTH);
        let mut reading = Self { hashes: Vec::new(), documents: Vec::new() };
        for n in from / width..to.div_ceil(width) {
            let leaves = remote.bundle(n, (to - n * width).min(width)).await?;
            let skip = usize::try_from(from.saturating_sub(n * width)).unwrap_or(0);
            for leaf in leaves.iter().skip(skip) {
                reading.hashes.push(leaf_hash(leaf));
                // A leaf that is no JSON has its hash all the same, and promises nothing.
                reading.documents.push(serde_json::from_slice(leaf).unwrap_or_default());
            }
        }
        Ok(reading)
    }
}
