//! A claim laid beside one source sentence: which words meet, which values compare, and how well two places in them fit.
//! It must not know what kind of disagreement is looked for.

use super::find::{Hit, Sought};
use super::known::Doubts;
use super::likeness::Compared;
use crate::values::{Granularity, Relation};
use crate::views::{Document, SentenceView, Token};
use crate::words::{Remembered, Tag};

/// From this score on, two words name one thing.
pub(super) const SAME_THING: f32 = 0.75;
/// Share of a sentence from which on a claim says all that it says.
const WHOLE: f32 = 0.85;
/// What a word of another clause is worth as context of a value, where names are known.
const ELSEWHERE: f32 = 0.1;
/// What a sentence that a claim repeats whole is worth beside a claim that a sentence holds whole.
const REPEATED_SENTENCE: f32 = 0.9;
/// Share of the words of both sides from which on a claim repeats a sentence, and the fewest words that can.
const ECHOED: f32 = 0.75;
const LEAST_ECHO: usize = 4;
/// Words of one name at most: a claim that lacks no others repeats its sentence.
const LONGEST_GAP: usize = 3;
/// Content words on each side of a place that make its context.
const WINDOW: usize = 5;
/// Tokens within which an equal value counts as context.
const VALUE_WINDOW: usize = 10;
/// Weight of an equal value in the context.
const VALUE_WEIGHT: f32 = 0.4;
/// Above this score a word repeats another, and not only a part of it.
const REPEATED: f32 = 0.9;

/// What a context word weighs that stands behind a comma, a bracket or "and".
const OTHER_CLAUSE: f32 = 0.6;

/// How well a name counts, near and wide, where the source's pronoun may stand for it.
const UNBOUND: (f32, f32) = (0.4, 0.5);

/// How well the surroundings of a claim's place fit those of a source's place, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// The nearest words of the claim, found near the source's place.
    pub local: f32,
    /// All other words of the claim, found anywhere in the source sentence.
    pub wide: f32,
}

/// A claim beside one source sentence.
#[derive(Debug)]
pub struct Pair<'a> {
    pub claim: &'a SentenceView,
    pub document: &'a Document,
    /// Number of the sentence in its document.
    pub number: usize,
    pub sentence: &'a SentenceView,
    /// Relations of words that were looked up before.
    pub words: &'a Remembered,
    /// By claim token.
    hits: Vec<Vec<Hit>>,
    /// Claim token, source token and relation of words that exclude each other, for tokens without a hit.
    rivals: Vec<(usize, usize, Tag)>,
    /// By claim token that has no hit: how well the title or an inherited name stands in for it, near and wide.
    stand_in: Vec<(f32, f32)>,
    /// Comparable values: index in the claim, index in the sentence, relation.
    pub values: Vec<(usize, usize, Compared)>,
    /// What the names of both say against their speaking of one matter, where they are known.
    pub doubts: Option<Doubts>,
    /// Where the claim repeats the sentence word for word but for little: for each of its tokens the place in the sentence.
    pub echo: Option<Vec<Option<usize>>>,
    /// Clause of each claim token; empty where names are not known.
    pub clauses: Vec<u16>,
    /// Share of the sentence, by weight, that the claim repeats.
    repeated: f32,
    /// Sums of weights of all content words, and of those found.
    wide_total: f32,
    wide_found: f32,
}

impl<'a> Pair<'a> {
    /// `sought` are the claim's content words; `values` are those of [`compared`]; `names` are places of claim tokens that hold another form
    /// of the same name.
    ///
    /// [`compared`]: super::compared
    pub fn new(
        (claim, sought): (&'a SentenceView, &[Sought<'_>]),
        (document, number, sentence): (&'a Document, usize, &'a SentenceView),
        words: &'a Remembered,
        values: Vec<(usize, usize, Compared)>,
        names: &[(usize, Hit)],
    ) -> Pair<'a> {
        let mut pair = Pair {
            claim,
            document,
            number,
            sentence,
            words,
            hits: vec![Vec::new(); claim.tokens.len()],
            rivals: Vec::new(),
            stand_in: vec![(0.0, 0.0); claim.tokens.len()],
            values,
            doubts: None,
            echo: None,
            clauses: Vec::new(),
            repeated: 0.0,
            wide_total: 0.0,
            wide_found: 0.0,
        };
        let mut rivals = Vec::new();
        for word in sought {
            let mut hits =
                word.find(sentence, document, words, |source, tag| rivals.push((word.at, source, tag)));
            if hits.is_empty() {
                hits.extend(names.iter().filter(|(named, _)| *named == word.at).map(|(_, hit)| *hit));
            }
            if let Some(slot) = pair.hits.get_mut(word.at) {
                *slot = hits;
            }
        }
        pair.drop_shared();
        for (at, token) in claim.content_tokens() {
            if pair.hits(at).is_empty() {
                pair.set_stand_in(at, token);
            }
            pair.wide_total += token.idf;
            pair.wide_found += token.idf * pair.found(at);
        }
        pair.rivals = rivals;
        pair
    }

    /// A source word that one claim word surely repeats does not also stand for another one: in "the man walks his cat"
    /// beside "a man walks", "cat" is no other word for "man".
    fn drop_shared(&mut self) {
        let repeated: Vec<usize> = self
            .hits
            .iter()
            .flatten()
            .filter(|(_, score)| *score > REPEATED)
            .map(|(source, _)| *source)
            .collect();
        for hits in &mut self.hits {
            hits.retain(|(source, score)| *score > REPEATED || !repeated.contains(source));
        }
    }

    /// Reads how much of the sentence the claim repeats.
    pub fn read_repeated(&mut self) {
        let mut said = vec![0.0f32; self.sentence.tokens.len()];
        for (source, score) in self.hits.iter().flatten() {
            if let Some(best) = said.get_mut(*source) {
                *best = best.max(*score);
            }
        }
        let (mut found, mut total) = (0.0, 0.25);
        for (at, token) in self.sentence.content_tokens() {
            total += token.idf;
            found += token.idf * said.get(at).copied().unwrap_or(0.0);
        }
        self.repeated = found / total;
    }

    /// Reads whether the claim repeats the sentence in the same order, with hardly a word left out on either side.
    pub fn read_echo(&mut self) {
        let mut places = vec![None; self.claim.tokens.len()];
        let (mut next, mut lacking, mut runs, mut last) = (0, 0, 0, false);
        for at in &self.claim.content {
            let hits = self.hits(*at);
            if hits.is_empty() {
                lacking += 1;
                runs += usize::from(!last);
                last = true;
                continue;
            }
            last = false;
            let behind = hits.iter().map(|(source, _)| *source).filter(|source| *source >= next);
            let Some(place) = behind.min() else { return };
            next = place;
            if let Some(slot) = places.get_mut(*at) {
                *slot = Some(place);
            }
        }
        let one_gap = runs <= 1 && lacking <= LONGEST_GAP;
        let found = self.claim.content.len() - lacking;
        let (mut echoed, mut total, mut unsaid) = (0.0, 0.0, 0);
        for (source, token) in self.sentence.content_tokens() {
            let said = places.contains(&Some(source));
            total += token.idf;
            echoed += if said { token.idf } else { 0.0 };
            unsaid += usize::from(!said);
        }
        let repeats = self.coverage() >= ECHOED || one_gap;
        let repeated = echoed >= ECHOED * total || one_gap && unsaid <= LONGEST_GAP;
        if repeats && repeated && found >= LEAST_ECHO {
            self.echo = Some(places);
        }
    }

    /// Whether the claim leaves out hardly a word of the sentence.
    pub fn is_whole(&self) -> bool {
        self.repeated >= WHOLE
    }

    /// Whether a source token stands where the claim that repeats its sentence has the token `at`.
    pub fn is_in_place_of(&self, at: usize, source: usize) -> bool {
        let Some(places) = &self.echo else { return false };
        let before = places.iter().take(at).flatten().last();
        let after = places.iter().skip(at + 1).flatten().next();
        let word_before = |view: &SentenceView, at: usize| {
            let before = view.name_around(at).0.checked_sub(1).and_then(|before| view.token(before));
            before.map(|token| token.lower.clone())
        };
        before.is_none_or(|before| *before < source)
            && after.is_none_or(|after| source < *after)
            && word_before(self.claim, at) == word_before(self.sentence, source)
    }

    /// Whether a claim that repeats the sentence leaves out the source token.
    pub fn is_unsaid(&self, source: usize) -> bool {
        self.echo.as_ref().is_some_and(|places| !places.contains(&Some(source)))
    }

    /// How many words of the sentence the claim repeats, where it repeats it; else 0.
    pub fn echoed_words(&self) -> usize {
        self.echo.as_ref().map_or(0, |places| places.iter().flatten().count())
    }

    /// Whether two values stand in the same place of a claim that repeats the sentence; `None` where it does not.
    pub fn is_same_place(&self, value: usize, source: usize) -> Option<bool> {
        let lacks_name = |(at, token): (usize, &Token)| token.capital && self.hits(at).is_empty();
        let echoes = self.echo.is_some()
            && self.claim.values.len() == self.sentence.values.len()
            && !self.claim.content_tokens().any(lacks_name);
        echoes.then_some(value == source)
    }

    /// Whether claim and sentence give the same day or month, so that both tell of one event.
    pub fn is_of_one_day(&self) -> bool {
        self.values.iter().any(|(own, _, found)| {
            let date = self.claim.values.get(*own).and_then(|own| own.value.date);
            date.is_some_and(|date| date.granularity < Granularity::Year) && found.relation.agrees()
        })
    }

    /// What is left of a disagreement about a value of the claim, about its words, and about a name in it.
    pub fn doubt_of_value(&self, value: usize) -> f32 {
        self.doubts.as_ref().and_then(|doubts| doubts.values.get(value)).copied().unwrap_or(1.0)
    }

    /// What is left of an agreement where the sentence speaks of another subject.
    pub fn doubt_of_subject(&self) -> f32 {
        self.doubts.as_ref().map_or(1.0, |doubts| doubts.subject)
    }

    pub fn doubt_of_words(&self) -> f32 {
        self.doubts.as_ref().map_or(1.0, |doubts| doubts.words)
    }

    pub fn doubt_of_names(&self) -> f32 {
        self.doubts.as_ref().map_or(1.0, |doubts| doubts.names)
    }

    fn set_stand_in(&mut self, at: usize, token: &Token) {
        let inherited =
            if token.capital { self.document.inherited(self.number, token.lemma_key) } else { 0.0 };
        let weights = if self.document.in_title(token.lemma_key, token.stem_key) {
            (0.5, 0.8)
        } else if inherited > 0.0 {
            (inherited, inherited.max(0.6))
        } else if token.capital && self.document.is_unbound(self.number) {
            UNBOUND
        } else {
            return;
        };
        if let Some(slot) = self.stand_in.get_mut(at) {
            *slot = weights;
        }
    }

    /// Places of a claim token in the sentence, best first.
    pub fn hits(&self, at: usize) -> &[Hit] {
        self.hits.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// How far a claim token is found: in the sentence, in the title, or through a pronoun; 0 to 1.
    pub fn found(&self, at: usize) -> f32 {
        match self.hits(at).first() {
            Some((_, score)) => *score,
            None => self.stand_in.get(at).map_or(0.0, |(_, wide)| *wide),
        }
    }

    /// Words of the sentence that exclude a claim word which it lacks: claim token, source token, relation.
    pub fn rivals(&self) -> &[(usize, usize, Tag)] {
        &self.rivals
    }

    /// Share of the claim, by weight, that the sentence, the title and what it inherits hold.
    pub fn coverage(&self) -> f32 {
        self.wide_found / (self.wide_total + 0.001)
    }

    /// How well the best claim word stands at the source token.
    pub fn claimed(&self, source: usize) -> f32 {
        let here = self.hits.iter().flatten().filter(|(at, _)| *at == source);
        here.map(|(_, score)| *score).fold(0.0, f32::max)
    }

    /// Whether some claim word surely stands at the source token.
    pub fn is_used(&self, source: usize) -> bool {
        self.hits.iter().flatten().any(|(at, score)| *at == source && *score >= 0.9)
    }

    /// How well the place `claim` (tokens `first..end`) fits the place `source`.
    pub fn fit(&self, claim: (usize, usize), source: (usize, usize)) -> Fit {
        let worth = |at: usize| if self.claim.same_clause(at, claim.0) { 1.0 } else { OTHER_CLAUSE };
        self.fit_within(claim, source, worth, |at| self.near(at, source))
    }

    /// As [`Pair::fit`] for two values, in clauses as the names of the claim were read in, and with regard to how much of a short
    /// sentence a long claim repeats.
    pub fn fit_of_value(&self, claim: (usize, usize), source: (usize, usize)) -> Fit {
        let own = match self.clauses.get(claim.0) {
            Some(clause) if self.has_doing(*clause, claim) => *clause,
            _ => return self.fit(claim, source),
        };
        let near = |at: usize| self.near_as_far(at, claim, source);
        let worth = |at: usize| if self.clauses.get(at) == Some(&own) { 1.0 } else { ELSEWHERE };
        let fit = self.fit_within(claim, source, worth, near);
        Fit { wide: fit.wide.max(REPEATED_SENTENCE * self.repeated), ..fit }
    }

    /// Whether a clause has words besides names and the value itself.
    fn has_doing(&self, clause: u16, value: (usize, usize)) -> bool {
        let outside = |at: usize| !(value.0..value.1).contains(&at) && self.clauses.get(at) == Some(&clause);
        self.claim.content_tokens().any(|(at, token)| !token.capital && outside(at))
    }

    fn fit_within(
        &self,
        claim: (usize, usize),
        source: (usize, usize),
        worth: impl Fn(usize) -> f32,
        near: impl Fn(usize) -> f32,
    ) -> Fit {
        let inside = |at: usize| (claim.0..claim.1).contains(&at);
        let content = &self.claim.content;
        let split = content.partition_point(|at| *at < claim.0);
        let (before, after) = content.split_at(split);
        let left = before.iter().rev().take(WINDOW).enumerate();
        let right = after.iter().filter(|at| **at >= claim.1).take(WINDOW).enumerate();
        let (mut found, mut total) = (0.0, 0.15);
        for (distance, at) in left.chain(right) {
            let Some(token) = self.claim.token(*at) else { continue };
            let weight = worth(*at) * (0.25 + token.idf) / (1.0 + 0.35 * distance as f32);
            total += weight;
            found += weight * near(*at);
        }
        let (equal, stated) = self.equal_values(claim, source);
        found += VALUE_WEIGHT * equal;
        total += VALUE_WEIGHT * stated;
        let own: (f32, f32) =
            content.iter().filter(|at| inside(**at)).fold((0.0, 0.0), |(found, total), at| {
                let idf = self.claim.token(*at).map_or(0.0, |token| token.idf);
                (found + idf * self.found(*at), total + idf)
            });
        let rest = self.wide_total - own.1;
        let wide = if rest > 0.0 { (self.wide_found - own.0) / (rest + 0.1) } else { 0.0 };
        Fit { local: f32::min(found / total, 1.0), wide: wide.clamp(0.0, 1.0) }
    }

    /// How well a claim token is found beside the source's place, no further off than it stands from the claim's own.
    fn near_as_far(&self, at: usize, claim: (usize, usize), source: (usize, usize)) -> f32 {
        let hits = self.hits(at);
        if hits.is_empty() {
            return self.near(at, source);
        }
        strongest_outside(hits, source, distance_to(at, claim))
    }

    /// How well a claim token is found near the source's place.
    pub(super) fn near(&self, at: usize, source: (usize, usize)) -> f32 {
        let hits = self.hits(at);
        if hits.is_empty() {
            return self.stand_in.get(at).map_or(0.0, |(near, _)| *near);
        }
        // As for a claim token beside the claim's place.
        strongest_outside(hits, source, 1)
    }

    /// The claim's other values near its place: how many the source has too, and how many there are.
    fn equal_values(&self, claim: (usize, usize), source: (usize, usize)) -> (f32, f32) {
        let other = |index: usize| {
            let value = self.claim.values.get(index)?;
            let outside = value.first < claim.0 || value.end > claim.1;
            (outside && value.first.abs_diff(claim.0) <= VALUE_WINDOW).then_some(value)
        };
        let stated = (0..self.claim.values.len()).filter(|index| other(*index).is_some()).count();
        let mut equal = 0.0;
        for (index, theirs, compared) in &self.values {
            let Some(value) = self.sentence.values.get(*theirs) else { continue };
            if compared.relation == Relation::Same && compared.same_kind && other(*index).is_some() {
                equal += if value.first.abs_diff(source.0) <= VALUE_WINDOW { 1.0 } else { 0.4 };
            }
        }
        (equal, stated as f32)
    }
}

/// Tokens from a place of one token or more: 0 inside, 1 beside it.
fn distance_to(at: usize, place: (usize, usize)) -> usize {
    if at < place.0 { place.0 - at } else { (at + 1).saturating_sub(place.1) }
}

/// The strongest hit outside a place of the source. One counts the less, the further off it stands than `own`, the distance on
/// the claim's side.
fn strongest_outside(hits: &[Hit], source: (usize, usize), own: usize) -> f32 {
    let outside = hits.iter().filter(|(hit, _)| !(source.0..source.1).contains(hit));
    let weighed = outside.map(|(hit, score)| {
        score
            * match distance_to(*hit, source).saturating_sub(own) {
                0..=3 => 1.0,
                4..=6 => 0.8,
                7..=11 => 0.55,
                _ => 0.35,
            }
    });
    weighed.fold(0.0, f32::max)
}
