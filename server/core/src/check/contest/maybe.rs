//! Why a value that seems contradicted may agree after all: another of two alternatives, a day that the source does not tell, many
//! values of which one fits by chance.
//! It must not know how a slot is found: it only says what is left of a disagreement.

use super::occurrence::{Occurrence, SlotContest};
use super::pair::Pair;
use crate::values::{Kind, Relation};
use crate::views::{SentenceView, SlotValue};
use crate::words::Tag;

/// What is left of a disagreement about one of two alternatives ("in 1889 or 1890"), the other of which the sentence has.
const ALTERNATIVE: f32 = 0.3;
/// What is left where the sentence has a day that it does not tell ("this year"), and which fits as well.
const UNTOLD: f32 = 0.4;
/// How well such a day must fit, as a share of the fit of the date that disagrees.
const AS_WELL: f32 = 0.8;
/// What is left where the word beside the value stands beside its equal in the sentence.
const NEIGHBOUR: f32 = 0.4;
/// What is left of a bound that is turned around together with what is done.
const TURNED_TWICE: f32 = 0.3;
/// Tokens within which a word stands beside a value of the claim, and of the source.
const BESIDE: usize = 2;
const REACH: usize = 5;
/// Tokens between two alternatives at most: "in 1889 or in 1890".
const BETWEEN: usize = 3;
/// Values that compete for one slot without being many; what each doubling takes; how many doublings count.
const FEW: f32 = 8.0;
const PER_DOUBLING: f32 = 0.05;
const MOST_DOUBLINGS: f32 = 3.0;
/// From this trust on, nothing speaks against one slot.
const NO_DOUBT: f32 = 0.95;

/// What is left of one contest, 0 to 1; `all` are the occurrences of each value of the claim.
pub(super) fn left_of(
    claim: &SentenceView,
    contest: &SlotContest,
    pairs: &[Pair<'_>],
    all: &[Vec<Occurrence>],
) -> f32 {
    let Some(value) = claim.values.get(contest.claim) else { return 1.0 };
    let Some(pair) = pairs.get(contest.disagreeing.pair) else { return 1.0 };
    let other = |index: usize| {
        let agrees = |one: &Occurrence| one.pair == contest.disagreeing.pair && one.relation.agrees();
        all.get(index).is_some_and(|found| found.iter().any(agrees))
    };
    let alternatives =
        claim.values.iter().enumerate().filter(|(_, beside)| are_alternatives(claim, value, beside));
    if alternatives.map(|(index, _)| index).any(other) {
        return ALTERNATIVE;
    }
    if is_told_of_its_neighbour(claim, value, contest, pair) {
        return NEIGHBOUR;
    }
    if is_turned_twice(value, contest, pair) {
        return TURNED_TWICE;
    }
    if value.value.kind == Kind::Date && has_untold_day(value, contest, pair) { UNTOLD } else { 1.0 }
}

/// What is left where many values compete for the slot: among many, one fits by chance. 1 for few, a twentieth less each time that
/// their number doubles, and 1 where the corpus knows the names and nothing speaks against one slot.
pub(super) fn left_among(contest: &SlotContest, all: &[Vec<Occurrence>]) -> f32 {
    if contest.trust >= NO_DOUBT {
        return 1.0;
    }
    let rivals = all.get(contest.claim).map_or(0, Vec::len);
    let doublings = (rivals as f32 / FEW).max(1.0).log2();
    1.0 - PER_DOUBLING * doublings.min(MOST_DOUBLINGS)
}

/// "three in Arva and 11 in Lom" beside "11 more in Lom and three in Arva": the word beside the claim's value stands beside its equal.
fn is_told_of_its_neighbour(
    claim: &SentenceView,
    value: &SlotValue,
    contest: &SlotContest,
    pair: &Pair<'_>,
) -> bool {
    let equal = contest.agreeing_at.filter(|one| {
        let same = matches!(one.relation, Relation::Same | Relation::HedgeDropped);
        one.pair == contest.disagreeing.pair && same
    });
    let place = |one: &Occurrence| pair.sentence.values.get(one.value).map(|value| (value.first, value.end));
    let (Some(with), Some(against)) = (equal.and_then(|one| place(&one)), place(&contest.disagreeing)) else {
        return false;
    };
    let beside = claim.content_tokens().map(|(at, _)| at).find(|at| *at >= value.end);
    let Some(beside) = beside.filter(|at| at - value.end <= BESIDE) else { return false };
    let behind = |place: (usize, usize), hit: usize| hit.checked_sub(place.1);
    let mut hits = pair.hits(beside).iter().map(|(hit, _)| *hit);
    hits.any(|hit| match (behind(with, hit), behind(against, hit)) {
        (Some(with), Some(against)) => with <= REACH && with < against,
        (Some(with), None) => with <= REACH,
        (None, _) => false,
    })
}

/// "above 50 tells of growth" beside "below 50 tells of decline": bound and doing are both turned.
fn is_turned_twice(value: &SlotValue, contest: &SlotContest, pair: &Pair<'_>) -> bool {
    let near = |at: usize| at.abs_diff(value.first) <= REACH;
    contest.disagreeing.relation == Relation::BoundReversed
        && pair.rivals().iter().any(|(at, _, tag)| *tag == Tag::Antonym && near(*at))
}

/// Whether a bound near the claim's word `at` is turned around in the sentence.
pub(super) fn is_bound_turned_near(pair: &Pair<'_>, at: usize) -> bool {
    pair.values.iter().any(|(mine, _, compared)| {
        let near = |value: &SlotValue| at.abs_diff(value.first) <= REACH;
        compared.relation == Relation::BoundReversed && pair.claim.values.get(*mine).is_some_and(near)
    })
}

/// "in 1889 or 1890": two values of one kind with an "or" between them.
fn are_alternatives(claim: &SentenceView, a: &SlotValue, b: &SlotValue) -> bool {
    let (first, second) = if a.first < b.first { (a, b) } else { (b, a) };
    let between = claim.tokens.get(first.end..second.first).unwrap_or_default();
    a.value.kind == b.value.kind
        && between.len() <= BETWEEN
        && between.iter().any(|token| &*token.lower == "or")
}

/// "The men took the cup this year, after a first win in 2018": the day that the claim names may be the untold one.
fn has_untold_day(value: &SlotValue, contest: &SlotContest, pair: &Pair<'_>) -> bool {
    let Some(told) = value.value.date.filter(|date| !date.needs_document_date) else { return false };
    let untold = |source: &&SlotValue| {
        // "by 2030, up from 410 last year": what is to be by then was not last year.
        let untold =
            source.value.date.filter(|date| date.needs_document_date && date.modifier == told.modifier);
        untold.is_some_and(|date| date.granularity >= told.granularity)
    };
    let fits = |source: &SlotValue| {
        let fit = pair.fit_of_value((value.first, value.end), (source.first, source.end));
        fit.local >= AS_WELL * contest.disagreeing.fit.local
    };
    contest.disagreeing.relation == Relation::Conflict && pair.sentence.values.iter().filter(untold).any(fits)
}
