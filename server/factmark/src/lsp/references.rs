//! References and highlights: every place that speaks of the entity under the cursor, in sources and open drafts.
//! It must not decide what is a mention.

use std::collections::BTreeMap;

use factmark_core::corpus::SourceId;
use factmark_core::facts;
use factmark_core::names::EntityId;
use factmark_core::text::Span;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, Location, Position};

use super::context::Context;
use super::convert::{Lines, uri_of};
use super::draft::Draft;
use super::target::{Target, target_at};

/// All mentions of the name at `position`; without `declaration` the sentence that a jump to the definition shows is
/// left out.
pub(super) fn references(context: &Context, position: Position, declaration: bool) -> Option<Vec<Location>> {
    let entity = entity_at(context, position)?;
    let mut locations = in_sources(context, entity, declaration);
    for draft in context.drafts.values() {
        // A source that is open is listed among the sources already.
        if !draft.is_source(&context.workspace) {
            let lines = draft.lines(context.profile.encoding);
            let spans = spans_in(context, draft, entity);
            locations
                .extend(spans.into_iter().map(|span| Location::new(draft.uri.clone(), lines.range(span))));
        }
    }
    Some(locations)
}

/// The mentions in the same document.
pub(super) fn highlights(context: &Context, position: Position) -> Option<Vec<DocumentHighlight>> {
    let entity = entity_at(context, position)?;
    let lines = context.lines();
    let highlight =
        |span| DocumentHighlight { range: lines.range(span), kind: Some(DocumentHighlightKind::TEXT) };
    Some(spans_in(context, &context.draft, entity).into_iter().map(highlight).collect())
}

fn entity_at(context: &Context, position: Position) -> Option<EntityId> {
    let offset = context.lines().offset(position);
    match target_at(&context.reading().analysis, offset)? {
        Target::Name(_, entity) => Some(entity),
        Target::Value(_) => None,
    }
}

fn spans_in(context: &Context, draft: &Draft, entity: EntityId) -> Vec<Span> {
    let reading = draft.reading(&context.workspace);
    let mentions = reading.analysis.mentions.iter().filter(|mention| mention.entity == entity);
    mentions.map(|mention| mention.span).collect()
}

fn in_sources(context: &Context, entity: EntityId, declaration: bool) -> Vec<Location> {
    let corpus = &context.workspace.corpus;
    let defining = facts::defining_sentence(corpus, entity).filter(|_| !declaration);
    let mut by_source: BTreeMap<SourceId, Vec<Span>> = BTreeMap::new();
    for occurrence in facts::mentions(corpus, entity) {
        if defining != Some(occurrence.passage) {
            by_source.entry(occurrence.passage.source).or_default().push(occurrence.passage.focus);
        }
    }
    let mut locations = Vec::new();
    for (source, spans) in by_source {
        let Some(source) = corpus.source(source) else { continue };
        let Some(uri) = uri_of(&source.path) else { continue };
        let lines = Lines::new(&source.text, &source.lines, context.profile.encoding);
        locations.extend(spans.into_iter().map(|span| Location::new(uri.clone(), lines.range(span))));
    }
    locations
}
