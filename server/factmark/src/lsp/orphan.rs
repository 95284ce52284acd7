//! Ends the session when the editor that started the server is gone, even where it left the input open.
//! It must not know anything else about the editor than the id of its process.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::guard::Lifecycle;

const INTERVAL: Duration = Duration::from_secs(1);

/// Watches the process until it is gone, then ends the session. Needs a `/proc` file system;
/// elsewhere the end of the input is the only sign, and this does nothing.
pub(super) fn watch(process: u32, lifecycle: Lifecycle) {
    if !Path::new("/proc/self/stat").exists() {
        return;
    }
    tokio::spawn(async move {
        let stat = PathBuf::from(format!("/proc/{process}/stat"));
        while is_alive(&stat) {
            tokio::time::sleep(INTERVAL).await;
        }
        tracing::info!("the editor's process {process} is gone");
        lifecycle.end();
    });
}

/// Whether the process lives; one that has ended but was not waited for (state Z or X) does not.
fn is_alive(stat: &Path) -> bool {
    let Ok(stat) = std::fs::read_to_string(stat) else { return false };
    // The name of the program stands in brackets and may hold anything, brackets too.
    let state = stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next());
    !matches!(state, Some('Z' | 'X'))
}
