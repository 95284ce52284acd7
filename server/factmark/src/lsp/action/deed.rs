//! What an action does, in a form that waits until the writer chooses it: most are offered many times for each time
//! that one is taken. It must not know when it is offered.

use factmark_core::check::{Code, Fix};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, Command, TextEdit, Url, WorkspaceEdit};

use super::cite::Citation;
use super::edit;
use crate::lsp::checking::all_findings;
use crate::lsp::context::Context;
use crate::lsp::ignore;

/// What is to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Deed {
    /// The first fix of every finding, or of those of one code.
    FixAll(Option<u16>),
    Cite(Citation),
    /// A rule, in the settings file.
    SwitchOff(u16),
    /// What is known already, for a client that only runs commands.
    Edit(WorkspaceEdit),
}

/// What a client keeps of an action until it asks for the edit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::lsp) struct Kept {
    pub(in crate::lsp) uri: Url,
    version: i32,
    deed: Deed,
}

/// An action whose edit is made when it is asked for; at once for a client that does not ask.
pub(super) fn later(
    context: &Context,
    title: String,
    kind: CodeActionKind,
    deed: Deed,
) -> Option<CodeAction> {
    let action = CodeAction { title, kind: Some(kind), ..CodeAction::default() };
    if !context.profile.resolves_edits && context.profile.code_action_literals {
        return Some(CodeAction { edit: Some(done(context, &deed)?), ..action });
    }
    Some(CodeAction { data: keep(context, deed), ..action })
}

fn keep(context: &Context, deed: Deed) -> Option<Value> {
    let kept = Kept { uri: context.draft.uri.clone(), version: context.draft.version, deed };
    serde_json::to_value(kept).ok()
}

/// The command by which a client that takes no actions as objects has one done: its argument is what [`kept`] reads.
pub(in crate::lsp) const APPLY: &str = "factmark.apply";

/// The same action as a command.
pub(super) fn as_command(context: &Context, action: CodeAction) -> Option<Command> {
    let kept = match (action.data, action.edit) {
        (Some(data), _) => data,
        (None, edit) => keep(context, Deed::Edit(edit?))?,
    };
    Some(Command::new(action.title, APPLY.to_owned(), Some(vec![kept])))
}

/// What the command is to do; `None` where its arguments are not those that it was offered with.
pub(in crate::lsp) fn kept_in(arguments: &[Value]) -> Option<Kept> {
    serde_json::from_value(arguments.first()?.clone()).ok()
}

/// What the client kept of an action that was offered without its edit.
pub(in crate::lsp) fn kept(action: &CodeAction) -> Option<Kept> {
    serde_json::from_value(action.data.clone()?).ok()
}

/// The action with its edit. An error where the draft has changed so that its places no longer hold.
pub(in crate::lsp) fn resolve(context: &Context, kept: &Kept, action: CodeAction) -> Result<CodeAction> {
    let tied = matches!(kept.deed, Deed::Cite(_) | Deed::Edit(_));
    let edit = done(context, &kept.deed).filter(|_| !tied || kept.version == context.draft.version);
    let outdated = || Error {
        code: ErrorCode::ContentModified,
        message: "the draft or its sources have changed; ask for the actions again".into(),
        data: None,
    };
    Ok(CodeAction { edit: Some(edit.ok_or_else(outdated)?), data: None, ..action })
}

fn done(context: &Context, deed: &Deed) -> Option<WorkspaceEdit> {
    match deed {
        Deed::FixAll(code) => {
            let fixes = fixes_of(context, code.map(Code), true)?;
            (!fixes.is_empty()).then(|| fix_edit(context, &fixes))
        }
        Deed::Cite(citation) => citation.edits(context).map(|edits| edit(context, edits)),
        Deed::SwitchOff(code) => ignore::switched_off(context, Code(*code)),
        Deed::Edit(edit) => Some(edit.clone()),
    }
}

/// The first fix of every finding, or of those of one `code`; a fix that would overlap another is left for later.
/// `None` where the draft is not checked to its end yet, unless that is `awaited`.
pub(super) fn fixes_of(context: &Context, code: Option<Code>, awaited: bool) -> Option<Vec<Fix>> {
    let findings = all_findings(context, awaited)?;
    let mut fixes: Vec<Fix> = findings
        .iter()
        .filter(|finding| code.is_none_or(|code| finding.code == code))
        .filter_map(|finding| finding.fixes.first().cloned())
        .collect();
    fixes.sort_by_key(|fix| fix.span);
    let mut end = 0;
    fixes.retain(|fix| {
        fix.span.start >= end && {
            end = fix.span.end;
            true
        }
    });
    Some(fixes)
}

fn fix_edit(context: &Context, fixes: &[Fix]) -> WorkspaceEdit {
    let lines = context.lines();
    let one = |fix: &Fix| TextEdit::new(lines.range(fix.span), fix.replacement.clone());
    edit(context, fixes.iter().map(one).collect())
}
