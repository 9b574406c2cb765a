//! Answering a query from one index.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tantivy::aggregation::AggContextParams;
use tantivy::aggregation::agg_result::AggregationResults;
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyDocument};

use super::generation::Generation;
use super::query::{Builder, IDENTITY, Strictness};
use super::schema::{self, TIE};
use crate::reach::search::model::{Found, Query, SearchError};
use crate::reach::search::settings::{Settings, Sort};

/// What decides between two hits, most important first: chosen sort, whole name or code, able to work, words, credit, newest, id.
type Rank = [i64; 7];

/// All words as typed, else the whole as a part of a name, else all words with a letter wrong, else as many of them as can be found.
pub fn search(generation: &Generation, settings: &Settings, query: &Query) -> Result<Found, SearchError> {
    let searcher = generation.searcher();
    let words = query.words.clauses.len();
    let mut ways = vec![Strictness::All];
    if query.words.part.is_some() {
        ways.push(Strictness::Part);
    }
    if words > 0 {
        ways.push(Strictness::AllWithTypos);
        ways.extend(
            [words.saturating_sub(1), words.div_ceil(2), 1]
                .into_iter()
                .filter(|&n| n > 0 && n < words)
                .map(Strictness::AtLeast),
        );
    }
    ways.dedup();
    let mut found = Found::default();
    for way in ways {
        let built = Builder { fields: &generation.fields, settings }.build(query, way);
        found = collect(generation, &searcher, settings, query, &*built)?;
        found.relaxed = !matches!(way, Strictness::All | Strictness::Part);
        if found.total > 0 {
            return Ok(found);
        }
    }
    found.relaxed = false;
    Ok(found)
}

fn collect(
    generation: &Generation,
    searcher: &Searcher,
    settings: &Settings,
    query: &Query,
    built: &dyn tantivy::query::Query,
) -> Result<Found, SearchError> {
    let kind = settings.of(query.kind)?;
    let facets = facet_collector(&kind.facets, settings.limits.facet_values)?;
    let sort = query.sort.as_ref().and_then(|name| kind.sorts.get(name)).cloned();
    let (total, top, counts) = searcher.search(built, &(Count, ranked(query, sort), facets))?;
    let mut hits = Vec::with_capacity(top.len());
    for (_, address) in top {
        let doc: TantivyDocument = searcher.doc(address)?;
        let text = doc.get_first(generation.fields.hit).and_then(|it| it.as_str());
        let hit = text.and_then(|it| serde_json::from_str(it).ok());
        hits.push(hit.ok_or_else(|| SearchError::Internal("a stored hit is no JSON".to_owned()))?);
    }
    Ok(Found { hits, total, facets: facet_counts(&kind.facets, counts)?, relaxed: false })
}

fn ranked(query: &Query, sort: Option<Sort>) -> impl Collector<Fruit = Vec<(Rank, DocAddress)>> {
    let wanted = query.wanted.clone();
    TopDocs::with_limit(query.limit).and_offset(query.offset).tweak_score(move |segment: &SegmentReader| {
        let column = |name: &str| segment.fast_fields().column_opt::<i64>(name).ok().flatten();
        let (able, credit, recent, tie) = (column("able"), column("credit"), column("recent"), column(TIE));
        let (open, offered) = (Codes::of(segment, "open", &wanted), Codes::of(segment, "item", &wanted));
        let sorted = sort.as_ref().map(|it| (column(&it.field), it.descending));
        move |doc: DocId, score: Score| {
            let of = |column: &Option<Column<i64>>| column.as_ref().and_then(|it| it.first(doc));
            // Without a value: last, whichever way it is sorted.
            let chosen = sorted.as_ref().map_or(0, |(column, descending)| match (of(column), descending) {
                (None, _) => i64::MIN,
                (Some(value), true) => value,
                (Some(value), false) => value.saturating_neg(),
            });
            let identity = score >= IDENTITY;
            let text = if identity { score % IDENTITY } else { score };
            let or_zero = |column| of(column).unwrap_or(0);
            [
                chosen,
                i64::from(identity),
                match or_zero(&able) {
                    able if open.any(doc) => able + 1,
                    able if offered.any(doc) => able.min(1),
                    able => able,
                },
                hundredths(text),
                or_zero(&credit),
                or_zero(&recent),
                or_zero(&tie),
            ]
        }
    })
}

/// Which documents of a segment carry one of some values of a facet.
struct Codes {
    column: Option<StrColumn>,
    ords: Vec<u64>,
}

impl Codes {
    fn of(segment: &SegmentReader, facet: &str, codes: &[String]) -> Self {
        if codes.is_empty() {
            return Self { column: None, ords: Vec::new() };
        }
        let column = segment.fast_fields().str(&schema::facet_name(facet)).ok().flatten();
        let ord = |code: &String| column.as_ref()?.dictionary().term_ord(code.as_bytes()).ok().flatten();
        let ords = codes.iter().filter_map(ord).collect();
        Self { column, ords }
    }

    fn any(&self, doc: DocId) -> bool {
        let column = self.column.as_ref().filter(|_| !self.ords.is_empty());
        column.is_some_and(|column| column.term_ords(doc).any(|ord| self.ords.contains(&ord)))
    }
}

/// Scores are small sums of weights.
#[allow(clippy::cast_possible_truncation, reason = "a float-to-integer cast saturates; scores are far below the limit")]
fn hundredths(score: Score) -> i64 {
    (score * 100.0).round() as i64
}

fn facet_collector(
    facets: &[String],
    values: usize,
) -> Result<tantivy::aggregation::AggregationCollector, SearchError> {
    let request: serde_json::Map<String, Value> = facets
        .iter()
        .map(|facet| (facet.clone(), json!({ "terms": { "field": schema::facet_name(facet), "size": values } })))
        .collect();
    let request =
        serde_json::from_value(Value::Object(request)).map_err(|error| SearchError::Internal(error.to_string()))?;
    Ok(tantivy::aggregation::AggregationCollector::from_aggs(request, AggContextParams::default()))
}

fn facet_counts(
    facets: &[String],
    counts: AggregationResults,
) -> Result<BTreeMap<String, Vec<(String, u64)>>, SearchError> {
    let counts = serde_json::to_value(counts).map_err(|error| SearchError::Internal(error.to_string()))?;
    let values = |facet: &String| {
        let buckets = counts[facet.as_str()]["buckets"].as_array().cloned().unwrap_or_default();
        let pair = |it: &Value| Some((it["key"].as_str()?.to_owned(), it["doc_count"].as_u64()?));
        buckets.iter().filter_map(pair).collect()
    };
    Ok(facets.iter().map(|facet| (facet.clone(), values(facet))).collect())
}
