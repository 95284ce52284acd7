//! Two numbers of a claim that changed places: "three in Lom and 11 in Arva" beside "11 in Lom and three in Arva".
//! It must not know how well a slot fits: both numbers agree with the sentence, only what each is told of differs.

use super::occurrence::Occurrence;
use super::pair::Pair;
use crate::values::Relation;
use crate::views::{SentenceView, SlotValue};

/// Tokens behind a value among which the words stand that say what it is told of.
const REACH: usize = 5;

/// The source value that stands where the claim has `index`, if the claim swapped that value with another one.
pub(super) fn swapped_with(
    claim: &SentenceView,
    index: usize,
    number: usize,
    pair: &Pair<'_>,
    all: &[Vec<Occurrence>],
) -> Option<usize> {
    let own = equal_in(number, all.get(index)?)?;
    let others = (0..claim.values.len()).filter(|other| *other != index);
    let swapped = others.filter_map(|other| {
        let theirs = equal_in(number, all.get(other)?)?;
        let kinds = (claim.values.get(index)?.value.kind, claim.values.get(other)?.value.kind);
        let crossed = kinds.0 == kinds.1
            && own != theirs
            && is_told_beside(claim, index, pair, theirs, own)
            && is_told_beside(claim, other, pair, own, theirs);
        crossed.then_some(theirs)
    });
    swapped.into_iter().next()
}

/// The one value of the sentence that equals the claim's; `None` where there are several.
fn equal_in(number: usize, occurrences: &[Occurrence]) -> Option<usize> {
    let mut equal = occurrences.iter().filter(|one| one.pair == number && one.relation == Relation::Same);
    let first = equal.next()?;
    equal.next().is_none().then_some(first.value)
}

/// Whether what follows the claim's value follows `there` in the sentence, and nothing of it follows `here`.
fn is_told_beside(claim: &SentenceView, index: usize, pair: &Pair<'_>, there: usize, here: usize) -> bool {
    let Some(value) = claim.values.get(index) else { return false };
    let (Some(there), Some(here)) = (behind(pair.sentence, there), behind(pair.sentence, here)) else {
        return false;
    };
    let told = behind_value(claim, value);
    let words = claim.content_tokens().map(|(at, _)| at).filter(|at| (told.0..told.1).contains(at));
    let (mut beside, mut apart) = (false, false);
    for at in words {
        for (hit, _) in pair.hits(at) {
            beside |= (there.0..there.1).contains(hit);
            apart |= (here.0..here.1).contains(hit);
        }
    }
    beside && !apart
}

fn behind(view: &SentenceView, index: usize) -> Option<(usize, usize)> {
    Some(behind_value(view, view.values.get(index)?))
}

/// Tokens behind a value, up to the next value or sign.
fn behind_value(view: &SentenceView, value: &SlotValue) -> (usize, usize) {
    let ends = |at: &usize| view.token(*at).is_none_or(|token| token.sign || token.value.is_some());
    let end = (value.end..value.end + REACH).find(ends).unwrap_or(value.end + REACH);
    (value.end, end)
}
