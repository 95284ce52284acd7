//! Where a claim word stands in a source sentence: by lemma, form or stem, else reworded, abbreviated or spelled a little differently.
//! It must not know the other words of the claim, nor what a place is worth to a contest.

use crate::views::{Document, Key, SentenceView, Token};
use crate::words::{self, Relation, Remembered, Tag};

/// Places at which a reworded claim word may stand, best first.
const MOST_REWORDED: usize = 4;
/// How well a part of a hyphenated word counts.
const PART: f32 = 0.8;
/// From this score on, a relation of two words lets one stand for the other.
const STANDS_FOR: f32 = 0.7;
/// Letters of a short form that may be spelled out.
const SHORT_FORM: std::ops::RangeInclusive<usize> = 2..=6;
/// The fewest letters of a word that may be spelled otherwise.
const LEAST_SPELLED: usize = 5;

/// Where a claim word stands in the source sentence, and how well that counts.
pub type Hit = (usize, f32);

/// A content word of a claim, with what is asked of it for every sentence.
pub struct Sought<'c> {
    pub at: usize,
    token: &'c Token,
    /// In characters.
    length: usize,
    /// Without full stops, where it is a short form that may be spelled out.
    letters: Option<String>,
    /// Of a hyphenated word.
    parts: Vec<Key>,
}

impl<'c> Sought<'c> {
    /// The content words of a claim, in order.
    pub fn of(claim: &'c SentenceView) -> Vec<Sought<'c>> {
        claim.content_tokens().map(|(at, token)| Sought::new(at, token)).collect()
    }

    fn new(at: usize, token: &'c Token) -> Sought<'c> {
        let letters = token.acronym.then(|| token.lower.chars().filter(|c| *c != '.').collect::<String>());
        let parts = token.lower.split('-').filter(|part| part.len() > 2 && token.lower.contains('-'));
        Sought {
            at,
            token,
            length: token.lower.chars().count(),
            letters: letters.filter(|letters| SHORT_FORM.contains(&letters.len())),
            parts: parts.map(|part| Key::lemma(&words::lemma(part))).collect(),
        }
    }

    /// Its places in a sentence of the document, best first. `exclude` hears of the words that exclude it.
    pub fn find(
        &self,
        sentence: &SentenceView,
        document: &Document,
        remembered: &Remembered,
        exclude: impl FnMut(usize, Tag),
    ) -> Vec<Hit> {
        for key in [self.token.lemma_key, self.token.stem_key] {
            let hits: Vec<Hit> = sentence.hits(key).collect();
            if !hits.is_empty() {
                return hits;
            }
        }
        let expanded = self.find_expanded(sentence, document);
        if !expanded.is_empty() {
            return expanded;
        }
        let reworded = self.find_reworded(sentence, remembered, exclude);
        if !reworded.is_empty() {
            return reworded;
        }
        let spelled = self.find_spelled(sentence);
        if spelled.is_empty() { self.find_part(sentence) } else { spelled }
    }

    /// "ICRC" beside "International Committee of the Red Cross", by the document's glossary or by initials.
    fn find_expanded(&self, sentence: &SentenceView, document: &Document) -> Vec<Hit> {
        let Some(letters) = &self.letters else { return Vec::new() };
        if let Some(expansion) = document.expansion(letters) {
            let hits: Vec<Hit> = expansion
                .iter()
                .flat_map(|key| sentence.hits(*key))
                .map(|(at, score)| (at, score * 0.9))
                .collect();
            if hits.len() * 2 > expansion.len() {
                return hits.into_iter().take(1).collect();
            }
        }
        let spells = |(first, end): &(usize, usize)| {
            let words = sentence
                .tokens
                .get(*first..*end)
                .unwrap_or_default()
                .iter()
                .filter(|word| word.capital && !word.stop);
            words.filter_map(|word| word.lower.chars().next()).eq(letters.chars())
        };
        sentence.names.iter().filter(|name| spells(name)).map(|(first, _)| (*first, 0.9)).collect()
    }

    /// Another word that may stand for it.
    fn find_reworded(
        &self,
        sentence: &SentenceView,
        remembered: &Remembered,
        mut exclude: impl FnMut(usize, Tag),
    ) -> Vec<Hit> {
        let token = self.token;
        if token.word.is_none() {
            return Vec::new();
        }
        let mut hits = Vec::new();
        for (at, other) in sentence.content_tokens() {
            let relation = token.relation_to(other, remembered);
            if matches!(relation.tag, Tag::Antonym | Tag::Sibling) {
                exclude(at, relation.tag);
            }
            let allowed = !token.capital || matches!(relation.tag, Tag::Derived | Tag::Stem);
            if allowed && relation.score >= STANDS_FOR {
                hits.push((at, relation.score * 0.95));
            } else if self.relates_to_part(at, sentence, remembered) {
                hits.push((at, PART));
            }
        }
        hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(MOST_REWORDED);
        hits
    }

    /// "Ghana" in "German-born-Ghanaian": a part of a hyphenated word is another form of the word.
    fn relates_to_part(&self, at: usize, sentence: &SentenceView, remembered: &Remembered) -> bool {
        let forms = |relation: Relation| matches!(relation.tag, Tag::Same | Tag::Derived | Tag::Stem);
        sentence.parts_of(at).any(|part| forms(remembered.relate(self.token.as_pair(), part.as_pair())))
    }

    /// A name in another spelling: the same beginning, or one letter apart.
    fn find_spelled(&self, sentence: &SentenceView) -> Vec<Hit> {
        let token = self.token;
        // Either way the first letter is the same.
        if self.length < LEAST_SPELLED || !sentence.has_initial_of(token) {
            return Vec::new();
        }
        let same_start = |other: &Token| {
            let shared = token.lower.bytes().zip(other.lower.bytes()).take_while(|(a, b)| a == b).count();
            token.capital
                && other.capital
                && shared >= 5
                && token.lower.len().abs_diff(other.lower.len()) <= 3
        };
        let near = |other: &Token| {
            let both_known = token.word.is_some() && other.word.is_some();
            let comparable =
                other.capital == token.capital && !both_known && (self.length >= 6 || token.capital);
            comparable
                && token.lower.bytes().next() == other.lower.bytes().next()
                && one_letter_apart(&token.lower, &other.lower)
        };
        let found = sentence.content_tokens().find(|(_, other)| same_start(other) || near(other));
        found.map(|(at, _)| (at, 0.85)).into_iter().collect()
    }

    /// A part of a hyphenated word.
    fn find_part(&self, sentence: &SentenceView) -> Vec<Hit> {
        for key in &self.parts {
            let hits: Vec<Hit> = sentence.hits(*key).map(|(at, _)| (at, PART)).collect();
            if !hits.is_empty() {
                return hits;
            }
        }
        Vec::new()
    }
}

fn one_letter_apart(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let tail = |text: &str, skip: usize| {
        text.as_bytes().get(shared + skip..).map(<[u8]>::to_vec).unwrap_or_default()
    };
    tail(a, 1) == tail(b, 1) || tail(a, 0) == tail(b, 1) || tail(a, 1) == tail(b, 0)
}
