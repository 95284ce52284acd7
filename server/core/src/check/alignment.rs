//! Source sentences that speak of what a draft sentence speaks of, best first.
//! It must not know rules, nor which of the two is right.

use crate::check::{Draft, Evidence};
use crate::claims::{Claim, Stem};
use crate::corpus::{KindSet, Query, SentenceRef, Source};
use crate::names::{EntityId, Mention};
use crate::text::Span;
use crate::values::{Value, relate};

/// Source sentences that one draft sentence is laid beside at most.
const CANDIDATES: usize = 8;
/// A sentence that holds less of the draft's is not worth a look.
const LEAST: f32 = 0.4;
/// What a word weighs that every sentence has.
const BASE: f32 = 0.25;

/// A source sentence beside the draft's.
pub(crate) struct Aligned<'c> {
    pub(crate) at: SentenceRef,
    pub(crate) source: &'c Source,
    pub(crate) claim: &'c Claim,
    /// Share by weight of the draft sentence's words that the source sentence has.
    pub(crate) found: f32,
}

impl Aligned<'_> {
    /// The source sentence as evidence; `focus` is what in it disagrees, in bytes of the source.
    pub(crate) fn evidence(&self, focus: Span) -> Evidence {
        Evidence { source: Some(self.at.source), sentence: self.claim.span, focus }
    }
}

/// The sentences that hold most of the claim's words, best first; equals in the order of the corpus.
/// Costs the postings of the claim's rarest words.
pub(crate) fn aligned<'c>(draft: &Draft<'c>, claim: &Claim) -> Vec<Aligned<'c>> {
    let own = Side { text: draft.text, claim, mentions: mentions_of(&draft.analysis.mentions, claim) };
    let entities: Vec<EntityId> = own.mentions.iter().map(|mention| mention.entity).collect();
    let stems: Vec<Stem> = claim.words.iter().map(|word| word.stem).collect();
    let query = Query { entities: &entities, stems: &stems, kinds: KindSet::EMPTY, limit: CANDIDATES };
    let corpus = draft.corpus;
    let hits = corpus.index().find(&query);
    let mut out: Vec<Aligned<'c>> = hits
        .into_iter()
        .filter_map(|hit| {
            let (source, other) = corpus.claim(hit.at)?;
            let found = own.share_in(
                &side_of(source, other),
                |stem| BASE + corpus.index().stem_rarity(stem),
                |_| true,
            );
            (found >= LEAST).then_some(Aligned { at: hit.at, source, claim: other, found })
        })
        .collect();
    out.sort_by(|a, b| b.found.total_cmp(&a.found).then(a.at.cmp(&b.at)));
    out
}

/// A sentence with its names.
pub(crate) struct Side<'s> {
    pub(crate) text: &'s str,
    pub(crate) claim: &'s Claim,
    pub(crate) mentions: &'s [Mention],
}

pub(crate) fn side_of<'s>(source: &'s Source, claim: &'s Claim) -> Side<'s> {
    Side { text: &source.text, claim, mentions: mentions_of(&source.analysis.mentions, claim) }
}

pub(crate) fn mentions_of<'m>(mentions: &'m [Mention], claim: &Claim) -> &'m [Mention] {
    mentions.get(claim.mentions.start as usize..claim.mentions.end as usize).unwrap_or(&[])
}

impl Side<'_> {
    pub(crate) fn names(&self, entity: EntityId) -> bool {
        self.mentions.iter().any(|mention| mention.entity == entity)
    }

    pub(crate) fn has(&self, stem: Stem) -> bool {
        self.claim.words.iter().any(|word| word.stem == stem)
    }

    /// The entity whose name the word stands in.
    fn entity_at(&self, word: Span) -> Option<EntityId> {
        self.mentions.iter().find(|mention| mention.span.overlaps(word)).map(|mention| mention.entity)
    }

    /// Share by weight of this side's words, as far as they `count`, that the other side has, under whichever name.
    pub(crate) fn share_in(
        &self,
        other: &Side<'_>,
        weight: impl Fn(Stem) -> f32,
        count: impl Fn(Span) -> bool,
    ) -> f32 {
        let (mut found, mut all) = (0.0, 0.0);
        for word in self.claim.words.iter().filter(|word| count(word.span)) {
            let weight = weight(word.stem);
            all += weight;
            if other.has(word.stem) || self.entity_at(word.span).is_some_and(|entity| other.names(entity)) {
                found += weight;
            }
        }
        if all > 0.0 { found / all } else { 0.0 }
    }

    /// Whether the other side knows every name of this one: else the two tell of different things.
    pub(crate) fn names_known_to(&self, other: &Side<'_>, except: Span) -> bool {
        let named = |word: Span| self.entity_at(word).is_some_and(|entity| other.names(entity));
        let words = self.claim.words.iter().filter(|word| !word.span.overlaps(except));
        words
            .filter(|word| word.capital || self.entity_at(word.span).is_some())
            .all(|word| other.has(word.stem) || named(word.span))
    }
}

/// Whether each value of the draft's sentence has one in the source's that it may stand for.
pub(crate) fn values_agree(draft: &[Value], own: &Claim, source: &Source, other: &Claim) -> bool {
    let values = own.values.iter().filter_map(|claimed| draft.get(claimed.value as usize));
    values.filter(|value| !value.weak).all(|value| {
        source
            .values_of(other)
            .map(|offer| relate(value, offer))
            .any(|relation| relation.agrees() || relation.tolerates())
    })
}
