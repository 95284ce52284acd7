//! Findings for a person at a terminal, in the manner of rustc: the draft's line with the span underlined,
//! the source's sentence under it, then the fix. It must not know how to check.

use std::borrow::Cow;
use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use factmark_core::check::{Evidence, Finding, Severity};
use factmark_core::text::{LineIndex, Span};

use super::{CheckReport, CheckedDraft, shown};

/// How a report looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Colours, for a terminal that shows them.
    pub colour: bool,
}

/// Longest line shown as it stands, in characters; the sentence alone is shown of a longer one.
const LINE: usize = 140;
/// Where a sentence shown by itself is wrapped, in characters.
const WRAP: usize = 96;

/// Writes every finding, then the problems met, then one line that sums up.
///
/// # Errors
/// Where writing to `out` fails.
pub fn write_terminal(out: &mut impl Write, report: &CheckReport<'_>, style: Style) -> io::Result<()> {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(WRAP + 44);
    for draft in &report.drafts {
        for finding in &draft.findings {
            writeln!(out, "{}\n", renderer.render(&groups(report, draft, finding)))?;
        }
    }
    for problem in &report.problems {
        writeln!(out, "{}\n", renderer.render(&[Group::with_title(Level::WARNING.primary_title(problem))]))?;
    }
    writeln!(out, "{}", summary(report))
}

/// "7 findings in 1 draft (6 errors, 1 warning), checked against 2 sources."
fn summary(report: &CheckReport<'_>) -> String {
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let found: usize = report.drafts.iter().map(|draft| draft.findings.len()).sum();
    let kinds: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Information, "remark"),
        (Severity::Hint, "hint"),
    ]
    .into_iter()
    .map(|(severity, noun)| (report.count(severity), noun))
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| plural(count, noun))
    .collect();
    let drafts = plural(report.drafts.len(), "draft");
    let against = format!("checked against {}", plural(report.sources.len(), "source"));
    let silenced = match report.silenced() {
        (0, 0) => String::new(),
        (waived, 0) => format!(" Not shown: {waived} that comments silence."),
        (0, known) => format!(" Not shown: {known} that the baseline knows."),
        (waived, known) => {
            format!(" Not shown: {waived} that comments silence, {known} that the baseline knows.")
        }
    };
    if found == 0 {
        return format!("No conflict found in {drafts}, {against}.{silenced}");
    }
    format!("{} in {drafts} ({}), {against}.{silenced}", plural(found, "finding"), kinds.join(", "))
}

fn groups<'r>(report: &'r CheckReport<'r>, draft: &'r CheckedDraft, finding: &'r Finding) -> Vec<Group<'r>> {
    let title = level(finding.severity).primary_title(&finding.message).id(finding.code.to_string());
    let mut groups = draft_passage(draft, finding.claim, finding.span).groups(Group::with_title(title));
    for evidence in finding.evidence.iter().filter(|evidence| !evidence.is_claim(finding)) {
        if let Some((title, passage)) = evidence_passage(report, draft, evidence) {
            groups.extend(passage.groups(Group::with_title(Level::NOTE.secondary_title(title))));
        }
    }
    for fix in &finding.fixes {
        groups.push(Group::with_title(Level::HELP.secondary_title(&fix.title)));
    }
    groups
}

fn draft_passage(draft: &CheckedDraft, sentence: Span, focus: Span) -> Passage<'_> {
    Passage { path: shown(&draft.path), text: &draft.text, lines: &draft.lines, sentence, focus }
}

/// What introduces the evidence, and where it stands.
fn evidence_passage<'r>(
    report: &'r CheckReport<'r>,
    draft: &'r CheckedDraft,
    evidence: &Evidence,
) -> Option<(String, Passage<'r>)> {
    let Evidence { sentence, focus, .. } = *evidence;
    let Some(id) = evidence.source else {
        return Some(("elsewhere the draft says:".to_owned(), draft_passage(draft, sentence, focus)));
    };
    let source = report.source(id)?;
    let publisher = source.metadata.publisher.as_ref().map(|name| format!(", {name},")).unwrap_or_default();
    let title = format!("the source \u{201c}{}\u{201d}{publisher} says:", source.display_name());
    let path = shown(&source.path);
    Some((title, Passage { path, text: &source.text, lines: &source.lines, sentence, focus }))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::INFO.with_name("hint"),
    }
}

/// A sentence of a file with the words in it that matter.
struct Passage<'r> {
    path: String,
    text: &'r str,
    lines: &'r LineIndex,
    sentence: Span,
    focus: Span,
}

impl<'r> Passage<'r> {
    /// `titled` with the passage under it: the lines as they stand, or of very long lines the sentence alone, wrapped.
    fn groups(self, titled: Group<'r>) -> Vec<Group<'r>> {
        let first = self.lines.line(self.focus.start as usize);
        let last = self.lines.line(self.focus.end as usize);
        let whole = Span::new(self.lines.line_start(first), self.lines.line_start(last + 1));
        let lines = whole.of(self.text).trim_end();
        if lines.lines().all(|line| line.chars().count() <= LINE) {
            let snippet = Snippet::source(lines).line_start(first + 1).path(self.path);
            return vec![titled.element(snippet.annotation(mark(self.focus, whole.start)))];
        }
        let column = text_before(self.text, whole.start, self.focus.start).chars().count() + 1;
        let sentence = self.sentence.cover(self.focus);
        let origin = Origin::path(self.path).line(first + 1).char_column(column);
        let snippet = Snippet::source(wrap(sentence.of(self.text))).line_numbering(false).fold(false);
        // In one group the renderer would take the wrapped sentence for a second file.
        vec![
            titled.element(origin),
            Group::with_level(Level::NOTE).element(snippet.annotation(mark(self.focus, sentence.start))),
        ]
    }
}

fn text_before(text: &str, from: u32, to: u32) -> &str {
    text.get(from as usize..to as usize).unwrap_or("")
}

fn mark<'r>(focus: Span, base: u32) -> Annotation<'r> {
    let at = |offset: u32| offset.saturating_sub(base) as usize;
    AnnotationKind::Primary.span(at(focus.start)..at(focus.end))
}

/// Breaks a long line at spaces, byte for byte, so that offsets stay right.
fn wrap(line: &str) -> Cow<'_, str> {
    if line.chars().count() <= WRAP {
        return Cow::Borrowed(line);
    }
    let mut wrapped = String::with_capacity(line.len());
    let mut width = 0;
    for word in line.split_inclusive([' ', '\n']) {
        let letters = word.chars().count();
        if width + letters > WRAP && wrapped.ends_with(' ') {
            wrapped.pop();
            wrapped.push('\n');
            width = 0;
        }
        wrapped.push_str(word);
        width = if word.ends_with('\n') { 0 } else { width + letters };
    }
    Cow::Owned(wrapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_every_byte_in_its_place() {
        let line = "word ".repeat(60);
        let wrapped = wrap(&line);
        assert_eq!(wrapped.len(), line.len());
        assert_eq!(wrapped.replace('\n', " "), line);
        assert!(wrapped.lines().all(|line| line.len() <= WRAP));
    }
}
