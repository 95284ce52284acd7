//! The one owner of what changes: open documents, settings, and the workspace read last.
//! It must not know features; they read an immutable [`Snapshot`].
//!
//! Events come through one queue, in the order in which the client sent them (the guard sees to that), and are applied
//! by one task that never waits for the client or for a computation.

mod reading;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::{mpsc, oneshot, watch};
use tower_lsp::Client;
use tower_lsp::lsp_types::{MessageType, TextDocumentContentChangeEvent, Url};

use super::client::Profile;
use super::context::Context;
use super::convert::path_of;
use super::diagnostics::Checker;
use super::draft::Draft;
use super::folders::{Folders, Place, PlaceId, Settings, View};
use super::status::Status;
use super::step::REMEDY;
use super::{messages, refresh, settings, watch as watcher};
use crate::config;
use crate::workspace::Workspace;

/// Something that happened, as the handlers report it.
#[derive(Debug)]
pub(super) enum Event {
    /// The client has introduced itself; nothing may be sent to it yet.
    Introduced(Box<Introduction>),
    /// The client is ready for messages.
    Ready,
    Opened {
        uri: Url,
        language: String,
        version: i32,
        text: String,
    },
    Changed {
        uri: Url,
        /// `None` where the client counts none: the next one.
        version: Option<i32>,
        changes: Vec<TextDocumentContentChangeEvent>,
    },
    Closed(Url),
    Saved(Url),
    /// New settings of the editor for all folders.
    Settings(Value),
    /// The settings that the client was asked for, for those places that it has any for; the others keep what they have.
    /// Answers to any but the newest question are void: they may come in any order.
    Pulled(u64, Vec<(PlaceId, Option<Value>)>),
    /// The client only says that its settings have changed.
    SettingsChanged,
    /// The sources are to be read again.
    ReadAgain,
    /// Reading is to end with what was read so far: in the place whose progress has this token, or in all.
    StopReading(Option<String>),
    /// Folders that were closed and opened.
    FoldersChanged {
        removed: Vec<PathBuf>,
        added: Vec<PathBuf>,
    },
    /// Files that changed on disk, as the client's watcher saw them.
    Watched(Vec<Url>),
    /// The sources of a place have been read; `None` where reading them failed altogether.
    Read(PlaceId, Option<Arc<Workspace>>),
    Snapshot(oneshot::Sender<Snapshot>),
    /// Something that the writer asked to be told.
    Say(String),
}

/// What the client says of itself at the start.
#[derive(Debug, Default)]
pub(super) struct Introduction {
    pub(super) profile: Profile,
    /// The folders that are open.
    pub(super) folders: Vec<PathBuf>,
    pub(super) settings: Option<Value>,
}

/// The way to the owner. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct State {
    events: mpsc::UnboundedSender<Event>,
}

/// What a feature reads: all open documents and folders as they were when the request came.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) profile: Profile,
    pub(super) drafts: Arc<BTreeMap<Url, Arc<Draft>>>,
    pub(super) folders: Arc<View>,
    pub(super) status: Status,
    /// How often each document was closed.
    pub(super) closings: Arc<BTreeMap<Url, u64>>,
    /// Tells when drafts may be judged otherwise.
    pub(super) edition: watch::Receiver<Edition>,
}

/// Counts what has changed, for those who wait for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edition {
    /// Sources or settings that drafts are judged by.
    pub(super) sources: u64,
    /// Files or folders that drafts lie in.
    pub(super) files: u64,
}

impl State {
    /// Starts the owner.
    pub(super) fn start(client: Client) -> Self {
        let (events, inbox) = mpsc::unbounded_channel();
        let state = State { events };
        tokio::spawn(Owner::new(client, state.clone()).run(inbox));
        state
    }

    /// Hands an event to the owner. Never waits; must be the first statement of a handler.
    pub(super) fn send(&self, event: Event) {
        // The owner ends only with the session.
        let _ = self.events.send(event);
    }

    /// What is open now. The request takes its place in the queue at once, not when it is awaited.
    pub(super) fn snapshot(&self) -> impl Future<Output = Option<Snapshot>> + use<> {
        let (sender, receiver) = oneshot::channel();
        self.send(Event::Snapshot(sender));
        async { receiver.await.ok() }
    }
}

impl Snapshot {
    /// What features that concern one document work on; `None` where its sources take too long to be read.
    pub(super) async fn context(&self, draft: Arc<Draft>) -> Option<Context> {
        let workspace = self.workspace_of(draft.path().as_deref()).await?;
        let drafts = self.neighbours(&draft);
        Some(Context { profile: self.profile, draft, workspace, drafts })
    }

    /// The workspace that the document at a path (`None` for one that is no file) belongs to, once its sources have been read for the first time; `None` where that
    /// takes too long.
    pub(super) async fn workspace_of(&self, path: Option<&Path>) -> Option<Arc<Workspace>> {
        let place = self.folders.place_of(path)?;
        self.folders.workspace(place).await
    }

    /// All workspaces, in the order of their folders.
    pub(super) async fn workspaces(&self) -> Vec<Arc<Workspace>> {
        let ids = self.folders.ids();
        let read = ids.into_iter().map(|id| self.folders.workspace(id));
        futures::future::join_all(read).await.into_iter().flatten().collect()
    }

    /// The open documents that belong to the same workspace as this one.
    pub(super) fn neighbours(&self, draft: &Draft) -> Arc<BTreeMap<Url, Arc<Draft>>> {
        if self.folders.has_one_place() {
            return Arc::clone(&self.drafts);
        }
        let place = |draft: &Draft| self.folders.place_of(draft.path().as_deref());
        let own = place(draft);
        let same = self.drafts.iter().filter(|(_, other)| place(other) == own);
        Arc::new(same.map(|(uri, draft)| (uri.clone(), Arc::clone(draft))).collect())
    }
}

#[derive(Debug)]
struct Owner {
    client: Client,
    state: State,
    profile: Profile,
    /// Set once the client is ready for messages.
    ready: bool,
    folders: Folders,
    /// What requests see of the folders.
    view: Arc<View>,
    /// Settings of the editor that are for no folder of their own.
    settings: Settings,
    /// Counts how often settings were sent or asked for.
    settings_turn: u64,
    drafts: Arc<BTreeMap<Url, Arc<Draft>>>,
    closings: Arc<BTreeMap<Url, u64>>,
    /// One for each document that was ever opened.
    checkers: BTreeMap<Url, Checker>,
    status: Status,
    edition: watch::Sender<Edition>,
    /// What the client watches, where it can.
    watched: Option<watch::Sender<Vec<String>>>,
    /// Messages that the writer has seen already.
    shown: HashSet<String>,
    /// Documents that were edited where they have no text, and of which that was said since they were opened.
    strayed: HashSet<Url>,
}

impl Owner {
    fn new(client: Client, state: State) -> Self {
        Owner {
            client,
            state,
            profile: Profile::default(),
            ready: false,
            folders: Folders::default(),
            view: Arc::default(),
            settings: Settings::default(),
            settings_turn: 0,
            drafts: Arc::default(),
            closings: Arc::default(),
            checkers: BTreeMap::new(),
            status: Status::default(),
            edition: watch::Sender::new(Edition::default()),
            watched: None,
            shown: HashSet::new(),
            strayed: HashSet::new(),
        }
    }

    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Event>) {
        while let Some(event) = inbox.recv().await {
            self.apply(event);
        }
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Introduced(introduction) => self.introduced(*introduction),
            Event::Ready => self.client_is_ready(),
            Event::Opened { uri, language, version, text } => {
                self.choose_root(&uri);
                self.strayed.remove(&uri);
                self.put(Draft::open(uri, &language, version, &text), Urgency::Now);
            }
            Event::Changed { uri, version, changes } => self.changed(&uri, version, changes),
            Event::Closed(uri) => self.closed(&uri),
            Event::Saved(uri) => self.saved(&uri),
            Event::Settings(settings) => self.set_settings(&settings),
            Event::Pulled(turn, settings) if turn == self.settings_turn => self.use_pulled(settings),
            Event::Pulled(..) => {}
            Event::SettingsChanged if self.profile.answers_configuration => self.pull_settings(),
            Event::SettingsChanged => {}
            Event::ReadAgain => self.read_all(),
            Event::StopReading(token) => self.stop_reading(token.as_deref()),
            Event::FoldersChanged { removed, added } => self.folders_changed(&removed, added),
            Event::Watched(uris) => self.files_changed(&uris),
            Event::Read(place, workspace) => self.sources_read(place, workspace),
            Event::Say(message) => messages::show(&self.client, MessageType::INFO, message),
            Event::Snapshot(reply) => {
                let drafts = Arc::clone(&self.drafts);
                let folders = Arc::clone(&self.view);
                // Nobody waits for it any more where the request was cancelled.
                let status = self.status.clone();
                let edition = self.edition.subscribe();
                let closings = Arc::clone(&self.closings);
                let _ = reply.send(Snapshot {
                    profile: self.profile,
                    drafts,
                    folders,
                    status,
                    edition,
                    closings,
                });
            }
        }
    }

    fn introduced(&mut self, introduction: Introduction) {
        self.profile = introduction.profile;
        if let Some(settings) = introduction.settings {
            self.settings = config::parse_json(&settings);
        }
        for folder in introduction.folders {
            self.folders.add(folder, &self.settings);
        }
        self.view = Arc::new(self.folders.view());
    }

    fn client_is_ready(&mut self) {
        self.ready = true;
        if self.profile.status {
            self.status = Status::sent_to(self.client.clone());
        }
        if self.profile.watches_files {
            self.watched = Some(watcher::keep(self.client.clone()));
        }
        // The sources are read once the settings are known: they may name the folders.
        if self.profile.answers_configuration && !self.folders.is_empty() {
            self.pull_settings();
        } else {
            self.read_all();
        }
    }

    /// Without an open folder the workspace is that of the first document.
    fn choose_root(&mut self, uri: &Url) {
        if self.folders.is_empty() {
            let start = path_of(uri).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
            let folder =
                if start.is_dir() { start } else { start.parent().map(Path::to_owned).unwrap_or(start) };
            self.folders.add_for_document(folder, &self.settings);
            self.folders_have_changed();
        }
    }

    fn folders_changed(&mut self, removed: &[PathBuf], added: Vec<PathBuf>) {
        for folder in removed {
            for gone in self.folders.remove(folder) {
                self.status.left(gone);
            }
        }
        for folder in added {
            self.folders.add(folder, &self.settings);
        }
        self.folders_have_changed();
    }

    fn folders_have_changed(&mut self) {
        self.view = Arc::new(self.folders.view());
        self.edition.send_modify(|edition| edition.sources += 1);
        self.watch_files();
        if self.profile.answers_configuration && self.ready {
            self.pull_settings();
        } else {
            self.read_all();
        }
        // Some may belong to another folder now.
        for draft in Arc::clone(&self.drafts).values() {
            self.check(draft, Urgency::Now);
        }
        if self.ready {
            refresh::diagnostics(&self.client, &self.profile);
        }
    }

    fn pull_settings(&mut self) {
        if self.ready {
            self.settings_turn += 1;
            let scopes = self.folders.scopes();
            settings::pull(self.client.clone(), self.state.clone(), self.settings_turn, scopes);
        }
    }

    fn put(&mut self, draft: Draft, urgency: Urgency) {
        let draft = Arc::new(draft);
        Arc::make_mut(&mut self.drafts).insert(draft.uri.clone(), Arc::clone(&draft));
        self.check(&draft, urgency);
    }

    fn check(&mut self, draft: &Arc<Draft>, urgency: Urgency) {
        if self.profile.pulls {
            return;
        }
        let place = self.view.place_of(draft.path().as_deref());
        let Some(workspace) = place.and_then(|place| self.view.read_so_far(place)) else { return };
        let checker = self.checkers.entry(draft.uri.clone()).or_insert_with(|| {
            Checker::start(self.client.clone(), self.status.clone(), self.profile, draft.uri.clone())
        });
        checker.check(Arc::clone(draft), workspace, urgency);
    }

    fn changed(&mut self, uri: &Url, version: Option<i32>, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(draft) = self.drafts.get(uri) else {
            self.log(
                MessageType::WARNING,
                format!("{uri} was changed but never opened; the change is ignored: {REMEDY}"),
            );
            return;
        };
        let version = version.unwrap_or_else(|| draft.version.saturating_add(1));
        let (draft, stray) = draft.edited(version, changes, self.profile.encoding);
        if let Some(stray) = stray.filter(|_| self.strayed.insert(uri.clone())) {
            let line = u64::from(stray.start.line) + 1;
            self.log(
                MessageType::WARNING,
                format!(
                    "{uri} was edited at a place that it does not have (from line {line}). Factmark took the nearest one, \
                     and its copy may no longer be the editor's: {REMEDY} if findings stand in wrong places"
                ),
            );
        }
        self.put(draft, Urgency::AfterPause);
    }

    fn closed(&mut self, uri: &Url) {
        Arc::make_mut(&mut self.drafts).remove(uri);
        *Arc::make_mut(&mut self.closings).entry(uri.clone()).or_default() += 1;
        match self.checkers.get(uri) {
            Some(checker) => checker.clear(),
            None => self.status.closed(uri),
        }
        self.files_may_differ();
    }

    fn files_may_differ(&self) {
        self.edition.send_modify(|edition| edition.files += 1);
    }

    /// A client that watches nothing leaves it to the server to notice what changed beside the editor.
    fn saved(&mut self, uri: &Url) {
        self.files_may_differ();
        if self.profile.watches_files {
            self.files_changed(std::slice::from_ref(uri));
        } else {
            self.read_all();
        }
    }

    /// Reads the places anew that any of the files may matter to.
    fn files_changed(&mut self, uris: &[Url]) {
        self.files_may_differ();
        let paths: Vec<PathBuf> = uris.iter().filter_map(path_of).collect();
        let concerned = |place: &&Place| paths.iter().any(|path| concerns(place, path));
        let places: Vec<PlaceId> = self.folders.places().filter(concerned).map(|place| place.id).collect();
        for place in places {
            self.read(place);
        }
    }

    fn set_settings(&mut self, settings: &Value) {
        self.settings = config::parse_json(settings);
        self.settings_turn += 1;
        for (place, _) in self.folders.scopes() {
            if let Some(place) = self.folders.place_mut(place) {
                place.use_settings(self.settings.clone());
            }
        }
        // What is sent holds for all folders; some may have settings of their own.
        if self.profile.answers_configuration && !self.view.has_one_place() {
            self.pull_settings();
        } else {
            self.read_all();
        }
    }

    fn use_pulled(&mut self, settings: Vec<(PlaceId, Option<Value>)>) {
        for (place, settings) in settings {
            if let Some((place, settings)) = self.folders.place_mut(place).zip(settings) {
                place.use_settings(config::parse_json(&settings));
            }
        }
        self.read_all();
    }

    /// Keeps the client's watchers at what all places want watched.
    fn watch_files(&self) {
        let Some(watched) = &self.watched else { return };
        let mut patterns: Vec<String> = Vec::new();
        let mut add = |pattern: String| {
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        };
        for place in self.folders.places() {
            let workspace = place.workspace.borrow();
            let paths = workspace.as_ref().map(|workspace| workspace.watched()).unwrap_or_default();
            paths.iter().flat_map(|path| watcher::everything_at(path)).for_each(&mut add);
        }
        // A client that pulls is told of drafts that it has not opened.
        if self.profile.pulls {
            self.view.folders().map(watcher::drafts_in).for_each(&mut add);
        }
        watched.send_if_modified(|before| {
            let changed = *before != patterns;
            *before = patterns;
            changed
        });
    }

    /// Logs problems that the reading before did not have, and shows those that the writer has not seen yet.
    fn report_problems(&mut self, id: PlaceId, workspace: &Workspace) {
        let several = !self.view.has_one_place();
        let Some(place) = self.folders.place_mut(id) else { return };
        let problems = messages::of_workspace(workspace, &place.settings_problems, several);
        let logged = std::mem::replace(&mut place.logged, problems.all.clone());
        for message in problems.all.into_iter().filter(|message| !logged.contains(message)) {
            self.log(MessageType::WARNING, message);
        }
        let fresh: Vec<String> =
            problems.urgent.into_iter().filter(|message| self.shown.insert(message.clone())).collect();
        if let Some(message) = messages::summary(&fresh) {
            messages::show(&self.client, MessageType::WARNING, message);
        }
    }

    fn log(&self, kind: MessageType, message: String) {
        messages::log(&self.client, kind, message);
    }
}

/// When a draft is to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Urgency {
    Now,
    /// Once the writer pauses: findings that come and go with every letter are noise.
    AfterPause,
}

/// Whether a change of the file at `path` may change what was read in the place.
fn concerns(place: &Place, path: &Path) -> bool {
    let workspace = place.workspace.borrow();
    let Some(workspace) = workspace.as_ref() else { return true };
    path == place.options.root.join(config::FILE_NAME)
        || workspace.watched().iter().any(|watched| path.starts_with(watched) || watched.starts_with(path))
        || workspace.is_source(path)
}
