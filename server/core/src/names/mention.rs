//! Finds where a text names entities, and settles which entity a shared short form means there.
//! It must not know how a lexicon is made.

use rustc_hash::FxHashMap;

use crate::names::automaton::Hit;
use crate::names::coreference;
use crate::names::{Binding, Definition, EntityId, Lexicon, Mention};
use crate::text::Span;

/// Confidence in a short form that several entities bear and that the text does not define.
const SHARED: f32 = 0.5;

/// What the first pass found in the text that is searched.
#[derive(Clone, Copy, Debug)]
pub struct Page<'t> {
    /// The masked text.
    pub prose: &'t str,
    /// Sentences in order, each with the number of its block.
    pub sentences: &'t [(Span, u32)],
    pub definitions: &'t [Definition],
}

/// All mentions of the lexicon's entities, named and bound, in order, without overlap. Linear in the length of the text.
pub fn mentions(page: Page<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let own = own_shorts(page, lexicon);
    let hits = lexicon.automaton().hits(page.prose);
    let mut starts = page.sentences.iter().map(|(span, _)| span.start).peekable();
    let mut named = Vec::with_capacity(hits.len());
    for hit in hits {
        while starts.peek().is_some_and(|start| *start < hit.span.start) {
            starts.next();
        }
        let first = starts.peek() == Some(&hit.span.start);
        if hit.ordinary && first {
            continue;
        }
        named.push(mention_of(page.prose, hit, lexicon, &own));
    }
    coreference::bind(page, lexicon, named)
}

/// The short forms of several bearers that this text defines, with the entity that it means.
fn own_shorts<'t>(page: Page<'t>, lexicon: &Lexicon) -> FxHashMap<&'t str, EntityId> {
    let mut own = FxHashMap::default();
    for definition in page.definitions {
        let short = singular(definition.short.of(page.prose));
        if lexicon.bearers(short).len() > 1
            && let Some(entity) = lexicon.defined(page.prose, definition)
        {
            own.insert(short, entity);
        }
    }
    own
}

fn mention_of(prose: &str, hit: Hit, lexicon: &Lexicon, own: &FxHashMap<&str, EntityId>) -> Mention {
    let mention =
        |entity, confidence| Mention { span: hit.span, entity, binding: Binding::Named, confidence };
    if !hit.short {
        return mention(hit.entity, 1.0);
    }
    let written = hit.span.of(prose);
    let bearers = match lexicon.bearers(written) {
        [] => lexicon.bearers(singular(written)),
        bearers => bearers,
    };
    if bearers.len() <= 1 {
        return mention(hit.entity, 1.0);
    }
    match own.get(singular(written)).filter(|entity| bearers.contains(entity)) {
        Some(entity) => mention(*entity, 1.0),
        None => mention(bearers.first().copied().unwrap_or(hit.entity), SHARED),
    }
}

/// "NGOs" without its plural.
fn singular(short: &str) -> &str {
    short.strip_suffix('s').unwrap_or(short)
}
