//! What stands under the cursor: a value or a name. The most specific thing wins.
//! It must not know what is done with it.

use factmark_core::analysis::Analysis;
use factmark_core::facts;
use factmark_core::names::EntityId;
use factmark_core::text::Span;

/// The thing under the cursor with the bytes that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Value(Span),
    Name(Span, EntityId),
}

/// The value or name at byte `offset`. A cursor right behind the last letter still counts, unless the next thing
/// begins there.
pub(super) fn target_at(analysis: &Analysis, offset: usize) -> Option<Target> {
    let value = || {
        let values = analysis.values.iter().map(|value| value.span);
        best(values, offset).map(|(span, inside)| (Target::Value(span), inside))
    };
    let name = || {
        let entity = facts::entity_at(analysis, offset)?;
        let mentions = analysis.mentions.iter().filter(|mention| mention.entity == entity);
        best(mentions.map(|mention| mention.span), offset)
            .map(|(span, inside)| (Target::Name(span, entity), inside))
    };
    match (value(), name()) {
        (Some((value, true)), _) => Some(value),
        (_, Some((name, true))) => Some(name),
        (Some((target, _)), _) | (None, Some((target, _))) => Some(target),
        (None, None) => None,
    }
}

/// The span that touches `offset`, one that holds it before one that ends there, the longest first.
fn best(spans: impl Iterator<Item = Span>, offset: usize) -> Option<(Span, bool)> {
    let inside = |span: Span| span.touches(offset) && offset < span.end as usize;
    spans
        .filter(|span| span.touches(offset))
        .map(|span| (span, inside(span)))
        .max_by_key(|(span, inside)| (*inside, span.len()))
}
