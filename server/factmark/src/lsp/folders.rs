//! The folders that are open, and for each root what was read there last: a draft is checked against the sources of the
//! innermost folder that holds it. It must not read anything, nor know what a draft says.
//!
//! Folders below one settings file have one root, and so one place with one set of sources.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tokio::sync::watch;

use crate::config::{Config, ConfigProblem};
use crate::workspace::{Options, Workspace, find_root};

/// Longest that a request waits for the sources to be read for the first time.
const FIRST_READING: Duration = Duration::from_secs(20);

/// Tells places from each other for as long as the session lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PlaceId(usize);

impl PlaceId {
    /// Counted from 0 in the order in which the places were first opened.
    pub(super) fn number(self) -> usize {
        self.0
    }
}

/// Settings of the editor with what could not be used of them.
pub(super) type Settings = (Config, Vec<ConfigProblem>);

/// A root with its settings and what was read there.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) id: PlaceId,
    pub(super) options: Options,
    pub(super) settings_problems: Vec<ConfigProblem>,
    pub(super) workspace: watch::Sender<Option<Arc<Workspace>>>,
    pub(super) reading: Reading,
    /// Has the reading that runs leave out what it has not come to.
    pub(super) stop: Arc<AtomicBool>,
    /// Problems of the last reading.
    pub(super) logged: Vec<String>,
}

/// Whether the sources are being read, and whether something changed meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reading {
    #[default]
    Idle,
    Running,
    Outdated,
}

impl Place {
    pub(super) fn use_settings(&mut self, (config, problems): Settings) {
        self.options.settings = config;
        self.settings_problems = problems;
    }
}

/// All that is open.
#[derive(Debug, Default)]
pub(super) struct Folders {
    open: Vec<Folder>,
    places: Vec<Place>,
    next: usize,
}

/// A folder as the client names it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    place: PlaceId,
    /// Stands for a document that was opened without a folder.
    of_document: bool,
}

impl Folders {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Opens a folder. A place that is new starts with these settings.
    pub(super) fn add(&mut self, path: PathBuf, settings: &Settings) -> PlaceId {
        self.put(path, settings, false)
    }

    /// Takes the folder of a document that was opened without any: where its sources are, and nothing more.
    pub(super) fn add_for_document(&mut self, path: PathBuf, settings: &Settings) -> PlaceId {
        self.put(path, settings, true)
    }

    fn put(&mut self, path: PathBuf, settings: &Settings, of_document: bool) -> PlaceId {
        if let Some(known) = self.open.iter().find(|folder| folder.path == path) {
            return known.place;
        }
        let root = find_root(&path);
        let known = self.places.iter().find(|place| place.options.root == root).map(|place| place.id);
        let place = known.unwrap_or_else(|| {
            let id = PlaceId(self.next);
            self.next += 1;
            let mut place = Place {
                id,
                options: Options { root, ..Options::default() },
                settings_problems: Vec::new(),
                workspace: watch::Sender::new(None),
                reading: Reading::Idle,
                stop: Arc::default(),
                logged: Vec::new(),
            };
            place.use_settings(settings.clone());
            self.places.push(place);
            id
        });
        self.open.push(Folder { path, place, of_document });
        place
    }

    /// Closes a folder; gives the places that nothing leads to any more.
    pub(super) fn remove(&mut self, path: &Path) -> Vec<PlaceId> {
        self.open.retain(|folder| folder.path != path);
        let used = |place: &Place| self.open.iter().any(|folder| folder.place == place.id);
        let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut self.places).into_iter().partition(used);
        self.places = kept;
        gone.iter().map(|place| place.id).collect()
    }

    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }

    pub(super) fn place_mut(&mut self, id: PlaceId) -> Option<&mut Place> {
        self.places.iter_mut().find(|place| place.id == id)
    }

    /// One folder for each place, in the order of the places.
    pub(super) fn scopes(&self) -> Vec<(PlaceId, PathBuf)> {
        let folder = |place: &Place| self.open.iter().find(|folder| folder.place == place.id);
        self.places.iter().filter_map(|place| Some((place.id, folder(place)?.path.clone()))).collect()
    }

    /// What requests read.
    pub(super) fn view(&self) -> View {
        let receiver = |place: &Place| (place.id, place.workspace.subscribe());
        View { open: self.open.clone(), places: self.places.iter().map(receiver).collect() }
    }
}

/// The folders and the way to what was read in them, as they were at one time.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    open: Vec<Folder>,
    places: Vec<(PlaceId, watch::Receiver<Option<Arc<Workspace>>>)>,
}

impl View {
    /// The place of a document: that of the innermost folder that holds it. What lies in none, or is no file, belongs to the
    /// place that it is a source of, else to the first.
    pub(super) fn place_of(&self, path: Option<&Path>) -> Option<PlaceId> {
        if let [(only, _)] = self.places.as_slice() {
            return Some(*only);
        }
        let path = path.unwrap_or(Path::new(""));
        let around = self.open.iter().filter(|folder| path.starts_with(&folder.path));
        let innermost = around.max_by_key(|folder| folder.path.components().count());
        let reads = |(_, workspace): &&(PlaceId, watch::Receiver<Option<Arc<Workspace>>>)| {
            workspace.borrow().as_ref().is_some_and(|workspace| workspace.is_source(path))
        };
        let of_source = || Some(self.places.iter().find(reads)?.0);
        innermost.map(|folder| folder.place).or_else(of_source).or_else(|| Some(self.open.first()?.place))
    }

    /// The folders that the client has opened.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.open.iter().filter(|folder| !folder.of_document).map(|folder| folder.path.as_path())
    }

    pub(super) fn has_one_place(&self) -> bool {
        self.places.len() <= 1
    }

    pub(super) fn ids(&self) -> Vec<PlaceId> {
        self.places.iter().map(|(id, _)| *id).collect()
    }

    /// What was read in a place, once it was read for the first time; `None` where that takes too long.
    pub(super) async fn workspace(&self, id: PlaceId) -> Option<Arc<Workspace>> {
        let mut workspace = self.places.iter().find(|(known, _)| *known == id)?.1.clone();
        let read = workspace.wait_for(Option::is_some);
        tokio::time::timeout(FIRST_READING, read).await.ok()?.ok()?.clone()
    }

    /// What was read in a place so far.
    pub(super) fn read_so_far(&self, id: PlaceId) -> Option<Arc<Workspace>> {
        self.places.iter().find(|(known, _)| *known == id)?.1.borrow().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(below: &Path, name: &str) -> PathBuf {
        let folder = below.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn open(below: &Path, names: &[&str]) -> Folders {
        let mut folders = Folders::default();
        for name in names {
            folders.add(folder(below, name), &Settings::default());
        }
        folders
    }

    #[test]
    fn the_innermost_folder_decides_and_the_first_takes_the_rest() {
        let top = tempfile::tempdir().unwrap();
        let view = open(top.path(), &["a", "b", "b/deep"]).view();
        let ids = view.ids();
        for (path, place) in
            [("a/x.md", 0), ("b/x.md", 1), ("b/deep/er/x.md", 2), ("bees/x.md", 0), ("/elsewhere/x.md", 0)]
        {
            assert_eq!(view.place_of(Some(&top.path().join(path))), ids.get(place).copied(), "{path}");
        }
        assert_eq!(view.place_of(None), ids.first().copied());
        assert_eq!(Folders::default().view().place_of(None), None);
    }

    #[test]
    fn a_closed_folder_takes_its_place_along_unless_another_needs_it() {
        let top = tempfile::tempdir().unwrap();
        let mut folders = open(top.path(), &["a", "b"]);
        let b = folder(top.path(), "b");
        let gone = folders.view().place_of(Some(&b.join("x"))).unwrap();
        assert_eq!(folders.remove(&b), [gone]);
        assert_eq!(folders.remove(&b), []);
        assert_eq!(folders.view().ids().len(), 1);
        let again = folders.add(b, &Settings::default());
        assert_ne!(again, gone, "what is read for the old one must not be taken for the new one's");

        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(crate::config::FILE_NAME), "").unwrap();
        let mut folders = open(root.path(), &["a", "b"]);
        let place = folders.view().ids();
        assert_eq!(place.len(), 1, "one settings file is one place");
        assert_eq!(folders.remove(&root.path().join("a")), []);
        assert_eq!(folders.remove(&root.path().join("b")), place);
    }
}
