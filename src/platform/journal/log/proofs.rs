//! The log for pages and for people with one question: its head, one leaf, and proofs that the tiles would give as well.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::key::LogKey;
use super::store::{self, Head, LeafRow};
use super::tiles::empty;
use crate::core::canonical;
use crate::core::log::receipt::{Extra, Opening};
use crate::core::log::{Proof, Tree, leaf_hash};
use crate::platform::App;
use crate::platform::web::{Instant, Page, PageQuery, Path, Problem, Query};
use crate::say;

/// The signed head of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogHead {
    /// Name of the log and of its key.
    pub origin: String,
    /// Verifier key (C2SP signed-note).
    pub key: String,
    /// Number of leaves.
    pub size: u64,
    /// Merkle tree hash, 64 lower hex digits.
    pub root: String,
    /// When it was signed, by the machine's time.
    pub at: Instant,
    /// The signed checkpoint (C2SP tlog-checkpoint), as served at `/log/checkpoint`.
    pub checkpoint: String,
    /// What witnesses have cosigned.
    pub witnesses: Vec<WitnessView>,
}

/// What a witness signed last.
#[derive(Debug, Serialize, ToSchema)]
pub struct WitnessView {
    /// Name of its key.
    pub name: String,
    /// Size of the checkpoint.
    pub size: u64,
    /// When it signed.
    pub at: Instant,
}

/// One leaf.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LogLeaf {
    pub index: u64,
    /// What the log shows of it; its canonical JSON (RFC 8785) is the leaf.
    #[schema(value_type = Object)]
    pub document: Value,
    /// SHA-256 of the leaf, 64 lower hex digits: what receipts quote.
    pub hash: String,
    /// SHA-256(0x00 || leaf): the leaf's node in the tree.
    pub leaf_hash: String,
}

/// That one tree continues another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consistency {
    /// Size of the older tree.
    pub from: u64,
    /// Root of the older tree where a checkpoint of that size was signed, hex.
    pub from_root: Option<String>,
    /// Size of the newer tree.
    pub to: u64,
    /// Its root, hex.
    pub to_root: Option<String>,
    /// RFC 6962, section 2.1.2; each 64 lower hex digits.
    pub hashes: Vec<String>,
}

/// Which sizes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sizes {
    /// The older size, at least 1.
    pub from: u64,
    /// The newer size; that of the last checkpoint unless said.
    pub to: Option<u64>,
}

/// The signed head; none in an empty log.
pub async fn head(conn: &mut PgConnection) -> Result<Option<LogHead>, sqlx::Error> {
    let Some(Head { size, root, at, note }) = store::head(&mut *conn).await? else { return Ok(None) };
    let Some((origin, key)) = store::identity(&mut *conn).await? else { return Ok(None) };
    let checkpoint = note + &store::cosignatures(conn, size).await?;
    let witnesses = store::witnesses(conn).await?.into_iter();
    let witnesses = witnesses.map(|(name, size, at)| WitnessView { name, size, at: at.into() }).collect();
    Ok(Some(LogHead { origin, key, size, root: hex::encode(root), at: at.into(), checkpoint, witnesses }))
}

/// The proof that a leaf is in the log, by the last checkpoint; 404 before a checkpoint covers it.
pub async fn proof(conn: &mut PgConnection, index: u64, extra: Option<Vec<u8>>) -> Result<Proof, Problem> {
    let head = store::head_over(conn, index).await?.ok_or_else(not_yet)?;
    let tree = store::tree(conn, head.size, &Tree::inclusion_needs(head.size, index)).await?;
    let path = tree.inclusion(index).map_err(|error| Problem::internal(&error))?;
    let checkpoint = head.note + &store::cosignatures(conn, head.size).await?;
    Ok(Proof { extra, index, path, checkpoint })
}

/// What the holder of an entry can show to anybody: the proof that it is in the log, its leaf, and what the leaf hides; 404 before a
/// checkpoint covers it. Who may hold it, the caller decides.
pub async fn receipt(conn: &mut PgConnection, key: &LogKey, entry_id: Uuid) -> Result<Proof, Problem> {
    let row = store::leaf_of(&mut *conn, entry_id).await?.ok_or_else(not_yet)?;
    let private = store::private_part(&mut *conn, entry_id).await?;
    let leaf = row.leaf();
    let extra = Extra {
        key: key.verifier().to_owned(),
        leaf: leaf.document(),
        opening: private.map(|(salt, private)| Opening { salt: hex::encode(salt), part: leaf.sealed_part(&private) }),
    };
    let extra = canonical::bytes(&extra).map_err(|error| Problem::internal(&error))?;
    proof(conn, row.index(), Some(extra)).await
}

fn not_yet() -> Problem {
    Problem::not_found(say!(
        "日志中还没有这一条；新记录一般在一秒内写入。",
        "The log has no such leaf yet; a new one is covered within a second."
    ))
}

/// The signed head of the log.
#[utoipa::path(get, path = "/api/v1/log", tag = "log", operation_id = "log_head",
    responses((status = 200, body = LogHead), Problem))]
pub(super) async fn get_head(State(app): State<App>) -> Result<Json<LogHead>, Problem> {
    let mut conn = app.pool().acquire().await?;
    head(&mut conn).await?.map(Json).ok_or_else(empty)
}

/// One leaf; 404 before a checkpoint covers it.
pub async fn leaf(conn: &mut PgConnection, index: u64) -> Result<LogLeaf, Problem> {
    store::head(&mut *conn).await?.filter(|head| index < head.size).ok_or_else(not_yet)?;
    let row = store::leaves(conn, index, 1).await?.pop().ok_or_else(not_yet)?;
    Ok(view(&row))
}

/// The leaves that a checkpoint covers, newest first.
pub async fn newest(conn: &mut PgConnection, page: &PageQuery) -> Result<Page<LogLeaf>, Problem> {
    let before = page.cursor::<u64>()?;
    let size = store::head(&mut *conn).await?.map_or(0, |head| head.size);
    let limit = page.limit();
    let rows = store::leaves_before(conn, before.map_or(size, |it| it.min(size)), limit + 1).await?;
    Ok(Page::cut(rows, limit, LeafRow::index).map(|row| view(&row)))
}

/// One leaf of the log.
#[utoipa::path(get, path = "/api/v1/log/leaves/{index}", tag = "log", operation_id = "log_leaf", params(("index" = u64, Path)),
    responses((status = 200, body = LogLeaf), Problem))]
pub(super) async fn get_leaf(State(app): State<App>, Path(index): Path<u64>) -> Result<Json<LogLeaf>, Problem> {
    let mut conn = app.pool().acquire().await?;
    leaf(&mut conn, index).await.map(Json)
}

fn view(row: &LeafRow) -> LogLeaf {
    let leaf = row.leaf();
    LogLeaf {
        index: row.index(),
        document: leaf.document(),
        hash: hex::encode(&row.hash),
        leaf_hash: hex::encode(leaf_hash(&leaf.bytes())),
    }
}

/// Leaves of the log that a checkpoint covers, newest first.
#[utoipa::path(get, path = "/api/v1/log/leaves", tag = "log", operation_id = "log_leaves", params(PageQuery),
    responses((status = 200, body = Page<LogLeaf>), Problem))]
pub(super) async fn get_leaves(
    State(app): State<App>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<LogLeaf>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    newest(&mut conn, &page).await.map(Json)
}

/// That a leaf is in the log: a C2SP `tlog-proof`, which needs no server to be checked.
#[utoipa::path(get, path = "/api/v1/log/leaves/{index}/proof", tag = "log", operation_id = "log_proof", params(("index" = u64, Path)),
    responses((status = 200, body = String, content_type = "text/plain"), Problem))]
pub(super) async fn get_inclusion(
    State(app): State<App>,
    Path(index): Path<u64>,
) -> Result<impl IntoResponse, Problem> {
    let mut conn = app.pool().acquire().await?;
    let proof = proof(&mut conn, index, None).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], proof.to_string()))
}

/// That the log of one size continues the log of a smaller one.
#[utoipa::path(get, path = "/api/v1/log/consistency", tag = "log", operation_id = "log_consistency", params(Sizes),
    responses((status = 200, body = Consistency), Problem))]
pub(super) async fn get_consistency(
    State(app): State<App>,
    Query(Sizes { from, to }): Query<Sizes>,
) -> Result<Json<Consistency>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let size = store::head(&mut conn).await?.map_or(0, |head| head.size);
    let to = to.unwrap_or(size);
    if from == 0 || from > to || to > size {
        let text = say!(
            "应满足 1 ≤ from ≤ to ≤ {size}（已签名的条数）。",
            "It must be 1 ≤ from ≤ to ≤ {size}, the number of leaves signed."
        );
        return Err(Problem::bad_request("sizes", text));
    }
    let tree = store::tree(&mut conn, to, &Tree::consistency_needs(to, from)).await?;
    let hashes = tree.consistency(from).map_err(|error| Problem::internal(&error))?;
    let hashes = hashes.iter().map(hex::encode).collect();
    let from_root = store::root_of(&mut conn, from).await?.map(hex::encode);
    let to_root = store::root_of(&mut conn, to).await?.map(hex::encode);
    Ok(Json(Consistency { from, from_root, to, to_root, hashes }))
}
