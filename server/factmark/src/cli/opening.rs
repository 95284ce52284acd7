//! Opens the workspace that a command works in, and says what is wrong with it.
//! It must not know what the command does.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::workspace::{Options, Workspace, find_root};

#[derive(Args)]
pub struct SourceArguments {
    /// Folder (or single file) of sources; may be given several times, and replaces what factmark.toml names
    #[arg(long = "sources", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

/// Opens the workspace of `start` (a draft), or of the current folder.
pub fn open(start: Option<&Path>, sources: &SourceArguments) -> Workspace {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let root = root_of(&here, start);
    // A path below the current folder is shown as the user would type it.
    let root = root.strip_prefix(&here).map(Path::to_owned).unwrap_or(root);
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let named = (!sources.folders.is_empty()).then(|| sources.folders.clone());
    Workspace::open(&Options { root, sources: named, ..Options::default() }, &|_| ())
}

/// The nearest root upwards from the draft; where that is none but the draft's own folder, the folder that the user
/// stands in, for there the sources are.
fn root_of(here: &Path, start: Option<&Path>) -> PathBuf {
    let Some(draft) = start.map(|path| here.join(path)) else { return find_root(here) };
    let root = find_root(&draft);
    let is_own_folder = draft.parent() == Some(&root);
    if is_own_folder && draft.starts_with(here) { find_root(here) } else { root }
}

/// Everything that the user must hear of before trusting an answer.
pub fn problems(workspace: &Workspace) -> Vec<String> {
    let config = workspace.config_problems.iter().map(ToString::to_string);
    config.chain(workspace.source_problems.iter().map(ToString::to_string)).collect()
}

/// Whether something asked for could not be used, so that silence can't be trusted.
pub fn is_incomplete(workspace: &Workspace) -> bool {
    !workspace.config_problems.is_empty()
        || workspace.source_problems.iter().any(|problem| problem.prevents_checking())
}
