//! Two values that differ in what else their texts say about them (a rate, a part, "another", a change, another time) fill different slots.
//! It must not know how well the surroundings fit.

use super::likeness::compare_values;
use super::pair::Pair;
use crate::values::{Kind, Relation};
use crate::views::{Qualifiers, SentenceView, SlotValue};

/// What is left of a slot whose two values differ in such a point.
const RATE: f32 = 0.6;
const PART: f32 = 0.7;
/// From this fit of the counted nouns on, a part is what the claim speaks of.
const NAMED_PART: f32 = 0.95;
const OTHER: f32 = 0.6;
const CHANGE: f32 = 0.75;
const ORIGIN: f32 = 0.6;
const OTHER_TIME: f32 = 0.6;
const CITED: f32 = 0.5;
const AGE: f32 = 0.5;
const ADJUSTED: f32 = 0.6;

/// What is left of a slot after its two values' points are compared: 1 where they agree in all.
///
/// A part that the claim names by the same noun (`head` near 1) is the claim's slot: "27 recoveries", "35 cases including 27 recoveries".
pub(super) fn agreement(value: &SlotValue, source: &SlotValue, pair: &Pair<'_>, head: f32) -> f32 {
    let (ours, theirs) = (value.qualifiers, source.qualifiers);
    let mut left = 1.0;
    let mut guard = |differs: bool, factor: f32| left *= if differs { factor } else { 1.0 };
    guard(ours.rate != theirs.rate, RATE);
    let part_of = |points: Qualifiers| points.part || points.listed;
    guard(part_of(ours) != part_of(theirs) && head < NAMED_PART, PART);
    guard(ours.other != theirs.other, OTHER);
    guard(ours.cited != theirs.cited, CITED);
    guard(ours.age != theirs.age && value.value.kind == Kind::Number, AGE);
    if value.value.kind != Kind::Date {
        guard(ours.change != theirs.change, CHANGE);
        guard(ours.origin != theirs.origin, ORIGIN);
        guard(is_of_other_time(value, pair), OTHER_TIME);
        guard(is_adjusted(pair.claim) != is_adjusted(pair.sentence), ADJUSTED);
    }
    left
}

/// "net of this item", "excluding transport", "adjusted": a figure from which something was left out.
fn is_adjusted(view: &SentenceView) -> bool {
    view.tokens.iter().enumerate().any(|(at, token)| match &*token.lower {
        "excluding" | "excl" | "adjusted" | "unadjusted" | "adjusting" | "non-gaap" => true,
        "net" => view.token(at + 1).is_some_and(|next| &*next.lower == "of"),
        _ => false,
    })
}

/// Whether the claim dates its figure, and the source sentence has dates, none of which fits.
fn is_of_other_time(value: &SlotValue, pair: &Pair<'_>) -> bool {
    let dates = |view: &SentenceView| -> Vec<SlotValue> {
        view.values
            .iter()
            .filter(|value| value.value.kind == Kind::Date && value.life.is_none())
            .cloned()
            .collect()
    };
    let theirs = dates(pair.sentence);
    let apart = |ours: &SlotValue| {
        let relations = || theirs.iter().map(|theirs| compare_values(&ours.value, &theirs.value).relation);
        relations().any(|relation| relation == Relation::Conflict)
            && !relations().any(|relation| relation.agrees() || relation.tolerates())
    };
    dates(pair.claim).iter().filter(|date| date.first != value.first).any(apart)
}
