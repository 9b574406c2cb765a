//! `jishi keys`: the opening key in hand (`docs/keys.md`).

mod backup;
mod open;
mod rotate;
mod show;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use uuid::Uuid;

use crate::platform::db;
use crate::serve::{self, Opened, Settings};

/// What to do with the opening key.
#[derive(Debug, clap::Subcommand)]
pub enum Keys {
    /// Which keys there are, where their private halves lie, which rounds still need them
    Show,
    /// Wraps and opens a probe with every key that is needed, as an opening would
    Test,
    /// Makes a new key for new rounds; the former one is kept for the rounds that need it
    Rotate {
        /// Do not make one: take this public half (64 hex digits) of a key that a command keeps
        #[arg(long)]
        public_key: Option<String>,
    },
    /// Writes the key files into one file that a passphrase opens (`JISHI_KEYS_PASSPHRASE`, or the first line of standard input)
    Backup { file: PathBuf },
    /// Puts the key files of a backup back; never over another
    Restore { file: PathBuf },
    /// What an opening command does: a wrapped key on standard input, the round's key on standard output, both as base64
    Open {
        /// The file of the private half
        #[arg(long)]
        key: PathBuf,
        key_id: Uuid,
        notice_code: String,
    },
}

/// Runs a subcommand.
///
/// # Errors
/// When it could not be done; nothing is half done then.
pub async fn run(settings: &Settings, command: Keys) -> anyhow::Result<ExitCode> {
    let folder = settings.data_dir.join("keys");
    match command {
        Keys::Backup { file } => backup::write(&folder, &file)?,
        Keys::Restore { file } => backup::restore(&folder, &file)?,
        Keys::Open { key, notice_code, .. } => open::run(&key, &notice_code)?,
        Keys::Show | Keys::Test | Keys::Rotate { .. } => return with_database(settings, command).await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn with_database(settings: &Settings, command: Keys) -> anyhow::Result<ExitCode> {
    let Opened { app, database } = serve::open(settings, db::Role::Command).await?;
    let done = async {
        let mut conn = app.pool().acquire().await.context("connecting")?;
        match command {
            Keys::Show => show::run(&mut conn, app.opening()).await.map(|()| true),
            Keys::Test => test::run(&mut conn, app.opening()).await,
            Keys::Rotate { public_key } => {
                let at = app.clock().now(&mut conn).await?;
                rotate::run(&mut conn, app.opening(), public_key.as_deref(), at).await.map(|()| true)
            }
            Keys::Backup { .. } | Keys::Restore { .. } | Keys::Open { .. } => Ok(true),
        }
    }
    .await;
    database.stop().await;
    Ok(if done? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
