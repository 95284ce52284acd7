//! Reports: the same findings, written for a person or for a program. One file per output.
//! They must not decide anything: codes, severities and messages come from the core.

mod json;
mod terminal;

pub use json::{SCHEMA_VERSION, write_json};
pub use terminal::{Style, write_terminal};

use std::path::{Path, PathBuf};

use factmark_core::check::{Finding, Severity};
use factmark_core::corpus::{Source, SourceId};
use factmark_core::text::LineIndex;

/// One checked draft.
#[derive(Debug)]
pub struct CheckedDraft {
    /// As the user named it.
    pub path: PathBuf,
    pub text: String,
    pub lines: LineIndex,
    pub findings: Vec<Finding>,
    /// How many more are silenced by comments, and how many the baseline knows.
    pub waived: usize,
    pub known: usize,
}

/// Everything that a report shows.
#[derive(Debug)]
pub struct CheckReport<'c> {
    pub drafts: Vec<CheckedDraft>,
    pub sources: &'c [Source],
    /// What could not be read or understood, in plain words.
    pub problems: Vec<String>,
}

impl CheckReport<'_> {
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// Number of findings that comments silence, and of those that the baseline knows.
    pub fn silenced(&self) -> (usize, usize) {
        let sum = |of: fn(&CheckedDraft) -> usize| self.drafts.iter().map(of).sum();
        (sum(|draft| draft.waived), sum(|draft| draft.known))
    }

    /// Number of findings at `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.drafts
            .iter()
            .flat_map(|draft| &draft.findings)
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Whether anything was found that should stop a publication.
    pub fn has_warnings(&self) -> bool {
        self.count(Severity::Error) + self.count(Severity::Warning) > 0
    }
}

/// A path as a user would type it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
