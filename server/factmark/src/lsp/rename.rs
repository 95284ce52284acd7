//! Rename: a name or short form, as it is written under the cursor, in all open drafts and never in a source.
//! It must not apply edits: the editor does.

use std::collections::HashMap;

use factmark_core::names::{Binding, EntityId};
use factmark_core::text::{Span, fold};
use tower_lsp::lsp_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, PrepareRenameResponse,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::context::Context;
use super::draft::Draft;
use super::target::{Target, target_at};

/// The name under the cursor; `None` on anything else, on "the organisation", and in a source.
pub(super) fn prepare(context: &Context, position: Position) -> Option<PrepareRenameResponse> {
    let (span, _) = name_at(context, position)?;
    let placeholder = span.of(context.draft.text()).to_owned();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: context.lines().range(span), placeholder })
}

/// The edits that write `new_name` wherever an open draft names the same entity in the same form.
pub(super) fn rename(context: &Context, position: Position, new_name: &str) -> Option<WorkspaceEdit> {
    let (span, entity) = name_at(context, position)?;
    let written = fold(span.of(context.draft.text())).text;
    let mut changes = Vec::new();
    for draft in context.drafts.values().filter(|draft| !draft.is_source(&context.workspace)) {
        let lines = draft.lines(context.profile.encoding);
        let spans = named(context, draft, entity, &written);
        let edits: Vec<TextEdit> =
            spans.into_iter().map(|span| TextEdit::new(lines.range(span), new_name.to_owned())).collect();
        if !edits.is_empty() {
            changes.push((draft, edits));
        }
    }
    if !context.profile.document_changes {
        let changes = changes.into_iter().map(|(draft, edits)| (draft.uri.clone(), edits));
        return Some(WorkspaceEdit::new(changes.collect::<HashMap<_, _>>()));
    }
    let of_version = |(draft, edits): (&std::sync::Arc<Draft>, Vec<TextEdit>)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: draft.uri.clone(),
            version: Some(draft.version),
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let edits = changes.into_iter().map(of_version).collect();
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits)), ..WorkspaceEdit::default() })
}

fn name_at(context: &Context, position: Position) -> Option<(Span, EntityId)> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let reading = context.reading();
    let target = target_at(&reading.analysis, context.lines().offset(position))?;
    let Target::Name(span, entity) = target else { return None };
    let mut mentions = reading.analysis.mentions.iter();
    mentions
        .any(|mention| mention.span == span && mention.binding == Binding::Named)
        .then_some((span, entity))
}

fn named(context: &Context, draft: &Draft, entity: EntityId, written: &str) -> Vec<Span> {
    let reading = draft.reading(&context.workspace);
    let text = draft.text();
    let mentions = reading.analysis.mentions.iter();
    mentions
        .filter(|mention| mention.entity == entity && mention.binding == Binding::Named)
        .map(|mention| mention.span)
        .filter(|span| fold(span.of(text)).text == written)
        .collect()
}
