//! Diagnostics: what checking a draft found, published with the version that it was found in.
//! It must not find anything itself.
//!
//! Each document has one task that checks the newest version, one at a time, and publishes what still holds when it is
//! done. So diagnostics never come out of order or for a version that is gone, and a slow check never piles up.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::client::Profile;
use super::draft::Draft;
use super::state::Urgency;
use crate::workspace::Workspace;

/// How long the writer must have paused before a changed draft is checked.
const PAUSE: Duration = Duration::from_millis(100);

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
    pub(super) fn start(client: Client, profile: Profile, uri: Url) -> Self {
        let (newest, jobs) = watch::channel(None);
        tokio::spawn(run(client, profile, uri, jobs));
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

async fn run(client: Client, profile: Profile, uri: Url, mut jobs: watch::Receiver<Option<Job>>) {
    // Whether the client shows diagnostics that have to be taken back.
    let mut shown = false;
    while jobs.changed().await.is_ok() {
        let Some(job) = settled(&mut jobs).await else { return };
        let Some(job) = job else {
            if std::mem::take(&mut shown) {
                client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
            }
            continue;
        };
        let version = job.draft.version;
        let checking = tokio::task::spawn_blocking(move || diagnostics(&job, profile));
        let Ok(found) = checking.await else {
            tracing::error!("{uri} could not be checked");
            continue;
        };
        if jobs.has_changed().unwrap_or(true) {
            continue;
        }
        // Sources are never annotated, but what was said before a document became one is taken back.
        let Some(found) = found.or_else(|| shown.then(Vec::new)) else { continue };
        shown = !found.is_empty();
        client.publish_diagnostics(uri.clone(), found, Some(version)).await;
    }
}

/// The newest job once it is due; `None` at the end of the session.
async fn settled(jobs: &mut watch::Receiver<Option<Job>>) -> Option<Option<Job>> {
    loop {
        let job = jobs.borrow_and_update().clone();
        let waits = job.as_ref().is_some_and(|job| job.urgency == Urgency::AfterPause);
        if !waits {
            return Some(job);
        }
        match tokio::time::timeout(PAUSE, jobs.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some(job),
        }
    }
}

/// The diagnostics of one version; `None` for a source.
fn diagnostics(job: &Job, profile: Profile) -> Option<Vec<Diagnostic>> {
    let Job { draft, workspace, .. } = job;
    if draft.is_source(workspace) {
        return None;
    }
    let _ = profile;
    Some(Vec::new())
}
