//! Chooses the few facts worth showing of all that the sources say about an entity.
//! It must not know how they are shown.

use crate::claims::{Claim, Subject};
use crate::corpus::{Corpus, SentenceRef, Source};
use crate::facts::{Fact, Passage};
use crate::names::EntityId;
use crate::text::Span;
use crate::values::{Kind, Relation, Value, relate};

/// Sentences looked at for one sheet: an entity of every sentence must not cost the corpus.
const MAX_SENTENCES: usize = 512;

struct Candidate {
    fact: Fact,
    score: f32,
    at: SentenceRef,
    value: u32,
}

/// The best facts of an entity, contested ones first; equal scores in the order of the corpus.
pub(super) fn facts_of(corpus: &Corpus, entity: EntityId, limit: usize) -> Vec<Fact> {
    let mut candidates = Vec::new();
    for at in corpus.index().with_entity(entity).take(MAX_SENTENCES) {
        let Some((source, claim)) = corpus.claim(at) else { continue };
        collect(corpus, entity, at, source, claim, &mut candidates);
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        merge(corpus, &mut chosen, candidate, limit);
    }
    chosen.sort_by_key(|candidate| !candidate.fact.contested);
    chosen.into_iter().map(|candidate| candidate.fact).collect()
}

fn collect(
    corpus: &Corpus,
    entity: EntityId,
    at: SentenceRef,
    source: &Source,
    claim: &Claim,
    out: &mut Vec<Candidate>,
) {
    let about = match claim.subject {
        Subject::Entity(subject, _) if subject == entity => 1.0,
        _ => 0.4,
    };
    for (claimed, value) in claim.values.iter().zip(source.values_of(claim)) {
        let score = about + weight_of(value) + nearness(claim, source, entity, value);
        let fact = Fact {
            passage: Passage { source: at.source, sentence: claim.span, focus: value.core },
            excerpt: excerpt_of(&source.text, claim.span, value.span),
            kind: Some(value.kind),
            speaker: claim.frame.cue.map(|_| claim.frame.speaker).filter(|speaker| !speaker.is_empty()),
            as_of: source.metadata.as_of,
            contested: false,
            others: Vec::new(),
        };
        out.push(Candidate { fact, score, at, value: claimed.value });
    }
    if claim.values.is_empty() && about > 0.5 {
        let fact = Fact {
            passage: Passage {
                source: at.source,
                sentence: claim.span,
                focus: subject_span(claim, source, entity),
            },
            excerpt: excerpt_of(&source.text, claim.span, claim.span),
            kind: None,
            speaker: claim.frame.cue.map(|_| claim.frame.speaker).filter(|speaker| !speaker.is_empty()),
            as_of: source.metadata.as_of,
            contested: false,
            others: Vec::new(),
        };
        let rarity: f32 = claim.words.iter().map(|word| corpus.index().stem_rarity(word.stem)).sum();
        out.push(Candidate { fact, score: 0.2 + 0.02 * rarity.min(10.0), at, value: u32::MAX });
    }
}

fn subject_span(claim: &Claim, source: &Source, entity: EntityId) -> Span {
    let range = claim.mentions.start as usize..claim.mentions.end as usize;
    let mentions = source.analysis.mentions.get(range).unwrap_or(&[]);
    mentions.iter().find(|mention| mention.entity == entity).map_or(claim.span, |mention| mention.span)
}

/// Figures and dates that tell most come first; a value said in passing tells little.
fn weight_of(value: &Value) -> f32 {
    if value.weak {
        return 0.0;
    }
    match value.kind {
        Kind::Date | Kind::Money => 0.6,
        Kind::Number | Kind::Percent | Kind::Quantity => 0.5,
        Kind::Duration | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio => 0.3,
        Kind::Ordinal => 0.1,
    }
}

/// 0.5 for a value next to the entity's name, falling with the distance in bytes.
fn nearness(claim: &Claim, source: &Source, entity: EntityId, value: &Value) -> f32 {
    let range = claim.mentions.start as usize..claim.mentions.end as usize;
    let mentions = source.analysis.mentions.get(range).unwrap_or(&[]).iter().filter(|m| m.entity == entity);
    let distance = mentions.map(|mention| mention.span.start.abs_diff(value.span.start)).min();
    distance.map_or(0.0, |bytes| 0.5 / (1.0 + bytes as f32 / 60.0))
}

/// Bytes to each side of the value that an excerpt shows at most.
const REACH: usize = 110;

/// A readable part of the sentence around the value: the whole sentence where it is short, else cut between words.
fn excerpt_of(text: &str, sentence: Span, value: Span) -> Span {
    let from = (value.start as usize).saturating_sub(REACH).max(sentence.start as usize);
    let to = (value.end as usize + REACH).min(sentence.end as usize);
    let start =
        if from == sentence.start as usize { from } else { next_break(text, from, value.start as usize) };
    let end = if to == sentence.end as usize { to } else { last_break(text, value.end as usize, to) };
    Span::new(start, end)
}

fn next_break(text: &str, from: usize, limit: usize) -> usize {
    let boundary = (from..=limit).find(|at| text.is_char_boundary(*at)).unwrap_or(limit);
    let part = text.get(boundary..limit).unwrap_or("");
    part.find(char::is_whitespace).map_or(boundary, |at| boundary + at + 1)
}

fn last_break(text: &str, from: usize, limit: usize) -> usize {
    let boundary = (from..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
    let part = text.get(from..boundary).unwrap_or("");
    part.rfind(char::is_whitespace).map_or(boundary, |at| from + at)
}

/// Adds a candidate, or joins it with a chosen fact about the same slot.
fn merge(corpus: &Corpus, chosen: &mut Vec<Candidate>, candidate: Candidate, limit: usize) {
    let twin = chosen.iter_mut().find(|other| same_slot(corpus, other, &candidate));
    if let Some(other) = twin {
        let relation = match (value_of(corpus, other), value_of(corpus, &candidate)) {
            (Some(a), Some(b)) => relate(a, b),
            _ => Relation::Same,
        };
        other.fact.contested |= relation.disagrees();
        other.fact.others.push(candidate.fact.passage);
        return;
    }
    // A sentence is shown once, by its best value.
    let shown = chosen.iter().any(|other| other.at == candidate.at);
    if !shown && chosen.len() < limit {
        chosen.push(candidate);
    }
}

fn value_of<'c>(corpus: &'c Corpus, candidate: &Candidate) -> Option<&'c Value> {
    corpus.source(candidate.at.source)?.analysis.values.get(candidate.value as usize)
}

/// Two values of one kind whose sentences share most of their words.
fn same_slot(corpus: &Corpus, a: &Candidate, b: &Candidate) -> bool {
    if a.at == b.at || a.fact.kind != b.fact.kind || a.fact.kind.is_none() {
        return false;
    }
    let (Some((_, one)), Some((_, other))) = (corpus.claim(a.at), corpus.claim(b.at)) else { return false };
    let shared = one.words.iter().filter(|word| other.words.iter().any(|w| w.stem == word.stem)).count();
    let smaller = one.words.len().min(other.words.len());
    smaller >= 3 && shared * 4 >= smaller * 3
}
