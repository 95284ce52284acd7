//! How much of a claim its best source sentence speaks of, and whether the two deny the same words.
//! It must not know the contests.

use super::naming::placed_otherwise;
use super::pair::Pair;

/// What one sentence covers of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Which pair covers most.
    pub pair: usize,
    /// Share of the claim by weight, title and inherited names included.
    pub share: f32,
    /// Weight of all words that are found nowhere, and of the weightiest of them.
    pub unfound: f32,
    pub most_unfound: f32,
    /// How surely a word that both have is denied by one alone, times the share; 0 where both deny equally often.
    pub negation: f32,
    /// Words surely denied in the claim that the sentence lacks.
    pub denied_unfound: f32,
    /// A name or a value of the claim has no counterpart, or stands for something else there.
    pub lacks: bool,
}

/// Reads the sentence that covers most of the claim.
pub fn coverage(pairs: &[Pair<'_>]) -> Coverage {
    let best = pairs.iter().enumerate().max_by(|a, b| a.1.coverage().total_cmp(&b.1.coverage()));
    let Some((number, pair)) = best else { return Coverage::default() };
    let mut coverage = Coverage { pair: number, share: pair.coverage(), ..Coverage::default() };
    for (at, token) in pair.claim.content_tokens() {
        if pair.found(at) > 0.0 {
            continue;
        }
        coverage.unfound += token.idf;
        coverage.most_unfound = coverage.most_unfound.max(token.idf);
        if pair.claim.scope.any(at) >= 0.6 {
            coverage.denied_unfound += 1.0;
        }
    }
    coverage.lacks = lacks(pair, pairs);
    coverage.negation = one_sided_negation(pair) * coverage.share;
    coverage
}

/// From this score on, a name is there: in the sentence, in the title, or through a pronoun.
pub(super) const NAMED: f32 = 0.5;

/// Whether some name of the claim is not in its best sentence, is there for another thing, or some value has none that it may stand for.
fn lacks(pair: &Pair<'_>, pairs: &[Pair<'_>]) -> bool {
    let names = pair.claim.content_tokens().filter(|(_, token)| token.capital);
    let missing = |at: usize| pair.found(at) < NAMED || placed_otherwise(pair, at).is_some();
    let agrees = |value: usize| {
        pairs
            .iter()
            .flat_map(|pair| &pair.values)
            .any(|(own, _, found)| *own == value && (found.relation.agrees() || found.relation.tolerates()))
    };
    let stated =
        pair.claim.values.iter().enumerate().filter(|(_, value)| !value.value.weak && !value.in_name);
    names.into_iter().any(|(at, _)| missing(at)) || stated.into_iter().any(|(value, _)| !agrees(value))
}

/// How surely a word of both is plainly denied by one side alone.
fn one_sided_negation(pair: &Pair<'_>) -> f32 {
    if (pair.claim.scope.hard_cues() + pair.sentence.scope.hard_cues()).is_multiple_of(2) {
        return 0.0;
    }
    let placed: Vec<(usize, usize, f32)> = pair
        .claim
        .content
        .iter()
        .filter_map(|at| pair.hits(*at).first().map(|(source, score)| (*at, *source, *score)))
        .collect();
    let one_sided = |at: usize, source: usize| {
        (pair.claim.scope.any(at) > 0.0) != (pair.sentence.scope.any(source) > 0.0)
    };
    let mut most = 0.0f32;
    for (at, source, score) in &placed {
        let (ours, theirs) = (pair.claim.scope.hard(*at), pair.sentence.scope.hard(*source));
        let agreed = placed.iter().any(|(near, other, _)| other == source && !one_sided(*near, *other));
        if (ours > 0.0) != (theirs > 0.0) && one_sided(*at, *source) && !agreed {
            most = most.max(ours.max(theirs) * score);
        }
    }
    most
}
