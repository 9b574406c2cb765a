//! `jishi keys backup` and `restore`: the key files in one file, encrypted with a passphrase (argon2id, XChaCha20-Poly1305).

use std::collections::BTreeMap;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use crate::platform::opening::key_file::{self, MODE};
use crate::platform::rng::{self, RngSource};
use crate::platform::secret_file;

const FORMAT: &str = "jishi-opening-backup/1";
/// 64 MiB, three passes: RFC 9106's second choice with one lane.
const COST: Cost = Cost { memory_kib: 65_536, passes: 3 };
/// What a file may ask for.
const MOST: Cost = Cost { memory_kib: 1_048_576, passes: 20 };
/// Characters of a passphrase that is worth the trouble.
const PASSPHRASE: usize = 12;

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cost {
    memory_kib: u32,
    passes: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Backup {
    format: String,
    argon2id: Cost,
    /// Base64.
    salt: String,
    /// Base64.
    nonce: String,
    /// Base64 of the encrypted JSON object: file name → text.
    sealed: String,
}

type Files = BTreeMap<String, String>;

/// Writes the backup; never over another file.
pub(super) fn write(folder: &Path, file: &Path) -> anyhow::Result<()> {
    let paths = key_file::all(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    ensure!(!paths.is_empty(), "{} 中没有开启密钥 / there is no opening key in it", folder.display());
    let mut files = Files::new();
    for path in &paths {
        // A damaged file is no backup.
        key_file::read(path)?;
        files.insert(name(path)?, fs::read_to_string(path)?);
    }
    let plain = Zeroizing::new(serde_json::to_vec(&files)?);
    files.values_mut().for_each(Zeroize::zeroize);
    let passphrase = passphrase()?;
    let mut rng = RngSource::System.fork()?;
    let (salt, nonce): ([u8; 16], [u8; 24]) = (rng::bytes(&mut rng), rng::bytes(&mut rng));
    let sealed = cipher(&passphrase, &salt, COST)?
        .encrypt(&XNonce::from(nonce), plain.as_slice())
        .map_err(|_| anyhow::anyhow!("encryption failed"))?;
    let backup = Backup {
        format: FORMAT.to_owned(),
        argon2id: COST,
        salt: STANDARD.encode(salt),
        nonce: STANDARD.encode(nonce),
        sealed: STANDARD.encode(sealed),
    };
    let path = std::path::absolute(file)?;
    let text = serde_json::to_string_pretty(&backup)? + "\n";
    secret_file::create(&path, text.as_bytes(), 0o600).with_context(|| {
        format!("无法写入（已有的文件不会被覆盖）/ cannot write (and never over a file): {}", file.display())
    })?;
    eprintln!("已备份 {} 个密钥文件 / key files backed up: {}", paths.len(), file.display());
    Ok(())
}

/// Writes what is missing; refuses before it writes anything where a file differs.
pub(super) fn restore(folder: &Path, file: &Path) -> anyhow::Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let backup: Backup = serde_json::from_str(&text).context("这不是密钥备份 / this is no backup of keys")?;
    ensure!(backup.format == FORMAT, "不认识的格式 / unknown format: {}", backup.format);
    let cost = backup.argon2id;
    ensure!(
        cost.memory_kib <= MOST.memory_kib && cost.passes <= MOST.passes,
        "备份文件要求的计算量过大 / the backup asks for too much work"
    );
    let nonce: [u8; 24] = STANDARD.decode(&backup.nonce)?.try_into().map_err(|_| anyhow::anyhow!("damaged nonce"))?;
    let cipher = cipher(&passphrase()?, &STANDARD.decode(&backup.salt)?, cost)?;
    let plain = cipher
        .decrypt(&XNonce::from(nonce), STANDARD.decode(&backup.sealed)?.as_slice())
        .map_err(|_| anyhow::anyhow!("口令不对，或备份已损坏 / wrong passphrase, or a damaged backup"))?;
    let mut files: Files = serde_json::from_slice(&Zeroizing::new(plain))?;
    let mut missing = Vec::new();
    for (name, text) in &files {
        let path = place(folder, name)?;
        let secret = key_file::parse(text).with_context(|| format!("damaged key in the backup: {name}"))?;
        match key_file::read(&path) {
            Ok(there) if there.public() == secret.public() => {}
            Ok(_) => bail!("{} 已有另一个密钥，不覆盖 / holds another key, which is not replaced", path.display()),
            Err(_) if path.try_exists()? => bail!("{} 已存在，不覆盖 / is there, and is not replaced", path.display()),
            Err(_) => missing.push((path, secret)),
        }
    }
    for (path, secret) in &missing {
        key_file::write(path, secret)?;
        eprintln!("已恢复 / restored ({MODE:o}): {}", path.display());
    }
    files.values_mut().for_each(Zeroize::zeroize);
    eprintln!("{} 个密钥文件，恢复 {} 个 / key files, restored", files.len(), missing.len());
    Ok(())
}

fn name(path: &Path) -> anyhow::Result<String> {
    path.file_name().and_then(|name| name.to_str()).map(str::to_owned).context("a file name that is no text")
}

/// Where a file of a backup belongs: nowhere but among the keys.
fn place(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    if name == "opening.key" {
        return Ok(key_file::in_use(folder));
    }
    let id = name.strip_prefix("opening-").and_then(|name| name.strip_suffix(".key"));
    let id: Uuid = id
        .and_then(|id| id.parse().ok())
        .with_context(|| format!("备份中有不认识的文件 / unknown file in the backup: {name}"))?;
    Ok(key_file::former(folder, id))
}

fn cipher(passphrase: &str, salt: &[u8], cost: Cost) -> anyhow::Result<XChaCha20Poly1305> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(XChaCha20Poly1305::new(&(*key).into()))
}

/// From the environment, or the first line of standard input.
fn passphrase() -> anyhow::Result<Zeroizing<String>> {
    let text = if let Ok(text) = std::env::var("JISHI_KEYS_PASSPHRASE") {
        Zeroizing::new(text)
    } else {
        eprintln!("口令 / passphrase:");
        let mut line = Zeroizing::new(String::with_capacity(1024));
        std::io::stdin().lock().read_line(&mut line)?;
        Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned())
    };
    let length = text.chars().count();
    ensure!(
        length >= PASSPHRASE,
        "口令至少 {PASSPHRASE} 个字符，现为 {length} / a passphrase has at least {PASSPHRASE} characters; there are {length}"
    );
    Ok(text)
}
