//! Diagnostics: what checking a draft found, published with the version that it was found in.
//! It must not find anything itself.
//!
//! Each document has one task that checks the newest version, one at a time, and publishes what still holds when it is
//! done. So diagnostics never come out of order or for a version that is gone, and a slow check never piles up.

use std::sync::Arc;
use std::time::Duration;

use factmark_core::check::{Evidence, Finding, Severity};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::Instant;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    PublishDiagnosticsParams, Url,
};
use tower_service::Service;

use super::checking::Progress;
use super::client::Profile;
use super::context::Context;
use super::convert::{Lines, uri_of};
use super::draft::Draft;
use super::state::Urgency;
use super::status::Status;
use crate::workspace::Workspace;

/// How long the writer must have paused before what was found in a changed draft is shown.
pub(super) const PAUSE: Duration = Duration::from_millis(100);

/// How long before the draft is checked: most of the pause is time to work in, but a burst of keys is not.
const BREATH: Duration = Duration::from_millis(20);

/// How much longer, before what takes its time is done after an edit.
const LONGER_PAUSE: Duration = Duration::from_millis(400);

/// The way to the task of one document.
#[derive(Debug)]
pub(super) struct Checker {
    /// `None` while the document is closed.
    newest: watch::Sender<Option<Job>>,
}

#[derive(Clone, Debug)]
struct Job {
    draft: Arc<Draft>,
    workspace: Arc<Workspace>,
    urgency: Urgency,
}

impl Checker {
    pub(super) fn start(client: Client, status: Status, profile: Profile, uri: Url) -> Self {
        let (newest, jobs) = watch::channel(None);
        tokio::spawn(run(client, status, profile, uri, jobs));
        Checker { newest }
    }

    /// Has the draft checked in place of any version before it.
    pub(super) fn check(&self, draft: Arc<Draft>, workspace: Arc<Workspace>, urgency: Urgency) {
        self.newest.send_replace(Some(Job { draft, workspace, urgency }));
    }

    /// Takes back all diagnostics: the document was closed.
    pub(super) fn clear(&self) {
        self.newest.send_replace(None);
    }
}

async fn run(
    mut client: Client,
    status: Status,
    profile: Profile,
    uri: Url,
    mut jobs: watch::Receiver<Option<Job>>,
) {
    // Whether the client shows diagnostics that have to be taken back.
    let mut shown = false;
    while jobs.changed().await.is_ok() {
        let Some(job) = begun(&mut jobs).await else { return };
        let Some((job, due)) = job else {
            status.closed(&uri);
            if std::mem::take(&mut shown) {
                client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
            }
            continue;
        };
        let version = job.draft.version;
        let Job { draft, workspace, urgency } = job;
        let context = Arc::new(Context { profile, draft, workspace, drafts: Arc::default() });
        let mut next = Some(Work::Check);
        while let Some(work) = next {
            // Nobody types in what was only just opened.
            let typing = urgency == Urgency::AfterPause;
            if work == Work::Settle && typing && !pauses(&mut jobs).await {
                break;
            }
            let working = tokio::task::spawn_blocking({
                let (context, jobs, first) = (Arc::clone(&context), jobs.clone(), !shown);
                move || work.go_on(&context, first, || jobs.has_changed().unwrap_or(true))
            });
            let Ok(outcome) = working.await else {
                tracing::error!("{uri} could not be checked");
                break;
            };
            if jobs.has_changed().unwrap_or(true) {
                break;
            }
            let found = match outcome.found {
                Found::Nothing => None,
                Found::Diagnostics(found) => Some(found),
                // Sources are never annotated. What was said before a document became one is taken back, and one that is
                // opened is said to have nothing, as any other document: some clients wait for that.
                Found::Source => {
                    (shown || !typing).then(|| Publication::of(&uri, version, Vec::new())).flatten()
                }
            };
            if let Some(found) = found {
                if !is_due(&mut jobs, due).await {
                    break;
                }
                shown = !found.diagnostics.is_empty();
                status.checked(&uri, &found.diagnostics);
                found.send(&mut client).await;
            }
            next = outcome.next;
        }
    }
}

/// What is done for one version of a draft, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// Its sentences are held against the sources.
    Check,
    /// Its sentences are held against each other; in a long draft that takes its time.
    Settle,
}

/// What came of working for a while.
struct Outcome {
    next: Option<Work>,
    found: Found,
}

enum Found {
    /// Nothing that is not shown already.
    Nothing,
    Diagnostics(Publication),
    /// The document is a source.
    Source,
}

/// Diagnostics that are ready to be sent: putting them into the message's shape takes longer than sending it, and is done while the
/// writer's pause lasts.
struct Publication {
    diagnostics: Vec<Diagnostic>,
    params: Value,
}

impl Publication {
    fn of(uri: &Url, version: i32, diagnostics: Vec<Diagnostic>) -> Option<Publication> {
        let params = PublishDiagnosticsParams::new(uri.clone(), diagnostics, Some(version));
        match serde_json::to_value(&params) {
            Ok(value) => Some(Publication { diagnostics: params.diagnostics, params: value }),
            Err(error) => {
                tracing::error!("{uri}: its diagnostics can't be sent: {error}");
                None
            }
        }
    }

    fn found(context: &Context, progress: &Progress) -> Found {
        let Context { draft, .. } = context;
        let publication = Publication::of(&draft.uri, draft.version, diagnostics(context, progress));
        publication.map_or(Found::Nothing, Found::Diagnostics)
    }

    async fn send(self, client: &mut Client) {
        let notification = Request::build(PublishDiagnostics::METHOD).params(self.params).finish();
        // The session has ended where it can't be sent.
        let _ = client.call(notification).await;
    }
}

impl Work {
    fn go_on(self, context: &Context, first: bool, cancelled: impl Fn() -> bool + Sync) -> Outcome {
        let Some(progress) = Progress::start(context) else {
            return Outcome { next: None, found: Found::Source };
        };
        match self {
            Work::Check => check(progress, context, first, cancelled),
            Work::Settle => settle(progress, context, cancelled),
        }
    }
}

/// Checks until all is done, or until the first part can be shown where the editor shows nothing yet, or until `cancelled`.
fn check(
    mut progress: Progress,
    context: &Context,
    first: bool,
    cancelled: impl Fn() -> bool + Sync,
) -> Outcome {
    while !progress.is_complete() && !cancelled() {
        progress.go_on(context);
        if first && progress.shown(context, 0).all > 0 {
            break;
        }
    }
    if progress.is_complete() && progress.settles_at_once() {
        progress.settle(context, &cancelled);
    }
    let next = match (progress.is_complete(), progress.is_settled()) {
        (false, _) => Some(Work::Check),
        (true, false) => Some(Work::Settle),
        (true, true) => None,
    };
    let found = match cancelled() {
        true => Found::Nothing,
        false => Publication::found(context, &progress),
    };
    context.draft.progress.put(progress);
    Outcome { next, found }
}

fn settle(mut progress: Progress, context: &Context, cancelled: impl Fn() -> bool + Sync) -> Outcome {
    let before = progress.contradictions();
    let done = progress.settle(context, &cancelled);
    let found = match done && progress.contradictions() != before {
        true => Publication::found(context, &progress),
        false => Found::Nothing,
    };
    context.draft.progress.put(progress);
    Outcome { next: None, found }
}

/// Whether the writer pauses for longer than between two words.
async fn pauses(jobs: &mut watch::Receiver<Option<Job>>) -> bool {
    is_due(jobs, Instant::now() + LONGER_PAUSE).await
}

/// Waits until then; false as soon as there is something newer to check.
async fn is_due(jobs: &mut watch::Receiver<Option<Job>>, due: Instant) -> bool {
    let goes_on = tokio::time::timeout_at(due, jobs.changed()).await;
    if goes_on.is_ok() {
        jobs.mark_changed();
    }
    goes_on.is_err()
}

/// The newest job, and when what is found may be shown, once work on it may begin; the inner `None` where the document was closed,
/// the outer one at the end of the session.
async fn begun(jobs: &mut watch::Receiver<Option<Job>>) -> Option<Option<(Job, Instant)>> {
    loop {
        let now = Instant::now();
        let Some(job) = jobs.borrow_and_update().clone() else { return Some(None) };
        if job.urgency == Urgency::Now {
            return Some(Some((job, now)));
        }
        match tokio::time::timeout_at(now + BREATH, jobs.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some(Some((job, now + PAUSE))),
        }
    }
}

/// The findings of one version as the editor shows them; what is left out is said aloud.
pub(super) fn diagnostics(context: &Context, progress: &Progress) -> Vec<Diagnostic> {
    let lines = context.lines();
    let most = context.workspace.config.max_findings.unwrap_or(MOST_FINDINGS);
    let worst = progress.shown(context, most);
    let mut shown: Vec<Diagnostic> = Vec::with_capacity(worst.findings.len() + 1);
    if worst.findings.len() < worst.all {
        shown.push(cap(worst.all, worst.findings.len()));
    }
    shown.extend(worst.findings.iter().map(|finding| diagnostic(context, finding, &lines)));
    shown
}

/// Findings of one draft that are shown where the settings name no number: more would be noise.
const MOST_FINDINGS: usize = 200;

/// Says at the top of the draft that not everything is shown.
fn cap(found: usize, shown: usize) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("factmark".to_owned()),
        message: format!(
            "{found} findings in this draft: the worst {shown} are shown. Mend some, or raise max_findings in the settings."
        ),
        ..Diagnostic::default()
    }
}

/// One finding as the editor shows it. `lines` are the draft's.
pub(super) fn diagnostic(context: &Context, finding: &Finding, lines: &Lines<'_>) -> Diagnostic {
    let passages: Vec<Passage> = finding
        .evidence
        .iter()
        .filter(|evidence| !evidence.is_claim(finding))
        .filter_map(|evidence| passage(context, evidence))
        .collect();
    // Without its passage a finding is a claim like any other: a client that can't show it beside gets it in the words.
    let (message, related) = if context.profile.related_information {
        let related = passages.into_iter().map(|passage| DiagnosticRelatedInformation {
            location: passage.location,
            message: passage.quote,
        });
        (finding.message.clone(), Some(related.collect()))
    } else {
        let quotes = passages.iter().map(|passage| format!("\n{}", passage.quote));
        (finding.message.clone() + &quotes.collect::<String>(), None)
    };
    Diagnostic {
        range: lines.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_string())),
        source: Some("factmark".to_owned()),
        message,
        related_information: related,
        ..Diagnostic::default()
    }
}

/// A passage that a finding rests on, ready to be shown.
struct Passage {
    location: Location,
    /// `Title, line 12: "the sentence"`.
    quote: String,
}

fn passage(context: &Context, evidence: &Evidence) -> Option<Passage> {
    let encoding = context.profile.encoding;
    let quote = |name: &str, line: usize, sentence: &str| {
        let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{name}, line {}: \"{sentence}\"", line + 1)
    };
    let Some(source) = evidence.source else {
        let range = context.lines().range(evidence.sentence);
        return Some(Passage {
            location: Location::new(context.draft.uri.clone(), range),
            quote: quote("this draft", range.start.line as usize, evidence.sentence.of(context.draft.text())),
        });
    };
    let source = context.workspace.corpus.source(source)?;
    let lines = Lines::new(&source.text, &source.lines, encoding);
    let line = source.lines.line(evidence.sentence.start as usize);
    Some(Passage {
        location: Location::new(uri_of(&source.path)?, lines.range(evidence.sentence)),
        quote: quote(source.display_name(), line, evidence.sentence.of(&source.text)),
    })
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
