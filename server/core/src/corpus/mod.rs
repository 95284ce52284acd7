//! The corpus: sources, their readings, and the index that finds the few sentences a claim is compared with.
//! It must not know files: a source arrives as text with its metadata.

mod against;
mod build;
mod glossary;
mod index;
mod source;

pub use against::{Against, Contradicted};
pub use build::{Corpus, Progress, ReadDocument, SourceDocument};
pub use glossary::{Expansion, Glossary, name_stems};
pub use index::{Hit, Index, KindSet, Query, SentenceRef};
pub use source::{Metadata, Source, SourceId};
