//! `factmark/citation`: the edits that cite a passage which a panel shows, for its buttons and for what is dragged from it.
//! It must not know how a citation is written: that is `citing`.

use factmark_core::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Position, Range, TextDocumentIdentifier, TextEdit, Url};

use super::action;
use super::context::Context;
use super::convert::{Lines, path_of};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CitationParams {
    pub(super) text_document: TextDocumentIdentifier,
    /// In the draft: the citation goes behind the sentence there.
    position: Position,
    /// The source, and the passage in it.
    source: Url,
    range: Range,
}

#[derive(Debug, Serialize)]
pub(super) struct Citation {
    /// Of the draft that the edits are for.
    version: i32,
    /// Empty where the sentence cites the source already.
    edits: Vec<TextEdit>,
}

/// `None` in a source, which is never written to, and where the passage is gone.
pub(super) fn citation(context: &Context, params: &CitationParams) -> Option<Citation> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let (_, source) = context.workspace.corpus.source_of_path(&path_of(&params.source)?)?;
    let lines = Lines::new(&source.text, &source.lines, context.profile.encoding);
    let [start, end] = [params.range.start, params.range.end].map(|position| lines.offset(position));
    let offset = context.lines().offset(params.position);
    let passage = Span::new(start, end.max(start));
    let edits = action::citing_edits(context, offset, source, passage)?;
    Some(Citation { version: context.draft.version, edits })
}
