//! Chooses the few facts worth showing of all that the sources say about an entity.
//! It must not know how they are shown.

use crate::check::{Pairing, pairings_of_source};
use crate::claims::{Claim, Subject};
use crate::corpus::{Corpus, SentenceRef, Source};
use crate::facts::excerpt::excerpt_of;
use crate::facts::{Fact, Passage};
use crate::names::{EntityId, Mention};
use crate::text::{BlockKind, Span};
use crate::values::{Kind, Relation, Value};

/// Sentences looked at for one sheet: an entity of every sentence must not cost the corpus.
const MAX_SENTENCES: usize = 512;
/// Candidates that are compared with the other sources, the most telling first.
const MAX_COMPARED: usize = 24;
/// How well another sentence must fit to be shown as saying the same, or otherwise.
const SAME_SLOT: f32 = 0.65;
/// How much better a differing value of a sentence must fit than an agreeing one.
const CLEARLY: f32 = 0.05;
/// A sheet with fewer facts is filled up with sentences that only name the entity.
const ENOUGH: usize = 3;

struct Candidate {
    fact: Fact,
    score: f32,
    at: SentenceRef,
    /// Index into the source's values; `None` for a sentence without any.
    value: Option<u32>,
    /// Only names the entity, or heads a text: shown where little else is known.
    filler: bool,
}

/// The best facts of an entity, contested ones first; equal scores in the order of the corpus.
pub(super) fn facts_of(corpus: &Corpus, entity: EntityId, limit: usize) -> Vec<Fact> {
    let mut candidates = Vec::new();
    for at in corpus.index().with_entity(entity).take(MAX_SENTENCES) {
        let Some((source, claim)) = corpus.claim(at) else { continue };
        collect(corpus, entity, at, source, claim, &mut candidates);
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    for candidate in candidates.iter_mut().take(MAX_COMPARED) {
        compare(corpus, candidate);
    }
    candidates.sort_by_key(|candidate| !candidate.fact.contested);
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let room = if candidate.filler { ENOUGH.min(limit) } else { limit };
        if chosen.len() < room && !already_told(&mut chosen, &candidate) {
            chosen.push(candidate);
        }
    }
    chosen.into_iter().map(|candidate| candidate.fact).collect()
}

/// A sentence is shown once, by its best value, and not at all where it says the same as a chosen fact:
/// that fact then points to it.
fn already_told(chosen: &mut [Candidate], candidate: &Candidate) -> bool {
    let passage = candidate.fact.passage;
    if let Some(twin) = chosen.iter_mut().find(|other| candidate.fact.others.contains(&other.fact.passage)) {
        if !twin.fact.others.contains(&passage) {
            twin.fact.others.push(passage);
        }
        return true;
    }
    chosen.iter().any(|other| other.at == candidate.at || other.fact.others.contains(&passage))
}

fn collect(
    corpus: &Corpus,
    entity: EntityId,
    at: SentenceRef,
    source: &Source,
    claim: &Claim,
    out: &mut Vec<Candidate>,
) {
    let is_subject = matches!(claim.subject, Subject::Entity(subject, _) if subject == entity);
    let about = if is_subject { 1.0 } else { 0.4 };
    let told: Vec<_> =
        claim.values.iter().zip(source.values_of(claim)).filter(|(_, value)| tells(value)).collect();
    let titled = is_title(source, claim);
    for (claimed, value) in &told {
        let place = if titled { -2.0 } else { about };
        let score = place + weight_of(claim, source, value) + nearness(claim, source, entity, value);
        let fact = fact(at, source, claim, value.core, Some(value));
        out.push(Candidate { fact, score, at, value: Some(claimed.value), filler: titled });
    }
    if told.is_empty() {
        let rarity: f32 = claim.words.iter().map(|word| corpus.index().stem_rarity(word.stem)).sum();
        let score = 0.3 * about + 0.01 * rarity.min(10.0);
        let fact = fact(at, source, claim, mention_span(claim, source, entity), None);
        out.push(Candidate { fact, score, at, value: None, filler: !is_subject });
    }
}

/// "Situation report 3", "Statement of 10 May": a number or date in a heading tells which document it is.
fn is_title(source: &Source, claim: &Claim) -> bool {
    let sentence = source.analysis.sentences.get(claim.sentence as usize);
    let block = sentence.and_then(|sentence| source.analysis.blocks.get(sentence.block as usize));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// Whether a value says how many or when: "for many years" and "recently" do not.
fn tells(value: &Value) -> bool {
    let dated =
        value.date.is_some_and(|date| date.start.is_some() || date.end.is_some() || date.month.is_some());
    dated || value.interval.low.is_some() || value.interval.high.is_some()
}

fn fact(at: SentenceRef, source: &Source, claim: &Claim, focus: Span, value: Option<&Value>) -> Fact {
    Fact {
        passage: Passage { source: at.source, sentence: claim.span, focus },
        excerpt: excerpt_of(&source.text, claim.span, value.map_or(focus, |value| value.span)),
        kind: value.map(|value| value.kind),
        speaker: claim.frame.speaker(),
        as_of: source.metadata.as_of,
        contested: false,
        others: Vec::new(),
    }
}

fn mentions_of<'s>(claim: &Claim, source: &'s Source, entity: EntityId) -> impl Iterator<Item = &'s Mention> {
    let range = claim.mentions.start as usize..claim.mentions.end as usize;
    let mentions = source.analysis.mentions.get(range).unwrap_or(&[]);
    mentions.iter().filter(move |mention| mention.entity == entity)
}

fn mention_span(claim: &Claim, source: &Source, entity: EntityId) -> Span {
    mentions_of(claim, source, entity).next().map_or(claim.span, |mention| mention.span)
}

/// Figures and dates that tell most come first; a value said in passing, or one that names something, tells little.
fn weight_of(claim: &Claim, source: &Source, value: &Value) -> f32 {
    if value.weak || names_something(claim, source, value) {
        return 0.0;
    }
    match value.kind {
        Kind::Date | Kind::Money => 0.6,
        Kind::Number | Kind::Percent | Kind::Quantity => 0.5,
        Kind::Duration | Kind::PercentagePoint | Kind::Fraction | Kind::Ratio => 0.3,
        Kind::Ordinal => 0.1,
    }
}

/// "the 1951 Convention": the date stands between an article and a capitalised word, so it tells which, not when.
/// "Since 2008 Azerbaijan …" and "17 Youth Ambassadors" tell when and how many.
fn names_something(claim: &Claim, source: &Source, value: &Value) -> bool {
    if !matches!(value.kind, Kind::Date | Kind::Ordinal) {
        return false;
    }
    let before = Span { start: claim.span.start, end: value.span.start }.of(&source.text);
    let article = before.split_whitespace().next_back().unwrap_or("");
    if !["the", "its", "their", "his", "her", "a"].iter().any(|known| known.eq_ignore_ascii_case(article)) {
        return false;
    }
    let next = claim.words.iter().find(|word| word.span.start >= value.span.end);
    next.is_some_and(|word| {
        let between = Span { start: value.span.end, end: word.span.start };
        word.capital && between.of(&source.text).chars().all(char::is_whitespace)
    })
}

/// 0.5 for a value next to the entity's name, falling with the distance in bytes.
fn nearness(claim: &Claim, source: &Source, entity: EntityId, value: &Value) -> f32 {
    let distances = mentions_of(claim, source, entity).map(|m| m.span.start.abs_diff(value.span.start));
    distances.min().map_or(0.0, |bytes| 0.5 / (1.0 + bytes as f32 / 60.0))
}

/// Looks for other sentences about the same slot: those that say otherwise, else those that say the same.
fn compare(corpus: &Corpus, candidate: &mut Candidate) {
    let Some(value) = candidate.value else { return };
    let mut pairings = pairings_of_source(corpus, candidate.at);
    pairings.retain(|p| p.draft_value == value && p.at != candidate.at && p.fit >= SAME_SLOT);
    pairings.sort_by_key(|pairing| pairing.at);
    let (mut same, mut differing) = (Vec::new(), Vec::new());
    for sentence in pairings.chunk_by(|a, b| a.at == b.at) {
        let best = |wanted: fn(Relation) -> bool| {
            let fitting = sentence.iter().filter(|pairing| wanted(pairing.relation));
            fitting.max_by(|a, b| a.fit.total_cmp(&b.fit))
        };
        match (best(Relation::agrees), best(Relation::disagrees)) {
            (Some(agreeing), Some(other)) if other.fit > agreeing.fit + CLEARLY => differing.push(*other),
            (Some(agreeing), _) => same.push(*agreeing),
            (None, Some(other)) => differing.push(*other),
            (None, None) => {}
        }
    }
    candidate.fact.contested = !differing.is_empty();
    let shown = if candidate.fact.contested { differing } else { same };
    candidate.fact.others = shown.iter().filter_map(|pairing| place(corpus, pairing)).collect();
}

fn place(corpus: &Corpus, pairing: &Pairing) -> Option<Passage> {
    let (source, claim) = corpus.claim(pairing.at)?;
    let value = source.analysis.values.get(pairing.source_value as usize)?;
    Some(Passage { source: pairing.at.source, sentence: claim.span, focus: value.core })
}
