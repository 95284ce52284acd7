//! Small words that turn a statement round: "before the vote" beside "after the vote", "more costly" beside "less costly".
//! It must not know how sure such a disagreement is.

use super::pair::{Pair, SAME_THING};
use crate::views::SentenceView;

/// Pairs of which each says the opposite of the other about the word behind it.
const OPPOSITES: [(&str, &str); 7] = [
    ("before", "after"),
    ("above", "below"),
    ("over", "under"),
    ("up", "down"),
    ("more", "less"),
    ("more", "fewer"),
    ("most", "least"),
];

/// Tokens in which the word that is turned follows the small word.
const REACH: usize = 4;

/// What one claim word of a direction meets in a source sentence.
pub(super) enum Met {
    Same,
    /// At this source token.
    Opposite(usize),
}

/// Places where the source sentence has the direction of the claim's token `at`, or the opposite one, before the same word.
pub(super) fn directions(pair: &Pair<'_>, at: usize) -> Vec<Met> {
    let Some(own) = pair.claim.token(at).map(|token| &*token.lower).filter(|own| has_opposite(own)) else {
        return Vec::new();
    };
    let Some(turned) = turned_by(pair.claim, at) else { return Vec::new() };
    let hits = pair.hits(turned).iter().filter(|(_, score)| *score >= SAME_THING);
    let met = |(hit, _): &(usize, f32)| {
        let near = (hit.saturating_sub(REACH)..*hit).rev();
        let mut found = near.filter(|near| turned_by(pair.sentence, *near) == Some(*hit));
        found.find_map(|near| {
            let other = &*pair.sentence.token(near)?.lower;
            match other == own {
                true => Some(Met::Same),
                false => (are_opposite(own, other)
                    && is_denied(pair.claim, at) == is_denied(pair.sentence, near))
                .then_some(Met::Opposite(near)),
            }
        })
    };
    hits.filter_map(met).collect()
}

/// The content word that follows closely in the same phrase; none where a value does, of which the word is an operator.
fn turned_by(view: &SentenceView, at: usize) -> Option<usize> {
    let place = view.content.partition_point(|content| *content <= at);
    let next = *view.content.get(place)?;
    let between = view.tokens.get(at + 1..next)?;
    let joined = between.len() < REACH && between.iter().all(|token| !token.sign && token.value.is_none());
    let plain = |at: usize| view.token(at).is_some_and(|token| token.value.is_none());
    (joined && plain(at) && plain(next)).then_some(next)
}

/// "not less costly", "no more costly".
fn is_denied(view: &SentenceView, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| view.token(before));
    before.is_some_and(|token| matches!(&*token.lower, "not" | "n't" | "no"))
}

fn has_opposite(word: &str) -> bool {
    OPPOSITES.iter().any(|(a, b)| *a == word || *b == word)
}

fn are_opposite(a: &str, b: &str) -> bool {
    OPPOSITES.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}
