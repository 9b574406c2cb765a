//! Meilisearch, where `MEILI_URL` names a server: the same documents, settings and synonyms as the embedded engine. One index per
//! kind, `<prefix>_<kind>`; the reader's cursor is a row of the database.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::time::Duration;

use meilisearch_sdk::client::{Client, SwapIndexes};
use meilisearch_sdk::errors::{Error, ErrorCode};
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::search::{MatchingStrategies, SearchResults, Selectors};
use meilisearch_sdk::settings::Settings as MeiliSettings;
use meilisearch_sdk::task_info::TaskInfo;
use meilisearch_sdk::tasks::Task;
use serde::Deserialize;
use serde_json::{Value, json};

use super::engine::Engine;
use super::model::{Batch, Found, IndexDoc, Kind, Query, SearchError};
use super::settings::{CHARS, Settings};

/// One request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// One task: indexing a batch, changing settings. Less than a transaction may wait, because the cursor row is held meanwhile.
const TASK_TIMEOUT: Duration = Duration::from_secs(20);
/// How often a task is looked at; documents are to be found within a second of their commit.
const TASK_INTERVAL: Duration = Duration::from_millis(30);
/// Documents of one request.
const CHUNK: usize = 500;
/// The language of every text: Chinese characters must not be taken for Japanese.
const LOCALE: &str = "cmn";

/// The engine; clones share the client.
#[derive(Clone, Debug)]
pub struct Meili {
    client: Client,
    prefix: String,
    settings: &'static Settings,
}

#[derive(Deserialize)]
struct Hit {
    hit: Value,
}

impl Meili {
    /// A server by its address; nothing is asked of it yet. `prefix` keeps installations on one server apart.
    pub fn new(url: &str, key: Option<&str>, prefix: &str) -> Result<Self, SearchError> {
        let client = Client::new(url.trim_end_matches('/'), key).map_err(failed)?;
        Ok(Self { client, prefix: prefix.to_owned(), settings: Settings::built_in()? })
    }

    /// Removes its indexes, as tests do.
    pub async fn remove(&self) -> Result<(), SearchError> {
        for &kind in Kind::ALL {
            self.done(self.client.delete_index(self.uid(kind))).await?;
        }
        Ok(())
    }

    fn uid(&self, kind: Kind) -> String {
        format!("{}_{kind}", self.prefix)
    }

    fn index(&self, kind: Kind) -> Index {
        self.client.index(self.uid(kind))
    }

    /// Sends what makes a task and waits until it is done.
    async fn done(&self, request: impl Future<Output = Result<TaskInfo, Error>>) -> Result<(), SearchError> {
        let task = bounded(request).await?;
        let waited = self.client.wait_for_task(task, Some(TASK_INTERVAL), Some(TASK_TIMEOUT));
        match tokio::time::timeout(TASK_TIMEOUT, waited).await.map_err(|_| SearchError::Timeout)?.map_err(failed)? {
            Task::Succeeded { .. } => Ok(()),
            // What was to be made is there.
            Task::Failed { content } if matches!(content.error.error_code, ErrorCode::IndexAlreadyExists) => Ok(()),
            Task::Failed { content } => Err(SearchError::Meili(content.error.to_string())),
            Task::Enqueued { .. } | Task::Processing { .. } => Err(SearchError::Timeout),
        }
    }

    /// Asks for words; or, with `part`, for a run of characters in names. Where items are wanted, those come first that can take work in them:
    /// the page goes on with the others.
    async fn ask(&self, query: &Query, strategy: MatchingStrategies, part: Option<&str>) -> Result<Found, SearchError> {
        if query.wanted.is_empty() {
            return self.ask_for(query, &strategy, part, "").await;
        }
        let wanted = one_of("open", &query.wanted);
        let first = self.ask_for(query, &strategy, part, &wanted).await?;
        let rest = Query {
            offset: query.offset.saturating_sub(first.total),
            limit: query.limit.saturating_sub(first.hits.len()),
            ..query.clone()
        };
        let rest = self.ask_for(&rest, &strategy, part, &format!("NOT {wanted}")).await?;
        Ok(joined(first, rest))
    }

    async fn ask_for(
        &self,
        query: &Query,
        strategy: &MatchingStrategies,
        part: Option<&str>,
        more: &str,
    ) -> Result<Found, SearchError> {
        let index = self.index(query.kind);
        let kind = self.settings.of(query.kind)?;
        let facets: Vec<&str> = kind.facets.iter().map(String::as_str).collect();
        let filter = filter_of(query, more);
        let fields = self.settings.fields.iter().map(|it| it.name.as_str());
        let searched: Vec<&str> = fields.filter(|name| (*name == CHARS) == part.is_some()).collect();
        let sort = query.sort.as_ref().and_then(|name| kind.sorts.get(name));
        let sort = sort.map(|it| format!("{}:{}", number(&it.field), if it.descending { "desc" } else { "asc" }));
        let sort: Vec<&str> = sort.as_deref().into_iter().collect();
        let mut request = index.search();
        request
            .with_query(part.unwrap_or(&query.words.text))
            .with_attributes_to_search_on(&searched)
            .with_offset(query.offset)
            .with_limit(query.limit)
            .with_facets(Selectors::Some(&facets))
            .with_attributes_to_retrieve(Selectors::Some(&["hit"]))
            .with_matching_strategy(strategy.clone())
            .with_locales(&[LOCALE]);
        if !filter.is_empty() {
            request.with_filter(&filter);
        }
        if !sort.is_empty() {
            request.with_sort(&sort);
        }
        let results: SearchResults<Hit> = bounded(request.execute()).await?;
        let total = results.estimated_total_hits.unwrap_or(results.hits.len());
        let counts = results.facet_distribution.unwrap_or_default();
        Ok(Found {
            hits: results.hits.into_iter().map(|it| it.result.hit).collect(),
            total,
            facets: kind.facets.iter().map(|facet| (facet.clone(), by_count(counts.get(facet)))).collect(),
            relaxed: false,
        })
    }
}

impl Engine for Meili {
    async fn prepare(&self) -> Result<(), SearchError> {
        for &kind in Kind::ALL {
            self.done(self.client.create_index(self.uid(kind), Some("id"))).await?;
            let settings = settings_of(self.settings, kind)?;
            self.done(self.index(kind).set_settings(&settings)).await?;
        }
        Ok(())
    }

    async fn apply(&self, batch: Batch) -> Result<(), SearchError> {
        for &kind in Kind::ALL {
            let puts: Vec<Value> = batch.puts.iter().filter(|doc| doc.kind == kind).map(document).collect();
            for chunk in puts.chunks(CHUNK) {
                let index = self.index(kind);
                self.done(index.add_or_replace(chunk, Some("id"))).await?;
            }
            let deletes: Vec<String> =
                batch.deletes.iter().filter(|(of, _)| *of == kind).map(|(_, id)| id.to_string()).collect();
            if !deletes.is_empty() {
                let index = self.index(kind);
                self.done(index.delete_documents(&deletes)).await?;
            }
        }
        Ok(())
    }

    async fn search(&self, query: Query) -> Result<Found, SearchError> {
        let strict = self.ask(&query, MatchingStrategies::ALL, None).await?;
        if strict.total > 0 {
            return Ok(strict);
        }
        if let Some(part) = &query.words.part {
            let part = self.ask(&query, MatchingStrategies::ALL, Some(&format!("\"{part}\""))).await?;
            if part.total > 0 {
                return Ok(part);
            }
        }
        if query.words.clauses.len() < 2 {
            return Ok(strict);
        }
        let relaxed = self.ask(&query, MatchingStrategies::LAST, None).await?;
        Ok(Found { relaxed: relaxed.total > 0, ..relaxed })
    }

    async fn cursor(&self) -> Result<Option<i64>, SearchError> {
        Ok(None)
    }

    async fn fresh(&self) -> Result<Self, SearchError> {
        let fresh = Self { prefix: format!("{}_new", self.prefix), ..self.clone() };
        // What a rebuild that was broken off has left behind.
        for &kind in Kind::ALL {
            match fresh.done(fresh.client.delete_index(fresh.uid(kind))).await {
                Err(SearchError::Meili(error)) if !error.contains("index_not_found") => {
                    return Err(SearchError::Meili(error));
                }
                Err(error @ SearchError::Timeout) => return Err(error),
                _ => {}
            }
        }
        fresh.prepare().await?;
        Ok(fresh)
    }

    async fn adopt(&self, fresh: Self) -> Result<(), SearchError> {
        let pairs: Vec<SwapIndexes> = Kind::ALL
            .iter()
            .map(|&kind| SwapIndexes { indexes: (self.uid(kind), fresh.uid(kind)), rename: None })
            .collect();
        self.done(self.client.swap_indexes(&pairs)).await?;
        fresh.remove().await
    }
}

/// The settings of one index, from `search-config/`.
fn settings_of(settings: &Settings, kind: Kind) -> Result<MeiliSettings, SearchError> {
    let of_kind = settings.of(kind)?;
    let fields: Vec<&String> = settings.fields.iter().map(|it| &it.name).collect();
    let mut sortable: Vec<String> = of_kind.sorts.values().map(|it| number(&it.field)).collect();
    sortable.sort_unstable();
    sortable.dedup();
    let mut synonyms: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for group in &settings.synonym_groups {
        for term in group {
            synonyms.entry(term).or_default().extend(group.iter().filter(|other| *other != term));
        }
    }
    // `identity` has no rule of its own: with every word required, a whole name is matched by little else. Misspelt words come
    // after well-spelt ones here, where the embedded engine looks for them only when nothing else is found.
    let mut rules = vec!["sort".to_owned(), "words".to_owned(), "typo".to_owned()];
    for rule in &settings.ranking {
        match rule.as_str() {
            "identity" => {}
            "fields" => rules.extend(["attribute", "proximity", "exactness"].map(str::to_owned)),
            name => rules.push(format!("{}:desc", number(name))),
        }
    }
    let json = json!({
        "searchableAttributes": fields,
        "displayedAttributes": ["hit"],
        "filterableAttributes": of_kind.all_filters().collect::<Vec<_>>(),
        "sortableAttributes": sortable,
        "rankingRules": rules,
        "stopWords": settings.stop_words,
        "synonyms": synonyms,
        "typoTolerance": {
            "enabled": true,
            "disableOnAttributes": ["codes", "initials", CHARS],
            "disableOnWords": [],
            "minWordSizeForTypos": { "oneTypo": settings.typo.min_letters, "twoTypos": 255 },
        },
        "pagination": { "maxTotalHits": settings.limits.depth + settings.limits.page },
        "faceting": { "maxValuesPerFacet": settings.limits.facet_values },
        "localizedAttributes": [{ "locales": [LOCALE], "attributePatterns": ["*"] }],
        "searchCutoffMs": 1_500,
    });
    serde_json::from_value(json).map_err(|error| SearchError::Internal(error.to_string()))
}

/// A document as Meilisearch takes it: texts, facets and numbers side by side, and the hit apart, which is not searched.
fn document(doc: &IndexDoc) -> Value {
    let mut all: HashMap<&str, Value> = HashMap::from([("id", json!(doc.id)), ("hit", doc.hit.clone())]);
    all.extend(doc.text.iter().map(|(name, values)| (*name, json!(values))));
    all.extend(doc.facets.iter().map(|(name, values)| (*name, json!(values))));
    let mut all: HashMap<String, Value> = all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    all.extend(doc.numbers.iter().map(|(name, value)| (number(name), json!(value))));
    json!(all)
}

/// Attribute of a number; apart from facets, because agencies have a facet `able`, too.
fn number(name: &str) -> String {
    format!("n_{name}")
}

fn filter_of(query: &Query, more: &str) -> String {
    let facets = query.filters.iter().map(|(facet, values)| one_of(facet, values));
    let more = Some(more.to_owned()).filter(|it| !it.is_empty());
    facets.chain(more).collect::<Vec<_>>().join(" AND ")
}

fn one_of(facet: &str, values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("{facet} IN [{}]", values.join(", "))
}

/// One answer of two that have no hit in common.
fn joined(mut first: Found, rest: Found) -> Found {
    first.hits.extend(rest.hits);
    first.total += rest.total;
    for (facet, values) in rest.facets {
        let counts = first.facets.entry(facet).or_default();
        for (value, more) in values {
            match counts.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += more,
                None => counts.push((value, more)),
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    first
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Most frequent first, as the embedded engine counts.
fn by_count(counts: Option<&HashMap<String, usize>>) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = counts
        .into_iter()
        .flatten()
        .map(|(value, &count)| (value.clone(), u64::try_from(count).unwrap_or(u64::MAX)))
        .collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

async fn bounded<T>(request: impl Future<Output = Result<T, Error>>) -> Result<T, SearchError> {
    tokio::time::timeout(REQUEST_TIMEOUT, request).await.map_err(|_| SearchError::Timeout)?.map_err(failed)
}

#[allow(clippy::needless_pass_by_value, reason = "the shape map_err wants")]
fn failed(error: Error) -> SearchError {
    SearchError::Meili(error.to_string())
}
