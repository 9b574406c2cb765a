//! The schema: embedded migrations, run at start.
//!
//! Forward only. sqlx takes an advisory lock for the run, so many servers may start at once; it holds the lock until the
//! session ends when a migration fails, which is why the run has a session of its own.

use sqlx::migrate::{MigrateError as SqlxError, Migrator};
use sqlx::{Connection, Executor, PgConnection, PgPool};

/// All migrations this binary knows.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// A migration may wait this long for another server's run or for a lock, and no longer; its own work is unbounded.
const SESSION: &str = "SET statement_timeout = 0; SET lock_timeout = '5min'";

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database was migrated by a newer binary.
    #[error(
        "数据库的版本({found})比本程序所知的版本({known})新;请使用较新的程序,数据未作任何改动 / \
         the database is at version {found}, newer than the {known} this binary knows; use a newer binary. Nothing was changed"
    )]
    DatabaseNewer {
        /// Newest version applied to the database.
        found: i64,
        /// Newest version this binary carries.
        known: i64,
    },
    /// The database has a migration between ours that we do not have.
    #[error(
        "数据库中有本程序没有的迁移 {version},它不是由本产品的正式版本建立的 / \
         the database holds migration {version}, which this binary lacks though it is newer: not made by a release of this product"
    )]
    UnknownMigration {
        /// The version we lack.
        version: i64,
    },
    /// An applied migration's text is not the one we carry.
    #[error(
        "迁移 {version} 在应用之后被改动过;开发数据库可删除重建,正式数据库请使用原来的程序 / \
         migration {version} was changed after it was applied; re-create a development database, and for a real one use the binary that made it"
    )]
    Changed {
        /// The version that differs.
        version: i64,
    },
    /// A migration failed; it was rolled back.
    #[error("迁移 {version} 失败,已回滚 / migration {version} failed and was rolled back: {source}")]
    Failed {
        /// The version that failed.
        version: i64,
        /// What the database said.
        source: sqlx::Error,
    },
    /// The database failed us around the migrations.
    #[error("无法运行数据库迁移 / cannot run the migrations: {0}")]
    Other(#[source] SqlxError),
}

/// Brings the schema up to date, or explains why not.
pub async fn run(pool: &PgPool) -> Result<(), MigrateError> {
    run_migrations(&MIGRATIONS, pool).await
}

/// Version of the newest migration this binary carries.
pub fn known_version() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// One hash over all migrations: databases with the same one have the same schema.
pub fn fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for migration in MIGRATIONS.iter() {
        hash.update(migration.version.to_be_bytes());
        hash.update(&*migration.checksum);
    }
    hex::encode(hash.finalize())
}

async fn run_migrations(migrations: &Migrator, pool: &PgPool) -> Result<(), MigrateError> {
    let sql = |error| MigrateError::Other(SqlxError::Execute(error));
    let mut connection = PgConnection::connect_with(&pool.connect_options()).await.map_err(sql)?;
    connection.execute(sqlx::raw_sql(SESSION)).await.map_err(sql)?;
    let outcome = migrations.run_direct(None, &mut connection, false).await;
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(error) => Err(explain(error, &mut connection).await),
    };
    connection.close().await.map_err(sql)?;
    outcome
}

async fn explain(error: SqlxError, connection: &mut PgConnection) -> MigrateError {
    match error {
        SqlxError::VersionMissing(version) => {
            let newest = sqlx::query_scalar::<_, Option<i64>>("SELECT MAX(version) FROM _sqlx_migrations")
                .fetch_one(connection)
                .await;
            let found = newest.ok().flatten().unwrap_or(version);
            let known = known_version();
            if found > known {
                MigrateError::DatabaseNewer { found, known }
            } else {
                MigrateError::UnknownMigration { version }
            }
        }
        SqlxError::VersionMismatch(version) => MigrateError::Changed { version },
        SqlxError::ExecuteMigration(source, version) => MigrateError::Failed { version, source },
        other => MigrateError::Other(other),
    }
}
