//! Code actions: the fixes that findings bring with them, one by one or all of a kind, ways to silence a finding, short
//! forms written out, and citations. It must not make fixes, nor apply them: the editor does that when the writer asks for it.

mod cite;
mod deed;

use std::collections::HashMap;

use factmark_core::check::{Code, Finding, Fix, written_out};
use factmark_core::text::Span;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionTriggerKind,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

use self::deed::{Deed, fixes_of, later};
use super::checking::findings_at;
use super::context::Context;
use super::diagnostics::diagnostic;
use super::ignore::{self, Silencing, silencings};
use super::rule_names::named;

pub(super) use cite::citing_edits;
pub(super) use deed::{APPLY, Kept, kept, kept_in, resolve};

pub(super) fn actions(context: &Context, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let profile = &context.profile;
    let can_act = profile.code_action_literals || profile.applies_edits;
    if !can_act || context.draft.is_source(&context.workspace) {
        return None;
    }
    let mut actions = Vec::new();
    if wants(params, "quickfix") {
        actions.extend(quick_fixes(context, params));
    }
    // Fixing all at once is done when asked for by name, as on saving; it is no answer to "what can I do here?".
    if params.context.only.is_some() && wants(params, FIX_ALL) {
        actions.extend(fix_all(context).map(CodeActionOrCommand::CodeAction));
    }
    if wants(params, "refactor.rewrite") {
        actions.extend(rewrites(context, params).into_iter().map(CodeActionOrCommand::CodeAction));
    }
    if !profile.code_action_literals {
        actions = actions.into_iter().filter_map(|action| command(context, action)).collect();
    }
    let known = wants(params, "quickfix") || wants(params, "refactor.rewrite");
    (!actions.is_empty() || known).then_some(actions)
}

/// The action for a client that takes commands alone.
fn command(context: &Context, action: CodeActionOrCommand) -> Option<CodeActionOrCommand> {
    match action {
        CodeActionOrCommand::CodeAction(action) => {
            deed::as_command(context, action).map(CodeActionOrCommand::Command)
        }
        command @ CodeActionOrCommand::Command(_) => Some(command),
    }
}

/// Kind of the action that fixes everything that has one clear fix.
pub(super) const FIX_ALL: &str = "source.fixAll.factmark";

fn quick_fixes(context: &Context, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let lines = context.lines();
    let asked = Span::new(lines.offset(params.range.start), lines.offset(params.range.end));
    let reading = context.reading();
    let findings = findings_at(context, &reading, asked);
    let mut here: Vec<&Finding> = findings.iter().filter(|finding| meet(finding.span, asked)).collect();
    if let Some(finding) = to_be_mended(context, params, &here) {
        let best = finding.fixes.first().map(|fix| action(context, finding, fix, true));
        return best.into_iter().map(CodeActionOrCommand::CodeAction).collect();
    }
    here.truncate(MOST_AT_ONCE);
    let mut actions = Vec::new();
    for finding in &here {
        for (at, fix) in finding.fixes.iter().enumerate() {
            actions.push(action(context, finding, fix, at == 0));
        }
    }
    let mut codes: Vec<Code> = Vec::new();
    for finding in &here {
        if !codes.contains(&finding.code) {
            codes.push(finding.code);
        }
    }
    actions.extend(codes.into_iter().filter_map(|code| fix_all_of(context, code)));
    for finding in &here {
        let ways = silencings(context, finding);
        actions.extend(ways.into_iter().map(|way| silence(context, finding, way)));
        actions.extend(everywhere(context, finding));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The one finding that a client names while it asks for the whole draft. So does Kate at its key for quick fixes, and it
/// makes the edit of every action that it is answered with, whichever findings they are for.
fn to_be_mended<'a>(
    context: &Context,
    params: &CodeActionParams,
    here: &[&'a Finding],
) -> Option<&'a Finding> {
    let [named] = params.context.diagnostics.as_slice() else { return None };
    let lines = context.lines();
    let asked = (lines.offset(params.range.start), lines.offset(params.range.end));
    let whole = asked == (0, context.draft.text().len());
    here.iter().copied().find(|finding| whole && lines.range(finding.span) == named.range)
}

/// More fixes than these are not offered at one finding, nor those of more findings at one place, which may be the whole draft:
/// nobody can look them over.
const MOST_AT_ONCE: usize = 200;

/// Fixing all of one code; offered where there are several, or may be: where counting them would take too long, a client
/// that asks for the edit later gets them all then.
fn fix_all_of(context: &Context, code: Code) -> Option<CodeAction> {
    let title = match fixes_of(context, Some(code), false) {
        Some(fixes) if (2..=MOST_AT_ONCE).contains(&fixes.len()) => {
            format!("Fix all {} of {} in this draft", fixes.len(), named(code))
        }
        None if context.profile.resolves_edits => format!("Fix all of {} in this draft", named(code)),
        _ => return None,
    };
    later(context, title, CodeActionKind::QUICKFIX, Deed::FixAll(Some(code.0)))
}

/// Fixing everything at once, as on saving.
fn fix_all(context: &Context) -> Option<CodeAction> {
    // Nothing is offered that would do nothing; counting waits for nobody here, since the writer asked for it by name.
    if fixes_of(context, None, true)?.is_empty() {
        return None;
    }
    let title = "Fix everything that Factmark has a fix for".to_owned();
    later(context, title, CodeActionKind::from(FIX_ALL), Deed::FixAll(None))
}

/// What may be done with words that nothing is wrong with: writing out a short form, citing the source of a claim.
fn rewrites(context: &Context, params: &CodeActionParams) -> Vec<CodeAction> {
    // An editor that asks at every move of the cursor would show its lamp beside every name and figure.
    let unasked = params.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
    if unasked && params.range.start == params.range.end {
        return Vec::new();
    }
    let lines = context.lines();
    let offset = lines.offset(params.range.start);
    let reading = context.reading();
    let text = context.draft.text();
    let mut actions = Vec::new();
    for fix in written_out(text, &reading.analysis, &context.workspace.corpus, offset) {
        let change = TextEdit::new(lines.range(fix.span), fix.replacement);
        actions.push(CodeAction {
            title: fix.title,
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            edit: Some(edit(context, vec![change])),
            ..CodeAction::default()
        });
    }
    for (title, citation) in cite::citations(context, &reading, offset) {
        actions.extend(later(context, title, CodeActionKind::REFACTOR_REWRITE, Deed::Cite(citation)));
    }
    actions
}

fn silence(context: &Context, finding: &Finding, way: Silencing) -> CodeAction {
    CodeAction {
        title: way.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(context, finding, &context.lines())]),
        edit: Some(edit(context, vec![way.edit])),
        ..CodeAction::default()
    }
}

fn everywhere(context: &Context, finding: &Finding) -> Option<CodeAction> {
    let title = ignore::everywhere(context, finding.code)?;
    let action = later(context, title, CodeActionKind::QUICKFIX, Deed::SwitchOff(finding.code.0))?;
    let diagnostics = Some(vec![diagnostic(context, finding, &context.lines())]);
    Some(CodeAction { diagnostics, ..action })
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
