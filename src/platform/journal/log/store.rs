//! SQL of the log. Sizes and places are below 2^63: the database counts them in `bigint`.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::log::{Growth, Hash, Leaf, Tree};

/// A signed head.
pub struct Head {
    pub size: u64,
    pub root: Hash,
    pub at: DateTime<Utc>,
    pub note: String,
}

/// A placed entry with everything that its leaf is made of.
pub struct LeafRow {
    index: i64,
    pub hash: Vec<u8>,
    id: Uuid,
    kind: String,
    subject_kind: String,
    subject_id: Uuid,
    about: Vec<Uuid>,
    audience: String,
    at: DateTime<Utc>,
    actor: Value,
    public: Value,
    private_hash: Option<Vec<u8>>,
}

impl LeafRow {
    pub fn index(&self) -> u64 {
        unsigned(self.index)
    }

    pub fn leaf(&self) -> Leaf<'_> {
        Leaf {
            id: self.id,
            kind: &self.kind,
            subject_kind: &self.subject_kind,
            subject_id: self.subject_id,
            about: &self.about,
            audience: &self.audience,
            at: self.at,
            actor: &self.actor,
            public: &self.public,
            private_hash: self.private_hash.as_deref(),
        }
    }
}

/// The last head, or none in an empty log.
pub async fn head(conn: &mut PgConnection) -> Result<Option<Head>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT size, root, at, note
        FROM log_checkpoint
        ORDER BY size DESC
        LIMIT 1",
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Head { size: unsigned(row.size), root: hash(&row.root), at: row.at, note: row.note }))
}

/// The head that a proof of the leaf at `index` is best made with: the newest one that a witness has cosigned, else the last.
pub async fn head_over(conn: &mut PgConnection, index: u64) -> Result<Option<Head>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT c.size, c.root, c.at, c.note
        FROM log_checkpoint c
        WHERE c.size > $1
            AND EXISTS (
                SELECT FROM log_cosignature s
                WHERE s.size = c.size
            )
        ORDER BY c.size DESC
        LIMIT 1",
        signed(index),
    )
    .fetch_optional(&mut *conn)
    .await?;
    match row {
        Some(row) => Ok(Some(Head { size: unsigned(row.size), root: hash(&row.root), at: row.at, note: row.note })),
        None => Ok(head(conn).await?.filter(|head| index < head.size)),
    }
}

/// The signature lines of witnesses on the checkpoint of this size.
pub async fn cosignatures(conn: &mut PgConnection, size: u64) -> Result<String, sqlx::Error> {
    let lines = sqlx::query_scalar!("SELECT line FROM log_cosignature WHERE size = $1 ORDER BY witness", signed(size));
    Ok(lines.fetch_all(conn).await?.into_iter().map(|line| line + "\n").collect())
}

/// The newest size that a witness has cosigned; 0 where none.
pub async fn cosigned_size(conn: &mut PgConnection, witness: &str) -> Result<u64, sqlx::Error> {
    let size = sqlx::query_scalar!("SELECT max(size) FROM log_cosignature WHERE witness = $1", witness);
    Ok(size.fetch_one(conn).await?.map_or(0, unsigned))
}

/// What each witness signed last, by name.
pub async fn witnesses(conn: &mut PgConnection) -> Result<Vec<(String, u64, DateTime<Utc>)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (witness) witness, size, at
        FROM log_cosignature
        ORDER BY witness, size DESC
        LIMIT 100",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.witness, unsigned(row.size), row.at)).collect())
}

/// Keeps what a witness signed.
pub async fn cosign(
    conn: &mut PgConnection,
    size: u64,
    witness: &str,
    line: &str,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO log_cosignature (size, witness, line, at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING",
        signed(size),
        witness,
        line,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether this server is the one that signs.
pub async fn leads(conn: &mut PgConnection, me: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM lease
            WHERE name = 'sequencer' AND holder = $1
        ) AS "leads!""#,
        me,
    )
    .fetch_one(conn)
    .await
}

/// Origin and verifier key.
pub async fn identity(conn: &mut PgConnection) -> Result<Option<(String, String)>, sqlx::Error> {
    let row = sqlx::query!("SELECT origin, key FROM log_identity").fetch_optional(conn).await?;
    Ok(row.map(|row| (row.origin, row.key)))
}

/// How many entries are older than the log.
pub async fn inherited(conn: &mut PgConnection) -> Result<u64, sqlx::Error> {
    let inherited = sqlx::query_scalar!("SELECT inherited FROM log_identity").fetch_optional(conn).await?;
    Ok(inherited.map_or(0, unsigned))
}

/// The root that was signed for this size.
pub async fn root_of(conn: &mut PgConnection, size: u64) -> Result<Option<Hash>, sqlx::Error> {
    let root = sqlx::query_scalar!("SELECT root FROM log_checkpoint WHERE size = $1", signed(size));
    Ok(root.fetch_optional(conn).await?.map(|it| hash(&it)))
}

/// The columns of [`LeafRow`]; a macro because the compile-time checked query wants a literal.
macro_rules! select_leaves {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            LeafRow,
            "SELECT l.index, e.hash, e.id, e.kind, e.subject_kind, e.subject_id, e.about, e.audience, e.at, e.actor, e.public,
                e.private_hash
            FROM journal_leaf l
            JOIN journal_entry e ON e.id = l.entry_id
            " + $tail,
            $($arg),*
        )
    };
}

/// Leaves from an index on, in order.
pub async fn leaves(conn: &mut PgConnection, from: u64, limit: i64) -> Result<Vec<LeafRow>, sqlx::Error> {
    select_leaves!("WHERE l.index >= $1 ORDER BY l.index LIMIT $2", signed(from), limit).fetch_all(conn).await
}

/// Leaves before an index, newest first.
pub async fn leaves_before(conn: &mut PgConnection, before: u64, limit: i64) -> Result<Vec<LeafRow>, sqlx::Error> {
    select_leaves!("WHERE l.index < $1 ORDER BY l.index DESC LIMIT $2", signed(before), limit).fetch_all(conn).await
}

/// A placed entry by its id; `None` until it is placed.
pub async fn leaf_of(conn: &mut PgConnection, entry_id: Uuid) -> Result<Option<LeafRow>, sqlx::Error> {
    select_leaves!("WHERE l.entry_id = $1", entry_id).fetch_optional(conn).await
}

/// Salt and private part of an entry; `None` where it has none, or it was erased.
pub async fn private_part(conn: &mut PgConnection, entry_id: Uuid) -> Result<Option<([u8; 16], Value)>, sqlx::Error> {
    let row = sqlx::query!("SELECT salt, payload FROM journal_private WHERE entry_id = $1", entry_id);
    let row = row.fetch_optional(conn).await?;
    Ok(row.and_then(|row| Some((row.salt.try_into().ok()?, row.payload))))
}

/// The hashes at these places, in their order; fewer where some are missing.
pub async fn hashes(conn: &mut PgConnection, places: &[u64]) -> Result<Vec<(u64, Hash)>, sqlx::Error> {
    let places: Vec<i64> = places.iter().copied().map(signed).collect();
    let rows = sqlx::query!(
        "SELECT place, hash
        FROM log_hash
        WHERE place = ANY ($1)
        ORDER BY place",
        &places,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (unsigned(row.place), hash(&row.hash))).collect())
}

/// A tree of `size` with the hashes at these places.
pub async fn tree(conn: &mut PgConnection, size: u64, places: &[u64]) -> Result<Tree, sqlx::Error> {
    Ok(Tree::new(size, hashes(conn, places).await?))
}

/// Writes what the tree gained, and its signed head.
pub async fn insert(
    conn: &mut PgConnection,
    growth: &Growth,
    size: u64,
    root: &Hash,
    note: &str,
) -> Result<(), sqlx::Error> {
    let hashes: Vec<Vec<u8>> = growth.hashes.iter().map(|it| it.to_vec()).collect();
    sqlx::query!(
        "WITH grown AS (
            INSERT INTO log_hash (place, hash)
            SELECT $1 + nth - 1, hash
            FROM UNNEST($2::bytea[]) WITH ORDINALITY AS node (hash, nth)
        )
        INSERT INTO log_checkpoint (size, root, note)
        VALUES ($3, $4, $5)",
        signed(growth.from),
        &hashes,
        signed(size),
        root.as_slice(),
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts of the database are never negative; columns of a node always have 32 bytes (its constraints say both).
fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn hash(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or_default()
}
