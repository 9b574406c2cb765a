//! Where a hit's texts agree with the query, for either engine: marked parts, never HTML.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use charabia::Tokenize;
use serde::Serialize;

use super::terms::Terms;

/// Texts whose words are remembered at once; beyond, all are forgotten.
const TEXTS: usize = 5_000;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it was searched for.
    pub hit: bool,
}

/// A piece of a text, and the form in which it is compared where it is a word.
#[derive(Debug)]
struct Piece {
    original: String,
    word: Option<String>,
}

/// The pieces of texts. Cutting a name takes as long as finding it, and the same names are found all day.
#[derive(Clone, Debug, Default)]
pub struct Pieces(Arc<Mutex<HashMap<String, Arc<[Piece]>>>>);

impl Pieces {
    fn of(&self, text: &str) -> Arc<[Piece]> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(text).map(Arc::clone);
        if let Some(known) = known {
            return known;
        }
        let piece = |(original, token): (&str, charabia::Token<'_>)| Piece {
            original: original.to_owned(),
            word: token.is_word().then(|| token.lemma().to_owned()),
        };
        let pieces: Arc<[Piece]> = text.reconstruct().map(piece).collect();
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= TEXTS {
            remembered.clear();
        }
        remembered.insert(text.to_owned(), Arc::clone(&pieces));
        pieces
    }

    /// Cuts a text into parts that agree with the query and parts that do not; together they are the text.
    pub fn highlight(&self, text: &str, terms: &Terms) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for Piece { original, word } in self.of(text).iter() {
            let hit = word.as_deref().is_some_and(|word| is_asked(word, terms));
            match parts.last_mut() {
                Some(last) if last.hit == hit => last.text.push_str(original),
                _ => parts.push(Part { text: original.clone(), hit }),
            }
        }
        parts
    }
}

fn is_asked(word: &str, terms: &Terms) -> bool {
    terms.clauses.iter().any(|clause| {
        let said = |it: &String| it == word || (it.chars().count() > 1 && word.contains(it.as_str()));
        clause.words.iter().any(said)
            || clause.synonyms.iter().any(|words| words.iter().any(|it| it == word))
            || (clause.open && clause.words.last().is_some_and(|it| word.starts_with(it.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reach::search::settings::Settings;

    #[test]
    fn agreeing_parts_are_marked_and_nothing_is_lost() {
        let terms = Terms::parse("測繪", Settings::built_in().unwrap());
        let parts = Pieces::default().highlight("吉首市<b>测绘</b>有限公司", &terms);
        assert_eq!(parts.iter().map(|it| it.text.as_str()).collect::<String>(), "吉首市<b>测绘</b>有限公司");
        assert_eq!(parts.iter().filter(|it| it.hit).map(|it| it.text.as_str()).collect::<Vec<_>>(), ["测绘"]);
    }
}
