//! Asks the client to watch the settings file and the source folders, so that a changed source is read again.
//! It must not know what is done about a change. A client that watches nothing gets none of this: there, every save
//! in the editor makes the server look for changed files.

use std::path::{Path, PathBuf};

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::request::{RegisterCapability, UnregisterCapability};
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration,
    RegistrationParams, Unregistration, UnregistrationParams,
};

use super::client::ask;

const METHOD: &str = "workspace/didChangeWatchedFiles";
const ID: &str = "factmark-sources";

/// Keeps the client's watchers at the paths last sent; each path is a file, or a folder watched with all that is in it.
pub(super) fn keep(client: Client) -> watch::Sender<Vec<PathBuf>> {
    let (sender, receiver) = watch::channel(Vec::new());
    tokio::spawn(run(client, receiver));
    sender
}

async fn run(client: Client, mut paths: watch::Receiver<Vec<PathBuf>>) {
    let mut registered = false;
    while paths.changed().await.is_ok() {
        if registered {
            let unregistration = Unregistration { id: ID.to_owned(), method: METHOD.to_owned() };
            let params = UnregistrationParams { unregisterations: vec![unregistration] };
            ask::<UnregisterCapability>(&client, params).await;
        }
        let watchers = paths.borrow_and_update().iter().flat_map(|path| watchers(path)).collect();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let registration = Registration {
            id: ID.to_owned(),
            method: METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        registered = ask::<RegisterCapability>(&client, params).await.is_some();
    }
}

fn watchers(path: &Path) -> impl Iterator<Item = FileSystemWatcher> + use<> {
    // Patterns always use forward slashes.
    let path = path.to_string_lossy().replace('\\', "/");
    let everything_in_it = format!("{path}/**");
    [path, everything_in_it]
        .map(|pattern| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern), kind: None })
        .into_iter()
}
