//! `/log/…`: checkpoint, tiles and entry bundles exactly as C2SP tlog-tiles has them, for any monitor that speaks it.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use axum::routing::get;
use sqlx::PgConnection;

use super::store;
use crate::core::log::{Resource, TILE_WIDTH, Tile, tile_positions};
use crate::platform::App;
use crate::platform::app::Shutdown;
use crate::platform::web::Problem;
use crate::say;

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";
/// A tile never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const NO_CACHE: &str = "no-cache";

type Answer = ([(HeaderName, &'static str); 2], Vec<u8>);

fn answer(kind: &'static str, cache: &'static str, body: Vec<u8>) -> Answer {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], body)
}

/// The static resources of the log.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/key", get(key))
        .route("/log/tile/{*path}", get(tile))
}

async fn checkpoint(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let mut conn = app.pool().acquire().await?;
    let head = store::head(&mut conn).await?.ok_or_else(empty)?;
    let cosignatures = store::cosignatures(&mut conn, head.size).await?;
    Ok(answer(TEXT, NO_CACHE, (head.note + &cosignatures).into_bytes()))
}

async fn key(State(app): State<App>) -> Result<impl IntoResponse, Problem> {
    let mut conn = app.pool().acquire().await?;
    let (_, key) = store::identity(&mut conn).await?.ok_or_else(empty)?;
    Ok(answer(TEXT, NO_CACHE, format!("{key}\n").into_bytes()))
}

async fn tile(State(app): State<App>, Path(path): Path<String>) -> Result<impl IntoResponse, Problem> {
    let tile = Tile::parse(&path).ok_or_else(nothing)?;
    // A whole tile is a file that is written once. Only what is signed is ever written, so its being there is enough.
    if tile.is_full()
        && let Some(bytes) = app.files().log_tile(&path).await.map_err(|error| Problem::internal(&error))?
    {
        return Ok(answer(BYTES, FOR_EVER, bytes.into()));
    }
    let mut conn = app.pool().acquire().await?;
    let bytes = read(&mut conn, tile).await?.ok_or_else(nothing)?;
    if tile.is_full() {
        app.files().put_log_tile(&path, bytes.clone().into()).await.map_err(|error| Problem::internal(&error))?;
    }
    Ok(answer(BYTES, FOR_EVER, bytes))
}

/// Writes each tile to its file as soon as it is whole, until shutdown; after a restart from the newest one that is there.
pub async fn keep(app: App, mut shutdown: Shutdown) {
    let mut tail = app.tail().follow();
    let mut done = None;
    loop {
        match write_whole(&app, done).await {
            Ok(whole) => done = Some(whole),
            Err(problem) => tracing::warn!(%problem, "tiles of the log wait"),
        }
        tokio::select! {
            _ = tail.changed() => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Writes the bundles from `done` on, and the tiles above them; how many there are now. Backwards, so that what is there ends the search.
async fn write_whole(app: &App, done: Option<u64>) -> Result<u64, Problem> {
    let mut conn = app.pool().acquire().await?;
    let size = store::head(&mut conn).await?.map_or(0, |head| head.size);
    let width = u64::from(TILE_WIDTH);
    for n in (done.unwrap_or(0)..size / width).rev() {
        let entries = Tile { resource: Resource::Entries, n, width: TILE_WIDTH };
        if done.is_none()
            && app.files().log_tile(&entries.to_string()).await.map_err(|error| Problem::internal(&error))?.is_some()
        {
            break;
        }
        // The tile of level L that ends with this bundle is whole with it.
        let levels = (0..8).take_while(|level| (n + 1) % width.pow(*level) == 0);
        let hashes = levels.map(|level| Tile {
            resource: Resource::Hashes(u8::try_from(level).unwrap_or(0)),
            n: (n + 1) / width.pow(level) - 1,
            width: TILE_WIDTH,
        });
        // The bundle last: its file says that the others are there.
        for tile in hashes.chain([entries]) {
            if let Some(bytes) = read(&mut conn, tile).await? {
                let written = app.files().put_log_tile(&tile.to_string(), bytes.into()).await;
                written.map_err(|error| Problem::internal(&error))?;
            }
        }
    }
    Ok(size / width)
}

/// The bytes of a tile that a signed checkpoint covers; `None` where there is none yet, so that no leaf is seen before it is signed.
async fn read(conn: &mut PgConnection, tile: Tile) -> Result<Option<Vec<u8>>, Problem> {
    let size = store::head(conn).await?.map_or(0, |head| head.size);
    let level = match tile.resource {
        Resource::Hashes(level) => level,
        Resource::Entries => 0,
    };
    let Some(places) = tile_positions(level, tile.n, tile.width) else { return Ok(None) };
    // How many nodes of this level the signed tree has.
    let there = size.checked_shr(u32::from(level) * 8).unwrap_or(0);
    let end = tile.n.saturating_mul(u64::from(TILE_WIDTH)).saturating_add(u64::from(tile.width));
    if end > there {
        return Ok(None);
    }
    let width = usize::from(tile.width);
    if tile.resource == Resource::Entries {
        let leaves = store::leaves(conn, end - u64::from(tile.width), i64::from(tile.width)).await?;
        let whole = leaves.len() == width;
        return Ok(whole.then(|| leaves.iter().flat_map(|row| prefixed(&row.leaf().bytes())).collect()));
    }
    let hashes = store::hashes(conn, &places).await?;
    Ok((hashes.len() == width).then(|| hashes.iter().flat_map(|(_, hash)| *hash).collect()))
}

/// A leaf with its length before it.
fn prefixed(leaf: &[u8]) -> Vec<u8> {
    // No longer leaf was ever signed.
    let length = u16::try_from(leaf.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), leaf].concat()
}

fn nothing() -> Problem {
    Problem::not_found(say!("日志中没有这一块。", "The log has no such tile."))
}

pub(super) fn empty() -> Problem {
    Problem::not_found(say!("日志还是空的。", "The log is still empty."))
}
