//! Measures the comparison of claims with sources on labelled rows (JSONL with id, source, claim, label, kind): recall at given rates of
//! false alarms, false alarms at the shipped tiers, time; prints false alarms and misses to read.
//! It must not know how a verdict is made.

mod held_out;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use factmark_core::check::compare::{Comparison, ReadSources, compare_read, read_claim};
use factmark_core::check::contest::contests;
use factmark_core::check::decide::{Tier, judgements};
use serde::Deserialize;

/// False alarms allowed in 1,000 supported rows.
const RATES: [usize; 3] = [5, 20, 50];
/// Resampled sets behind the printed range.
const SAMPLES: usize = 200;

#[derive(Parser)]
struct Arguments {
    /// JSONL files.
    files: Vec<PathBuf>,
    /// Print so many of the supported rows with the highest score, of each file.
    #[arg(long, default_value_t = 0)]
    show_false_alarms: usize,
    /// Print so many conflict rows below the threshold of 20 in 1,000, of each file.
    #[arg(long, default_value_t = 0)]
    show_misses: usize,
    /// Only rows of this kind are printed.
    #[arg(long)]
    kind: Option<String>,
    /// Check each claim against the sources of all rows of its file.
    #[arg(long)]
    folder: bool,
    /// Only measure how long a comparison takes.
    #[arg(long)]
    time: bool,
    /// Print all disagreements that were found in the row with this id.
    #[arg(long)]
    explain: Vec<String>,
    /// Write each row with its score and all disagreements found in it to this file, as JSONL.
    #[arg(long)]
    dump: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    source: String,
    claim: String,
    label: String,
    kind: String,
    #[serde(default)]
    meta: serde_json::Value,
}

impl Row {
    /// Rows of one page or document stand and fall together.
    fn group(&self) -> &str {
        let named =
            ["title", "page"].iter().find_map(|field| self.meta.get(field).and_then(|value| value.as_str()));
        named.unwrap_or(self.source.get(..self.source.len().min(200)).unwrap_or(&self.source))
    }
}

struct Judged {
    row: Row,
    comparison: Comparison,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let mut macro_recall = Vec::new();
    let mut sets: Vec<(String, Vec<Judged>)> = Vec::new();
    let mut dump = String::new();
    for file in &arguments.files {
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let rows: Vec<Row> =
            std::fs::read_to_string(file)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        for row in rows.iter().filter(|row| arguments.explain.contains(&row.id)) {
            explain(row);
        }
        if !arguments.explain.is_empty() {
            continue;
        }
        if arguments.time {
            println!("== {name}");
            time(&rows);
            continue;
        }
        let started = Instant::now();
        let judged = if arguments.folder { judge_in_folder(rows) } else { judge(rows) };
        let spent = started.elapsed().as_secs_f64() * 1000.0 / judged.len().max(1) as f64;
        println!("== {name}: {} rows, {spent:.3} ms a row", judged.len());
        macro_recall.push(report(&judged));
        show(&judged, &arguments);
        if arguments.dump.is_some() {
            judged.iter().for_each(|judged| dump += &dumped(&name, judged));
        }
        sets.push((name, judged));
    }
    let count = macro_recall.len().max(1) as f64;
    let mean = |rate: usize| macro_recall.iter().filter_map(|recall| recall.get(rate)).sum::<f64>() / count;
    println!("MACRO @5 {:.3} @20 {:.3} @50 {:.3}", mean(0), mean(1), mean(2));
    held_out::report(&sets);
    if let Some(path) = &arguments.dump {
        std::fs::write(path, dump)?;
    }
    Ok(())
}

fn judge(rows: Vec<Row>) -> Vec<Judged> {
    let compared = rows.into_iter().map(|row| {
        let source = ReadSources::new(&[&row.source]);
        let comparison = compare_read(&source, &row.claim, &read_claim(&row.claim));
        Judged { row, comparison }
    });
    compared.collect()
}

fn judge_in_folder(rows: Vec<Row>) -> Vec<Judged> {
    let mut texts: Vec<&str> = rows.iter().map(|row| row.source.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    let all = ReadSources::new(&texts);
    let started = Instant::now();
    let compare = |row: Row| {
        let comparison = compare_read(&all, &row.claim, &read_claim(&row.claim));
        Judged { row, comparison }
    };
    let count = rows.len().max(1);
    let judged = rows.into_iter().map(compare).collect();
    println!(
        "   {} sources, {:.3} ms a claim after reading them",
        all.len(),
        started.elapsed().as_secs_f64() * 1000.0 / count as f64
    );
    judged
}

/// Prints the figures of one set and gives its recall at each of [`RATES`].
fn report(judged: &[Judged]) -> [f64; 3] {
    let supported: Vec<&Judged> = judged.iter().filter(|judged| judged.row.label == "supports").collect();
    let conflicts: Vec<&Judged> = judged.iter().filter(|judged| judged.row.label == "conflict").collect();
    let thresholds = RATES.map(|rate| threshold(&supported, rate));
    let recall = thresholds.map(|threshold| share_above(&conflicts, threshold));
    let mut kinds: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for judged in &conflicts {
        kinds.entry(&judged.row.kind).or_default().push(judged);
    }
    if kinds.contains_key("numeric") && kinds.contains_key("date") {
        let both =
            [kinds.get("numeric"), kinds.get("date")].into_iter().flatten().flatten().copied().collect();
        kinds.insert("numeric+date", both);
    }
    let line = |name: &str, rows: &[&Judged]| {
        let found = thresholds.map(|threshold| shown(rows, threshold));
        println!(
            "   {name:13} {:4} conflicts  R@5 {}  @20 {}  @50 {}",
            rows.len(),
            found[0],
            found[1],
            found[2]
        );
    };
    line("all", &conflicts);
    for (kind, rows) in &kinds {
        line(kind, rows);
    }
    let ranges = ranges(judged, RATES, |sample, rate| {
        share_above(&labelled(sample, "conflict"), threshold(&labelled(sample, "supports"), *rate))
    });
    println!(
        "   resampled, 5 to 95 %: R@5 {}  @20 {}  @50 {}; thresholds {:.3} {:.3} {:.3}",
        ranges[0], ranges[1], ranges[2], thresholds[0], thresholds[1], thresholds[2]
    );
    tiers(judged);
    recall
}

/// The score that at most `rate` of 1,000 supported rows exceed.
fn threshold(supported: &[&Judged], rate: usize) -> f32 {
    let mut scores: Vec<f32> = supported.iter().map(|judged| judged.comparison.score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.get(rate * scores.len() / 1000).copied().unwrap_or(0.0)
}

fn share_above(rows: &[&Judged], threshold: f32) -> f64 {
    rows.iter().filter(|judged| judged.comparison.score > threshold).count() as f64 / rows.len().max(1) as f64
}

/// How many rows lie above the threshold, as a share and as a count.
fn shown(rows: &[&Judged], threshold: f32) -> String {
    let count = rows.iter().filter(|judged| judged.comparison.score > threshold).count();
    format!("{:.3} ({count})", share_above(rows, threshold))
}

fn labelled<'j>(judged: &[&'j Judged], label: &str) -> Vec<&'j Judged> {
    judged.iter().filter(|judged| judged.row.label == label).copied().collect()
}

/// Rows of one page or document together, in the order of their names.
fn groups(judged: &[Judged]) -> Vec<Vec<&Judged>> {
    let mut groups: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        groups.entry(judged.row.group()).or_default().push(judged);
    }
    groups.into_values().collect()
}

/// A figure for each of three rates or thresholds over sets drawn again by group: its 5th and 95th percentile.
fn ranges<T>(judged: &[Judged], each: [T; 3], figure: impl Fn(&[&Judged], &T) -> f64) -> [String; 3] {
    let groups = groups(judged);
    let mut seed = 0x9e37_79b9_u64;
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % groups.len().max(1)
    };
    let samples: Vec<Vec<&Judged>> = (0..SAMPLES)
        .map(|_| (0..groups.len()).filter_map(|_| groups.get(draw())).flatten().copied().collect())
        .collect();
    each.map(|each| {
        let mut figures: Vec<f64> = samples.iter().map(|sample| figure(sample, &each)).collect();
        figures.sort_by(f64::total_cmp);
        let percentile = |share: usize| figures.get(SAMPLES * share / 100).copied().unwrap_or(0.0);
        format!("{:.2} to {:.2}", percentile(5), percentile(95))
    })
}

/// Rows whose neutral label only means "not entailed" and may hide a conflict.
const NOT_ENTAILED: &str = "RTE_Quant";

/// Alarms at the shipped tiers, in 1,000 rows of each label.
fn tiers(judged: &[Judged]) {
    let apart = |judged: &Judged| judged.row.id.contains(NOT_ENTAILED);
    let labels = ["supports", "neutral", "neutral, not entailed only", "conflict"];
    let of = |label: &str| -> Vec<&Judged> {
        let wanted = |judged: &&Judged| match label {
            "neutral" => judged.row.label == "neutral" && !apart(judged),
            "neutral, not entailed only" => judged.row.label == "neutral" && apart(judged),
            _ => judged.row.label == label,
        };
        judged.iter().filter(wanted).collect()
    };
    for label in labels {
        let rows = of(label);
        if rows.is_empty() {
            continue;
        }
        let rate = |tier: Tier| {
            let alarm = |judged: &&&Judged| judged.comparison.tier.is_some_and(|given| given >= tier);
            let alarms = rows.iter().filter(alarm).count();
            format!("{:.1} ({alarms})", alarms as f64 * 1000.0 / rows.len() as f64)
        };
        println!(
            "   frozen tiers, in 1,000 of {} rows ({label}): error {}, warning or more {}, hint or more {}",
            rows.len(),
            rate(Tier::Error),
            rate(Tier::Warning),
            rate(Tier::Hint)
        );
    }
}

/// Claims that are timed, and sentences of the source that they are compared with.
const TIMED: usize = 300;
const SENTENCES: usize = 1000;

/// Time of one claim sentence against one sentence, and against a source of 1,000 sentences that was read before.
fn time(rows: &[Row]) {
    let claims: Vec<&Row> = rows.iter().filter(|row| read_claim(&row.claim).len() == 1).take(TIMED).collect();
    let short = |row: &Row| row.source.split_inclusive(". ").next().unwrap_or(&row.source).to_owned();
    let each = |run: &dyn Fn(&Row)| {
        let started = Instant::now();
        claims.iter().for_each(|row| run(row));
        started.elapsed().as_secs_f64() * 1000.0 / claims.len().max(1) as f64
    };
    let alone = each(&|row| {
        let source = ReadSources::new(&[&short(row)]);
        compare_read(&source, &row.claim, &read_claim(&row.claim));
    });
    let mut long = String::new();
    let mut sentences = 0;
    for row in rows.iter().cycle().take(SENTENCES * 2) {
        if sentences >= SENTENCES {
            break;
        }
        long += &row.source;
        long += "\n\n";
        sentences += ReadSources::new(&[&row.source]).library().len();
    }
    let source = ReadSources::new(&[&long]);
    let many = each(&|row| {
        compare_read(&source, &row.claim, &read_claim(&row.claim));
    });
    println!(
        "   one-sentence claims, read and compared: {alone:.3} ms against a sentence (its reading included), {many:.3} ms against {} sentences read before",
        source.library().len()
    );
}

/// A row with its score and all disagreements that its contests found, as a line of JSON.
fn dumped(set: &str, judged: &Judged) -> String {
    let Judged { row, comparison } = judged;
    let source = ReadSources::new(&[&row.source]);
    let mut found = Vec::new();
    for sentence in read_claim(&row.claim) {
        for judgement in judgements(&sentence, source.library(), &contests(&sentence, source.library(), None))
        {
            let passage = source.library().sentence(judgement.place).map(|sentence| sentence.span);
            found.push(serde_json::json!({
                "family": judgement.family,
                "hand": judgement.hand,
                "score": judgement.score,
                "code": judgement.code.to_string(),
                "claim": judgement.claim.of(&row.claim),
                "source": judgement.focus.of(&row.source),
                "between": format!("{:?}", judgement.between),
                "quote": passage.map_or("", |span| span.of(&row.source)),
            }));
        }
    }
    let line = serde_json::json!({
        "set": set, "id": row.id, "label": row.label, "kind": row.kind, "score": comparison.score,
        "group": row.group(), "claim": row.claim, "found": found,
    });
    format!("{line}\n")
}

/// Prints all disagreements of a row, the surest first, and what else its contests found.
fn explain(row: &Row) {
    let source = ReadSources::new(&[&row.source]);
    println!("{} [{} {}]\n   claim:  {}", row.id, row.label, row.kind, row.claim);
    for sentence in read_claim(&row.claim) {
        let found = contests(&sentence, source.library(), None);
        for judgement in judgements(&sentence, source.library(), &found) {
            let passage = source.library().sentence(judgement.place).map(|sentence| sentence.span);
            println!(
                "   {:.3} ({:.3}) {:?} {} \"{}\" / \"{}\" {:?} in: {}",
                judgement.score,
                judgement.hand,
                judgement.family,
                judgement.code,
                judgement.claim.of(&row.claim),
                judgement.focus.of(&row.source),
                judgement.between,
                passage.map_or("", |span| span.of(&row.source)).replace('\n', " ")
            );
        }
        for slot in &found.slots {
            println!("      {slot:?}");
        }
        for word in &found.words {
            println!("      {word:?}");
        }
        println!("      {:?}", found.coverage);
    }
}

fn show(judged: &[Judged], arguments: &Arguments) {
    let wanted = |judged: &&Judged| arguments.kind.as_ref().is_none_or(|kind| judged.row.kind == *kind);
    let mut alarms: Vec<&Judged> =
        judged.iter().filter(|judged| judged.row.label == "supports").filter(wanted).collect();
    let limit =
        threshold(&judged.iter().filter(|judged| judged.row.label == "supports").collect::<Vec<_>>(), 20);
    alarms.sort_by(|a, b| b.comparison.score.total_cmp(&a.comparison.score));
    for judged in alarms.into_iter().take(arguments.show_false_alarms) {
        print_row("FALSE ALARM", judged);
    }
    let misses = judged
        .iter()
        .filter(|judged| judged.row.label == "conflict" && judged.comparison.score <= limit)
        .filter(wanted);
    let misses: Vec<&Judged> = misses.collect();
    let step = (misses.len() / arguments.show_misses.max(1)).max(1);
    for judged in misses.into_iter().step_by(step).take(arguments.show_misses) {
        print_row("MISS", judged);
    }
}

fn print_row(what: &str, judged: &Judged) {
    let Judged { row, comparison } = judged;
    let short: String = row.source.chars().take(500).collect();
    println!(
        "{what} {:.3} {} [{}] {}",
        comparison.score,
        row.id,
        row.kind,
        comparison.why.as_deref().unwrap_or("")
    );
    println!("   claim:  {}", row.claim.replace('\n', " "));
    println!("   source: {}", comparison.quote.as_deref().unwrap_or(&short).replace('\n', " "));
}
