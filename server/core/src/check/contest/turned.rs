//! A value that went the other way: "sales rose by 9 percent" beside "sales dropped by 9 percent".
//! It must not know how sure such a disagreement is beside others.

use super::coverage::NAMED;
use super::naming::is_noun;
use super::occurrence::Occurrence;
use super::pair::{Pair, SAME_THING};
use super::wording::{BARELY, Contest, WordContest};
use crate::values::Relation;
use crate::views::{SentenceView, SlotValue, Trend};

/// Share of the words around the value, by weight, that the source must have near its own.
const LEAST_SHARE: f32 = 0.6;
/// What a disagreement is worth with the least share, and what a whole one adds.
const BASE: f32 = 0.62;
const PER_SHARE: f32 = 0.3;

/// The best place where an equal value went the other way, for each value of the claim of which no place says what the claim says.
pub(super) fn turned_values(
    claim: &SentenceView,
    pairs: &[Pair<'_>],
    all: &[Vec<Occurrence>],
) -> Vec<WordContest> {
    let values = claim.values.iter().zip(all);
    values.filter_map(|(value, occurrences)| turned_value(claim, value, pairs, occurrences)).collect()
}

fn turned_value(
    claim: &SentenceView,
    value: &SlotValue,
    pairs: &[Pair<'_>],
    occurrences: &[Occurrence],
) -> Option<WordContest> {
    let (way, at) = value.trend?;
    let same = occurrences.iter().filter(|one| one.relation == Relation::Same);
    let equal = same.filter_map(|one| {
        let pair = pairs.get(one.pair)?;
        let source = pair.sentence.values.get(one.value)?;
        Some((one, pair, source, source.trend?))
    });
    let mut best: Option<WordContest> = None;
    for (one, pair, source, (theirs, there)) in equal {
        if theirs == way {
            return None;
        }
        let Some(share) = share_around(claim, value, at, pair, source) else { continue };
        if is_denied(claim, at) || is_denied(pair.sentence, there) || !same_end(value, source) {
            continue;
        }
        let disagreeing = (BASE + PER_SHARE * share) * pair.doubt_of_words();
        if best.is_none_or(|best| disagreeing > best.disagreeing) {
            best = Some(WordContest {
                contest: Contest::Antonym,
                claim: at,
                pair: one.pair,
                source: there,
                disagreeing,
                agreeing: 0.0,
                score: disagreeing,
                sure: true,
                turned: way == Trend::Down,
            });
        }
    }
    best
}

/// Both tell the level that was reached or the change, or both the level that was left.
fn same_end(value: &SlotValue, source: &SlotValue) -> bool {
    let (own, other) = (value.qualifiers, source.qualifiers);
    own.is_origin() == other.is_origin() && !own.is_other() && !other.is_other()
}

fn is_denied(view: &SentenceView, at: usize) -> bool {
    view.scope.any(at) >= BARELY
}

/// The share of the words in the value's clause that the source has near its value; `None` where a name, or the noun that the value is
/// told of, is not among them.
fn share_around(
    claim: &SentenceView,
    value: &SlotValue,
    way: usize,
    pair: &Pair<'_>,
    source: &SlotValue,
) -> Option<f32> {
    let place = (source.first, source.end);
    let around = claim
        .content_tokens()
        .filter(|(at, token)| *at != way && claim.same_clause(*at, value.first) && token.value.is_none());
    let (mut found, mut total, mut told) = (0.0, 0.0, false);
    for (at, token) in around {
        let near = pair.near(at, place);
        if token.capital && near.max(pair.found(at)) < NAMED {
            return None;
        }
        if !told && !token.capital && (at < way || is_noun(token)) {
            told = true;
            if near < SAME_THING {
                return None;
            }
        }
        found += token.idf * near;
        total += token.idf;
    }
    (told && total > 0.0 && found / total >= LEAST_SHARE).then(|| found / total)
}
