//! charabia, Meilisearch's own tokenizer, as tantivy's: both engines cut words alike.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::reach::search::words;

/// Name under which fields ask for it.
pub const NAME: &str = "charabia";

/// The tokenizer; texts come in already simplified.
#[derive(Clone, Default)]
pub struct Charabia;

/// The words of one text.
pub struct Words {
    words: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Charabia {
    type TokenStream<'a> = Words;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words {
        Words { words: words::cut(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for Words {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text = word;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
