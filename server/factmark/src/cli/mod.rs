//! The command line: one file per command.
//! It must not know how text is read or judged; it opens a workspace and prints what the core found.

mod extract;
mod jsonl;
mod offsets;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Checks a draft against the sources that it is written from.
#[derive(Parser)]
#[command(name = "factmark", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read JSON lines {"id","text"} and print what each text states: sentences, values, definitions, mentions
    Extract(extract::Extract),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Extract(extract) => extract.run(),
    }
}
