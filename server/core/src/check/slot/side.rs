//! One sentence as the comparison sees it: its names and content words, where they stand, and where its clauses break.
//! It must not know values' sizes: only where they stand.

use crate::analysis::Analysis;
use crate::claims::{Claim, ClaimedValue, Stem};
use crate::corpus::Corpus;
use crate::names::{Binding, EntityId};
use crate::text::Span;
use crate::values::Value;

/// A word or name of a sentence that the other sentence may hold too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Stem(Stem),
    Entity(EntityId),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) key: Key,
    /// Token of the sentence.
    pub(super) at: u16,
    /// Clause of the sentence.
    pub(super) clause: u16,
    /// .25 for what every sentence holds, 1.25 for what none does.
    pub(super) weight: f32,
    /// 1 where named, less where a pronoun was bound.
    pub(super) strength: f32,
    /// A name: an entity, or a capitalised word.
    pub(super) name: bool,
}

/// Names are single elements, whatever form they take.
pub(super) struct Side<'s> {
    pub(super) claim: &'s Claim,
    /// At most [`MAX_VALUES`].
    pub(super) values: Vec<(ClaimedValue, &'s Value)>,
    pub(super) elements: Vec<Element>,
    /// Where each word and name stands and what it is worth there, in the order of the keys.
    places: Vec<(Key, u16, f32)>,
    /// Bytes at which a clause may end.
    breaks: Vec<u32>,
}

/// Values of one sentence that are looked at; more stand in tables, whose cells are no sentences.
const MAX_VALUES: usize = 64;
/// What a word inside a name is worth beside the same word outside.
const PART_OF_NAME: f32 = 0.9;
/// What a word on the other side of the value is worth.
const OTHER_SIDE: f32 = 0.9;
/// What a bound pronoun is worth beside a name.
const BOUND: f32 = 0.85;

impl<'s> Side<'s> {
    pub(super) fn new(text: &str, analysis: &'s Analysis, claim: &'s Claim, corpus: &Corpus) -> Side<'s> {
        let mentions = range_of(&analysis.mentions, &claim.mentions);
        let claimed = claim.values.iter().take(MAX_VALUES);
        let values: Vec<(ClaimedValue, &Value)> =
            claimed.filter_map(|one| Some((*one, analysis.values.get(one.value as usize)?))).collect();
        let breaks = breaks_of(text, claim.span, &values);
        let clause = |byte: u32| u16::try_from(breaks.partition_point(|at| *at <= byte)).unwrap_or(u16::MAX);
        let mut elements: Vec<Element> = Vec::new();
        for mention in mentions {
            let at = claim.words.partition_point(|word| word.span.start < mention.span.start);
            elements.push(Element {
                key: Key::Entity(mention.entity),
                at: claim.words.get(at).or(claim.words.last()).map_or(0, |word| word.at),
                clause: clause(mention.span.start),
                weight: 0.25 + corpus.index().entity_rarity(mention.entity),
                strength: if mention.binding == Binding::Bound { BOUND } else { 1.0 },
                name: true,
            });
        }
        let mut named = mentions.iter().peekable();
        for word in &claim.words {
            while named.next_if(|mention| mention.span.end <= word.span.start).is_some() {}
            if named.peek().is_some_and(|mention| mention.span.overlaps(word.span)) {
                continue;
            }
            elements.push(Element {
                key: Key::Stem(word.stem),
                at: word.at,
                clause: clause(word.span.start),
                weight: 0.25 + corpus.index().stem_rarity(word.stem),
                strength: 1.0,
                name: word.capital,
            });
        }
        elements.sort_by_key(|element| element.at);
        // A name that the other sentence shortens or spells out is still found by its words.
        let parts = claim.words.iter().map(|word| (Key::Stem(word.stem), word.at, PART_OF_NAME));
        let whole = elements.iter().map(|element| (element.key, element.at, element.strength));
        let mut places: Vec<(Key, u16, f32)> = whole.chain(parts).collect();
        places.sort_unstable_by_key(|(key, at, _)| (*key, *at));
        Side { claim, values, elements, places, breaks }
    }

    pub(super) fn entities(&self) -> impl Iterator<Item = EntityId> {
        self.elements.iter().filter_map(|element| match element.key {
            Key::Entity(entity) => Some(entity),
            Key::Stem(_) => None,
        })
    }

    pub(super) fn holds(&self, key: Key) -> bool {
        !self.places_of(key).is_empty()
    }

    /// How well `key` is found beside token `at`: 1 where it stands no further off than `offset`, its distance from
    /// the other sentence's value (negative to the left); less further away or on the other side, 0 if absent.
    pub(super) fn near(&self, key: Key, at: u16, offset: i32) -> f32 {
        let worth = |(_, place, strength): &(Key, u16, f32)| {
            let here = i32::from(*place) - i32::from(at);
            let same_side = if (here < 0) == (offset < 0) { 1.0 } else { OTHER_SIDE };
            strength * same_side * closeness(here.abs() - offset.abs())
        };
        self.places_of(key).iter().map(worth).fold(0.0, f32::max)
    }

    fn places_of(&self, key: Key) -> &[(Key, u16, f32)] {
        let start = self.places.partition_point(|(other, ..)| *other < key);
        let rest = self.places.get(start..).unwrap_or(&[]);
        let count = rest.iter().take_while(|(other, ..)| *other == key).count();
        rest.get(..count).unwrap_or(&[])
    }

    /// The clause that a value stands in; `None` where it has no words but the value and names, as the opening of
    /// "In 2023, the fund paid …": then the whole sentence is the value's clause.
    pub(super) fn clause_around(&self, value: &Value) -> Option<u16> {
        let clause =
            u16::try_from(self.breaks.partition_point(|end| *end <= value.core.start)).unwrap_or(u16::MAX);
        let has_words = self.elements.iter().any(|element| element.clause == clause && !element.name);
        has_words.then_some(clause)
    }

    /// The share of this side's words that `other` holds.
    pub(super) fn covered_by(&self, other: &Side<'_>) -> f32 {
        let (mut found, mut all) = (0.0, 0.25);
        for element in &self.elements {
            all += element.weight;
            if other.holds(element.key) {
                found += element.weight;
            }
        }
        found / all
    }
}

pub(super) fn range_of<'a, T>(items: &'a [T], range: &std::ops::Range<u32>) -> &'a [T] {
    items.get(range.start as usize..range.end as usize).unwrap_or(&[])
}

/// What a word is worth that stands so many tokens further from its value than it does in the other sentence.
fn closeness(further: i32) -> f32 {
    match further {
        ..=3 => 1.0,
        4..=6 => 0.8,
        7..=11 => 0.55,
        _ => 0.35,
    }
}

/// Words that may open another clause.
const OPENERS: [&str; 10] =
    ["and", "but", "which", "who", "while", "although", "whereas", "because", "where", "as"];

/// Where punctuation or a conjunction may end a clause; those inside values ("18 September, 2023") do not count.
fn breaks_of(text: &str, sentence: Span, values: &[(ClaimedValue, &Value)]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut at = sentence.start as usize;
    let mut values = values.iter().map(|(_, value)| value.span).peekable();
    for piece in sentence.of(text).split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let end = at + word.len();
        while values.next_if(|value| value.end as usize <= at).is_some() {}
        let value = values.peek().copied();
        let inside = |byte: usize| value.is_some_and(|v| (v.start as usize) < byte && byte < v.end as usize);
        if word.ends_with([',', ';', ':', '—', '–', ')']) && word.len() < piece.len() && !inside(end) {
            out.push(end);
        } else if (OPENERS.contains(&word) || word.starts_with('(')) && !inside(at) {
            out.push(at);
        }
        at += piece.len();
    }
    out.into_iter().filter_map(|byte| u32::try_from(byte).ok()).collect()
}
