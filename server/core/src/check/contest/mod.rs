//! The slot contest (`design/verdict-experiments.md`, section 3): for each element of a claim every comparable place of a source
//! competes by how well its surroundings fit; the best disagreeing fit less the best agreeing fit decides.
//! It must not know thresholds, codes or how a verdict is shown.

mod arithmetic;
mod converse;
mod coverage;
mod direction;
mod dispute;
mod filling;
mod find;
mod guards;
mod known;
mod likeness;
mod maybe;
mod naming;
mod occurrence;
mod onset;
mod pair;
mod slots;
mod swapped;
mod turned;
mod wording;

use find::Sought;

use crate::values::Relation;
use crate::views::{Library, Place, SentenceView};

pub use coverage::{Coverage, coverage};
pub use known::{Doubts, Known, sentence_ref};
pub use likeness::{Compared, compare_values, compared};
pub use occurrence::{Dispute, Occurrence, SlotContest};
pub use pair::{Fit, Pair};

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
    /// Values over which the sources differ among themselves.
    pub disputes: Vec<Dispute>,
    /// At most one of each kind.
    pub words: Vec<WordContest>,
    pub coverage: Coverage,
    /// For each of `slots`: share of the claim's names that its sentence holds or inherits.
    pub names: Vec<f32>,
    /// Documents of which a sentence speaks of most of the claim, in no order.
    pub near: Vec<usize>,
    /// Number of values in the candidates that compare with some value of the claim.
    pub comparable: usize,
}

/// A value of the claim and one of a source that competes for its slot.
#[derive(Clone, Copy, Debug)]
pub struct Pairing {
    /// Index into the claim's values.
    pub claim: usize,
    pub place: Place,
    /// Index into the sentence's values.
    pub value: usize,
    pub relation: Relation,
    /// How well it fills the slot, 0 to about 1.
    pub slot: f32,
}

/// Lets every element of one claim sentence compete in the library's documents. `known` is there where they are a corpus.
pub fn contests(claim: &SentenceView, library: &Library, known: Option<&Known<'_>>) -> Contests {
    contests_among(claim, library, known, |_| true)
}

/// The same in one document alone.
pub fn contests_in(claim: &SentenceView, library: &Library, known: &Known<'_>, document: usize) -> Contests {
    contests_among(claim, library, Some(known), |place| place.document == document)
}

fn contests_among(
    claim: &SentenceView,
    library: &Library,
    known: Option<&Known<'_>>,
    keep: impl Fn(&Place) -> bool,
) -> Contests {
    let (places, pairs) = pairs_of(claim, library, known, keep);
    let all = filling::occurrences_of(claim, &pairs);
    let slots = slots::slot_contests(claim, &pairs, &all);
    let names = slots
        .iter()
        .map(|slot| pairs.get(slot.disagreeing.pair).map_or(0.0, |pair| names_found(pair, slot.claim)))
        .collect();
    let closest = pairs.get(..WORD_CANDIDATES.min(pairs.len())).unwrap_or_default();
    Contests {
        slots,
        disputes: dispute::disputes(claim, &pairs, &all),
        words: word_contests(claim, closest, turned::turned_values(claim, &pairs, &all)),
        coverage: coverage(closest),
        names,
        near: near_documents(&places, closest),
        comparable: pairs.iter().map(|pair| pair.values.len()).sum(),
        places,
    }
}

/// Every source value that competes for the slot of a value of the claim, whether it agrees or not.
pub fn pairings(claim: &SentenceView, library: &Library, known: Option<&Known<'_>>) -> Vec<Pairing> {
    let (places, pairs) = pairs_of(claim, library, known, |_| true);
    let mut all = Vec::new();
    for (index, occurrences) in filling::occurrences_of(claim, &pairs).into_iter().enumerate() {
        let pairing = |found: &Occurrence| {
            let Occurrence { value, relation, slot, .. } = *found;
            Some(Pairing { claim: index, place: *places.get(found.pair)?, value, relation, slot })
        };
        all.extend(occurrences.iter().filter_map(pairing));
    }
    all
}

/// The claim beside each sentence that it is compared with, closest first, and where these stand.
fn pairs_of<'p>(
    claim: &'p SentenceView,
    library: &'p Library,
    known: Option<&Known<'_>>,
    keep: impl Fn(&Place) -> bool,
) -> (Vec<Place>, Vec<Pair<'p>>) {
    let mut places = Vec::new();
    let mut pairs: Vec<Pair<'p>> = Vec::new();
    let sought = Sought::of(claim);
    let more = known.map(Known::postings).unwrap_or_default();
    for place in library.candidates(claim, &more, VALUE_CANDIDATES).into_iter().filter(keep) {
        let Some(document) = library.document(place.document) else { continue };
        let Some(sentence) = document.sentences.get(place.sentence) else { continue };
        let values = compared(claim, sentence);
        if pairs.len() < WORD_CANDIDATES || !values.is_empty() {
            let hits = known.map(|known| known.hits(place, sentence)).unwrap_or_default();
            let mut pair = Pair::new(
                (claim, &sought),
                (document, place.sentence, sentence),
                library.words(),
                values,
                &hits,
            );
            if let Some(known) = known {
                pair.read_echo();
                pair.read_repeated();
                pair.doubts = Some(known.doubts(&pair, place));
                pair.clauses = known.clauses().to_vec();
            }
            pairs.push(pair);
            places.push(place);
        }
    }
    (places, pairs)
}

/// Share of a claim from which on a sentence speaks of most of it.
const MOST_OF_IT: f32 = 0.6;

fn near_documents(places: &[Place], pairs: &[Pair<'_>]) -> Vec<usize> {
    let near = places.iter().zip(pairs).filter(|(_, pair)| pair.coverage() >= MOST_OF_IT);
    let mut documents: Vec<usize> = near.map(|(place, _)| place.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
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
