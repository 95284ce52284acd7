//! Other checkers of prose on the same files in the same run: rumdl's language server and harper's command line.
//! It must not know Factmark. What is not installed is skipped with a word.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The program at `named`, or the one called `name` on the PATH.
pub(crate) fn program(named: Option<&Path>, name: &str) -> Option<PathBuf> {
    if let Some(path) = named {
        return Some(path.to_owned());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The quickest of three whole runs of a program over a file; how it ends says nothing here.
pub(crate) fn run(program: &Path, arguments: &[&str], file: &Path) -> io::Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        Command::new(program)
            .args(arguments)
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        best = best.min(started.elapsed());
    }
    Ok(best)
}
