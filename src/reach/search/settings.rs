//! `search-config/`: searchable fields and their weights, ranking, facets, sorts, synonyms. Both engines are set up from it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::model::{Kind, SearchError};
use super::words;

const SETTINGS: &str = include_str!("../../../search-config/settings.json");
const SYNONYMS: &str = include_str!("../../../search-config/synonyms.json");

static BUILT_IN: LazyLock<Result<Settings, String>> =
    LazyLock::new(|| Settings::parse(SETTINGS, SYNONYMS).map_err(|it| it.to_string()));

/// The field in which a part of a name is looked for; in no other way is it searched.
pub const CHARS: &str = "chars";

/// A searchable field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in documents.
    pub name: String,
    /// What a word found in it is worth.
    pub weight: f32,
}

/// What a way of matching is worth, as a part of the field's weight.
#[derive(Clone, Debug, Deserialize, serde::Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// The word itself.
    pub exact: f32,
    /// A synonym of it.
    pub synonym: f32,
    /// A word that begins with it.
    pub prefix: f32,
    /// The parts of a compound, not side by side.
    pub scattered: f32,
    /// A word one letter off.
    pub typo: f32,
}

/// Bounds on what is asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Characters of a query that are read.
    pub query_chars: usize,
    /// Words of a query that count.
    pub words: usize,
    /// Longest part of a name that is looked for character by character.
    pub part_chars: usize,
    /// Hits of one page.
    pub page: usize,
    /// Hits that can be reached by turning pages.
    pub depth: usize,
    /// Values of a facet.
    pub facet_values: usize,
    /// Words of a synonym.
    pub synonym_words: usize,
}

/// When a misspelt word is still understood.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typo {
    /// Shortest word of letters that may have one wrong.
    pub min_letters: usize,
}

/// A named order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// Number to sort by.
    pub field: String,
    /// Largest first.
    pub descending: bool,
}

/// What one kind of document offers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindSettings {
    /// Facets to filter and count by.
    pub facets: Vec<String>,
    /// Facets to filter by, not counted: their values are many.
    pub filters: Vec<String>,
    /// Orders by name.
    pub sorts: BTreeMap<String, Sort>,
}

impl KindSettings {
    /// Everything that can be filtered by.
    pub fn all_filters(&self) -> impl Iterator<Item = &String> {
        self.facets.iter().chain(&self.filters)
    }

    /// Whether something can be filtered by.
    pub fn can_filter(&self, facet: &str) -> bool {
        self.all_filters().any(|it| it == facet)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    version: u32,
    fields: Vec<Field>,
    quality: Quality,
    ranking: Vec<String>,
    stop_words: Vec<String>,
    limits: Limits,
    typo: Typo,
    kinds: BTreeMap<Kind, KindSettings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymsFile {
    groups: Vec<Vec<String>>,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Version of the file, for people.
    pub version: u32,
    /// Searchable fields, heaviest first.
    pub fields: Vec<Field>,
    /// Ways of matching.
    pub quality: Quality,
    /// The order hits come in: each rule decides among those the rules before found equal.
    pub ranking: Vec<String>,
    /// Words that do not narrow a search.
    pub stop_words: Vec<String>,
    /// The same as [`words::cut`] gives them.
    pub stop_word_forms: HashSet<String>,
    /// Bounds.
    pub limits: Limits,
    /// Misspelling.
    pub typo: Typo,
    /// Per kind.
    pub kinds: BTreeMap<Kind, KindSettings>,
    /// Groups of words that mean the same, as written.
    pub synonym_groups: Vec<Vec<String>>,
    /// The words of a term → the words of each of its synonyms.
    pub synonyms: HashMap<Vec<String>, Vec<Vec<String>>>,
    /// Changes whenever an index made with other settings would not fit.
    pub fingerprint: String,
}

impl Settings {
    /// The settings this binary carries.
    pub fn built_in() -> Result<&'static Self, SearchError> {
        BUILT_IN.as_ref().map_err(|error| SearchError::Internal(error.clone()))
    }

    fn parse(settings: &str, synonyms: &str) -> Result<Self, serde_json::Error> {
        let file: SettingsFile = serde_json::from_str(settings)?;
        let groups = serde_json::from_str::<SynonymsFile>(synonyms)?.groups;
        let fingerprint = hex::encode(&Sha256::digest(settings)[..6]);
        Ok(Self {
            version: file.version,
            fields: file.fields,
            quality: file.quality,
            ranking: file.ranking,
            stop_word_forms: file.stop_words.iter().flat_map(|it| words::cut(it)).collect(),
            stop_words: file.stop_words,
            synonyms: by_words(&groups, file.limits.synonym_words),
            limits: file.limits,
            typo: file.typo,
            kinds: file.kinds,
            synonym_groups: groups,
            fingerprint,
        })
    }

    /// What a kind offers.
    pub fn of(&self, kind: Kind) -> Result<&KindSettings, SearchError> {
        self.kinds.get(&kind).ok_or_else(|| SearchError::Internal(format!("no settings for {kind}")))
    }
}

/// Both directions: each term of a group leads to all others. A term may stand in several groups.
fn by_words(groups: &[Vec<String>], longest: usize) -> HashMap<Vec<String>, Vec<Vec<String>>> {
    let mut map: HashMap<Vec<String>, Vec<Vec<String>>> = HashMap::new();
    for group in groups {
        let terms: Vec<Vec<String>> = group.iter().map(|term| words::cut(&words::simplify(term))).collect();
        for term in terms.iter().filter(|term| (1..=longest).contains(&term.len())) {
            let known = map.entry(term.clone()).or_default();
            for other in &terms {
                if other != term && !other.is_empty() && !known.contains(other) {
                    known.push(other.clone());
                }
            }
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_settings_are_whole() {
        let settings = Settings::built_in().unwrap();
        assert!(
            settings.fields.is_sorted_by(|a, b| a.weight >= b.weight),
            "heaviest first: Meilisearch ranks by order"
        );
        assert!(settings.synonym_groups.len() >= 60);
        for kind in Kind::ALL {
            settings.of(*kind).unwrap();
        }
    }

    #[test]
    fn synonyms_lead_both_ways() {
        let settings = Settings::built_in().unwrap();
        let of = |term: &str| &settings.synonyms[&words::cut(term)];
        assert!(of("环评").contains(&words::cut("环境影响评价")));
        assert!(of("环境影响评价").contains(&words::cut("环评")));
    }
}
