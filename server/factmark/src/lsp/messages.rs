//! What the writer is told outside of any document: all problems in the log, the grave ones once in a message.
//! It must not find problems, only word them together.

use std::fmt::Display;
use std::path::{MAIN_SEPARATOR, Path};

use tower_lsp::Client;
use tower_lsp::lsp_types::MessageType;

use crate::config::ConfigProblem;
use crate::workspace::Workspace;

/// Most problems of one reading that go to the log.
const MOST_LOGGED: usize = 50;

/// The problems of one reading of the workspace, in words.
#[derive(Debug, Default)]
pub(super) struct Problems {
    pub(super) all: Vec<String>,
    /// Those that keep a check from being whole.
    pub(super) urgent: Vec<String>,
}

/// `several` says that other folders are open, so that each is named.
pub(super) fn of_workspace(workspace: &Workspace, settings: &[ConfigProblem], several: bool) -> Problems {
    let told = |problem: &dyn Display| told(&workspace.root, several, problem);
    let config = settings.iter().chain(&workspace.config_problems).map(|problem| (true, told(problem)));
    let sources =
        workspace.source_problems.iter().map(|problem| (problem.prevents_checking(), told(problem)));
    let mut problems = Problems::default();
    for (urgent, message) in config.chain(sources) {
        if urgent {
            problems.urgent.push(message.clone());
        }
        problems.all.push(message);
    }
    let more = problems.all.len().saturating_sub(MOST_LOGGED);
    if more > 0 {
        problems.all.truncate(MOST_LOGGED);
        problems.all.push(format!("and {more} more problems of this kind"));
    }
    problems
}

/// A problem in words, its paths as short as the writer knows them: from the root, or from its name where there are several.
pub(super) fn told(root: &Path, several: bool, problem: &dyn Display) -> String {
    let from = if several { root.parent() } else { Some(root) };
    match from.filter(|from| from.parent().is_some()) {
        Some(from) => problem.to_string().replace(&format!("{}{MAIN_SEPARATOR}", from.display()), ""),
        None => problem.to_string(),
    }
}

/// One message for all of them: several at once would cover the screen.
pub(super) fn summary(messages: &[String]) -> Option<String> {
    match messages {
        [] => None,
        [only] => Some(format!("Factmark: {only}")),
        [first, rest @ ..] => {
            let problems = if rest.len() == 1 { "problem" } else { "problems" };
            Some(format!(
                "Factmark: {first} (And {} more {problems}: see the log of the server.)",
                rest.len()
            ))
        }
    }
}

/// What was read, for the log.
pub(super) fn read(workspace: &Workspace) -> String {
    let count = workspace.corpus.sources().len();
    let sources = if count == 1 { "source" } else { "sources" };
    format!("{count} {sources} read in {}", workspace.root.display())
}

/// Sends a line to the client's log; returns at once.
pub(super) fn log(client: &Client, kind: MessageType, message: String) {
    let client = client.clone();
    tokio::spawn(async move { client.log_message(kind, message).await });
}

/// Has the client show a message; returns at once.
pub(super) fn show(client: &Client, kind: MessageType, message: String) {
    let client = client.clone();
    tokio::spawn(async move { client.show_message(kind, message).await });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root_on() {
        let message = "/home/a/brief/seeds/b.txt: is not text";
        let root = Path::new("/home/a/brief");
        assert_eq!(told(root, false, &message), "seeds/b.txt: is not text");
        assert_eq!(told(root, true, &message), "brief/seeds/b.txt: is not text");
        assert_eq!(told(Path::new("/"), false, &message), message);
    }
}
