//! Values over which the places differ among themselves: two sources, or one source in two sentences, say two things.
//! It must not know how well a value fits its slot.

use super::occurrence::{Dispute, Occurrence, Side, side};
use super::pair::Pair;
use super::slots::slot_contest;
use crate::views::{SentenceView, SlotValue};

/// How well a place must fit to be one side of a dispute, and how well beside the other side.
const LEAST_SIDE: f32 = 0.55;
const AS_GOOD: f32 = 0.8;
/// How well a second differing value must fit to tell of another occasion.
const OTHER_VALUE: f32 = 0.3;
/// From this share of the agreeing side's fit on, what else agrees is another voice for it.
const ANOTHER_VOICE: f32 = 0.6;

/// Values of the claim over which the places differ among themselves.
pub(super) fn disputes(claim: &SentenceView, pairs: &[Pair<'_>], all: &[Vec<Occurrence>]) -> Vec<Dispute> {
    let values = claim.values.iter().zip(all).enumerate();
    let found = values
        .filter_map(|(index, (value, occurrences))| dispute(index, value, occurrences, pairs))
        .filter(|dispute| !differs_elsewhere(dispute, all));
    found.collect()
}

/// Whether another value of the claim differs from the sentence that disagrees too: then it tells of another occasion.
fn differs_elsewhere(dispute: &Dispute, all: &[Vec<Occurrence>]) -> bool {
    let (index, pair) = (dispute.contest.claim, dispute.contest.disagreeing.pair);
    all.iter().enumerate().filter(|(other, _)| *other != index).any(|(_, occurrences)| {
        let there = || occurrences.iter().filter(|one| one.pair == pair);
        let against = |one: &Occurrence| side(one.relation) == Side::Against;
        there().any(|one| against(one) && one.slot > OTHER_VALUE) && there().all(against)
    })
}

fn dispute(
    index: usize,
    value: &SlotValue,
    occurrences: &[Occurrence],
    pairs: &[Pair<'_>],
) -> Option<Dispute> {
    let agrees = |one: &&Occurrence| matches!(side(one.relation), Side::Equal | Side::Compatible);
    let agreeing = occurrences.iter().filter(agrees).max_by(|a, b| a.slot.total_cmp(&b.slot)).copied()?;
    let document = |one: &Occurrence| pairs.get(one.pair).map(|pair| std::ptr::from_ref(pair.document));
    if value.negated || agreeing.slot < LEAST_SIDE {
        return None;
    }
    let voice = |one: &&Occurrence| {
        matches!(side(one.relation), Side::Equal | Side::Compatible | Side::Tolerated)
            && one.slot >= ANOTHER_VOICE * agreeing.slot
    };
    let voices: Vec<&Occurrence> = occurrences.iter().filter(voice).collect();
    let against = |within: bool| {
        let apart = |one: &&Occurrence| {
            let beside = voices
                .iter()
                .any(|voice| voice.pair == one.pair || !within && document(voice) == document(one));
            !beside && (!within || document(one) == document(&agreeing))
        };
        let rest: Vec<Occurrence> = occurrences.iter().filter(apart).copied().collect();
        let contest = slot_contest(index, value, &rest, pairs)?;
        (agreeing.slot >= AS_GOOD * contest.disagreeing.slot).then_some(Dispute { agreeing, contest, within })
    };
    against(false).or_else(|| against(true))
}
