//! Code actions that silence a finding: here, in this draft, everywhere.
//! It must not decide what a silencing comment covers: that is the core's `waiver`.

use factmark_core::check::{Code, Finding, waiver};
use factmark_core::text::Span;
use tower_lsp::lsp_types::{Position, Range, TextEdit, Url};

use super::context::Context;
use super::convert::uri_of;
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
    vec![
        Silencing {
            title: format!("Ignore {code} in this sentence"),
            edit: insert(context, finding.claim.end, format!(" <!-- factmark-ignore {code}: reason -->")),
        },
        Silencing {
            title: format!("Ignore {} in this draft", named(code)),
            edit: insert(context, top(context), format!("<!-- factmark-ignore-file {code}: reason -->\n\n")),
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
    let before = context.draft.text().get(..first).unwrap_or("");
    u32::try_from(before.rfind('\n').map_or(0, |at| at + 1)).unwrap_or(0)
}

/// What silencing the rule everywhere is called. Only where the project has its settings file already: making one is for the
/// writer.
pub(super) fn everywhere(context: &Context, code: Code) -> Option<String> {
    let offered = code != waiver::UNCLEAR && context.workspace.root.join(config::FILE_NAME).is_file();
    offered.then(|| format!("Ignore {} everywhere, in {}", named(code), config::FILE_NAME))
}

/// The settings file, and the edit that switches the rule off in it.
pub(super) fn switched_off(context: &Context, code: Code) -> Option<(Url, TextEdit)> {
    let path = context.workspace.root.join(config::FILE_NAME);
    let text = std::fs::read_to_string(&path).ok()?;
    Some((uri_of(&path)?, switch_off(&text, code)))
}

/// The smallest edit of the settings file that switches a rule off: its own line changed, or a line more.
fn switch_off(text: &str, code: Code) -> TextEdit {
    let line = format!("{code} = \"off\"");
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
            TextEdit::new(at(Position::new(number + 1, 0)), format!("{line}\n"))
        }
        Some(number) => {
            let width = text.lines().nth(number as usize).map_or(0, |header| header.encode_utf16().count());
            let end = Position::new(number, u32::try_from(width).unwrap_or(u32::MAX));
            TextEdit::new(at(end), format!("\n{line}"))
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
            TextEdit::new(at(position), format!("{gap}[rules]\n{line}\n"))
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
            ("", "[rules]\nF002 = \"off\"\n"),
            ("[sources]\npaths = [\"a\"]\n", "[sources]\npaths = [\"a\"]\n\n[rules]\nF002 = \"off\"\n"),
            ("baseline = \"b.json\"", "baseline = \"b.json\"\n\n[rules]\nF002 = \"off\"\n"),
            ("[rules]\nF001 = \"hint\"\n", "[rules]\nF002 = \"off\"\nF001 = \"hint\"\n"),
            ("[rules] # loud\n", "[rules] # loud\nF002 = \"off\"\n"),
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
