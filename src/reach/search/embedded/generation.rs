//! One index on disk, and which of several is the current one.
//!
//! `search/current` names the directory that answers. A rebuild fills a directory `new-…` and then becomes current by a rename and an
//! atomic write of that file, also from another process: the server notices and changes over.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tantivy::directory::MmapDirectory;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

use super::schema::{self, Fields};
use super::tokenizer::{self, Charabia};
use crate::reach::search::model::{Batch, SearchError};
use crate::reach::search::settings::Settings;

/// Memory of the one indexing thread.
const HEAP: usize = 16 << 20;
const CURRENT: &str = "current";
const FINISHED: &str = "index-";
const UNFINISHED: &str = "new-";

/// An open index.
pub struct Generation {
    /// Name of its directory.
    pub name: String,
    /// Its fields.
    pub fields: Fields,
    index: Index,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
}

impl std::fmt::Debug for Generation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Generation").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Generation {
    /// Opens the index of a directory, or makes it.
    fn open(root: &Path, name: &str, settings: &Settings) -> Result<Self, SearchError> {
        let path = root.join(name);
        std::fs::create_dir_all(&path)?;
        let fields = Fields::new(settings);
        let directory = MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?;
        let index = Index::open_or_create(directory, fields.schema.clone())?;
        index.tokenizers().register(tokenizer::NAME, TextAnalyzer::from(Charabia));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { name: name.to_owned(), fields, index, reader, writer: Mutex::new(None) })
    }

    /// A view of what is committed.
    pub fn searcher(&self) -> tantivy::Searcher {
        self.reader.searcher()
    }

    /// Next journal leaf, as committed with the documents.
    pub fn cursor(&self) -> Result<i64, SearchError> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|it| it.parse().ok()).unwrap_or(0))
    }

    /// Applies a batch and its cursor in one commit.
    pub fn apply(&self, batch: &Batch) -> Result<(), SearchError> {
        let cursor = match batch.next_index {
            Some(next) => next,
            None => self.cursor()?,
        };
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self.new_writer()?,
        };
        // A writer that failed is dropped, with what it had not committed; the next batch opens another.
        for (kind, id) in batch.puts.iter().map(|doc| (doc.kind, doc.id)).chain(batch.deletes.iter().copied()) {
            writer.delete_term(Term::from_field_text(self.fields.key, &schema::key(kind, id)));
        }
        for doc in &batch.puts {
            writer.add_document(self.fields.document(doc))?;
        }
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(&cursor.to_string());
        prepared.commit()?;
        self.reader.reload()?;
        *slot = Some(writer);
        Ok(())
    }

    /// A process that was killed leaves files that no commit names. The journal is read again from the last commit, so the same
    /// names come up again (`<segment>.<opstamp>.del`), and would be refused because they exist.
    fn new_writer(&self) -> Result<IndexWriter, SearchError> {
        let writer = self.index.writer_with_num_threads(1, HEAP)?;
        writer.garbage_collect_files().wait()?;
        Ok(writer)
    }
}

/// Prefix of finished directories that fit this binary and its settings.
fn fitting(settings: &Settings) -> String {
    format!("{FINISHED}{}-{}-", schema::VERSION, settings.fingerprint)
}

/// Name of the current directory, if any fits.
pub fn current_name(root: &Path, settings: &Settings) -> Result<Option<String>, SearchError> {
    match std::fs::read_to_string(root.join(CURRENT)) {
        Ok(name) => Ok(Some(name.trim().to_owned()).filter(|name| name.starts_with(&fitting(settings)))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens the current index. One that does not fit, or cannot be opened, gives way to an empty one, which is filled from leaf 0.
pub fn open_current(root: &Path, settings: &Settings) -> Result<Generation, SearchError> {
    std::fs::create_dir_all(root)?;
    if let Some(name) = current_name(root, settings)? {
        match Generation::open(root, &name, settings) {
            Ok(generation) => {
                remove_others(root, &name);
                return Ok(generation);
            }
            Err(error) => tracing::warn!(%error, "the search index cannot be opened and is built anew"),
        }
    }
    let generation = begin(root, settings)?;
    finish(root, settings, generation)
}

/// Makes an empty index beside the current one.
pub fn begin(root: &Path, settings: &Settings) -> Result<Generation, SearchError> {
    for name in names(root, UNFINISHED) {
        remove(&root.join(name));
    }
    Generation::open(root, &format!("{UNFINISHED}{}", next_number(root)), settings)
}

/// Makes an index the current one.
pub fn finish(root: &Path, settings: &Settings, generation: Generation) -> Result<Generation, SearchError> {
    let name = format!("{}{}", fitting(settings), next_number(root));
    let from = root.join(&generation.name);
    // Closes its files and stops its merging threads.
    if let Some(writer) = generation.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
        writer.wait_merging_threads()?;
    }
    drop(generation);
    std::fs::rename(from, root.join(&name))?;
    let part = root.join("current.part");
    std::fs::write(&part, &name)?;
    std::fs::rename(part, root.join(CURRENT))?;
    Generation::open(root, &name, settings)
}

/// Removes finished directories that answer no more. What is still open elsewhere stays readable there.
pub fn remove_others(root: &Path, current: &str) {
    for name in names(root, FINISHED).into_iter().filter(|name| name != current) {
        remove(&root.join(name));
    }
}

fn remove(path: &PathBuf) {
    if let Err(error) = std::fs::remove_dir_all(path) {
        tracing::warn!(%error, path = %path.display(), "an old search index stays behind");
    }
}

fn names(root: &Path, prefix: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| name.starts_with(prefix)).collect()
}

/// One more than the highest number in use.
fn next_number(root: &Path) -> u64 {
    let used = names(root, FINISHED).into_iter().chain(names(root, UNFINISHED));
    used.filter_map(|name| name.rsplit('-').next().and_then(|it| it.parse::<u64>().ok()))
        .max()
        .map_or(1, |it| it.saturating_add(1))
}
