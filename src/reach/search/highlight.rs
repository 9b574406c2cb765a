//! Where a hit's texts agree with the query, for either engine: marked parts, never HTML.

use charabia::Tokenize;
use serde::Serialize;

use super::terms::Terms;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it was searched for.
    pub hit: bool,
}

/// Cuts a text into parts that agree with the query and parts that do not; together they are the text.
pub fn highlight(text: &str, terms: &Terms) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (original, token) in text.reconstruct() {
        let hit = token.is_word() && is_asked(token.lemma(), terms);
        match parts.last_mut() {
            Some(last) if last.hit == hit => last.text.push_str(original),
            _ => parts.push(Part { text: original.to_owned(), hit }),
        }
    }
    parts
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
        let parts = highlight("吉首市<b>测绘</b>有限公司", &terms);
        assert_eq!(parts.iter().map(|it| it.text.as_str()).collect::<String>(), "吉首市<b>测绘</b>有限公司");
        assert_eq!(parts.iter().filter(|it| it.hit).map(|it| it.text.as_str()).collect::<Vec<_>>(), ["测绘"]);
    }
}
