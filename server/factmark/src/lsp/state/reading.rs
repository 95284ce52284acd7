//! How the owner of the state has sources read in the background, stops that, and takes what was read into use.
//! It must not know drafts beyond having them checked anew.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tower_lsp::lsp_types::MessageType;

use super::{Event, Owner, Urgency};
use crate::lsp::folders::{PlaceId, Reading};
use crate::lsp::{messages, progress, refresh};
use crate::workspace::Workspace;

impl Owner {
    pub(super) fn read_all(&mut self) {
        for (place, _) in self.folders.scopes() {
            self.read(place);
        }
    }

    pub(super) fn stop_reading(&mut self, token: Option<&str>) {
        for place in self.folders.places() {
            if place.reading != Reading::Idle && token.is_none_or(|token| token == token_of(place.id)) {
                place.stop.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Has the sources of a place read in the background; what has not changed is not read again.
    pub(super) fn read(&mut self, id: PlaceId) {
        let Some(place) = self.folders.place_mut(id).filter(|_| self.ready) else { return };
        if place.reading != Reading::Idle {
            place.reading = Reading::Outdated;
            return;
        }
        place.stop = Arc::default();
        self.start_reading(id);
    }

    fn start_reading(&mut self, id: PlaceId) {
        let Some(place) = self.folders.place_mut(id) else { return };
        place.reading = Reading::Running;
        let before = place.workspace.borrow().clone();
        let options = place.options.clone();
        // Reading anew what has changed is too quick to be worth showing.
        let whole = before.as_ref().is_some_and(|before| before.stopped_of().is_none());
        let counts = (self.profile.progress && !whole)
            .then(|| progress::show(self.client.clone(), token_of(id), "Reading sources"));
        let stop = Arc::clone(&place.stop);
        let status = self.status.clone();
        status.reading(id);
        let read = tokio::task::spawn_blocking(move || {
            let report = |progress: crate::workspace::Progress<'_>| {
                status.progress(id, progress.done, progress.total);
                if let Some(counts) = &counts {
                    let now = (progress.done, progress.total);
                    // Several threads count.
                    counts.send_if_modified(|last| std::mem::replace(last, now.max(*last)) < now);
                }
            };
            let stopped = || stop.load(Ordering::Relaxed);
            let workspace = before.unwrap_or_default().reopen_until(&options, &report, &stopped);
            if let (Some(counts), Some(total)) = (&counts, workspace.stopped_of()) {
                counts.send_replace((workspace.corpus.sources().len(), total));
            }
            // Made here once, so that no request waits for them.
            workspace.citation_keys();
            workspace
        });
        let state = self.state.clone();
        tokio::spawn(async move { state.send(Event::Read(id, read.await.ok().map(Arc::new))) });
    }

    pub(super) fn sources_read(&mut self, id: PlaceId, workspace: Option<Arc<Workspace>>) {
        // Its folder may have been closed meanwhile.
        let Some(place) = self.folders.place_mut(id) else { return };
        let outdated = std::mem::take(&mut place.reading) == Reading::Outdated;
        self.status.read(id, workspace.as_deref(), place.settings_problems.len());
        match workspace {
            Some(workspace) => self.use_workspace(id, workspace),
            None => {
                self.log(MessageType::ERROR, "the sources could not be read; please report this".to_owned())
            }
        }
        if outdated {
            // What was stopped stays so: the writer did not ask for the rest meanwhile.
            self.start_reading(id);
        }
    }

    fn use_workspace(&mut self, id: PlaceId, workspace: Arc<Workspace>) {
        self.report_problems(id, &workspace);
        let Some(place) = self.folders.place_mut(id) else { return };
        let before = place.workspace.send_replace(Some(Arc::clone(&workspace)));
        self.watch_files();
        // Most readings find that nothing has changed.
        if before.is_some_and(|before| before.is_same(&workspace)) {
            return;
        }
        self.log(MessageType::INFO, messages::read(&workspace));
        for draft in Arc::clone(&self.drafts).values() {
            if self.view.place_of(draft.path().as_deref()) == Some(id) {
                self.check(draft, Urgency::Now);
            }
        }
        self.edition.send_modify(|edition| edition.sources += 1);
        refresh::all(&self.client, &self.profile);
    }
}

/// The token of the progress that shows how far reading has come in a place.
fn token_of(id: PlaceId) -> String {
    match id.number() {
        0 => "factmark/sources".to_owned(),
        number => format!("factmark/sources/{number}"),
    }
}
