//! Sets the thresholds of the verdicts from labelled rows whose licence allows it (JSONL with source, claim, label): prints the file
//! `server/core/data/verdicts/thresholds.txt`, report included.
//! It must not know a conflict row: thresholds rest on true sentences alone.

use std::path::PathBuf;

use clap::Parser;
use factmark_core::check::compare::{ReadSources, read_claim};
use factmark_core::check::contest::contests;
use factmark_core::check::decide::{Group, judgements};
use serde::Deserialize;

/// False alarms allowed in 1,000 true sentences: hint, warning, error.
const BUDGETS: [f64; 3] = [20.0, 5.0, 1.0];
/// Each group's share of a budget.
const SHARES: [(Group, f64); 3] =
    [(Group::Values, 1.0 / 3.0), (Group::Words, 1.0 / 3.0), (Group::Names, 1.0 / 3.0)];
/// Only so much of a budget is spent on these rows: pairs made to mislead give several times as many false alarms as plain texts.
const MARGIN: f64 = 0.1;
/// The highest scores of true sentences, from which the tail of the distribution is read.
const TAIL: usize = 15;

#[derive(Parser)]
struct Arguments {
    /// JSONL files.
    files: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Row {
    source: String,
    claim: String,
    label: String,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut scores: Vec<(Group, Vec<f64>)> = SHARES.iter().map(|(group, _)| (*group, Vec::new())).collect();
    let (mut count, mut names) = (0usize, Vec::new());
    for file in Arguments::parse().files {
        names.push(file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
        for line in std::fs::read_to_string(file)?.lines() {
            let row: Row = serde_json::from_str(line)?;
            if row.label == "supports" {
                count += 1;
                judge(&row, &mut scores);
            }
        }
    }
    println!(
        "# Hand scores from which on a disagreement is a hint, a warning, an error; made by calibrate_verdicts."
    );
    println!(
        "# From {count} true rows of {}: the tail of their {TAIL} highest scores, at {MARGIN} of",
        names.join(", ")
    );
    println!("# 20, 5 and 1 false alarms in 1,000, of which values, words and names get a third each.");
    for ((group, mut found), (_, share)) in scores.into_iter().zip(SHARES) {
        found.sort_by(|a, b| b.total_cmp(a));
        let top: Vec<String> = found.iter().take(6).map(|score| format!("{score:.2}")).collect();
        println!("# {}: highest {}", group.name(), top.join(" "));
        let lines = BUDGETS.map(|budget| threshold(&found, count, budget * share * MARGIN / 1000.0));
        println!("{} {:.2} {:.2} {:.2}", group.name(), lines[0], lines[1], lines[2]);
    }
    Ok(())
}

/// Adds the row's highest score of each group.
fn judge(row: &Row, scores: &mut [(Group, Vec<f64>)]) {
    let source = ReadSources::new(&[&row.source]);
    let mut all = Vec::new();
    for sentence in read_claim(&row.claim) {
        let found = contests(&sentence, source.library(), None);
        all.extend(judgements(&sentence, source.library(), &found));
    }
    for (group, list) in scores {
        let own = all.iter().filter(|judgement| judgement.family.group() == Some(*group));
        list.push(f64::from(own.map(|judgement| judgement.hand).fold(0.0, f32::max)));
    }
}

/// The score that a share `rate` of the rows exceeds, by an exponential tail through the highest scores (in falling order).
fn threshold(scores: &[f64], count: usize, rate: f64) -> f64 {
    let Some(base) = scores.get(TAIL) else { return 1.0 };
    let excess: f64 = scores.iter().take(TAIL).map(|score| score - base).sum::<f64>() / TAIL as f64;
    base + excess * (TAIL as f64 / count as f64 / rate).ln().max(0.0)
}
