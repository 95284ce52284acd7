//! Finds the built `factmark` program for tests and benchmarks, and builds it where it is missing or old.
//! It must not know what the program does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The `factmark` program of the profile that this code itself was built with.
///
/// # Panics
/// Where it cannot be built; the build's messages are on standard error.
#[expect(clippy::panic, reason = "without the program no test of it means anything")]
pub fn factmark() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| build().unwrap_or_else(|why| panic!("the program could not be built: {why}")))
}

fn build() -> Result<PathBuf, String> {
    // With the features of the whole workspace, as `cargo test --workspace` builds: nothing is compiled twice.
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--workspace", "--bin", "factmark"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let status = command.current_dir(root()).status().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("cargo ended with {status}"));
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    // Tests lie in `deps`, beside the programs; benchmarks are programs themselves.
    let folder = own.parent().ok_or("no folder")?;
    let folder = if folder.ends_with("deps") { folder.parent().ok_or("no folder")? } else { folder };
    Ok(folder.join(format!("factmark{}", std::env::consts::EXE_SUFFIX)))
}

/// The root of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
