//! `factmark/status`: tells a client that asked for it how reading and checking stand, for a status item.
//! It must not know documents or sources, only their counts.
//!
//! The counts stand on a board; one task sends the newest board when it has changed, so that a burst of changes is one
//! message, and nobody waits for the client.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Url};

use super::folders::PlaceId;
use crate::workspace::Workspace;

/// The way to the board. Cheap to clone; without a client that asked for it, it does nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Status(Option<watch::Sender<Board>>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Board {
    places: BTreeMap<PlaceId, OfPlace>,
    findings: BTreeMap<Url, FindingCount>,
}

/// How reading stands in one place.
#[derive(Clone, Debug, Default, PartialEq)]
struct OfPlace {
    reading: bool,
    sources: SourceCount,
    problems: usize,
    root: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SourceCount {
    read: usize,
    total: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct FindingCount {
    errors: usize,
    warnings: usize,
    information: usize,
    hints: usize,
}

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
struct StatusParams {
    state: Stage,
    root: Option<String>,
    sources: SourceCount,
    /// Things that keep sources from being read.
    problems: usize,
    /// Of all open drafts together.
    findings: FindingCount,
    /// Drafts that were checked and are open.
    drafts: usize,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    Reading,
    Ready,
}

enum StatusNotification {}

impl Notification for StatusNotification {
    type Params = StatusParams;
    const METHOD: &'static str = "factmark/status";
}

impl Status {
    /// A board whose changes are sent to the client.
    pub(super) fn sent_to(client: Client) -> Self {
        let (board, changes) = watch::channel(Board::default());
        tokio::spawn(run(client, changes));
        Status(Some(board))
    }

    pub(super) fn reading(&self, place: PlaceId) {
        self.change_place(place, |place| place.reading = true);
    }

    /// So many of so many sources of a place are read.
    pub(super) fn progress(&self, place: PlaceId, read: usize, total: usize) {
        self.change_place(place, |place| place.sources = SourceCount { read, total });
    }

    /// Reading is over; `None` where it failed.
    pub(super) fn read(&self, place: PlaceId, workspace: Option<&Workspace>, settings_problems: usize) {
        self.change_place(place, |place| {
            place.reading = false;
            let Some(workspace) = workspace else { return };
            let read = workspace.corpus.sources().len();
            let unread =
                workspace.source_problems.iter().filter(|problem| problem.prevents_checking()).count();
            place.sources = SourceCount { read, total: workspace.stopped_of().unwrap_or(read) };
            place.problems = unread + workspace.config_problems.len() + settings_problems;
            place.root = Some(workspace.root.display().to_string());
        });
    }

    /// The folders of a place were closed.
    pub(super) fn left(&self, place: PlaceId) {
        self.change(|board| {
            board.places.remove(&place);
        });
    }

    fn change_place(&self, place: PlaceId, change: impl FnOnce(&mut OfPlace)) {
        self.change(|board| change(board.places.entry(place).or_default()));
    }

    pub(super) fn checked(&self, uri: &Url, findings: &[Diagnostic]) {
        let mut count = FindingCount::default();
        for finding in findings {
            *count.at(finding.severity) += 1;
        }
        self.change(|board| {
            board.findings.insert(uri.clone(), count);
        });
    }

    pub(super) fn closed(&self, uri: &Url) {
        self.change(|board| {
            board.findings.remove(uri);
        });
    }

    fn change(&self, change: impl FnOnce(&mut Board)) {
        let Some(board) = &self.0 else { return };
        board.send_if_modified(|board| {
            let before = board.clone();
            change(board);
            *board != before
        });
    }
}

impl FindingCount {
    fn at(&mut self, severity: Option<DiagnosticSeverity>) -> &mut usize {
        match severity {
            Some(DiagnosticSeverity::ERROR) => &mut self.errors,
            Some(DiagnosticSeverity::WARNING) => &mut self.warnings,
            Some(DiagnosticSeverity::INFORMATION) => &mut self.information,
            _ => &mut self.hints,
        }
    }
}

async fn run(client: Client, mut changes: watch::Receiver<Board>) {
    while changes.changed().await.is_ok() {
        let board = changes.borrow_and_update().clone();
        client.send_notification::<StatusNotification>(params(board)).await;
    }
}

fn params(board: Board) -> StatusParams {
    let Board { places, findings: of_drafts } = board;
    let drafts = of_drafts.len();
    let mut findings = FindingCount::default();
    for count in of_drafts.into_values() {
        findings.errors += count.errors;
        findings.warnings += count.warnings;
        findings.information += count.information;
        findings.hints += count.hints;
    }
    let mut all = OfPlace::default();
    for place in places.into_values() {
        all.reading |= place.reading;
        all.sources.read += place.sources.read;
        all.sources.total += place.sources.total;
        all.problems += place.problems;
        all.root = all.root.or(place.root);
    }
    let state = if all.reading { Stage::Reading } else { Stage::Ready };
    StatusParams { state, root: all.root, sources: all.sources, problems: all.problems, findings, drafts }
}
