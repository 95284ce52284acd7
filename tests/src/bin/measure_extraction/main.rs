//! Measures the reader against labelled rows outside the project and prints figure by figure what was reached and what is asked.
//! It must not know how anything is read: it calls `factmark_core::analysis::read` as the server does.

mod acronym;
mod date;
mod number;
mod rows;
mod sentence;
mod speed;
mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::table::Figure;

/// Measures one part from the folder of rows.
type Measure = fn(&Path) -> io::Result<Vec<Figure>>;

/// Every part by the name that the command line takes, in the order of printing. One line per part.
const PARTS: &[(&str, Measure)] = &[
    ("sentence", sentence::measure),
    ("date", date::measure),
    ("number", number::numbers),
    ("range", number::ranges),
    ("money", number::money),
    ("quantity", number::quantities),
    ("acronym", acronym::measure),
    ("speed", speed::measure),
];

/// Print what the reader reaches on labelled rows, and what is asked of it.
#[derive(Debug, Parser)]
struct Options {
    /// Folder with sentence.jsonl, number.jsonl, quantity.jsonl, date.jsonl and acronym.jsonl.
    rows: PathBuf,
    /// Parts to measure; all of them if none is named.
    parts: Vec<String>,
    /// Print every row that was read wrongly.
    #[arg(long)]
    misses: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(unknown) = options.parts.iter().find(|part| PARTS.iter().all(|(name, _)| name != part)) {
        let known: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        eprintln!("there is no part \"{unknown}\"; the parts are {}", known.join(", "));
        return ExitCode::from(2);
    }
    table::show_misses(options.misses);
    let mut short = false;
    for (name, measure) in PARTS {
        if !options.parts.is_empty() && !options.parts.iter().any(|part| part == name) {
            continue;
        }
        match measure(&options.rows) {
            Ok(figures) => {
                short |= figures.iter().any(|figure| !figure.reached());
                print!("{}", table::render(name, &figures));
            }
            Err(error) => {
                eprintln!("{name}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(short))
}
