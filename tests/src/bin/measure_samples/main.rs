//! Measures the checker on the sample sources: sentences with one thing changed must be flagged, true ones must stay silent.
//! It must not know how Factmark checks; it sees drafts go in and findings come out.
//!
//! `cargo run --release -p factmark-tests --bin measure_samples [-- --show-missed 20 --show-alarms 50]`

mod mutate;
mod reword;
mod swaps;
mod unspoken;
mod wording;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use factmark::workspace::{Options, Workspace};
use factmark_core::analysis::{self, Analysis, Sentence};
use factmark_core::check::{self, Finding, Severity};
use factmark_core::corpus::Corpus;
use factmark_core::text::{Markup, Span};

/// What was changed in a statement, or why it must stay silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Number,
    Date,
    Acronym,
    Negation,
    Place,
    Person,
    Role,
    Status,
    Attribution,
    /// A hedge lost: noted, not warned of.
    Hedge,
    Quotation,
    Total,
    Unchanged,
    Reworded,
    TrueByHand,
    Unspoken,
    /// The same, made by combination.
    UnspokenMade,
    /// Other events of the bodies that the samples speak of.
    OtherEvent,
    /// Against the samples in one point, in words of its own.
    ChangedByHand,
    QuotedTrue,
    TotalTrue,
}

impl Family {
    /// Share in percent that the issue asks for: flagged at least, or (for the true ones) flagged at most.
    fn asked(self) -> (bool, f64) {
        match self {
            Family::Number | Family::Date => (true, 98.0),
            Family::Acronym => (true, 97.0),
            Family::Negation => (true, 92.0),
            Family::Place | Family::Person | Family::Role | Family::Status | Family::Attribution => {
                (true, 70.0)
            }
            Family::Hedge | Family::Quotation | Family::Total => (true, 70.0),
            Family::ChangedByHand => (true, 50.0),
            Family::Unchanged => (false, 0.0),
            Family::QuotedTrue
            | Family::TotalTrue
            | Family::Reworded
            | Family::TrueByHand
            | Family::Unspoken
            | Family::OtherEvent
            | Family::UnspokenMade => (false, 1.0),
        }
    }
}

/// One statement with what it was made from.
#[derive(Debug)]
pub struct Case {
    pub family: Family,
    /// What stands before the statement in its paragraph: "The organisation" needs it.
    pub before: String,
    pub text: String,
}

#[derive(Parser)]
struct Arguments {
    /// Folder of sources
    #[arg(long, default_value_os_t = project().join("seeds"))]
    sources: PathBuf,
    /// Print so many changed sentences of each family that no finding was given for
    #[arg(long, default_value_t = 0)]
    show_missed: usize,
    /// Print so many true statements that a finding was given for
    #[arg(long, default_value_t = 0)]
    show_alarms: usize,
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

fn main() {
    let arguments = Arguments::parse();
    let options =
        Options { root: project(), sources: Some(vec![arguments.sources.clone()]), ..Options::default() };
    let workspace = Workspace::open(&options, &|_| ());
    let corpus = &workspace.corpus;
    let cases = all_cases(corpus);
    let start = Instant::now();
    let results: Vec<(&Case, Vec<Finding>)> =
        cases.iter().map(|case| (case, findings(corpus, case))).collect();
    let per_case = start.elapsed().as_secs_f64() * 1e3 / cases.len().max(1) as f64;
    let families = by_family(&results);
    show(&families, &arguments);
    println!(
        "\n{} statements, {per_case:.3} ms each against {} sources",
        cases.len(),
        corpus.sources().len()
    );
}

fn all_cases(corpus: &Corpus) -> Vec<Case> {
    let mut cases = Vec::new();
    for source in corpus.sources() {
        let analysis = analysis::read(&source.text, source.markup);
        cases.extend(mutate::mutations(&source.text, &analysis));
        cases.extend(reword::rewordings(&source.text, &analysis));
        cases.extend(wording::quotations(&source.text, &analysis));
        cases.extend(analysis.sentences.iter().map(|sentence| {
            let text = sentence.span.of(&source.text).to_owned();
            Case { family: Family::Unchanged, before: String::new(), text }
        }));
        cases.push(Case { family: Family::Unchanged, before: String::new(), text: source.text.to_string() });
    }
    cases.extend(wording::totals());
    cases.extend(unspoken::statements());
    let misattributed = swaps::MISATTRIBUTED.iter().map(|text| Case {
        family: Family::Attribution,
        before: String::new(),
        text: (*text).to_owned(),
    });
    cases.extend(misattributed);
    let by_hand = [
        ("true.txt", Family::TrueByHand),
        ("unspoken.txt", Family::Unspoken),
        ("other_events.txt", Family::OtherEvent),
        ("changed.txt", Family::ChangedByHand),
    ];
    for (file, family) in by_hand {
        let path = project().join("tests/corpora/samples").join(file);
        let lines = std::fs::read_to_string(&path).unwrap_or_else(|error| {
            eprintln!("{}: could not be read ({error}).", path.display());
            std::process::exit(2);
        });
        let statements = lines.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        cases.extend(statements.map(|line| Case { family, before: String::new(), text: line.to_owned() }));
    }
    cases
}

/// Findings on the statement that interrupt a writer: warnings and errors; for a lost hedge, notes too.
fn findings(corpus: &Corpus, case: &Case) -> Vec<Finding> {
    let draft = format!("{}{}", case.before, case.text);
    let analysis = corpus.analyse(&draft, Markup::Plain);
    let found = check::check(&draft, &analysis, corpus, &check::Options::default());
    let start = case.before.len();
    let least = if case.family == Family::Hedge { Severity::Information } else { Severity::Warning };
    found
        .into_iter()
        .filter(|finding| finding.severity >= least && finding.span.end as usize > start)
        .collect()
}

/// What stands before `sentence` in its block of `text`.
pub fn before(text: &str, analysis: &Analysis, sentence: &Sentence) -> String {
    let block = analysis.blocks.get(sentence.block as usize).map_or(sentence.span, |block| block.span);
    Span { start: block.start, end: sentence.span.start }.of(text).to_owned()
}

type Results<'c> = Vec<&'c (&'c Case, Vec<Finding>)>;

fn by_family<'c>(results: &'c [(&'c Case, Vec<Finding>)]) -> BTreeMap<Family, Results<'c>> {
    let mut families: BTreeMap<Family, Results<'c>> = BTreeMap::new();
    for result in results {
        families.entry(result.0.family).or_default().push(result);
    }
    families
}

fn show(families: &BTreeMap<Family, Results<'_>>, arguments: &Arguments) {
    println!("{:<12} {:>10} {:>8} {:>8} {:>8}", "statements", "flagged", "share", "errors", "asked");
    for (family, results) in families {
        let flagged = results.iter().filter(|(_, findings)| !findings.is_empty()).count();
        let share = 100.0 * flagged as f64 / results.len() as f64;
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        let errors = results.iter().filter(|(_, findings)| findings.iter().any(is_error)).count();
        let (at_least, asked) = family.asked();
        let sign = if at_least { "≥" } else { "≤" };
        let met = if at_least { share >= asked } else { share <= asked };
        let verdict = if met { "" } else { "  missed" };
        println!(
            "{:<12} {flagged:>5}/{:<5} {share:>6.1} % {errors:>8} {sign} {asked:>3} %{verdict}",
            format!("{family:?}"),
            results.len()
        );
        let (limit, wanted) = if at_least { (arguments.show_missed, 0) } else { (arguments.show_alarms, 1) };
        for (case, findings) in results.iter().filter(|(_, found)| found.len().min(1) == wanted).take(limit) {
            println!("    {}", case.text.chars().take(300).collect::<String>());
            for finding in findings.iter().take(3) {
                println!("        {} {}", finding.code, finding.message);
            }
        }
    }
}
