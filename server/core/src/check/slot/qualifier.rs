//! What narrows a claim to something else than a source speaks of: another one, a part, a plan, an ordinal of its own.
//! It must not know which rule would apply.

use crate::check::slot::side::Side;
use crate::claims::{Claim, Modality};
use crate::text::Span;
use crate::values::{Kind, Value, relate};

/// Words that make a statement one of another thing, of a part, or of another time. "Second" and the like are ordinals.
const NARROWING: [&str; 14] = [
    "alone",
    "another",
    "additional",
    "further",
    "previous",
    "previously",
    "next",
    "former",
    "formerly",
    "extra",
    "annual",
    "annually",
    "separate",
    "besides",
];

/// What a narrowed claim is worth as a statement of the same slot.
const NARROWED: f32 = 0.6;

/// The words of [`NARROWING`] that a sentence holds.
pub(super) fn narrowing_words(text: &str, sentence: Span) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for word in sentence.of(text).split(|c: char| !c.is_alphabetic()) {
        found.extend(NARROWING.iter().find(|narrowing| narrowing.eq_ignore_ascii_case(word)));
    }
    found
}

/// Less than 1 where the claim says "another", "in that year alone" and the like, and the source sentence does not.
pub(super) fn same_extent(own: &[&str], text: &str, sentence: Span) -> f32 {
    if own.is_empty() {
        return 1.0;
    }
    let other = narrowing_words(text, sentence);
    if own.iter().all(|word| other.contains(word)) { 1.0 } else { NARROWED }
}

/// Less than 1 where the claim is of a plan and the source of something done: "is to be adopted in 2027", "adopted in 2022".
pub(super) fn same_stage(claim: &Claim, source: &Claim) -> f32 {
    let planned = |claim: &Claim| claim.frame.modality() < Modality::Decided;
    if planned(claim) && !planned(source) { NARROWED } else { 1.0 }
}

/// Less than 1 where the claim's clause counts the thing ("the second session") and the source sentence counts no such one.
pub(super) fn same_turn(side: &Side<'_>, value: &Value, other: &Side<'_>) -> f32 {
    let clause = side.clause_around(value);
    let ordinals = |side: &'_ Side<'_>| -> Vec<Value> {
        side.values.iter().filter(|(_, v)| v.kind == Kind::Ordinal).map(|(_, v)| (*v).clone()).collect()
    };
    let theirs = ordinals(other);
    let own = ordinals(side);
    let stray = own
        .iter()
        .filter(|ordinal| ordinal.span != value.span && side.clause_around(ordinal) == clause)
        .any(|ordinal| !theirs.iter().any(|their| relate(ordinal, their).agrees()));
    if stray { NARROWED } else { 1.0 }
}
