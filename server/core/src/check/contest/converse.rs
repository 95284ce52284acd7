//! Opposites that only swap two sides: "A is B's husband" and "B is A's wife" may both be true.
//! It must not know how well the surroundings of the two words fit.

use super::pair::{Pair, SAME_THING};
use crate::views::{SentenceView, Token};

/// What is left of an opposition that a change of sides explains.
const CONVERSE: f32 = 0.3;
const MAYBE_CONVERSE: f32 = 0.75;
/// Tokens behind a comparative within which its "than" stands.
const COMPARED: usize = 8;

/// What is left of an opposition of `token` and the source's word `other` at `source`, after regard to who stands on which side: 0 to 1.
pub(super) fn converse(pair: &Pair<'_>, at: usize, token: &Token, source: usize) -> f32 {
    let lemma = pair.sentence.token(source).map_or("", Token::lemma);
    if is_compared_the_other_way(pair, at, source) {
        return CONVERSE;
    }
    if !are_converse(token.lemma(), lemma) {
        return 1.0;
    }
    if are_kin(token.lemma()) {
        return if is_same_subject(pair, source) { 1.0 } else { CONVERSE };
    }
    match sides_swapped(pair) {
        Some(true) => CONVERSE,
        Some(false) => 1.0,
        None => MAYBE_CONVERSE,
    }
}

/// "A is slower than B" beside "B is faster than A": what the claim compares with stands first in the source.
fn is_compared_the_other_way(pair: &Pair<'_>, at: usize, source: usize) -> bool {
    let than = |view: &SentenceView, at: usize| {
        (at + 1..at + COMPARED).find(|near| view.token(*near).is_some_and(|token| &*token.lower == "than"))
    };
    let (Some(ours), Some(_)) = (than(pair.claim, at), than(pair.sentence, source)) else { return false };
    let compared = pair.claim.content_tokens().find(|(near, _)| *near > ours);
    compared.is_some_and(|(near, _)| pair.hits(near).first().is_some_and(|(place, _)| *place < source))
}

/// Whether the one whom a claim opens with stands before the source word too, or is what the source's title names.
fn is_same_subject(pair: &Pair<'_>, source: usize) -> bool {
    let Some((at, token)) = pair.claim.content_tokens().find(|(_, token)| token.capital) else {
        return false;
    };
    match pair.hits(at).first() {
        Some((place, _)) => *place < source,
        None => pair.document.in_title(token.lemma_key, token.stem_key),
    }
}

/// Whether two names that both texts hold stand in another order; `None` where there are no two.
fn sides_swapped(pair: &Pair<'_>) -> Option<bool> {
    let places = pair.claim.content_tokens().filter(|(_, token)| token.capital).filter_map(|(at, _)| {
        let (source, score) = pair.hits(at).first()?;
        (*score >= SAME_THING).then(|| (pair.claim.name_around(at), pair.sentence.name_around(*source)))
    });
    let places: Vec<_> = places.collect();
    let (first, theirs) = places.first()?;
    let (_, other) = places.iter().find(|(name, there)| name != first && there != theirs)?;
    Some(other.0 < theirs.0)
}

fn are_kin(lemma: &str) -> bool {
    matches!(
        lemma,
        "husband"
            | "wife"
            | "parent"
            | "child"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
    )
}

/// "A is B's husband" and "B is A's wife" may both be true: such opposites only swap the two.
fn are_converse(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 19] = [
        ("beat", "lose"),
        ("defeat", "lose"),
        ("win", "lose"),
        ("victory", "loss"),
        ("win", "loss"),
        ("give", "receive"),
        ("give", "take"),
        ("husband", "wife"),
        ("buy", "sell"),
        ("purchase", "sell"),
        ("acquire", "sell"),
        ("lend", "borrow"),
        ("teach", "learn"),
        ("parent", "child"),
        ("father", "son"),
        ("mother", "daughter"),
        ("brother", "sister"),
        ("import", "export"),
        ("before", "after"),
    ];
    PAIRS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}
