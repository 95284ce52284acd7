//! Definition: from a name to the sentence that defines it, from a value or claim to the sentences that speak of it,
//! from a citation to its source or note.
//! It must not rank: passages arrive best first.

use factmark_core::corpus::SourceId;
use factmark_core::facts::{self, Passage};
use factmark_core::text::Span;
use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position};

use super::cited::{Cited, cited_at};
use super::context::Context;
use super::convert::{Lines, uri_of};
use super::footnotes::Footnote;
use super::target::{Target, target_at};

/// How much worse than the best a passage may fit and still be a place to jump to.
const NEAR_BEST: f32 = 0.15;
/// Most places to choose from.
const MOST_PLACES: usize = 5;

pub(super) fn definition(context: &Context, position: Position) -> Option<GotoDefinitionResponse> {
    let profile = context.profile;
    let lines = context.lines();
    let offset = lines.offset(position);
    let (origin, passages) = match cited_at(context, offset) {
        Some((span, Cited::Note(note))) => return Some(to_note(context, span, &note)),
        Some((span, Cited::Source(source))) => (span, vec![of_source(context, offset, source)?]),
        None => passages(context, offset)?,
    };
    let origin = lines.range(origin);
    let links: Vec<LocationLink> = passages
        .into_iter()
        .filter_map(|passage| {
            let source = context.workspace.corpus.source(passage.source)?;
            let lines = Lines::new(&source.text, &source.lines, profile.encoding);
            Some(LocationLink {
                origin_selection_range: Some(origin),
                target_uri: uri_of(&source.path)?,
                target_range: lines.range(passage.sentence),
                target_selection_range: lines.range(within(passage.focus, passage.sentence)),
            })
        })
        .collect();
    if links.is_empty() {
        return None;
    }
    if profile.definition_links {
        return Some(GotoDefinitionResponse::Link(links));
    }
    let locations = links.into_iter().map(|link| Location::new(link.target_uri, link.target_selection_range));
    Some(GotoDefinitionResponse::Array(locations.collect()))
}

/// From the mark of a footnote to the note.
fn to_note(context: &Context, mark: Span, note: &Footnote) -> GotoDefinitionResponse {
    let (lines, uri) = (context.lines(), context.draft.uri.clone());
    let (origin, target) = (lines.range(mark), lines.range(note.span));
    if !context.profile.definition_links {
        return GotoDefinitionResponse::Array(vec![Location::new(uri, target)]);
    }
    GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(origin),
        target_uri: uri,
        target_range: target,
        target_selection_range: target,
    }])
}

/// What a cited source says to the sentence that cites it, else its first sentence.
fn of_source(context: &Context, offset: usize, source: SourceId) -> Option<Passage> {
    let mut said = context.passages(&context.reading(), offset).into_iter().map(|support| support.passage);
    let first = || {
        let sentence = context.workspace.corpus.source(source)?.analysis.sentences.first()?.span;
        Some(Passage { source, sentence, focus: sentence })
    };
    said.find(|passage| passage.source == source).or_else(first)
}

/// What the cursor is on, and where to go from there.
fn passages(context: &Context, offset: usize) -> Option<(Span, Vec<Passage>)> {
    let corpus = &context.workspace.corpus;
    let reading = context.reading();
    let origin = match target_at(&reading.analysis, offset) {
        Some(Target::Name(span, entity)) => {
            return Some((span, vec![facts::defining_sentence(corpus, entity)?]));
        }
        Some(Target::Value(span)) => span,
        None => reading.analysis.sentences.iter().map(|it| it.span).find(|span| span.touches(offset))?,
    };
    let supports = context.passages(&reading, offset);
    let best = supports.first()?.fit;
    let near = supports.iter().filter(|support| support.fit >= best - NEAR_BEST);
    let mut passages: Vec<Passage> = near.map(|support| support.passage).take(MOST_PLACES).collect();
    passages.dedup_by_key(|passage| (passage.source, passage.sentence));
    Some((origin, passages))
}

/// The protocol wants the selection inside the target.
fn within(focus: Span, sentence: Span) -> Span {
    if sentence.contains(focus) { focus } else { sentence }
}
