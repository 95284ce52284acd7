//! Asks the client to watch the settings file and the source folders, so that a changed source is read again.
//! It must not know what is done about a change. A client that watches nothing gets none of this: there, every save
//! in the editor makes the server look for changed files.

use std::path::Path;

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

/// Keeps the client's watchers at the patterns last sent.
pub(super) fn keep(client: Client) -> watch::Sender<Vec<String>> {
    let (sender, receiver) = watch::channel(Vec::new());
    tokio::spawn(run(client, receiver));
    sender
}

async fn run(client: Client, mut patterns: watch::Receiver<Vec<String>>) {
    let mut registered = false;
    while patterns.changed().await.is_ok() {
        if registered {
            let unregistration = Unregistration { id: ID.to_owned(), method: METHOD.to_owned() };
            let params = UnregistrationParams { unregisterations: vec![unregistration] };
            ask::<UnregisterCapability>(&client, params).await;
        }
        let watcher = |pattern: &String| FileSystemWatcher {
            glob_pattern: GlobPattern::String(pattern.clone()),
            kind: None,
        };
        let watchers = patterns.borrow_and_update().iter().map(watcher).collect();
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

/// The patterns for a file, or a folder with all that is in it.
pub(super) fn everything_at(path: &Path) -> [String; 2] {
    let path = written(path);
    let everything_in_it = format!("{path}/**");
    [path, everything_in_it]
}

/// The pattern for the files in a folder that may be drafts.
pub(super) fn drafts_in(folder: &Path) -> String {
    format!("{}/**/*.{{{}}}", written(folder), ENDINGS.join(","))
}

/// Endings of the formats that drafts are written in.
const ENDINGS: [&str; 5] = ["md", "markdown", "mdown", "txt", "text"];

/// Patterns always use forward slashes.
fn written(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_watched_by_the_endings_that_are_read() {
        for ending in ENDINGS {
            assert!(factmark_formats::markup_of(Path::new(&format!("a.{ending}"))).is_some(), "{ending}");
        }
        assert_eq!(drafts_in(Path::new("/a b")), "/a b/**/*.{md,markdown,mdown,txt,text}");
    }
}
