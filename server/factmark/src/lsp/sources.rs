//! `factmark/sources`: the sources that were read, and what kept others from being read, as data for panels.
//! It must not read anything.

use std::fmt::Display;
use std::path::Path;

use factmark_core::corpus::Source;
use factmark_formats::Unreadable;
use serde::Serialize;
use tower_lsp::lsp_types::Url;

use super::convert::uri_of;
use super::editions::newest_editions;
use super::messages::told;
use super::shapes::{Reader, SourceName};
use crate::workspace::{SourceProblem, Workspace};

#[derive(Debug, Serialize)]
pub(super) struct Sources {
    /// Of the first folder.
    root: Option<Url>,
    /// Folder by folder, in order of their paths.
    sources: Vec<SourceEntry>,
    problems: Vec<Problem>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SourceEntry {
    source: SourceName,
    sentences: usize,
    /// Neither its date nor that of its figures is known.
    undated: bool,
    /// The latest edition of it, where that is among the sources too.
    newer_edition: Option<SourceName>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Problem {
    kind: ProblemKind,
    /// The file or folder at fault, where it is one.
    uri: Option<Url>,
    /// Counted from 1.
    line: Option<usize>,
    message: String,
    /// Keeps a check from being whole.
    urgent: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum ProblemKind {
    NoSources,
    Missing,
    Unreadable,
    Manifest,
    Skipped,
    Stopped,
    Settings,
}

/// Those of all folders; `None` where none is open.
pub(super) fn of_all(readers: &[Reader<'_>]) -> Option<Sources> {
    let of_each = readers.iter().map(|reader| sources(reader.workspace, readers.len() > 1));
    of_each.reduce(|mut all, more| {
        all.sources.extend(more.sources);
        all.problems.extend(more.problems);
        all
    })
}

fn sources(workspace: &Workspace, several: bool) -> Sources {
    let told = |problem: &dyn Display| told(&workspace.root, several, problem);
    let of_settings = workspace.config_problems.iter().map(|problem| Problem {
        kind: ProblemKind::Settings,
        uri: problem.path.as_deref().and_then(uri_of),
        line: problem.line,
        message: told(problem),
        urgent: true,
    });
    let of_sources = workspace.source_problems.iter().map(|it| problem(it, told(it)));
    let newest = newest_editions(&workspace.corpus);
    let newer = |id| newest.get(&id).and_then(|newest| workspace.corpus.source(*newest));
    let entries = workspace.corpus.numbered();
    Sources {
        root: uri_of(&workspace.root),
        sources: entries.map(|(id, source)| entry(workspace, source, newer(id))).collect(),
        problems: of_settings.chain(of_sources).collect(),
    }
}

fn entry(workspace: &Workspace, source: &Source, newer: Option<&Source>) -> SourceEntry {
    SourceEntry {
        source: SourceName::of(workspace, source),
        sentences: source.analysis.sentences.len(),
        undated: source.metadata.issued.is_none() && source.metadata.as_of.is_none(),
        newer_edition: newer.map(|newer| SourceName::of(workspace, newer)),
    }
}

fn problem(problem: &SourceProblem, message: String) -> Problem {
    let (kind, path, line): (ProblemKind, Option<&Path>, Option<usize>) = match problem {
        SourceProblem::NoSources(root) => (ProblemKind::NoSources, Some(root), None),
        SourceProblem::Missing(path) => (ProblemKind::Missing, Some(path), None),
        SourceProblem::Folder(_) => (ProblemKind::Unreadable, None, None),
        SourceProblem::File(
            Unreadable::Io(path, _)
            | Unreadable::NotText(path)
            | Unreadable::TooLarge(path, _)
            | Unreadable::UnknownFormat(path),
        ) => (ProblemKind::Unreadable, Some(path), None),
        SourceProblem::Manifest(path, line, _) => (ProblemKind::Manifest, Some(path), *line),
        SourceProblem::SameKey(_, _, path) => (ProblemKind::Manifest, Some(path), None),
        SourceProblem::Skipped(..) => (ProblemKind::Skipped, None, None),
        SourceProblem::Stopped { .. } => (ProblemKind::Stopped, None, None),
    };
    Problem { kind, uri: path.and_then(uri_of), line, message, urgent: problem.prevents_checking() }
}
