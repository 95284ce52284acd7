//! The command line: one file per command.
//! It must not know how text is read or judged; it opens a workspace and prints what the core found.

mod check;
mod compare;
mod extract;
mod facts;
mod jsonl;
mod offsets;
mod opening;

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
    /// Check drafts against the sources, and print what does not agree
    Check(check::Check),
    /// Print what the sources say about a name
    Facts(facts::Facts),
    /// Serve an editor over standard input and output (the Language Server Protocol)
    Lsp {
        /// Accepted from editors that say it; there is no other way than standard input and output
        #[arg(long = "stdio")]
        _stdio: bool,
    },
    /// Read JSON lines {"id","source","claim"} and print whether each source contradicts its claim
    Compare(compare::Compare),
    /// Read JSON lines {"id","text"} and print what each text states: sentences, values, definitions, mentions
    Extract(extract::Extract),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Check(check) => check.run(),
        Command::Facts(facts) => facts.run(),
        Command::Lsp { .. } => crate::lsp::serve_stdio(),
        Command::Compare(compare) => compare.run(),
        Command::Extract(extract) => extract.run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lsp_takes_the_flag_that_many_editors_add() {
        assert!(Cli::try_parse_from(["factmark", "lsp"]).is_ok());
        assert!(Cli::try_parse_from(["factmark", "lsp", "--stdio"]).is_ok());
        assert!(Cli::try_parse_from(["factmark", "lsp", "--socket=1"]).is_err());
    }
}
