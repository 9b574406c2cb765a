//! The file of the master key: made once and durably, and never replaced in silence.
//!
//! What the key has sealed (telephone numbers, the secrets of draws that are announced already) is lost without it. So the database
//! remembers by which key it was sealed, and nothing starts with another one, or with none.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rand::rngs::ChaCha20Rng;
use sqlx::PgConnection;

use crate::platform::vault::Vault;
use crate::platform::{rng, secret_file};

/// Why there is no vault.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The file is gone, and the database is in use.
    #[error(
        "主密钥文件 {} 不见了，而数据库中的内容是用它加密的。请从备份中恢复这个文件后再启动；若它在另一个数据目录中，请用 --data-dir 指定 / \
         the master key {} is missing, but this database was sealed with it. Put the file back from your backup and start again; \
         if it lies in another data directory, name that with --data-dir",
        path.display(), path.display()
    )]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// It is the key of another installation.
    #[error(
        "主密钥文件 {} 不是加密这个数据库的那一个。请从备份中恢复原来的文件，或检查 --data-dir 与 DATABASE_URL 是否属于同一套系统 / \
         the master key {} is not the one this database was sealed with. Put the right file back from your backup, or check that \
         --data-dir and DATABASE_URL belong to the same installation",
        path.display(), path.display()
    )]
    Different {
        /// Where it lies.
        path: PathBuf,
    },
    /// It is no key.
    #[error(
        "主密钥文件 {} 损坏：应为 64 位十六进制数字。请从备份中恢复 / the master key {} is damaged: it should be 64 hex digits. Put it back from your backup",
        path.display(), path.display()
    )]
    Damaged {
        /// Where it lies.
        path: PathBuf,
    },
    /// It cannot be read or made.
    #[error("无法读写主密钥文件 {} / cannot use the master key {}: {source}", path.display(), path.display())]
    Io {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database did not tell by which key it was sealed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Opens the vault with the key of `path`, which is made on the first start of an empty database.
///
/// # Errors
/// When the key is missing, damaged or not the one of this database.
pub async fn open(conn: &mut PgConnection, path: &Path, rng: &mut ChaCha20Rng) -> Result<Vault, MasterKeyError> {
    let failed = |source| MasterKeyError::Io { path: path.to_owned(), source };
    if !path.try_exists().map_err(failed)? {
        if in_use(conn).await? {
            return Err(MasterKeyError::Missing { path: path.to_owned() });
        }
        make(path, rng).map_err(failed)?;
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key).map_err(|_| MasterKeyError::Damaged { path: path.to_owned() })?;
    let vault = Vault::new(key);
    if recognised(conn, vault.fingerprint()).await? {
        Ok(vault)
    } else {
        Err(MasterKeyError::Different { path: path.to_owned() })
    }
}

/// Whether anything can have been sealed. A database from before fingerprints were kept is known by its journal.
async fn in_use(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM master_key) OR EXISTS (SELECT FROM journal_entry) AS "used!""#)
        .fetch_one(conn)
        .await
}

/// Notes the first key; later ones must be the same.
async fn recognised(conn: &mut PgConnection, fingerprint: [u8; 32]) -> Result<bool, sqlx::Error> {
    sqlx::query!("INSERT INTO master_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING", fingerprint.as_slice())
        .execute(&mut *conn)
        .await?;
    let noted = sqlx::query_scalar!("SELECT fingerprint FROM master_key").fetch_one(conn).await?;
    Ok(noted == fingerprint)
}

/// Writes a new key. Of several processes that do so at once one wins, and its key is everybody's.
fn make(path: &Path, rng: &mut ChaCha20Rng) -> io::Result<()> {
    let key: [u8; 32] = rng::bytes(rng);
    match secret_file::create(path, hex::encode(key).as_bytes(), 0o600) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
