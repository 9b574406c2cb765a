//! Keeps the index up with the journal.
//!
//! Each server reads for its own embedded index, whose cursor is committed with the documents. A Meilisearch server is fed by one
//! server at a time, with a cursor in the database. What an entry names is read as it stands and put whole, so reading an entry twice,
//! or late, does no harm; and an empty index is filled from the tables at once instead of entry by entry.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::engine::{Engine, Engines};
use super::model::{Batch, Kind, SearchError};
use super::store::{self, Reference};
use crate::core::calendar::cst;
use crate::platform::app::Shutdown;
use crate::platform::clock::Clock;
use crate::platform::journal::{self, PlacedEntry, Reader};
use crate::platform::{App, clock};

/// Longest wait between two looks at the journal.
const TICK: Duration = Duration::from_millis(400);
/// Documents read and put at once.
const PAGE: i64 = 500;
/// Earlier than any certificate.
const BEFORE_ALL: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Name of the cursor row that Meilisearch is fed by.
const MEILI_READER: &str = "search_meili";

/// Follows the journal until shutdown.
pub async fn run(app: App, engines: Engines, mut shutdown: Shutdown) {
    let mut tail = app.tail().follow();
    let mut prepared = false;
    let mut day = None;
    loop {
        let step = async {
            if !prepared {
                prepare(&app, &engines).await?;
            }
            catch_up(&app, &engines).await?;
            turn_of_day(&app, &engines, day).await
        };
        match step.await {
            Ok(today) => (prepared, day) = (true, Some(today)),
            Err(error) => tracing::warn!(%error, "the search index waits"),
        }
        tokio::select! {
            _ = tail.changed() => {}
            () = tokio::time::sleep(TICK) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Sets the engine up and puts the catalogue, which is no matter of the journal.
async fn prepare(app: &App, engines: &Engines) -> Result<(), SearchError> {
    engines.prepare().await?;
    let mut conn = app.pool().acquire().await?;
    let reference = Reference::load(&mut conn).await?;
    let puts = reference.services().iter().map(super::docs::ServiceDoc::index).collect();
    engines.apply(Batch { puts, ..Batch::default() }).await
}

/// Reads to the end of the journal's order.
pub async fn catch_up(app: &App, engines: &Engines) -> Result<(), SearchError> {
    let Some(mut cursor) = engines.cursor().await? else {
        let feeder = Feeder { engines: engines.clone(), clock: app.clock().clone() };
        return Ok(journal::reader::catch_up(app, &feeder).await?);
    };
    let mut conn = app.pool().acquire().await?;
    if cursor == 0 {
        if store::journal_end(&mut conn).await? == 0 {
            return Ok(());
        }
        cursor = fill(&mut conn, app.clock(), engines, |_| ()).await?;
    }
    loop {
        let entries = journal::reader::after(&mut conn, cursor, journal::reader::BATCH).await?;
        let Some(last) = entries.last() else { return Ok(()) };
        cursor = last.index + 1;
        let batch = follow(&mut conn, app.clock(), engines, &entries).await?;
        engines.apply(Batch { next_index: Some(cursor), ..batch }).await?;
    }
}

/// Puts everything there is; answers the leaf to go on from. `progress` is told how many documents were looked at.
pub async fn fill(
    conn: &mut PgConnection,
    clock: &clock::Clock,
    engines: &Engines,
    progress: impl Fn(u64),
) -> Result<i64, SearchError> {
    // Read first: what changes while the tables are read is an entry from here on.
    let next_index = store::journal_end(conn).await?;
    let reference = Reference::load(conn).await?;
    engines
        .apply(Batch {
            puts: reference.services().iter().map(super::docs::ServiceDoc::index).collect(),
            ..Batch::default()
        })
        .await?;
    for kind in [Kind::Agencies, Kind::Notices, Kind::Awards] {
        let mut after = Uuid::nil();
        loop {
            let ids = match kind {
                Kind::Agencies => store::agencies_after(conn, after, PAGE).await?,
                Kind::Notices => store::notices_after(conn, after, PAGE).await?,
                _ => store::awards_after(conn, after, PAGE).await?,
            };
            let Some(&last) = ids.last() else { break };
            let (none, some) = (Vec::new(), &ids);
            let of = |wanted: Kind| if wanted == kind { some } else { &none };
            let batch =
                current(conn, clock, &reference, of(Kind::Agencies), of(Kind::Notices), of(Kind::Awards)).await?;
            engines.apply(batch).await?;
            progress(u64::try_from(ids.len()).unwrap_or(0));
            after = last;
        }
    }
    engines.apply(Batch { next_index: Some(next_index), ..Batch::default() }).await?;
    Ok(next_index)
}

/// Builds the index anew beside the one in use and changes over. `progress` as in [`fill`].
pub async fn rebuild(app: &App, engines: &Engines, progress: impl Fn(u64)) -> Result<(), SearchError> {
    let mut conn = app.pool().acquire().await?;
    let fresh = engines.fresh().await?;
    let next_index = fill(&mut conn, app.clock(), &fresh, progress).await?;
    engines.adopt(fresh).await?;
    if engines.cursor().await?.is_none() {
        store::set_cursor(&mut conn, MEILI_READER, next_index).await?;
    }
    Ok(())
}

/// What changes with these entries: everything they name, as it stands now. What shows the name of an organisation that has a new one may
/// be any number of documents: they are put at once, page by page, and the rest is returned.
async fn follow(
    conn: &mut PgConnection,
    clock: &Clock,
    engines: &Engines,
    entries: &[PlacedEntry],
) -> Result<Batch, SearchError> {
    let about: BTreeSet<Uuid> =
        entries.iter().flat_map(|entry| entry.about.iter().copied().chain([entry.subject_id])).collect();
    let about: Vec<Uuid> = about.into_iter().collect();
    let renamed: BTreeSet<Uuid> =
        entries.iter().filter(|entry| is_renaming(entry)).map(|entry| entry.subject_id).collect();
    let renamed: Vec<Uuid> = renamed.into_iter().collect();
    let (agencies, notices, awards) = store::touched(conn, &about).await?;
    if agencies.is_empty() && notices.is_empty() && awards.is_empty() && renamed.is_empty() {
        return Ok(Batch::default());
    }
    let reference = Reference::load(conn).await?;
    if !renamed.is_empty() {
        put_renamed(conn, clock, engines, &reference, &renamed).await?;
    }
    current(conn, clock, &reference, &agencies, &notices, &awards).await
}

/// Whether an organisation was given another name: then the public part has `"name": {"from": …, "to": …}`.
fn is_renaming(entry: &PlacedEntry) -> bool {
    matches!(entry.subject_kind.as_str(), "agency" | "client")
        && entry.public.get("name").is_some_and(|name| name.get("to").is_some())
}

/// Puts what shows the names of these organisations.
async fn put_renamed(
    conn: &mut PgConnection,
    clock: &Clock,
    engines: &Engines,
    reference: &Reference,
    renamed: &[Uuid],
) -> Result<(), SearchError> {
    let mut after = Uuid::nil();
    loop {
        let ids = store::notices_of_after(conn, renamed, after, PAGE).await?;
        let Some(&last) = ids.last() else { break };
        engines.apply(current(conn, clock, reference, &[], &ids, &[]).await?).await?;
        after = last;
    }
    let mut after = Uuid::nil();
    loop {
        let ids = store::awards_of_after(conn, renamed, after, PAGE).await?;
        let Some(&last) = ids.last() else { break };
        engines.apply(current(conn, clock, reference, &[], &[], &ids).await?).await?;
        after = last;
    }
    Ok(())
}

/// Puts the agencies that a new day has changed without any entry: a certificate has begun or ended, a suspension is over. `since` is the
/// day of the last such pass, if any; answers the day of this one.
pub async fn turn_of_day(app: &App, engines: &Engines, since: Option<NaiveDate>) -> Result<NaiveDate, SearchError> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let today = now.with_timezone(&cst()).date_naive();
    if since == Some(today) {
        return Ok(today);
    }
    // A server that was down for an unknown time looks at all of them.
    let since = since.unwrap_or(BEFORE_ALL);
    let reference = Reference::load(&mut conn).await?;
    let mut after = Uuid::nil();
    loop {
        let ids = store::agencies_turned_after(&mut conn, since, now, after, PAGE).await?;
        let Some(&last) = ids.last() else { return Ok(today) };
        engines.apply(current(&mut conn, app.clock(), &reference, &ids, &[], &[]).await?).await?;
        after = last;
    }
}

/// The documents of these ids as they stand; what is not public, or is gone, is removed.
async fn current(
    conn: &mut PgConnection,
    clock: &Clock,
    reference: &Reference,
    agencies: &[Uuid],
    notices: &[Uuid],
    awards: &[Uuid],
) -> Result<Batch, SearchError> {
    let now = clock.now(conn).await?;
    let mut batch = Batch::default();
    for page in agencies.chunks(500) {
        let docs = store::agencies(conn, reference, page, now).await?;
        batch.puts.extend(docs.iter().map(super::docs::AgencyDoc::index));
    }
    for page in notices.chunks(500) {
        let docs = store::notices(conn, reference, page).await?;
        batch.puts.extend(docs.iter().map(super::docs::NoticeDoc::index));
    }
    for page in awards.chunks(500) {
        let docs = store::awards(conn, reference, page).await?;
        batch.puts.extend(docs.iter().map(super::docs::AwardDoc::index));
    }
    let put: BTreeSet<(Kind, Uuid)> = batch.puts.iter().map(|doc| (doc.kind, doc.id)).collect();
    let asked = [(Kind::Agencies, agencies), (Kind::Notices, notices), (Kind::Awards, awards)];
    let asked = asked.into_iter().flat_map(|(kind, ids)| ids.iter().map(move |&id| (kind, id)));
    batch.deletes = asked.filter(|it| !put.contains(it)).collect();
    Ok(batch)
}

/// Feeds Meilisearch under the cursor row that one server at a time holds.
struct Feeder {
    engines: Engines,
    clock: Clock,
}

impl Reader for Feeder {
    const NAME: &'static str = MEILI_READER;

    async fn apply(&self, conn: &mut PgConnection, entries: &[PlacedEntry]) -> Result<(), sqlx::Error> {
        let applied = async {
            let batch = follow(conn, &self.clock, &self.engines, entries).await?;
            self.engines.apply(batch).await
        };
        applied.await.map_err(|error| match error {
            SearchError::Database(error) => error,
            other => sqlx::Error::Io(std::io::Error::other(other)),
        })
    }
}
