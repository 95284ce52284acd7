//! Opens a workspace: its settings, its source folders and what they hold, ready for checking a draft.
//! It must not know LSP types nor the terminal; the language server and the command line both stand on it.

mod scan;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use factmark_core::analysis::Analysis;
use factmark_core::check::waiver::{Waiver, waivers};
use factmark_core::check::{self, Finding, Mark, Severity, told_inside};
use factmark_core::corpus::{Corpus, ReadDocument, Source, SourceDocument};
use factmark_core::text::Markup;
use factmark_formats::Unreadable;
use rayon::iter::Either;
use rayon::prelude::*;

use crate::baseline::{self, Baseline};
use crate::citation_keys::CitationKeys;
use crate::config::{self, Config, ConfigProblem};
use crate::metadata::{MANIFEST, Manifest};
use crate::names_file;

/// Folders that are read where the settings name none.
const DEFAULT_FOLDERS: [&str; 2] = ["seeds", "sources"];

/// What to open.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The root of the workspace; settings and relative paths start here. See [`find_root`].
    pub root: PathBuf,
    /// Settings of the editor, laid over those of the file.
    pub settings: Config,
    /// Source folders and files that the command line names; they replace those of every layer.
    pub sources: Option<Vec<PathBuf>>,
}

/// How far opening has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// Sources read so far.
    pub done: usize,
    /// Sources to read.
    pub total: usize,
    /// The source that is read now.
    pub path: &'a Path,
}

/// What tells an unchanged file: its size in bytes and the time of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    changed: Option<SystemTime>,
}

/// A source after its own reading, before it is joined with the others.
type Read = (ReadDocument, Stamp);

/// Something about the sources that the writer must hear of.
#[derive(Debug)]
pub enum SourceProblem {
    /// No folder is named and none of the default ones exists under this root.
    NoSources(PathBuf),
    /// A folder or file that the settings or the command line name does not exist.
    Missing(PathBuf),
    /// A folder could not be listed.
    Folder(String),
    /// A file gave no text.
    File(Unreadable),
    /// A manifest could not be used: its path, one-based line, and what is wrong.
    Manifest(PathBuf, Option<usize>, String),
    /// Two sources have the same citation key of their own: the key, the source that it means, and the other.
    SameKey(String, PathBuf, PathBuf),
    /// Files of formats that are not read yet: how many, and their ending (empty where they have none).
    Skipped(usize, String),
    /// Reading was stopped before its end.
    Stopped { read: usize, total: usize },
}

impl SourceProblem {
    /// Whether what was asked for could not be done, so that a check can't be trusted to be whole.
    /// Files of other formats may well lie among the sources and are only mentioned.
    pub fn prevents_checking(&self) -> bool {
        !matches!(self, SourceProblem::Skipped(..) | SourceProblem::SameKey(..))
    }
}

impl fmt::Display for SourceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceProblem::NoSources(root) => write!(
                f,
                "{}: holds no sources, so nothing can be checked. Put them into a folder `seeds` or `sources`, or name their folder in {}.",
                root.display(),
                config::FILE_NAME
            ),
            SourceProblem::Missing(path) => {
                write!(f, "{}: this folder or file of sources does not exist.", path.display())
            }
            SourceProblem::Folder(message) => write!(f, "a folder of sources could not be listed: {message}"),
            SourceProblem::File(unreadable) => unreadable.fmt(f),
            SourceProblem::Manifest(path, line, message) => {
                write!(f, "{}", path.display())?;
                if let Some(line) = line {
                    write!(f, ":{line}")?;
                }
                write!(f, ": {message}; nothing in this file is used.")
            }
            SourceProblem::SameKey(key, first, second) => write!(
                f,
                "{}: has the citation key \"{key}\", which {} has already: [@{key}] means that one. Give one of them another id.",
                second.display(),
                first.display()
            ),
            SourceProblem::Skipped(count, ending) => {
                let files = if *count == 1 { "file" } else { "files" };
                match ending.as_str() {
                    "" => write!(f, "{count} {files} without an ending among the sources: not read."),
                    ending => write!(f, "{count} .{ending} {files} among the sources: not read yet."),
                }
            }
            SourceProblem::Stopped { read, total } => write!(
                f,
                "reading was stopped: {read} of {total} sources were read, and drafts are checked against these alone. Have the sources read again to go on."
            ),
        }
    }
}

/// An opened workspace. It never changes: a changed file or setting gives a new one by [`Workspace::reopen`].
#[derive(Debug, Default)]
pub struct Workspace {
    pub root: PathBuf,
    /// All layers together.
    pub config: Config,
    pub config_problems: Vec<ConfigProblem>,
    pub source_problems: Vec<SourceProblem>,
    /// The sources, read and indexed, in order of their paths.
    pub corpus: Corpus,
    /// One for each source of the corpus.
    stamps: Vec<Stamp>,
    /// Folders and files that sources are read from, as named and without symbolic links.
    places: Vec<PathBuf>,
    /// Paths whose change calls for reading anew.
    watched: Vec<PathBuf>,
    /// Findings that the project lives with.
    baseline: Baseline,
    /// Made when they are first asked for.
    keys: OnceLock<CitationKeys>,
}

/// What checking a draft gave.
#[derive(Debug, Default)]
pub struct Judged {
    /// At the levels of the settings, in order of their place.
    pub findings: Vec<Finding>,
    /// How many more a comment in the draft silences.
    pub waived: usize,
    /// How many more the baseline knows.
    pub known: usize,
}

/// The settings, the comments of one draft and the baseline, which together decide what is shown of its findings.
#[derive(Debug)]
pub struct Sieve<'w> {
    workspace: &'w Workspace,
    text: &'w str,
    waivers: Vec<Waiver>,
    /// A finding for each comment that silences nothing.
    pub unclear: Vec<Finding>,
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sifted {
    /// At the level of the settings.
    Shown(Severity),
    Off,
    /// A comment silences it.
    Waived,
    /// The baseline knows it.
    Known,
}

impl Sieve<'_> {
    /// What becomes of each of the findings, which stand in order. One that tells only what another inside it tells more exactly
    /// goes the way of that one.
    pub fn judge_all(&self, marks: impl Iterator<Item = Mark>) -> Vec<Sifted> {
        let judged: Vec<(Mark, Sifted)> = marks.map(|mark| (mark, self.judge(mark))).collect();
        let heard: Vec<Mark> =
            judged.iter().filter(|(_, sifted)| *sifted != Sifted::Off).map(|(mark, _)| *mark).collect();
        let mut told = told_inside(&heard).into_iter();
        let settled = |(_, sifted): (Mark, Sifted)| match sifted {
            Sifted::Off => Sifted::Off,
            _ if told.next() == Some(true) => Sifted::Off,
            sifted => sifted,
        };
        judged.into_iter().map(settled).collect()
    }

    fn judge(&self, mark: Mark) -> Sifted {
        let Some(severity) = self.workspace.config.severity(mark.code, mark.severity) else {
            return Sifted::Off;
        };
        if self.waivers.iter().any(|waiver| waiver.covers(mark)) {
            return Sifted::Waived;
        }
        if self.workspace.baseline.holds(mark, self.text) {
            return Sifted::Known;
        }
        // A level in the settings is that of what is sure enough to be told unasked.
        let unsure = mark.severity == Severity::Hint && mark.code.is_graded();
        Sifted::Shown(if unsure { Severity::Hint } else { severity })
    }
}

/// The root of the workspace that `start` (a file or folder) belongs to: the nearest folder upwards that holds a
/// settings file; else `start`'s own folder or the one above, where it holds one of the default source folders;
/// else `start`'s own folder. A `sources` folder higher up most likely belongs to something else.
pub fn find_root(start: &Path) -> PathBuf {
    let folder = if start.is_dir() { start } else { start.parent().unwrap_or(start) };
    let has_settings = |folder: &&Path| folder.join(config::FILE_NAME).is_file();
    let has_sources = |folder: &&Path| DEFAULT_FOLDERS.iter().any(|name| folder.join(name).is_dir());
    let with_settings = folder.ancestors().find(has_settings);
    with_settings.or_else(|| folder.ancestors().take(2).find(has_sources)).unwrap_or(folder).to_owned()
}

impl Workspace {
    /// Reads everything; `progress` is called from several threads. Problems are collected, never returned as an error: what can be read is used.
    pub fn open(options: &Options, progress: &(dyn Fn(Progress<'_>) + Sync)) -> Workspace {
        Workspace::default().reopen(options, progress)
    }

    /// Reads everything anew, except for the sources that have not changed since `self` was opened.
    pub fn reopen(&self, options: &Options, progress: &(dyn Fn(Progress<'_>) + Sync)) -> Workspace {
        self.reopen_until(options, progress, &|| false)
    }

    /// As [`Workspace::reopen`], but once `stopped` says so, sources that `self` does not know are left out. What was read so
    /// far is in use then, and reopening once more goes on from there.
    pub fn reopen_until(
        &self,
        options: &Options,
        progress: &(dyn Fn(Progress<'_>) + Sync),
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Workspace {
        let (config, mut config_problems) = config::read_file(&options.root);
        let mut config = config.overlaid(options.settings.clone());
        config.entity.retain(|entity| {
            let named = !entity.name.trim().is_empty();
            if !named {
                let message = "an entity without a name is not used".to_owned();
                config_problems.push(ConfigProblem { path: None, line: None, message });
            }
            named
        });
        let table = config.sources.entities.as_ref().map(|path| options.root.join(path));
        if let Some(path) = &table {
            let (entities, problems) = names_file::read(path);
            config.entity.extend(entities);
            config_problems.extend(problems);
        }
        let mut workspace =
            Workspace { root: options.root.clone(), config, config_problems, ..Workspace::default() };
        let named = workspace.named_places(options);
        let existing = workspace.existing_places(&named);
        let found = scan::scan(&existing, &mut workspace.source_problems);
        workspace.places = with_real_paths(existing);
        workspace.watched = named;
        workspace.watched.push(options.root.join(config::FILE_NAME));
        workspace.watched.extend(table);
        workspace.read_baseline();
        let manifest = workspace.read_manifests(&found.manifests);
        workspace.read_sources(self, &found.sources, &manifest, progress, stopped);
        workspace
    }

    /// How many sources there are, those included that were left out when reading was stopped; `None` where it was not.
    pub fn stopped_of(&self) -> Option<usize> {
        self.source_problems.iter().find_map(|problem| match problem {
            SourceProblem::Stopped { total, .. } => Some(*total),
            _ => None,
        })
    }

    /// The findings of a draft that are to be shown.
    pub fn check(&self, text: &str, markup: Markup) -> Judged {
        self.judge(text, &self.corpus.analyse(text, markup))
    }

    /// As [`Workspace::check`], for a draft that was read already: `analysis` comes from [`Corpus::analyse`].
    pub fn judge(&self, text: &str, analysis: &Analysis) -> Judged {
        self.sift(text, check::check(text, analysis, &self.corpus, &self.check_options()))
    }

    /// Which rules are asked for.
    pub fn check_options(&self) -> check::Options {
        let mut options = check::Options::default();
        // A level in the settings asks for a rule that is off by itself.
        options.off.retain(|code| !self.config.asks_for(*code));
        options.hints = self.config.hints.unwrap_or(false);
        options
    }

    /// What is left of the findings of a draft once the settings, the comments in the draft and the baseline have spoken.
    pub fn sift(&self, text: &str, mut findings: Vec<Finding>) -> Judged {
        let sieve = self.sieve(text);
        let mut judged = Judged::default();
        if !sieve.unclear.is_empty() {
            findings.extend(sieve.unclear.iter().cloned());
            findings.sort_by_key(|finding| (finding.span, finding.code));
        }
        let mut sifted = sieve.judge_all(findings.iter().map(Finding::mark)).into_iter();
        findings.retain_mut(|finding| match sifted.next() {
            Some(Sifted::Shown(severity)) => {
                finding.severity = severity;
                true
            }
            sifted => {
                judged.waived += usize::from(sifted == Some(Sifted::Waived));
                judged.known += usize::from(sifted == Some(Sifted::Known));
                false
            }
        });
        Judged { findings, ..judged }
    }

    /// What decides which findings of a draft are shown. Reads the draft's comments.
    pub fn sieve<'w>(&'w self, text: &'w str) -> Sieve<'w> {
        let (waivers, unclear) = waivers(text);
        Sieve { workspace: self, text, waivers, unclear }
    }

    /// What drafts cite the sources by.
    pub fn citation_keys(&self) -> &CitationKeys {
        self.keys.get_or_init(|| {
            let sources = self.corpus.sources().iter();
            let named = sources.map(|source| (source.path.as_path(), source.metadata.id.as_deref()));
            CitationKeys::new(&self.root, named)
        })
    }

    /// What drafts cite one of the sources by.
    pub fn citation_key(&self, source: &Source) -> &str {
        let at = self.corpus.sources().binary_search_by(|other| other.path.cmp(&source.path));
        at.ok().and_then(|at| self.citation_keys().of(at)).unwrap_or("source")
    }

    /// Where the baseline is, or would be.
    pub fn baseline_path(&self) -> PathBuf {
        let named = self.config.baseline.as_deref();
        self.root.join(named.unwrap_or(Path::new(baseline::FILE_NAME)))
    }

    /// Shows every finding again, those that are known too.
    pub fn forget_baseline(&mut self) {
        self.baseline = Baseline::default();
    }

    /// A baseline that is named must be there; the one of the default name need not.
    fn read_baseline(&mut self) {
        let path = self.baseline_path();
        self.watched.push(path.clone());
        if self.config.baseline.is_none() && !path.exists() {
            return;
        }
        match Baseline::read(&path) {
            Ok(baseline) => self.baseline = baseline,
            Err((line, message)) => {
                self.config_problems.push(ConfigProblem { path: Some(path), line, message });
            }
        }
    }

    /// Whether `path` is a source or lies among the sources, so that it is never checked as a draft.
    pub fn is_source(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        let under = |path: &Path| self.places.iter().any(|place| path.starts_with(place));
        under(path) || real.is_ok_and(|real| under(&real))
    }

    /// Whether a draft is judged the same by both: the very same corpus and equal settings.
    pub fn is_same(&self, other: &Workspace) -> bool {
        self.corpus.is_same(&other.corpus)
            && self.config == other.config
            && self.places == other.places
            && self.baseline == other.baseline
    }

    /// Paths whose change (theirs, or of anything in them) calls for reading anew: the settings file, and the folders
    /// and files that sources are or would be read from, whether they exist or not.
    pub fn watched(&self) -> &[PathBuf] {
        &self.watched
    }

    /// Folders and files that sources are to be read from.
    fn named_places(&self, options: &Options) -> Vec<PathBuf> {
        match (&options.sources, &self.config.sources.paths) {
            // Paths on the command line start at the current folder, as with every other program.
            (Some(paths), _) => paths.clone(),
            (None, Some(paths)) => paths.iter().map(|path| self.root.join(path)).collect(),
            (None, None) => DEFAULT_FOLDERS.iter().map(|folder| self.root.join(folder)).collect(),
        }
    }

    /// Those of the places that exist. What the writer named and is missing becomes a problem; of the default folders,
    /// one is enough.
    fn existing_places(&mut self, named: &[PathBuf]) -> Vec<PathBuf> {
        let (existing, missing): (Vec<_>, Vec<_>) = named.iter().cloned().partition(|path| path.exists());
        let by_default =
            DEFAULT_FOLDERS.iter().map(|folder| self.root.join(folder)).eq(named.iter().cloned());
        if !by_default {
            self.source_problems.extend(missing.into_iter().map(SourceProblem::Missing));
        }
        if existing.is_empty() && (by_default || named.is_empty()) {
            self.source_problems.push(SourceProblem::NoSources(self.root.clone()));
        }
        existing
    }

    fn read_manifests(&mut self, paths: &[PathBuf]) -> Manifest {
        let mut manifest = Manifest::default();
        for path in paths {
            let added = match std::fs::read_to_string(path) {
                Ok(text) => manifest.add(path, &text),
                Err(error) => Err((None, format!("could not be read ({error})"))),
            };
            if let Err((line, message)) = added {
                self.source_problems.push(SourceProblem::Manifest(path.clone(), line, message));
            }
        }
        for path in manifest.paths().filter(|path| !path.exists()) {
            self.source_problems.push(SourceProblem::Missing(path.to_owned()));
        }
        manifest
    }

    /// Reads the sources at `paths` (sorted), those that have not changed since `before` from its corpus.
    fn read_sources(
        &mut self,
        before: &Workspace,
        paths: &[PathBuf],
        manifest: &Manifest,
        progress: &(dyn Fn(Progress<'_>) + Sync),
        stopped: &(dyn Fn() -> bool + Sync),
    ) {
        let done = AtomicUsize::new(0);
        let read = |path: &PathBuf| {
            if stopped() && before.source(path).is_none() {
                return None;
            }
            let source = read_source(path, before, manifest);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress { done, total: paths.len(), path });
            Some(source)
        };
        let (sources, problems): (Vec<Read>, Vec<Unreadable>) =
            paths.par_iter().filter_map(read).partition_map(|source| match source {
                Ok(source) => Either::Left(source),
                Err(unreadable) => Either::Right(unreadable),
            });
        if done.into_inner() < paths.len() {
            self.source_problems.push(SourceProblem::Stopped { read: sources.len(), total: paths.len() });
        }
        self.source_problems.extend(problems.into_iter().map(SourceProblem::File));
        self.stamps = sources.iter().map(|(_, stamp)| *stamp).collect();
        let entities = self.config.entity.clone();
        self.corpus = if before.holds(&self.stamps, &sources) && self.config.entity == before.config.entity {
            before.corpus.clone()
        } else {
            Corpus::from_read(sources.into_iter().map(|(read, _)| read).collect(), entities)
        };
        let same_keys = same_keys(self.corpus.sources());
        self.source_problems.extend(same_keys);
    }

    /// Whether the corpus already holds exactly these sources.
    fn holds(&self, stamps: &[Stamp], sources: &[Read]) -> bool {
        let same = |(read, _): &Read, source: &Source| {
            let document = read.document();
            document.path == source.path && document.metadata == source.metadata
        };
        self.stamps == stamps
            && self.corpus.sources().len() == sources.len()
            && sources.iter().zip(self.corpus.sources()).all(|(read, source)| same(read, source))
    }

    /// The source at `path` as read last, if any, with what tells whether it has changed.
    fn source(&self, path: &Path) -> Option<(&Source, Stamp)> {
        let sources = self.corpus.sources();
        let at = sources.binary_search_by(|source| source.path.as_path().cmp(path)).ok()?;
        Some((sources.get(at)?, *self.stamps.get(at)?))
    }
}

/// The sources whose own citation key one before them has.
fn same_keys(sources: &[Source]) -> Vec<SourceProblem> {
    let mut first: HashMap<&str, &Source> = HashMap::new();
    let mut same = Vec::new();
    for source in sources {
        let Some(key) = source.metadata.id.as_deref() else { continue };
        match first.get(key) {
            Some(other) => {
                same.push(SourceProblem::SameKey(key.to_owned(), other.path.clone(), source.path.clone()));
            }
            None => {
                first.insert(key, source);
            }
        }
    }
    same
}

fn read_source(path: &Path, before: &Workspace, manifest: &Manifest) -> Result<Read, Unreadable> {
    // Taken before reading: a file that changes meanwhile then looks changed the next time.
    let stamp = stamp_of(path).map_err(|error| Unreadable::Io(path.to_owned(), error))?;
    if let Some((known, _)) = before.source(path).filter(|(_, known)| *known == stamp) {
        let metadata = manifest.metadata(path, &known.text);
        return Ok((ReadDocument::again(known, metadata), stamp));
    }
    let read = factmark_formats::read(path)?;
    let metadata = manifest.metadata(path, &read.text);
    let document =
        SourceDocument { path: path.to_owned(), metadata, markup: read.markup, text: read.text.into() };
    Ok((ReadDocument::new(document), stamp))
}

fn stamp_of(path: &Path) -> std::io::Result<Stamp> {
    let file = std::fs::metadata(path)?;
    Ok(Stamp { size: file.len(), changed: file.modified().ok() })
}

/// The paths as named, and without symbolic links where that differs: an editor may use either.
fn with_real_paths(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let real: Vec<PathBuf> = paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .filter(|real| !paths.contains(real))
        .collect();
    paths.extend(real);
    paths
}

#[cfg(test)]
mod tests;
