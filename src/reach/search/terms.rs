//! A query's words, as both engines understand them.

use super::settings::Settings;
use super::words;

/// What must be found: a word, or several that mean one thing, or a synonym of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    /// The words, side by side.
    pub words: Vec<String>,
    /// Still being typed: a word that begins so is meant, too.
    pub open: bool,
    /// Other ways to say it.
    pub synonyms: Vec<Vec<String>>,
}

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Terms {
    /// The text in simplified characters, cleaned: what Meilisearch is sent.
    pub text: String,
    /// The same without white space, to compare with whole names.
    pub whole: String,
    /// The whole as a code, where it may be one.
    pub code: Option<String>,
    /// All letters typed apart, joined: `ce hui` is `cehui`.
    pub joined: Option<String>,
    /// The whole, character by character, where it may be a part of a name: it need not begin or end with a word.
    pub part: Option<String>,
    /// What must be found.
    pub clauses: Vec<Clause>,
}

impl Terms {
    /// Reads a query; any text is a query.
    pub fn parse(query: &str, settings: &Settings) -> Self {
        let open = !query.ends_with(char::is_whitespace);
        // Twice what is read, because normalisation drops characters; the rest of a hostile text is never touched.
        let head: String = query.chars().take(settings.limits.query_chars * 2).collect();
        let text: String = words::simplify(&head).chars().take(settings.limits.query_chars).collect();
        let text = clean(&text);
        let mut cut = words::cut(&text);
        if cut.iter().any(|word| !settings.stop_word_forms.contains(word)) {
            cut.retain(|word| !settings.stop_word_forms.contains(word));
        }
        cut.truncate(settings.limits.words);
        let compact: String = text.split_whitespace().collect();
        let letters = cut.len() > 1 && cut.iter().all(|word| words::is_letters(word));
        Self {
            joined: letters.then(|| cut.concat()),
            code: words::is_code(&compact).then(|| words::code(&compact)),
            part: Some(words::apart(&compact))
                .filter(|it| (2..=settings.limits.part_chars).contains(&it.split(' ').count())),
            whole: compact,
            clauses: clauses(&cut, open, settings),
            text,
        }
    }

    /// Nothing was asked: everything matches.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// Quotation marks, and a minus before a word, are syntax of Meilisearch, which nobody here asked for.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let starts_word = out.is_empty() || out.ends_with(' ');
        match c {
            '"' => out.push(' '),
            '-' if starts_word => {}
            _ => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Takes, at each place, the longest run of words that has synonyms.
fn clauses(cut: &[String], open: bool, settings: &Settings) -> Vec<Clause> {
    let mut out = Vec::new();
    let mut rest = cut;
    while !rest.is_empty() {
        let known = (1..=rest.len().min(settings.limits.synonym_words))
            .rev()
            .filter_map(|n| rest.get(..n))
            .find_map(|run| settings.synonyms.get(run).map(|synonyms| (run.len(), synonyms.clone())));
        let (taken, synonyms) = known.unwrap_or((1, Vec::new()));
        let (run, left) = rest.split_at(taken);
        out.push(Clause { words: run.to_vec(), open: open && left.is_empty(), synonyms });
        rest = left;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Terms {
        Terms::parse(query, Settings::built_in().unwrap())
    }

    #[test]
    fn a_compound_is_one_clause_with_its_synonyms() {
        let terms = parse("吉首 環境影響評價");
        let found: Vec<_> = terms.clauses.iter().map(|it| it.words.clone()).collect();
        assert_eq!(found, [words::cut("吉首"), words::cut("环境影响评价")]);
        assert!(terms.clauses[1].synonyms.contains(&words::cut("环评")));
        assert!(terms.clauses[1].open && !terms.clauses[0].open);
        assert!(!parse("吉首 ").clauses[0].open);
    }

    #[test]
    fn letters_typed_apart_are_joined_and_codes_known() {
        assert_eq!(parse("ce hui").joined.as_deref(), Some("cehui"));
        assert_eq!(parse("９１４３３１０１madem00112").code.as_deref(), Some("91433101madem00112"));
        assert_eq!(parse("测绘").code, None);
    }

    #[test]
    fn any_text_is_read_within_bounds() {
        for text in ["", " ", "-", "\"-- ||\" AND (", "\u{0}\u{202e}😀", "的"] {
            parse(text);
        }
        let long = parse(&"测绘-\"".repeat(5_000));
        assert!(long.text.chars().count() <= 200 && long.clauses.len() <= 10);
        assert_eq!(parse("- -foo \"bar\"").text, "foo  bar");
    }
}
