//! Postings: which sentences speak of an entity or hold a stem, and which kinds of value each sentence states.
//! It must not know texts: it holds numbers alone, so that a look-up costs the postings touched and not the corpus.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::analysis::Analysis;
use crate::claims::{Claim, Stem};
use crate::corpus::SourceId;
use crate::names::EntityId;
use crate::values::Kind;

/// A sentence of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SentenceRef {
    pub source: SourceId,
    /// Index into the source's `analysis.sentences` and `claims`.
    pub sentence: u32,
}

/// A set of kinds of value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindSet(u16);

impl KindSet {
    pub const EMPTY: KindSet = KindSet(0);

    pub fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        KindSet(kinds.into_iter().fold(0, |set, kind| set | (1 << (kind as u16))))
    }

    pub fn meets(self, other: KindSet) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What sentences are sought.
#[derive(Clone, Copy, Debug)]
pub struct Query<'q> {
    pub entities: &'q [EntityId],
    pub stems: &'q [Stem],
    /// Only sentences with a value of one of these kinds; empty for any sentence.
    pub kinds: KindSet,
    /// At most so many sentences.
    pub limit: usize,
}

/// A sentence found, with the summed rarity of what it shares with the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub at: SentenceRef,
    pub weight: f32,
}

/// Postings that one look-up reads at most; the rarest lists come first, so what is left out says little.
const BUDGET: usize = 4_096;

/// The postings of all sources. Sentences are numbered through, source by source.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Number of the first sentence of each source.
    starts: Vec<u32>,
    entities: FxHashMap<EntityId, Vec<u32>>,
    stems: FxHashMap<Stem, Vec<u32>>,
    kinds: Vec<KindSet>,
}

impl Index {
    /// Adds the next source: its id is the number of sources added so far.
    pub fn add(&mut self, analysis: &Analysis, claims: &[Claim]) {
        self.starts.push(self.next_number());
        for claim in claims {
            let number = self.next_number();
            let mentions = claim.mentions.start as usize..claim.mentions.end as usize;
            for mention in analysis.mentions.get(mentions).unwrap_or(&[]) {
                post(self.entities.entry(mention.entity).or_default(), number);
            }
            for word in &claim.words {
                post(self.stems.entry(word.stem).or_default(), number);
            }
            let values = claim.values.iter().filter_map(|value| analysis.values.get(value.value as usize));
            self.kinds.push(KindSet::of(values.map(|value| value.kind)));
        }
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.kinds.len()).unwrap_or(u32::MAX)
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Rarity of a stem, 0 (in every sentence) to 1 (in none).
    pub fn stem_rarity(&self, stem: Stem) -> f32 {
        self.rarity(self.stems.get(&stem).map_or(0, Vec::len))
    }

    /// Rarity of an entity, 0 to 1.
    pub fn entity_rarity(&self, entity: EntityId) -> f32 {
        self.rarity(self.entities.get(&entity).map_or(0, Vec::len))
    }

    fn rarity(&self, sentences: usize) -> f32 {
        let all = self.len() as f32 + 1.0;
        if all < 2.0 {
            return 1.0;
        }
        ((all / (sentences as f32 + 0.5)).ln() / all.ln()).clamp(0.0, 1.0)
    }

    /// Sentences that mention the entity, in order.
    pub fn with_entity(&self, entity: EntityId) -> impl Iterator<Item = SentenceRef> {
        self.entities.get(&entity).into_iter().flatten().filter_map(|number| self.locate(*number))
    }

    /// Numbers of the sentences that mention the entity, in order. Sentences are numbered through, source by source.
    pub fn numbers_with_entity(&self, entity: EntityId) -> &[u32] {
        self.entities.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Sentences that hold the stem, in order.
    pub fn with_stem(&self, stem: Stem) -> impl Iterator<Item = SentenceRef> {
        self.stems.get(&stem).into_iter().flatten().filter_map(|number| self.locate(*number))
    }

    /// The sentences that share most with the query, best first; equals in the order of the corpus.
    pub fn find(&self, query: &Query<'_>) -> Vec<Hit> {
        let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
        let mut left = BUDGET;
        for (rarity, list) in self.lists(query) {
            if left == 0 {
                break;
            }
            let read = list.len().min(left);
            left -= read;
            for number in list.iter().take(read) {
                if query.kinds.is_empty()
                    || self.kinds.get(*number as usize).is_some_and(|k| k.meets(query.kinds))
                {
                    *weights.entry(*number).or_default() += rarity;
                }
            }
        }
        let mut found: Vec<(u32, f32)> = weights.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(query.limit);
        found
            .into_iter()
            .filter_map(|(number, weight)| Some(Hit { at: self.locate(number)?, weight }))
            .collect()
    }

    /// The postings of all that the query names, rarest first.
    fn lists<'i>(&'i self, query: &Query<'_>) -> Vec<(f32, &'i [u32])> {
        let entities = query.entities.iter().filter_map(|entity| self.entities.get(entity));
        let stems = query.stems.iter().filter_map(|stem| self.stems.get(stem));
        let mut lists: Vec<(f32, &[u32])> =
            entities.chain(stems).map(|list| (self.rarity(list.len()), list.as_slice())).collect();
        lists.sort_unstable_by_key(|(_, list)| (list.len(), list.first().copied()));
        lists
    }

    fn locate(&self, number: u32) -> Option<SentenceRef> {
        let source = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        let start = self.starts.get(source)?;
        Some(SentenceRef { source: SourceId(u32::try_from(source).ok()?), sentence: number - start })
    }
}

/// Numbers arrive in rising order, so a list stays sorted and a word said twice is posted once.
fn post(list: &mut Vec<u32>, number: u32) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::stem_of;
    use crate::corpus::{Corpus, SourceDocument};

    fn corpus(texts: &[&str]) -> Corpus {
        let documents =
            texts.iter().enumerate().map(|(at, text)| SourceDocument::plain(format!("{at}.txt"), *text));
        Corpus::build(documents.collect(), Vec::new())
    }

    #[test]
    fn the_sentence_that_shares_the_rarest_words_comes_first() {
        let corpus = corpus(&[
            "The fund paid the farmers.",
            "The fund was founded.\n\nThe farmers met.\n\nThe fund met.",
        ]);
        let stems = [stem_of("fund"), stem_of("farmers")];
        let query = Query { entities: &[], stems: &stems, kinds: KindSet::EMPTY, limit: 2 };
        let hits = corpus.index().find(&query);
        assert_eq!(hits.len(), 2);
        assert_eq!(hits[0].at, SentenceRef { source: SourceId(0), sentence: 0 });
        assert_eq!(hits[1].at, SentenceRef { source: SourceId(1), sentence: 1 });
    }

    #[test]
    fn a_word_in_every_sentence_is_worth_little_and_an_unknown_one_much() {
        let corpus = corpus(&["The fund paid.\n\nThe fund met.\n\nThe fund rose."]);
        assert!(corpus.index().stem_rarity(stem_of("fund")) < 0.2);
        assert!(corpus.index().stem_rarity(stem_of("locomotive")) > 0.99);
    }

    #[test]
    fn an_empty_corpus_finds_nothing() {
        let corpus = corpus(&[]);
        let query =
            Query { entities: &[EntityId(3)], stems: &[stem_of("fund")], kinds: KindSet::EMPTY, limit: 9 };
        assert!(corpus.index().find(&query).is_empty());
    }
}
