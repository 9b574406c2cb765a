//! Which items of the catalogue words ask for.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::engine::{Engine, Engines};
use super::model::{Kind, Query, SearchError};
use super::terms::Terms;

/// Items that words may ask for.
const MOST_WANTED: usize = 20;
/// How long an answer is remembered: the catalogue changes rarely, and the same words are typed all day.
const KEPT: Duration = Duration::from_secs(30);
/// Answers that are remembered at once; beyond, all are forgotten.
const ANSWERS: usize = 1_000;

/// Codes that the words of a query name, and when that was found.
type Answers = HashMap<Terms, (Instant, Vec<String>)>;

/// What words asked for lately.
#[derive(Clone, Debug, Default)]
pub struct Wanted(Arc<Mutex<Answers>>);

impl Wanted {
    /// Codes of the items that the words name.
    pub async fn of(&self, engines: &Engines, words: &Terms) -> Result<Vec<String>, SearchError> {
        if let Some((found_at, codes)) = self.answers().get(words)
            && found_at.elapsed() < KEPT
        {
            return Ok(codes.clone());
        }
        let codes = look_up(engines, words).await?;
        let mut answers = self.answers();
        if answers.len() >= ANSWERS {
            answers.clear();
        }
        answers.insert(words.clone(), (Instant::now(), codes.clone()));
        Ok(codes)
    }

    fn answers(&self) -> std::sync::MutexGuard<'_, Answers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn look_up(engines: &Engines, words: &Terms) -> Result<Vec<String>, SearchError> {
    let items = Query {
        kind: Kind::Services,
        words: words.clone(),
        filters: BTreeMap::new(),
        wanted: Vec::new(),
        sort: None,
        limit: MOST_WANTED,
        offset: 0,
    };
    let found = engines.search(items).await?;
    // A word of half the catalogue names none of it.
    if found.relaxed || found.total > MOST_WANTED {
        return Ok(Vec::new());
    }
    Ok(found.hits.iter().filter_map(|hit| hit["code"].as_str().map(str::to_owned)).collect())
}
