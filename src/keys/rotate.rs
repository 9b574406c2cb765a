//! `jishi keys rotate`: a new key for new rounds.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use sqlx::{Connection, PgConnection};

use super::show::needed;
use crate::core::seal::{PublicKey, SecretKey};
use crate::platform::opening::{Opening, OpeningError, OpeningKey, key_file, store};
use crate::platform::rng::{self, RngSource};
use crate::platform::secret_file;

/// Rotates, and says which rounds need the former key.
pub(super) async fn run(
    conn: &mut PgConnection,
    opening: &Opening,
    public_key: Option<&str>,
    at: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut tx = conn.begin().await?;
    store::lock(&mut tx).await?;
    let former = match store::in_use(&mut tx).await {
        Ok(key) => Some(key),
        Err(OpeningError::NoneInUse) => None,
        Err(error) => return Err(error.into()),
    };
    let public = match (public_key, opening.folder()) {
        (Some(text), _) => {
            PublicKey::from_hex(text).context("公钥应为 64 位十六进制数字 / a public key is 64 hex digits")?
        }
        (None, Some(folder)) => new_file(folder, former.as_ref())?,
        (None, None) => anyhow::bail!(
            "密钥由命令保管：请在保管处生成，并用 --public-key 登记其公钥 / a command keeps the key: make one there, and register its public half with --public-key"
        ),
    };
    ensure!(
        store::all(&mut tx).await?.iter().all(|key| key.public != public),
        "这个公钥已经登记过 / this public key is registered already"
    );
    store::retire(&mut tx, at).await?;
    let id = rng::uuid_v7(at, &mut RngSource::System.fork()?);
    store::insert(&mut tx, id, public, at).await?;
    tx.commit().await?;
    println!("{id}  {public}");
    eprintln!(
        "新公告使用新密钥，请备份（jishi keys backup）/ new notices use the new key; back it up (jishi keys backup)"
    );
    if let Some(former) = former {
        let former = OpeningKey { retired_at: Some(at), ..former };
        eprintln!("{}: {}", former.id, needed(conn, &former).await?);
    }
    Ok(())
}

/// Moves the file of the former key aside and makes a new one. Cut off at any point, it is taken up again: the former key is found under
/// both names.
fn new_file(folder: &Path, former: Option<&OpeningKey>) -> anyhow::Result<PublicKey> {
    let path = key_file::in_use(folder);
    if let Some(former) = former {
        // Refuses where the private half is not here: its rounds would be lost from sight.
        let (place, _) = key_file::place(folder, former)?;
        if place == path {
            secret_file::rename(&path, &key_file::former(folder, former.id))?;
        }
    }
    match key_file::read(&path) {
        // Left by a rotation that was cut off.
        Ok(left) => Ok(left.public()),
        Err(OpeningError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            let new = SecretKey::generate(&mut RngSource::System.fork()?);
            key_file::write(&path, &new)?;
            Ok(new.public())
        }
        Err(error) => Err(error.into()),
    }
}
