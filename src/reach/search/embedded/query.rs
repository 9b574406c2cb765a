//! A query as tantivy takes it. Every match is worth a fixed number, the field's weight times the way of matching, so that ranking
//! can be explained and does not depend on what else is in the index.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::schema::Fields;
use crate::reach::search::model;
use crate::reach::search::settings::{CHARS, Settings};
use crate::reach::search::terms::{Clause, Terms};
use crate::reach::search::words;

/// A whole name or code typed out is worth more than everything else together.
pub const IDENTITY: f32 = 10_000.0;
/// Words side by side in a name, as a part of the name's weight.
const SIDE_BY_SIDE: f32 = 0.5;

/// How strictly the words are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Every word, spelt so.
    All,
    /// The whole as a part of a name, not cut into words.
    Part,
    /// Every word, a letter may be wrong.
    AllWithTypos,
    /// At least so many of them, a letter may be wrong.
    AtLeast(usize),
}

type Boxed = Box<dyn Query>;

/// Makes queries over one index.
pub struct Builder<'a> {
    /// Its fields.
    pub fields: &'a Fields,
    /// Weights.
    pub settings: &'a Settings,
}

impl Builder<'_> {
    /// The whole query: kind and filters narrow, words score.
    pub fn build(&self, query: &model::Query, strictness: Strictness) -> Boxed {
        let mut parts = vec![(Occur::Must, silent(exact(self.fields.kind, query.kind.code())))];
        for (facet, values) in &query.filters {
            if let Some(&field) = self.fields.facets.get(facet) {
                let any = BooleanQuery::union(values.iter().map(|value| exact(field, value)).collect());
                parts.push((Occur::Must, silent(Box::new(any))));
            }
        }
        parts.push((Occur::Must, self.words(&query.words, strictness)));
        Box::new(BooleanQuery::new(parts))
    }

    fn words(&self, terms: &Terms, strictness: Strictness) -> Boxed {
        if terms.is_empty() {
            return silent(Box::new(AllQuery));
        }
        if let (Strictness::Part, Some(part)) = (strictness, &terms.part) {
            return scored(phrase(self.field(CHARS), &words::cut(part), false), self.weight(CHARS));
        }
        let typos = strictness != Strictness::All;
        let clauses: Vec<Boxed> = terms.clauses.iter().map(|clause| self.clause(clause, typos)).collect();
        let matched: Boxed = match strictness {
            Strictness::AtLeast(n) => Box::new(BooleanQuery::union_with_minimum_required_clauses(clauses, n)),
            _ => Box::new(BooleanQuery::intersection(clauses)),
        };
        let mut alternatives = vec![matched];
        if let Some(joined) = &terms.joined {
            let mut found = Vec::new();
            self.sounds(joined, typos, &mut found);
            alternatives.push(best(found));
        }
        if let Some(code) = &terms.code {
            alternatives
                .push(scored(starts(self.field("codes"), code), self.weight("codes") * self.settings.quality.prefix));
        }
        let mut parts = vec![(Occur::Must, best(alternatives))];
        parts.push((Occur::Should, scored(exact(self.fields.whole, &terms.whole), IDENTITY)));
        if let Some(code) = &terms.code {
            parts.push((Occur::Should, scored(exact(self.field("codes"), code), IDENTITY)));
        }
        let all: Vec<String> = terms.clauses.iter().flat_map(|clause| clause.words.iter().cloned()).collect();
        if all.len() > 1 {
            parts.push((
                Occur::Should,
                scored(phrase(self.field("name"), &all, false), self.weight("name") * SIDE_BY_SIDE),
            ));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// The best way in which a clause is found in a document.
    fn clause(&self, clause: &Clause, typos: bool) -> Boxed {
        let quality = &self.settings.quality;
        let mut ways = Vec::new();
        for name in ["name", "items", "parties", "body"] {
            let (field, weight) = (self.field(name), self.weight(name));
            ways.push(scored(phrase(field, &clause.words, false), weight * quality.exact));
            if clause.open {
                ways.push(scored(phrase(field, &clause.words, true), weight * quality.prefix));
            }
            if clause.words.len() > 1 {
                let scattered = BooleanQuery::intersection(clause.words.iter().map(|it| exact(field, it)).collect());
                ways.push(scored(Box::new(scattered), weight * quality.scattered));
            }
            for synonym in &clause.synonyms {
                ways.push(scored(phrase(field, synonym, false), weight * quality.synonym));
            }
        }
        if let [word] = clause.words.as_slice() {
            if words::is_code(word) {
                ways.push(scored(exact(self.field("codes"), word), self.weight("codes") * quality.exact));
                ways.push(scored(starts(self.field("codes"), word), self.weight("codes") * quality.prefix));
            }
            if words::is_letters(word) {
                self.sounds(word, typos, &mut ways);
                if typos && word.len() >= self.settings.typo.min_letters {
                    ways.push(scored(close(self.field("name"), word), self.weight("name") * quality.typo));
                }
            }
        }
        best(ways)
    }

    /// Pinyin and initials. The indexed forms begin at every character, so the start of a form is any part of a name.
    fn sounds(&self, letters: &str, typos: bool, ways: &mut Vec<Boxed>) {
        let quality = &self.settings.quality;
        for name in ["initials", "pinyin"] {
            let (field, weight) = (self.field(name), self.weight(name));
            ways.push(scored(exact(field, letters), weight * quality.exact));
            ways.push(scored(starts(field, letters), weight * quality.prefix));
        }
        if typos && letters.len() >= self.settings.typo.min_letters {
            ways.push(scored(close(self.field("pinyin"), letters), self.weight("pinyin") * quality.typo));
        }
    }

    fn field(&self, name: &str) -> Field {
        // The settings' own test holds that each of these is configured; else nothing is found there.
        self.fields.text.get(name).copied().unwrap_or(self.fields.key)
    }

    fn weight(&self, name: &str) -> f32 {
        self.settings.fields.iter().find(|it| it.name == name).map_or(0.0, |it| it.weight)
    }
}

fn scored(query: Boxed, score: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, score))
}

fn silent(query: Boxed) -> Boxed {
    scored(query, 0.0)
}

fn best(ways: Vec<Boxed>) -> Boxed {
    Box::new(DisjunctionMaxQuery::new(ways))
}

fn exact(field: Field, value: &str) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn starts(field: Field, value: &str) -> Boxed {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, value), 0, true))
}

fn close(field: Field, value: &str) -> Boxed {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, value), 1, true))
}

/// Words side by side; with `open`, the last may go on.
fn phrase(field: Field, words: &[String], open: bool) -> Boxed {
    let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
    match (words, open) {
        ([word], false) => exact(field, word),
        ([word], true) => starts(field, word),
        (_, false) => Box::new(PhraseQuery::new(terms)),
        (_, true) => Box::new(PhrasePrefixQuery::new(terms)),
    }
}
