//! What the corpus knows of a claim beyond its words: which names are one thing, whom "the organisation" stands for, what narrows the claim.
//! It must not know which contest asks, nor whether values agree.

mod subject;

use super::find::Hit;
use super::onset::{self, Bracket, bracket};
use super::pair::Pair;
use crate::analysis::Analysis;
use crate::claims::{Claim, Modality};
use crate::corpus::{Corpus, SentenceRef, SourceId};
use crate::names::{Binding, EntityId, Mention};
use crate::values::{Kind, Modifier};
use crate::views::{Place, SentenceView};

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

/// Words that may open another clause.
const OPENERS: [&str; 10] =
    ["and", "but", "which", "who", "while", "although", "whereas", "because", "where", "as"];

/// How well a name in another form counts, and one that a pronoun or "the organisation" stands for.
const SAME_NAME: f32 = 1.0;
const BOUND_NAME: f32 = 0.95;
/// What is left of a slot where the sentence does not speak of the claim's subject, or of a subject that no source knows.
const OTHER_SUBJECT: f32 = 0.5;
const UNKNOWN_SUBJECT: f32 = 0.3;
/// What is left of an agreement with a sentence of another subject.
const OTHERS_AGREE: f32 = 0.3;
/// What is left of a slot that the claim narrows to something else, is a plan of, or counts.
const NARROWED: f32 = 0.6;
/// What is left of a denial or an opposite of what the source only reports of others.
const HEARSAY: f32 = 0.5;
/// What each name that the sentence lacks takes from a slot, and the share of that in another clause.
const MISSING_NAME: f32 = 0.5;
const OTHER_CLAUSE: f32 = 0.1;
/// Words on each side of a value that say what is done, and what those of another clause are worth; what is left of a slot where the sentence has none of them, and where the
/// claim has none.
const WINDOW: usize = 5;
const ELSEWHERE: f32 = 0.1;
const UNDONE: f32 = 0.4;
const NO_DOING: f32 = 0.7;
/// What is left of a slot where some, or most, other values of the claim differ from the sentence's.
const SOME_DIFFER: f32 = 0.9;
const ALL_DIFFER: f32 = 0.6;
/// What is left of another name where the sentence tells of another occasion.
const OTHER_OCCASION: f32 = 0.5;
/// From this score on, a claim word is there; below the other, it is not.
const FOUND: f32 = 0.7;
const HALF_FOUND: f32 = 0.5;
/// What a word counts that is there in a broader sense only.
const BROADER: f32 = 0.5;
/// Words of a sentence among which a pronoun is its subject.
const OPENING: usize = 4;
/// How far behind a counted noun its owner stands, and how many words tell what a matter is about.
const OWNER_REACH: usize = 4;
const TOPIC_WORDS: usize = 3;

/// A name of a sentence that the lexicon knows.
#[derive(Clone, Copy, Debug)]
struct Named {
    entity: EntityId,
    /// Tokens `first..end`.
    first: usize,
    end: usize,
    binding: Binding,
}

/// What a claim is compared with.
#[derive(Clone, Copy)]
enum Others<'k> {
    Sources,
    /// One sentence alone, of the claim's own text.
    Sentence(&'k Claim, &'k [Mention]),
}

/// A claim with what its names stand for.
pub struct Known<'k> {
    corpus: &'k Corpus,
    others: Others<'k>,
    claim: &'k Claim,
    view: &'k SentenceView,
    names: Vec<Named>,
    narrowing: Vec<&'static str>,
    /// Clause of each token.
    clauses: Vec<u16>,
}

/// What speaks against one source sentence's being about the claim's matter: factors from 0 to 1.
#[derive(Clone, Debug, Default)]
pub struct Doubts {
    /// By value of the claim.
    pub values: Vec<f32>,
    /// For what agrees: only the subject can be another.
    pub subject: f32,
    /// For its words.
    pub words: f32,
    /// The same without regard to the subject, for contests in which the subject itself may be another.
    pub names: f32,
}

impl<'k> Known<'k> {
    /// `view` and `claim` are of the same sentence of a text whose mentions were found.
    pub fn new(
        analysis: &Analysis,
        corpus: &'k Corpus,
        claim: &'k Claim,
        view: &'k SentenceView,
    ) -> Known<'k> {
        Known::of_parts(corpus, claim, mentions_of(analysis, claim), view)
    }

    /// A claim with its own mentions.
    fn of_parts(
        corpus: &'k Corpus,
        claim: &'k Claim,
        mentions: &[Mention],
        view: &'k SentenceView,
    ) -> Known<'k> {
        Known {
            corpus,
            others: Others::Sources,
            claim,
            view,
            names: named(mentions, view),
            narrowing: narrowing_words(view),
            clauses: clauses_of(view),
        }
    }

    /// As [`Known::new`], for a claim that is compared with one other sentence of its text alone.
    /// Both sides: the claim, its mentions, and (of the claim itself) its view.
    pub fn beside(
        corpus: &'k Corpus,
        (claim, mentions, view): (&'k Claim, &'k [Mention], &'k SentenceView),
        other: (&'k Claim, &'k [Mention]),
    ) -> Known<'k> {
        let others = Others::Sentence(other.0, other.1);
        Known { others, ..Known::of_parts(corpus, claim, mentions, view) }
    }

    /// The claim that stands at a place, with its mentions.
    fn other(&self, place: Place) -> Option<(&'k Claim, &'k [Mention])> {
        match self.others {
            Others::Sentence(claim, mentions) => Some((claim, mentions)),
            Others::Sources => {
                let (source, claim) = self.corpus.claim(sentence_ref(place))?;
                Some((claim, mentions_of(&source.analysis, claim)))
            }
        }
    }

    fn is_of_sources(&self) -> bool {
        matches!(self.others, Others::Sources)
    }

    /// Sentences that mention what the claim names, each list with its weight.
    pub fn postings(&self) -> Vec<(f32, &'k [u32])> {
        if !self.is_of_sources() {
            return Vec::new();
        }
        let index = self.corpus.index();
        let mut entities: Vec<EntityId> = self.names.iter().map(|name| name.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        let list = |entity: EntityId| (index.entity_rarity(entity), index.numbers_with_entity(entity));
        entities.into_iter().map(list).collect()
    }

    /// Clause of each claim token.
    pub fn clauses(&self) -> &[u16] {
        &self.clauses
    }

    /// Claim tokens that a source sentence has under another form of the same name, and where.
    pub fn hits(&self, place: Place, sentence: &SentenceView) -> Vec<(usize, Hit)> {
        let theirs = self.names_at(place, sentence);
        let mut hits = Vec::new();
        for name in &self.names {
            let Some(other) = best_of(&theirs, name.entity) else { continue };
            let score = if other.binding == Binding::Bound { BOUND_NAME } else { SAME_NAME };
            let content = self.view.content.iter().filter(|at| (name.first..name.end).contains(*at));
            hits.extend(content.map(|at| (*at, (other.end.saturating_sub(1), score))));
        }
        hits
    }

    /// What speaks against the pair's being about the same matter.
    pub fn doubts(&self, pair: &Pair<'_>, place: Place) -> Doubts {
        let Some((source, _)) = self.other(place) else {
            return Doubts::none(self.view);
        };
        let theirs = self.names_at(place, pair.sentence);
        let matter = self.same_extent(pair.sentence) * self.same_stage(source);
        let subject = self.same_subject(pair, &theirs, place);
        let about = subject * self.same_part(pair, &theirs);
        let value = |index: usize| {
            let same = self.same_names(index, pair, &theirs, place) * self.same_turn(index, pair);
            let same = same
                * self.same_owner(index, pair)
                * self.same_topic(index, pair)
                * self.same_thing(pair, &theirs)
                * self.same_count(index, pair);
            matter * about * same * self.same_doing(index, pair) * self.same_figures(index, pair)
        };
        Doubts {
            values: (0..self.view.values.len()).map(value).collect(),
            subject: if subject < 1.0 { OTHERS_AGREE } else { 1.0 },
            words: if pair.is_whole() { about } else { matter * about * self.same_voice(source) },
            names: matter * self.same_occasion(pair),
        }
    }

    fn names_at(&self, place: Place, sentence: &SentenceView) -> Vec<Named> {
        self.other(place).map_or_else(Vec::new, |(_, mentions)| named(mentions, sentence))
    }

    /// Less than 1 where the claim says "another", "in that year alone" and the like, and the source sentence does not.
    fn same_extent(&self, sentence: &SentenceView) -> f32 {
        if self.narrowing.is_empty() {
            return 1.0;
        }
        let theirs = narrowing_words(sentence);
        if self.narrowing.iter().all(|word| theirs.contains(word)) { 1.0 } else { NARROWED }
    }

    /// Less than 1 where the claim is of a plan and the source of something done ("is to be adopted in 2027", "adopted in 2022"),
    /// or the claim says that a plan has not been carried out.
    fn same_stage(&self, source: &Claim) -> f32 {
        let planned = |claim: &Claim| claim.frame.modality() < Modality::Decided;
        let undone = self.view.scope.hard_cues() > 0 && planned(source);
        if undone || planned(self.claim) && !planned(source) { NARROWED } else { 1.0 }
    }

    /// Less than 1 where the source only reports that somebody says so, and the claim denies it in its own voice.
    fn same_voice(&self, source: &Claim) -> f32 {
        let reported = |claim: &Claim| !claim.frame.attributions.is_empty();
        if reported(source) && !reported(self.claim) { HEARSAY } else { 1.0 }
    }

    /// Each name in the value's clause that the source sentence lacks makes another statement of it: another office, another country.
    /// Names of other clauses say little.
    fn same_names(&self, value: usize, pair: &Pair<'_>, theirs: &[Named], place: Place) -> f32 {
        let clause = self.clause_around(value);
        let worth = |at: usize| {
            let own = clause.is_none_or(|own| self.clauses.get(at) == Some(&own));
            if own { 1.0 } else { OTHER_CLAUSE }
        };
        let lacks = |at: &usize| pair.hits(*at).first().is_none_or(|(_, score)| *score < FOUND);
        let mut weight = 0.0;
        let meant = |name: &&Named| {
            !self.is_meant(name.entity, pair.sentence, place)
                && !self.is_of_the_whole_text(name.entity, pair, theirs)
        };
        for name in self.names.iter().filter(meant) {
            let words = self.view.content.iter().filter(|at| (name.first..name.end).contains(*at));
            if best_of(theirs, name.entity).is_none() && words.clone().any(lacks) {
                let rarity = 0.25 + self.corpus.index().entity_rarity(name.entity);
                weight += rarity.min(1.0) * worth(name.first);
            }
        }
        for (at, token) in self.view.content_tokens() {
            let named = self.names.iter().any(|name| (name.first..name.end).contains(&at));
            if token.capital && !named && lacks(&at) {
                weight += (0.25 + token.idf).min(1.0) * worth(at);
            }
        }
        1.0 / (1.0 + MISSING_NAME * weight)
    }

    /// Less than 1 where the value's clause counts the thing ("the second session") and the source sentence counts no such one.
    fn same_turn(&self, value: usize, pair: &Pair<'_>) -> f32 {
        let clause = self.clause_around(value);
        let stray = self.view.values.iter().enumerate().any(|(index, other)| {
            let counts = other.value.kind == Kind::Ordinal && index != value;
            let agrees =
                || pair.values.iter().any(|(own, _, found)| *own == index && found.relation.agrees());
            let near = clause.is_none() || self.clause_around(index) == clause;
            counts && near && !agrees()
        });
        if stray { NARROWED } else { 1.0 }
    }

    /// Less than 1 where the claim says what its matter is about and the sentence has no word of that: "a session on drugs".
    fn same_topic(&self, value: usize, pair: &Pair<'_>) -> f32 {
        let clause = self.clause_around(value);
        let lacks = |at: usize| {
            let near = clause.is_none_or(|own| self.clauses.get(at) == Some(&own));
            let topic = topic(self.view, at);
            near && !topic.is_empty() && topic.iter().all(|word| pair.found(*word) < HALF_FOUND)
        };
        if (0..self.view.tokens.len()).any(lacks) { NARROWED } else { 1.0 }
    }

    /// Less than 1 where the claim's date is that of a count which the sentence does not make: "had 92 sponsors in 2022".
    fn same_count(&self, value: usize, pair: &Pair<'_>) -> f32 {
        if self.view.values.get(value).is_none_or(|own| own.value.kind != Kind::Date) {
            return 1.0;
        }
        let counted = self.view.values.iter().enumerate().any(|(index, other)| {
            let before = other.first.checked_sub(1).and_then(|at| self.view.token(at));
            let has = before.is_some_and(|token| {
                matches!(
                    &*token.lower,
                    "has" | "have" | "had" | "is" | "are" | "was" | "were" | "counted" | "numbered"
                )
            });
            other.value.kind == Kind::Number
                && !other.heads.is_empty()
                && has
                && !pair.values.iter().any(|(at, _, found)| *at == index && found.same_kind)
        });
        if counted { NARROWED } else { 1.0 }
    }

    /// Names alone are no slot: "was founded in 1950" is not "has been operating since 1992".
    fn same_doing(&self, index: usize, pair: &Pair<'_>) -> f32 {
        let clause = self.clause_around(index);
        let Some(value) = self.view.values.get(index).filter(|_| pair.echo.is_none()) else { return 1.0 };
        let counts = value.value.kind == Kind::Ordinal;
        if counts && pair.is_of_one_day() {
            return 1.0;
        }
        let others = || {
            let others = pair.values.iter().filter(|(at, ..)| *at == index);
            others.filter_map(|(_, theirs, _)| pair.sentence.values.get(*theirs))
        };
        let is_since =
            others().any(|theirs| theirs.value.date.is_some_and(|date| date.modifier == Modifier::Since));
        let is_bracketed = others().any(|theirs| bracket(pair, theirs) == Bracket::Own);
        let split = self.view.content.partition_point(|at| *at < value.first);
        let (before, after) = self.view.content.split_at(split);
        let left = before.iter().rev().take(WINDOW).enumerate();
        let right = after.iter().filter(|at| **at >= value.end).take(WINDOW).enumerate();
        let (mut found, mut total) = (0.0, 0.0);
        for (distance, at) in left.chain(right) {
            let Some(token) = self.view.token(*at).filter(|token| !token.capital) else { continue };
            let own = clause.is_none_or(|own| self.clauses.get(*at) == Some(&own));
            let weight =
                (0.25 + token.idf) / (1.0 + 0.35 * distance as f32) * if own { 1.0 } else { ELSEWHERE };
            total += weight;
            let said = is_since && onset::is_beginning(token.lemma())
                || is_bracketed && onset::may_date_a_name(token.lemma());
            let score = if said { 1.0 } else { pair.found(*at) };
            // A broader word is half a proof: a plan is no budget.
            found += weight * if score < FOUND { score * BROADER } else { score };
        }
        if total > 0.0 { (UNDONE + (1.6 - UNDONE) * found / total).min(1.0) } else { NO_DOING }
    }

    /// Less than 1 where other values of the claim differ from the sentence's too: it tells of another event.
    fn same_figures(&self, value: usize, pair: &Pair<'_>) -> f32 {
        let others = (0..self.view.values.len()).filter(|index| *index != value);
        let (mut agreeing, mut differing) = (0, 0);
        for index in others {
            match self.stands(index, pair) {
                Some(true) => agreeing += 1,
                Some(false) => differing += 1,
                None => {}
            }
        }
        match differing {
            0 => 1.0,
            _ if agreeing >= differing => SOME_DIFFER,
            _ => ALL_DIFFER,
        }
    }

    /// Less than 1 where some value of the claim is not among the sentence's: another occasion, or another thing of the kind.
    fn same_occasion(&self, pair: &Pair<'_>) -> f32 {
        let stated = self.view.values.iter().enumerate().filter(|(_, value)| !value.value.weak);
        let differs = stated.map(|(index, _)| self.stands(index, pair)).any(|stands| stands != Some(true));
        if differs { OTHER_OCCASION } else { 1.0 }
    }

    /// Whether some comparable value of the sentence agrees with one of the claim; `None` where there is none to compare with.
    fn stands(&self, index: usize, pair: &Pair<'_>) -> Option<bool> {
        let own = self.view.values.get(index).filter(|own| !own.value.weak)?;
        let comparable = pair.values.iter().filter(|(at, theirs, found)| {
            let heads = pair.sentence.values.get(*theirs).map_or(&[][..], |value| value.heads.as_slice());
            let counted = own.heads.iter().filter_map(|head| pair.hits(*head).first());
            let other_head = own.value.kind == Kind::Number
                && !own.heads.is_empty()
                && !heads.is_empty()
                && !counted.into_iter().any(|(head, _)| heads.contains(head));
            *at == index && found.same_kind && !other_head
        });
        // "since 2022" holds for 2024 too, and says nothing of an event of that year.
        let long_before = |theirs: usize| {
            let since = pair.sentence.values.get(theirs).and_then(|value| value.value.date);
            let since = since.filter(|date| date.modifier == Modifier::Since);
            let start = own.value.date.and_then(|date| date.start);
            since
                .and_then(|date| date.end.or(date.start))
                .zip(start)
                .is_some_and(|(theirs, ours)| theirs < ours)
        };
        let comparable = comparable.filter(|(_, theirs, found)| {
            let holds = found.relation.agrees() || found.relation.tolerates();
            !(holds && long_before(*theirs))
        });
        let relations: Vec<_> = comparable.map(|(.., found)| found.relation).collect();
        if relations.iter().any(|relation| relation.agrees() || relation.tolerates()) {
            return Some(true);
        }
        relations.iter().any(|relation| relation.disagrees()).then_some(false)
    }

    /// The clause that a value stands in; `None` where it has no words but the value and names, as the opening of
    /// "In 2023, the fund paid …": then the whole sentence is the value's clause.
    fn clause_around(&self, value: usize) -> Option<u16> {
        let first = self.view.values.get(value)?.first;
        let clause = *self.clauses.get(first)?;
        let mut words = self.view.content_tokens().filter(|(_, token)| !token.capital);
        words.any(|(at, _)| self.clauses.get(at) == Some(&clause)).then_some(clause)
    }
}

impl Doubts {
    fn none(view: &SentenceView) -> Doubts {
        Doubts { values: vec![1.0; view.values.len()], subject: 1.0, words: 1.0, names: 1.0 }
    }
}

pub fn sentence_ref(place: Place) -> SentenceRef {
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    SentenceRef { source: SourceId(number(place.document)), sentence: number(place.sentence) }
}

fn mentions_of<'a>(analysis: &'a Analysis, claim: &Claim) -> &'a [Mention] {
    let range = claim.mentions.start as usize..claim.mentions.end as usize;
    analysis.mentions.get(range).unwrap_or_default()
}

fn named(mentions: &[Mention], view: &SentenceView) -> Vec<Named> {
    let place = |mention: &Mention| {
        let first = view.tokens.partition_point(|token| token.span.end <= mention.span.start);
        let end = view.tokens.partition_point(|token| token.span.start < mention.span.end);
        (first < end).then_some(Named { entity: mention.entity, first, end, binding: mention.binding })
    };
    mentions.iter().filter_map(place).collect()
}

/// The mention of an entity, named rather than bound.
fn best_of(names: &[Named], entity: EntityId) -> Option<&Named> {
    let same = || names.iter().filter(|name| name.entity == entity);
    same().find(|name| name.binding == Binding::Named).or_else(|| same().next())
}

/// The content words of "on drugs", "against corruption", where token `at` is such a preposition behind a noun.
fn topic(view: &SentenceView, at: usize) -> Vec<usize> {
    let lower = |at: usize| view.token(at).map_or("", |token| &*token.lower);
    if !matches!(lower(at), "on" | "against" | "about" | "concerning" | "regarding") {
        return Vec::new();
    }
    let words = (at + 1..view.tokens.len()).take_while(|at| {
        view.token(*at).is_some_and(|token| {
            !token.sign && token.value.is_none() && (!token.stop || is_article(&token.lower))
        })
    });
    words.filter(|at| view.content.binary_search(at).is_ok()).take(TOPIC_WORDS).collect()
}

fn is_article(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "its" | "their")
}

fn narrowing_words(view: &SentenceView) -> Vec<&'static str> {
    let find = |lower: &str| NARROWING.iter().find(|word| **word == lower).copied();
    view.tokens.iter().filter_map(|token| find(&token.lower)).collect()
}

/// Punctuation or a conjunction may end a clause; that inside a value ("18 September, 2023") does not.
fn clauses_of(view: &SentenceView) -> Vec<u16> {
    let mut clause = 0;
    let mut clauses = Vec::with_capacity(view.tokens.len());
    for token in &view.tokens {
        let opens = OPENERS.contains(&&*token.lower) || &*token.lower == "(";
        if opens && token.value.is_none() {
            clause += 1;
        }
        clauses.push(clause);
        let ends = matches!(&*token.lower, "," | ";" | ":" | "—" | "–" | ")");
        if ends && token.value.is_none() {
            clause += 1;
        }
    }
    clauses
}
