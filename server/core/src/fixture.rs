//! Annotated texts for tests: sources and a draft in one string, carets under what must be found.
//! It must not know rules: it only compares what is drawn with what is found.
//!
//! ```text
//! --- source government.txt
//! The UNHCR has been operating in Azerbaijan since 1992.
//! --- draft
//! UNHCR has been operating in Azerbaijan since 1993.
//!                                              ^^^^ F002
//! ```
//! A line of carets belongs to the line above it; columns are characters. A draft without carets must be silent.

use crate::check::{Finding, Options, check};
use crate::corpus::{Corpus, SourceDocument};
use crate::text::Markup;

/// The parts of an annotated text.
#[derive(Debug, Default)]
pub(crate) struct Fixture {
    pub(crate) sources: Vec<SourceDocument>,
    pub(crate) draft: String,
    /// Start and end in bytes of the draft, and the code.
    pub(crate) expected: Vec<(usize, usize, String)>,
}

pub(crate) fn parse(annotated: &str) -> Fixture {
    let mut fixture = Fixture::default();
    let mut source: Option<(String, String)> = None;
    let mut last_line = 0;
    for line in annotated.split_inclusive('\n') {
        if let Some(heading) = line.strip_prefix("--- ") {
            finish(&mut fixture, source.take());
            source = heading.trim().strip_prefix("source ").map(|name| (name.to_owned(), String::new()));
        } else if let Some((_, text)) = &mut source {
            text.push_str(line);
        } else if let Some(mark) = carets(line, fixture.draft.get(last_line..).unwrap_or("")) {
            fixture.expected.push((last_line + mark.0, last_line + mark.1, mark.2));
        } else {
            last_line = fixture.draft.len();
            fixture.draft.push_str(line);
        }
    }
    finish(&mut fixture, source);
    fixture
}

fn finish(fixture: &mut Fixture, source: Option<(String, String)>) {
    if let Some((name, text)) = source {
        fixture.sources.push(SourceDocument::plain(name, text));
    }
}

/// Bytes of `above` over the carets, and the code behind them; `None` for a line of the draft itself.
fn carets(line: &str, above: &str) -> Option<(usize, usize, String)> {
    let (marks, code) = line.trim_end().rsplit_once(' ')?;
    if !marks.trim_start().starts_with('^') || !marks.trim().chars().all(|c| c == '^') {
        return None;
    }
    let byte = |column: usize| above.char_indices().nth(column).map_or(above.len(), |(at, _)| at);
    let first = marks.find('^')?;
    Some((byte(first), byte(marks.len()), code.to_owned()))
}

/// Findings of the draft against its sources.
pub(crate) fn findings_of(fixture: &Fixture) -> Vec<Finding> {
    let corpus = Corpus::build(fixture.sources.clone(), Vec::new());
    let analysis = corpus.analyse(&fixture.draft, Markup::Markdown);
    check(&fixture.draft, &analysis, &corpus, &Options::default())
}

/// Fails unless the draft's findings are exactly those that are drawn.
pub(crate) fn check_fixture(annotated: &str) {
    let fixture = parse(annotated);
    let findings = findings_of(&fixture);
    let found: Vec<(usize, usize, String)> =
        findings.iter().map(|f| (f.span.start as usize, f.span.end as usize, f.code.to_string())).collect();
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, fixture.expected, "in {annotated:?}\nmessages: {messages:#?}");
    for finding in &findings {
        assert!(!finding.evidence.is_empty(), "no finding without its passage: {}", finding.message);
    }
}
