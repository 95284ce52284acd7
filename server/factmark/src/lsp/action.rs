//! Code actions: the fixes that findings bring with them.
//! It must not make fixes, nor apply them: the editor does that when the writer asks for it.

use std::collections::HashMap;

use factmark_core::check::{Finding, Fix};
use factmark_core::text::Span;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::context::Context;
use super::diagnostics::diagnostic;

pub(super) fn actions(context: &Context, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    if !context.profile.code_action_literals || !wants_quick_fixes(params) {
        return None;
    }
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let lines = context.lines();
    let asked = Span::new(lines.offset(params.range.start), lines.offset(params.range.end));
    let reading = context.reading();
    let findings = context.draft.findings(&reading, &context.workspace);
    let mut actions = Vec::new();
    for finding in findings.iter().filter(|finding| meet(finding.span, asked)) {
        for (at, fix) in finding.fixes.iter().enumerate() {
            actions.push(CodeActionOrCommand::CodeAction(action(context, finding, fix, at == 0)));
        }
    }
    Some(actions)
}

/// A client may ask for some kinds only; "quickfix" is asked for by its own name or by the empty one.
fn wants_quick_fixes(params: &CodeActionParams) -> bool {
    let asked = |kind: &CodeActionKind| matches!(kind.as_str(), "" | "quickfix");
    params.context.only.as_ref().is_none_or(|only| only.iter().any(asked))
}

/// Whether the ranges touch, ends included: some editors send the cursor alone, some a width of one.
fn meet(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn action(context: &Context, finding: &Finding, fix: &Fix, first: bool) -> CodeAction {
    let lines = context.lines();
    CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(context, finding, &lines)]),
        edit: Some(edit(context, lines.range(fix.span), &fix.replacement)),
        is_preferred: context.profile.preferred_actions.then_some(first),
        ..CodeAction::default()
    }
}

/// An edit against the version that the fix was computed for, where the client knows versions.
fn edit(context: &Context, range: Range, replacement: &str) -> WorkspaceEdit {
    let uri = context.draft.uri.clone();
    let edit = TextEdit::new(range, replacement.to_owned());
    if !context.profile.document_changes {
        return WorkspaceEdit::new(HashMap::from([(uri, vec![edit])]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(context.draft.version) };
    let change = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
}
