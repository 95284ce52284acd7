//! Stems: Snowball English, so that "donation" meets "donated" where no lemma does.
//! It must not know the dictionary.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// The Snowball stem of a word in lower case.
pub fn stem(word: &str) -> Cow<'_, str> {
    Stemmer::create(Algorithm::English).stem(word)
}
