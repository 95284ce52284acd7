//! The baseline: findings that a project has looked at and lives with, in a file that is committed with the drafts.
//! It must not know how a finding is made, nor that an editor exists.
//!
//! A finding is known again by its code, its value and the words of its sentence, not by its line: text may move, and a
//! sentence that is changed is looked at anew.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use factmark_core::check::{Finding, Mark};
use serde::{Deserialize, Serialize};

/// Name of the file at the root of the workspace, where the settings name no other.
pub const FILE_NAME: &str = "factmark-baseline.json";

/// Raised when a field changes its meaning.
const SCHEMA_VERSION: u32 = 1;

/// One finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    code: String,
    /// What was underlined.
    value: String,
    /// The sentence, with single spaces.
    claim: String,
}

impl Known {
    pub fn of(finding: &Finding, text: &str) -> Known {
        Known::marked(finding.mark(), text)
    }

    fn marked(finding: Mark, text: &str) -> Known {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Known {
            code: finding.code.to_string(),
            value: plain(finding.span.of(text)),
            claim: plain(finding.claim.of(text)),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeSet<Known>);

#[derive(Serialize, Deserialize)]
struct File {
    schema_version: u32,
    findings: BTreeSet<Known>,
}

impl Baseline {
    pub fn new(findings: impl IntoIterator<Item = Known>) -> Baseline {
        Baseline(findings.into_iter().collect())
    }

    /// Number of findings that differ.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn holds(&self, finding: Mark, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&Known::marked(finding, text))
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// The one-based line where it is known, and what is wrong: not readable, not JSON of this form, or of a later version.
    pub fn read(path: &Path) -> Result<Baseline, (Option<usize>, String)> {
        let text =
            std::fs::read_to_string(path).map_err(|error| (None, format!("cannot be read: {error}")))?;
        let file: File = serde_json::from_str(&text)
            .map_err(|error| (Some(error.line()), format!("is no baseline: {error}")))?;
        if file.schema_version != SCHEMA_VERSION {
            let message =
                format!("has the version {}, this program reads {SCHEMA_VERSION}", file.schema_version);
            return Err((None, message));
        }
        Ok(Baseline(file.findings))
    }

    /// Writes the file whole or not at all.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        let whole = File { schema_version: SCHEMA_VERSION, findings: self.0.clone() };
        serde_json::to_writer_pretty(&mut file, &whole)?;
        writeln!(file)?;
        file.persist(path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use factmark_core::check::{Code, Severity};
    use factmark_core::text::Span;

    use super::*;

    fn finding(text: &str, value: &str) -> Finding {
        let at = text.find(value).unwrap();
        Finding {
            code: Code(2),
            severity: Severity::Error,
            span: Span::new(at, at + value.len()),
            claim: Span::new(0, text.trim_end().len()),
            message: String::new(),
            evidence: Vec::new(),
            fixes: Vec::new(),
        }
    }

    #[test]
    fn a_known_finding_is_known_again_wherever_its_lines_break() {
        let text = "The fund has worked here since 1993.";
        let baseline = Baseline::new([Known::of(&finding(text, "1993"), text)]);
        let wrapped = "The fund has worked\n  here since 1993.";
        assert!(baseline.holds(finding(wrapped, "1993").mark(), wrapped));
        for changed in ["The fund has worked here since 1995.", "The fund worked here since 1993."] {
            let value = if changed.contains("1995") { "1995" } else { "1993" };
            assert!(!baseline.holds(finding(changed, value).mark(), changed), "{changed}");
        }
    }

    #[test]
    fn what_is_written_is_read_and_anything_else_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let text = "The fund has worked here since 1993.";
        let baseline = Baseline::new([Known::of(&finding(text, "1993"), text)]);
        baseline.write(&path).unwrap();
        assert_eq!(Baseline::read(&path), Ok(baseline));
        for (text, line) in
            [("{", Some(1)), ("{\"schema_version\": 9, \"findings\": []}", None), ("[]", Some(1))]
        {
            std::fs::write(&path, text).unwrap();
            assert_eq!(Baseline::read(&path).map_err(|(line, _)| line), Err(line), "{text}");
        }
        assert!(Baseline::read(&folder.path().join("none")).is_err());
    }
}
