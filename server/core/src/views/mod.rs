//! Sentences as the comparison reads them: words with what the word tables say of each, values with the words beside them, what is denied.
//! It must not know claims, names of the lexicon, or verdicts: a view depends on the text of one document alone.

mod document;
mod library;
mod qualifiers;
mod reading;
mod scope;
mod score;
mod token;
mod trend;
mod view;

pub use document::{Document, sentence_views, views_with};
pub use library::{Library, Place};
pub use qualifiers::Qualifiers;
pub use scope::{Cue, Scope};
pub use token::{Key, Lexemes, Token};
pub use trend::Trend;
pub use view::{Life, SentenceView, SlotValue};
