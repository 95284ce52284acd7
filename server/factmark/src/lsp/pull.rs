//! Pulled diagnostics: what checking found in one document, or in all drafts of the open folders, when the client asks.
//! It must not push anything: a client that pulls is sent no diagnostics of the server's own accord.
//!
//! A result is known by a digest of what it says, so that "unchanged" holds across versions, sessions and both requests.

mod drafts;

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use factmark_core::check::Cancelled;
use serde::Serialize;
use serde_json::json;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::WorkspaceDiagnosticRefresh;
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticOptions, DiagnosticServerCapabilities, DocumentDiagnosticParams,
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, Position,
    ProgressToken, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url, WorkDoneProgressOptions, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportPartialResult, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceEdit, WorkspaceFullDocumentDiagnosticReport,
};

use self::drafts::{Work, on_disk};
use super::checking::Progress;
use super::client::ask;
use super::context::Context;
use super::convert::path_of;
use super::diagnostics::{PAUSE, diagnostics};
use super::draft::Draft;
use super::moved;
use super::rename::Renamed;
use super::state::{Snapshot, State};
use crate::workspace::Workspace;

pub(super) use drafts::Pulls;

/// Longest that the first answer for a document waits for the whole check; what is found later brings a refresh.
const FIRST_ANSWER: Duration = Duration::from_millis(200);
/// Changes on disk come in bursts; the drafts of the folders are looked through once for each.
const SETTLED: Duration = Duration::from_millis(200);
/// Reports that go together as one part of a result.
const PART: usize = 50;
/// `ServerCancelled` of the protocol: the client is to ask again, or has done so already.
const SERVER_CANCELLED: i64 = -32802;

/// What a pulling client is told at the start.
pub(super) fn provider() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("factmark".to_owned()),
        // Drafts depend on sources; when those change the client is told to ask again.
        inter_file_dependencies: false,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

/// Sets its flag when it is dropped: with the answer, or with the request when the client cancels it.
#[derive(Debug, Default)]
struct Abandoned(Arc<AtomicBool>);

impl Abandoned {
    fn flag(&self) -> impl Fn() -> bool + Send + 'static {
        let flag = Arc::clone(&self.0);
        move || flag.load(Ordering::Relaxed)
    }
}

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// `textDocument/diagnostic`, for an open document as it is, for another as it lies on disk.
pub(super) async fn document(
    state: &State,
    client: &Client,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let Some(snapshot) = state.snapshot().await else { return Err(outdated()) };
    let uri = params.text_document.uri;
    let previous = params.previous_result_id;
    let open = snapshot.drafts.get(&uri).cloned();
    // Findings that come and go with every letter are noise.
    if let Some(draft) = open.as_ref().filter(|_| previous.is_some()) {
        tokio::time::sleep(PAUSE).await;
        let newest = state.snapshot().await.and_then(|now| Some(now.drafts.get(&uri)?.version));
        if newest != Some(draft.version) {
            return Err(outdated());
        }
    }
    let is_open = open.is_some();
    let draft = match open {
        Some(draft) => Some(draft),
        None => path_of(&uri).and_then(|path| on_disk(uri.clone(), &path)).map(Arc::new),
    };
    let context = match draft {
        Some(draft) => snapshot.context(draft).await,
        None => None,
    };
    let Some(context) = context.map(Arc::new) else { return Ok(full(Vec::new())) };
    let patience = (is_open && previous.is_none()).then_some(FIRST_ANSWER);
    let abandoned = Abandoned::default();
    let (flag, checked) = (abandoned.flag(), Arc::clone(&context));
    let checking = tokio::task::spawn_blocking(move || found(&checked, patience, &flag));
    let found = checking.await.map_err(|failure| {
        tracing::error!("{uri} could not be checked: {failure}");
        Error::internal_error()
    })?;
    drop(abandoned);
    if is_open {
        snapshot.status.checked(&uri, &found.diagnostics);
    }
    if !found.complete {
        finish_later(client.clone(), context);
    }
    let id = digest(&found.diagnostics);
    if previous.as_ref() == Some(&id) {
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        };
        return Ok(DocumentDiagnosticReport::Unchanged(report).into());
    }
    Ok(full(found.diagnostics))
}

/// What came of checking for as long as somebody waits.
struct Found {
    complete: bool,
    diagnostics: Vec<Diagnostic>,
}

fn found(context: &Context, patience: Option<Duration>, abandoned: &Cancelled<'_>) -> Found {
    // Sources are never annotated.
    let Some(mut progress) = Progress::start(context) else {
        return Found { complete: true, diagnostics: Vec::new() };
    };
    let began = Instant::now();
    let in_time = || patience.is_none_or(|patience| began.elapsed() < patience);
    while !progress.is_complete() && in_time() && !abandoned() {
        progress.go_on(context);
    }
    if progress.is_complete() {
        progress.settle(context, abandoned);
    }
    let found = diagnostics(context, &progress);
    let complete = progress.is_complete();
    context.draft.progress.put(progress);
    Found { complete, diagnostics: found }
}

/// Checks what is left and has the client ask again.
fn finish_later(client: Client, context: Arc<Context>) {
    tokio::spawn(async move {
        let checked = tokio::task::spawn_blocking(move || found(&context, None, &|| false).complete);
        if checked.await.is_ok() {
            ask::<WorkspaceDiagnosticRefresh>(&client, ()).await;
        }
    });
}

fn full(diagnostics: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full_report(diagnostics),
    };
    DocumentDiagnosticReport::Full(report).into()
}

fn full_report(diagnostics: Vec<Diagnostic>) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport { result_id: Some(digest(&diagnostics)), items: diagnostics }
}

fn digest(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_vec(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The document has changed since. VS Code drops its own next request where it is told not to ask again.
fn outdated() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "the document has changed since".into(),
        data: Some(json!({ "retriggerRequest": true })),
    }
}

/// `workspace/willRenameFiles`: the edits that keep what names the renamed sources true, in all drafts of the folders.
pub(super) async fn edits_of_renames(
    snapshot: Snapshot,
    renames: Vec<(PathBuf, PathBuf)>,
) -> Result<Option<WorkspaceEdit>> {
    let profile = snapshot.profile;
    let work = Work::new(snapshot, Pulls::default(), 0).await;
    let searching = tokio::task::spawn_blocking(move || {
        let of_place = |(workspace, drafts): (Arc<Workspace>, Vec<Arc<Draft>>)| {
            moved::edits(&profile, &workspace, &drafts, &renames)
        };
        let changed =
            work.drafts(|workspace| moved::concerns(workspace, &renames)).into_iter().flat_map(of_place);
        moved::workspace_edit(&profile, changed.collect())
    });
    searching.await.map_err(|failure| {
        tracing::error!("the drafts could not be searched: {failure}");
        Error::internal_error()
    })
}

/// `textDocument/rename`, in all drafts of the folder, open or not.
pub(super) async fn rename(
    snapshot: Snapshot,
    uri: Url,
    position: Position,
    new_name: String,
) -> Result<Option<WorkspaceEdit>> {
    let Some(draft) = snapshot.drafts.get(&uri).cloned() else { return Ok(None) };
    let Some(context) = snapshot.context(draft).await else { return Ok(None) };
    let work = Work::new(snapshot, Pulls::default(), 0).await;
    let renaming = tokio::task::spawn_blocking(move || {
        let renamed = Renamed::at(&context, position)?;
        let here = |workspace: &Workspace| workspace.root == context.workspace.root;
        let drafts = work.drafts(here).into_iter().flat_map(|(_, drafts)| drafts);
        let changed = drafts.filter_map(|draft| renamed.edits(&context, &draft, &new_name));
        moved::workspace_edit(&context.profile, changed.collect())
    });
    renaming.await.map_err(|failure| {
        tracing::error!("the drafts could not be searched: {failure}");
        Error::internal_error()
    })
}

/// `workspace/diagnostic`: the drafts in the open folders that are not open themselves.
///
/// A client that takes parts of a result gets them as they come, now and whenever something changes, until it cancels the
/// request. Another gets one answer; where it knows all that is to be known, once something changes.
pub(super) async fn workspace(
    state: &State,
    client: &Client,
    pulls: &Pulls,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let Some(snapshot) = state.snapshot().await else { return Ok(whole(Vec::new())) };
    let mut edition = snapshot.edition.clone();
    let mut snapshot = Some(snapshot);
    let token = params.partial_result_params.partial_result_token;
    let mut told: HashMap<Url, String> =
        params.previous_result_ids.into_iter().map(|previous| (previous.uri, previous.value)).collect();
    let mut closings = Arc::default();
    let waits = token.is_some() || !told.is_empty();
    loop {
        let sources = edition.borrow_and_update().sources;
        let now = match snapshot.take() {
            Some(first) => Some(first),
            None => state.snapshot().await,
        };
        let Some(now) = now else { return Ok(whole(Vec::new())) };
        let reports = changed(now, pulls, sources, &mut told, &mut closings, client, token.as_ref()).await;
        if token.is_none() && (!reports.is_empty() || !waits) {
            return Ok(whole(reports));
        }
        if edition.changed().await.is_err() {
            return Ok(whole(Vec::new()));
        }
        tokio::time::sleep(SETTLED).await;
    }
}

fn whole(items: Vec<WorkspaceDocumentDiagnosticReport>) -> WorkspaceDiagnosticReportResult {
    WorkspaceDiagnosticReport { items }.into()
}

/// The reports that differ from what the client was told; `told` is brought up to date. With a token they are sent as
/// parts, and none are given.
async fn changed(
    snapshot: Snapshot,
    pulls: &Pulls,
    sources: u64,
    told: &mut HashMap<Url, String>,
    known: &mut Arc<BTreeMap<Url, u64>>,
    client: &Client,
    token: Option<&ProgressToken>,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let abandoned = Abandoned::default();
    let open = Arc::clone(&snapshot.drafts);
    let closings = Arc::clone(&snapshot.closings);
    let work = Work::new(snapshot, pulls.clone(), sources).await;
    let (sender, mut results) = mpsc::unbounded_channel();
    let flag = abandoned.flag();
    let working = tokio::task::spawn_blocking(move || work.run(&sender, &flag));
    let mut reports = Vec::new();
    // What a client shows of a document that was open is brought up to date once it is closed.
    let since = closings.iter().filter(|(uri, count)| known.get(*uri) != Some(count));
    told.extend(since.map(|(uri, _)| (uri.clone(), String::new())));
    *known = closings;
    let mut left = told.clone();
    while let Some((uri, diagnostics)) = results.recv().await {
        left.remove(&uri);
        let id = digest(&diagnostics);
        // An empty result is worth telling only where there was another before.
        let same = told.get(&uri).map_or(diagnostics.is_empty(), |before| *before == id);
        if !same {
            told.insert(uri.clone(), id);
            reports.push(report(uri, diagnostics.to_vec()));
        }
        if token.is_some() && reports.len() >= PART {
            send_part(client, token, &mut reports).await;
        }
    }
    if working.await.is_ok() {
        // What is open is asked for by itself; what else has no result any more is gone.
        for uri in left.into_keys().filter(|uri| !open.contains_key(uri)) {
            told.remove(&uri);
            reports.push(report(uri, Vec::new()));
        }
    }
    send_part(client, token, &mut reports).await;
    reports
}

fn report(uri: Url, diagnostics: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version: None,
        full_document_diagnostic_report: full_report(diagnostics),
    })
}

enum PartialResult {}

#[derive(Debug, Serialize, serde::Deserialize)]
struct Part {
    token: ProgressToken,
    value: WorkspaceDiagnosticReportPartialResult,
}

impl Notification for PartialResult {
    type Params = Part;
    const METHOD: &'static str = "$/progress";
}

async fn send_part(
    client: &Client,
    token: Option<&ProgressToken>,
    reports: &mut Vec<WorkspaceDocumentDiagnosticReport>,
) {
    let Some(token) = token.filter(|_| !reports.is_empty()) else { return };
    let value = WorkspaceDiagnosticReportPartialResult { items: std::mem::take(reports) };
    client.send_notification::<PartialResult>(Part { token: token.clone(), value }).await;
}
