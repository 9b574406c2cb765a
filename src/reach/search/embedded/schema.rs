//! The tantivy schema, made from the settings; one index holds all kinds, so that a commit covers them and the cursor at once.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::tokenizer;
use crate::reach::search::model::{IndexDoc, Kind};
use crate::reach::search::settings::{KindSettings, Settings};

/// Changes when this file changes what is indexed.
pub const VERSION: u32 = 1;

/// Numbers that documents carry.
pub const NUMBERS: [&str; 5] = ["able", "credit", "recent", "deadline", "amount"];
/// Decides between equals, so that pages do not overlap.
pub const TIE: &str = "tie";
/// Fields whose values are looked up as they are, not cut into words.
const WHOLE_VALUES: [&str; 3] = ["codes", "pinyin", "initials"];

/// The fields by their use.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The schema they belong to.
    pub schema: Schema,
    /// `kind:id`
    pub key: Field,
    /// Kind of document.
    pub kind: Field,
    /// The whole name, to be hit exactly.
    pub whole: Field,
    /// Searchable texts.
    pub text: BTreeMap<String, Field>,
    /// Facets by name; the field is called [`facet_name`].
    pub facets: BTreeMap<String, Field>,
    numbers: BTreeMap<&'static str, Field>,
    tie: Field,
    /// JSON of the hit.
    pub hit: Field,
}

/// Name of a facet's field.
pub fn facet_name(facet: &str) -> String {
    format!("facet_{facet}")
}

/// What a document is replaced and removed by.
pub fn key(kind: Kind, id: uuid::Uuid) -> String {
    format!("{kind}:{id}")
}

impl Fields {
    /// Builds the schema.
    pub fn new(settings: &Settings) -> Self {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(tokenizer::NAME)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false);
        let mut text = BTreeMap::new();
        for field in &settings.fields {
            let options = if WHOLE_VALUES.contains(&field.name.as_str()) {
                STRING
            } else {
                TextOptions::default().set_indexing_options(words.clone())
            };
            text.insert(field.name.clone(), schema.add_text_field(&field.name, options));
        }
        let facets: BTreeSet<&String> = settings.kinds.values().flat_map(KindSettings::all_filters).collect();
        Self {
            key: schema.add_text_field("key", STRING),
            kind: schema.add_text_field("kind", STRING),
            whole: schema.add_text_field("whole", STRING),
            text,
            facets: facets
                .into_iter()
                .map(|it| (it.clone(), schema.add_text_field(&facet_name(it), STRING | FAST)))
                .collect(),
            numbers: NUMBERS.into_iter().map(|it| (it, schema.add_i64_field(it, FAST))).collect(),
            tie: schema.add_i64_field(TIE, FAST),
            hit: schema.add_text_field("hit", STORED),
            schema: schema.build(),
        }
    }

    /// A document as tantivy takes it.
    pub fn document(&self, doc: &IndexDoc) -> TantivyDocument {
        let mut out = TantivyDocument::new();
        out.add_text(self.key, key(doc.kind, doc.id));
        out.add_text(self.kind, doc.kind.code());
        for name in doc.text.get("name").into_iter().flatten() {
            out.add_text(self.whole, name.split_whitespace().collect::<String>());
        }
        for (name, values) in &doc.text {
            for value in self.text.get(*name).into_iter().flat_map(|&field| values.iter().map(move |it| (field, it))) {
                out.add_text(value.0, value.1);
            }
        }
        for (name, values) in &doc.facets {
            for value in self.facets.get(*name).into_iter().flat_map(|&field| values.iter().map(move |it| (field, it)))
            {
                out.add_text(value.0, value.1);
            }
        }
        for (name, &value) in &doc.numbers {
            if let Some(&field) = self.numbers.get(name) {
                out.add_i64(field, value);
            }
        }
        let tie = doc.id.as_bytes().iter().rev().take(7).fold(0_i64, |all, &byte| (all << 8) | i64::from(byte));
        out.add_i64(self.tie, tie);
        out.add_text(self.hit, doc.hit.to_string());
        out
    }
}
