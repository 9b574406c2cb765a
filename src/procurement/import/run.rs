//! Reads a file of notices from one end to the other.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use uuid::Uuid;

use super::items::{Catalogue, Choice};
use super::places::Places;
use super::report::{self, Report};
use super::row::{self, Column, Remark, Row};
use super::store::{self, Placed};
use super::table::{ImportError, Table};
use crate::core::state::RoundState;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::{Instant, Problem};
use crate::platform::{Actor, App, Work, divisions};
use crate::say;

/// Rows written in one transaction.
const BATCH: usize = 100;

/// What rows are held against.
struct Reference {
    catalogue: Catalogue,
    places: Places,
    /// Name of the file.
    source: String,
    /// The installation's division, for clients whose name does not say where they are.
    home: String,
}

/// A row ready to be written.
struct Ready {
    number: u64,
    row: Row,
    items: Vec<Choice>,
}

/// Imports the notices of a CSV file; progress goes to stderr, what is to be said about rows to `out`, as it arises.
///
/// # Errors
/// When the file cannot be read to its end, lacks columns, or the database cannot be reached. What was written before stays; reading
/// the file again goes on from there.
pub async fn run(app: &App, path: &Path, out: &mut impl Write) -> Result<Report, ImportError> {
    let (mut table, size) = Table::open(path)?;
    let (reference, now) = prepare(app, path).await?;
    let bar = ProgressBar::new(size);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message("导入公告 / importing notices");
    let mut report = Report::default();
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(line) = table.next()? {
        report.read += 1;
        let understood = line.fields.and_then(|fields| row::understand(&fields, now));
        match understood.and_then(|row| choose(&reference.catalogue, line.number, row)) {
            Ok(ready) => batch.push(ready),
            Err(wrong) => {
                report.refused += 1;
                bar.suspend(|| report::write(out, line.number, true, &wrong))?;
            }
        }
        if batch.len() == BATCH {
            write(app, &reference, &batch, &mut report, &bar, out).await?;
            batch.clear();
            bar.set_position(table.position());
        }
    }
    write(app, &reference, &batch, &mut report, &bar, out).await?;
    bar.finish_and_clear();
    report.write(out)?;
    Ok(report)
}

async fn prepare(app: &App, path: &Path) -> Result<(Reference, DateTime<Utc>), ImportError> {
    let mut conn = app.pool().acquire().await?;
    let catalogue = Catalogue::new(store::catalogue(&mut conn).await?);
    let places = Places::new(divisions::all(&mut conn).await?);
    let now = app.clock().now(&mut conn).await?;
    let source = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((Reference { catalogue, places, source, home: app.division_code().to_owned() }, now))
}

/// An item for each service type of the title. A row none of whose types is known cannot be a notice; of several, the unknown are told.
fn choose(catalogue: &Catalogue, number: u64, mut row: Row) -> Result<Ready, Vec<Remark>> {
    let mut items: Vec<Choice> = Vec::new();
    let mut unknown = Vec::new();
    for service_type in &row.types {
        match catalogue.choose(service_type, &row.project_name, &row.content) {
            Some(item) if items.contains(&item) => {}
            Some(item) => items.push(item),
            None => {
                let found = row::quote(service_type);
                let text = say!("目录中没有服务类型“{found}”", "the catalogue has no service type “{found}”");
                unknown.push(Remark::new(Column::Title, text));
            }
        }
    }
    if items.is_empty() {
        return Err(unknown);
    }
    row.remarks.extend(unknown);
    Ok(Ready { number, row, items })
}

/// Writes a batch in one unit of work.
async fn write(
    app: &App,
    reference: &Reference,
    batch: &[Ready],
    report: &mut Report,
    bar: &ProgressBar,
    out: &mut impl Write,
) -> Result<(), ImportError> {
    if batch.is_empty() {
        return Ok(());
    }
    let mut work = app.begin(Actor::System("import")).await?;
    store::alone(work.db()).await?;
    let at = work.now().await?;
    let keys: Vec<String> = batch.iter().map(|ready| ready.row.key()).collect();
    let mut known: BTreeSet<String> = store::present(work.db(), &keys).await?;
    let mut taken = Vec::new();
    for (ready, key) in batch.iter().zip(keys) {
        if !known.contains(&key) {
            take(&mut work, reference, ready, &key, at).await?;
            taken.push(ready);
            known.insert(key);
        }
    }
    work.commit().await?;
    report.taken += u64::try_from(taken.len()).unwrap_or(0);
    report.present += u64::try_from(batch.len() - taken.len()).unwrap_or(0);
    for ready in taken {
        bar.suspend(|| report::write(out, ready.number, false, &ready.row.remarks))?;
    }
    Ok(())
}

async fn take(
    work: &mut Work,
    reference: &Reference,
    ready: &Ready,
    key: &str,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let row = &ready.row;
    let division_code = reference.places.of(&row.client_name).unwrap_or(&reference.home);
    let client_id = client(work, &row.client_name, division_code, at).await?;
    let codes: Vec<String> = ready.items.iter().map(|item| item.code.clone()).collect();
    let placed = Placed {
        notice_id: work.id(at),
        round_id: work.id(at),
        client_id,
        source: &reference.source,
        key,
        division_code,
        items: &codes,
    };
    store::insert_notice(work.db(), row, &placed, at).await?;
    let items: Vec<_> = ready.items.iter().map(|it| json!({ "code": it.code, "name": it.name })).collect();
    let public = json!({
        "notice_id": placed.notice_id,
        "round_id": placed.round_id,
        "round_number": 1,
        "state": RoundState::Archived,
        "source": reference.source,
        "source_key": key,
        "title": row.title,
        "project_name": row.project_name,
        "client_id": client_id,
        "client_name": row.client_name,
        "division_code": division_code,
        "method": row.method,
        "signup_deadline": Instant(row.deadline),
        "items": items,
    });
    let subject = Subject { kind: "notice", id: placed.notice_id };
    let about = vec![placed.round_id, client_id];
    let entry = Entry { kind: "notice.imported", subject, about, audience: Audience::Public, public, private: None };
    work.record(at, entry).await?;
    Ok(())
}

/// The client of this name, made where there is none. A registered client of the same name is another one: a name proves nothing.
async fn client(work: &mut Work, name: &str, division_code: &str, at: DateTime<Utc>) -> Result<Uuid, Problem> {
    if let Some(known) = store::client(work.db(), name).await? {
        return Ok(known);
    }
    let id = work.id(at);
    let no_phone = work.seal(b"");
    store::insert_client(work.db(), id, name, division_code, &no_phone, at).await?;
    let subject = Subject { kind: "client", id };
    let public = json!({ "name": name, "division_code": division_code });
    let entry =
        Entry { kind: "client.imported", subject, about: vec![], audience: Audience::Public, public, private: None };
    work.record(at, entry).await?;
    Ok(id)
}
