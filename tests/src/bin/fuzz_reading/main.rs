//! Feeds mutated texts to every reader for a bounded time: nothing may panic, no span may be off, no text may be slow.
//! It must not know how anything is read, nor what is right to be found.
//!
//! Deterministic: the same seed and number of rounds give the same texts, so that a failure can be run again.

mod mutate;
mod sound;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;

use crate::mutate::Mutator;

/// Read mutated texts until the time is up, and report the first that breaks a reader.
#[derive(Debug, Parser)]
struct Options {
    /// How long to go on, in seconds.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Where the sequence of texts starts.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop after this many texts, whatever the time.
    #[arg(long, default_value_t = u64::MAX)]
    rounds: u64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let mut mutator = Mutator::new(options.seed);
    let mut rounds = 0;
    while rounds < options.rounds && Instant::now() < end {
        let bytes = mutator.next();
        rounds += 1;
        let complaint = catch_unwind(AssertUnwindSafe(|| sound::complaint(&bytes)))
            .unwrap_or_else(|_| Some("a reader panicked".to_owned()));
        if let Some(complaint) = complaint {
            eprintln!("seed {}, text {rounds}: {complaint}", options.seed);
            eprintln!("{:?}", String::from_utf8_lossy(&bytes));
            return ExitCode::FAILURE;
        }
    }
    println!("seed {}: {rounds} texts read, all soundly", options.seed);
    ExitCode::SUCCESS
}
