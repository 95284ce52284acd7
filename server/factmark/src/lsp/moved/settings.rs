//! What the settings file names by its path: folders of sources, the table of names, the baseline. It must not know drafts.

use std::ops::Range;
use std::path::{Path, PathBuf};

use factmark_core::text::LineIndex;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use tower_lsp::lsp_types::TextEdit;

use super::linked::{between, joined};
use super::{Changed, renamed};
use crate::config;
use crate::lsp::client::Profile;
use crate::lsp::convert::{Lines, uri_of};
use crate::workspace::Workspace;

/// The edits of the settings file, where it stays and names something that moves.
pub(super) fn of_settings(
    profile: &Profile,
    workspace: &Workspace,
    renames: &[(PathBuf, PathBuf)],
) -> Option<Changed> {
    let path = workspace.root.join(config::FILE_NAME);
    let text = std::fs::read_to_string(&path).ok().filter(|_| renamed(&path, renames).is_none())?;
    let index = LineIndex::new(&text);
    let lines = Lines::new(&text, &index, profile.encoding);
    let edit = |(range, new): (Range<usize>, String)| {
        let range = tower_lsp::lsp_types::Range::new(lines.position(range.start), lines.position(range.end));
        TextEdit::new(range, new)
    };
    let edits: Vec<TextEdit> = replaced(&text, &workspace.root, renames).into_iter().map(edit).collect();
    (!edits.is_empty()).then_some(Changed { uri: uri_of(&path)?, version: None, edits })
}

fn replaced(text: &str, root: &Path, renames: &[(PathBuf, PathBuf)]) -> Vec<(Range<usize>, String)> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let table = table.get_ref();
    let sources = match table.get("sources").map(Spanned::get_ref) {
        Some(DeValue::Table(sources)) => Some(sources),
        _ => None,
    };
    let in_sources = |key: &str| sources.and_then(|sources| sources.get(key));
    let paths = match in_sources("paths").map(Spanned::get_ref) {
        Some(DeValue::Array(paths)) => paths.iter().collect(),
        _ => Vec::new(),
    };
    let named = paths.into_iter().chain(in_sources("entities")).chain(table.get("baseline"));
    let mut replaced: Vec<(Range<usize>, String)> = named
        .filter_map(|value| {
            let range = between_marks(text, value.span())?;
            let told = text.get(range.clone())?;
            let to = renamed(&joined(root, Path::new(told)), renames)?;
            Some((range, between(root, &to).to_string_lossy().replace('\\', "/")))
        })
        .collect();
    replaced.sort_by_key(|(range, _)| range.start);
    replaced
}

/// The bytes of a string between its quotation marks; `None` where signs are escaped, or it is of several lines.
fn between_marks(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(span.clone())?;
    let mark = words.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let inside = words.strip_prefix(mark)?.strip_suffix(mark)?;
    (!inside.contains(['\\', '\n', mark])).then_some(span.start + 1..span.end - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, from: &str, to: &str) -> String {
        let mut new = text.to_owned();
        let renames = [(Path::new("/w").join(from), Path::new("/w").join(to))];
        for (range, words) in replaced(text, Path::new("/w"), &renames).into_iter().rev() {
            new.replace_range(range, &words);
        }
        new
    }

    #[test]
    fn what_the_settings_name_follows() {
        let text = "baseline = 'notes/known.json'\n[sources]\npaths = [\"./notes/2024\", \"notes\", \"other\"] # notes\nentities = \"notes/names.csv\"\n";
        assert_eq!(
            after(text, "notes", "deep/papers"),
            "baseline = 'deep/papers/known.json'\n[sources]\npaths = [\"deep/papers/2024\", \"deep/papers\", \"other\"] # notes\nentities = \"deep/papers/names.csv\"\n"
        );
        assert_eq!(after(text, "note", "papers"), text);
        assert_eq!(after("[sources\n", "notes", "papers"), "[sources\n");
    }

    #[test]
    fn what_is_escaped_or_no_path_is_left() {
        for text in
            ["sources = 3\n", "[sources]\npaths = 'notes'\n", "[sources]\npaths = [\"n\\u006Ftes\", 3]\n"]
        {
            assert_eq!(after(text, "notes", "papers"), text);
        }
    }
}
