//! Opposites that only swap two sides: "A is B's husband" and "B is A's wife" may both be true.
//! It must not know how well the surroundings of the two words fit.

use super::pair::Pair;
use crate::views::Token;

/// What is left of an opposition that a change of sides explains.
const CONVERSE: f32 = 0.3;
const MAYBE_CONVERSE: f32 = 0.75;
/// From this score on, two words name one thing.
const SAME_THING: f32 = 0.75;

/// What is left of an opposition of `token` and the source's word `other` at `source`, after regard to who stands on which side: 0 to 1.
pub(super) fn converse(pair: &Pair<'_>, token: &Token, source: usize) -> f32 {
    let lemma = pair.sentence.token(source).map_or("", Token::lemma);
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
    const PAIRS: [(&str, &str); 18] = [
        ("beat", "lose"),
        ("defeat", "lose"),
        ("win", "lose"),
        ("victory", "loss"),
        ("win", "loss"),
        ("give", "receive"),
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
