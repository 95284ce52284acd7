//! The contest of values: for one value of a claim, every comparable value of the source competes for its slot.
//! It must not know how a slot is named or shown; which relation counts as agreeing is all it decides.

use super::pair::{Compared, Fit, Pair};
use super::view::{Life, SentenceView, SlotValue};
use crate::values::{Kind, Relation};
use crate::words;

/// How much more an equal value in a slot silences than one that is merely compatible, and one that is only tolerated.
const EQUAL: f32 = 1.25;
const TOLERATED: f32 = 0.9;
/// Heads that relate at least so well count as the same head.
const SAME_HEAD: f32 = 0.7;
/// What a head loses for each position away from its value.
const PER_POSITION: f32 = 0.12;

/// A source value that competes for the slot of a claim's value.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// Which of the pairs, and which value of its sentence.
    pub pair: usize,
    pub value: usize,
    pub relation: Relation,
    /// How well it fills the slot, 0 to about 1.
    pub slot: f32,
    /// How well the nouns counted agree, 0 to 1.
    pub head: f32,
    pub fit: Fit,
}

/// The outcome for one claim value.
#[derive(Clone, Copy, Debug)]
pub struct SlotContest {
    /// Index of the claim's value.
    pub claim: usize,
    pub disagreeing: Occurrence,
    /// The best weighed slot of an agreeing value; 0 for none.
    pub agreeing: f32,
    pub agreeing_at: Option<Occurrence>,
    /// The claim's number is a sum or a difference of numbers of the sentence.
    pub arithmetic: bool,
    pub score: f32,
}

impl SlotContest {
    pub fn margin(&self) -> f32 {
        self.disagreeing.slot - self.agreeing
    }
}

/// What the relation of two values is worth in the contest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Equal,
    Compatible,
    Tolerated,
    Against,
    Neither,
}

fn side(relation: Relation) -> Side {
    match relation {
        Relation::Same => Side::Equal,
        Relation::Compatible => Side::Compatible,
        Relation::MorePrecise | Relation::HedgeDropped | Relation::Partial | Relation::UnitDiffers => {
            Side::Tolerated
        }
        Relation::BoundEqual
        | Relation::Overstated
        | Relation::BoundReversed
        | Relation::Magnitude
        | Relation::Conflict => Side::Against,
        Relation::Incomparable => Side::Neither,
    }
}

/// Lets the source's values compete for the claim's value `index`; `None` where nothing disagrees.
pub fn slot_contest(claim: &SentenceView, index: usize, pairs: &[Pair<'_>]) -> Option<SlotContest> {
    let value = claim.values.get(index)?;
    if value.in_name || is_zero(claim, value) {
        return None;
    }
    let occurrences: Vec<Occurrence> =
        pairs.iter().enumerate().flat_map(|(number, pair)| occurrences(value, index, number, pair)).collect();
    let best = |wanted: &dyn Fn(&Occurrence) -> bool| {
        occurrences
            .iter()
            .filter(|occurrence| wanted(occurrence))
            .max_by(|a, b| a.slot.total_cmp(&b.slot))
            .copied()
    };
    let (disagreeing, agreeing_at, agreeing) = if value.negated {
        let against = best(&|occurrence| side(occurrence.relation) == Side::Equal);
        let with = best(&|occurrence| side(occurrence.relation) == Side::Against);
        (against, with, with.map_or(0.0, |with| with.slot))
    } else {
        let weighed = [(Side::Equal, EQUAL), (Side::Compatible, 1.0), (Side::Tolerated, TOLERATED)];
        let with = weighed.iter().filter_map(|(wanted, weight)| {
            let found = best(&|occurrence| side(occurrence.relation) == *wanted)?;
            Some((found, found.slot * weight))
        });
        let with = with.max_by(|a, b| a.1.total_cmp(&b.1));
        (
            best(&|occurrence| side(occurrence.relation) == Side::Against),
            with.map(|with| with.0),
            with.map_or(0.0, |with| with.1),
        )
    };
    let disagreeing = disagreeing?;
    let pair = pairs.get(disagreeing.pair)?;
    let arithmetic = is_arithmetic(value, pair.sentence);
    let margin = disagreeing.slot - agreeing;
    let decisive = if margin > 0.15 {
        1.0
    } else if margin > 0.0 {
        0.5
    } else {
        0.15
    };
    let score = disagreeing.slot
        * decisive
        * if arithmetic { 0.4 } else { 1.0 }
        * if value.value.weak { 0.6 } else { 1.0 };
    Some(SlotContest { claim: index, disagreeing, agreeing, agreeing_at, arithmetic, score })
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
        if source.in_name && compared.relation != Relation::Same {
            return None;
        }
        let relation = compared.relation;
        let head = head_fit(value, source, pair);
        let fit = pair.fit((value.first, value.end), (source.first, source.end));
        let slot = slot(value, source, pair, compared, head, fit);
        let slot = if side(relation) == Side::Against && is_taken(index, *theirs, pair) {
            slot * 0.45
        } else {
            slot
        };
        Some(Occurrence { pair: number, value: *theirs, relation, slot, head, fit })
    })
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
    let headless = |share: f32| if value.heads.is_empty() { share.max(head) } else { head };
    let before = same_word_before(value, source, pair);
    let mut slot = match value.value.kind {
        Kind::Date => 0.65 * fit.local + 0.3 * fit.wide + before,
        Kind::Percent | Kind::PercentagePoint | Kind::Money | Kind::Fraction | Kind::Ratio => {
            0.2 * headless(0.5) + 0.5 * fit.local + 0.25 * fit.wide + before
        }
        Kind::Ordinal => 0.45 * head + 0.3 * fit.local + 0.25 * fit.wide,
        _ => 0.4 * headless(0.3) + 0.35 * fit.local + 0.25 * fit.wide + before,
    };
    if !compared.same_kind {
        slot *= 0.6;
    }
    if (value.value.weak || source.value.weak) && compared.relation != Relation::Same {
        slot *= 0.7;
    }
    match life_fit(value, source, pair.claim) {
        LifeFit::Fits => slot + 0.25,
        LifeFit::OtherEnd => slot * 0.5,
        LifeFit::Unasked => slot * 0.4,
        LifeFit::None => slot,
    }
}

/// Best relation of the nouns that the two values count.
fn head_fit(value: &SlotValue, source: &SlotValue, pair: &Pair<'_>) -> f32 {
    let mut best = 0.0f32;
    for (mine, claim_at) in value.heads.iter().enumerate() {
        let Some(ours) = pair.claim.token(*claim_at) else { continue };
        for (theirs, source_at) in source.heads.iter().enumerate() {
            let Some(other) = pair.sentence.token(*source_at) else { continue };
            let relation = words::relate(ours.as_pair(), other.as_pair());
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

/// Whether another value of the claim says just what this source value says.
fn is_taken(index: usize, theirs: usize, pair: &Pair<'_>) -> bool {
    pair.values.iter().any(|(mine, source, compared)| {
        *mine != index && *source == theirs && compared.relation == Relation::Same
    })
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

/// Whether the claim's number is the sum or the difference of two numbers of the sentence, the sum of all, or the years between two of its years.
fn is_arithmetic(value: &SlotValue, sentence: &SentenceView) -> bool {
    use rust_decimal::Decimal;
    let Some(number) = value.value.interval.stated() else { return false };
    if matches!(value.value.kind, Kind::Number | Kind::Money) {
        let plain =
            sentence.values.iter().filter(|value| matches!(value.value.kind, Kind::Number | Kind::Money));
        let numbers: Vec<Decimal> =
            plain.filter_map(|value| value.value.interval.stated()).take(12).collect();
        let pair_fits = numbers.iter().enumerate().any(|(at, a)| {
            numbers.iter().skip(at + 1).any(|b| {
                a.checked_add(*b) == Some(number) || a.checked_sub(*b).map(|d| d.abs()) == Some(number)
            })
        });
        let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
        if numbers.len() >= 2 && (pair_fits || sum == Some(number)) {
            return true;
        }
    }
    if !matches!(value.value.kind, Kind::Number | Kind::Duration) || number.is_zero() {
        return false;
    }
    let years: Vec<Decimal> =
        sentence.values.iter().filter_map(|value| value.value.date).flat_map(years_of).take(12).collect();
    let near = |a: Decimal, b: Decimal| ((a - b).abs() - number).abs() <= Decimal::ONE;
    years.iter().enumerate().any(|(at, a)| years.iter().skip(at + 1).any(|b| near(*a, *b)))
}

fn years_of(range: crate::values::DateRange) -> Vec<rust_decimal::Decimal> {
    let mut years: Vec<i16> = [range.start, range.end].into_iter().flatten().map(|day| day.year()).collect();
    years.dedup();
    years.into_iter().map(rust_decimal::Decimal::from).collect()
}
