//! Which source values may fill the slot of a claim's value, and how well each fits by what stands around both.
//! It must not know which of them wins.

use super::guards::agreement;
use super::likeness::Compared;
use super::occurrence::{Occurrence, Side, side};
use super::onset::{Bracket, bracket};
use super::pair::{Fit, Pair};
use crate::values::{Kind, Modifier, Relation};
use crate::views::{Life, SentenceView, SlotValue};

/// What is left of a source value's slot that another value of the claim fills.
pub(super) const TAKEN: f32 = 0.45;
/// "over 100 million" beside "100 million", "before 1915" beside 1915: wrong by the letter, yet at times meant so ("over 41" beside 41 is not).
const ROUND_BOUND: f32 = 0.8;
const DATE_BOUND: f32 = 0.9;
/// "more than 1.94 billion" beside "over 1.93 billion": bounds so close are two roundings, as "over 1.1 billion" beside "over 1 billion".
const BARELY_OVER: f64 = 0.02;
const ROUNDED_BOUND: f32 = 0.7;
/// What is left of a slot where one year dates something and the other only names it.
const ATTRIBUTIVE: f32 = 0.55;
/// What is left where two years tell two editions or two readings of one thing apart.
const EDITION: f32 = 0.6;
/// What is left where an ordinal counts, and the other is part of a name.
const NUMBERED: f32 = 0.5;
/// What is left of a part's slot where a bound is to hold for the whole.
const PART: f32 = 0.6;
/// What a noun counts that stands near the source's value, though not behind it ("the co-payment amount is 20 %").
const NEAR_HEAD: f32 = 0.85;
/// The slot of a value that stands in the same place of a sentence which the claim repeats; what is left of any other value there.
const IN_ITS_PLACE: f32 = 1.25;
const OUT_OF_PLACE: f32 = 0.4;
/// The slot of a date in brackets behind a name that the claim has; what is left of one behind another name.
const BRACKETED: (f32, f32) = (0.9, 0.4);
/// A doubt above which a claim is still taken to repeat its sentence.
const UNDOUBTED: f32 = 0.8;
/// Heads that relate at least so well count as the same head.
const SAME_HEAD: f32 = 0.7;
/// What a head loses for each position away from its value.
const PER_POSITION: f32 = 0.12;

/// For each value of the claim the source values that compete for its slot.
pub(super) fn occurrences_of(claim: &SentenceView, pairs: &[Pair<'_>]) -> Vec<Vec<Occurrence>> {
    let mut all: Vec<Vec<Occurrence>> = Vec::with_capacity(claim.values.len());
    for (index, value) in claim.values.iter().enumerate() {
        let competes = !value.in_name && !is_zero(claim, value);
        let pairs = pairs.iter().enumerate().filter(|_| competes);
        all.push(pairs.flat_map(|(number, pair)| occurrences(value, index, number, pair)).collect());
    }
    (0..all.len()).map(|index| without_taken(index, &all)).collect()
}

/// A source value that another value of the claim repeats, in a slot that fits it better, is left to that one.
fn without_taken(index: usize, all: &[Vec<Occurrence>]) -> Vec<Occurrence> {
    let own = all.get(index).map(Vec::as_slice).unwrap_or_default();
    let others = || {
        let others = all.iter().enumerate().filter(|(other, _)| *other != index);
        others.flat_map(|(other, occurrences)| occurrences.iter().map(move |theirs| (other, theirs)))
    };
    let best_of = |other: usize| {
        let same = all.get(other).into_iter().flatten().filter(|with| with.relation == Relation::Same);
        same.map(|with| with.slot).fold(0.0, f32::max)
    };
    let taken = |mine: &Occurrence| {
        others().any(|(other, theirs)| {
            (theirs.pair, theirs.value) == (mine.pair, mine.value)
                && theirs.relation == Relation::Same
                && theirs.slot >= best_of(other)
                && (mine.relation != Relation::Same || theirs.slot > mine.slot)
        })
    };
    own.iter()
        .map(|mine| if taken(mine) { Occurrence { slot: mine.slot * TAKEN, ..*mine } } else { *mine })
        .collect()
}

/// "zero" is read as a negation.
fn is_zero(claim: &SentenceView, value: &SlotValue) -> bool {
    claim.token(value.first).is_some_and(|token| &*token.lower == "zero")
}

fn occurrences<'p>(
    value: &'p SlotValue,
    index: usize,
    number: usize,
    pair: &'p Pair<'_>,
) -> impl Iterator<Item = Occurrence> + use<'p> {
    pair.values.iter().filter(move |(mine, _, _)| *mine == index).filter_map(move |(_, theirs, compared)| {
        let source = pair.sentence.values.get(*theirs)?;
        let in_place = pair.is_same_place(index, *theirs);
        if source.in_name && compared.relation != Relation::Same && in_place != Some(true) {
            return None;
        }
        let relation = compared.relation;
        let head = head_fit(value, source, pair);
        let fit = pair.fit_of_value((value.first, value.end), (source.first, source.end));
        let mut slot = slot(value, source, pair, compared, head, fit);
        match in_place {
            Some(true) if pair.doubt_of_value(index) > UNDOUBTED && counts_same(value, source, head) => {
                slot = slot.max(IN_ITS_PLACE);
            }
            Some(true) | None => {}
            Some(false) => slot *= OUT_OF_PLACE,
        }
        slot *= match side(relation) {
            Side::Against => pair.doubt_of_value(index),
            _ => pair.doubt_of_subject(),
        };
        Some(Occurrence { pair: number, value: *theirs, relation, slot, head, fit })
    })
}

/// "half of the cost" beside "a third of the cost": each is said in passing, yet both are shares.
pub(super) fn both_are_shares(value: &SlotValue, source: &SlotValue) -> bool {
    value.value.kind == Kind::Fraction && source.value.kind == Kind::Fraction
}

/// Whether two numbers may count the same: "4,500 guests" is no other figure for "62 guards".
fn counts_same(value: &SlotValue, source: &SlotValue, head: f32) -> bool {
    value.value.kind != Kind::Number || value.heads.is_empty() || source.heads.is_empty() || head > 0.0
}

/// How well a source value fills the slot of a claim's value.
fn slot(
    value: &SlotValue,
    source: &SlotValue,
    pair: &Pair<'_>,
    compared: &Compared,
    head: f32,
    fit: Fit,
) -> f32 {
    let before = same_word_before(value, source, pair);
    let (local, wide) = (fit.local, fit.wide);
    let mut slot = match value.value.kind {
        Kind::Date => 0.65 * local + 0.3 * wide + before,
        Kind::Percent | Kind::PercentagePoint | Kind::Money | Kind::Fraction | Kind::Ratio => {
            let head = if value.heads.is_empty() { head.max(0.5) } else { head };
            0.2 * head + 0.5 * local + 0.25 * wide + before
        }
        Kind::Duration | Kind::Quantity => {
            let unit = if value.value.unit == source.value.unit { 1.0 } else { 0.6 };
            0.25 * head.max(unit) + 0.45 * local + 0.25 * wide + before
        }
        Kind::Ordinal => 0.45 * head + 0.3 * local + 0.25 * wide,
        // Neither says what it counts: the surroundings alone decide.
        Kind::Number if value.heads.is_empty() && source.heads.is_empty() => {
            0.6 * local + 0.3 * wide + before
        }
        Kind::Number => {
            let elliptic = is_elliptic(value, source, pair);
            let unsaid = match side(compared.relation) {
                Side::Against if elliptic || value.heads.is_empty() => 0.4,
                Side::Against => 0.0,
                _ if elliptic => 0.75,
                _ if value.heads.is_empty() => 0.4,
                _ => 0.0,
            };
            0.4 * head.max(unsaid) + 0.35 * local + 0.25 * wide + before
        }
    };
    // A guard keeps silent: it weakens no equal value, yet a part of it makes no bound hold.
    match side(compared.relation) {
        Side::Against => slot *= agreement(value, source, pair, head),
        Side::Compatible if source.qualifiers.is_listed() && !value.qualifiers.is_listed() => slot *= PART,
        _ => {}
    }
    if compared.relation == Relation::BoundEqual {
        slot *= match value.value.kind {
            Kind::Date => DATE_BOUND,
            _ if is_round(value) => ROUND_BOUND,
            _ => 1.0,
        };
    }
    // "the 2018 report" beside "the 2019 report" are two reports; a figure "as of May" may be another in June.
    let is_as_of = |slot: &SlotValue| slot.value.date.is_some_and(|date| date.modifier == Modifier::AsOf);
    let as_of = is_as_of(value) || is_as_of(source);
    if side(compared.relation) == Side::Against {
        if value.attributive != source.attributive {
            slot *= ATTRIBUTIVE;
        } else if value.attributive || as_of {
            slot *= EDITION;
        }
        if value.value.kind == Kind::Ordinal
            && is_numbered(pair.claim, value) != is_numbered(pair.sentence, source)
        {
            slot *= NUMBERED;
        }
        if compared.relation == Relation::Overstated
            && (is_close(value, source, BARELY_OVER) || rounds_to(value, source))
        {
            slot *= ROUNDED_BOUND;
        }
    }
    if !compared.same_kind {
        slot *= 0.6;
    }
    if (value.value.weak || source.value.weak) && compared.relation != Relation::Same {
        slot *= if both_are_shares(value, source) { 1.0 } else { 0.7 };
    }
    slot = match bracket(pair, source) {
        Bracket::Own if value.value.kind == Kind::Date => slot.max(BRACKETED.0 * (0.5 + 0.5 * wide)),
        Bracket::Own | Bracket::None => slot,
        Bracket::Other => slot * BRACKETED.1,
    };
    match life_fit(value, source, pair.claim) {
        LifeFit::Fits => slot + 0.25,
        LifeFit::OtherEnd => slot * 0.5,
        LifeFit::Unasked => slot * 0.4,
        LifeFit::None => slot,
    }
}

/// Whether the stated numbers lie at most so far apart, as a share of the source's.
pub(super) fn is_close(value: &SlotValue, source: &SlotValue, share: f64) -> bool {
    use rust_decimal::prelude::ToPrimitive;
    let number = |value: &SlotValue| value.value.interval.stated().and_then(|number| number.to_f64());
    match (number(value), number(source)) {
        (Some(a), Some(b)) => (a - b).abs() <= share * b.abs(),
        _ => false,
    }
}

/// "over 1.1 billion" beside "over 1 billion": the source's number is the claim's with fewer digits.
fn rounds_to(value: &SlotValue, source: &SlotValue) -> bool {
    let stated = |value: &SlotValue| value.value.interval.stated();
    let digits = u32::from(source.value.significant.max(1));
    let rounded = stated(value).and_then(|number| number.round_sf(digits));
    digits < u32::from(value.value.significant) && rounded.is_some() && rounded == stated(source)
}

/// "the 66th Harbour Awards": an ordinal that is part of a name.
fn is_numbered(view: &SentenceView, value: &SlotValue) -> bool {
    view.token(value.end).is_some_and(|next| next.capital && !next.stop)
}

/// "over 100 million" beside "100 million": one significant digit, and zeros behind it.
fn is_round(value: &SlotValue) -> bool {
    use rust_decimal::Decimal;
    let stated = value.value.interval.stated();
    value.value.significant <= 1 && stated.is_some_and(|number| number >= Decimal::TEN)
}

/// "of the remaining catches, two were taken": the noun counted stands elsewhere in the sentence.
fn is_elliptic(value: &SlotValue, source: &SlotValue, pair: &Pair<'_>) -> bool {
    let next = pair.sentence.token(source.end);
    let bare = next.is_none_or(|next| next.sign || next.stop);
    bare && value.heads.first().is_some_and(|head| !pair.hits(*head).is_empty())
}

/// Best relation of the nouns that the two values count.
fn head_fit(value: &SlotValue, source: &SlotValue, pair: &Pair<'_>) -> f32 {
    let mut best = 0.0f32;
    let loose = matches!(
        value.value.kind,
        Kind::Money | Kind::Percent | Kind::PercentagePoint | Kind::Ratio | Kind::Fraction
    );
    if loose || source.heads.is_empty() {
        for (mine, at) in value.heads.iter().enumerate() {
            let near = pair.near(*at, (source.first, source.end));
            if near >= SAME_HEAD {
                best = best.max(NEAR_HEAD * near * (1.0 - PER_POSITION * mine as f32));
            }
        }
    }
    for (mine, claim_at) in value.heads.iter().enumerate() {
        let Some(ours) = pair.claim.token(*claim_at) else { continue };
        for (theirs, source_at) in source.heads.iter().enumerate() {
            let Some(other) = pair.sentence.token(*source_at) else { continue };
            let relation = ours.relation_to(other, pair.words);
            if relation.score >= SAME_HEAD {
                best = best.max(relation.score * (1.0 - PER_POSITION * (mine + theirs) as f32));
            }
        }
    }
    best
}

fn same_word_before(value: &SlotValue, source: &SlotValue, pair: &Pair<'_>) -> f32 {
    let before = |view: &SentenceView, at: usize| {
        at.checked_sub(1).and_then(|at| view.token(at)).map(|token| token.lower.clone())
    };
    match (before(pair.claim, value.first), before(pair.sentence, source.first)) {
        (Some(a), Some(b)) if a == b && !matches!(&*a, "the" | "a") => 0.05,
        _ => 0.0,
    }
}

enum LifeFit {
    Fits,
    OtherEnd,
    Unasked,
    None,
}

/// Whether a claim's date speaks of the birth or the death that a source's date in brackets stands for.
fn life_fit(value: &SlotValue, source: &SlotValue, claim: &SentenceView) -> LifeFit {
    let Some(life) = source.life else { return LifeFit::None };
    if value.value.kind != Kind::Date {
        return LifeFit::None;
    }
    let near = claim.content_tokens().filter(|(at, _)| at.abs_diff(value.first) <= 6);
    let (mut birth, mut death) = (false, false);
    for (_, token) in near {
        birth |= matches!(&*token.lower, "born" | "birth") || token.lemma() == "bear";
        death |= matches!(token.lemma(), "die" | "death" | "dead");
    }
    match (life, birth, death) {
        (Life::Birth, true, _) | (Life::Death, _, true) => LifeFit::Fits,
        (_, false, false) => LifeFit::Unasked,
        _ => LifeFit::OtherEnd,
    }
}
