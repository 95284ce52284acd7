//! Code actions that silence a finding: here, in this draft, everywhere.
//! It must not decide what a silencing comment covers: that is the core's `waiver`.

use std::collections::HashMap;
use std::path::PathBuf;

use factmark_core::check::{Code, Finding, waiver};
use factmark_core::text::{BYTE_ORDER_MARK, Span};
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

use super::context::Context;
use super::convert::uri_of;
use super::draft::line_end;
use super::rule_names::named;
use crate::config;

/// One way to silence a finding in the draft: what it is called, and the edit.
#[derive(Debug)]
pub(super) struct Silencing {
    pub(super) title: String,
    pub(super) edit: TextEdit,
}

/// The ways that make sense for this finding; the narrowest first.
pub(super) fn silencings(context: &Context, finding: &Finding) -> Vec<Silencing> {
    let code = finding.code;
    if code == waiver::UNCLEAR {
        return Vec::new();
    }
    let end = line_end(context.draft.text());
    vec![
        Silencing {
            title: format!("Ignore {code} in this sentence"),
            edit: insert(context, finding.claim.end, format!(" <!-- factmark-ignore {code}: reason -->")),
        },
        Silencing {
            title: format!("Ignore {} in this draft", named(code)),
            edit: insert(
                context,
                top(context),
                format!("<!-- factmark-ignore-file {code}: reason -->{end}{end}"),
            ),
        },
    ]
}

fn insert(context: &Context, at: u32, text: String) -> TextEdit {
    TextEdit::new(context.lines().range(Span { start: at, end: at }), text)
}

/// Where the draft's prose begins, behind its front matter.
fn top(context: &Context) -> u32 {
    let reading = context.reading();
    let first = reading.analysis.blocks.first().map_or(0, |block| block.span.start as usize);
    let text = context.draft.text();
    let before = text.get(..first).unwrap_or("");
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    u32::try_from(before.rfind('\n').map_or(mark, |at| at + 1)).unwrap_or(0)
}

/// What silencing the rule everywhere is called. Where the project has no settings file yet, only to a client that can make one, and
/// then the title says so.
pub(super) fn everywhere(context: &Context, code: Code) -> Option<String> {
    if code == waiver::UNCLEAR {
        return None;
    }
    let name = config::FILE_NAME;
    if settings_file(context).is_file() {
        return Some(format!("Ignore {} everywhere, in {name}", named(code)));
    }
    let creates = context.profile.creates_files && context.profile.document_changes;
    (creates && context.workspace.root.is_dir())
        .then(|| format!("Ignore {} everywhere, in a new {name}", named(code)))
}

fn settings_file(context: &Context) -> PathBuf {
    context.workspace.root.join(config::FILE_NAME)
}

/// The edit that switches the rule off in the settings file, which it makes where there is none.
pub(super) fn switched_off(context: &Context, code: Code) -> Option<WorkspaceEdit> {
    let path = settings_file(context);
    let file = uri_of(&path)?;
    if let Ok(text) = std::fs::read_to_string(&path) {
        let change = switch_off(&text, code);
        return Some(WorkspaceEdit::new(HashMap::from([(file, vec![change])])));
    }
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: file.clone(), options: Some(options), annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: file, version: None };
    let fill = TextDocumentEdit { text_document, edits: vec![OneOf::Left(switch_off("", code))] };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(fill)];
    let document_changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// The smallest edit of the settings file that switches a rule off: its own line changed, or a line more.
fn switch_off(text: &str, code: Code) -> TextEdit {
    let line = format!("{code} = \"off\"");
    let with_reason = format!("{line} # reason");
    let mut in_rules = false;
    let mut header = None;
    for (number, content) in (0u32..).zip(text.lines()) {
        let trimmed = content.trim();
        if trimmed.starts_with('[') {
            in_rules = trimmed.split('#').next().is_some_and(|name| name.trim() == "[rules]");
            header = if in_rules { Some(number) } else { header };
        }
        let key = trimmed.split('=').next().map(str::trim);
        if in_rules && key == Some(code.to_string().as_str()) {
            // The line up to a comment behind it. What is written here is ASCII but for the comment.
            let kept = content
                .find('#')
                .map_or(content.len(), |at| content.get(..at).unwrap_or("").trim_end().len());
            let width = content.get(..kept).unwrap_or("").encode_utf16().count();
            let end = Position::new(number, u32::try_from(width).unwrap_or(u32::MAX));
            return TextEdit::new(Range::new(Position::new(number, 0), end), line);
        }
    }
    let at = |position: Position| Range::new(position, position);
    match header {
        Some(number) if text.lines().nth(number as usize + 1).is_some() => {
            TextEdit::new(at(Position::new(number + 1, 0)), format!("{with_reason}\n"))
        }
        Some(number) => {
            let width = text.lines().nth(number as usize).map_or(0, |header| header.encode_utf16().count());
            let end = Position::new(number, u32::try_from(width).unwrap_or(u32::MAX));
            TextEdit::new(at(end), format!("\n{with_reason}"))
        }
        None => {
            let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
            let gap = if text.is_empty() { "" } else { "\n" };
            let (position, gap) = if text.is_empty() || text.ends_with('\n') {
                (Position::new(lines, 0), gap.to_owned())
            } else {
                let width = text.lines().last().map_or(0, |last| last.encode_utf16().count());
                let last = Position::new(lines.saturating_sub(1), u32::try_from(width).unwrap_or(u32::MAX));
                (last, format!("\n{gap}"))
            };
            TextEdit::new(at(position), format!("{gap}[rules]\n{with_reason}\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The text after the edit; all ASCII here, so that columns are bytes.
    fn edited(text: &str) -> String {
        let edit = switch_off(text, Code(2));
        let offset = |position: Position| {
            let start = text.split_inclusive('\n').take(position.line as usize).map(str::len).sum::<usize>();
            start + position.character as usize
        };
        let mut edited = text.to_owned();
        edited.replace_range(offset(edit.range.start)..offset(edit.range.end), &edit.new_text);
        edited
    }

    #[test]
    fn the_settings_file_keeps_all_else() {
        for (before, after) in [
            ("", "[rules]\nF002 = \"off\" # reason\n"),
            (
                "[sources]\npaths = [\"a\"]\n",
                "[sources]\npaths = [\"a\"]\n\n[rules]\nF002 = \"off\" # reason\n",
            ),
            ("baseline = \"b.json\"", "baseline = \"b.json\"\n\n[rules]\nF002 = \"off\" # reason\n"),
            ("[rules]\nF001 = \"hint\"\n", "[rules]\nF002 = \"off\" # reason\nF001 = \"hint\"\n"),
            ("[rules] # loud\n", "[rules] # loud\nF002 = \"off\" # reason\n"),
            (
                "[rules]\nF001 = \"hint\"\nF002 = \"warning\" # for now\n[sources]\n",
                "[rules]\nF001 = \"hint\"\nF002 = \"off\" # for now\n[sources]\n",
            ),
        ] {
            let result = edited(before);
            assert_eq!(result, after);
            let (config, problems) = config::parse_toml(Path::new("factmark.toml"), &result);
            assert_eq!(problems, [], "{result}");
            assert_eq!(config.severity(Code(2), factmark_core::check::Severity::Error), None, "{result}");
        }
    }
}
