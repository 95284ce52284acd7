//! `factmark/claims`: what a draft claims, value by value, with the verdict and the passages it rests on.
//! It must not judge: findings and passages arrive with their verdicts.

use factmark_core::analysis::Reading;
use factmark_core::check::{Finding, Severity, Verdict};
use factmark_core::facts::{Passage, Support};
use factmark_core::text::Span;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier, Url};

use super::checking::{findings_and_passages, findings_at};
use super::context::Context;
use super::convert::Lines;
use super::shapes::{Figure, PassageShape, Reader, spaced};

/// Passages given for one claim.
const MOST_PASSAGES: usize = 4;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClaimsParams {
    pub(super) text_document: TextDocumentIdentifier,
}

#[derive(Debug, Serialize)]
pub(super) struct Claims {
    uri: Url,
    version: i32,
    /// In order of their place.
    claims: Vec<Claim>,
}

/// One value, or one name that a finding is about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Claim {
    range: Range,
    sentence_range: Range,
    /// The words of the range, and of the sentence on one line.
    value: String,
    sentence: String,
    verdict: Verdict,
    figure: Option<Figure>,
    finding: Option<FindingShape>,
    /// Best first; empty for a claim that no source speaks of.
    evidence: Vec<Evidence>,
}

#[derive(Debug, Serialize)]
struct FindingShape {
    code: String,
    severity: Severity,
    message: String,
}

#[derive(Debug, Serialize)]
struct Evidence {
    verdict: Verdict,
    passage: PassageShape,
}

/// The claims of the draft; `None` for a source.
pub(super) fn claims(context: &Context) -> Option<Claims> {
    if context.draft.is_source(&context.workspace) {
        return None;
    }
    let reading = context.reading();
    let lines = context.lines();
    let make = |span, finding: Option<&Finding>, supports: &[Support]| {
        claim(context, &reading, &lines, span, finding, supports)
    };
    Some(Claims {
        uri: context.draft.uri.clone(),
        version: context.draft.version,
        claims: each_claim(context, &reading, make)?,
    })
}

/// Every claim of the draft in order of its place, as `make` takes it from its span, its finding and its passages.
/// `None` for a source.
pub(super) fn each_claim<T>(
    context: &Context,
    reading: &Reading,
    mut make: impl FnMut(Span, Option<&Finding>, &[Support]) -> T,
) -> Option<Vec<T>> {
    let (findings, supports) = findings_and_passages(context)?;
    let mut claims = Vec::new();
    let mut told = vec![false; findings.len()];
    // How far the findings reach up to each one: both lists are in order, and a draft may hold thousands of each.
    let reach: Vec<u32> = findings
        .iter()
        .scan(0, |reach: &mut u32, finding| {
            *reach = finding.span.end.max(*reach);
            Some(*reach)
        })
        .collect();
    let first_at = |span: Span| {
        let at = reach.partition_point(|reach| *reach <= span.start);
        findings.get(at).filter(|finding| finding.span.overlaps(span)).map(|_| at)
    };
    for (value, supports) in supports {
        let Some(value) = reading.analysis.values.get(value as usize) else { continue };
        let found = first_at(value.span);
        if let Some(told) = found.and_then(|at| told.get_mut(at)) {
            *told = true;
        }
        let finding = found.and_then(|at| findings.get(at));
        claims.push((value.span, make(value.span, finding, &supports)));
    }
    for (finding, _) in findings.iter().zip(told).filter(|(_, told)| !told) {
        claims.push((finding.span, make(finding.span, Some(finding), &[])));
    }
    claims.sort_by_key(|(span, _)| *span);
    Some(claims.into_iter().map(|(_, claim)| claim).collect())
}

/// The claim that the value or finding at byte `offset` makes, if one stands there.
pub(super) fn claim_at(context: &Context, reading: &Reading, offset: usize) -> Option<Claim> {
    // What a source says is compared with the others, but never found fault with.
    let is_source = context.draft.is_source(&context.workspace);
    let findings =
        if is_source { Vec::new() } else { findings_at(context, reading, Span::new(offset, offset)) };
    let finding = findings.iter().find(|finding| finding.span.touches(offset));
    let value = reading.analysis.values.iter().find(|value| value.span.touches(offset));
    let span = value.map(|value| value.span).or(finding.map(|finding| finding.span))?;
    let supports = if value.is_some() { context.passages(reading, offset) } else { Vec::new() };
    Some(claim(context, reading, &context.lines(), span, finding, &supports))
}

fn claim(
    context: &Context,
    reading: &Reading,
    lines: &Lines<'_>,
    span: Span,
    finding: Option<&Finding>,
    supports: &[Support],
) -> Claim {
    let text = context.draft.text();
    // Both lists are in order of the text; a draft may hold thousands of each.
    let sentences = &reading.analysis.sentences;
    let sentence = sentences.get(sentences.partition_point(|it| it.span.end <= span.start)).map(|it| it.span);
    let sentence = finding.map(|finding| finding.claim).or(sentence).unwrap_or(span);
    let values = &reading.analysis.values;
    let value = values.get(values.partition_point(|value| value.span.start < span.start));
    let value = value.filter(|value| value.span == span);
    Claim {
        range: lines.range(span),
        sentence_range: lines.range(sentence),
        value: spaced(closed(text, span)),
        sentence: spaced(sentence.of(text)),
        verdict: verdict(finding, supports),
        figure: value.map(Figure::of),
        finding: finding.map(|finding| FindingShape {
            code: finding.code.to_string(),
            severity: finding.severity,
            message: finding.message.clone(),
        }),
        evidence: evidence(context, finding, supports),
    }
}

/// The words of the claim, with the bracket behind them that closes one in them.
fn closed(text: &str, span: Span) -> &str {
    let words = span.of(text);
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let open = words.matches('(').count() > words.matches(')').count() && rest.starts_with(')');
    if open { text.get(span.start as usize..=span.end as usize).unwrap_or(words) } else { words }
}

/// What the panels call the claim. Where passages differ and checking still kept silent, so do they.
pub(super) fn verdict(finding: Option<&Finding>, supports: &[Support]) -> Verdict {
    let says = |verdict: Verdict| supports.iter().any(|support| support.verdict == verdict);
    if finding.is_some_and(|finding| finding.code.is_dispute()) {
        return Verdict::Contested;
    }
    let found = finding.is_some_and(|finding| finding.severity >= Severity::Warning);
    match (found, says(Verdict::Supported), says(Verdict::Conflict)) {
        (true, true, _) | (false, true, true) => Verdict::Contested,
        (true, false, _) => Verdict::Conflict,
        (false, true, false) => Verdict::Supported,
        (false, false, true) => Verdict::None,
        (false, false, false) if supports.is_empty() && finding.is_none() => Verdict::Unsourced,
        (false, false, false) => Verdict::None,
    }
}

/// What the finding rests on, then what else the sources say, each sentence once.
fn evidence(context: &Context, finding: Option<&Finding>, supports: &[Support]) -> Vec<Evidence> {
    let passages = finding.into_iter().flat_map(|finding| finding.evidence.iter().enumerate());
    let of_finding = passages.filter_map(|(number, evidence)| {
        let source = evidence.source?;
        // Of a dispute the first passage is the draft's side.
        let with = number == 0 && finding.is_some_and(|finding| finding.code.is_dispute());
        let verdict = if with { Verdict::Supported } else { Verdict::Conflict };
        Some((verdict, Passage { source, sentence: evidence.sentence, focus: evidence.focus }))
    });
    let of_sources = supports.iter().map(|support| (support.verdict, support.passage));
    let mut seen = Vec::new();
    let reader = Reader::of(context);
    of_finding
        .chain(of_sources)
        .filter(|(_, passage)| {
            let place = (passage.source, passage.sentence);
            let fresh = !seen.contains(&place);
            seen.push(place);
            fresh
        })
        .take(MOST_PASSAGES)
        .filter_map(|(verdict, passage)| {
            let passage = PassageShape::of(&reader, passage, passage.sentence)?;
            Some(Evidence { verdict, passage })
        })
        .collect()
}
