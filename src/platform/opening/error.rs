//! Why a round's key cannot be unwrapped, and what to do.

use std::io;
use std::path::PathBuf;

use axum::http::StatusCode;
use uuid::Uuid;

use crate::core::text::Text;
use crate::platform::web::Problem;
use crate::say;

/// Why.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error("{}", self.text())]
    Missing { id: Uuid, path: PathBuf },
    #[error("{}", self.text())]
    Different { id: Uuid, path: PathBuf },
    #[error("{}", self.text())]
    Damaged { path: PathBuf },
    #[error("{}", self.text())]
    Io { path: PathBuf, source: io::Error },
    #[error("{}", self.text())]
    Command { program: PathBuf, id: Uuid, why: Text },
    #[error("{}", self.text())]
    NotWrapped { id: Uuid },
    #[error("{}", self.text())]
    NoneInUse,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl OpeningError {
    /// In both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Missing { id, path } => {
                let path = path.display();
                say!(
                    "开启密钥 {id} 不在这台服务器上。请把它的文件放回 {path}，放回后会自动继续",
                    "the opening key {id} is not on this server: put its file back at {path}, and things go on by themselves"
                )
            }
            Self::Different { id, path } => {
                let path = path.display();
                say!(
                    "{path} 不是开启密钥 {id}。请放回正确的文件，放回后会自动继续",
                    "{path} is not the opening key {id}: put the right file there, and things go on by themselves"
                )
            }
            Self::Damaged { path } => {
                let path = path.display();
                say!(
                    "开启密钥文件 {path} 损坏：第一行应为 64 位十六进制私钥，第二行为其公钥。请从备份恢复",
                    "the opening key {path} is damaged: its first line is a private key of 64 hex digits, its second the public one; put it back from your backup"
                )
            }
            Self::Io { path, source } => {
                let path = path.display();
                say!("无法读写开启密钥文件 {path}：{source}", "cannot use the opening key {path}: {source}")
            }
            Self::Command { program, id, why } => {
                let (program, Text { zh, en }) = (program.display(), why);
                say!(
                    "开启命令 {program}（密钥 {id}）没有给出本轮的密钥：{zh}",
                    "the opening command {program} (key {id}) gave no key of the round: {en}"
                )
            }
            Self::NotWrapped { id } => say!(
                "本轮密钥不能用开启密钥 {id} 解开：数据库中的记录与它不符",
                "the round's key cannot be unwrapped with the opening key {id}: what the database holds does not fit it"
            ),
            Self::NoneInUse => say!(
                "还没有开启密钥。若它由命令保管，请用 jishi keys rotate --public-key 登记其公钥",
                "there is no opening key; where a command keeps it, register its public half with jishi keys rotate --public-key"
            ),
            Self::Database(error) => say!("{error}", "{error}"),
        }
    }
}

impl From<OpeningError> for Problem {
    fn from(error: OpeningError) -> Self {
        match error {
            OpeningError::Database(error) => error.into(),
            other => Self::new(StatusCode::SERVICE_UNAVAILABLE, "opening_key", other.text()),
        }
    }
}
