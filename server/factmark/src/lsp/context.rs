//! What a feature works on: one document, the sources, what else is open, and what the client can show.
//! It must not know any feature.

use std::collections::BTreeMap;
use std::sync::Arc;

use factmark_core::analysis::Reading;
use factmark_core::facts::{self, Support};
use tower_lsp::lsp_types::Url;

use super::client::Profile;
use super::convert::Lines;
use super::draft::Draft;
use crate::workspace::Workspace;

#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) profile: Profile,
    /// The document that the request names.
    pub(super) draft: Arc<Draft>,
    pub(super) workspace: Arc<Workspace>,
    /// All open documents.
    pub(super) drafts: Arc<BTreeMap<Url, Arc<Draft>>>,
}

impl Context {
    /// The lines of the document, in the client's encoding.
    pub(super) fn lines(&self) -> Lines<'_> {
        self.draft.lines(self.profile.encoding)
    }

    pub(super) fn reading(&self) -> Arc<Reading> {
        self.draft.reading(&self.workspace)
    }

    /// What the sources say to the value or sentence at byte `offset`, best first.
    /// In a source that is open, its own sentence is no evidence for itself.
    pub(super) fn passages(&self, reading: &Reading, offset: usize) -> Vec<Support> {
        let corpus = &self.workspace.corpus;
        let mut supports = facts::passages_at(self.draft.text(), &reading.analysis, corpus, offset);
        if let Some((own, _)) = self.draft.path().and_then(|path| corpus.source_of_path(&path)) {
            supports
                .retain(|support| support.passage.source != own || !support.passage.sentence.touches(offset));
        }
        supports
    }
}
