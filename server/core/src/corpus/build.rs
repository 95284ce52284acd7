//! Builds a corpus from documents, and a new corpus from an old one when a source changed.
//! It must not know where documents come from, nor keep anything but what their texts say.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::{Analysis, find_mentions, lexicon_of, read};
use crate::claims::{Claim, claims_of};
use crate::corpus::{Contradicted, Glossary, Index, Metadata, SentenceRef, Source, SourceId};
use crate::names::{Lexicon, UserEntity};
use crate::text::{LineIndex, Markup};
use crate::values::{Value, date::resolve_all};
use crate::views::{Document, Library};
use crate::words::Remembered;

/// A document as it arrives from a file or an editor.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceDocument {
    pub path: PathBuf,
    pub metadata: Metadata,
    pub markup: Markup,
    pub text: Arc<str>,
}

impl SourceDocument {
    /// Plain text of which nothing but its path is known.
    pub fn plain(path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> Self {
        SourceDocument {
            path: path.into(),
            metadata: Metadata::default(),
            markup: Markup::Plain,
            text: text.into(),
        }
    }
}

/// How far the building of a corpus is, in sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// A document after the first pass, which needs no other document. Cheap to clone but for its analysis.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    document: SourceDocument,
    analysis: Analysis,
    views: Arc<Document>,
}

impl ReadDocument {
    /// Reads the document; "last year" is counted from the day on which it was written, where that is known. Linear in its length; several may be read on several threads.
    pub fn new(document: SourceDocument) -> ReadDocument {
        let mut analysis = read(&document.text, document.markup);
        resolve_all(&mut analysis.values, document.metadata.written());
        let views = Arc::new(Document::read(&document.text, &analysis, None));
        ReadDocument { document, analysis, views }
    }

    /// What was read of a source that has not changed, with what is known about it now.
    pub fn again(source: &Source, metadata: Metadata) -> ReadDocument {
        let document = SourceDocument {
            path: source.path.clone(),
            metadata,
            markup: source.markup,
            text: Arc::clone(&source.text),
        };
        // "last year" is another year when the source turns out to be older.
        if document.metadata.written() != source.metadata.written() {
            return ReadDocument::new(document);
        }
        // The mentions depend on the names of all sources, and are found anew when these are joined.
        let analysis = Analysis { mentions: Vec::new(), ..source.analysis.clone() };
        ReadDocument { document, analysis, views: Arc::clone(&source.views) }
    }

    pub fn document(&self) -> &SourceDocument {
        &self.document
    }
}

/// All sources with their readings, names and postings. Cheap to clone; never changed, only replaced by a new one.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    user_entities: Vec<UserEntity>,
    sources: Vec<Source>,
    lexicon: Lexicon,
    glossary: Glossary,
    index: Index,
    library: Library,
    contradicted: Contradicted,
}

impl Corpus {
    /// Reads and indexes `documents` in the given order, which decides their [`SourceId`]s.
    /// `user_entities` are the writer's own names and aliases. The same input gives the same corpus.
    pub fn build(documents: Vec<SourceDocument>, user_entities: Vec<UserEntity>) -> Corpus {
        let go_on = |_| ControlFlow::Continue(());
        Self::build_watched(documents, user_entities, go_on).unwrap_or_default()
    }

    /// As [`Corpus::build`], reporting after each source that was read; `None` where `watch` broke it off.
    pub fn build_watched(
        documents: Vec<SourceDocument>,
        user_entities: Vec<UserEntity>,
        mut watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Option<Corpus> {
        let total = documents.len();
        let mut reads = Vec::with_capacity(total);
        for (at, document) in documents.into_iter().enumerate() {
            reads.push(ReadDocument::new(document));
            if watch(Progress { done: at + 1, total }).is_break() {
                return None;
            }
        }
        Some(Self::join(reads, user_entities))
    }

    /// From documents whose first pass was made elsewhere, for instance on several threads.
    pub fn from_read(reads: Vec<ReadDocument>, user_entities: Vec<UserEntity>) -> Corpus {
        Self::join(reads, user_entities)
    }

    /// The corpus with `document` in the place of the source of the same path, or behind the others where it is new.
    /// Equal to a full build; only that document is read again.
    #[must_use]
    pub fn with_source(&self, document: SourceDocument) -> Corpus {
        let mut reads = self.reads();
        let place = reads.iter().position(|read| read.document.path == document.path);
        let read = ReadDocument::new(document);
        match place.and_then(|at| reads.get_mut(at)) {
            Some(slot) => *slot = read,
            None => reads.push(read),
        }
        Self::join(reads, self.inner.user_entities.clone())
    }

    /// The corpus without the source of that path.
    #[must_use]
    pub fn without_source(&self, path: &Path) -> Corpus {
        let mut reads = self.reads();
        reads.retain(|read| read.document.path != path);
        Self::join(reads, self.inner.user_entities.clone())
    }

    /// The first pass of every source: its analysis without the mentions, which depend on all sources together.
    fn reads(&self) -> Vec<ReadDocument> {
        let again = |source: &Source| ReadDocument::again(source, source.metadata.clone());
        self.inner.sources.iter().map(again).collect()
    }

    fn join(reads: Vec<ReadDocument>, user_entities: Vec<UserEntity>) -> Corpus {
        let texts = reads.iter().map(|read| (&*read.document.text, &read.analysis));
        let lexicon = lexicon_of(texts, &user_entities);
        let sources: Vec<Source> = reads.into_iter().map(|read| source_of(read, &lexicon)).collect();
        let mut index = Index::default();
        for source in &sources {
            index.add(&source.analysis, &source.claims);
        }
        let mut glossary = Glossary::default();
        for (number, source) in sources.iter().enumerate() {
            glossary.add(SourceId(u32::try_from(number).unwrap_or(u32::MAX)), source);
        }
        let library = Library::new(sources.iter().map(|source| Arc::clone(&source.views)))
            .remembering(Arc::new(Remembered::new()));
        let contradicted = Contradicted::default();
        Corpus {
            inner: Arc::new(Inner {
                user_entities,
                sources,
                lexicon,
                glossary,
                index,
                library,
                contradicted,
            }),
        }
    }

    pub fn sources(&self) -> &[Source] {
        &self.inner.sources
    }

    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.inner.sources.get(id.0 as usize)
    }

    /// All sources with their ids, in order.
    pub fn numbered(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.inner.sources.iter().zip(0..).map(|(source, number)| (SourceId(number), source))
    }

    pub fn source_of_path(&self, path: &Path) -> Option<(SourceId, &Source)> {
        self.numbered().find(|(_, source)| source.path == path)
    }

    /// The names of all sources and of the writer's list.
    pub fn lexicon(&self) -> &Lexicon {
        &self.inner.lexicon
    }

    /// What the sources' short forms stand for.
    pub fn glossary(&self) -> &Glossary {
        &self.inner.glossary
    }

    pub fn index(&self) -> &Index {
        &self.inner.index
    }

    /// The sentences of all sources as the comparison reads them; its documents are numbered as the sources.
    pub fn library(&self) -> &Library {
        &self.inner.library
    }

    /// What the sources are known to say against each other.
    pub(crate) fn contradicted(&self) -> &Contradicted {
        &self.inner.contradicted
    }

    pub fn is_empty(&self) -> bool {
        self.inner.sources.is_empty()
    }

    /// Whether both are the very same corpus, and not just equal ones; costs nothing.
    pub fn is_same(&self, other: &Corpus) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The claim that a sentence makes, with its source.
    pub fn claim(&self, at: SentenceRef) -> Option<(&Source, &Claim)> {
        let source = self.source(at.source)?;
        Some((source, source.claims.get(at.sentence as usize)?))
    }

    /// Both passes over a draft: what [`crate::check::check`] and the hovers need.
    pub fn analyse(&self, text: &str, markup: Markup) -> Analysis {
        let mut analysis = read(text, markup);
        find_mentions(text, markup, &mut analysis, self.lexicon());
        analysis
    }
}

impl Source {
    /// The values of one of this source's claims, in order.
    pub fn values_of<'s>(&'s self, claim: &'s Claim) -> impl Iterator<Item = &'s Value> {
        claim.values.iter().filter_map(|claimed| self.analysis.values.get(claimed.value as usize))
    }
}

fn source_of(read: ReadDocument, lexicon: &Lexicon) -> Source {
    let ReadDocument { document, mut analysis, views } = read;
    find_mentions(&document.text, document.markup, &mut analysis, lexicon);
    let claims = claims_of(&document.text, &analysis);
    Source {
        path: document.path,
        metadata: document.metadata,
        markup: document.markup,
        lines: LineIndex::new(&document.text),
        text: document.text,
        analysis,
        claims,
        views,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents() -> Vec<SourceDocument> {
        vec![
            SourceDocument::plain("a.txt", "The Sea Fund (SF) was founded in 1990. The SF paid 300 farmers."),
            SourceDocument::plain("b.txt", "The Harbour Trust (HT) met the Sea Fund in 2004."),
            SourceDocument::plain("c.txt", ""),
        ]
    }

    /// Everything that a corpus holds, written out.
    fn written(corpus: &Corpus) -> String {
        format!("{:?}", corpus.inner)
    }

    #[test]
    fn a_replaced_source_gives_the_same_corpus_as_a_full_build() {
        let mut documents = documents();
        let before = Corpus::build(documents.clone(), Vec::new());
        let changed = SourceDocument::plain("b.txt", "The Harbour Trust (HT) left in 2009. It met nobody.");
        documents[1] = changed.clone();
        assert_eq!(written(&before.with_source(changed)), written(&Corpus::build(documents, Vec::new())));
    }

    #[test]
    fn an_added_and_a_removed_source_give_the_same_corpus_as_a_full_build() {
        let documents = documents();
        let full = Corpus::build(documents.clone(), Vec::new());
        let fewer = Corpus::build(documents[..2].to_vec(), Vec::new());
        assert_eq!(written(&full.without_source(Path::new("c.txt"))), written(&fewer));
        assert_eq!(written(&fewer.with_source(documents[2].clone())), written(&full));
        assert_eq!(written(&full.without_source(Path::new("missing.txt"))), written(&full));
    }

    #[test]
    fn reading_elsewhere_gives_the_same_corpus() {
        let read_before = documents().into_iter().map(ReadDocument::new).collect();
        let joined = Corpus::from_read(read_before, Vec::new());
        assert_eq!(written(&joined), written(&Corpus::build(documents(), Vec::new())));
    }

    #[test]
    fn building_can_be_broken_off() {
        let stop_at_two = |progress: Progress| match progress.done {
            2 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        assert!(Corpus::build_watched(documents(), Vec::new(), stop_at_two).is_none());
    }
}
