//! The drafts that lie in the open folders: found, read and checked, and not twice where nothing has changed.
//! It must not know what a client was told.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use ignore::WalkBuilder;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::found;
use crate::lsp::context::Context;
use crate::lsp::convert::uri_of;
use crate::lsp::draft::Draft;
use crate::lsp::folders::PlaceId;
use crate::lsp::state::Snapshot;
use crate::workspace::Workspace;

/// Drafts of one folder that are checked without being open. Whoever has more opens them.
const MOST_DRAFTS: usize = 1_000;
/// Files and folders that are looked at for them: an open folder may be a whole home folder.
const MOST_ENTRIES: usize = 50_000;
/// Bytes of a draft that is checked without being open.
const LARGEST: u64 = 2 * 1024 * 1024;

/// What was found in files that have not changed since.
#[derive(Clone, Debug, Default)]
pub(in crate::lsp) struct Pulls(Arc<Mutex<HashMap<PathBuf, Known>>>);

#[derive(Clone, Debug)]
struct Known {
    size: u64,
    changed: Option<SystemTime>,
    /// The edition of the sources that the file was checked against.
    sources: u64,
    diagnostics: Arc<[Diagnostic]>,
}

/// A file's result: its address and what was found.
type Told = (Url, Arc<[Diagnostic]>);

/// One look through the open folders.
pub(super) struct Work {
    snapshot: Snapshot,
    workspaces: BTreeMap<PlaceId, Arc<Workspace>>,
    pulls: Pulls,
    sources: u64,
}

/// A file as a document that nobody has opened; `None` where it is no text or too large.
pub(super) fn on_disk(uri: Url, path: &Path) -> Option<Draft> {
    let size = std::fs::metadata(path).ok()?.len();
    let document = (size <= LARGEST).then(|| factmark_formats::read(path))?.ok()?;
    Some(Draft::open(uri, "", 0, &document.text))
}

impl Work {
    pub(super) async fn new(snapshot: Snapshot, pulls: Pulls, sources: u64) -> Self {
        let mut workspaces = BTreeMap::new();
        for id in snapshot.folders.ids() {
            workspaces.extend(snapshot.folders.workspace(id).await.map(|workspace| (id, workspace)));
        }
        Work { snapshot, workspaces, pulls, sources }
    }

    /// Sends what is found in each draft, until all are done or nobody wants to know any more.
    pub(super) fn run(self, results: &UnboundedSender<Told>, abandoned: &dyn Fn() -> bool) {
        let mut seen = HashSet::new();
        let wanted = self.workspaces.values().any(|workspace| is_wanted(workspace));
        for folder in self.snapshot.folders.folders().filter(|_| wanted) {
            let mut count = 0;
            for path in files(folder) {
                if abandoned() || count >= MOST_DRAFTS {
                    break;
                }
                if !seen.insert(path.clone()) {
                    continue;
                }
                let Some(result) = self.result(&path) else { continue };
                count += 1;
                if results.send(result).is_err() {
                    return;
                }
            }
            if count >= MOST_DRAFTS {
                tracing::warn!(
                    "{} holds more than {MOST_DRAFTS} drafts; the others are checked when they are opened",
                    folder.display()
                );
            }
        }
        self.pulls.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|path, _| seen.contains(path));
    }

    /// The drafts of each place that `wanted` accepts, open or not.
    pub(super) fn drafts(
        &self,
        wanted: impl Fn(&Workspace) -> bool,
    ) -> Vec<(Arc<Workspace>, Vec<Arc<Draft>>)> {
        let folders = &self.snapshot.folders;
        let wanted = self.workspaces.iter().filter(|(_, workspace)| wanted(workspace));
        let of_place = |(id, workspace): (&PlaceId, &Arc<Workspace>)| {
            let here = |path: Option<&Path>| folders.place_of(path) == Some(*id);
            let open = self.snapshot.drafts.values();
            let mut drafts: Vec<Arc<Draft>> = open
                .filter(|draft| here(draft.path().as_deref()) && !draft.is_source(workspace))
                .cloned()
                .collect();
            let mut seen = HashSet::new();
            for folder in folders.folders() {
                let files = files(folder).take(MOST_DRAFTS).filter(|path| here(Some(path)));
                for path in files.filter(|path| !workspace.is_source(path)) {
                    let uri = uri_of(&path).filter(|uri| !self.snapshot.drafts.contains_key(uri));
                    if seen.insert(path.clone()) {
                        drafts.extend(uri.and_then(|uri| on_disk(uri, &path)).map(Arc::new));
                    }
                }
            }
            (Arc::clone(workspace), drafts)
        };
        wanted.map(of_place).collect()
    }

    /// `None` for what is no draft, and for a document that is open.
    fn result(&self, path: &Path) -> Option<Told> {
        let uri = uri_of(path).filter(|uri| !self.snapshot.drafts.contains_key(uri))?;
        let place = self.snapshot.folders.place_of(Some(path))?;
        let workspace = self.workspaces.get(&place).filter(|workspace| is_wanted(workspace))?;
        if workspace.is_source(path) {
            return None;
        }
        let file = std::fs::metadata(path).ok()?;
        let (size, changed) = (file.len(), file.modified().ok());
        let known = self.pulls.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let same =
            |known: &Known| (known.size, known.changed, known.sources) == (size, changed, self.sources);
        if let Some(known) = known.filter(same) {
            return Some((uri, known.diagnostics));
        }
        let context = Context {
            profile: self.snapshot.profile,
            draft: Arc::new(on_disk(uri.clone(), path)?),
            workspace: Arc::clone(workspace),
            drafts: Arc::default(),
        };
        let diagnostics: Arc<[Diagnostic]> = found(&context, None, &|| false).diagnostics.into();
        let known = Known { size, changed, sources: self.sources, diagnostics: Arc::clone(&diagnostics) };
        self.pulls.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), known);
        Some((uri, diagnostics))
    }
}

/// Whether the writer wants to hear of drafts that are not open.
fn is_wanted(workspace: &Workspace) -> bool {
    workspace.config.check_closed_drafts.unwrap_or(true)
}

/// The files of a folder that may be drafts, by their endings. Hidden and ignored ones (by git too) are none.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let walk = WalkBuilder::new(folder).add_custom_ignore_filename(".factmarkignore").build();
    let files = walk.take(MOST_ENTRIES).filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.map(ignore::DirEntry::into_path).filter(|path| factmark_formats::markup_of(path).is_some())
}
