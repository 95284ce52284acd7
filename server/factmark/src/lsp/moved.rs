//! What a renamed or moved source or draft takes along: citations by a source's key, notes that name its file, links to it and
//! out of it, its entry in the manifest, and the folders that the settings name. It must not rename anything: the editor does, together with the edits.

mod linked;
mod settings;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factmark_core::corpus::Source;
use factmark_core::text::{LineIndex, Markup};
use factmark_formats::markup_of;
use tower_lsp::lsp_types::{
    DocumentChanges, FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use self::linked::{links, relative, resolved};
use self::settings::of_settings;
use super::client::Profile;
use super::convert::{Lines, uri_of};
use super::draft::Draft;
use super::footnotes::footnotes;
use super::links::{citations, prose_lines};
use crate::citation_keys::CitationKeys;
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
    let keys = keys_after(workspace, renames);
    let of_drafts = drafts.iter().filter_map(|draft| {
        let replaced = of_draft(draft, &moved, workspace, &keys, renames);
        let lines = draft.lines(profile.encoding);
        let edit = |(range, words): (Range<usize>, String)| {
            let range =
                tower_lsp::lsp_types::Range::new(lines.position(range.start), lines.position(range.end));
            TextEdit::new(range, words)
        };
        Changed::of(draft, replaced.into_iter().map(edit).collect())
    });
    of_drafts
        .chain(of_manifests(profile, workspace, &moved, renames))
        .chain(of_settings(profile, workspace, renames))
        .collect()
}

/// Whether anything is renamed that drafts or settings of the workspace may name: a source, a draft, a folder, or what the
/// settings name.
pub(super) fn concerns(workspace: &Workspace, renames: &[(PathBuf, PathBuf)]) -> bool {
    let may_be_named =
        |path: &PathBuf| path.is_dir() || markup_of(path).is_some() || workspace.watched().contains(path);
    renames.iter().any(|(from, _)| may_be_named(from))
        || workspace.corpus.sources().iter().any(|source| moved(source, renames).is_some())
}

/// The edits of one file.
#[derive(Debug)]
pub(super) struct Changed {
    uri: Url,
    version: Option<i32>,
    edits: Vec<TextEdit>,
}

impl Changed {
    /// Those of a draft; `None` where there are none.
    pub(super) fn of(draft: &Draft, edits: Vec<TextEdit>) -> Option<Self> {
        // One that nobody has opened has no version.
        let version = Some(draft.version).filter(|version| *version > 0);
        (!edits.is_empty()).then(|| Changed { uri: draft.uri.clone(), version, edits })
    }
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
    let to = renamed(&source.path, renames)?;
    Some(Moved { source, to })
}

/// Where a file goes that is renamed, or lies in a folder that is; `None` where it stays.
fn renamed(path: &Path, renames: &[(PathBuf, PathBuf)]) -> Option<PathBuf> {
    renames.iter().find_map(|(from, to)| {
        let rest = path.strip_prefix(from).ok()?;
        Some(if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) })
    })
}

/// Where a file is afterwards.
fn moved_path(path: &Path, renames: &[(PathBuf, PathBuf)]) -> PathBuf {
    renamed(path, renames).unwrap_or_else(|| path.to_owned())
}

/// Bytes of a text and what stands there after, in order.
type Replaced = Vec<(Range<usize>, String)>;

fn of_draft(
    draft: &Draft,
    moved: &[Moved<'_>],
    workspace: &Workspace,
    after: &CitationKeys,
    renames: &[(PathBuf, PathBuf)],
) -> Replaced {
    if draft.markup != Markup::Markdown {
        return Vec::new();
    }
    let text: &str = draft.text();
    let mut replaced = keys(text, workspace, after);
    replaced.extend(notes(text, moved));
    if let Some(path) = draft.path() {
        replaced.extend(targets(text, &path, renames));
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

/// Keys that would mean another source afterwards, or none.
fn keys(text: &str, workspace: &Workspace, after: &CitationKeys) -> Replaced {
    let before = workspace.citation_keys();
    if before == after {
        return Vec::new();
    }
    let mut replaced = Vec::new();
    for (start, line) in prose_lines(text) {
        for (at, found) in citations(line) {
            let Some(key) = found.strip_prefix('@') else { continue };
            let source = before.source(key).filter(|source| after.source(key) != Some(*source));
            if let Some(new) = source.and_then(|source| after.of(source)) {
                let from = start + at + 1;
                replaced.push((from..from + key.len(), new.to_owned()));
            }
        }
    }
    replaced
}

/// The keys of the sources once they have moved.
fn keys_after(workspace: &Workspace, renames: &[(PathBuf, PathBuf)]) -> CitationKeys {
    let paths: Vec<(PathBuf, Option<&str>)> = workspace
        .corpus
        .sources()
        .iter()
        .map(|source| (moved_path(&source.path, renames), source.metadata.id.as_deref()))
        .collect();
    CitationKeys::new(&workspace.root, paths.iter().map(|(path, id)| (path.as_path(), *id)))
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

/// Links of the draft at `path` that would lead elsewhere: their file moves, or the draft itself.
fn targets(text: &str, path: &Path, renames: &[(PathBuf, PathBuf)]) -> Replaced {
    let after = moved_path(path, renames);
    let Some((folder, new_folder)) = path.parent().zip(after.parent()) else { return Vec::new() };
    let mut replaced = Vec::new();
    for (start, line) in prose_lines(text) {
        for link in links(line) {
            let Some(words) = line.get(link.clone()) else { continue };
            let Some(target) = resolved(folder, words) else { continue };
            let new = moved_path(&target, renames);
            // What leads nowhere was not meant for a file, or is not ours to mend.
            if resolved(new_folder, words).as_ref() != Some(&new) && target.exists() {
                replaced.push((start + link.start..start + link.end, relative(new_folder, &new)));
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
