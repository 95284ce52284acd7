//! The slot contest (`design/verdict-experiments.md`, section 3): for each element of a claim every comparable place of a source
//! competes by how well its surroundings fit; the best disagreeing fit less the best agreeing fit decides.
//! It must not know thresholds, codes or how a verdict is shown.

mod coverage;
mod document;
mod guards;
mod likeness;
mod pair;
mod reading;
mod scope;
mod score;
mod slots;
mod token;
mod view;
mod wording;

pub use coverage::{Coverage, coverage};
pub use document::{Document, sentence_views};
pub use guards::Qualifiers;
pub use likeness::{Compared, compare_values, compared};
pub use pair::{Fit, Pair};
pub use scope::Scope;
pub use slots::{Occurrence, SlotContest, slot_contests};
pub use token::{Key, Token};
pub use view::{SentenceView, SlotValue};
pub use wording::{Contest, WordContest, word_contests};

/// Sentences in which values compete, and those of them in which words do.
const VALUE_CANDIDATES: usize = 24;
const WORD_CANDIDATES: usize = 6;

/// All that the contests of one claim sentence found.
#[derive(Clone, Debug, Default)]
pub struct Contests {
    /// What a `pair` of the contests stands for: document and sentence.
    pub places: Vec<Place>,
    /// One for each value of the claim that something disagrees with.
    pub slots: Vec<SlotContest>,
    /// At most one of each kind.
    pub words: Vec<WordContest>,
    pub coverage: Coverage,
    /// For each of `slots`: share of the claim's names that its sentence holds or inherits.
    pub names: Vec<f32>,
    /// Number of values in the candidates that compare with some value of the claim.
    pub comparable: usize,
}

/// A sentence of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index into the documents that were given.
    pub document: usize,
    pub sentence: usize,
}

/// Lets every element of one claim sentence compete in the given documents.
pub fn contests(claim: &SentenceView, documents: &[&Document]) -> Contests {
    let mut places = Vec::new();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for place in candidates(claim, documents) {
        let Some(document) = documents.get(place.document) else { continue };
        let Some(sentence) = document.sentences.get(place.sentence) else { continue };
        let values = compared(claim, sentence);
        if pairs.len() < WORD_CANDIDATES || !values.is_empty() {
            pairs.push(Pair::new(claim, document, place.sentence, sentence, values));
            places.push(place);
        }
    }
    let slots = slot_contests(claim, &pairs);
    let names = slots
        .iter()
        .map(|slot| pairs.get(slot.disagreeing.pair).map_or(0.0, |pair| names_found(pair, slot.claim)))
        .collect();
    let closest = pairs.get(..WORD_CANDIDATES.min(pairs.len())).unwrap_or_default();
    Contests {
        slots,
        words: word_contests(claim, closest),
        coverage: coverage(closest),
        names,
        comparable: pairs.iter().map(|pair| pair.values.len()).sum(),
        places,
    }
}

/// The sentences of all documents that share most with the claim, best first.
fn candidates(claim: &SentenceView, documents: &[&Document]) -> Vec<Place> {
    let mut ranked: Vec<(f32, Place)> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let found = document.candidates(claim, VALUE_CANDIDATES, documents.len() == 1);
        ranked.extend(
            found.into_iter().map(|(sentence, weight)| (weight, Place { document: number, sentence })),
        );
    }
    ranked.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then((a.1.document, a.1.sentence).cmp(&(b.1.document, b.1.sentence)))
    });
    ranked.truncate(VALUE_CANDIDATES);
    ranked.into_iter().map(|(_, place)| place).collect()
}

/// Share of the claim's names, outside the value itself, that the sentence holds or inherits; .8 where the claim names nothing.
fn names_found(pair: &Pair<'_>, value: usize) -> f32 {
    let Some(value) = pair.claim.values.get(value) else { return 0.8 };
    let names = pair
        .claim
        .content_tokens()
        .filter(|(at, token)| token.capital && !(value.first..value.end).contains(at));
    let (mut found, mut count) = (0.0, 0.0);
    for (at, _) in names {
        found += pair.found(at);
        count += 1.0;
    }
    if count > 0.0 { found / count } else { 0.8 }
}
