//! `factmark check`: checks drafts against the sources and reports what does not agree.
//! It must not know how a claim is judged.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use factmark_core::text::{LineIndex, Markup};
use factmark_formats::Document;
use rayon::prelude::*;

use super::opening::{self, SourceArguments};
use crate::baseline::{Baseline, Known};
use crate::report::{self, CheckReport, CheckedDraft, Style};
use crate::workspace::{Judged, Workspace};

/// Exit code where something could not be checked.
const COULD_NOT_CHECK: u8 = 2;

#[derive(Args)]
pub struct Check {
    /// Drafts to check (.md or .txt; `-` reads one from standard input); without any, every draft below this folder
    #[arg(value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    #[command(flatten)]
    sources: SourceArguments,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show conflicts that are less sure than a warning too, as hints
    #[arg(long)]
    hints: bool,
    /// Write what is found now into the baseline, so that from now on only new findings are shown
    #[arg(long)]
    write_baseline: bool,
    /// Show what the baseline knows too
    #[arg(long, conflicts_with = "write_baseline")]
    no_baseline: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the line of the draft with the source's sentence under it
    #[default]
    Text,
    /// For programs: one JSON object (SCHEMAS.md describes it)
    Json,
}

impl Check {
    /// 0: no finding at warning or above; 1: at least one; 2: something could not be checked.
    pub fn run(&self) -> ExitCode {
        let start = self.drafts.first().filter(|path| path.as_os_str() != "-");
        let mut workspace = opening::open(start.map(PathBuf::as_path), &self.sources);
        if self.hints {
            workspace.config.hints = Some(true);
        }
        if self.write_baseline || self.no_baseline {
            workspace.forget_baseline();
        }
        let mut problems = opening::problems(&workspace);
        let mut incomplete = opening::is_incomplete(&workspace);
        // On all processors; what is found comes back in the order of the drafts.
        let check = |path: PathBuf| {
            let document = read_draft(&path)?;
            Ok(check_draft(&workspace, path, document))
        };
        let checked: Vec<Result<CheckedDraft, String>> =
            self.paths(&workspace, &mut problems).into_par_iter().map(check).collect();
        let mut drafts = Vec::new();
        for draft in checked {
            match draft {
                Ok(draft) => drafts.push(draft),
                Err(problem) => {
                    incomplete = true;
                    problems.push(problem);
                }
            }
        }
        incomplete |= drafts.is_empty();
        if self.write_baseline {
            return write_baseline(&workspace, &drafts, &problems, incomplete);
        }
        let report = CheckReport { drafts, sources: workspace.corpus.sources(), problems };
        if let Err(error) = self.write(&report)
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            eprintln!("factmark: the report could not be written: {error}");
            return ExitCode::from(COULD_NOT_CHECK);
        }
        match (incomplete, report.has_warnings()) {
            (true, _) => ExitCode::from(COULD_NOT_CHECK),
            (false, true) => ExitCode::from(1),
            (false, false) => ExitCode::SUCCESS,
        }
    }

    fn write(&self, report: &CheckReport<'_>) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match self.format {
            Format::Json => report::write_json(&mut out, report)?,
            Format::Text => {
                let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
                report::write_terminal(&mut out, report, Style { colour })?;
            }
        }
        out.flush()
    }

    /// The drafts named, or all below the current folder that are no sources.
    fn paths(&self, workspace: &Workspace, problems: &mut Vec<String>) -> Vec<PathBuf> {
        if !self.drafts.is_empty() {
            return self.drafts.clone();
        }
        let mut found = Vec::new();
        for entry in ignore::WalkBuilder::new(".").sort_by_file_path(Path::cmp).build() {
            match entry {
                Ok(entry) => found.push(entry.into_path()),
                Err(error) => problems.push(format!("a folder could not be listed: {error}")),
            }
        }
        found.retain(|path| {
            path.is_file() && factmark_formats::markup_of(path).is_some() && !workspace.is_source(path)
        });
        if found.is_empty() {
            problems.push(
                "No draft was found below this folder. Name the draft: factmark check DRAFT.md".to_owned(),
            );
        }
        found.into_iter().map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)).collect()
    }
}

/// Replaces the baseline by what was found. A check that was not whole writes none: it would forget findings.
fn write_baseline(
    workspace: &Workspace,
    drafts: &[CheckedDraft],
    problems: &[String],
    incomplete: bool,
) -> ExitCode {
    for problem in problems {
        eprintln!("factmark: {problem}");
    }
    if incomplete {
        eprintln!("factmark: no baseline was written, since not everything could be checked.");
        return ExitCode::from(COULD_NOT_CHECK);
    }
    let known = |draft: &CheckedDraft| {
        draft.findings.iter().map(|finding| Known::of(finding, &draft.text)).collect::<Vec<_>>()
    };
    let baseline = Baseline::new(drafts.iter().flat_map(known));
    let path = workspace.baseline_path();
    if let Err(error) = baseline.write(&path) {
        eprintln!("factmark: {} could not be written: {error}", path.display());
        return ExitCode::from(COULD_NOT_CHECK);
    }
    let shown = path.strip_prefix(".").unwrap_or(&path);
    println!("{}: {} findings are known from now on.", shown.display(), baseline.len());
    ExitCode::SUCCESS
}

fn read_draft(path: &Path) -> Result<Document, String> {
    if path.as_os_str() != "-" {
        return factmark_formats::read(path).map_err(|unreadable| unreadable.to_string());
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input could not be read: {error}"))?;
    factmark_formats::from_bytes(&bytes, Markup::Markdown)
        .ok_or_else(|| "standard input is not text.".to_owned())
}

fn check_draft(workspace: &Workspace, path: PathBuf, document: Document) -> CheckedDraft {
    let Judged { findings, waived, known } = workspace.check(&document.text, document.markup);
    let lines = LineIndex::new(&document.text);
    CheckedDraft { path, lines, text: document.text, findings, waived, known }
}
