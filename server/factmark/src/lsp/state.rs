//! The one owner of what changes: open documents, settings, and the workspace read last.
//! It must not know features; they read an immutable [`Snapshot`].
//!
//! Events come through one queue, in the order in which the client sent them (the guard sees to that), and are applied
//! by one task that never waits for the client or for a computation.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{mpsc, oneshot, watch};
use tower_lsp::Client;
use tower_lsp::lsp_types::{MessageType, TextDocumentContentChangeEvent, Url};

use super::client::Profile;
use super::convert::path_of;
use super::diagnostics::Checker;
use super::draft::Draft;
use super::status::Status;
use super::{messages, progress, refresh, settings, watch as watcher};
use crate::config::{self, ConfigProblem};
use crate::workspace::{Options, Workspace, find_root};

/// Longest that a request waits for the sources to be read for the first time.
const FIRST_READING: Duration = Duration::from_secs(20);

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
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    },
    Closed(Url),
    Saved(Url),
    /// New settings of the editor; `None` leaves them as they are.
    Settings(Option<Value>),
    /// The client only says that its settings have changed.
    SettingsChanged,
    /// Files that changed on disk, as the client's watcher saw them.
    Watched(Vec<Url>),
    /// The sources have been read; `None` where reading them failed altogether.
    Read(Option<Arc<Workspace>>),
    Snapshot(oneshot::Sender<Snapshot>),
    /// Something that the writer asked to be told.
    Say(String),
}

/// What the client says of itself at the start.
#[derive(Debug, Default)]
pub(super) struct Introduction {
    pub(super) profile: Profile,
    /// The folder that is open, if any.
    pub(super) folder: Option<PathBuf>,
    pub(super) settings: Option<Value>,
}

/// The way to the owner. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct State {
    events: mpsc::UnboundedSender<Event>,
}

/// What a feature reads: all open documents as they were when the request came.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) profile: Profile,
    pub(super) drafts: Arc<BTreeMap<Url, Arc<Draft>>>,
    workspace: watch::Receiver<Option<Arc<Workspace>>>,
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
    /// The workspace, once its sources have been read for the first time; `None` where that takes too long.
    pub(super) async fn workspace(&mut self) -> Option<Arc<Workspace>> {
        let read = self.workspace.wait_for(Option::is_some);
        tokio::time::timeout(FIRST_READING, read).await.ok()?.ok()?.clone()
    }
}

#[derive(Debug)]
struct Owner {
    client: Client,
    state: State,
    profile: Profile,
    /// Set once the client is ready for messages.
    ready: bool,
    options: Options,
    has_root: bool,
    drafts: Arc<BTreeMap<Url, Arc<Draft>>>,
    /// One for each document that was ever opened.
    checkers: BTreeMap<Url, Checker>,
    workspace: watch::Sender<Option<Arc<Workspace>>>,
    settings_problems: Vec<ConfigProblem>,
    reading: Reading,
    status: Status,
    /// Paths that the client watches, where it can.
    watched: Option<watch::Sender<Vec<PathBuf>>>,
    /// Problems of the last reading.
    logged: Vec<String>,
    /// Messages that the writer has seen already.
    shown: HashSet<String>,
}

/// Whether the sources are being read, and whether something changed meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reading {
    #[default]
    Idle,
    Running,
    Outdated,
}

impl Owner {
    fn new(client: Client, state: State) -> Self {
        Owner {
            client,
            state,
            profile: Profile::default(),
            ready: false,
            options: Options::default(),
            has_root: false,
            drafts: Arc::default(),
            checkers: BTreeMap::new(),
            workspace: watch::Sender::new(None),
            settings_problems: Vec::new(),
            reading: Reading::Idle,
            status: Status::default(),
            watched: None,
            logged: Vec::new(),
            shown: HashSet::new(),
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
                self.put(Draft::open(uri, &language, version, &text), Urgency::Now);
            }
            Event::Changed { uri, version, changes } => self.changed(&uri, version, changes),
            Event::Closed(uri) => self.closed(&uri),
            Event::Saved(uri) => self.saved(&uri),
            Event::Settings(settings) => self.set_settings(settings),
            Event::SettingsChanged if self.profile.answers_configuration => {
                settings::pull(self.client.clone(), self.state.clone());
            }
            Event::SettingsChanged => {}
            Event::Watched(uris) => {
                if uris.iter().any(|uri| self.concerns_sources(uri)) {
                    self.read_sources();
                }
            }
            Event::Read(workspace) => self.sources_read(workspace),
            Event::Say(message) => messages::show(&self.client, MessageType::INFO, message),
            Event::Snapshot(reply) => {
                let drafts = Arc::clone(&self.drafts);
                let workspace = self.workspace.subscribe();
                // Nobody waits for it any more where the request was cancelled.
                let _ = reply.send(Snapshot { profile: self.profile, drafts, workspace });
            }
        }
    }

    fn introduced(&mut self, introduction: Introduction) {
        self.profile = introduction.profile;
        if let Some(folder) = introduction.folder {
            self.options.root = find_root(&folder);
            self.has_root = true;
        }
        if let Some(settings) = introduction.settings {
            self.use_settings(&settings);
        }
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
        if self.profile.answers_configuration {
            settings::pull(self.client.clone(), self.state.clone());
        } else {
            self.read_sources();
        }
    }

    /// Without an open folder the workspace is that of the first document.
    fn choose_root(&mut self, uri: &Url) {
        if self.has_root {
            return;
        }
        let start = path_of(uri).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        self.options.root = find_root(&start);
        self.has_root = true;
        self.read_sources();
    }

    fn put(&mut self, draft: Draft, urgency: Urgency) {
        let draft = Arc::new(draft);
        Arc::make_mut(&mut self.drafts).insert(draft.uri.clone(), Arc::clone(&draft));
        self.check(&draft, urgency);
    }

    fn check(&mut self, draft: &Arc<Draft>, urgency: Urgency) {
        let Some(workspace) = self.workspace.borrow().clone() else { return };
        let checker = self.checkers.entry(draft.uri.clone()).or_insert_with(|| {
            Checker::start(self.client.clone(), self.status.clone(), self.profile, draft.uri.clone())
        });
        checker.check(Arc::clone(draft), workspace, urgency);
    }

    fn changed(&mut self, uri: &Url, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let Some(draft) = self.drafts.get(uri) else {
            self.log(
                MessageType::WARNING,
                format!("{uri} was changed but never opened; the change is ignored"),
            );
            return;
        };
        let draft = draft.edited(version, changes, self.profile.encoding);
        self.put(draft, Urgency::AfterPause);
    }

    fn closed(&mut self, uri: &Url) {
        Arc::make_mut(&mut self.drafts).remove(uri);
        if let Some(checker) = self.checkers.get(uri) {
            checker.clear();
        }
    }

    /// A client that watches nothing leaves it to the server to notice what changed beside the editor.
    fn saved(&mut self, uri: &Url) {
        if !self.profile.watches_files || self.concerns_sources(uri) {
            self.read_sources();
        }
    }

    fn concerns_sources(&self, uri: &Url) -> bool {
        let Some(path) = path_of(uri) else { return false };
        let workspace = self.workspace.borrow();
        let Some(workspace) = workspace.as_ref() else { return true };
        path == self.options.root.join(config::FILE_NAME)
            || workspace.watched().iter().any(|watched| path.starts_with(watched))
            || workspace.is_source(&path)
    }

    fn set_settings(&mut self, settings: Option<Value>) {
        if let Some(settings) = settings {
            self.use_settings(&settings);
        }
        self.read_sources();
    }

    fn use_settings(&mut self, settings: &Value) {
        (self.options.settings, self.settings_problems) = config::parse_json(settings);
    }

    /// Has the sources read in the background; what has not changed is not read again.
    fn read_sources(&mut self) {
        if !self.ready || !self.has_root {
            return;
        }
        if self.reading != Reading::Idle {
            self.reading = Reading::Outdated;
            return;
        }
        self.reading = Reading::Running;
        let before = self.workspace.borrow().clone();
        // Reading anew what has changed is too quick to be worth showing.
        let counts = (self.profile.progress && before.is_none())
            .then(|| progress::show(self.client.clone(), "factmark/sources".to_owned(), "Reading sources"));
        let options = self.options.clone();
        let status = self.status.clone();
        status.reading();
        let read = tokio::task::spawn_blocking(move || {
            let report = |progress: crate::workspace::Progress<'_>| {
                status.progress(progress.done, progress.total);
                if let Some(counts) = &counts {
                    counts.send_replace((progress.done, progress.total));
                }
            };
            before.unwrap_or_default().reopen(&options, &report)
        });
        let state = self.state.clone();
        tokio::spawn(async move { state.send(Event::Read(read.await.ok().map(Arc::new))) });
    }

    fn sources_read(&mut self, workspace: Option<Arc<Workspace>>) {
        let outdated = std::mem::take(&mut self.reading) == Reading::Outdated;
        self.status.read(workspace.as_deref(), self.settings_problems.len());
        match workspace {
            Some(workspace) => self.use_workspace(workspace),
            None => {
                self.log(MessageType::ERROR, "the sources could not be read; please report this".to_owned())
            }
        }
        if outdated {
            self.read_sources();
        }
    }

    fn use_workspace(&mut self, workspace: Arc<Workspace>) {
        self.report_problems(&workspace);
        if let Some(watched) = &self.watched {
            let paths = workspace.watched().to_vec();
            watched.send_if_modified(|before| std::mem::replace(before, paths.clone()) != paths);
        }
        let before = self.workspace.send_replace(Some(Arc::clone(&workspace)));
        // Most readings find that nothing has changed.
        if before.is_some_and(|before| before.is_same(&workspace)) {
            return;
        }
        self.log(MessageType::INFO, messages::read(&workspace));
        for draft in Arc::clone(&self.drafts).values() {
            self.check(draft, Urgency::Now);
        }
        refresh::all(&self.client, self.profile.refreshes);
    }

    /// Logs problems that the reading before did not have, and shows those that the writer has not seen yet.
    fn report_problems(&mut self, workspace: &Workspace) {
        let problems = messages::of_workspace(workspace, &self.settings_problems);
        for message in problems.all.iter().filter(|message| !self.logged.contains(*message)) {
            self.log(MessageType::WARNING, message.clone());
        }
        let fresh: Vec<String> =
            problems.urgent.into_iter().filter(|message| self.shown.insert(message.clone())).collect();
        if let Some(message) = messages::summary(&fresh) {
            messages::show(&self.client, MessageType::WARNING, message);
        }
        self.logged = problems.all;
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
