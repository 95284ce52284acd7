//! Code actions: the fixes that findings bring with them, one by one or all of a kind, and ways to silence a finding.
//! It must not make fixes, nor apply them: the editor does that when the writer asks for it.

use std::collections::HashMap;

use factmark_core::check::{Code, Finding, Fix};
use factmark_core::text::Span;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::checking::{all_findings, findings_at};
use super::context::Context;
use super::diagnostics::diagnostic;
use super::ignore::{Silencing, silencings};

pub(super) fn actions(context: &Context, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    if !context.profile.code_action_literals || context.draft.is_source(&context.workspace) {
        return None;
    }
    let mut actions = Vec::new();
    if wants(params, "quickfix") {
        actions.extend(quick_fixes(context, params));
    }
    // Fixing all at once is done when asked for by name, as on saving; it is no answer to "what can I do here?".
    if params.context.only.is_some() && wants(params, FIX_ALL) {
        actions.extend(fix_all(context, None).map(CodeActionOrCommand::CodeAction));
    }
    (!actions.is_empty() || wants(params, "quickfix")).then_some(actions)
}

/// Kind of the action that fixes everything that has one clear fix.
pub(super) const FIX_ALL: &str = "source.fixAll.factmark";

fn quick_fixes(context: &Context, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let lines = context.lines();
    let asked = Span::new(lines.offset(params.range.start), lines.offset(params.range.end));
    let reading = context.reading();
    let findings = findings_at(context, &reading, asked);
    let here: Vec<&Finding> = findings.iter().filter(|finding| meet(finding.span, asked)).collect();
    let mut actions = Vec::new();
    for finding in &here {
        for (at, fix) in finding.fixes.iter().enumerate() {
            actions.push(action(context, finding, fix, at == 0));
        }
    }
    let mut codes: Vec<Code> = here.iter().map(|finding| finding.code).collect();
    codes.dedup();
    actions.extend(codes.into_iter().filter_map(|code| fix_all(context, Some(code))));
    for finding in &here {
        let ways = silencings(context, finding);
        actions.extend(ways.into_iter().map(|way| silence(context, finding, way)));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// More fixes than these are not offered at one finding: nobody can look them over.
const MOST_AT_ONCE: usize = 200;

/// The first fix of every finding, or of those of one `code` where there are several; a fix that would overlap another
/// is left for later.
fn fix_all(context: &Context, code: Option<Code>) -> Option<CodeAction> {
    let lines = context.lines();
    let findings = all_findings(context, code.is_none())?;
    let mut fixes: Vec<&Fix> = findings
        .iter()
        .filter(|finding| code.is_none_or(|code| finding.code == code))
        .filter_map(|finding| finding.fixes.first())
        .collect();
    fixes.sort_by_key(|fix| fix.span);
    let mut end = 0;
    fixes.retain(|fix| {
        fix.span.start >= end && {
            end = fix.span.end;
            true
        }
    });
    let offered = if code.is_some() { 2..=MOST_AT_ONCE } else { 1..=usize::MAX };
    if !offered.contains(&fixes.len()) {
        return None;
    }
    let edits =
        fixes.iter().map(|fix| TextEdit::new(lines.range(fix.span), fix.replacement.clone())).collect();
    Some(CodeAction {
        title: match code {
            Some(code) => format!("Fix all {} of {code} in this draft", fixes.len()),
            None => "Fix everything that Factmark has a fix for".to_owned(),
        },
        kind: Some(if code.is_some() { CodeActionKind::QUICKFIX } else { CodeActionKind::from(FIX_ALL) }),
        edit: Some(edit(context, edits)),
        ..CodeAction::default()
    })
}

fn silence(context: &Context, finding: &Finding, way: Silencing) -> CodeAction {
    let edit = match way.file {
        None => edit(context, vec![way.edit]),
        Some(file) => WorkspaceEdit::new(HashMap::from([(file, vec![way.edit])])),
    };
    CodeAction {
        title: way.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(context, finding, &context.lines())]),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

/// A client may ask for some kinds only: by their own name or that of a kind above them; the empty one is above all.
fn wants(params: &CodeActionParams, kind: &str) -> bool {
    let asked = |only: &CodeActionKind| {
        let rest = kind.strip_prefix(only.as_str());
        only.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
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
        edit: Some(edit(context, vec![TextEdit::new(lines.range(fix.span), fix.replacement.clone())])),
        is_preferred: context.profile.preferred_actions.then_some(first),
        ..CodeAction::default()
    }
}

/// Edits of the draft against the version that they were computed for, where the client knows versions.
fn edit(context: &Context, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let uri = context.draft.uri.clone();
    if !context.profile.document_changes {
        return WorkspaceEdit::new(HashMap::from([(uri, edits)]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(context.draft.version) };
    let change = TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![change])), ..WorkspaceEdit::default() }
}
