//! Findings for a program: one JSON object with a versioned schema.
//! It must not know how to check; offsets are bytes of the file's text, lines and columns count from 1.

use std::io::{self, Write};

use factmark_core::check::{Code, Evidence, Finding, Severity, Verdict};
use factmark_core::text::{LineIndex, Span};
use serde::Serialize;

use super::{CheckReport, CheckedDraft, shown};

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportOut<'r> {
    schema_version: u32,
    drafts: usize,
    sources: Vec<SourceOut<'r>>,
    summary: SummaryOut,
    findings: Vec<FindingOut<'r>>,
    problems: &'r [String],
}

#[derive(Serialize)]
struct SummaryOut {
    error: usize,
    warning: usize,
    information: usize,
    hint: usize,
    /// Silenced by comments in the drafts, and known from the baseline: not among the findings.
    waived: usize,
    known: usize,
}

#[derive(Serialize)]
struct SourceOut<'r> {
    path: String,
    title: Option<&'r str>,
    publisher: Option<&'r str>,
}

#[derive(Serialize)]
struct FindingOut<'r> {
    code: Code,
    severity: Severity,
    verdict: Verdict,
    path: String,
    span: SpanOut,
    message: &'r str,
    /// The sentence of the draft that makes the claim.
    claim: &'r str,
    evidence: Vec<EvidenceOut<'r>>,
    fixes: Vec<FixOut<'r>>,
}

#[derive(Serialize)]
struct EvidenceOut<'r> {
    /// Path of the source, or of the draft where it disagrees with itself.
    source: String,
    title: Option<&'r str>,
    /// The sentence, word for word.
    quote: &'r str,
    /// Where the sentence stands.
    span: SpanOut,
    /// One-based line of the words that matter.
    line: usize,
    /// The words in it that speak of the claim.
    focus: SpanOut,
}

#[derive(Serialize)]
struct FixOut<'r> {
    title: &'r str,
    span: SpanOut,
    replacement: &'r str,
}

/// Byte offsets (end excluded), with one-based lines and columns; columns count characters.
#[derive(Serialize)]
struct SpanOut {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl SpanOut {
    fn new(span: Span, text: &str, lines: &LineIndex) -> Self {
        let place = |offset: u32| {
            let line = lines.line(offset as usize);
            let before = text.get(lines.line_start(line)..offset as usize).unwrap_or("");
            (line + 1, before.chars().count() + 1)
        };
        let (line, column) = place(span.start);
        let (end_line, end_column) = place(span.end);
        SpanOut { start: span.start, end: span.end, line, column, end_line, end_column }
    }
}

/// Writes the report as one indented JSON object.
///
/// # Errors
/// Where writing to `out` fails.
pub fn write_json(out: &mut impl Write, report: &CheckReport<'_>) -> io::Result<()> {
    let findings = report
        .drafts
        .iter()
        .flat_map(|draft| draft.findings.iter().map(move |finding| finding_out(report, draft, finding)));
    let sources = report.sources.iter().map(|source| SourceOut {
        path: shown(&source.path),
        title: source.metadata.title.as_deref(),
        publisher: source.metadata.publisher.as_deref(),
    });
    let whole = ReportOut {
        schema_version: SCHEMA_VERSION,
        drafts: report.drafts.len(),
        sources: sources.collect(),
        summary: SummaryOut {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            information: report.count(Severity::Information),
            hint: report.count(Severity::Hint),
            waived: report.silenced().0,
            known: report.silenced().1,
        },
        findings: findings.collect(),
        problems: &report.problems,
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn finding_out<'r>(
    report: &'r CheckReport<'r>,
    draft: &'r CheckedDraft,
    finding: &'r Finding,
) -> FindingOut<'r> {
    let here = |span| SpanOut::new(span, &draft.text, &draft.lines);
    FindingOut {
        code: finding.code,
        severity: finding.severity,
        verdict: finding.verdict(),
        path: shown(&draft.path),
        span: here(finding.span),
        message: &finding.message,
        claim: finding.claim.of(&draft.text),
        evidence: finding
            .evidence
            .iter()
            .filter_map(|evidence| evidence_out(report, draft, evidence))
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| FixOut { title: &fix.title, span: here(fix.span), replacement: &fix.replacement })
            .collect(),
    }
}

fn evidence_out<'r>(
    report: &'r CheckReport<'r>,
    draft: &'r CheckedDraft,
    evidence: &Evidence,
) -> Option<EvidenceOut<'r>> {
    let (source, title, text, lines) = match evidence.source {
        Some(id) => {
            let source = report.source(id)?;
            (shown(&source.path), source.metadata.title.as_deref(), &*source.text, &source.lines)
        }
        None => (shown(&draft.path), None, draft.text.as_str(), &draft.lines),
    };
    Some(EvidenceOut {
        source,
        title,
        quote: evidence.sentence.of(text),
        span: SpanOut::new(evidence.sentence, text, lines),
        line: lines.line(evidence.focus.start as usize) + 1,
        focus: SpanOut::new(evidence.focus, text, lines),
    })
}
