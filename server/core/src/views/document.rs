//! A source as the contests read it: its sentences, where each word stands, what each sentence inherits from those before it.
//! It must not know the claim.

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::{Key, Lexemes};
use super::view::SentenceView;
use crate::analysis::Analysis;
use crate::text::Span;

/// How far back a pronoun or "the organisation" is followed, in sentences.
const REACH: usize = 4;
/// Words at the start of a sentence among which a pronoun binds it to an earlier one.
const OPENING: usize = 6;
/// How well a name counts that a pronoun binds; one bound through another bound sentence; one merely named in the sentence before.
const BOUND: f32 = 0.85;
const BOUND_TWICE: f32 = 0.7;
const NEAR: f32 = 0.4;

/// One document, read once.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub sentences: Vec<SentenceView>,
    title: FxHashSet<Key>,
    /// Words of the expansion of each short form in lower case: "icrc" → international, committee …
    glossary: FxHashMap<Box<str>, Vec<Key>>,
    /// Lemmas, forms and stems of all its words.
    words: FxHashSet<Key>,
    /// For each sentence the names that it inherits and how well they count.
    inherited: Vec<FxHashMap<Key, f32>>,
    /// Sentences that open with a pronoun or "the organisation".
    looking_back: Vec<bool>,
    /// Those of them that refer to something before the text begins.
    unbound: Vec<bool>,
}

impl Document {
    /// Reads the views of a text that was analysed; `title` is what it is called, where that tells what it speaks of.
    pub fn read(text: &str, analysis: &Analysis, title: Option<&str>) -> Document {
        let sentences = sentence_views(text, analysis);
        let words = sentences.iter().flat_map(SentenceView::keys).collect();
        let title = title.map(title_keys).unwrap_or_default();
        let glossary = glossary(&sentences, text, analysis);
        let inherited = inherit(&sentences);
        let looking_back: Vec<bool> = sentences.iter().map(looks_back).collect();
        let unbound =
            looking_back.iter().zip(&inherited).map(|(back, names)| names.is_empty() && *back).collect();
        Document { sentences, title, glossary, words, inherited, looking_back, unbound }
    }

    /// One sentence alone, that inherits nothing.
    pub fn of_sentence(sentence: SentenceView) -> Document {
        let words = sentence.keys().collect();
        let inherited = vec![FxHashMap::default()];
        Document { sentences: vec![sentence], words, inherited, unbound: vec![false], ..Document::default() }
    }

    /// Whether the title or any sentence has the word.
    pub fn knows(&self, lemma: Key, stem: Key) -> bool {
        self.in_title(lemma, stem) || self.words.contains(&lemma) || self.words.contains(&stem)
    }

    pub fn in_title(&self, lemma: Key, stem: Key) -> bool {
        self.title.contains(&lemma) || self.title.contains(&stem)
    }

    /// How well a name counts in a sentence that does not hold it, through a pronoun or the sentence before; 0 for none.
    pub fn inherited(&self, sentence: usize, lemma: Key) -> f32 {
        self.inherited.get(sentence).and_then(|names| names.get(&lemma)).copied().unwrap_or(0.0)
    }

    /// Whether the sentence opens with a pronoun, or with "the organisation".
    pub fn looks_back(&self, sentence: usize) -> bool {
        self.looking_back.get(sentence).copied().unwrap_or(false)
    }

    /// Whether the sentence opens with a pronoun that nothing in the text explains: an excerpt, whose subject may be the claim's.
    pub fn is_unbound(&self, sentence: usize) -> bool {
        self.unbound.get(sentence).copied().unwrap_or(false) && self.title.is_empty()
    }

    /// Words of what the short form `lower` stands for.
    pub fn expansion(&self, lower: &str) -> Option<&[Key]> {
        self.glossary.get(lower).map(Vec::as_slice)
    }
}

/// The views of all sentences of an analysed text.
pub fn sentence_views(text: &str, analysis: &Analysis) -> Vec<SentenceView> {
    views_with(text, analysis, &mut Lexemes::default())
}

/// As [`sentence_views`], with the words that are `known` from other parts of the text.
pub fn views_with(text: &str, analysis: &Analysis, known: &mut Lexemes) -> Vec<SentenceView> {
    let mut rest = analysis.values.as_slice();
    let mut views = Vec::with_capacity(analysis.sentences.len());
    for sentence in &analysis.sentences {
        let skip = rest.partition_point(|value| value.span.start < sentence.span.start);
        rest = rest.get(skip..).unwrap_or_default();
        let inside = rest.partition_point(|value| value.span.start < sentence.span.end);
        let (here, behind) = rest.split_at(inside);
        rest = behind;
        views.push(SentenceView::read_with(text, sentence.span, here, known));
    }
    views
}

fn title_keys(title: &str) -> FxHashSet<Key> {
    let view = SentenceView::read(title, Span::new(0, title.len()), &[]);
    let words = view.tokens.iter().filter(|token| !token.sign);
    words.flat_map(|token| [token.lemma_key, token.stem_key, Key::lemma(&token.lower)]).collect()
}

fn glossary(sentences: &[SentenceView], text: &str, analysis: &Analysis) -> FxHashMap<Box<str>, Vec<Key>> {
    let mut glossary: FxHashMap<Box<str>, Vec<Key>> = FxHashMap::default();
    for definition in &analysis.definitions {
        let number = sentences.partition_point(|sentence| sentence.span.end <= definition.long.start);
        let Some(sentence) = sentences.get(number) else { continue };
        let inside =
            sentence.tokens.iter().filter(|token| definition.long.contains(token.span) && !token.stop);
        glossary.insert(
            definition.short.of(text).to_lowercase().into(),
            inside.map(|token| token.lemma_key).collect(),
        );
    }
    glossary
}

/// Follows pronouns and "the organisation" to the names of the nearest earlier sentence that has any.
fn inherit(sentences: &[SentenceView]) -> Vec<FxHashMap<Key, f32>> {
    let names_of = |number: usize| {
        let tokens = sentences.get(number).map(|sentence| sentence.tokens.as_slice()).unwrap_or_default();
        tokens
            .iter()
            .filter(|token| token.capital && !token.stop)
            .map(|token| token.lemma_key)
            .collect::<Vec<_>>()
    };
    let mut inherited: Vec<FxHashMap<Key, f32>> = Vec::with_capacity(sentences.len());
    for (number, sentence) in sentences.iter().enumerate() {
        let mut names: FxHashMap<Key, f32> = FxHashMap::default();
        if let Some(previous) = number.checked_sub(1) {
            names.extend(names_of(previous).into_iter().map(|key| (key, NEAR)));
        }
        if looks_back(sentence) {
            let back = (number.saturating_sub(REACH)..number).rev();
            if let Some((earlier, found)) =
                back.map(|earlier| (earlier, names_of(earlier))).find(|(_, names)| !names.is_empty())
            {
                names.extend(found.into_iter().map(|key| (key, BOUND)));
                for (key, weight) in inherited.get(earlier).into_iter().flatten() {
                    if *weight > 0.8 {
                        let entry = names.entry(*key).or_insert(0.0);
                        *entry = entry.max(BOUND_TWICE);
                    }
                }
            }
        }
        inherited.push(names);
    }
    inherited
}

/// Whether the sentence speaks of something named before it: by a pronoun, or by "the organisation".
fn looks_back(sentence: &SentenceView) -> bool {
    let opening: Vec<_> = sentence.tokens.iter().filter(|token| !token.sign).take(OPENING).collect();
    let pronoun = |word: &str| matches!(word, "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their");
    if opening.iter().any(|token| pronoun(&token.lower)) {
        return true;
    }
    let [first, second, ..] = opening.as_slice() else { return false };
    matches!(&*first.lower, "the" | "this" | "its" | "our") && is_generic(second.lemma())
}

/// Nouns that stand for something named before: "the organisation", "the film".
fn is_generic(lemma: &str) -> bool {
    matches!(
        lemma,
        "organisation"
            | "organization"
            | "agency"
            | "company"
            | "fund"
            | "federation"
            | "committee"
            | "film"
            | "movie"
            | "album"
            | "band"
            | "group"
            | "team"
            | "book"
            | "novel"
            | "series"
            | "show"
            | "song"
            | "game"
            | "city"
            | "country"
            | "university"
            | "school"
            | "party"
            | "club"
            | "union"
            | "commission"
            | "programme"
            | "program"
            | "project"
            | "plan"
            | "report"
            | "office"
            | "mission"
            | "singer"
            | "actor"
            | "author"
            | "player"
            | "ministry"
            | "government"
            | "bank"
            | "court"
            | "council"
            | "fund's"
            | "institution"
            | "body"
            | "village"
            | "region"
            | "province"
            | "district"
            | "parliament"
            | "foundation"
            | "association"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::read;
    use crate::text::Markup;

    #[test]
    fn the_organisation_inherits_the_name_before_it() {
        let text = "The Harbour Fund was set up in Tallinn. The fund runs nine schools. It closed one in 2019. Rain fell for days.";
        let document = Document::read(text, &read(text, Markup::Plain), None);
        let name = Key::lemma("tallinn");
        assert!(document.inherited(1, name) > 0.8);
        assert!(document.inherited(2, name) > 0.6);
        assert_eq!(document.inherited(3, name), 0.0);
    }
}
