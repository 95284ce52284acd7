//! Decides which values of the sources speak of the same thing as a value of the draft: the slot comes before the value.
//! It must not know codes, messages or severities.
//!
//! Every comparable value of the candidate sentences is measured by how well its surroundings fit those of the draft's
//! value (`design/verdict-experiments.md`, sections 3.4 and 3.5, with stems alone). Whether it agrees is looked at last.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::check::Draft;
use crate::claims::{Claim, ClaimedValue, Stem, Subject};
use crate::corpus::{Corpus, KindSet, Query, SentenceRef, Source};
use crate::names::{Binding, EntityId};
use crate::values::{Kind, Relation, Value, relate};

/// A value of the draft and one of a source that speak of the same slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairing {
    /// Index into the draft's `analysis.values`.
    pub draft_value: u32,
    pub at: SentenceRef,
    /// Index into the source's `analysis.values`.
    pub source_value: u32,
    pub relation: Relation,
    /// How well the surroundings fit, 0 to 1.
    pub fit: f32,
}

/// Sentences of the sources that one claim is compared with at most.
const CANDIDATES: usize = 48;
/// A pairing below this fit says nothing at all.
const LEAST_FIT: f32 = 0.3;

/// All pairings of a claim's values, for each draft value best fit first.
pub(super) fn pairings(draft: &Draft<'_>, claim: &Claim) -> Vec<Pairing> {
    if claim.values.is_empty() {
        return Vec::new();
    }
    let side = Side::new(draft.text, draft.analysis, claim, draft.corpus);
    let mut out = Vec::new();
    for at in candidates(draft, claim, &side) {
        let Some((source, source_claim)) = draft.corpus.claim(at) else { continue };
        let other = Side::new(&source.text, &source.analysis, source_claim, draft.corpus);
        pair_values(draft, claim, &side, at, source, source_claim, &other, &mut out);
    }
    out.sort_by(|a, b| {
        let key = |p: &Pairing| (p.draft_value, p.at, p.source_value);
        a.draft_value.cmp(&b.draft_value).then(b.fit.total_cmp(&a.fit)).then(key(a).cmp(&key(b)))
    });
    out
}

fn candidates(draft: &Draft<'_>, claim: &Claim, side: &Side) -> Vec<SentenceRef> {
    let kinds = draft.values_of(claim).flat_map(|value| comparable_kinds(value.kind)).copied();
    let entities: Vec<EntityId> = side.entities().collect();
    let stems: Vec<Stem> = claim.words.iter().map(|word| word.stem).collect();
    let query = Query { entities: &entities, stems: &stems, kinds: KindSet::of(kinds), limit: CANDIDATES };
    draft.corpus.index().find(&query).into_iter().map(|hit| hit.at).collect()
}

fn comparable_kinds(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Number => &[Kind::Number, Kind::Date, Kind::Money],
        Kind::Date => &[Kind::Date, Kind::Number],
        Kind::Money => &[Kind::Money, Kind::Number],
        Kind::Percent | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio => {
            &[Kind::Percent, Kind::PercentagePoint, Kind::Fraction, Kind::Ratio]
        }
        Kind::Ordinal => &[Kind::Ordinal],
        Kind::Quantity => &[Kind::Quantity],
        Kind::Duration => &[Kind::Duration],
    }
}

#[expect(clippy::too_many_arguments, reason = "the two sides of one comparison, each with its own text")]
fn pair_values(
    draft: &Draft<'_>,
    claim: &Claim,
    side: &Side,
    at: SentenceRef,
    source: &Source,
    source_claim: &Claim,
    other: &Side,
    out: &mut Vec<Pairing>,
) {
    for (claimed, value) in claim.values.iter().zip(draft.values_of(claim)) {
        for (offered, offer) in source_claim.values.iter().zip(source.values_of(source_claim)) {
            if !comparable_kinds(value.kind).contains(&offer.kind) {
                continue;
            }
            let relation = relate(value, offer);
            if relation == Relation::Incomparable {
                continue;
            }
            let slot = Slot { side, claimed, value, other, offered, offer };
            let fit = slot.fit() * guards(draft, claim, side, value, source, source_claim, other);
            if fit >= LEAST_FIT {
                let (draft_value, source_value) = (claimed.value, offered.value);
                out.push(Pairing { draft_value, at, source_value, relation, fit });
            }
        }
    }
}

/// A word or name of a sentence that the other sentence may hold too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Stem(Stem),
    Entity(EntityId),
}

#[derive(Clone, Copy, Debug)]
struct Element {
    key: Key,
    at: u16,
    /// .25 for what every sentence holds, 1.25 for what none does.
    weight: f32,
    /// 1 where named, less where a pronoun was bound.
    strength: f32,
    /// A name: an entity, or a capitalised word.
    name: bool,
}

/// One sentence as the comparison sees it: names are single elements, whatever form they take.
struct Side {
    elements: Vec<Element>,
    places: FxHashMap<Key, Vec<(u16, f32)>>,
}

/// What a bound pronoun is worth beside a name.
const BOUND: f32 = 0.85;

impl Side {
    fn new(text: &str, analysis: &Analysis, claim: &Claim, corpus: &Corpus) -> Side {
        let range = claim.mentions.start as usize..claim.mentions.end as usize;
        let mentions = analysis.mentions.get(range).unwrap_or(&[]);
        let mut elements: Vec<Element> = Vec::new();
        for mention in mentions {
            let at = claim.words.partition_point(|word| word.span.start < mention.span.start);
            let at = claim.words.get(at).or(claim.words.last()).map_or(0, |word| word.at);
            elements.push(Element {
                key: Key::Entity(mention.entity),
                at,
                weight: 0.25 + corpus.index().entity_rarity(mention.entity),
                strength: if mention.binding == Binding::Bound { BOUND } else { 1.0 },
                name: true,
            });
        }
        for word in &claim.words {
            if mentions.iter().any(|mention| mention.span.overlaps(word.span)) {
                continue;
            }
            elements.push(Element {
                key: Key::Stem(word.stem),
                at: word.at,
                weight: 0.25 + corpus.index().stem_rarity(word.stem),
                strength: 1.0,
                name: word.capital && !word.span.of(text).chars().all(|c| c.is_ascii_digit()),
            });
        }
        elements.sort_by_key(|element| element.at);
        let mut places: FxHashMap<Key, Vec<(u16, f32)>> = FxHashMap::default();
        for element in &elements {
            places.entry(element.key).or_default().push((element.at, element.strength));
        }
        Side { elements, places }
    }

    fn entities(&self) -> impl Iterator<Item = EntityId> {
        self.elements.iter().filter_map(|element| match element.key {
            Key::Entity(entity) => Some(entity),
            Key::Stem(_) => None,
        })
    }

    fn holds(&self, key: Key) -> bool {
        self.places.contains_key(&key)
    }

    /// How well `key` is found near token `at`: 1 within four tokens, less further away, 0 if absent.
    fn near(&self, key: Key, at: u16) -> f32 {
        let places = self.places.get(&key).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(place, strength)| strength * closeness(place.abs_diff(at))).fold(0.0, f32::max)
    }
}

fn closeness(tokens: u16) -> f32 {
    match tokens {
        0..=4 => 1.0,
        5..=7 => 0.8,
        8..=12 => 0.55,
        _ => 0.35,
    }
}

/// Content words on each side of a value that count as its surroundings.
const WINDOW: usize = 5;

/// One value of the draft against one of a source.
struct Slot<'s> {
    side: &'s Side,
    claimed: &'s ClaimedValue,
    value: &'s Value,
    other: &'s Side,
    offered: &'s ClaimedValue,
    offer: &'s Value,
}

impl Slot<'_> {
    fn fit(&self) -> f32 {
        let (local, wide) = (self.local(), self.wide());
        let weak = if self.value.weak || self.offer.weak { 0.7 } else { 1.0 };
        let other_kind = if self.value.kind == self.offer.kind { 1.0 } else { 0.6 };
        let fit = match self.value.kind {
            Kind::Date => 0.65 * local + 0.3 * wide + 0.05 * self.same_modifier(),
            Kind::Number => 0.35 * self.heads() + 0.4 * local + 0.25 * wide,
            _ => 0.65 * local + 0.35 * wide,
        };
        fit * weak * other_kind
    }

    /// The words next to the draft's value, found next to the source's.
    fn local(&self) -> f32 {
        let split = self.side.elements.partition_point(|element| element.at < self.claimed.at);
        let (left, right) = self.side.elements.split_at(split);
        let near_first =
            left.iter().rev().take(WINDOW).enumerate().chain(right.iter().take(WINDOW).enumerate());
        let (mut found, mut all) = (0.0, 0.25);
        for (distance, element) in near_first {
            let weight = element.weight * element.strength / (1.0 + 0.35 * distance as f32);
            all += weight;
            found += weight * self.other.near(element.key, self.offered.at);
        }
        found / all
    }

    /// The share of all the draft's words that the source sentence holds.
    fn wide(&self) -> f32 {
        let (mut found, mut all) = (0.0, 0.25);
        for element in &self.side.elements {
            all += element.weight;
            if self.other.holds(element.key) {
                found += element.weight;
            }
        }
        found / all
    }

    fn heads(&self) -> f32 {
        match (self.claimed.head, self.offered.head) {
            (Some(a), Some(b)) if a == b => 1.0,
            (Some(_), Some(_)) => 0.0,
            (None, None) => 0.6,
            _ => 0.3,
        }
    }

    fn same_modifier(&self) -> f32 {
        let modifier = |value: &Value| value.date.map(|date| date.modifier);
        if modifier(self.value) == modifier(self.offer) { 1.0 } else { 0.0 }
    }
}

/// What speaks against the same slot although the words fit: another subject, name, or time.
fn guards(
    draft: &Draft<'_>,
    claim: &Claim,
    side: &Side,
    value: &Value,
    source: &Source,
    source_claim: &Claim,
    other: &Side,
) -> f32 {
    subject_guard(claim, other)
        * name_guard(side, other)
        * time_guard(draft, claim, value, source, source_claim)
}

/// The source sentence must speak of the claim's subject, named or bound.
fn subject_guard(claim: &Claim, other: &Side) -> f32 {
    match claim.subject {
        Subject::Entity(entity, _) if other.holds(Key::Entity(entity)) => 1.0,
        Subject::Entity(..) => 0.5,
        Subject::UnknownName(_) => 0.3,
        Subject::Phrase(_) | Subject::None => 1.0,
    }
}

/// Each name of the claim that the source sentence lacks makes another statement of it: another office, another country.
fn name_guard(side: &Side, other: &Side) -> f32 {
    let missing = side.elements.iter().filter(|element| element.name && !other.holds(element.key));
    let weight: f32 = missing.map(|element| element.weight.min(1.0)).sum();
    1.0 / (1.0 + 0.35 * weight)
}

/// Another date of the claim that contradicts every date of the source sentence: "In 2021 it was 20".
fn time_guard(draft: &Draft<'_>, claim: &Claim, value: &Value, source: &Source, source_claim: &Claim) -> f32 {
    let is_date = |value: &&Value| value.kind == Kind::Date;
    let own: Vec<&Value> =
        draft.values_of(claim).filter(is_date).filter(|date| date.span != value.span).collect();
    let theirs: Vec<&Value> = source.values_of(source_claim).filter(is_date).collect();
    if own.is_empty() || theirs.is_empty() {
        return 1.0;
    }
    let contradicted = |date: &&&Value| theirs.iter().all(|other| relate(date, other).disagrees());
    if own.iter().any(|date| contradicted(&date)) { 0.6 } else { 1.0 }
}
