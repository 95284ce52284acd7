//! The fact sheet: what the sources say about one entity, value or claim, for hovers, panels and the command line.
//! It must not know Markdown, LSP or terminals.

mod excerpt;
mod passages;
mod rank;

use serde::Serialize;

use crate::corpus::{Corpus, SourceId};
use crate::names::{Binding, EntityId, EntityKind};
use crate::text::{Markup, Span};
use crate::values::Kind;

pub use passages::{Support, entity_at, passages_at, passages_of_draft};

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Passage {
    pub source: SourceId,
    /// The sentence, in bytes of the source's text.
    pub sentence: Span,
    /// What in it is meant: a value, a name, a definition.
    pub focus: Span,
}

/// One place where a source speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occurrence {
    pub passage: Passage,
    pub binding: Binding,
}

/// One thing that a source says of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    pub passage: Passage,
    /// The part of the sentence that tells the fact, in bytes of the source's text; it holds `passage.focus`, the value
    /// to be set in bold. Single line breaks inside are the source's own.
    pub excerpt: Span,
    /// Kind of the value; `None` for a sentence without values.
    pub kind: Option<Kind>,
    /// Who says it, where the sentence names a speaker; in bytes of the source's text.
    pub speaker: Option<Span>,
    /// The day that the figure describes, as the sentence or the source's metadata states it.
    pub as_of: Option<jiff::civil::Date>,
    /// Another source, or another sentence, states another value for the same.
    pub contested: bool,
    /// Where else the same is said, or what else is said where `contested`.
    pub others: Vec<Passage>,
}

impl Fact {
    /// The excerpt before, in and after the value, on one line; an ellipsis marks where the sentence was cut.
    pub fn wording(&self, corpus: &Corpus) -> Option<[String; 3]> {
        let text = &corpus.source(self.passage.source)?.text;
        let (focus, sentence) = (self.passage.focus, self.passage.sentence);
        let one_line =
            |start: u32, end: u32| Span { start, end: end.max(start) }.of(text).replace(['\r', '\n'], " ");
        let mut before = one_line(self.excerpt.start, focus.start);
        let mut after = one_line(focus.end, self.excerpt.end);
        if self.excerpt.start > sentence.start {
            before.insert_str(0, "… ");
        }
        if self.excerpt.end < sentence.end {
            after.push_str(" …");
        }
        Some([before, one_line(focus.start, focus.end), after])
    }
}

/// What the sources say about one entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactSheet {
    pub entity: EntityId,
    pub canonical: String,
    /// Every other way in which it is written, short forms first.
    pub aliases: Vec<String>,
    pub kind: EntityKind,
    pub definition: Option<Passage>,
    /// How often each source speaks of it, in the order of the sources; sources that don't are left out.
    pub mentions: Vec<(SourceId, usize)>,
    /// At most six, contested ones first, then the most telling.
    pub facts: Vec<Fact>,
}

/// Facts that a sheet shows at most.
pub const MAX_FACTS: usize = 6;

/// The sheet of an entity; `None` where the corpus does not know the id.
pub fn fact_sheet(corpus: &Corpus, entity: EntityId) -> Option<FactSheet> {
    let known = corpus.lexicon().get(entity)?;
    let mut aliases = known.short_forms.clone();
    aliases.extend(known.aliases.iter().filter(|alias| !known.short_forms.contains(alias)).cloned());
    aliases.retain(|alias| *alias != known.canonical);
    Some(FactSheet {
        entity,
        canonical: known.canonical.clone(),
        aliases,
        kind: known.kind,
        definition: defining_sentence(corpus, entity),
        mentions: mention_counts(corpus, entity),
        facts: rank::facts_of(corpus, entity, MAX_FACTS),
    })
}

/// Entities that a name, as a person would type it, may mean: those that a text of nothing but the name mentions, else
/// those that have a name of the same letters in any case.
pub fn entities_named(corpus: &Corpus, name: &str) -> Vec<EntityId> {
    let analysis = corpus.analyse(name, Markup::Plain);
    if !analysis.mentions.is_empty() {
        return analysis.mentions.iter().map(|mention| mention.entity).collect();
    }
    let folded = name.to_lowercase();
    let entities = (0u32..).map(EntityId).zip(&corpus.lexicon().entities);
    entities
        .filter(|(_, entity)| {
            let names = std::iter::once(&entity.canonical).chain(&entity.aliases).chain(&entity.short_forms);
            names.into_iter().any(|name| name.to_lowercase() == folded)
        })
        .map(|(id, _)| id)
        .collect()
}

fn mention_counts(corpus: &Corpus, entity: EntityId) -> Vec<(SourceId, usize)> {
    let mut counts: Vec<(SourceId, usize)> = Vec::new();
    for occurrence in mentions(corpus, entity) {
        let source = occurrence.passage.source;
        match counts.last_mut() {
            Some((last, count)) if *last == source => *count += 1,
            _ => counts.push((source, 1)),
        }
    }
    counts
}

/// Every mention of an entity in the sources, named or bound, in the order of the corpus.
pub fn mentions(corpus: &Corpus, entity: EntityId) -> Vec<Occurrence> {
    let mut out = Vec::new();
    for at in corpus.index().with_entity(entity) {
        let Some((source, claim)) = corpus.claim(at) else { continue };
        let range = claim.mentions.start as usize..claim.mentions.end as usize;
        let found = source.analysis.mentions.get(range).unwrap_or(&[]).iter().filter(|m| m.entity == entity);
        out.extend(found.map(|mention| Occurrence {
            passage: Passage { source: at.source, sentence: claim.span, focus: mention.span },
            binding: mention.binding,
        }));
    }
    out
}

/// The sentence that gives an entity its short form, else the first that names it in full, else the first that names it.
pub fn defining_sentence(corpus: &Corpus, entity: EntityId) -> Option<Passage> {
    let known = corpus.lexicon().get(entity)?;
    let named: Vec<Occurrence> = mentions(corpus, entity)
        .into_iter()
        .filter(|occurrence| occurrence.binding == Binding::Named)
        .collect();
    let defining = named.iter().find(|occurrence| stands_in_definition(corpus, occurrence.passage));
    let in_full = || named.iter().find(|occurrence| written(corpus, occurrence.passage) == known.canonical);
    let passage = defining.or_else(in_full).or_else(|| named.first())?.passage;
    Some(passage)
}

fn written(corpus: &Corpus, passage: Passage) -> &str {
    corpus.source(passage.source).map_or("", |source| passage.focus.of(&source.text))
}

fn stands_in_definition(corpus: &Corpus, passage: Passage) -> bool {
    let Some(source) = corpus.source(passage.source) else { return false };
    source.analysis.definitions.iter().any(|definition| definition.long.overlaps(passage.focus))
}
