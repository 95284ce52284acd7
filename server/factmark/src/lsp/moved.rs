//! What a renamed or moved source takes along: citations by its key, notes that name its file, links to it, and its entry in
//! the manifest. It must not rename anything: the editor does, together with the edits.

mod linked;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factmark_core::corpus::Source;
use factmark_core::text::{LineIndex, Markup};
use tower_lsp::lsp_types::{
    DocumentChanges, FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use self::linked::{links, relative, resolved};
use super::citing::{key_of, key_of_path};
use super::client::Profile;
use super::convert::{Lines, uri_of};
use super::draft::Draft;
use super::footnotes::footnotes;
use super::links::{citations, prose_lines};
use crate::metadata::MANIFEST;
use crate::workspace::Workspace;

/// The operations that the server wants to hear of.
pub(super) fn operations() -> WorkspaceFileOperationsServerCapabilities {
    // Folders too: what lies in them moves with them.
    let filter = FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None },
    };
    let all = Some(FileOperationRegistrationOptions { filters: vec![filter] });
    WorkspaceFileOperationsServerCapabilities {
        did_create: all.clone(),
        will_rename: all.clone(),
        did_rename: all.clone(),
        did_delete: all,
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

/// A source with its path before and after.
struct Moved<'w> {
    source: &'w Source,
    to: PathBuf,
}

/// The edits that keep what names the sources at the old paths (files or folders) true.
/// `drafts` are those of the workspace, open or not.
pub(super) fn edits(
    profile: &Profile,
    workspace: &Workspace,
    drafts: &[Arc<Draft>],
    renames: &[(PathBuf, PathBuf)],
) -> Vec<Changed> {
    let moved: Vec<Moved<'_>> =
        workspace.corpus.sources().iter().filter_map(|source| moved(source, renames)).collect();
    let of_drafts = drafts.iter().filter_map(|draft| {
        let replaced = of_draft(draft, &moved, workspace);
        let lines = draft.lines(profile.encoding);
        let edit = |(range, words): (Range<usize>, String)| {
            let range =
                tower_lsp::lsp_types::Range::new(lines.position(range.start), lines.position(range.end));
            TextEdit::new(range, words)
        };
        let edits: Vec<TextEdit> = replaced.into_iter().map(edit).collect();
        // One that nobody has opened has no version.
        let version = Some(draft.version).filter(|version| *version > 0);
        (!edits.is_empty()).then(|| Changed { uri: draft.uri.clone(), version, edits })
    });
    of_drafts.chain(of_manifests(profile, workspace, &moved, renames)).collect()
}

/// Whether any source of the workspace is renamed.
pub(super) fn concerns(workspace: &Workspace, renames: &[(PathBuf, PathBuf)]) -> bool {
    workspace.corpus.sources().iter().any(|source| moved(source, renames).is_some())
}

/// The edits of one file.
#[derive(Debug)]
pub(super) struct Changed {
    uri: Url,
    version: Option<i32>,
    edits: Vec<TextEdit>,
}

/// The edits in the form that the client takes; `None` for none.
pub(super) fn workspace_edit(profile: &Profile, changed: Vec<Changed>) -> Option<WorkspaceEdit> {
    if changed.is_empty() {
        return None;
    }
    if !profile.document_changes {
        let changes: HashMap<Url, Vec<TextEdit>> = changed.into_iter().map(|it| (it.uri, it.edits)).collect();
        return Some(WorkspaceEdit::new(changes));
    }
    let of_version = |Changed { uri, version, edits }| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let edits = changed.into_iter().map(of_version).collect();
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits)), ..WorkspaceEdit::default() })
}

fn moved<'w>(source: &'w Source, renames: &[(PathBuf, PathBuf)]) -> Option<Moved<'w>> {
    renames.iter().find_map(|(from, to)| {
        let rest = source.path.strip_prefix(from).ok()?;
        let to = if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) };
        Some(Moved { source, to })
    })
}

/// Bytes of a text and what stands there after, in order.
type Replaced = Vec<(Range<usize>, String)>;

fn of_draft(draft: &Draft, moved: &[Moved<'_>], workspace: &Workspace) -> Replaced {
    if draft.markup != Markup::Markdown {
        return Vec::new();
    }
    let text: &str = draft.text();
    let mut replaced = keys(text, moved, workspace);
    replaced.extend(notes(text, moved));
    if let Some(folder) = draft.path().as_deref().and_then(Path::parent) {
        replaced.extend(targets(text, folder, moved));
    }
    replaced.sort_by_key(|(range, _)| range.start);
    // An address inside a note stays with the note.
    let mut end = 0;
    replaced.retain(|(range, _)| {
        let apart = range.start >= end;
        end = if apart { range.end } else { end };
        apart
    });
    replaced
}

/// Keys that come from the name of the file; not those that several sources share.
fn keys(text: &str, moved: &[Moved<'_>], workspace: &Workspace) -> Replaced {
    let shared =
        |key: &str| workspace.corpus.sources().iter().filter(|source| key_of(source) == key).count() > 1;
    let mut new: HashMap<String, String> = HashMap::new();
    for one in moved.iter().filter(|one| one.source.metadata.id.is_none()) {
        let (old, key) = (key_of(one.source), key_of_path(&one.to));
        if old != key && !shared(&old) {
            new.insert(old, key);
        }
    }
    if new.is_empty() {
        return Vec::new();
    }
    let mut replaced = Vec::new();
    for (start, line) in prose_lines(text) {
        for (at, found) in citations(line) {
            let Some((old, key)) = found.strip_prefix('@').and_then(|old| Some((old, new.get(old)?))) else {
                continue;
            };
            let from = start + at + 1;
            replaced.push((from..from + old.len(), key.clone()));
        }
    }
    replaced
}

/// Notes that name a source without a title by its file.
fn notes(text: &str, moved: &[Moved<'_>]) -> Replaced {
    let mut replaced = Vec::new();
    for note in footnotes(text) {
        let words = note.span.of(text);
        for one in moved.iter().filter(|one| one.source.metadata.title.is_none()) {
            let (old, new) = (one.source.display_name(), one.to.file_name().and_then(|name| name.to_str()));
            let at = words.find(old).filter(|_| note.words.starts_with(old));
            if let Some((at, new)) = at.zip(new).filter(|(_, new)| *new != old) {
                let from = note.span.start as usize + at;
                replaced.push((from..from + old.len(), new.to_owned()));
            }
        }
    }
    replaced
}

/// Links of a draft in `folder` to a file that moves.
fn targets(text: &str, folder: &Path, moved: &[Moved<'_>]) -> Replaced {
    let mut replaced = Vec::new();
    for (start, line) in prose_lines(text) {
        for link in links(line) {
            let Some(path) = line.get(link.clone()).and_then(|target| resolved(folder, target)) else {
                continue;
            };
            if let Some(one) = moved.iter().find(|one| one.source.path == path) {
                replaced.push((start + link.start..start + link.end, relative(folder, &one.to)));
            }
        }
    }
    replaced
}

/// Entries of manifests that stay where they are.
fn of_manifests(
    profile: &Profile,
    workspace: &Workspace,
    moved: &[Moved<'_>],
    renames: &[(PathBuf, PathBuf)],
) -> Vec<Changed> {
    let mut folders: Vec<&Path> = moved
        .iter()
        .flat_map(|one| one.source.path.ancestors().skip(1))
        .take_while(|folder| folder.starts_with(&workspace.root) || !workspace.root.starts_with(folder))
        .filter(|folder| !renames.iter().any(|(from, _)| folder.starts_with(from)))
        .collect();
    folders.sort_unstable();
    folders.dedup();
    let of_folder = |folder: &Path| {
        let path = folder.join(MANIFEST);
        let text = std::fs::read_to_string(&path).ok()?;
        let index = LineIndex::new(&text);
        let lines = Lines::new(&text, &index, profile.encoding);
        let edits: Vec<TextEdit> = entries(&text)
            .filter_map(|range| {
                let path = folder.join(text.get(range.clone())?);
                let one = moved.iter().find(|one| one.source.path == path)?;
                let range =
                    tower_lsp::lsp_types::Range::new(lines.position(range.start), lines.position(range.end));
                let new = linked::between(folder, &one.to).to_string_lossy().replace('\\', "/");
                Some(TextEdit::new(range, new))
            })
            .collect();
        (!edits.is_empty()).then_some(Changed { uri: uri_of(&path)?, version: None, edits })
    };
    folders.into_iter().filter_map(of_folder).collect()
}

/// The bytes between the quotation marks of every `file = "…"` that stands on a line of its own.
fn entries(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let from = start;
        start += line.len();
        let value = line.trim_start().strip_prefix("file")?.trim_start().strip_prefix('=')?.trim_start();
        let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let value = value.get(1..)?;
        let length = value.find(mark)?;
        let at = from + line.len() - value.len();
        // With escapes the words are not the path.
        value.get(..length).filter(|value| !value.contains('\\')).map(|_| at..at + length)
    })
}
