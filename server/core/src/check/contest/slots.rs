//! The contest of values: for one value of a claim, every comparable value of the source competes for its slot.
//! It must not know how a slot is named or shown; which relation counts as agreeing is all it decides.

use super::arithmetic::{is_arithmetic, is_one_more};
use super::filling::{TAKEN, both_are_shares, is_close};
use super::maybe::{left_among, left_of};
use super::occurrence::{Occurrence, Side, SlotContest, side};
use super::pair::Pair;
use super::swapped::swapped_with;
use crate::values::{Kind, Modifier};
use crate::views::{SentenceView, SlotValue};

/// How much more an equal value in a slot silences than one that is merely compatible, and one that is only tolerated.
const EQUAL: f32 = 1.25;
const EQUAL_BESIDE: f32 = 1.5;
const TOLERATED: f32 = 0.9;
/// Digits from which on the same number in the same sentence is no accident.
const SPECIFIC: u8 = 3;
/// How close, as a share, a number lies to a bound that was chosen for it.
const NEAR: f64 = 0.06;
/// What is left of a disagreement where another value of the claim disagrees with the same sentence: another year's figures.
const OTHER_FIGURES: (f32, f32) = (0.5, 0.6);
/// What is left of an agreement of "since 1991" with something done later.
const DONE_LATER: f32 = 0.5;

/// Lets the source's values compete for each value of the claim; an entry for each value that something disagrees with.
/// `all` are those of [`super::filling::occurrences_of`].
pub(super) fn slot_contests(
    claim: &SentenceView,
    pairs: &[Pair<'_>],
    all: &[Vec<Occurrence>],
) -> Vec<SlotContest> {
    let values = claim.values.iter().zip(all).enumerate();
    let contests =
        values.filter_map(|(index, (value, occurrences))| slot_contest(index, value, occurrences, pairs));
    let contests = contests.map(|contest| told_apart(claim, contest, pairs, all));
    let contests = contests.map(|contest| SlotContest {
        score: contest.score * left_of(claim, &contest, pairs, all) * left_among(&contest, all),
        ..contest
    });
    doubt_other_figures(claim, contests.collect())
}

/// Where two values of the claim changed places, the equal value that stands elsewhere silences nothing.
fn told_apart(
    claim: &SentenceView,
    contest: SlotContest,
    pairs: &[Pair<'_>],
    all: &[Vec<Occurrence>],
) -> SlotContest {
    let number = contest.agreeing_at.map_or(contest.disagreeing.pair, |one| one.pair);
    let Some(pair) = pairs.get(number) else { return contest };
    let swapped = swapped_with(claim, contest.claim, number, pair, all);
    let found = all.get(contest.claim).into_iter().flatten();
    let mut rivals = found.filter(|one| one.pair == number && Some(one.value) == swapped);
    match rivals.next().filter(|one| side(one.relation) == Side::Against) {
        Some(rival) => SlotContest {
            disagreeing: *rival,
            agreeing: 0.0,
            agreeing_at: None,
            arithmetic: false,
            // Each is taken by the other.
            score: (rival.slot / TAKEN).min(1.0),
            ..contest
        },
        None => contest,
    }
}

/// Where two values of a claim disagree with one sentence, it speaks of another year or another thing of the kind.
fn doubt_other_figures(claim: &SentenceView, contests: Vec<SlotContest>) -> Vec<SlotContest> {
    let doubted = |contest: &SlotContest| {
        let together = |other: &SlotContest| {
            other.claim != contest.claim && other.disagreeing.pair == contest.disagreeing.pair
        };
        contests.iter().any(|other| together(other) && other.margin() > 0.0 && other.disagreeing.slot > 0.4)
    };
    let factor = |contest: &SlotContest| {
        let dated = claim.values.get(contest.claim).is_some_and(|value| value.value.kind == Kind::Date);
        match doubted(contest) {
            true if dated => OTHER_FIGURES.0,
            true => OTHER_FIGURES.1,
            false => 1.0,
        }
    };
    contests
        .iter()
        .map(|contest| SlotContest { score: contest.score * factor(contest), ..*contest })
        .collect()
}

pub(super) fn slot_contest(
    index: usize,
    value: &SlotValue,
    occurrences: &[Occurrence],
    pairs: &[Pair<'_>],
) -> Option<SlotContest> {
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
        (against?, with, with.map_or(0.0, |with| with.slot))
    } else {
        let against = best(&|occurrence| side(occurrence.relation) == Side::Against)?;
        let weighed =
            occurrences.iter().map(|with| (*with, with.slot * weight(value, with, &against, pairs)));
        let with = weighed.filter(|(_, weight)| *weight > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
        (against, with.map(|with| with.0), with.map_or(0.0, |with| with.1))
    };
    let pair = pairs.get(disagreeing.pair)?;
    let arithmetic = is_arithmetic(value, pair.sentence) || is_one_more(value, &disagreeing, pair);
    let margin = disagreeing.slot - agreeing;
    let decisive = decisive(margin);
    let source = pair.sentence.values.get(disagreeing.value);
    let shares = source.is_some_and(|source| both_are_shares(value, source));
    let score = disagreeing.slot
        * decisive
        * if arithmetic { 0.4 } else { 1.0 }
        * if value.value.weak && !shares { 0.6 } else { 1.0 };
    let trust = if pair.doubts.is_some() { pair.doubt_of_value(index) } else { 0.0 };
    let only = pair.values.iter().filter(|(at, _, found)| *at == index && found.same_kind).count() == 1;
    Some(SlotContest { claim: index, disagreeing, agreeing, agreeing_at, arithmetic, trust, only, score })
}

/// How much of a disagreement is left beside an agreeing value: all where it fits clearly better, little where it fits less well.
fn decisive(margin: f32) -> f32 {
    if margin <= 0.0 { 0.15 } else { (0.4 + 3.0 * margin).min(1.0) }
}

/// How strongly an agreeing occurrence silences the disagreeing one.
fn weight(value: &SlotValue, with: &Occurrence, against: &Occurrence, pairs: &[Pair<'_>]) -> f32 {
    match side(with.relation) {
        // The sentence that is to contradict the claim says the very same: only a clear swap is left.
        Side::Equal if with.pair == against.pair => {
            EQUAL_BESIDE.max(specific(value) * against.slot / with.slot.max(0.01))
        }
        Side::Equal => EQUAL,
        Side::Compatible if is_otherwise_bound(value, with, against, pairs) => DONE_LATER,
        // "in 1994" beside "on 4 October 1994 as on 12 October 1963".
        Side::Compatible if with.pair == against.pair && value.value.kind == Kind::Date => EQUAL,
        Side::Compatible if is_done_later(value, with, pairs) => DONE_LATER,
        Side::Compatible if is_near(value, with, pairs) => EQUAL,
        Side::Compatible => 1.0,
        Side::Tolerated => TOLERATED,
        Side::Against | Side::Neither => 0.0,
    }
}

/// "by 2035" beside "by 2031, up from 380 in 2024": a day that fits worse and that no "by" bounds says nothing of when it is to be.
fn is_otherwise_bound(
    value: &SlotValue,
    with: &Occurrence,
    against: &Occurrence,
    pairs: &[Pair<'_>],
) -> bool {
    let bound = |one: &Occurrence| {
        let source = pairs.get(one.pair)?.sentence.values.get(one.value)?;
        source.value.date.map(|date| date.modifier)
    };
    let own = value.value.date.map(|date| date.modifier);
    matches!(own, Some(Modifier::By | Modifier::Until))
        && bound(against) == own
        && bound(with) != own
        && with.slot < against.slot
}

/// "since 1991" beside a meeting of 2018: what was done later says nothing of when it began.
fn is_done_later(value: &SlotValue, with: &Occurrence, pairs: &[Pair<'_>]) -> bool {
    let source = pairs.get(with.pair).and_then(|pair| pair.sentence.values.get(with.value));
    let dates = value.value.date.zip(source.and_then(|source| source.value.date));
    dates.is_some_and(|(ours, theirs)| {
        let later = ours.end.zip(theirs.start).is_some_and(|(ours, theirs)| ours < theirs);
        ours.modifier == Modifier::Since && theirs.modifier != Modifier::Since && later
    })
}

/// What an exact number in the contradicting sentence is worth of that sentence's slot.
fn specific(value: &SlotValue) -> f32 {
    let digits = match value.value.kind {
        Kind::Percent => SPECIFIC,
        Kind::Money => value.value.significant + 1,
        Kind::Number => value.value.significant,
        _ => 0,
    };
    if digits >= SPECIFIC { 0.95 } else { 0.0 }
}

/// "over 56,000" beside 56,910: a bound is chosen close to what it bounds.
fn is_near(value: &SlotValue, with: &Occurrence, pairs: &[Pair<'_>]) -> bool {
    let source = pairs.get(with.pair).and_then(|pair| pair.sentence.values.get(with.value));
    source.is_some_and(|source| is_close(value, source, NEAR))
}
