//! One document of the corpus with what is known about it.
//! It must not know how it was read from disk.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::claims::Claim;
use crate::text::{LineIndex, Markup};
use crate::views::Document;

/// Index of a source in its corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SourceId(pub u32);

/// What is known about a source; every field may be unknown. Field names follow CSL-JSON where it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Metadata {
    /// The key that citations name it by, where its writer has one.
    pub id: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    /// When it was published.
    pub issued: Option<Date>,
    /// The day that its figures describe, where it says so.
    pub as_of: Option<Date>,
    #[serde(rename = "URL")]
    pub url: Option<String>,
    pub licence: Option<String>,
}

impl Metadata {
    /// The day that "last year" and "on Tuesday" are counted from.
    pub fn written(&self) -> Option<Date> {
        self.issued.or(self.as_of)
    }
}

/// One document of the corpus.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: PathBuf,
    pub metadata: Metadata,
    pub markup: Markup,
    pub text: Arc<str>,
    pub lines: LineIndex,
    pub analysis: Analysis,
    /// One for each sentence, in order.
    pub claims: Vec<Claim>,
    /// Its sentences as the comparison reads them.
    pub views: Arc<Document>,
}

impl Source {
    /// What a writer calls this source: its title, else its file name.
    pub fn display_name(&self) -> &str {
        if let Some(title) = &self.metadata.title {
            return title;
        }
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or("unnamed source")
    }
}
