//! What the sources say to a value or name of a draft at one place.
//! It must not know whether a finding is shown there.

use crate::analysis::Analysis;
use crate::check::{Pairing, Verdict, pairings_of_sentence};
use crate::corpus::Corpus;
use crate::facts::Passage;
use crate::names::EntityId;
use crate::values::{Modifier, Relation, Relative, Value};

/// A source passage that speaks of the same as a value of the draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Support {
    pub passage: Passage,
    /// How the draft's value stands to the passage's.
    pub relation: Relation,
    pub verdict: Verdict,
    /// 0 to 1: how well the passage fits what the draft speaks of.
    pub fit: f32,
}

/// The entity whose mention holds byte `offset` of a text; of nested mentions the longest.
pub fn entity_at(analysis: &Analysis, offset: usize) -> Option<EntityId> {
    let touching = analysis.mentions.iter().filter(|mention| mention.span.touches(offset));
    touching.max_by_key(|mention| mention.span.len()).map(|mention| mention.entity)
}

/// The passages that support or contradict the value at byte `offset` of the draft, best first.
/// Where no value stands there, those for all values of the sentence. Empty where no source speaks of it.
pub fn passages_at(draft: &str, analysis: &Analysis, corpus: &Corpus, offset: usize) -> Vec<Support> {
    let found = analysis.sentences.iter().position(|sentence| sentence.span.touches(offset));
    let Some(sentence) = found else { return Vec::new() };
    let analysis = &analysis.part(sentence..sentence + 1);
    let pairings = pairings_of_sentence(draft, analysis, corpus, 0);
    let at_value = |pairing: &&Pairing| {
        analysis.values.get(pairing.draft_value as usize).is_some_and(|value| value.span.touches(offset))
    };
    let on_value = analysis.values.iter().any(|value| value.span.touches(offset));
    ranked(analysis, corpus, pairings.iter().filter(|pairing| !on_value || at_value(pairing)))
}

/// As [`passages_at`], for the values of a draft with their pairings ([`crate::check::Checked::pairings`]).
/// A value that only stands in passing ("one of them") is left out, and so is a stretch of time that is counted from the day of
/// writing ("the next six months") and that no source speaks of: it says when, and nothing that could be borne out by itself.
pub fn passages_of_draft(
    analysis: &Analysis,
    corpus: &Corpus,
    pairings: &[(u32, Vec<Pairing>)],
) -> Vec<(u32, Vec<Support>)> {
    let told = |(number, pairings): &(u32, Vec<Pairing>)| {
        let value = analysis.values.get(*number as usize).filter(|value| !value.weak)?;
        let supports = ranked(analysis, corpus, pairings.iter());
        (!supports.is_empty() || !is_counted_stretch(value)).then_some((*number, supports))
    };
    pairings.iter().filter_map(told).collect()
}

fn is_counted_stretch(value: &Value) -> bool {
    value.date.is_some_and(|date| matches!(date.relative, Some(Relative::Stretch { .. })))
}

fn ranked<'p>(
    analysis: &Analysis,
    corpus: &Corpus,
    pairings: impl Iterator<Item = &'p Pairing>,
) -> Vec<Support> {
    let mut out: Vec<Support> = pairings.filter_map(|pairing| support(analysis, corpus, pairing)).collect();
    out.sort_by(|a, b| b.fit.total_cmp(&a.fit));
    without_neighbours(out)
}

/// How much worse than the best agreeing passage a disagreeing one may fit and still speak of the same.
const MARGIN: f32 = 0.05;

/// Drops values that merely stand near one that agrees: another number of the same sentence, or of a sentence that
/// fits clearly worse, says nothing against it.
fn without_neighbours(mut supports: Vec<Support>) -> Vec<Support> {
    let agreeing: Vec<Support> =
        supports.iter().filter(|support| support.verdict == Verdict::Supported).copied().collect();
    let best = agreeing.first().map_or(f32::NEG_INFINITY, |support| support.fit);
    let same_sentence = |a: &Support, b: &Support| {
        a.passage.source == b.passage.source && a.passage.sentence == b.passage.sentence
    };
    supports.retain(|support| {
        support.verdict != Verdict::Conflict
            || (support.fit >= best - MARGIN && !agreeing.iter().any(|other| same_sentence(support, other)))
    });
    supports
}

/// Whether a source's date falls in what the draft says has lasted since another: it then tells nothing of the beginning, which is
/// what the draft states.
fn merely_later(draft: &Value, source: &Value) -> bool {
    let (Some(draft), Some(source)) = (draft.date, source.date) else { return false };
    draft.modifier == Modifier::Since && source.modifier != Modifier::Since && draft.end < source.start
}

fn support(analysis: &Analysis, corpus: &Corpus, pairing: &Pairing) -> Option<Support> {
    let (source, claim) = corpus.claim(pairing.at)?;
    let value = source.analysis.values.get(pairing.source_value as usize)?;
    let verdict = match pairing.relation {
        relation if relation.agrees() => match analysis.values.get(pairing.draft_value as usize) {
            Some(draft) if merely_later(draft, value) => Verdict::None,
            _ => Verdict::Supported,
        },
        relation if relation.disagrees() => Verdict::Conflict,
        _ => Verdict::None,
    };
    let passage = Passage { source: pairing.at.source, sentence: claim.span, focus: value.core };
    Some(Support { passage, relation: pairing.relation, verdict, fit: pairing.fit })
}
